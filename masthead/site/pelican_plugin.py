"""Our part in a run of Pelican, which reads the pages of Markdown: whatever is published is rendered and written by us."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from pelican import Pelican, signals
from pelican.generators import Generator, PagesGenerator, PelicanTemplateNotFound
from pelican.writers import Writer as PelicanWriter

from masthead.database.attachments import redrawn
from masthead.database.link_status import links_or_warning
from masthead.database.loading import load
from masthead.edition.edition import Edition
from masthead.ledger.read import read_ledger
from masthead.search.pieces import KeyCaseError
from masthead.search.postings import DuplicateEntryError
from masthead.site.links import relative_link, root_of
from masthead.site.pelican_log import collected
from masthead.site.settings import Settings, edition_of
from masthead.site.templates import PageError, Templates, blame, templates_of
from masthead.site.theme import theme_files
from masthead.site.website import website
from masthead.site.writer import WriteError, Writer
from masthead.views.pages.redirect import TakenAddressError

_FAILURES = (TemplateError, PelicanTemplateNotFound, DuplicateEntryError, KeyCaseError, RuntimeError, UnicodeError)


class InvalidDatabaseError(Exception):
    """The records have errors: nothing may be published from them."""


def run(settings: Settings, edition: Edition) -> tuple[str, ...]:
    """Run Pelican once with *settings* over the Markdown pages and *edition*, and return its warnings."""
    plugin = Plugin(edition)
    others = [name for name in settings["PLUGINS"] if name != __name__]
    try:
        with collected() as log:
            Pelican({**settings, "PLUGINS": [plugin, *others]}).run()
    except (WriteError, TakenAddressError) as error:
        raise PageError(str(error)) from error
    except _FAILURES as error:
        raise PageError(blame(error, Path(settings["THEME"]))) from error
    finally:
        plugin.disconnect()
    if log.errors:
        raise PageError(log.errors[0])
    return tuple(log.warnings)


class Plugin:
    """A plugin of Pelican that publishes *edition*, or that of the records which the settings name."""

    templates: Templates
    writer: Writer

    def __init__(self, edition: Edition | None = None) -> None:
        self.edition = edition
        self._handlers = (
            (signals.initialized, self._start),
            (signals.generator_init, self._equip),
            (signals.content_object_init, _root_links),
            (signals.get_writer, self._page_writer),
            (signals.finalized, self._finish),
        )

    def register(self) -> None:
        """Connect to the signals of Pelican, which calls this once for each plugin."""
        for signal, handler in self._handlers:
            signal.connect(handler, weak=False)

    def disconnect(self) -> None:
        """Take no part in later runs."""
        for signal, handler in self._handlers:
            signal.disconnect(handler)

    def _start(self, pelican: Pelican) -> None:
        """Prepare templates and writer for a run."""
        edition = self.edition or _edition(pelican.settings)
        self.templates = templates_of(pelican.settings, edition)
        # The pelican command writes its pages over those of an earlier run.
        self.writer = Writer(Path(pelican.output_path), over=self.edition is None)

    def _equip(self, generator: Generator) -> None:
        """Let Pelican print pages with our templates."""
        if isinstance(generator, PagesGenerator):
            generator.env = self.templates.environment

    def _page_writer(self, _pelican: Pelican) -> type[PelicanWriter]:
        """Return the class by which Pelican writes pages: it leaves that to our templates and our writer."""
        templates, writer = self.templates, self.writer

        class PageWriter(PelicanWriter):  # type: ignore[misc]  # Pelican comes without types
            def write_file(self, name: str, _template: object, context: dict[str, Any], **values: Any) -> None:
                context["localsiteurl"] = root_of(name)  # where links in Markdown start
                writer.write(name, templates.prose(values["page"]))

        return PageWriter

    def _finish(self, _pelican: Pelican) -> None:
        """Write the files of the edition and of the theme."""
        for path, content in chain(website(self.templates), theme_files(self.templates.theme)):
            self.writer.write(path, content)


def _edition(settings: Settings) -> Edition:
    """Return the edition of the records that *settings* name."""
    root = Path(settings["MASTHEAD_ROOT"])
    database = load(root)
    if database.errors:
        raise InvalidDatabaseError(f"the records have {database.errors} errors; run `masthead check`")
    links, _ = links_or_warning(root)
    return edition_of(settings, database, read_ledger(root), links, redrawn(root, database.graph))


def _root_links(content: Any) -> None:
    """Make links of a Markdown page such as ``/sites/`` relative, like all of ours, and guard those to elsewhere."""
    # Pelican has no other way to change the text of a page before its own links are made.
    if getattr(content, "_content", None):
        index, root = content.settings["MASTHEAD_INDEX"], root_of(content.url)
        links = re.compile(r'href="/([^"]*)"')
        html = links.sub(lambda to: f'href="{relative_link(root, to[1], index)}"', content._content)  # noqa: SLF001
        guarded = r'<a rel="nofollow noopener noreferrer" href="\1'
        content._content = re.sub(r'<a href="(https?://)', guarded, html)  # noqa: SLF001


_ALONE = Plugin()


def register() -> None:
    """Take part in the runs of the pelican command, which finds this module by its name in the settings."""
    _ALONE.register()

"""Our plugin in a run of Pelican: Pelican reads the Markdown pages, and we render and write every file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from pelican import Pelican, signals
from pelican.generators import Generator, PagesGenerator, PelicanTemplateNotFound, StaticGenerator
from pelican.writers import Writer as PelicanWriter

from masthead import MastheadError
from masthead.building.configuration.settings import Settings, edition_of
from masthead.building.configuration.theme import refuse_damaged, source_bytes, theme_files
from masthead.building.incremental.reuse import MANY, Parts, Reuse, make
from masthead.building.output.links import OF_PELICAN
from masthead.building.output.verification import complete
from masthead.building.output.writer import INDEX, Writer
from masthead.building.pelican_log import captured_log
from masthead.building.rendering.templates import PageError, Templates, error_text, templates_of, text_page
from masthead.building.rendering.website import Part, parts, summary_parts, text_part
from masthead.edition.edition import Edition
from masthead.ledger.ledger_reader import read_ledger
from masthead.loading.database import load
from masthead.loading.image_reencoding import redrawn
from masthead.loading.link_status import believable_links

_FAILURES = (TemplateError, PelicanTemplateNotFound, RuntimeError, UnicodeError)


class InvalidDatabaseError(MastheadError):
    """The records have errors: nothing may be published from them."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """The result of a run: the parts of the website, and the harmless warnings of Pelican."""

    parts: Parts
    warnings: tuple[str, ...]


def run(
    settings: Settings,
    edition: Edition,
    writer: Writer,
    reuse: Reuse,
    reached: Callable[[int], object] = lambda _: None,
    know_templates: Callable[[], object] = lambda: None,
) -> RunResult:
    """Run Pelican once with *settings*: let *writer* write the Markdown pages, *edition* and the theme.

    *reuse* decides which parts of the last build are taken over. *reached* is called now and then with the number of
    records whose files were started, *know_templates* before any page is made.

    Raises PageError for errors and unknown warnings of Pelican, and for anything else that keeps a page from being
    made.
    """
    plugin = Plugin(edition, writer, reuse, reached, know_templates)
    others = [name for name in settings["PLUGINS"] if name != __name__]
    try:
        with captured_log() as log:
            Pelican({**settings, "PLUGINS": [plugin, *others]}).run()
    except MastheadError as error:
        raise PageError(str(error)) from error
    except _FAILURES as error:
        raise PageError(error_text(error, Path(settings["THEME"]))) from error
    finally:
        plugin.disconnect()
    if log.errors:
        raise PageError(log.errors[0])
    return RunResult(plugin.made_parts, tuple(log.warnings))


class Plugin:
    """A plugin of Pelican that publishes *edition* with *writer*; without them, the records that the settings name."""

    templates: Templates
    made_parts: Parts
    """The parts of the website, after a run."""

    def __init__(
        self,
        edition: Edition | None = None,
        writer: Writer | None = None,
        reuse: Reuse | None = None,
        reached: Callable[[int], object] = lambda _: None,
        know_templates: Callable[[], object] = lambda: None,
    ) -> None:
        self.edition = edition
        self.reuse = reuse
        self.reached = reached
        self._know_templates = know_templates
        self.writer = writer or Writer(Path())
        self._static: list[tuple[str, Path]] = []
        self._texts: list[Part] = []
        self._theme_folders: tuple[str, ...] = ()
        self._handlers = (
            (signals.initialized, self._start),
            (signals.generator_init, self._equip),
            (signals.content_object_init, self._take_content),
            (signals.static_generator_finalized, self._take_static),
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
        settings = pelican.settings
        refuse_damaged(settings)
        self._texts = []
        self.templates = templates_of(settings, self.edition or _edition(settings))
        if self.edition is None:  # the pelican command writes its pages over those of an earlier run
            self.writer = Writer(Path(pelican.output_path), over=True)
        # Pelican only warns about a file that it cannot copy, and goes on: we copy the theme.
        self._theme_folders, settings["THEME_STATIC_PATHS"] = tuple(settings["THEME_STATIC_PATHS"]), []
        folders = [other.edition.folder.rstrip("/") for other in self.templates.further]
        settings["PAGE_PATHS"] = [*settings["PAGE_PATHS"], *folders]
        settings |= {"PAGE_LANG_URL": "{lang}/{slug}/", "PAGE_LANG_SAVE_AS": "{lang}/{slug}/index.html"}

    def _equip(self, generator: Generator) -> None:
        """Let Pelican look for no templates: pages of text are printed with ours, after it has read them all."""
        if isinstance(generator, PagesGenerator):
            generator.get_template = lambda _name: None

    def _page_writer(self, _pelican: Pelican) -> type[PelicanWriter]:
        """Return the class with which Pelican writes pages: it uses our templates and our writer."""
        take = self._take_text

        class PageWriter(PelicanWriter):  # type: ignore[misc]  # Pelican comes without types
            def write_file(self, _name: str, _template: object, context: dict[str, Any], **values: Any) -> None:
                context["localsiteurl"] = OF_PELICAN
                take(values["page"])

        return PageWriter

    def _take_text(self, page: Any) -> None:
        """Take a page of text in its language; one in the first language also where another has no translation of it."""
        first, *further = self.templates.all
        translated = {other.lang for other in page.translations}
        for templates in self.templates.all:
            folder = templates.edition.folder.rstrip("/")
            is_own = page.lang == folder if folder else page.in_default_lang
            is_missing = templates in further and page.in_default_lang and folder not in translated
            path = page.save_as.removeprefix(f"{page.lang}/") if not page.in_default_lang else page.save_as
            name = templates.edition.folder + path
            if (is_own or is_missing) and self.writer.shard.makes(name):
                address = path.removesuffix(INDEX)
                language = first.edition.book.tag if is_missing else ""
                original = next((other for other in page.translations if other.in_default_lang), None)
                text = text_page(page, source_bytes(Path(page.source_path)), address, language, original)
                self._texts.append(text_part(templates, name, text))

    def _take_content(self, content: Any) -> None:
        """Give a page of text the language of its folder, and the marks of its links."""
        folder = Path(content.relative_source_path).parts[0] if content.source_path else ""
        if any(folder == other.edition.folder.rstrip("/") for other in self.templates.further):
            content.lang, content.in_default_lang = folder, False
        _mark_links(content)

    def _take_static(self, generator: StaticGenerator) -> None:
        """Take the files beside Markdown pages for our own writer; Pelican would copy them."""
        self._static = [(file.save_as, Path(generator.path) / file.source_path) for file in generator.staticfiles]
        generator.staticfiles = generator.context["staticfiles"] = []

    def _finish(self, pelican: Pelican) -> None:
        """Write the files of the edition and of the theme, and those beside Markdown pages."""
        static = ((path, source_bytes(file)) for path, file in self._static)
        for path, content in chain(theme_files(pelican.settings, self._theme_folders), static):
            if self.writer.shard.makes(path):
                self.writer.write(path, content)
        mine = [part for part in parts(self.templates) if self.writer.shard.makes(part.name)] + self._texts
        others = make(mine, self.writer, self._prepare, self.reuse, self.reached)
        joined = summary_parts(self.templates, {name: part.kept for name, part in others.items()})
        joined_here = [part for part in joined if self.writer.shard.makes(part.name)]
        self.made_parts = {**others, **make(joined_here, self.writer, self._prepare, self.reuse)}
        if self.edition is None:
            complete(self.writer, self.templates.edition.url)

    def _prepare(self, records: int) -> None:
        """Prepare to make the pages of so many *records*: processes that are forked later share all templates of many."""
        self._know_templates()
        if records > MANY:
            self.templates.load()


def _edition(settings: Settings) -> Edition:
    """Return the edition of the records that *settings* name. Raises InvalidDatabaseError if they have errors."""
    root = Path(settings["MASTHEAD_ROOT"])
    database = load(root)
    if database.errors:
        raise InvalidDatabaseError(f"the records have {database.errors} errors; run `masthead check`")
    links = believable_links(root)
    return edition_of(settings, database, read_ledger(root), links, redrawn(root, database.graph))


def _mark_links(content: Any) -> None:
    """Turn the links of a Markdown page that begin with a slash into marks, and guard the links to other websites."""
    # Pelican has no other way to change the text of a page before it makes its own links.
    if getattr(content, "_content", None):
        html = re.sub(r'href="/([^"]*)"', lambda to: f'href="{OF_PELICAN}/{to[1]}"', content._content)  # noqa: SLF001
        guarded = r'<a rel="nofollow noopener noreferrer" href="\1'
        content._content = re.sub(r'<a href="(https?://)', guarded, html)  # noqa: SLF001


_ALONE = Plugin()


def register() -> None:
    """Take part in runs of the pelican command, which loads this module because the settings name it."""
    _ALONE.register()

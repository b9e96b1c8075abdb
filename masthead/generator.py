"""The one module that touches Pelican: our generator, and how a build runs it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from pelican import Pelican, signals
from pelican.generators import Generator, PagesGenerator
from pelican.log import console
from pelican.log import init as init_log
from pelican.settings import read_settings

from masthead.database import load
from masthead.phrasebook import phrasebook
from masthead.schema import schema_files
from masthead.search.index import search_script
from masthead.views.edition import Edition, edition
from masthead.views.entries import entries
from masthead.views.home import SiteView, site_view
from masthead.views.pages import pages
from masthead.views.terms import term_lists
from masthead.writer import INDEX, Writer

SEARCH_INDEX = "search/search-index.js"
STYLESHEET = "theme/masthead.css"


class InvalidDatabaseError(Exception):
    """The records have errors: nothing may be published from them."""


def register() -> None:
    """Connect the generator to Pelican, which calls this once for each plugin."""
    signals.initialized.connect(_prepare)
    signals.generator_init.connect(_equip)
    signals.get_generators.connect(_generator)
    signals.content_object_init.connect(_root_links)
    signals.page_generator_write_page.connect(_surround)


def run(settings_file: Path, output: Path, made: Edition) -> None:
    """Run Pelican once over *made* and the Markdown pages, into the empty folder *output*."""
    settings = read_settings(str(settings_file), override={"OUTPUT_PATH": str(output), "MASTHEAD_EDITION": made})
    init_log(level="WARNING", fatal="errors")
    console.quiet = True  # its closing line counts only articles and pages of Markdown
    Pelican(settings).run()


def _prepare(pelican: Pelican) -> None:
    """Put the edition into the settings, unless the build has put one there."""
    settings = pelican.settings
    if settings.get("MASTHEAD_EDITION") is None:
        database = load(Path(settings["MASTHEAD_ROOT"]))
        if database.errors:
            raise InvalidDatabaseError(f"{database.errors} errors in the records: run `masthead check`")
        book = phrasebook(settings["MASTHEAD_LOCALE"], settings["MASTHEAD_CATALOGUES"])
        settings["MASTHEAD_EDITION"] = edition(database.graph, book)


def _generator(_pelican: Pelican) -> type[Generator]:
    return RecordsGenerator


def _equip(generator: Generator) -> None:
    """Give the templates of a generator the language of the edition and our filters."""
    made: Edition = generator.settings["MASTHEAD_EDITION"]
    environment: Environment = generator.env
    environment.install_gettext_translations(made.book.translations, newstyle=True)  # type: ignore[attr-defined]
    environment.filters |= {"link": link, "safe_url": safe_url}
    environment.globals["INDEX"] = generator.settings["MASTHEAD_INDEX"]


@pass_context
def link(context: Context, path: str) -> str:
    """Return the relative link from the page in *context* to the address *path* of ours."""
    return relative_link(context["SITEURL"], path, context["INDEX"])


def relative_link(root: str, path: str, index: str) -> str:
    """Return *path* from the relative *root*; *index* names the file of a folder, for pages opened from disk."""
    address, sharp, anchor = path.partition("#")
    file = index if address == "" or address.endswith("/") else ""
    return f"{root}/{address}{file}{sharp}{anchor}"


def safe_url(address: str) -> str:
    """Return *address* if it is one of http or https, else nothing."""
    return address if re.match("https?://", address) else ""


def _root_links(content: Any) -> None:
    """Make links of a Markdown page such as ``/sites/`` relative, like all of ours."""
    # Pelican has no other way to change the text of a page before its own links are made.
    if getattr(content, "_content", None):
        index, root = content.settings["MASTHEAD_INDEX"], _root_of(content.url)
        links = re.compile(r'href="/([^"]*)"')
        html = content._content  # noqa: SLF001
        content._content = links.sub(lambda to: f'href="{relative_link(root, to[1], index)}"', html)  # noqa: SLF001


def _root_of(path: str) -> str:
    """Return the root, relative to the page at *path*."""
    return posixpath.relpath(".", posixpath.dirname(path) or ".")


def _surround(generator: PagesGenerator, content: Any) -> None:
    """Give a Markdown page what stands around every page."""
    settings = generator.settings
    generator.context["site"] = _site(settings, content.url)
    generator.context["terms"] = term_lists(settings["MASTHEAD_EDITION"])


def _site(settings: Mapping[str, Any], path: str) -> SiteView:
    """Return what stands around the page at *path*."""
    return site_view(settings["MASTHEAD_EDITION"], path, settings["MASTHEAD_URL"], settings["MASTHEAD_CONTACT"])


class RecordsGenerator(Generator):  # type: ignore[misc]  # Pelican comes without types
    """Writes the pages of the records, the search index and the stylesheet."""

    def generate_output(self, _writer: object) -> None:
        """Write every page of the edition, each once."""
        made: Edition = self.settings["MASTHEAD_EDITION"]
        writer = Writer(Path(self.output_path))
        for page in pages(made):
            values = {"view": page.view(), "site": _site(self.settings, page.path)}
            writer.write(page.path, self._render(page.template, page.path, values))
        writer.write(SEARCH_INDEX, search_script(entries(made)))
        writer.write(STYLESHEET, _stylesheet(Path(self.theme)))
        for path, text in schema_files():
            writer.write(path, text)

    def _render(self, template: str, path: str, values: Mapping[str, object]) -> str:
        text: str = self.get_template(template).render(SITEURL=_root_of(path), **values)
        return re.sub(r"\n\s+", "\n", text)  # indentation is an eighth of a page; ours have no preformatted text


def _stylesheet(theme: Path) -> str:
    """Return the layers of the theme's style as one sheet, in the order of their names."""
    return "\n".join(layer.read_text("utf-8") for layer in sorted((theme / "css").glob("*.css")))


__all__ = ["INDEX", "InvalidDatabaseError", "RecordsGenerator", "link", "register", "run", "safe_url"]

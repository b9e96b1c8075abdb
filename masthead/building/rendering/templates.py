"""The templates of the theme, in the language of an edition: they turn pages into HTML."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, TemplateError, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from masthead import MastheadError
from masthead.building.configuration.settings import Settings, books_of
from masthead.building.output.links import HOME, ROOT, Start, base_of, link, marked, root_of, safe_url, start_of
from masthead.building.output.writer import file_of
from masthead.building.rendering.compact_html import compact
from masthead.building.rendering.components import ComponentCode, ComponentContext, kept_texts
from masthead.building.rendering.constant_texts import translate_constants, write_numbers
from masthead.building.rendering.template_code import TemplateEnvironment, know, known_code
from masthead.edition.edition import Edition
from masthead.edition.localisation import Phrasebook, capitalised
from masthead.processes.workers import meanwhile
from masthead.views.metadata.descriptions import describe
from masthead.views.metadata.head import head_view
from masthead.views.pages.corrections import corrections_view
from masthead.views.parts.page_frame import MISSING, site_view
from masthead.views.parts.publisher_details import publisher_view, reply_address
from masthead.views.parts.term_definitions import term_lists
from masthead.views.routes import Page

_ANCHOR = re.compile(r"(?<=<h\d id=\")[^\"]*")
_CHAPTER = re.compile(r"<h2 id=\"([^\"]*)\">(.*?)</h2>")


Values = Mapping[str, object]
"""The values that a template prints, by name."""


class PageError(MastheadError):
    """A page could not be made; the message says which, and where in the templates."""


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of text: what Pelican has read, and from which bytes, its address in its language, and its HTML."""

    read: Any
    source: bytes
    path: str
    html: str
    language: str
    """The language of the text, if it is another than that of the edition."""


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A chapter of a page of text: the anchor of its heading, and the heading."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Templates:
    """The compiled templates of the folder *theme*, which render the pages of *edition*."""

    edition: Edition
    theme: Path
    environment: Environment
    index: str
    """The file of a folder in links: ``index.html`` for pages opened from disk, empty on a server."""
    further: tuple[Templates, ...] = ()
    """The templates of the editions in further languages."""

    @property
    def all(self) -> tuple[Templates, ...]:
        """The templates of all languages, the first language first."""
        return self, *self.further

    def load(self) -> None:
        """Load all templates, so that processes that are forked later share them."""
        for templates in self.all:
            _load_all(templates.environment)

    def page(self, page: Page) -> str:
        """Return the HTML of *page*. Raises PageError if its view or its template fails."""
        return self.printed(page, self.values(page))

    def values(self, page: Page) -> Values:
        """Return the values that the template of *page* prints. Raises PageError if its view fails."""
        with self._errors_of(page):
            return self._values(page)

    def printed(self, page: Page, values: Values) -> str:
        """Return the HTML of *page* with *values*. Raises PageError if its template fails."""
        with self._errors_of(page):
            return self._rendered(page.template, page.path, values)

    @contextmanager
    def _errors_of(self, page: Page) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # a template or a view that is wrong may raise anything
            raise PageError(f"{file_of(page.path)}: {error_text(error, self.theme)}") from error

    def prose(self, text: TextPage) -> Values:
        """Return the values that the template of *text* prints, other than the page that Pelican has read."""
        return {
            "language": text.language,
            "chapters": tuple(_chapters(text.html)),
            "content": Markup(marked(text.html, [other.folder for other in self.edition.languages])),  # noqa: S704 - made by Pelican from our own pages
            "site": site_view(self.edition, text.path),
            "meta": head_view(self.edition, text.path),
            "description": Markup(text.read.summary).striptags(),  # noqa: S704 - made by Pelican from our own pages, and without tags after
            "terms": term_lists(self.edition),
            "listed": corrections_view(self.edition),
        }

    def printed_prose(self, text: TextPage, values: Values) -> str:
        """Return the HTML of *text* with *values*. Raises PageError if its template fails."""
        try:
            html = self.environment.get_template(f"{text.read.template}.html").render({**values, "page": text.read})
        except Exception as error:  # a template that is wrong may raise anything
            raise PageError(error_text(error, self.theme)) from error
        return Start(root_of(self.edition.folder + text.path), root_of(text.path), self.index).linked(html)

    def _values(self, page: Page) -> Values:
        view = page.view()
        return {
            "view": view,
            "description": describe(self.edition, view),
            "site": site_view(self.edition, page.path),
            "meta": head_view(self.edition, page.path, page.record) if page.has_metadata else None,
        }

    def _rendered(self, template: str, path: str, values: Values) -> str:
        html = self.environment.get_template(f"{template}.html").render(values)
        # Every missing address gets the same page, at any depth: if the base path is known, its links start
        # there, and name no host, so that the page of a copy elsewhere sends nobody to another host.
        base = base_of(self.edition.url) if path == MISSING else None
        start = start_of(path, self.index, base, self.edition.folder)
        return start.linked(compact(html))


def _load_all(environment: Environment) -> None:
    for name in environment.list_templates(extensions=["html"]):
        with suppress(TemplateError, UnicodeError, OSError):  # reported with the page that needs the template
            environment.get_template(name)


def _chapters(html: str) -> Iterator[_Chapter]:
    for anchor, title in _CHAPTER.findall(html):
        yield _Chapter(Markup(anchor).unescape(), Markup(title).striptags())  # noqa: S704 - made by Pelican from our own pages


def text_page(content: Any, source: bytes, path: str, language: str = "", original: Any = None) -> TextPage:
    """Return the page at *path* with *content*, a page that Pelican has read from the bytes *source* of a Markdown file.

    *language* is that of the content, if it is another than that of the edition. If the content is a translation, its
    headings have the anchors that they have in the *original*.
    """
    return TextPage(content, source, path, _anchored(content.content, original.content if original else ""), language)


def _anchored(html: str, original: str) -> str:
    """Return the page of text *html*, with the anchors of the headings of its *original* in their order."""
    anchors = iter(_ANCHOR.findall(original))
    return _ANCHOR.sub(lambda anchor: next(anchors, anchor[0]), html)


def templates_of(settings: Settings, edition: Edition) -> Templates:
    """Return the templates of the theme that *settings* name, in the language of *edition*, with our filters."""
    environment = _environment(settings, edition.book)
    environment.filters["reply_address"] = partial(reply_address, edition)
    environment.globals |= {
        "kept": kept_texts(),
        "INDEX": settings["MASTHEAD_INDEX"],
        "SITEURL": ROOT,
        "HOME": HOME,
        "DIRECTION": edition.book.direction,
        "PUBLISHER": publisher_view(edition),
        "RECORDS": edition.record_language,
        "IS_FURTHER": bool(edition.folder),
        "plural_forms": edition.book.plural_forms,
    } | settings["JINJA_GLOBALS"]
    further = tuple(templates_of(settings, other) for other in edition.further)
    return Templates(edition, Path(settings["THEME"]), environment, settings["MASTHEAD_INDEX"], further)


def _environment(settings: Settings, book: Phrasebook) -> TemplateEnvironment:
    """Return an environment with all that the code of the templates depends on: only results depend on the edition."""
    # Without Pelican's own theme, which would replace a template that ours lacks.
    folders = [*settings["THEME_TEMPLATES_OVERRIDES"], Path(settings["THEME"]) / "templates"]
    environment = TemplateEnvironment(loader=FileSystemLoader(folders), **settings["JINJA_ENVIRONMENT"])
    environment.auto_reload = False  # nobody changes a template while a website is made from it
    environment.context_class, environment.code_generator_class = ComponentContext, ComponentCode
    translate_constants(environment, book.translations)
    write_numbers(environment, book.number)
    filters = {"capitalised": capitalised, "link": link, "number": book.number, "safe_url": safe_url}
    environment.filters |= filters | settings["JINJA_FILTERS"]
    environment.tests |= settings["JINJA_TESTS"]
    # Constants are in the code: translations, and results of filters that a settings file may have changed.
    environment.is_plain = not any(
        (book.is_translated, settings["JINJA_FILTERS"], settings["JINJA_GLOBALS"], settings["JINJA_TESTS"])
    )
    return environment


@contextmanager
def compiled_meanwhile(read: Callable[[], Settings], jobs: int) -> Iterator[Callable[[], None]]:
    """Have another process *read* settings and compile their templates, if *jobs* allows two processes.

    Provides the function that waits for the code, and knows it.
    """
    if jobs < 2:
        yield lambda: None
        return
    with meanwhile(partial(_code, read), jobs, in_idle_time=True) as code:
        yield lambda: know(code())


def _code(read: Callable[[], Settings]) -> bytes:
    """Return the code of all templates in the first language that can be compiled, of the settings that *read* returns."""
    with suppress(Exception):  # the first process meets the same fault, where it can say which page needs the template
        settings = read()
        first, *_ = books_of(settings)
        _load_all(_environment(settings, first))
    return known_code()


def error_text(error: Exception, theme: Path) -> str:
    """Return the message of *error* and its place, such as ``theme/templates/firm.html:7: 'x' is undefined``."""
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError):
        places.append((error.filename or "", error.lineno))
    ours = [
        f"{Path(file).relative_to(theme.parent)}:{line}" for file, line in places if Path(file).is_relative_to(theme)
    ]
    message = f"no template {error.name}" if isinstance(error, TemplateNotFound) else str(error)
    kind = () if isinstance(error, TemplateError) else (type(error).__name__,)
    return ": ".join((*ours[-1:], *kind, message))

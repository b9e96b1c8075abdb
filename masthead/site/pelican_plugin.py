"""The one module that touches Pelican: our generator, and how a build runs it."""

from __future__ import annotations

import logging
import os
import re
import sys
import traceback
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from babel import UnknownLocaleError
from jinja2 import Environment, FileSystemLoader, TemplateError, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup
from pelican import Pelican, signals
from pelican.generators import Generator, PagesGenerator, PelicanTemplateNotFound
from pelican.log import console
from pelican.settings import read_settings

from masthead.database.attachments import NO_PICTURES, Pictures, redrawn
from masthead.database.link_status import NO_LINKS, Links, links_or_warning
from masthead.database.loading import Database, load
from masthead.edition.edition import Edition, edition
from masthead.edition.localisation import capitalised, phrasebook
from masthead.edition.publisher import SETTINGS as ABOUT_THE_PUBLISHER
from masthead.edition.publisher import PublisherError, read_publisher
from masthead.exports.atom_feeds import corrections_feed
from masthead.exports.card_images import published_cards
from masthead.exports.json_api import api_files
from masthead.exports.search_documents import entries
from masthead.field_types.dates import PartialDate
from masthead.ledger.contents import Ledger
from masthead.ledger.read import read_ledger
from masthead.lookup.tables import lookup_files
from masthead.schema.json_schema import schema_files
from masthead.search.index import search_files
from masthead.search.postings import DuplicateEntryError
from masthead.site.links import link, relative_link, root_of, safe_url
from masthead.site.output_folder import KNOWN_BY as STYLESHEET
from masthead.site.writer import INDEX, WriteError, Writer, file_of, refuse_path
from masthead.views.metadata.descriptions import describe
from masthead.views.metadata.head import HeadView, head_view
from masthead.views.pages.corrections import FEED, corrections_view
from masthead.views.pages.home import MISSING, site_view
from masthead.views.pages.lookup import alike, answers, opensearch
from masthead.views.pages.outlet_lists import list_scripts
from masthead.views.pages.redirect import TakenAddressError
from masthead.views.parts.publisher import reply_address
from masthead.views.parts.term_definitions import term_lists
from masthead.views.routes import Page, pages

NEEDED = (
    "MASTHEAD_ROOT",
    "MASTHEAD_LOCALE",
    "MASTHEAD_CATALOGUES",
    "MASTHEAD_INDEX",
    "MASTHEAD_URL",
    *ABOUT_THE_PUBLISHER,
)
_FAILURES = (
    *(TemplateError, PelicanTemplateNotFound, WriteError, TakenAddressError, DuplicateEntryError),
    *(RuntimeError, UnicodeError),
)

Settings = MutableMapping[str, Any]


class InvalidDatabaseError(Exception):
    """The records have errors: nothing may be published from them."""


class PageError(Exception):
    """The pages could not be made; says which, and where in the templates or settings."""


def register() -> None:
    """Connect the generator to Pelican, which calls this once for each plugin."""
    signals.initialized.connect(_prepare)
    signals.generator_init.connect(_equip)
    signals.get_generators.connect(_generator)
    signals.content_object_init.connect(_root_links)
    signals.page_generator_write_page.connect(_surround)


def settings_of(file: Path, output: Path) -> Settings:
    """Return Pelican's settings from *file*, to build into the empty folder *output*."""
    if not file.is_file():
        raise PageError(f"{file}: no such file; it should hold Pelican's settings")
    try:
        with _no_bytecode():
            settings: Settings = read_settings(str(file), override={"OUTPUT_PATH": str(output)})
    except Exception as error:
        raise PageError(f"{file}: {type(error).__name__}: {error}") from error
    if not Path(settings["THEME"]).is_absolute():  # Pelican then looks in the working folder and among its own
        raise PageError(f"{file}: THEME is {settings['THEME']}, but that folder is not beside this file")
    return settings


@contextmanager
def _no_bytecode() -> Iterator[None]:
    """Keep Python from leaving __pycache__ beside settings files: a build writes its output and nothing else."""
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before


def edition_of(
    settings: Settings, database: Database, ledger: Ledger, links: Links = NO_LINKS, pictures: Pictures = NO_PICTURES
) -> Edition:
    """Return the edition of *database* in the language that *settings* ask for, and put it into them.

    *ledger* is what was published before; *links* and *pictures* are what lies beside the records.
    """
    missing = [name for name in NEEDED if name not in settings]
    if missing:
        raise PageError(f"the setting {missing[0]} is missing")
    if settings["JINJA_ENVIRONMENT"].get("autoescape") is not True:
        raise PageError(
            "the setting JINJA_ENVIRONMENT lacks `autoescape: True`, without which HTML in records would be published"
        )
    try:
        catalogues = settings["MASTHEAD_CATALOGUES"]
        book = phrasebook(settings["MASTHEAD_LOCALE"], Path(catalogues) if catalogues else None)
    except (UnknownLocaleError, ValueError) as error:
        raise PageError(f"MASTHEAD_LOCALE: {error}") from error
    if settings["MASTHEAD_URL"] and not safe_url(settings["MASTHEAD_URL"]):
        raise PageError("MASTHEAD_URL: the address must start with https:// or http://")
    try:
        publisher = read_publisher(settings)
    except PublisherError as error:
        raise PageError(str(error)) from error
    plain = edition(database.graph, book, _epoch(), settings["MASTHEAD_URL"], ledger)
    citing, api = (settings.get(name, True) for name in ("MASTHEAD_CITE_PAGES", "MASTHEAD_API"))
    made = replace(plain, links=links, pictures=pictures, citing=citing, api=api, publisher=publisher)
    settings["MASTHEAD_EDITION"] = made
    return made


def _epoch() -> PartialDate | None:
    """Return the day of SOURCE_DATE_EPOCH, if it is set."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        return None
    try:
        day = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        raise PageError(f"SOURCE_DATE_EPOCH: expected seconds since 1970, got {seconds!r}") from None
    return PartialDate(day.year, day.month, day.day)


def run(settings: Settings) -> tuple[str, ...]:
    """Run Pelican once over the edition in *settings* and the Markdown pages, and return its warnings."""
    with _heard() as log:
        try:
            Pelican(settings).run()
        except _FAILURES as error:
            raise PageError(_blame(error, Path(settings["THEME"]))) from error
    if log.errors:
        raise PageError(log.errors[0])
    return tuple(log.warnings)


class _Log(logging.Handler):
    """Keeps what Pelican tells while it runs: it goes on after most errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[str] = []
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message of *record*, and of the error that it may tell of."""
        cause = f": {record.exc_info[1]}" if record.exc_info and record.exc_info[1] else ""
        (self.errors if record.levelno >= logging.ERROR else self.warnings).append(f"{record.getMessage()}{cause}")


@contextmanager
def _heard() -> Iterator[_Log]:
    """Give what Pelican tells instead of letting it print."""
    log, logger = _Log(), logging.getLogger("pelican")
    before = logger.level, logger.propagate, console.quiet
    logger.addHandler(log)
    logger.setLevel(logging.WARNING)
    logger.propagate, console.quiet = False, True
    try:
        yield log
    finally:
        logger.removeHandler(log)
        logger.setLevel(before[0])
        logger.propagate, console.quiet = before[1:]


def _blame(error: Exception, theme: Path) -> str:
    """Return what went wrong and where, such as ``theme/templates/firm.html:7: 'x' is undefined``."""
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError):
        places.append((error.filename or "", error.lineno))
    ours = [
        f"{Path(file).relative_to(theme.parent)}:{line}" for file, line in places if Path(file).is_relative_to(theme)
    ]
    what = f"no template {error.name}" if isinstance(error, TemplateNotFound) else str(error)
    kind = () if isinstance(error, TemplateError | WriteError | TakenAddressError) else (type(error).__name__,)
    return ": ".join((*ours[-1:], *kind, what))


def _prepare(pelican: Pelican) -> None:
    """Put the edition into the settings, unless the build has put one there."""
    settings = pelican.settings
    if settings.get("MASTHEAD_EDITION") is None:
        database = load(Path(settings["MASTHEAD_ROOT"]))
        if database.errors:
            raise InvalidDatabaseError(f"the records have {database.errors} errors; run `masthead check`")
        root = Path(settings["MASTHEAD_ROOT"])
        links, _ = links_or_warning(root)
        edition_of(settings, database, read_ledger(root), links, redrawn(root, database.graph))
        settings["MASTHEAD_OVER"] = True  # Pelican, too, writes its pages over those of an earlier run


def _generator(_pelican: Pelican) -> type[Generator]:
    return RecordsGenerator


def _equip(generator: Generator) -> None:
    """Give the templates of a generator the language of the edition and our filters."""
    made: Edition = generator.settings["MASTHEAD_EDITION"]
    environment: Environment = generator.env
    if isinstance(generator, PagesGenerator | RecordsGenerator):
        # Without Pelican's own theme, which would stand in for a template that ours lacks.
        folders = [*generator.settings["THEME_TEMPLATES_OVERRIDES"], Path(generator.theme) / "templates"]
        environment.loader = FileSystemLoader(folders)
    environment.install_gettext_translations(made.book.translations, newstyle=True)  # type: ignore[attr-defined]
    environment.filters |= {"capitalised": capitalised, "link": link, "safe_url": safe_url}
    environment.filters["reply_address"] = partial(reply_address, made)
    environment.globals["INDEX"] = generator.settings["MASTHEAD_INDEX"]


def _root_links(content: Any) -> None:
    """Make links of a Markdown page such as ``/sites/`` relative, like all of ours, and guard those to elsewhere."""
    # Pelican has no other way to change the text of a page before its own links are made.
    if getattr(content, "_content", None):
        index, root = content.settings["MASTHEAD_INDEX"], root_of(content.url)
        links = re.compile(r'href="/([^"]*)"')
        html = links.sub(lambda to: f'href="{relative_link(root, to[1], index)}"', content._content)  # noqa: SLF001
        guarded = r'<a rel="nofollow noopener noreferrer" href="\1'
        content._content = re.sub(r'<a href="(https?://)', guarded, html)  # noqa: SLF001


def _surround(generator: PagesGenerator, content: Any) -> None:
    """Give a Markdown page what stands around every page."""
    settings = generator.settings
    refuse_path(content.save_as)
    generator.context["site"] = site_view(settings["MASTHEAD_EDITION"], content.url)
    generator.context["meta"] = head_view(settings["MASTHEAD_EDITION"], content.url)
    generator.context["description"] = Markup(content.summary).striptags()  # noqa: S704 - made by Pelican from our own pages, and without tags after
    generator.context["terms"] = term_lists(settings["MASTHEAD_EDITION"])
    generator.context["corrected"] = corrections_view(settings["MASTHEAD_EDITION"])


class RecordsGenerator(Generator):  # type: ignore[misc]  # Pelican comes without types
    """Writes the pages of the records, the search index and the stylesheet."""

    def generate_output(self, _writer: object) -> None:
        """Write every page of the edition, each once."""
        made: Edition = self.settings["MASTHEAD_EDITION"]
        writer = Writer(Path(self.output_path), over=self.settings.get("MASTHEAD_OVER", False))
        for page in pages(made):
            view = page.view()
            values = {
                "view": view,
                "description": describe(made, view),
                "site": site_view(made, page.path),
                "meta": self._head(page),
            }
            try:
                text = self._render(page.template, page.path, values)
            except Exception as error:
                raise PageError(f"{file_of(page.path)}: {_blame(error, Path(self.theme))}") from error
            writer.write(page.path, text)
        kept_in = Path(self.settings["PATH"]).parent / ".cache" / "cards"
        for path, card in published_cards(made, kept_in, each=_has_cards(self.settings)):
            writer.write(path, card)
        for picture in made.pictures.values():
            writer.write(picture.path, picture.webp)
        writer.write(FEED, corrections_feed(made))
        writer.write(STYLESHEET, _stylesheet(Path(self.theme)))
        found = chain(search_files(entries(made)), lookup_files(answers(made), alike(made)), opensearch(made))
        for path, text in chain(found, list_scripts(made), schema_files(), api_files(made)):
            writer.write(path, text)

    def _head(self, page: Page) -> HeadView | None:
        """Return the head of *page*, if it is one that programs are to find."""
        if page.template in ("404", "tombstone", "cite", "redirect", "history"):
            return None
        return head_view(self.settings["MASTHEAD_EDITION"], page.path, page.record, cards=_has_cards(self.settings))

    def _render(self, template: str, path: str, values: Mapping[str, object]) -> str:
        # Whatever address is missing gets the same page: where the public one is known, its links start there.
        root = self.settings["MASTHEAD_URL"] if path == MISSING else ""
        places = {"SITEURL": root or root_of(path), "FOLDER": "" if root else path.rpartition("/")[0].rstrip("/") + "/"}
        text: str = self.get_template(template).render(**places, **values)
        return re.sub(r"\n\s+", "\n", text)  # indentation is an eighth of a page; ours have no preformatted text


def _has_cards(settings: Mapping[str, Any]) -> bool:
    """Return whether each outlet has a card of its own, which is one more file for each."""
    return bool(settings.get("MASTHEAD_CARDS", True))


def _stylesheet(theme: Path) -> str:
    """Return the layers of the theme's style as one sheet, in the order of their names."""
    return "\n".join(layer.read_text("utf-8") for layer in sorted((theme / "css").glob("*.css")))


__all__ = ["INDEX", "InvalidDatabaseError", "RecordsGenerator", "link", "register", "run", "safe_url"]

"""Pelican's settings file, and the edition that its settings define."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel import UnknownLocaleError
from pelican.settings import read_settings

from masthead import MastheadError
from masthead.building.configuration.settings_program import leaving_nothing
from masthead.building.output.links import safe_url
from masthead.edition.edition import Edition, Language, edition
from masthead.edition.localisation import CatalogueError, Phrasebook, catalogue_file, locale_of, phrasebook
from masthead.edition.publisher import SETTINGS as ABOUT_THE_PUBLISHER
from masthead.edition.publisher import Publisher, PublisherError, read_publisher
from masthead.edition.reads import PICTURES, Watched
from masthead.edition.watched_graph import watched
from masthead.field_types.dates import PartialDate
from masthead.files.regular_files import NOT_ORDINARY, NotOrdinaryError, files_below, read_ordinary
from masthead.files.sealed_cache import cache_beside
from masthead.ledger.contents import Ledger
from masthead.loading.database import Database
from masthead.loading.image_reencoding import NO_PICTURES, Pictures
from masthead.loading.link_status import NO_LINKS, Links

NEEDED = (
    "MASTHEAD_ROOT",
    "MASTHEAD_LOCALE",
    "MASTHEAD_CATALOGUES",
    "MASTHEAD_INDEX",
    "MASTHEAD_URL",
    *ABOUT_THE_PUBLISHER,
)

_PUBLIC = re.compile(r"https?://[\w.:\[\]-]+(?:/[\w.~%@+-]+)*/?")

Settings = Mapping[str, Any]
"""Pelican's settings by name, ours included."""


class SettingsError(MastheadError):
    """The settings cannot be used; the message says which and why."""


def settings_of(file: Path, output: Path) -> Settings:
    """Return Pelican's settings from *file*, to build into the folder *output*. Raises SettingsError if that fails."""
    try:
        read_ordinary(file)  # Pelican would wait for a pipe
    except FileNotFoundError:
        raise SettingsError(f"{file}: no such file; it should hold Pelican's settings") from None
    except NotOrdinaryError:
        raise SettingsError(f"{file}: {NOT_ORDINARY}; it should hold Pelican's settings") from None
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror}; it should hold Pelican's settings") from None
    try:
        with leaving_nothing(file):
            settings: Settings = read_settings(str(file), override={"OUTPUT_PATH": str(output)})
    except Exception as error:  # a settings file is a program, which may raise anything
        raise SettingsError(f"{file}: {type(error).__name__}: {error}") from error
    if not Path(settings["THEME"]).is_absolute():  # Pelican then looks in the working folder and among its own themes
        raise SettingsError(f"{file}: THEME is {settings['THEME']}, but that folder is not beside this file")
    return settings


def edition_of(
    settings: Settings, database: Database, ledger: Ledger, links: Links = NO_LINKS, pictures: Pictures = NO_PICTURES
) -> Edition:
    """Return the edition of *database* that *settings* define, with the editions in further languages.

    *ledger* lists everything published before; *links* and *pictures* belong to the records. Raises SettingsError if a
    setting is missing or cannot be used.
    """
    _refuse_wrong(settings)
    first, *further = books_of(settings)
    plain = edition(watched(database.graph), first, _epoch(), settings["MASTHEAD_URL"], ledger)
    in_first = replace(
        plain,
        links=links,
        pictures=Watched(PICTURES, pictures),
        publisher=_publisher(settings),
        citing=bool(settings.get("MASTHEAD_CITE_PAGES", True)),
        api=bool(settings.get("MASTHEAD_API", True)),
        packed=bool(settings.get("MASTHEAD_PACKED", False)),
        cards=bool(settings.get("MASTHEAD_CARDS", True)),
        cache=cache_of(settings),
        languages=_languages(first, further),
    )
    others = (replace(in_first, book=book, folder=_folder(book)) for book in further)
    return replace(in_first, further=tuple(others))


def further_languages(settings: Settings) -> tuple[str, ...]:
    """Return the tags of the further languages that *settings* ask for."""
    return tuple(settings.get("MASTHEAD_LANGUAGES", ()))


def _languages(first: Phrasebook, further: Iterable[Phrasebook]) -> tuple[Language, ...]:
    """Return the languages of the website; none if there is only one."""
    others = tuple(Language(book.short_tag, book.own_name, _folder(book)) for book in further)
    return (Language(first.short_tag, first.own_name), *others) if others else ()


def _folder(book: Phrasebook) -> str:
    return f"{book.short_tag.lower()}/"


def cache_of(settings: Settings) -> Path:
    """Return the folder that keeps slow results between builds."""
    return cache_beside(Path(settings["PATH"]))


def _refuse_wrong(settings: Settings) -> None:
    """Raise SettingsError if *settings* must not be published from."""
    missing = [name for name in NEEDED if name not in settings]
    if missing:
        raise SettingsError(f"the setting {missing[0]} is missing")
    if settings["JINJA_ENVIRONMENT"].get("autoescape") is not True:
        raise SettingsError(
            "the setting JINJA_ENVIRONMENT lacks `autoescape: True`, without which HTML in records would be published"
        )
    if settings["MASTHEAD_URL"] and not safe_url(settings["MASTHEAD_URL"]):
        raise SettingsError("MASTHEAD_URL: the address must start with https:// or http://")
    if settings["MASTHEAD_URL"] and not _PUBLIC.fullmatch(settings["MASTHEAD_URL"]):
        raise SettingsError(
            "MASTHEAD_URL: the address may have a host, a port and folders, such as https://example.org/list, and no more"
        )


def books_of(settings: Settings) -> tuple[Phrasebook, ...]:
    """Return the phrasebook of the first language, and those of the further languages of the website."""
    folder = settings["MASTHEAD_CATALOGUES"]
    catalogues = Path(folder) if folder else None
    first, further = settings["MASTHEAD_LOCALE"], further_languages(settings)
    try:
        for file in files_below(catalogues) if catalogues else ():
            read_ordinary(file, 0)
        books = tuple(
            phrasebook(tag, catalogues, (other for other in (first, *further) if other != tag))
            for tag in (first, *further)
        )
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        raise SettingsError(f"MASTHEAD_CATALOGUES: {place}{error.strerror or error}") from error
    except CatalogueError as error:
        raise SettingsError(f"MASTHEAD_CATALOGUES: {error}") from error
    except (UnknownLocaleError, ValueError, TypeError, AttributeError) as error:
        raise SettingsError(f"{_setting_at_fault(first)}: {error}") from error
    _refuse_languages(books, catalogues)
    return books


def _setting_at_fault(first: str) -> str:
    """Return the name of the setting whose tag is not that of a language."""
    try:
        locale_of(first)
    except (UnknownLocaleError, ValueError, TypeError, AttributeError):
        return "MASTHEAD_LOCALE"
    return "MASTHEAD_LANGUAGES"


def _refuse_languages(books: Sequence[Phrasebook], catalogues: Path | None) -> None:
    """Refuse further languages that are there twice, or have no catalogue."""
    tags = [book.short_tag for book in books]
    for number, book in enumerate(books[1:], 1):
        if book.short_tag in tags[:number]:
            raise SettingsError(
                f"MASTHEAD_LANGUAGES: the website is in {book.short_tag} already; name each language once"
            )
        if catalogues is None or not catalogue_file(catalogues, book.locale).is_file():
            raise SettingsError(
                f"MASTHEAD_LANGUAGES: {book.tag} has no catalogue; write {book.locale}/LC_MESSAGES/masthead.po into the"
                " folder that MASTHEAD_CATALOGUES names, or leave the language out"
            )


def _publisher(settings: Settings) -> Publisher:
    try:
        return read_publisher(settings)
    except PublisherError as error:
        raise SettingsError(str(error)) from error


def _epoch() -> PartialDate | None:
    """Return the day of SOURCE_DATE_EPOCH (seconds since 1970), if it is set."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        return None
    try:
        day = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        raise SettingsError(f"SOURCE_DATE_EPOCH: expected seconds since 1970, got {seconds!r}") from None
    return PartialDate(day.year, day.month, day.day)

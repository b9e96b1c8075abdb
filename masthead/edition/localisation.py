"""The language of an edition: translations, names of countries and languages, dates, numbers, lists."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal
from babel.support import Translations

from masthead import MastheadError
from masthead.field_types.dates import PartialDate
from masthead.field_types.vocabulary import N_, Term
from masthead.files.regular_files import read_ordinary
from masthead.pinned_lists import UNDETERMINED

DOMAIN = "masthead"
PLURAL_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
# Countries whose English name has an article inside a sentence.
_WITH_ARTICLE = frozenset(
    ["AE", "BS", "CF", "CG", "CD", "CI", "DO", "GB", "GM", "KM", "KY", "MH", "MV", "NL", "PH", "SB", "SC", "US", "VA"]
)
# Translators: the target country is unknown.
_UNDETERMINED = N_("Target unknown")
# The header of a catalogue that names the native speaker who has reviewed it.
_REVIEWER = re.compile(r'^"X-Reviewed-By:(.*)\\n"$', re.MULTILINE)


class CatalogueError(MastheadError):
    """A catalogue of translations cannot be read; the message says which and why."""


@dataclass(frozen=True)
class Phrasebook:
    """A locale and its translations."""

    locale: Locale
    translations: NullTranslations = field(default_factory=NullTranslations)
    reviewed_by: str = ""
    """The native speaker who has reviewed the translation; empty until one has."""
    others: tuple[Locale, ...] = ()
    """The other languages of the website."""

    @property
    def short_tag(self) -> str:
        """The language tag without a region, by which pages in other languages are known: en, or zh-Hant."""
        return "-".join(filter(None, (self.locale.language, self.locale.script)))

    @property
    def own_name(self) -> str:
        """The name of the language in itself, with a capital if the script has capitals: Italiano."""
        return capitalised(self.language(self.short_tag))

    @property
    def tag(self) -> str:
        """The language tag of the pages, such as en or zh-Hant."""
        return str(self.locale).replace("_", "-")

    @cached_property  # Babel reads the data of the language each time
    def direction(self) -> str:
        """The direction of the script: ltr or rtl."""
        return str(self.locale.text_direction)

    @property
    def is_translated(self) -> bool:
        """Whether there is a catalogue: without one, every text is printed as it is in the program."""
        return type(self.translations) is not NullTranslations

    def say(self, message: str) -> str:
        """Return *message* translated into the language."""
        return self.translations.gettext(message)

    def plural(self, singular: str, plural: str, number: int, **pieces: str) -> str:
        """Return *singular* or *plural*, as *number* requires, with the number and *pieces* in it."""
        return self.translations.ngettext(singular, plural, number) % {"num": self.number(number), **pieces}

    def plural_forms(self, singular: str, plural: str) -> tuple[tuple[str, str], ...]:
        """Return the forms of a message that a script puts a number into, each with its category in CLDR, such as few."""
        rule = self.locale.plural_form
        examples = {rule(number): number for number in range(1001, -1, -1)}
        categories = [category for category in PLURAL_CATEGORIES if category in examples]
        return tuple((each, self.translations.ngettext(singular, plural, examples[each])) for each in categories)

    def label(self, term: Term) -> str:
        """Return the label of *term* in the language."""
        return self.say(term.label)

    def number(self, number: int) -> str:
        """Return *number* with the digits and separators of the language."""
        return _formatted(number, self.locale)

    def country(self, code: str) -> str:
        """Return the name of a target country, or the words for an unknown target."""
        if code == UNDETERMINED:
            return self.say(_UNDETERMINED)
        return str(self._territories.get(code, code))

    @cached_property
    def _territories(self) -> Mapping[str, str]:
        return dict(self.locale.territories)

    def country_in_sentence(self, code: str) -> str:
        """Return the name of a country as it is written inside a sentence, such as “the Netherlands”."""
        name = self.country(code)
        return f"the {name}" if self.locale.language == "en" and code in _WITH_ARTICLE else name

    def language(self, tag: str) -> str:
        """Return the name of the language *tag*, with its script and region if it has them."""
        # Not Locale.parse(tag), which knows only languages that computers are set to.
        language, *further = tag.split("-")
        pieces = [
            (self.locale.scripts if len(code) == 4 else self.locale.territories).get(code, code) for code in further
        ]
        name = str(self.locale.languages.get(language, language))
        return f"{name} ({', '.join(pieces)})" if pieces else name

    def own_language(self, tag: str) -> str:
        """Return the name of the language *tag* in that language itself; empty if it is not known or not different."""
        try:
            locale = Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            return ""
        own = Phrasebook(locale).language(tag)
        return "" if own in (tag, self.language(tag)) else own

    def date(self, when: PartialDate) -> str:
        """Return a date in words, in the precision that it has."""
        return _date(when, self.locale)

    def list(self, items: Iterable[str]) -> str:
        """Return *items* as one phrase, such as ``a, b and c``."""
        return format_list(list(map(self.isolated, items)), locale=self.locale)

    def alternatives(self, items: Iterable[str]) -> str:
        """Return *items* as one phrase, such as ``a, b or c``."""
        return format_list(list(map(self.isolated, items)), style="or", locale=self.locale)

    def isolated(self, text: str) -> str:
        """Return *text* to put into a text of the language: in a script from the right, it turns no order around it."""
        return f"\u2068{text}\u2069" if self.direction == "rtl" and text else text


@lru_cache(maxsize=8192)  # the days of twenty years
def _date(when: PartialDate, locale: Locale) -> str:
    day = dt.date(when.year, when.month or 1, when.day or 1)
    if when.month is None:
        return format_skeleton("y", day, locale=locale)
    if when.day is None:
        return format_skeleton("yMMMM", day, locale=locale)
    return format_date(day, "long", locale=locale)


def capitalised(text: str) -> str:
    """Return *text* with a capital first letter, as at the start of a line or a table cell: “The Citizen Lab”."""
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=8192)
def _formatted(number: int, locale: Locale) -> str:
    """Return *number* as *locale* writes it; pages have the same small numbers thousands of times."""
    return format_decimal(number, locale=locale)


def phrasebook(tag: str, catalogues: Path | None = None, others: Iterable[str] = ()) -> Phrasebook:
    """Return the phrasebook of the language *tag*, with its catalogue in the folder *catalogues* if there is one.

    *others* are the tags of the other languages of the website. Raises UnknownLocaleError or ValueError for a tag that is
    not that of a language, CatalogueError for a catalogue that is damaged.
    """
    locale = locale_of(tag)
    others_known = tuple(map(locale_of, others))
    file = catalogue_file(catalogues, locale) if catalogues else None
    if file is None or not file.is_file():
        return Phrasebook(locale, others=others_known)
    source = read_ordinary(file)
    reviewer = _REVIEWER.search(source.decode("utf-8", "replace"))
    return Phrasebook(locale, _translations(file, source), reviewer[1].strip() if reviewer else "", others_known)


def locale_of(tag: str) -> Locale:
    """Return the locale of a language *tag*, such as zh-Hant. Raises UnknownLocaleError or ValueError if it has none."""
    return Locale.parse(tag, sep="-")


def catalogue_file(catalogues: Path, locale: Locale) -> Path:
    """Return the file that the catalogue of *locale* has in the folder *catalogues*."""
    return catalogues / str(locale) / "LC_MESSAGES" / f"{DOMAIN}.po"


def _translations(file: Path, source: bytes) -> Translations:
    """Return the translations in *source*, the text of the catalogue *file*; those that are fuzzy are left out."""
    compiled = BytesIO()
    try:
        write_mo(compiled, read_po(BytesIO(source), abort_invalid=True))
        compiled.seek(0)
        return Translations(compiled, DOMAIN)
    except (PoFileError, ValueError, LookupError) as error:
        raise CatalogueError(f"{file}: {error}") from error

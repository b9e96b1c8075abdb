"""The names under which people search for a country."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from masthead.edition.localisation import Phrasebook
from masthead.pinned_lists import COUNTRY_NAMES, UNDETERMINED


def country_names(book: Phrasebook, code: str) -> tuple[str, ...]:
    """Return the names and codes of a country, except the name that its page has.

    They are its names in each language of the website and in its own languages, its former, short and official names,
    and its codes of two and three letters.
    """
    if code == UNDETERMINED:
        return ()
    names = dict.fromkeys((*_in_languages(book, code), *COUNTRY_NAMES.get(code, ()), code, *_other_codes(code)))
    names.pop(book.country(code), None)
    return tuple(names)


def _in_languages(book: Phrasebook, code: str) -> Iterator[str]:
    locales = [*book.others, *map(_locale, get_official_languages(code, de_facto=True))]
    yield from (str(locale.territories[code]) for locale in locales if locale and code in locale.territories)


@lru_cache(maxsize=256)
def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language)
    except UnknownLocaleError:  # CLDR lists languages for which Babel has no names
        return None


def _other_codes(code: str) -> list[str]:
    """Return the three-letter code of a country, and its former codes, such as UK or ZR."""
    aliases = get_global("territory_aliases")
    return sorted(other for other, codes in aliases.items() if codes == [code] and other.isalpha())

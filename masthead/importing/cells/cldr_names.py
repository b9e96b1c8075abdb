"""Countries, languages and months by their names in every language of CLDR."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from masthead.pinned_lists import COUNTRIES, COUNTRY_NAMES, LANGUAGE_TAG, LANGUAGES

Codes = Mapping[str, frozenset[str]]
"""The codes that each name may mean, by the folded form of the name."""


def country_of(text: str, language: str = "") -> str:
    """Return the code of the country that *text* is a code or a name of, in *language* or in any.

    A name that means different countries in different languages (Kongo) means none. Raises LookupError, whose text says
    what *text* may mean.
    """
    code = text.upper()
    if code in COUNTRIES:
        return code
    replaced = [alias for alias in _aliases("territory_aliases", code) if alias in COUNTRIES]
    if re.fullmatch("[A-Z]{2,3}|[0-9]{3}", code) and len(replaced) == 1:
        return replaced[0]
    return _only(_names("territories", language).get(_folded(text), frozenset()))


def language_of(text: str, language: str = "") -> str:
    """Return the tag of the language that *text* is a tag, a code or a name of, in *language* or in any.

    Raises LookupError, whose text says what *text* may mean.
    """
    first, *rest = re.split("[-_]", text)
    aliases = _aliases("language_aliases", first.lower())
    primary = first.lower() if first.lower() in LANGUAGES else next(iter(aliases), "")
    tag = "-".join([primary, *(part.title() if len(part) == 4 else part.upper() for part in rest)])
    if primary in LANGUAGES and re.fullmatch(LANGUAGE_TAG, tag):
        return tag
    return _only(_names("languages", language).get(_folded(text), frozenset()))


def months_of(language: str) -> Mapping[str, int]:
    """Return the number of each month by its names, long and short, in *language*."""
    months: dict[str, int] = {}
    data = _data(language)
    for context in data.get("months", {}).values():
        for width in ("wide", "abbreviated"):
            names = context.get(width, {})
            if isinstance(names, Mapping):
                months |= {_folded(name).strip("."): number for number, name in names.items()}
    return months


def is_language(language: str) -> bool:
    """Return whether CLDR has names in *language*."""
    from babel import localedata  # noqa: PLC0415 - loading it takes longer than reading most lists

    return language.replace("-", "_") in localedata.locale_identifiers()


def _only(codes: frozenset[str]) -> str:
    if len(codes) == 1:
        return next(iter(codes))
    raise LookupError(f"it may mean {' or '.join(sorted(codes)[:5])}" if codes else "")


def _folded(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").casefold().split())


@cache
def _names(things: str, language: str) -> Codes:
    """Return the codes of *things* (territories or languages) by their names in *language*; if empty, in all languages.

    A name that most languages give to something else than a country, such as a continent (Amerika), means no country.
    """
    codes_by_name: dict[str, Counter[str]] = {}
    for code, name in _all_names(things, language):
        codes_by_name.setdefault(_folded(name), Counter())[code.replace("_", "-")] += 1
    is_known = _is_country if things == "territories" else _is_language
    return MappingProxyType(
        {
            name: frozenset(filter(is_known, codes))
            for name, codes in codes_by_name.items()
            if is_known(codes.most_common(1)[0][0])
        }
    )


def _is_country(code: str) -> bool:
    return code in COUNTRIES


def _is_language(tag: str) -> bool:
    return tag.partition("-")[0] in LANGUAGES and re.fullmatch(LANGUAGE_TAG, tag) is not None


def _all_names(things: str, language: str) -> Iterator[tuple[str, str]]:
    if things == "territories" and not language:
        yield from ((code, name) for code, names in COUNTRY_NAMES.items() for name in names)
    for locale in [language] if language else _languages():
        yield from _data(locale).get(things, {}).items()


def _languages() -> list[str]:
    """Return the languages of CLDR, each in every script, without the countries in which they are spoken."""
    from babel import localedata  # noqa: PLC0415 - see above

    return [name for name in localedata.locale_identifiers() if re.fullmatch("[a-z]{2,3}(_[A-Z][a-z]{3})?", name)]


def _data(language: str) -> Mapping[str, Any]:
    """Return the data of CLDR for *language* alone; what it has from others, those have too."""
    from babel import localedata  # noqa: PLC0415 - see above

    name = language.replace("-", "_")
    locales = localedata._cache  # noqa: SLF001 - all languages take 200 MB, and what is kept must have all that is inherited
    is_cached = name in locales
    data: Mapping[str, Any] = localedata.load(name, merge_inherited=False)
    if not is_cached:
        locales.pop(name, None)
    return data


def _aliases(kind: Literal["territory_aliases", "language_aliases"], code: str) -> list[str]:
    from babel.core import get_global  # noqa: PLC0415 - see above

    aliases = get_global(kind).get(code, [])
    return [aliases] if isinstance(aliases, str) else list(aliases)

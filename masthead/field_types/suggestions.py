"""Suggestions for a wrong country, language, technique or ID: what the writer probably meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from masthead.field_types.near_misses import bare, near_miss
from masthead.pinned_lists import COUNTRIES, LANGUAGE_TAG, LANGUAGES, TECHNIQUES, UNDETERMINED

# Names that people write and that are not among the English names of CLDR.
_COUNTRIES: Mapping[str, str] = MappingProxyType({
    "america": "US", "britain": "GB", "burma": "MM", "czech republic": "CZ", "deutschland": "DE", "england": "GB",
    "great britain": "GB", "holland": "NL", "hong kong": "HK", "ivory coast": "CI", "korea": "KR", "macao": "MO",
    "macau": "MO", "northern ireland": "GB", "republic of korea": "KR", "scotland": "GB", "turkey": "TR", "wales": "GB",
})  # fmt: skip
_LANGUAGES: Mapping[str, str] = MappingProxyType({
    "deutsch": "de", "español": "es", "français": "fr", "italiano": "it", "nederlands": "nl", "polski": "pl",
    "português": "pt", "русский": "ru", "中文": "zh", "日本語": "ja", "한국어": "ko",
})  # fmt: skip


def country_cure(text: str) -> str:
    """Return “did you mean …?” with the country that *text* probably means, or an empty text if none is likely."""
    if text.upper() == UNDETERMINED:
        return "leave the field out if the country is undetermined"
    code = _country(text)
    return f"did you mean {code} ({_english('territories')[code]})?" if code else ""


def language_cure(text: str) -> str:
    """Return “did you mean …?” with the language tag that *text* probably means, or an empty text if none is likely."""
    tag = _language(text)
    return f"did you mean {tag} ({_english('languages')[tag.partition('-')[0]]})?" if tag else ""


def technique_cure(text: str) -> str:
    """Return “did you mean …?” with the technique that *text* probably means, by its ID or name, or an empty text."""
    known = _technique_ids() if re.search("[0-9]", text) else _technique_names()
    id = known.near(text)
    return f"did you mean {id} ({TECHNIQUES[id]})?" if id else ""


def id_cure(text: str, pattern: str) -> str:
    """Return “write …” with *text* as an ID that matches *pattern*, hyphens in place of other characters, or an empty text."""
    id = re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")
    return f"write {id}" if text.isascii() and re.fullmatch(pattern, id) else ""


def _country(text: str) -> str:
    """Return the code of the country that *text* means: by a code, a name, or a language spoken in one country."""
    if text.upper() in COUNTRIES:
        return text.upper()
    replaced = _babel().core.get_global("territory_aliases").get(text.upper(), [])
    if len(replaced) == 1 and replaced[0] in COUNTRIES:
        return str(replaced[0])  # UK, or a code of three letters
    names, languages = _country_names(), _language_names()
    language = languages.exact(text)
    return names.exact(text) or _home(language) or names.near(text) or _home(languages.near(text))


def _home(language: str) -> str:
    """Return the country where *language* is mainly spoken; an empty text for English, which many countries speak."""
    return _likely(language, "[A-Z]{2}") if language not in ("", "en") else ""


def _language(text: str) -> str:
    """Return the language tag that *text* means: by its subtags, by a name, or by the country where it is spoken."""
    language, *further = re.split("[-_]", text)
    tag = "-".join([_primary(language.lower()), *map(_subtag, further)])
    if re.fullmatch(LANGUAGE_TAG, tag) and tag.partition("-")[0] in LANGUAGES:
        return tag
    names = _language_names()
    return names.exact(text) or names.near(text)


def _primary(code: str) -> str:
    """Return the language that *code* means: as a former or longer code, or as the code of a country, such as jp."""
    if code in LANGUAGES:
        return code
    return str(
        _babel().core.get_global("language_aliases").get(code) or _likely(f"und_{code.upper()}", "[a-z]{2,3}") or code
    )


def _subtag(text: str) -> str:
    """Return the subtag of a script or country in the case that language tags use."""
    if len(text) == 4:
        return text.title()
    return "GB" if text.upper() == "UK" else text.upper()


def _likely(tag: str, part: str) -> str:
    """Return the first subtag of the likely full form of *tag* that matches the pattern *part*."""
    full = _babel().core.get_global("likely_subtags").get(tag, "")
    return next((subtag for subtag in full.split("_") if re.fullmatch(part, subtag)), "")


@dataclass(frozen=True, slots=True)
class _Names:
    """The code that each name means, by the bare form of the name."""

    of: Mapping[str, str]
    known: frozenset[str]

    def exact(self, text: str) -> str:
        """Return the code that *text* means, or an empty text."""
        return self.of.get(bare(text), "")

    def near(self, text: str) -> str:
        """Return the code of the name most like *text*, or an empty text; three letters resemble too many names."""
        name = near_miss(bare(text), self.known) if len(text) > 3 else ""
        return self.of[name] if name[:1] == bare(text)[:1] != "" else ""


def _names(named: Mapping[str, str]) -> _Names:
    of = {bare(name): code for name, code in named.items()}
    return _Names(of, frozenset(of))


@cache
def _country_names() -> _Names:
    return _names(
        {name: code for code, name in _english("territories").items() if code in COUNTRIES} | dict(_COUNTRIES)
    )


@cache
def _language_names() -> _Names:
    return _names({name: tag for tag, name in _english("languages").items() if tag in LANGUAGES} | dict(_LANGUAGES))


@cache
def _technique_names() -> _Names:
    return _names({name: id for id, name in TECHNIQUES.items()})


@cache
def _technique_ids() -> _Names:
    return _names({id: id for id in TECHNIQUES})


def _english(things: str) -> Mapping[str, str]:
    """Return the English names of *things*, which is territories or languages, by code."""
    names: Mapping[str, str] = getattr(_babel().Locale("en"), things)
    return names


def _babel() -> Any:
    """Return the module with the names and aliases of CLDR."""
    import babel.core  # noqa: PLC0415 - loading it takes longer than checking a valid record

    return babel

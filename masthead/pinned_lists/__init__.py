"""The pinned lists that records are checked against: countries, languages, DISARM techniques, hosts that are shared or well known."""

from __future__ import annotations

import csv
from pathlib import Path

from publicsuffixlist import PSLFILE

LANGUAGE_TAG = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
UNDETERMINED = "ZZ"
"""Stands for the country of an outlet whose target no source names."""


def _lines(name: str) -> list[str]:
    text = Path(__file__).with_name(name).read_text("utf-8")
    return [line for line in text.splitlines() if line and line[0] != "#"]


def _pairs(name: str) -> dict[str, str]:
    """Return the second column of a list by the first; its first line has their names."""
    return {row[0]: row[1] for row in csv.reader(_lines(name)[1:])}


def _rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a list by the names of the columns in its first line; csv.DictReader takes three times as long."""
    columns, *rows = csv.reader(_lines(name))
    return [dict(zip(columns, row, strict=True)) for row in rows]


COUNTRIES = frozenset(_lines("countries.txt"))
LANGUAGES = frozenset(_lines("languages.txt"))
TECHNIQUES = _pairs("disarm-techniques.csv")
SHARED_HOSTS = _pairs("shared-hosts.csv")
SHARED_GROUPS = {row["group"]: row for row in _rows("shared-host-groups.csv")}
SHARED_SUFFIXES = frozenset(_lines("shared-host-suffixes.txt"))
GENUINE_OUTLETS = {row["host"]: row for row in _rows("genuine-outlets.csv")}
POPULAR_HOSTS = frozenset(_lines("popular-hosts.txt"))
ACCUSING_WORDS = tuple(_lines("accusing-words.txt"))
NEWSROOM_WORDS = tuple(_lines("newsroom-words.txt"))
LEGAL_FORMS = tuple(_lines("legal-forms.txt"))
INSTITUTIONS = tuple(_rows("institutions.csv"))
GIVEN_NAMES = frozenset(_lines("given-names.txt"))
HAN_VARIANTS = tuple(_lines("han-variants.txt"))
LOOK_ALIKES = tuple(_lines("look-alikes.txt"))
PRESS_WORDS = frozenset(_lines("press-words.txt"))
COUNTRY_NAMES = {line[:2]: tuple(line[3:].split("; ")) for line in _lines("country-names.txt")}
PUBLIC_SUFFIXES = Path(PSLFILE).read_text("utf-8")
"""The Public Suffix List (publicsuffix.org), comments and all, as the library brings it."""

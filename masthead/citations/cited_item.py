"""The subject of a citation: a page of the database in one version, or an item of evidence on it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from masthead.field_types.dates import PartialDate

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""The months as the English styles and BibTeX write them, regardless of the language of the pages."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited page or item of evidence, with the date of its version and its address."""

    key: str
    """An id of ASCII letters, digits and ``.:-``."""
    author: str
    title: str
    medium: str
    """The kind of publication; without a public address, also the place of the page in the database."""
    date: PartialDate | None
    version: str
    """The date in words; empty if it is not known."""
    address: str
    """The permanent public address; empty if it is not known."""
    language: str
    note: str = ""
    sentence: str = ""
    """The sentence to quote; empty without such a sentence."""


_UNKEYED = re.compile(r"[^A-Za-z0-9.-]+")
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def in_line(text: str) -> str:
    """Return *text* in one line, without characters that cannot be printed."""
    if text.isprintable() and "  " not in text:  # of all white space, Python prints the plain space alone
        return text.strip()
    return " ".join(_UNPRINTED.sub(" ", text).split())


def key_of(*parts: str) -> str:
    """Return *parts* as a key that is valid in every format."""
    return ":".join(_UNKEYED.sub("-", part) for part in parts if part)

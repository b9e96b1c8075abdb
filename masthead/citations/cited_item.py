"""What is cited: a page of the database in one version, or an item of evidence on it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from masthead.field_types.dates import PartialDate

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""As the English styles and BibTeX write them, whatever the language of the pages."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A page or an item of evidence, with the date of its version and where it is found."""

    key: str
    """An id of ASCII letters, digits and ``.:-``."""
    author: str
    title: str
    medium: str
    """What kind of thing it is; says also where it is found, if it has no public address."""
    date: PartialDate | None
    version: str
    """The date in words; nothing if there is none."""
    address: str
    """The permanent public address; nothing if there is none."""
    language: str
    note: str = ""
    sentence: str = ""
    """What may be quoted of it; nothing if there is no such sentence."""


_UNPRINTED, _SPACES = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]"), re.compile(r"\s+")


def in_line(text: str) -> str:
    """Return *text* in one line, without characters that are not printed."""
    if text.isprintable() and "  " not in text:  # of all white space, Python prints the plain space alone
        return text.strip()
    return _SPACES.sub(" ", _UNPRINTED.sub(" ", text)).strip()


def key_of(*parts: str) -> str:
    """Return *parts* as a key that every format can bear."""
    return ":".join(re.sub(r"[^A-Za-z0-9.-]+", "-", part) for part in parts if part)

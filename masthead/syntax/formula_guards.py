"""Apostrophes that keep spreadsheets from taking the text of a cell for a formula; theme/scripts/download.js puts the same."""

from __future__ import annotations

import re
from unicodedata import category

# The signs with which a formula starts, in every form that Unicode has of them.
_START = r"[=+\-@\u207a-\u207c\u208a-\u208c\u2212\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]"
_SIGN = re.compile(_START)
_GUARD = re.compile(rf"(?<![^\W_])'(?={_START})")
_SPACE = "Zs"


def guarded(text: str) -> str:
    """Return *text* with an apostrophe before each sign with which a cell could start a formula.

    A reader of the file may separate cells at any other sign than the comma, so none is needed behind letters, marks and
    digits alone, and between two spaces, as in “A - B”.
    """
    return _SIGN.sub(lambda sign: f"'{sign[0]}" if _may_start_cell(text, sign.start()) else sign[0], text)


def _may_start_cell(text: str, at: int) -> bool:
    """Return whether the sign at *at* may be the first of a cell that has more in it, if any sign can separate cells."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if before and category(before) == _SPACE:
        return bool(after) and category(after) != _SPACE
    return not before or category(before)[0] not in "LMN"


def unguarded(cell: str) -> str:
    """Return the text of a *cell* without the apostrophes before such signs, behind no letter or digit."""
    return _GUARD.sub("", cell) if "'" in cell else cell

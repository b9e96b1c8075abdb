"""The line of a file that a finding is about, with a caret under its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from masthead.findings.finding import Position
from masthead.record_files.files import SUFFIX, bytes_of
from masthead.reporting.report import begins_command, code_points

WIDTH = 100
"""The most cells of a terminal that an excerpt fills."""
_BEFORE = 60
_CUT = "…"
# Letters that join the letter before them into one cell.
_JAMO = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff]")

Excerpts = Callable[[str, Position], Sequence[str]]
"""A function from a path and a position in that file to the lines of an excerpt."""


def excerpts_below(root: Path) -> Excerpts:
    """Return a function that gives excerpts of files below *root*, and nothing for anything but an ordinary file."""

    @cache
    def lines(path: str) -> Sequence[str]:
        text = (bytes_of(root, path) if path.endswith(SUFFIX) else None) or b""
        return re.split(r"\r\n|\r|\n", text.decode("utf-8", "replace"))

    def excerpt_of(path: str, place: Position) -> Sequence[str]:
        texts = lines(path)
        return excerpt(texts[place.line - 1], place) if place.line <= len(texts) and any(texts) else ()

    return excerpt_of


def excerpt(text: str, place: Position) -> Sequence[str]:
    """Return *text*, cut around *place* and with its line number, and a line with a caret below the place."""
    shown, before = cut(text, place.column - 1)
    return f"{place.line:>6} | {shown}", f"{'':>6} | {'':>{before}}^"


def cut(text: str, index: int) -> tuple[str, int]:
    """Return the part of *text* around *index* that fits into WIDTH cells, and how many cells are before the index."""
    index = min(index, len(text))
    if _is_plain(text[max(index - _BEFORE - 1, 0) : index + WIDTH]):
        start = max(index - _BEFORE, 0)
        before, end = index - start, min(start + WIDTH, len(text))
        shown = text[start:end]
    else:
        start, before, end = _window(text, index)
        shown = "".join(_cell(text, at) for at in range(start, end))
    head, tail = _CUT if start > 0 else "", _CUT if end < len(text) else ""
    return f"{head}{shown}{tail}", before + len(head)


def _is_plain(text: str) -> bool:
    """Return whether each character of *text* is shown as it is, in one cell, as in most lines."""
    return text.isascii() and text.isprintable() and "##" not in text


def _window(text: str, index: int) -> tuple[int, int, int]:
    """Return where the part of *text* around *index* starts, how many cells it has before the index, and where it ends."""
    start = index
    before = 0
    while start > 0 and before + _width(text, start - 1) <= _BEFORE:
        start -= 1
        before += _width(text, start)
    end, width = index, before
    while end < len(text) and width + _width(text, end) <= WIDTH:
        width += _width(text, end)
        end += 1
    return start, before, end


def _cell(text: str, at: int) -> str:
    """Return the character of *text* at *at* as shown: a tab as a space, and hidden characters and commands escaped."""
    if text[at] == "\t":
        return " "
    return "\\u{23}" if begins_command(text, at) else code_points(text[at])


def _width(text: str, at: int) -> int:
    """Return how many cells the character of *text* at *at* fills."""
    shown = _cell(text, at)
    return len(shown) if shown.isascii() else sum(map(_cells, shown))


@lru_cache(maxsize=4096)
def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me") or _JAMO.match(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1

"""The places of the labels of a picture: no label covers another, or a mark, however wide the page is.

Lengths are in em, the size of the labels. Marks are placed in per cent of the picture, and labels at a fixed distance
from their marks: in a wider picture marks are farther apart, and labels are as far from their marks as before. So it is
enough to place labels in the narrowest picture, as `Box.keeps_clear_of` explains.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import accumulate

_GAP = 0.3
"""The distance between a mark and its label."""
_ASCENT, _DESCENT = 0.95, 0.3
"""The height of letters above their base line, and their depth below it."""
_NARROW = frozenset("fijlrtI.,:;'’()|!- ")
_BROAD = frozenset("mwMW@%…—")
_BREAKS = re.compile(r"(?<=[-/])|(?=\[\.\])")


@dataclass(frozen=True, slots=True)
class Box:
    """The rectangle of a mark or a label, and the middle *x*, *y* of the mark with which it moves."""

    x: float
    y: float
    left: float
    top: float
    right: float
    bottom: float

    def keeps_clear_of(self, other: Box) -> bool:
        """Return whether the two do not meet, in this picture or in any that is wider.

        They do not if one is beside the other, or above it, and so is its middle: then more width, which only moves
        the middles apart, widens the gap.
        """
        return _is_before(self, other) or _is_before(other, self)

    def is_within(self, width: float, height: float) -> bool:
        """Return whether all of it is in a picture of *width* and *height*."""
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


def _is_before(box: Box, other: Box) -> bool:
    is_beside = box.right <= other.left and box.x <= other.x
    return is_beside or (box.bottom <= other.top and box.y <= other.y)


@dataclass(frozen=True, slots=True)
class Label:
    """A text beside its mark: the anchored end, and the distance from the middle of the mark, as attributes of SVG."""

    anchor: str
    dx: str
    dy: str


def text_width(text: str) -> float:
    """Return the greatest width of *text* in any of the fonts of a page."""
    return sum(map(_advance, text))


def _advance(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in _NARROW:
        return 0.38
    if character in _BROAD:
        return 0.98
    if character.isdigit():
        return 0.645
    return 0.72 if character.isupper() else 0.605


def length(number: float) -> str:
    """Return *number* as SVG writes it: with two decimals at most."""
    return f"{round(number, 2) + 0:g}"


def cut(text: str, room: float) -> str:
    """Return *text*, or as much of it as fits into *room*, with an ellipsis."""
    if text_width(text) <= room:
        return text
    ends = accumulate(map(text_width, text), initial=text_width("…"))
    fitting = sum(end <= room for end in ends) - 1
    return f"{text[: max(fitting, 0)].rstrip()}…"


def wrapped(text: str, room: float) -> Iterator[str]:
    """Yield all of *text* in lines that fit into *room*, broken between words; nothing, if there is no text.

    A word without room on a line of its own is broken after a hyphen or before the ending of a host, or else anywhere.
    """
    line = ""
    for piece in _pieces(text, room):
        if line and text_width(line + piece) > room:
            yield line
            line = ""
        line += piece if line else piece.lstrip()
    if line:
        yield line


def _pieces(text: str, room: float) -> Iterator[str]:
    """Yield *text* in pieces between which a line may end, each but the first of a word without a space before it."""
    for at, word in enumerate(text.split()):
        parts = [word] if text_width(word) <= room else _BREAKS.split(word)
        pieces = [piece for part in parts for piece in ([part] if text_width(part) <= room else part)]
        yield from (f" {piece}" if at and not later else piece for later, piece in enumerate(pieces))


def label_beside(mark: Box, text: str, size: tuple[float, float], taken: Collection[Box]) -> tuple[Label, Box] | None:
    """Return the place of *text* beside *mark* in a picture of *size*, and the box it takes; None if there is no room.

    The place keeps clear of all boxes in *taken*: to the right of the mark, to its left, or above or below it.
    """
    wide, radius = text_width(text), mark.right - mark.x
    away, level, above, below = radius + _GAP, 0.35, -radius - _GAP, radius + _ASCENT
    places = (
        ("start", away, level),
        ("end", -away, level),
        ("middle", 0.0, above),
        ("middle", 0.0, below),
        ("start", -radius, above),
        ("end", radius, above),
        ("start", -radius, below),
        ("end", radius, below),
    )
    for anchor, dx, dy in places:
        left = mark.x + dx - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        box = Box(mark.x, mark.y, left, mark.y + dy - _ASCENT, left + wide, mark.y + dy + _DESCENT)
        if box.is_within(*size) and all(map(box.keeps_clear_of, taken)):
            return Label(anchor, length(dx), length(dy)), box
    return None

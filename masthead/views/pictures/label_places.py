"""The places of the labels of a picture: no label covers another, or a mark, or is nearer to another mark than to its own.

Lengths are in em, the size of the labels. Marks are placed in per cent of the picture, and labels at a fixed distance
from their marks: in a wider picture marks are farther apart, and labels are as far from their marks as before. So it is
enough to place labels in the narrowest picture, as `Box.keeps_clear_of` explains.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil, cos, hypot, radians, sin, sqrt

_GAP = 0.3
"""The distance between a mark and its label."""
_FARTHER = 0.4
"""The least distance between a label and any other mark."""
_LINE_END = 0.15
"""The distance between a line and its label."""
_PASSING = 0.25
"""The least distance between a line and another mark."""
_PIECE = 0.5
"""The greatest length of the pieces of a line."""
_LARGE = 0.5
"""The least radius of a circle whose corners are worth saving."""
_STEPS = (22.5, 45.0, 67.5, 90.0)
"""Up to which degrees the boxes go that cover a quarter of a circle."""
_REACHES = (0.6, 1.0, 1.5, 2.0, 2.6, 3.3, 4.2, 5.4, 7.0, 9.0)
"""The distances from its mark at which a label with a line may be: the nearest free place is taken."""
_DIRECTIONS = sorted(
    ((cos(radians(degrees)), sin(radians(degrees))) for degrees in range(0, 360, 15)),
    key=lambda to: round(abs(to[1]), 6),
)
"""The directions of such a line, how far it goes across and down: beside the mark first, then above and below it."""
_ASCENT, _DESCENT = 0.95, 0.3
"""The height of letters above their base line, and their depth below it."""
_NARROW = frozenset("fijlrtI.,:;'’()|!- ")
_BROAD = frozenset("mwMW@%…—")
_BREAKS = re.compile(r"(?<=[-/])|(?=\[\.\])")


@dataclass(frozen=True, slots=True)
class Box:
    """The rectangle of a mark or a label, and the middle *x*, *y* of the mark with which it moves.

    An area of the picture grows with it: *across* and *down* are half its width and height.
    """

    x: float
    y: float
    left: float
    top: float
    right: float
    bottom: float
    across: float = 0.0
    down: float = 0.0

    def keeps_clear_of(self, other: Box) -> bool:
        """Return whether the two do not meet, in this picture or in any that is wider.

        They do not if one is beside the other, or above it, and so is its middle: then more width, which only moves
        the middles apart, widens the gap.
        """
        across, down = self.across + other.across, self.down + other.down
        return (
            (self.right <= other.left and self.x + across <= other.x)
            or (other.right <= self.left and other.x + across <= self.x)
            or (self.bottom <= other.top and self.y + down <= other.y)
            or (other.bottom <= self.top and other.y + down <= self.y)
        )

    def grown(self, by: float) -> Box:
        """Return the rectangle that has so much more on each side."""
        edges = self.left - by, self.top - by, self.right + by, self.bottom + by
        return Box(self.x, self.y, *edges, self.across, self.down)

    def is_within(self, width: float, height: float) -> bool:
        """Return whether all of it is in a picture of *width* and *height*."""
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


@dataclass(frozen=True, slots=True)
class Label:
    """A text beside its mark: the anchored end, and the distance from the middle of the mark, as attributes of SVG.

    If the text is not close to the mark, *line* is the end of a line to it, in per cent of the picture from the middle
    of the mark, and the distance is that from there. Else it is None.
    """

    anchor: str
    dx: str
    dy: str
    line: tuple[str, str] | None = None


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
    """Return *number* as SVG writes it: with two decimals at most, and without a zero before the point."""
    text = f"{round(number, 2) + 0:g}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


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


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The boxes around a mark from which labels of other marks keep away, and those from which their lines do."""

    apart: tuple[Box, ...]
    beside: tuple[Box, ...]


def surroundings(boxes: Collection[Box]) -> Surroundings:
    """Return the surroundings of a mark that is covered by *boxes*."""
    return Surroundings(
        tuple(box.grown(_FARTHER) for box in boxes),
        tuple(box.grown(_PASSING) for box in boxes),
    )


def label_beside(
    mark: Box, text: str, size: tuple[float, float], others: Collection[Surroundings], taken: Collection[Box]
) -> tuple[Label, tuple[Box, ...]] | None:
    """Return the place of *text* beside *mark* in a picture of *size*, and the boxes it takes; None if there is no room.

    It keeps clear of all boxes in *taken*, and is farther from the *others*, which are marks too, than from its own: to
    the right of the mark, to its left, or above or below it, or at the nearest place to which a line can lead.
    """
    wide = text_width(text)
    apart = [*taken, *(box for other in others for box in other.apart)]
    beside = [*taken, *(box for other in others for box in other.beside)]
    for place in _places(mark.right - mark.x):
        x, y = mark.x + place.across, mark.y + place.down
        left, bottom = x + place.dx - wide * _BEFORE[place.anchor], y + place.dy + _DESCENT
        box = Box(x, y, left, bottom - _ASCENT - _DESCENT, left + wide, bottom)
        if box.is_within(*size) and _is_clear(box, apart):
            # Between places as they were rounded, so that what only touches is clear.
            across, down = x - mark.x, y - mark.y
            pieces = _line_boxes(mark, across, down)
            if all(_is_clear(piece, beside) for piece in pieces):
                line = (length(100 * across / size[0]), length(100 * down / size[1])) if pieces else None
                return Label(place.anchor, length(place.dx), length(place.dy), line), (box, *pieces)
    return None


def _is_clear(box: Box, others: list[Box]) -> bool:
    """Return whether *box* meets none of *others*, of which the one that it meets comes first from then on.

    The next place is near, so that one is the most likely to be met again.
    """
    for at, other in enumerate(others):
        if not box.keeps_clear_of(other):
            others.insert(0, others.pop(at))
            return False
    return True


_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""The share of a text that is before its anchor."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A place for a text: how far it is *across* and *down* from the middle of its mark, or the end of a line from there."""

    across: float
    down: float
    anchor: str
    dx: float
    dy: float


@lru_cache(maxsize=1 << 10)  # a picture tries the places of each mark several times
def _places(radius: float) -> tuple[_Place, ...]:
    """Return the places beside a mark of *radius*, then those at the end of a line, the best first."""
    return tuple(_all_places(radius))


def _all_places(radius: float) -> Iterator[_Place]:
    away, level, above, below = radius + _GAP, 0.35, -radius - _GAP, radius + _ASCENT
    aslant = radius * sqrt(0.5)
    for anchor, dx, dy in (
        ("start", away, level),
        ("end", -away, level),
        ("middle", 0.0, above),
        ("middle", 0.0, below),
        ("start", -radius, above),
        ("end", radius, above),
        ("start", -radius, below),
        ("end", radius, below),
        ("start", aslant + _GAP, level - aslant - _GAP),
        ("start", aslant + _GAP, level + aslant + _GAP),
        ("end", -aslant - _GAP, level - aslant - _GAP),
        ("end", -aslant - _GAP, level + aslant + _GAP),
    ):
        yield _Place(0.0, 0.0, anchor, dx, dy)
    for reach in _REACHES:
        for across, down in _DIRECTIONS:
            x, y = (radius + reach) * across, (radius + reach) * down
            side, above = ("start", _LINE_END) if across > 0 else ("end", -_LINE_END), down < 0
            if 2 * abs(across) > abs(down):
                yield _Place(x, y, *side, (_ASCENT - _DESCENT) / 2)
            if abs(down) > abs(across) / 2:
                dy = -_LINE_END - _DESCENT if above else _LINE_END + _ASCENT
                yield _Place(x, y, "middle", 0.0, dy)
                yield _Place(x, y, "start", 0.0, dy)
                yield _Place(x, y, "end", 0.0, dy)


def _line_boxes(mark: Box, across: float, down: float) -> tuple[Box, ...]:
    """Return boxes in which the line from the edge of *mark* to its end, so far *across* and *down*, is: several, as one around all of it would take much room.

    They grow with the picture, as the line does.
    """
    if not (across or down):
        return ()
    begin = (mark.right - mark.x) / hypot(across, down)
    number = ceil((1 - begin) * hypot(across, down) / _PIECE)
    parts = [begin + (1 - begin) * at / number for at in range(number + 1)]
    ends = [(mark.x + part * across, mark.y + part * down) for part in parts]
    return tuple(
        area(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)) for (x, y), (to_x, to_y) in pairwise(ends)
    )


def disc(x: float, y: float, radius: float) -> tuple[Box, ...]:
    """Return boxes that cover a circle, and not much more."""
    if radius < _LARGE:
        return (Box(x, y, x, y, x, y).grown(radius),)
    halves = [(radius * cos(radians(degrees - 22.5)), radius * sin(radians(degrees))) for degrees in _STEPS]
    return tuple(Box(x, y, x - across, y - down, x + across, y + down) for across, down in halves)


def area(left: float, top: float, right: float, bottom: float) -> Box:
    """Return the box of an area that grows with the picture."""
    middle = (left + right) / 2, (top + bottom) / 2
    return Box(*middle, left, top, right, bottom, (right - left) / 2, (bottom - top) / 2)

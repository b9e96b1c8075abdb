"""Links with numbers, and a bar for each: its length is the number, as a part of the largest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from masthead.edition.edition import Edition, Link
from masthead.views.pictures.label_places import length

_SHORTEST = 0.5
"""The least length of a bar, in per cent: a number that is not zero has a bar that can be seen."""


@dataclass(frozen=True, slots=True)
class Barred:
    """A link whose note is its number, and the length of its bar in per cent; both are empty where there is no number."""

    link: Link
    bar: str


def barred(edition: Edition, numbers: Iterable[tuple[Link, int]]) -> tuple[Barred, ...]:
    """Return the links in *numbers* with their numbers and bars, on one scale that begins at zero, in the same order."""
    pairs = tuple(numbers)
    most = max((number for _, number in pairs), default=0)
    return tuple(
        Barred(replace(link, note=edition.book.number(number)), bar_length(number, most))
        if number
        else Barred(link, "")
        for link, number in pairs
    )


def bar_length(number: int, most: int) -> str:
    """Return the length of the bar of *number*, of at least one, in per cent of that of *most*."""
    return length(max(_SHORTEST, round(100 * number / most, 1)))

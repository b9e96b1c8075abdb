"""Lists of outlets for which the page of a record has no room: <record>/sites/<which>/."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from masthead.model import Outlet

BESIDE = 30
"""How many outlets the page of a record lists, or statements about outlets it prints: it has more to say than that."""
FEW = 10
"""How many it lists of those that are more, and how many outlets it names in one place: all are on a page of their own."""


@dataclass(frozen=True, slots=True)
class Sublist:
    """A list of outlets that has pages of its own: its address, and its title after that of the record."""

    path: str
    title: str
    outlets: Sequence[Outlet]


def sublist_path(record: str, which: str) -> str:
    """Return the address of the list called *which* that belongs to the page at *record*."""
    return f"{record}sites/{which}/"

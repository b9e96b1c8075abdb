"""Lists of outlets for which the page of a record has no room: <record>/sites/<which>/."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from masthead.model import Outlet

BESIDE = 30
"""The most outlets, or statements about outlets, that the page of a record prints: it has other content, too."""
FEW = 10
"""The number of outlets that it prints of a longer list, and the most that it names in one place."""


@dataclass(frozen=True, slots=True)
class Sublist:
    """A list of outlets that has pages of its own: its address, and its title after that of the record."""

    path: str
    title: str
    outlets: Sequence[Outlet]


def sublist_path(record: str, which: str) -> str:
    """Return the address of the list called *which* that belongs to the page at *record*."""
    return f"{record}sites/{which}/"

"""Which of the real records, and of the ways to look at a page, a test tries that costs time for each: some of every kind, or all in an audit."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import TypeVar

from masthead.model import Outlet

Item = TypeVar("Item")

AUDIT = "MASTHEAD_AUDIT"
"""The variable that makes tests try every record: `invoke audit` sets it."""
_OF_A_KIND = 25


def sampled(items: Iterable[Item], kind_of: Callable[[Item], object], most: int = _OF_A_KIND) -> Sequence[Item]:
    """Return at most *most* of *items* of each kind, spread over all of that kind; every one of them in an audit."""
    groups: defaultdict[object, list[Item]] = defaultdict(list)
    for item in items:
        groups[kind_of(item)].append(item)
    if AUDIT in os.environ:
        return [item for group in groups.values() for item in group]
    return [item for group in groups.values() for item in group[:: max(1, -(-len(group) // most))]]


def sampled_outlets(outlets: Iterable[Outlet], most: int = _OF_A_KIND) -> Sequence[Outlet]:
    """Return some of the published *outlets* of each campaign or set, and of each kind of outlet."""
    published = [outlet for outlet in outlets if outlet.is_published]
    return sampled(published, lambda outlet: (outlet.kind, outlet.campaigns), most)


def in_turn(items: Iterable[Item], *turns: Sequence[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Return the *items*, each with all choices of one of the *turns*, which follow each other; of every turn in an audit."""
    chosen = (
        (item, [*chain(*turns)] if AUDIT in os.environ else turns[number % len(turns)])
        for number, item in enumerate(items)
    )
    return [(item, *choice) for item, choices in chosen for choice in choices]

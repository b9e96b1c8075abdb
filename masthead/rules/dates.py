"""Rules on dates: what ends does not end before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from masthead.dates import PartialDate
from masthead.findings import Finding, Location
from masthead.graph import Graph
from masthead.model import Part
from masthead.references import holds_parts

PERIODS = (("first_seen", "last_seen"), ("date", "until"), ("published", "captured"))


def dates_are_in_order(graph: Graph) -> Iterator[Finding]:
    """The end of a period is not before its start, and no page is captured before it is published."""
    for one in graph.loaded:
        for at, part in _parts(one.record, ()):
            for start, end in _plan(type(part)).periods:
                first, last = _date(getattr(part, start)), _date(getattr(part, end))
                if first and last and first.earliest > last.latest:
                    message = f"expected a date not before {start} ({first}), got {last}"
                    yield one.finding((*at, end), "date-order", message, "swap or correct the dates")


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where to look in a kind of part: its periods, and the fields that hold further parts."""

    periods: tuple[tuple[str, str], ...]
    inner: tuple[str, ...]


@cache
def _plan(kind: type[Part]) -> _Plan:
    names = kind.model_fields
    periods = tuple((start, end) for start, end in PERIODS if start in names and end in names)
    return _Plan(periods, tuple(name for name in names if holds_parts(kind, name)))


def _parts(part: Part, at: Location) -> Iterator[tuple[Location, Part]]:
    """Yield *part* and all parts in it, each with its place."""
    yield at, part
    for name in _plan(type(part)).inner:
        value = getattr(part, name)
        if isinstance(value, tuple):
            for number, item in enumerate(value):
                yield from _parts(item, (*at, name, number))
        elif value is not None:
            yield from _parts(value, (*at, name))


def _date(value: PartialDate | str | None) -> PartialDate | None:
    """Return the date in a field; of a moment its day."""
    if isinstance(value, str):
        return PartialDate(*(int(number) for number in value[:10].split("-")))
    return value

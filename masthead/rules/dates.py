"""Rules on dates: what ends does not end before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from masthead.dates import PartialDate
from masthead.findings import Finding
from masthead.graph import Graph
from masthead.model import Part
from masthead.walk import parts

PERIODS = (("first_seen", "last_seen"), ("date", "until"), ("published", "captured"))


def dates_are_in_order(graph: Graph) -> Iterator[Finding]:
    """The end of a period is not before its start, and no page is captured before it is published."""
    for one in graph.loaded:
        for at, part in parts(one.record):
            for start, end in _periods(type(part)):
                first, last = _date(getattr(part, start)), _date(getattr(part, end))
                if first and last and first.earliest > last.latest:
                    message = f"expected a date not before {start} ({first}), got {last}"
                    yield one.finding((*at, end), "date-order", message, "swap or correct the dates")


@cache
def _periods(kind: type[Part]) -> tuple[tuple[str, str], ...]:
    """Return the periods that a kind of part has."""
    return tuple((start, end) for start, end in PERIODS if {start, end} <= set(kind.model_fields))


def _date(value: PartialDate | str | None) -> PartialDate | None:
    """Return the date in a field; of a moment its day."""
    if isinstance(value, str):
        return PartialDate(*(int(number) for number in value[:10].split("-")))
    return value

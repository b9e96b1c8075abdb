"""Rules on dates: what ends does not end before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.dates import PartialDate
from masthead.findings import Finding, Location
from masthead.graph import Graph
from masthead.model import Part

PERIODS = (("first_seen", "last_seen"), ("date", "until"), ("published", "captured"))


def dates_are_in_order(graph: Graph) -> Iterator[Finding]:
    """The end of a period is not before its start, and no page is captured before it is published."""
    for one in graph.loaded:
        for at, part in _parts(one.record, ()):
            for start, end in PERIODS:
                first, last = _date(part, start), _date(part, end)
                if first and last and first.earliest > last.latest:
                    message = f"expected a date not before {start} ({first}), got {last}"
                    yield one.finding((*at, end), "date-order", message, "swap or correct the dates")


def _parts(part: Part, at: Location) -> Iterator[tuple[Location, Part]]:
    """Yield *part* and all parts in it, each with its place."""
    yield at, part
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Part):
            yield from _parts(value, (*at, name))
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, Part):
                    yield from _parts(item, (*at, name, number))


def _date(part: Part, name: str) -> PartialDate | None:
    """Return the date in the field *name*; of a moment its day."""
    value = getattr(part, name, None)
    if isinstance(value, str):
        return PartialDate(*(int(number) for number in value[:10].split("-")))
    return value if isinstance(value, PartialDate) else None

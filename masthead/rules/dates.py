"""Rules on dates: in order, not in the future, and none that only fills a field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from masthead.field_types.dates import PartialDate, read_date
from masthead.findings.finding import Finding, Location
from masthead.model import Archive, Part
from masthead.model.outlet import Activity, FurtherHost, Registered
from masthead.model.part import hints_of, types_in
from masthead.model.traversal import parts
from masthead.record_files.reading import Loaded, Records
from masthead.relations.graph import Graph

PERIODS = (
    ("first_seen", "last_seen"),
    ("date", "until"),
    ("date", "updated"),
    ("published", "captured"),
    ("asked", "date"),
)
# Placeholders that forms and programs use for an unknown date.
PLACEHOLDERS = {(1900, 1, 1), (1970, 1, 1), (1980, 1, 1), (2000, 1, 1), (2001, 1, 1)}
# The years in which it began, and from which on there can be a date. A spreadsheet takes the year 2023 for a day in 1905.
_BEGAN: tuple[tuple[type[Part], frozenset[str], int, str], ...] = (
    (Registered, frozenset(("date",)), 1985, "domains"),
    (FurtherHost, frozenset(("first_seen", "last_seen")), 1985, "domains"),
    (Activity, frozenset(("date",)), 1991, "websites"),
    (Archive, frozenset(("captured",)), 1996, "archives of the web"),
)


def dates_are_in_order(records: Records) -> Iterator[Finding]:
    """The end of a period is not before its start, and no page is captured before it is published."""
    for loaded in records.loaded:
        for at, part in parts(loaded.record):
            for start, end in _periods(type(part)):
                first, last = getattr(part, start), getattr(part, end)
                if first and last and _date(first).earliest > _date(last).latest:
                    message = f"{end} ({_date(last)}) is before {start} ({_date(first)})"
                    yield loaded.finding((*at, end), "date-order", message, "swap or correct the dates")


def dates_are_real(graph: Graph, today: date) -> Iterator[Finding]:
    """No date is after *today* (in the earliest time zone), is a placeholder, or is before the event that it dates."""
    tomorrow = today + timedelta(days=1)
    for loaded in graph.loaded:
        for at, part, when in _dates(loaded):
            if when.earliest > tomorrow:
                message = f"the date {when} is in the future"
                yield loaded.finding(
                    at, "date-future", message, "correct the date, or the clock of this machine if that is wrong"
                )
            if is_placeholder(when):
                message = f"the date {when} looks like a placeholder, not a date from a source"
                yield loaded.finding(
                    at, "date-placeholder", message, "write the year if it is known, or delete the field"
                )
            elif too_early := _too_early(part, at[-1], when):
                message = f"the date {when} is before {too_early}"
                yield loaded.finding(at, "date-placeholder", message, "compare it with the source, or delete the field")


def is_placeholder(when: PartialDate) -> bool:
    """Return whether *when* is a date that forms and programs use for an unknown one."""
    return (when.year, when.month, when.day) in PLACEHOLDERS


def _too_early(part: Part, name: object, when: PartialDate) -> str:
    """Return before which year, and why, nothing could have the date *when* in the field *name* of *part*, or nothing."""
    reasons = (
        f"{year}, when there were no {what}"
        for kind, names, year, what in _BEGAN
        if isinstance(part, kind) and name in names and when.year < year
    )
    return next(reasons, "")


def _dates(loaded: Loaded) -> Iterator[tuple[Location, Part, PartialDate]]:
    for at, part in parts(loaded.record):
        for name in _dated(type(part)):
            value = getattr(part, name)
            if value:
                yield (*at, name), part, _date(value)


@cache
def _periods(kind: type[Part]) -> tuple[tuple[str, str], ...]:
    """Return the periods that a kind of part has."""
    return tuple((start, end) for start, end in PERIODS if {start, end} <= set(kind.model_fields))


@cache
def _dated(kind: type[Part]) -> tuple[str, ...]:
    """Return the fields of a kind of part that hold a date."""
    hints = hints_of(kind)
    return tuple(name for name in kind.model_fields if PartialDate in types_in(hints[name]) or name == "captured")


def _date(value: PartialDate | str) -> PartialDate:
    """Return the date in a field; of a moment its day."""
    return read_date(value[:10]) if isinstance(value, str) else value

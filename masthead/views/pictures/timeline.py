"""The timeline of a record: its dated events as a picture and as a list.

A day is a dot, a month or a year a bar of its length, and a period a line between the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, pairwise

from masthead.edition.edition import Edition, Sentence
from masthead.field_types.dates import PartialDate
from masthead.field_types.vocabulary import N_, NN_
from masthead.model import Campaign, Firm, Outlet, Record, Source
from masthead.views.parts.dated_events import (
    Event,
    campaign_events,
    date_text,
    firm_events,
    in_order,
    naming_events,
    outlet_events,
)
from masthead.views.pictures.label_places import length, text_width, wrapped

LEAST = 3
"""The least number of different dates that make a timeline."""
_MOST_ROWS = 12
_WIDTH = 29.0
"""The least width of the picture, in em of its labels: theme/css/components/timeline.css makes none narrower.

In a wider picture marks are farther apart, and labels are as far from their marks as here."""
_ROW, _LINE, _GAP = 1.9, 1.2, 0.65
"""The height of a row, and of each line of a label above it; the distance of a label from the middle of a dot."""
_ABOVE = 1.5
"""The height of the last line of a label above its row."""
_DOT, _LONG_DOT = 0.36, 0.6
"""The radius of a dot, and that of the ends of a long one, with room for a number."""
_YEAR = 3.2
"""The room for the number of a year."""

_TITLE = N_("Timeline: %(record)s")
_OF_NAMINGS = N_("Timeline: campaigns by the dates of the sources whose names or headings they have here")
_SUMMARY = NN_(
    "%(num)s dated fact, %(first)s to %(last)s",
    "%(num)s dated facts, %(first)s to %(last)s",
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A fact of the list: a date or a period, and the event."""

    date: str
    what: Sentence


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot, or a bar if it has a width, in per cent of the picture."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class LongDot:
    """A dot for several days close together: the first, the last, the middle, in per cent of the picture, and their number."""

    first: str
    last: str
    middle: str
    number: str


@dataclass(frozen=True, slots=True)
class RowLabel:
    """The lines of a text after a mark of a row or before it, and the place of the mark in per cent."""

    lines: tuple[LabelLine, ...]
    x: str
    dx: str
    """The distance of the text to the right of its place beside a dot of one day, in em."""
    before: bool

    @property
    def text(self) -> str:
        """The whole text."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A line of a label, and where it is above its marks, in em; empty if it is beside them."""

    text: str
    y: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the picture: its marks, the lines of its periods, and its label."""

    y: str
    marks: tuple[Mark, ...]
    long_dots: tuple[LongDot, ...]
    periods: tuple[Mark, ...]
    label: RowLabel


@dataclass(frozen=True, slots=True)
class Year:
    """A year on the axis: where it begins and where its number is, in per cent; the number is empty for want of room."""

    start: str
    middle: str
    number: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A timeline as a picture and as a list."""

    title: str
    summary: str
    height: str
    years: tuple[Year, ...]
    rows: tuple[Row, ...]
    has_long_dots: bool
    dates: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    """The years that a timeline covers."""

    first: int
    last: int

    def at(self, day: date) -> float:
        """Return where the start of *day* is, as a part of the whole."""
        start, end = date(self.first, 1, 1).toordinal(), date(self.last, 12, 31).toordinal() + 1
        return (day.toordinal() - start) / (end - start)


def outlet_timeline(edition: Edition, outlet: Outlet) -> TimelineView | None:
    """Return the timeline of *outlet*; None if it has fewer than LEAST dates."""
    return _timeline(edition, _title(edition, outlet), outlet_events(edition, outlet))


def campaign_timeline(edition: Edition, campaign: Campaign) -> TimelineView | None:
    """Return the timeline of *campaign*; None if it has fewer than LEAST dates."""
    return _timeline(edition, _title(edition, campaign), campaign_events(edition, campaign))


def firm_timeline(edition: Edition, firm: Firm) -> TimelineView | None:
    """Return the timeline of *firm*; None if it has fewer than LEAST dates."""
    return _timeline(edition, _title(edition, firm), firm_events(edition, firm))


def naming_timeline(edition: Edition, named: Iterable[tuple[Source, Sequence[Campaign]]]) -> TimelineView | None:
    """Return the timeline of when sources named campaigns; None if it has fewer than LEAST dates."""
    return _timeline(edition, edition.book.say(_OF_NAMINGS), naming_events(edition, named))


def _title(edition: Edition, record: Record) -> str:
    return edition.book.say(_TITLE) % {"record": edition.title(record)[0]}


def _timeline(edition: Edition, title: str, unordered: Iterable[Event]) -> TimelineView | None:
    """Return the timeline of *unordered* events; None if there are too few dates."""
    events = in_order(unordered)
    dates = {day for event in events for day in (event.first, event.last) if day}
    if len(dates) < LEAST:
        return None
    scale = _Scale(min(day.year for day in dates), max(day.year for day in dates))
    rows = [_row(scale, label, inside) for label, inside in _rows(events).items()]
    ends = list(accumulate(map(_height, rows)))
    return TimelineView(
        title=title,
        summary=edition.book.plural(*_SUMMARY, len(events), first=str(scale.first), last=str(scale.last)),
        height=length(ends[-1]),
        years=tuple(_years(scale)),
        rows=tuple(replace(row, y=length(end - _ROW / 2)) for row, end in zip(rows, ends, strict=True)),
        has_long_dots=any(row.long_dots for row in rows),
        dates=tuple(Dated(date_text(edition, event), event.what) for event in events),
    )


def _rows(events: Sequence[Event]) -> dict[str, list[Event]]:
    """Return *events* by their text in the picture: by their labels or, if there are too many labels, by kind."""
    labels = [event.label for event in events]
    if len(set(labels)) > _MOST_ROWS:
        labels = [event.kind for event in events]
    rows: dict[str, list[Event]] = {}
    for label, event in zip(labels, events, strict=True):
        rows.setdefault(label, []).append(event)
    return rows


@dataclass(frozen=True, slots=True)
class _Dot:
    """A dot for one or more days: where the first and the last of them are, in em, and their number."""

    first: float
    last: float
    number: int = 1

    @property
    def radius(self) -> float:
        """The radius of its ends."""
        return _DOT if self.number == 1 else _LONG_DOT


def _dots(places: Iterable[float]) -> list[_Dot]:
    """Return the dots of days at *places*; those of which one would cover a part of the next are one, the nearest first."""
    dots = [_Dot(place, place) for place in places]
    while True:
        pairs = list(enumerate(pairwise(dots)))
        meeting = [
            (later.first - dot.last, at)
            for at, (dot, later) in pairs
            if later.first - later.radius < dot.last + dot.radius
        ]
        if not meeting:
            return dots
        _, at = min(meeting)
        dot, later = dots[at : at + 2]
        dots[at : at + 2] = [_Dot(dot.first, later.last, dot.number + later.number)]


def _height(row: Row) -> float:
    return _ROW + _LINE * sum(bool(line.y) for line in row.label.lines)


def _row(scale: _Scale, label: str, events: Sequence[Event]) -> Row:
    """Return a row at the top of the picture."""
    days = [day for event in events for day in (event.first, event.last) if day]
    spans = sorted({(scale.at(day.earliest), _end(scale, day)) for day in days})
    bars = [(start, end) for start, end in spans if end > start]
    dots = _dots(_WIDTH * start for start, end in spans if end == start)
    edges = [*((_WIDTH * start, _WIDTH * end) for start, end in bars), *((dot.first, dot.last) for dot in dots)]
    return Row(
        y="",
        marks=tuple(_mark(*span) for span in (*bars, *((dot.first / _WIDTH,) * 2 for dot in dots if dot.number == 1))),
        long_dots=tuple(map(_long_dot, (dot for dot in dots if dot.number > 1))),
        periods=tuple(_mark(scale.at(event.first.earliest), _end(scale, event.last)) for event in events if event.last),
        label=_label(label, edges, max((dot.radius - _DOT for dot in dots), default=0.0)),
    )


def _long_dot(dot: _Dot) -> LongDot:
    places = (dot.first, dot.last, (dot.first + dot.last) / 2)
    first, last, middle = (_percent(place / _WIDTH) for place in places)
    return LongDot(first, last, middle, str(dot.number))


def _end(scale: _Scale, day: PartialDate) -> float:
    """Return where *day* ends: a day where it starts, since it is a dot, and a month or a year with its last day."""
    return scale.at(day.earliest) if day.day else scale.at(date.fromordinal(day.latest.toordinal() + 1))


def _mark(start: float, end: float) -> Mark:
    first, last = round(100 * start, 1), round(100 * end, 1)
    return Mark(length(first), length(max(last - first, 0.1)) if end > start else "")


def _percent(part: float) -> str:
    return length(round(100 * part, 1))


def _label(text: str, marks: Sequence[tuple[float, float]], radius: float) -> RowLabel:
    """Return the label of *marks*, each from its start to its end; *radius* is added to its distance from a dot of one day.

    It goes after all of them if it fits there, else before them, so that no line of a period runs through it. Where there is
    no room, it is above them, on as many lines as it needs, from the first to the right or from the last to the left.
    """
    first, last = min(start for start, _ in marks), max(end for _, end in marks)
    space = text_width(text) + _GAP + radius
    if space <= _WIDTH - last:
        return RowLabel((LabelLine(text, ""),), _percent(last / _WIDTH), length(radius), before=False)
    if space <= first:
        return RowLabel((LabelLine(text, ""),), _percent(first / _WIDTH), length(-radius), before=True)
    is_left = text_width(text) > _WIDTH - first and last > _WIDTH - first
    x, room, dx = (last, last, _GAP) if is_left else (first, _WIDTH - first, -_GAP)
    texts = list(wrapped(text, room))
    lines = (LabelLine(line, f"-{length(_ABOVE + _LINE * (len(texts) - 1 - at))}") for at, line in enumerate(texts))
    return RowLabel(tuple(lines), _percent(x / _WIDTH), length(dx), before=is_left)


def _years(scale: _Scale) -> Iterator[Year]:
    """Yield the years of the axis, with as many numbers as a phone has room for."""
    number = scale.last - scale.first + 1
    step = -(-number * _YEAR // _WIDTH)
    for year in range(scale.first, scale.last + 1):
        start, middle = scale.at(date(year, 1, 1)), scale.at(date(year, 7, 2))
        has_number = (scale.last - year) % step == 0
        yield Year(_percent(start), _percent(middle), str(year) if has_number else "")

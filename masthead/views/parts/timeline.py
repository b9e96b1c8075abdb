"""The timeline of a record: the dated facts of its life, drawn in the precision that their sources give, and as a list.

A fact is when something was founded, registered, seen, listed or named, acted against, or answered. A day is a dot, a
month or a year a bar of its length, and a period a line between the two. docs/pictures.md says what is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, pairwise

from masthead.edition.edition import Edition, Sentence, Words, path_of, text_of
from masthead.field_types.dates import PartialDate
from masthead.field_types.vocabulary import N_, NN_, EvidenceKind, ReplyOutcome
from masthead.model import Attribution, Campaign, Evidence, Firm, FurtherHost, Indicator, Outlet, Record, Reply, Source
from masthead.views.parts.label_places import length, text_width, wrapped

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
_SECOND_HAND = N_("%(what)s (second-hand)")
_AND_OTHERS = N_("%(who)s and others")
# Translators: %(what)s is an event such as “Listing by South Korea’s NIS”; %(who)s are the sources that report it.
_REPORTED_BY = N_("%(what)s via %(who)s")
# Translators: %(what)s is an event such as “Listing by the Citizen Lab”; %(who)s is somebody whom the source cites.
_CITING = N_("%(what)s, citing %(who)s")
_FOUNDED, _REGISTERED = N_("Founded"), N_("Domain registered")
_DOMAINS = N_("Domains registered (%(num)s of %(all)s dated)")
_OBSERVED, _FIRST_SEEN, _LAST_SEEN = N_("Observed"), N_("First seen"), N_("Last seen")
_SEEN = N_("%(seen)s: %(what)s")
# Translators: %(seen)s is “Observed”, “First seen” or “Last seen”.
_SEEN_ACCORDING_TO = N_("%(seen)s, according to %(who)s")
_REPORTED = N_("Reported %(status)s")

# Translators: one or more campaigns, and the source whose name or heading for them we use.
_NAMING = N_("%(campaigns)s: %(who)s")
_CAMPAIGNS = NN_("%(num)s campaign", "%(num)s campaigns")
# The names of several events of a kind, and of a single one.
_NAMED = (N_("Named"), N_("Named by %(who)s"))
_STATEMENT = (N_("Statements"), N_("Statement by %(who)s"))
_EVIDENCE = {
    EvidenceKind.LISTING: (N_("Listings"), N_("Listing by %(who)s")),
    EvidenceKind.ENFORCEMENT: (N_("Enforcement"), N_("Enforcement, according to %(who)s")),
    EvidenceKind.STATEMENT: _STATEMENT,
}
# Translators: somebody replied, had not replied by a day, or could not be reached. None must sound like an admission.
_REPLIES = {
    ReplyOutcome.ANSWERED: (N_("Replies"), N_("Reply by %(who)s")),
    ReplyOutcome.NO_ANSWER: (N_("No replies by then"), N_("No reply by then from %(who)s")),
    ReplyOutcome.UNREACHABLE: (N_("Not reached"), N_("Not reached: %(who)s")),
}


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
class _Event:
    """A dated fact; *label* is its text in the picture, *kind* the text for several together."""

    first: PartialDate
    last: PartialDate | None
    kind: str
    what: Sentence
    after: date | None = None
    """The day of a statement that it answers, if its own date is less exact."""
    is_reply: bool = False

    @property
    def label(self) -> str:
        return text_of(self.what)

    @property
    def order(self) -> tuple[date, bool, date, bool, str]:
        """The key that sorts events by date; a year comes before the days in it, and an answer after what it answers."""
        start, end = self.after or self.first.earliest, (self.last or self.first).latest
        back = date.fromordinal(date.max.toordinal() - end.toordinal())
        return start, self.after is not None, back, self.is_reply, self.label


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
    """Return the timeline of *outlet*, from its own record alone; None if it has fewer than LEAST dates."""
    say, label = edition.book.say, edition.book.label
    events = [
        *([_plain(outlet.registered.date, say(_REGISTERED))] if outlet.registered else []),
        *(event for host in outlet.hosts for event in _seen(edition, host, label(host.role))),
        *(event for indicator in outlet.indicators for event in _seen(edition, indicator, label(indicator.type))),
        *(
            _plain(observation.date, say(_REPORTED) % {"status": label(observation.status)})
            for observation in outlet.activity
        ),
        *_said(edition, outlet, outlet.evidence, outlet.attributions),
    ]
    return _timeline(edition, outlet, events)


def campaign_timeline(edition: Edition, campaign: Campaign) -> TimelineView | None:
    """Return the timeline of *campaign*; None if it has fewer than LEAST dates."""
    source = edition.graph.sources[campaign.named_by]
    named = [_by(edition, source.date, None, _NAMED, edition.by(source.id), [source])] if source.date else []
    others = (
        attribution
        for attribution in campaign.attributions
        if (attribution.by, attribution.date or source.date) != (source.id, source.date)
    )
    events = [
        *_registrations(edition, edition.graph.outlets_by_campaign.get(campaign.id, ())),
        *_seen(edition, campaign),
        *(
            event
            for indicator in campaign.indicators
            for event in _seen(edition, indicator, edition.book.label(indicator.type))
        ),
        *named,
        *_said(edition, campaign, campaign.evidence, others),
    ]
    return _timeline(edition, campaign, events)


def firm_timeline(edition: Edition, firm: Firm) -> TimelineView | None:
    """Return the timeline of *firm*; None if it has fewer than LEAST dates."""
    attributions = (said.attribution for said in edition.graph.statements_by_firm.get(firm.id, ()))
    events = [
        *([_plain(firm.founded.date, edition.book.say(_FOUNDED))] if firm.founded else []),
        *_said(edition, firm, firm.statements, (*attributions, *firm.relations)),
    ]
    return _timeline(edition, firm, events)


def naming_timeline(edition: Edition, named: Iterable[tuple[Source, Sequence[Campaign]]]) -> TimelineView | None:
    """Return the timeline of when sources named campaigns: each source with those that have its names or headings here.

    A source without a date is left out; None if there are fewer than LEAST dates.
    """
    events = (
        _Event(source.date, None, edition.book.say(_NAMED[0]), _naming(edition, source, campaigns))
        for source, campaigns in named
        if source.date
    )
    return _drawn(edition, edition.book.say(_OF_NAMINGS), events)


def _naming(edition: Edition, source: Source, campaigns: Sequence[Campaign]) -> Sentence:
    """Return which campaigns *source* named; a mark of what is second-hand is beside their names."""
    name = campaigns[0].name if len(campaigns) == 1 else edition.book.plural(*_CAMPAIGNS, len(campaigns))
    named = _marked(edition, (Words(name),), [source])
    return edition.sentence(_NAMING, campaigns=named, who=edition.by(source.id))


def _plain(day: PartialDate, kind: str) -> _Event:
    return _Event(day, None, kind, (Words(kind),))


def _by(
    edition: Edition,
    first: PartialDate,
    last: PartialDate | None,
    kind: tuple[str, str],
    who: Words,
    sources: Sequence[Source],
) -> _Event:
    """Return an event that somebody is named for, marked if none of its *sources* was read."""
    several, single = kind
    what = _marked(edition, edition.sentence(single, who=who), sources)
    return _Event(first, last, edition.book.say(several), what)


def _marked(edition: Edition, what: Sentence, sources: Sequence[Source]) -> Sentence:
    """Return *what*, marked as second-hand if it has *sources*, and none of them was read."""
    return edition.sentence(_SECOND_HAND, what=what) if sources and all(map(edition.second_hand, sources)) else what


def _seen(edition: Edition, part: Campaign | FurtherHost | Indicator, what: str = "") -> Iterator[_Event]:
    """Yield the time at which *part* of a record, named *what*, was seen: first, last, or from first to last."""
    first, last = part.first_seen, part.last_seen
    start = first or last
    if start:
        kind = edition.book.say(_OBSERVED if first and last else _FIRST_SEEN if first else _LAST_SEEN)
        label = edition.sentence(_SEEN, seen=kind, what=what) if what else (Words(kind),)
        if isinstance(part, Campaign) and part.seen_by:
            label = edition.sentence(_SEEN_ACCORDING_TO, seen=kind, who=edition.by(part.seen_by))
        yield _Event(start, last if first else None, kind, label)


def _registrations(edition: Edition, outlets: Sequence[Outlet]) -> Iterator[_Event]:
    """Yield the period in which the domains of *outlets* were registered, by the dates in their records."""
    days = sorted(
        (outlet.registered.date for outlet in outlets if outlet.registered), key=lambda day: (day.earliest, day.latest)
    )
    if days:
        number = edition.book.number
        text = edition.book.say(_DOMAINS) % {"num": number(len(days)), "all": number(len(outlets))}
        last = days[-1] if days[-1] != days[0] else None
        yield _Event(days[0], last, edition.book.say(_REGISTERED), (Words(text),))


def _said(
    edition: Edition, record: Record, items: Iterable[Evidence], attributions: Iterable[Attribution]
) -> Iterator[_Event]:
    """Yield the events of *items* in *record*, and those of *attributions*, except where an item gives the same event."""
    events = list(_evidence(edition, record, items))
    orders = {event.order for event in events}
    yield from events
    yield from (event for event in _statements(edition, attributions) if event.order not in orders)


def _evidence(edition: Edition, record: Record, items: Iterable[Evidence]) -> Iterator[_Event]:
    """Yield the dated items in *record* that are events: lists, statements that accuse a firm, and measures taken.

    Other items describe the state on a day. An item that is weak on its own is left out.
    """
    for item in items:
        is_event = item.kind in _EVIDENCE and (item.kind is not EvidenceKind.STATEMENT or item.accuses)
        if item.date and is_event and item.weight is None:
            yield _event(edition, record, item, item.date)


def _event(edition: Edition, record: Record, item: Evidence, day: PartialDate) -> _Event:
    """Return the event of *item* in *record*, headed by its speaker, or by the sources of *day*.

    The speaker does not head it if a source is of that day, and none of the speaker’s own is of that time.
    """
    sources = [edition.graph.sources[id] for id in dict.fromkeys(citation.source for citation in item.sources)]
    own = [source for source in sources if item.speaker in {source.short_name, source.publisher}]
    of_day = [source for source in sources if day.day and source.date == day]
    path, kind, speaker = f"{path_of(record)}#{item.id}", _EVIDENCE[item.kind], item.speaker
    if speaker and not (of_day and _are_of_another_time(own, day)):
        event = _by(edition, day, item.until, kind, Words(edition.without_article(speaker), path), own)
        if own:
            return event
        if _names_one_of(speaker, sources):
            return replace(event, what=edition.sentence(_SECOND_HAND, what=event.what))
        return _extended(edition, event, _REPORTED_BY, _voices(edition, sources))
    ordered = list(dict.fromkeys((*of_day, *sources))) if speaker else sources
    event = _by(edition, day, item.until, kind, Words(_voices(edition, ordered), path), ordered)
    return event if own or not speaker else _extended(edition, event, _CITING, edition.without_article(speaker))


def _are_of_another_time(sources: Sequence[Source], day: PartialDate) -> bool:
    """Return whether none of *sources* may be of *day*."""
    dates = [source.date for source in sources]
    return not any(date is None or (date.earliest <= day.latest and day.earliest <= date.latest) for date in dates)


def _names_one_of(speaker: str, sources: Iterable[Source]) -> bool:
    """Return whether the name of a *speaker* says through which of *sources* we know it."""
    return any(name and name in speaker for source in sources for name in (source.publisher, source.short_name))


def _extended(edition: Edition, event: _Event, message: str, who: str) -> _Event:
    """Return *event* with *who* added to it by *message*."""
    return replace(event, what=edition.sentence(message, what=event.what, who=who))


def _voices(edition: Edition, sources: Sequence[Source]) -> str:
    """Return the first of the own voices of *sources*, and whether there are others."""
    first, *others = map(edition.without_article, _own_voices(sources))
    return edition.book.say(_AND_OTHERS) % {"who": first} if others else first


def _own_voices(sources: Sequence[Source]) -> list[str]:
    """Return the names of *sources*, each once, without those that only copy or retell, or through which another is known."""
    go_between = {id for source in sources for id in source.via}
    speakers = [source for source in sources if not (source.copy_of or source.retells or source.id in go_between)]
    return list(dict.fromkeys(source.short_name for source in speakers or sources))


def _statements(edition: Edition, attributions: Iterable[Attribution]) -> Iterator[_Event]:
    """Yield the dated statements of sources, a single event for all statements of a source on a day."""
    dated = (
        (attribution.by, attribution.date or edition.graph.sources[attribution.by].date) for attribution in attributions
    )
    for by, day in dict.fromkeys(dated):
        if day:
            yield _by(edition, day, None, _STATEMENT, edition.by(by), [edition.graph.sources[by]])


def _replies_on(edition: Edition, record: Record) -> Iterator[Reply]:
    """Yield the replies in *record* and, if it is a campaign, those of firms to claims about it."""
    yield from record.replies
    if isinstance(record, Campaign):
        firms = (firm for firm in edition.graph.firms.values() if firm.is_published)
        replies = (reply for firm in firms for reply in firm.replies)
        yield from (reply for reply in replies if any(answer.campaign == record.id for answer in reply.answers))


def _replies(edition: Edition, record: Record) -> Iterator[_Event]:
    """Yield the replies on *record*, each marked if we know it only through a source that retells others."""
    for reply in _replies_on(edition, record):
        who = Words(reply.by, path_of(edition.graph.sources[reply.source]), edition.record_language)
        several, single = _REPLIES[reply.outcome]
        what = edition.sentence(single, who=who)
        marked = edition.sentence(_SECOND_HAND, what=what) if edition.is_second_hand(reply.source) else what
        yield _Event(reply.date, None, edition.book.say(several), marked, _answered_on(edition, reply), is_reply=True)


def _answered_on(edition: Edition, reply: Reply) -> date | None:
    """Return the last day within the month or year of *reply* on which a source said what it answers."""
    dates = (edition.graph.sources[answered.source].date for answered in reply.answers)
    days = [day.earliest for day in dates if day and day.day and not reply.date.day]
    return max((day for day in days if reply.date.earliest <= day <= reply.date.latest), default=None)


def _timeline(edition: Edition, record: Record, own_events: Iterable[_Event]) -> TimelineView | None:
    """Return the timeline of *record* with the replies in it; None if there are too few dates."""
    title = edition.book.say(_TITLE) % {"record": edition.title(record)[0]}
    return _drawn(edition, title, [*own_events, *_replies(edition, record)])


def _drawn(edition: Edition, title: str, of: Iterable[_Event]) -> TimelineView | None:
    """Return the timeline of events, each once; None if there are too few dates."""
    # Two sources may have the same reply: one line is enough.
    once = {(event.first, event.last, event.label if event.is_reply else event): event for event in of}
    events = sorted(once.values(), key=lambda event: event.order)
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
        dates=tuple(Dated(_dated(edition, event), event.what) for event in events),
    )


def _dated(edition: Edition, event: _Event) -> str:
    first = edition.book.date(event.first)
    return f"{first} – {edition.book.date(event.last)}" if event.last else first


def _rows(events: Sequence[_Event]) -> dict[str, list[_Event]]:
    """Return *events* by their text in the picture: by their labels or, if there are too many labels, by kind."""
    labels = [event.label for event in events]
    if len(set(labels)) > _MOST_ROWS:
        labels = [event.kind for event in events]
    rows: dict[str, list[_Event]] = {}
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


def _row(scale: _Scale, label: str, events: Sequence[_Event]) -> Row:
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

"""The dated events of a record: which of its facts are events, in which order, and in what words.

An event is when something was founded, registered, seen, listed or named, acted against, or answered. Its date is as exact
as its source gives it. docs/pictures.md says what is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from masthead.edition.edition import Edition, Sentence, Words, path_of, text_of
from masthead.field_types.dates import PartialDate
from masthead.field_types.vocabulary import N_, NN_, EvidenceKind, ReplyOutcome
from masthead.model import Attribution, Campaign, Evidence, Firm, FurtherHost, Indicator, Outlet, Record, Reply, Source

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
class Event:
    """A dated fact; *label* is its text alone, *kind* the text for several together."""

    first: PartialDate
    last: PartialDate | None
    kind: str
    what: Sentence
    after: date | None = None
    """The day of a statement that it answers, if its own date is less exact."""
    is_reply: bool = False

    @property
    def label(self) -> str:
        """The text of the event."""
        return text_of(self.what)

    @property
    def order(self) -> tuple[date, bool, date, bool, str]:
        """The key that sorts events by date; a year comes before the days in it, and an answer after what it answers."""
        start, end = self.after or self.first.earliest, (self.last or self.first).latest
        back = date.fromordinal(date.max.toordinal() - end.toordinal())
        return start, self.after is not None, back, self.is_reply, self.label


def outlet_events(edition: Edition, outlet: Outlet) -> list[Event]:
    """Return the events of *outlet*, from its own record alone, with the replies in it."""
    say, label = edition.book.say, edition.book.label
    return [
        *([_plain(outlet.registered.date, say(_REGISTERED))] if outlet.registered else []),
        *(event for host in outlet.hosts for event in _seen(edition, host, label(host.role))),
        *(event for indicator in outlet.indicators for event in _seen(edition, indicator, label(indicator.type))),
        *(
            _plain(observation.date, say(_REPORTED) % {"status": label(observation.status)})
            for observation in outlet.activity
        ),
        *_said(edition, outlet, outlet.evidence, outlet.attributions),
        *_replies(edition, outlet),
    ]


def campaign_events(edition: Edition, campaign: Campaign) -> list[Event]:
    """Return the events of *campaign*, with the registrations of its outlets and the replies to claims about it."""
    source = edition.graph.sources[campaign.named_by]
    named = [_by(edition, source.date, None, _NAMED, edition.by(source.id), [source])] if source.date else []
    others = (
        attribution
        for attribution in campaign.attributions
        if (attribution.by, attribution.date or source.date) != (source.id, source.date)
    )
    return [
        *_registrations(edition, edition.graph.outlets_by_campaign.get(campaign.id, ())),
        *_seen(edition, campaign),
        *(
            event
            for indicator in campaign.indicators
            for event in _seen(edition, indicator, edition.book.label(indicator.type))
        ),
        *named,
        *_said(edition, campaign, campaign.evidence, others),
        *_replies(edition, campaign),
    ]


def firm_events(edition: Edition, firm: Firm) -> list[Event]:
    """Return the events of *firm*: its founding, what sources say about it in any record, and its replies."""
    attributions = (said.attribution for said in edition.graph.statements_by_firm.get(firm.id, ()))
    return [
        *([_plain(firm.founded.date, edition.book.say(_FOUNDED))] if firm.founded else []),
        *_said(edition, firm, firm.statements, (*attributions, *firm.relations)),
        *_replies(edition, firm),
    ]


def naming_events(edition: Edition, named: Iterable[tuple[Source, Sequence[Campaign]]]) -> list[Event]:
    """Return when sources named campaigns: each source that has a date, with those that have its names or headings here."""
    return [
        Event(source.date, None, edition.book.say(_NAMED[0]), _naming(edition, source, campaigns))
        for source, campaigns in named
        if source.date
    ]


def _naming(edition: Edition, source: Source, campaigns: Sequence[Campaign]) -> Sentence:
    """Return which campaigns *source* named; a mark of what is second-hand is beside their names."""
    name = campaigns[0].name if len(campaigns) == 1 else edition.book.plural(*_CAMPAIGNS, len(campaigns))
    named = _marked(edition, (Words(name),), [source])
    return edition.sentence(_NAMING, campaigns=named, who=edition.by(source.id))


def _plain(day: PartialDate, kind: str) -> Event:
    return Event(day, None, kind, (Words(kind),))


def _by(
    edition: Edition,
    first: PartialDate,
    last: PartialDate | None,
    kind: tuple[str, str],
    who: Words,
    sources: Sequence[Source],
) -> Event:
    """Return an event that somebody is named for, marked if none of its *sources* was read."""
    several, single = kind
    what = _marked(edition, edition.sentence(single, who=who), sources)
    return Event(first, last, edition.book.say(several), what)


def _marked(edition: Edition, what: Sentence, sources: Sequence[Source]) -> Sentence:
    """Return *what*, marked as second-hand if it has *sources*, and none of them was read."""
    return edition.sentence(_SECOND_HAND, what=what) if sources and all(map(edition.second_hand, sources)) else what


def _seen(edition: Edition, part: Campaign | FurtherHost | Indicator, what: str = "") -> Iterator[Event]:
    """Yield the time at which *part* of a record, named *what*, was seen: first, last, or from first to last."""
    first, last = part.first_seen, part.last_seen
    start = first or last
    if start:
        kind = edition.book.say(_OBSERVED if first and last else _FIRST_SEEN if first else _LAST_SEEN)
        label = edition.sentence(_SEEN, seen=kind, what=what) if what else (Words(kind),)
        if isinstance(part, Campaign) and part.seen_by:
            label = edition.sentence(_SEEN_ACCORDING_TO, seen=kind, who=edition.by(part.seen_by))
        yield Event(start, last if first else None, kind, label)


def _registrations(edition: Edition, outlets: Sequence[Outlet]) -> Iterator[Event]:
    """Yield the period in which the domains of *outlets* were registered, by the dates in their records."""
    days = sorted(
        (outlet.registered.date for outlet in outlets if outlet.registered), key=lambda day: (day.earliest, day.latest)
    )
    if days:
        number = edition.book.number
        text = edition.book.say(_DOMAINS) % {"num": number(len(days)), "all": number(len(outlets))}
        last = days[-1] if days[-1] != days[0] else None
        yield Event(days[0], last, edition.book.say(_REGISTERED), (Words(text),))


def _said(
    edition: Edition, record: Record, items: Iterable[Evidence], attributions: Iterable[Attribution]
) -> Iterator[Event]:
    """Yield the events of *items* in *record*, and those of *attributions*, except where an item gives the same event."""
    events = list(_evidence(edition, record, items))
    orders = {event.order for event in events}
    yield from events
    yield from (event for event in _statements(edition, attributions) if event.order not in orders)


def _evidence(edition: Edition, record: Record, items: Iterable[Evidence]) -> Iterator[Event]:
    """Yield the dated items in *record* that are events: lists, statements that accuse a firm, and measures taken.

    Other items describe the state on a day. An item that is weak on its own is left out.
    """
    for item in items:
        is_event = item.kind in _EVIDENCE and (item.kind is not EvidenceKind.STATEMENT or item.accuses)
        if item.date and is_event and item.weight is None:
            yield _event(edition, record, item, item.date)


def _event(edition: Edition, record: Record, item: Evidence, day: PartialDate) -> Event:
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


def _extended(edition: Edition, event: Event, message: str, who: str) -> Event:
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


def _statements(edition: Edition, attributions: Iterable[Attribution]) -> Iterator[Event]:
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


def _replies(edition: Edition, record: Record) -> Iterator[Event]:
    """Yield the replies on *record*, each marked if we know it only through a source that retells others."""
    for reply in _replies_on(edition, record):
        who = Words(reply.by, path_of(edition.graph.sources[reply.source]), edition.record_language)
        several, single = _REPLIES[reply.outcome]
        what = edition.sentence(single, who=who)
        marked = edition.sentence(_SECOND_HAND, what=what) if edition.is_second_hand(reply.source) else what
        yield Event(reply.date, None, edition.book.say(several), marked, _answered_on(edition, reply), is_reply=True)


def _answered_on(edition: Edition, reply: Reply) -> date | None:
    """Return the last day within the month or year of *reply* on which a source said what it answers."""
    dates = (edition.graph.sources[answered.source].date for answered in reply.answers)
    days = [day.earliest for day in dates if day and day.day and not reply.date.day]
    return max((day for day in days if reply.date.earliest <= day <= reply.date.latest), default=None)


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return *events*, each once, by date."""
    # Two sources may have the same reply: one line is enough.
    once = {(event.first, event.last, event.label if event.is_reply else event): event for event in events}
    return sorted(once.values(), key=lambda event: event.order)


def date_text(edition: Edition, event: Event) -> str:
    """Return the date of *event* in words, or its period from the first date to the last."""
    first = edition.book.date(event.first)
    return f"{first} – {edition.book.date(event.last)}" if event.last else first

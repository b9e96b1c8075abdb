"""Replies: what those who are named answered, to which claim, or that no answer is known and whether we asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from masthead.edition.edition import Edition, Link, Sentence, When, Words, path_of
from masthead.edition.safe_markdown import prose
from masthead.field_types.dates import PartialDate
from masthead.field_types.vocabulary import N_, NN_, ReplyOutcome, ReplyPosition, Role, Stance, Wording
from masthead.model import Campaign, Citation, Evidence, Firm, Outlet, Record, Reply, Source
from masthead.relations.answered_claims import answers, answers_item
from masthead.relations.graph import Said
from masthead.views.parts.claims import CitationView, citation_view
from masthead.views.parts.statements import finished

ACCUSING = (Role.OPERATOR, Role.INFRASTRUCTURE, Role.SUPPORTER)
"""Roles in which a firm is said to have a part in what the outlets do."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that is said of firms: a statement by a source, or an item of evidence in the record that holds it."""

    said: Said | None = None
    item: Evidence | None = None
    holder: Record | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that say it."""
        if self.said:
            return (self.said.attribution.by,)
        return tuple(citation.source for citation in self.item.sources) if self.item else ()

    @property
    def firms(self) -> tuple[str, ...]:
        """The firms of which it is said."""
        if self.said:
            return (self.said.attribution.firm,) if self.said.attribution.firm else ()
        return self.item.accuses if self.item else ()

    @property
    def _items(self) -> tuple[Evidence, ...]:
        """The item of evidence that it is, or those that a statement which retells others refers to."""
        if self.said and self.said.attribution.wording is Wording.REPORTS and not isinstance(self.said.about, Firm):
            return tuple(item for item in self.said.about.evidence if item.id in self.said.attribution.evidence)
        return (self.item,) if self.item else ()

    def speakers(self, edition: Edition, others: Iterable[str] = ()) -> tuple[str, ...]:
        """Return who says it, as sentences name them: the sources, or whom they report; dated beside *others* of the name."""
        if reported := next((item.speaker for item in self._items if item.speaker), None):
            return (reported,)
        return tuple(_dated(edition, edition.graph.sources[id], others) for id in self.sources)

    @property
    def voices(self) -> tuple[str, ...]:
        """Whose claim it is, to tell claims apart: whom the item quotes, or else the sources."""
        return (self.item.speaker,) if self.item and self.item.speaker else self.sources

    def is_answered_by(self, reply: Reply, of: Record) -> bool:
        """Return whether *reply*, which is in the record *of*, answers it."""
        if self.said:
            return answers(reply, self.said)
        return self.item is not None and self.holder is not None and answers_item(reply, of, self.item, self.holder)


@dataclass(frozen=True, slots=True)
class ReplyView:
    """A reply: in one sentence, in its words, in ours, and to what it replies."""

    sentence: Sentence
    capacity: str
    asked: When | None
    channel: str
    answered: bool
    words: str
    summary: Markup
    answers: Sentence
    citation: CitationView


@dataclass(frozen=True, slots=True)
class SetReplies:
    """The replies on a campaign as a whole, in short, and where they are in full."""

    campaign: Link
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class RepliesView:
    """The replies to the claims of a page, what was never answered, and what was said to a campaign as a whole."""

    replies: tuple[ReplyView, ...]
    unanswered: tuple[Sentence, ...]
    about_set: tuple[SetReplies, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is anything to show."""
        return bool(self.replies or self.unanswered or self.about_set)


_SENTENCES = {
    ReplyPosition.DENIES: (N_("%(who)s denied what %(by)s said"), N_("%(who)s denied to %(asker)s what %(by)s said")),
    ReplyPosition.APPEARS_TO_DENY: (
        N_("%(who)s appears to have denied what %(by)s said"),
        N_("%(who)s appears to have denied to %(asker)s what %(by)s said"),
    ),
    ReplyPosition.REJECTS: (
        N_("%(who)s rejected the accusation"),
        N_("%(who)s, asked by %(asker)s, rejected the accusation"),
    ),
    ReplyPosition.CONFIRMS: (
        N_("%(who)s confirmed what %(by)s said"),
        N_("%(who)s confirmed to %(asker)s what %(by)s said"),
    ),
    ReplyPosition.COMMENTS: (
        N_("%(who)s commented on what %(by)s said"),
        N_("%(who)s commented to %(asker)s on what %(by)s said"),
    ),
    None: (N_("%(who)s replied to what %(by)s said"), N_("%(who)s replied to %(asker)s about what %(by)s said")),
}
_SILENT = (
    N_("As of %(date)s %(who)s had not replied to what %(by)s said"),
    N_("As of %(date)s %(who)s had not replied to %(asker)s about what %(by)s said"),
)
_SILENT_TO_SOURCE = N_("As of %(date)s %(who)s had not replied to %(asker)s")
_UNREACHABLE = (
    N_("As of %(date)s %(who)s could not be reached about what %(by)s said"),
    N_("As of %(date)s %(asker)s could not reach %(who)s about what %(by)s said"),
)
_DATED = N_(" (%(date)s)")
_SUMMED = N_("%(who)s (%(date)s): %(summary)s")
_SUMMED_SECOND_HAND = N_("%(who)s (%(date)s, second-hand): %(summary)s")
_DATED_SECOND_HAND = N_(" (%(date)s; second-hand)")
_SOURCE_DATED = N_("%(source)s (%(date)s)")
_NONE = N_("No reply by %(firms)s to this is known to us.")
_NONE_TO = N_("No reply by %(firms)s to what %(by)s said is known to us.")
_NOT_ASKED = NN_("We have not asked the firm.", "We have not asked the firms.")
_NOT_ASKED_WHY = N_("We have not asked %(firm)s: %(why)s")
_ASKED = N_("We asked %(firm)s on %(date)s, %(channel)s.")
_ON_CLAIM = N_("To what %(by)s said")
_ON_CLAIM_ABOUT = N_("To what %(by)s said about %(record)s")


def _dated(edition: Edition, source: Source, others: Iterable[str]) -> str:
    """Return how sentences name *source*, with its date if another source that has the name is meant beside it."""
    namesakes = (id for id in others if id != source.id and edition.graph.sources[id].short_name == source.short_name)
    if source.date is None or not any(namesakes):
        return source.short_name
    date = edition.book.date(PartialDate(source.date.year, source.date.month))
    return edition.book.say(_SOURCE_DATED) % {"source": source.short_name, "date": date}


def reply_sentence(edition: Edition, reply: Reply) -> Sentence:
    """Return *reply* as one sentence: who, to whom, when, and what it says to whose claim."""
    date = edition.book.date(reply.date)
    by = edition.book.list(dict.fromkeys(edition.graph.sources[one.source].short_name for one in reply.answers))
    pieces = {"who": reply.by, "asker": reply.asked_by or "", "by": by, "date": date}
    sentence = edition.sentence(_phrase(reply, by), **pieces)
    message = _DATED_SECOND_HAND if edition.is_second_hand(reply.source) else _DATED
    dated = edition.sentence(message, date=date) if reply.outcome is ReplyOutcome.ANSWERED else ()
    return finished((*sentence, *dated))


def _phrase(reply: Reply, by: str) -> str:
    """Return the sentence for *reply* to what *by* said: with who asked, if the reply says so."""
    if reply.outcome is ReplyOutcome.NO_ANSWER and reply.asked_by == by:
        return _SILENT_TO_SOURCE
    phrases = {ReplyOutcome.NO_ANSWER: _SILENT, ReplyOutcome.UNREACHABLE: _UNREACHABLE}
    alone, asked = phrases.get(reply.outcome) or _SENTENCES[reply.position]
    return asked if reply.asked_by else alone


def reply_sentences(edition: Edition, claims: Iterable[Claim]) -> tuple[Sentence, ...]:
    """Return the replies to *claims* in short: for each firm what it answered, or else that it did not, and the rest."""
    known = tuple(claims)
    return (*known_replies(edition, known), *_unanswered(edition, known))


def known_replies(edition: Edition, claims: tuple[Claim, ...]) -> tuple[Sentence, ...]:
    """Return the replies to *claims* that are known, in short."""
    short = (one for replies in _by_record(edition, claims) for one in _weightiest(replies))
    return tuple(reply_sentence(edition, reply) for reply in short)


def replies_view(edition: Edition, claims: Iterable[Claim], own: Record | None = None) -> RepliesView:
    """Return the replies to *claims* in full; those in the record *own* too, to whatever they reply."""
    known = tuple(claims)
    held = [reply for firm in _firms(edition, known) for reply in firm.replies if _is_answer(reply, firm, known)]
    others = [reply for reply in own.replies if reply not in held] if own else []
    return RepliesView(
        replies=tuple(reply_view(edition, reply) for reply in (*held, *others)),
        unanswered=_unanswered(edition, known),
    )


def reply_view(edition: Edition, reply: Reply) -> ReplyView:
    """Return how pages print *reply*."""
    return ReplyView(
        sentence=reply_sentence(edition, reply),
        capacity=reply.capacity or "",
        asked=edition.when(reply.asked),
        channel=reply.channel or "",
        answered=reply.outcome is ReplyOutcome.ANSWERED,
        words=reply.words or "",
        summary=prose(reply.summary) if reply.summary else Markup(""),
        answers=_answered_in_words(edition, reply),
        citation=citation_view(edition, Citation(source=reply.source)),
    )


def about_campaigns(edition: Edition, outlet: Outlet) -> tuple[SetReplies, ...]:
    """Return the replies on each campaign of *outlet* as a whole, in short."""
    campaigns = (edition.graph.campaigns[id] for id in outlet.campaigns)
    return tuple(
        SetReplies(
            Link(campaign.name, f"{path_of(campaign)}#_replies"),
            tuple(_in_short(edition, reply) for reply in campaign.replies),
        )
        for campaign in campaigns
        if campaign.is_published and campaign.replies
    )


def _in_short(edition: Edition, reply: Reply) -> Sentence:
    """Return *reply* as pages of outlets print it: what it says, in our words, if the record puts it so."""
    if reply.outcome is not ReplyOutcome.ANSWERED or not reply.summary:
        return reply_sentence(edition, reply)
    pieces = {"who": reply.by, "date": edition.book.date(reply.date), "summary": reply.summary}
    message = _SUMMED_SECOND_HAND if edition.is_second_hand(reply.source) else _SUMMED
    return edition.sentence(message, **pieces)


def accusations(edition: Edition, outlet: Outlet) -> Iterator[Claim]:
    """Yield the items of evidence that accuse firms on the page of *outlet*: statements that name them."""
    yield from _accusing(outlet.evidence, outlet)
    for one in edition.graph.network_evidence_of(outlet):
        yield from _accusing((one.evidence,), one.campaign)


def accusations_in(record: Campaign | Firm) -> Iterator[Claim]:
    """Yield the items of evidence that accuse firms on the page of *record*."""
    yield from _accusing(record.evidence if isinstance(record, Campaign) else record.statements, record)


def accusations_elsewhere(edition: Edition, firm: Firm) -> Iterator[Claim]:
    """Yield the items of evidence in other records that accuse *firm*."""
    for one in edition.graph.evidence_by_firm.get(firm.id, ()):
        if firm.id in one.evidence.accuses:
            yield Claim(item=one.evidence.model_copy(update={"accuses": (firm.id,)}), holder=one.record)


def _accusing(items: Iterable[Evidence], holder: Record) -> Iterator[Claim]:
    yield from (Claim(item=item, holder=holder) for item in items if item.accuses)


def is_accusing(said: Said) -> bool:
    """Return whether a statement gives a firm a part in what the outlets do."""
    return said.attribution.role in ACCUSING and said.attribution.stance is Stance.ASSERTS


def _firms(edition: Edition, claims: Iterable[Claim]) -> list[Firm]:
    """Return the firms of which *claims* speak, each once."""
    return [edition.graph.firms[id] for id in dict.fromkeys(id for claim in claims for id in claim.firms)]


def _is_answer(reply: Reply, firm: Firm, claims: Iterable[Claim]) -> bool:
    return any(firm.id in claim.firms and claim.is_answered_by(reply, firm) for claim in claims)


def _by_record(edition: Edition, claims: tuple[Claim, ...]) -> Iterator[list[Reply]]:
    for firm in _firms(edition, claims):
        yield [reply for reply in firm.replies if _is_answer(reply, firm, claims)]


def _weightiest(replies: list[Reply]) -> list[Reply]:
    """Return the answers among *replies*, or, if there is none, the latest silence."""
    answered = [reply for reply in replies if reply.outcome is ReplyOutcome.ANSWERED]
    return answered or sorted(replies, key=lambda reply: str(reply.date))[-1:]


def _unanswered(edition: Edition, claims: tuple[Claim, ...]) -> tuple[Sentence, ...]:
    """Return which claims no reply is known to, by the firms and by who makes them, and whether we asked the firms."""
    open_: defaultdict[str, dict[str, None]] = defaultdict(dict)
    pairs = [(claim, edition.graph.firms[id]) for claim in claims for id in claim.firms]
    answered = {
        (voice, firm.id)
        for claim, firm in pairs
        for voice in claim.voices
        if any(claim.is_answered_by(reply, firm) for reply in firm.replies)
    }
    sources = [voice for voice, _ in answered if voice in edition.graph.sources]
    for claim, firm in pairs:
        if not any((voice, firm.id) in answered for voice in claim.voices):  # else the reply is shown
            for speaker in claim.speakers(edition, sources):
                open_[speaker][firm.id] = None
    firms = dict.fromkeys(id for of_speaker in open_.values() for id in of_speaker)
    if not open_:
        return ()
    if len(claims) == 1 and claims[0].said:
        return (edition.sentence(_NONE, firms=_names(edition, firms)), *_requests(edition, firms))
    return (*_none_to(edition, open_), *_requests(edition, firms))


def _none_to(edition: Edition, open_: Mapping[str, Mapping[str, None]]) -> Iterator[Sentence]:
    """Yield a sentence for each group of firms: to which speakers they did not reply, as far as we know."""
    groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for speaker, firms in open_.items():
        groups[tuple(firms)].append(speaker)
    for names, speakers in groups.items():
        yield edition.sentence(_NONE_TO, firms=_names(edition, names), by=edition.book.list(speakers))


def _names(edition: Edition, firms: Iterable[str]) -> str:
    return edition.book.alternatives(edition.short(edition.graph.firms[id]) for id in firms)


def _requests(edition: Edition, firms: Iterable[str]) -> Iterator[Sentence]:
    """Yield when and how we asked *firms*, or that we have not, and why."""
    known = [edition.graph.firms[id] for id in firms]
    asked = [(firm, request) for firm in known for request in firm.requests]
    for firm, request in asked:
        date = edition.book.date(request.date)
        yield edition.sentence(_ASKED, firm=edition.short(firm), date=date, channel=request.channel)
    if not asked:
        if not all(firm.not_asked for firm in known):
            yield edition.sentence(edition.book.plural(*_NOT_ASKED, len(known)))
        for firm in known:
            if firm.not_asked:
                yield finished(edition.sentence(_NOT_ASKED_WHY, firm=edition.short(firm), why=firm.not_asked))


def _answered_in_words(edition: Edition, reply: Reply) -> Sentence:
    """Return to what *reply* replies, source by source, with links to the records that hold the claims."""
    by_source: defaultdict[str, list[Words]] = defaultdict(list)
    for one in reply.answers:
        record = edition.graph.campaigns.get(one.campaign or "") or edition.graph.outlets.get(one.outlet or "")
        by_source[one.source] += [_linked(edition, record, one.evidence)] if record else []
    pieces: list[Words] = []
    for source, records in by_source.items():
        listed = tuple(words for record in records for words in (Words(", "), record))[1:]
        message = _ON_CLAIM_ABOUT if records else _ON_CLAIM
        separator = (Words("; "),) if pieces else ()
        pieces += (*separator, *edition.sentence(message, by=edition.by(source), record=listed))
    return tuple(pieces)


def _linked(edition: Edition, record: Campaign | Outlet, item: str | None) -> Words:
    words = edition.words(record)
    return Words(words.text, f"{words.path}#{item}", words.lang) if item else words

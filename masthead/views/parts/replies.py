"""Replies: the answers of the firms and people named, and the claims that they answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from masthead.edition.edition import Edition, Link, Piece, Sentence, When, Words, path_of
from masthead.edition.localisation import capitalised
from masthead.edition.safe_markdown import prose
from masthead.field_types.vocabulary import N_, ReplyOutcome, ReplyPosition
from masthead.model import Campaign, Citation, Firm, Outlet, Record, Reply
from masthead.views.parts.claims import CitationView, citation_view
from masthead.views.parts.claims_on_firms import Claim
from masthead.views.parts.missing_replies import unanswered
from masthead.views.parts.statements import finished


@dataclass(frozen=True, slots=True)
class ReplyView:
    """A reply: as one sentence, in its own words, in ours, and the claims that it answers."""

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
    """The replies about a campaign as a whole, in short, and a link to them in full."""

    campaign: Link
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class RepliesView:
    """The replies to the claims on a page, the claims without a reply, and the replies about campaigns as a whole."""

    replies: tuple[ReplyView, ...]
    unanswered: tuple[Sentence, ...]
    about_set: tuple[SetReplies, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is anything to show."""
        return bool(self.replies or self.unanswered or self.about_set)


# Translators: a reply: what somebody answered to a claim. It must be exactly as firm as the English: “appears to have
# denied” is less than “denied”, and “commented” takes no position. %(who)s is the firm or person, %(by)s the source
# of the claim, %(asker)s who had asked.
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
# Translators: no reply by a date. It must not sound like an admission.
_SILENT = (
    N_("As of %(date)s %(who)s had not replied to what %(by)s said"),
    N_("As of %(date)s %(who)s had not replied to %(asker)s about what %(by)s said"),
)
# Translators: no reply by a date. It must not sound like an admission.
_SILENT_TO_SOURCE = N_("As of %(date)s %(who)s had not replied to %(asker)s")
# Translators: somebody could not be reached. It must not sound like an admission.
_UNREACHABLE = (
    N_("As of %(date)s %(who)s could not be reached about what %(by)s said"),
    N_("As of %(date)s %(asker)s could not reach %(who)s about what %(by)s said"),
)
# Translators: %(sentence)s is a whole sentence without its full stop.
_DATED = N_("%(sentence)s (%(date)s)")
# Translators: %(summary)s is in English.
_SUMMED = N_("%(who)s (%(date)s): %(summary)s")
# Translators: %(summary)s is in English; we know the reply only through others.
_SUMMED_SECOND_HAND = N_("%(who)s (%(date)s, second-hand): %(summary)s")
_DATED_SECOND_HAND = N_("%(sentence)s (%(date)s; second-hand)")
# Translators: as before, of a sentence that has the date in it.
_SECOND_HAND = N_("%(sentence)s (second-hand)")
_PLAIN = "%(sentence)s"
# Translators: what is between the items of a list, and between lists; with the space after it, if your language has
# one there.
_COMMA, _SEMICOLON = N_(", "), N_("; ")
_ON_CLAIM = N_("To what %(by)s said")
_ON_CLAIM_ABOUT = N_("To what %(by)s said about %(record)s")


def reply_sentence(edition: Edition, reply: Reply) -> Sentence:
    """Return *reply* as one sentence: who replied, who had asked, when, and the answer to the claim."""
    date = edition.book.date(reply.date)
    names = list(dict.fromkeys(edition.graph.sources[answered.source].short_name for answered in reply.answers))
    by = edition.book.list(map(edition.without_article, names))
    who, asker = _replier(edition, reply.by), edition.without_article(reply.asked_by or "")
    pieces: dict[str, Piece] = {"who": who, "asker": asker, "by": by, "date": date}
    sentence = edition.sentence(_phrase(reply, names), **pieces)
    return finished(edition, edition.sentence(_frame(edition, reply), date=date, sentence=sentence))


def _replier(edition: Edition, by: str) -> Words:
    """Return who replied, as the record words it: in its language, and isolated in texts without markup, too."""
    return edition.recorded(edition.book.isolated(by))


def _frame(edition: Edition, reply: Reply) -> str:
    """Return the phrase that adds to the sentence of *reply* its date, unless it has it, and whether it is second-hand."""
    if reply.outcome is ReplyOutcome.ANSWERED:
        return _DATED_SECOND_HAND if edition.is_second_hand(reply.source) else _DATED
    return _SECOND_HAND if edition.is_second_hand(reply.source) else _PLAIN


def _phrase(reply: Reply, names: Sequence[str]) -> str:
    """Return the phrase for *reply* to the claim by the sources called *names*: with who asked, if the reply says so."""
    if reply.outcome is ReplyOutcome.NO_ANSWER and [reply.asked_by] == names:
        return _SILENT_TO_SOURCE
    phrases = {ReplyOutcome.NO_ANSWER: _SILENT, ReplyOutcome.UNREACHABLE: _UNREACHABLE}
    alone, asked = phrases.get(reply.outcome) or _SENTENCES[reply.position]
    return asked if reply.asked_by else alone


def reply_sentences(edition: Edition, claims: Iterable[Claim]) -> tuple[Sentence, ...]:
    """Return the replies to *claims*, for a text that they follow: the known ones in short, then the claims without any."""
    all_claims = tuple(claims)
    return (*known_replies(edition, all_claims), *unanswered(edition, all_claims, after=True))


def known_replies(edition: Edition, claims: tuple[Claim, ...]) -> tuple[Sentence, ...]:
    """Return the known replies to *claims*, in short."""
    weightiest = (reply for replies in _by_firm(edition, claims) for reply in _weightiest(replies))
    return tuple(reply_sentence(edition, reply) for reply in weightiest)


def replies_view(edition: Edition, claims: Iterable[Claim], own: Record | None = None) -> RepliesView:
    """Return the replies to *claims* in full, and all other replies in the record *own*."""
    all_claims = tuple(claims)
    replies = [reply for of_firm in _by_firm(edition, all_claims) for reply in of_firm]
    others = [reply for reply in own.replies if reply not in replies] if own else []
    return RepliesView(
        replies=tuple(reply_view(edition, reply) for reply in (*replies, *others)),
        unanswered=unanswered(edition, all_claims, after=False),
    )


def reply_view(edition: Edition, reply: Reply) -> ReplyView:
    """Return *reply* as pages print it."""
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
    """Return the replies about each campaign of *outlet* as a whole, in short."""
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
    """Return *reply* as pages of outlets print it: by its summary in our words, if the record has one."""
    if reply.outcome is not ReplyOutcome.ANSWERED or not reply.summary:
        return reply_sentence(edition, reply)
    pieces: dict[str, Piece] = {
        "who": _replier(edition, capitalised(reply.by)),
        "date": edition.book.date(reply.date),
        "summary": edition.recorded(reply.summary),
    }
    message = _SUMMED_SECOND_HAND if edition.is_second_hand(reply.source) else _SUMMED
    return edition.sentence(message, **pieces)


def _firms(edition: Edition, claims: Iterable[Claim]) -> list[Firm]:
    """Return the firms that *claims* are about, each once."""
    return [edition.graph.firms[id] for id in dict.fromkeys(id for claim in claims for id in claim.firms)]


def _is_answer(reply: Reply, firm: Firm, claims: Iterable[Claim]) -> bool:
    return any(firm.id in claim.firms and claim.is_answered_by(reply, firm) for claim in claims)


def _by_firm(edition: Edition, claims: tuple[Claim, ...]) -> Iterator[list[Reply]]:
    """Yield, for each firm that *claims* are about, its replies to them."""
    for firm in _firms(edition, claims):
        yield [reply for reply in firm.replies if _is_answer(reply, firm, claims)]


def _weightiest(replies: list[Reply]) -> list[Reply]:
    """Return the answers among *replies* or, without any, the latest report that no answer came."""
    answered = [reply for reply in replies if reply.outcome is ReplyOutcome.ANSWERED]
    return answered or sorted(replies, key=lambda reply: str(reply.date))[-1:]


def _answered_in_words(edition: Edition, reply: Reply) -> Sentence:
    """Return the claims that *reply* answers, source by source, with links to the records that contain them."""
    by_source: defaultdict[str, list[Words]] = defaultdict(list)
    for claim in reply.answers:
        record = edition.graph.campaigns.get(claim.campaign or "") or edition.graph.outlets.get(claim.outlet or "")
        by_source[claim.source] += [_linked(edition, record, claim.evidence)] if record else []
    pieces: list[Words] = []
    comma, semicolon = Words(edition.book.say(_COMMA)), Words(edition.book.say(_SEMICOLON))
    for source, linked in by_source.items():
        records = tuple({words.text: words for words in reversed(linked)}.values())[::-1]  # an item is below its record
        listed = tuple(words for record in records for words in (comma, record))[1:]
        message = _ON_CLAIM_ABOUT if records else _ON_CLAIM
        separator = (semicolon,) if pieces else ()
        pieces += (*separator, *edition.sentence(message, by=edition.by(source), record=listed))
    return tuple(pieces)


def _linked(edition: Edition, record: Campaign | Outlet, item: str | None) -> Words:
    words = edition.words(record)
    return Words(words.text, f"{words.path}#{item}", words.lang) if item else words

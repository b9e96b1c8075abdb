"""The verdict: the sentences at the top of an outlet's page, made from its attributions by these rules.

1. Every source that names an operator of the outlet is named, with the month of its statement and its own verb, in the
   past tense. No source is left out.
2. A statement about this very outlet comes before one about a set; a set in which the same source lists the outlet
   comes before a set in which only another source lists it. After that comes the stronger verb, then the later
   statement. How sure a source is, and how we read it, does not affect the order.
3. A sentence about a set says so, every time.
4. A source that names the same firm as an earlier one is shown to agree, one that names another firm to differ; unless
   it also says that a firm named earlier is behind that firm: then the two sentences are a chain.
5. A statement is followed by what its source says against a wider reading of it and, if the source was not read, by
   the sources through which the statement is known.
6. If a source says that a firm named here does not operate the outlet, or that it cannot say who does, a sentence says
   so.
7. The reply to the first statement follows it; the replies to the others follow those. Then comes which statements have
   no known reply, and whether we asked for one.
8. If no source names an operator, a sentence says so, but only if no statement about any firm concerns the outlet.
9. If the record, a firm named here or the campaign is disputed, the last sentence says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from masthead.edition.edition import Edition, Piece, Sentence, When, Words, path_of
from masthead.edition.shared_results import remembered
from masthead.field_types.vocabulary import N_, NN_, EvidenceKind, Role, Stance, StateName, Wording
from masthead.model import Campaign, Evidence, Firm, Outlet
from masthead.relations.graph import Said
from masthead.views.parts.attributions import Quoted, quoted
from masthead.views.parts.claims_on_firms import Claim
from masthead.views.parts.replies import known_replies, reply_sentences
from masthead.views.parts.statements import (
    behind,
    by_date,
    counted,
    reservation,
    source_again,
    statement,
    through,
    what_of,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The operators of an outlet by its sources, with the replies of the firms named; or that no source names any."""

    sentence: Sentence
    reserved: tuple[Sentence, ...] = ()
    """The sentences that belong to the first statement, such as its reservation and the firm behind its firm."""
    answered: tuple[Sentence, ...] = ()
    """The replies to the first statement."""
    others: tuple[Sentence, ...] = ()
    """The other statements."""
    others_answered: tuple[Sentence, ...] = ()
    """The known replies to the other statements."""
    doubts: tuple[Sentence, ...] = ()
    """The sentences on sources that deny a role or leave it open, and on records that are disputed."""
    replies: tuple[Sentence, ...] = ()
    """The statements to which no reply is known."""
    names_operator: bool = True
    confidence: Quoted | None = None
    date: When | None = None
    of_set: str = ""

    @property
    def middle(self) -> tuple[Sentence, ...]:
        """The sentences between the first sentence and the last replies."""
        return (*self.reserved, *self.answered, *self.others, *self.others_answered, *self.doubts)

    @property
    def rest(self) -> tuple[Sentence, ...]:
        """The sentences after the first sentence, the replies last."""
        return (*self.middle, *self.replies)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, in order: a part of a verdict is never shown alone."""
        return (self.sentence, *self.rest)


# Translators: in the place of %(what)s in a verdict: a set of websites, and who counts this website among them. The
# commas around the insertion may go if your language needs none. %(form)s is “network”, “campaign”, “operation” or
# “set of sites”.
_SET = N_("%(campaign)s, the %(form)s in which %(by)s lists this site,")
# Translators: as before; “it” is the source that the sentence begins with.
_SET_OF_ITSELF = N_("%(campaign)s, the %(form)s in which it lists this site,")
# Translators: as before; no source lists the website there, only this database places it there.
_SET_OURS = N_("%(campaign)s, the %(form)s in which this database places this site,")
# Translators: in the place of %(firm)s in a verdict: the firm that the sentence before names.
_SAME = N_("the same firm")
# Translators: in the place of %(firm)s in a verdict: another firm than the sentence before names.
_DIFFERENT = N_("a different firm, %(firm)s,")
# Translators: a verdict: no source names an operator. It must not sound as if nobody could know.
_NOBODY = N_("No source we cite says who operates it.")
# Translators: a verdict: sources speak of firms, but nothing recorded here names the operator.
_NO_OPERATOR = N_(
    "No attribution recorded here names its operator. What sources say about firms is on the page about this site."
)
# Translators: as before; the statements on firms are on the page of a campaign, or of several.
_NO_OPERATOR_OF_SET = NN_(
    "No attribution recorded here names its operator. What sources say about firms is on the page of %(campaigns)s.",
    "No attribution recorded here names its operator. What sources say about firms is on the pages of %(campaigns)s.",
)
# Translators: somebody concerned contests the record.
_DISPUTED = N_("The record is disputed.")
# Translators: somebody concerned contests the record of a firm or campaign.
_DISPUTED_OTHER = N_("The record of %(name)s is disputed.")


@remembered(64)
def verdict(edition: Edition, outlet: Outlet) -> Verdict:
    """Return the verdict on *outlet*."""
    ranked = ranked_operators(edition, outlet)
    doubts, disputes = tuple(_doubts(edition, outlet, ranked)), tuple(_disputes(edition, outlet, ranked))
    if not ranked:
        return Verdict(_none_named(edition, outlet), doubts=(*doubts, *disputes), names_operator=False)
    opening = ranked[0].attribution
    statements = [tuple(sentences) for sentences in _statements(edition, outlet, ranked)]
    answered = known_replies(edition, claims_of(edition, ranked[:1]))
    replied = reply_sentences(edition, claims_of(edition, ranked))
    later = tuple(reply for reply in known_replies(edition, claims_of(edition, ranked)) if reply not in answered)
    others = tuple(chain.from_iterable(statements[1:]))
    linked = _linked_once((*statements[0], *others, *doubts, *disputes))
    first, *reserved = islice(linked, len(statements[0]))
    return Verdict(
        sentence=first,
        reserved=tuple(reserved),
        answered=answered,
        others=tuple(islice(linked, len(others))),
        others_answered=later,
        doubts=tuple(linked),
        replies=tuple(sentence for sentence in replied if sentence not in (*answered, *later)),
        confidence=quoted(edition, ranked[0]),
        date=edition.when(opening.date or edition.graph.sources[opening.by].date),
        of_set=edition.title(ranked[0].about)[0] if ranked[0].is_of_whole else "",
    )


def _linked_once(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Yield *sentences* with a link to each record only where it is named first."""
    linked: set[str] = set()
    for sentence in sentences:
        words = []
        for piece in sentence:
            words.append(Words(piece.text, lang=piece.lang) if piece.path in linked else piece)
            linked |= {piece.path} - {""}
        yield tuple(words)


def ranked_operators(edition: Edition, outlet: Outlet) -> list[Said]:
    """Return the statements that name an operator of *outlet*, in the order of the verdict."""
    statements = sorted(edition.graph.operators_of(outlet), key=lambda said: said.attribution.by)
    statements.sort(key=lambda said: by_date(edition, said)[0].replace("9999", ""), reverse=True)
    return sorted(statements, key=lambda said: (_distance(outlet, said), list(Wording).index(said.attribution.wording)))


def claims_of(edition: Edition, statements: Iterable[Said]) -> tuple[Claim, ...]:
    """Return *statements* as claims, each with the statement of its source on the firm behind, if it makes one."""
    chains = ((said, behind(edition, said.attribution)) for said in statements)
    return tuple(Claim(said=link) for pair in chains for link in pair if link is not None)


def listers(outlet: Outlet, campaign: Campaign) -> tuple[str, ...]:
    """Return the IDs of the sources that list *outlet* and also list, count or name *campaign*, each once."""
    of_campaign = {campaign.named_by, *(check.source for check in campaign.check)}
    of_campaign |= set(_listing_sources(campaign.evidence))
    return tuple(dict.fromkeys(source for source in _listing_sources(outlet.evidence) if source in of_campaign))


def _listing_sources(evidence: Iterable[Evidence]) -> Iterator[str]:
    """Yield the IDs of the sources of listings in *evidence*."""
    listings = (item for item in evidence if item.kind is EvidenceKind.LISTING)
    yield from (citation.source for item in listings for citation in item.sources)


def is_spoken_of(edition: Edition, outlet: Outlet) -> bool:
    """Return whether any statement or evidence about a firm, in any role, concerns *outlet* or its campaigns."""
    return _speaks_of_firms(edition, outlet) or any(_campaigns_on_firms(edition, outlet))


def _speaks_of_firms(edition: Edition, outlet: Outlet) -> bool:
    """Return whether a statement or evidence about a firm, in any role, is on the page of *outlet*."""
    return bool(edition.graph.attributions_of(outlet)) or any(item.firms or item.accuses for item in outlet.evidence)


def _campaigns_on_firms(edition: Edition, outlet: Outlet) -> Iterator[Campaign]:
    """Yield the campaigns of *outlet* on whose pages a statement or evidence is about a firm."""
    for campaign in (edition.graph.campaigns[id] for id in outlet.campaigns if id in edition.graph.campaigns):
        if campaign.attributions or any(item.firms or item.accuses for item in campaign.evidence):
            yield campaign


def _none_named(edition: Edition, outlet: Outlet) -> Sentence:
    """Return the sentence that no statement names an operator of *outlet*, and where statements about firms are."""
    if _speaks_of_firms(edition, outlet):
        return edition.sentence(_NO_OPERATOR)
    campaigns = tuple(_campaigns_on_firms(edition, outlet))
    if not campaigns:
        return edition.sentence(_NOBODY)
    message = edition.book.plural(*_NO_OPERATOR_OF_SET, len(campaigns), campaigns="%(campaigns)s")
    names = (
        edition.words(campaigns[0])
        if len(campaigns) == 1
        else edition.book.list(campaign.name for campaign in campaigns)
    )
    return edition.sentence(message, campaigns=names)


def _distance(outlet: Outlet, said: Said) -> int:
    """Return 0 if a statement is about *outlet*, 1 if about a set in which its source lists it, 2 for other sets."""
    if not said.is_of_whole or not isinstance(said.about, Campaign):
        return 0
    return 1 if said.attribution.by in listers(outlet, said.about) else 2


def _statements(edition: Edition, outlet: Outlet, ranked: Iterable[Said]) -> Iterator[Iterator[Sentence]]:
    """Yield the sentences of each statement in *ranked*, in order."""
    named: set[str] = set()
    sets: set[str] = set()
    for said in ranked:
        parent = behind(edition, said.attribution)
        what, firm = _what(edition, outlet, said, sets), _firm(edition, said, parent, named)
        yield _statement(edition, said, parent, statement(edition, said, what, firm=firm))
        named |= {link.attribution.firm or "" for link in (said, parent) if link and not link.attribution.said}
        sets |= {said.about.id} if said.is_of_whole else set()


def _statement(edition: Edition, said: Said, parent: Said | None, first: Sentence) -> Iterator[Sentence]:
    """Yield *first*, then the sources it is known through, its reservation, its count, and the firm behind its firm."""
    yield first
    yield from through(edition, said.attribution)
    yield from reservation(edition, said.attribution)
    yield from counted(edition, said.attribution) if said.is_of_whole else ()
    if parent:
        yield statement(edition, parent, what_of(edition, parent), by=source_again(edition, said))
        yield from reservation(edition, parent.attribution)


def _what(edition: Edition, outlet: Outlet, said: Said, sets: set[str]) -> Sentence:
    """Return the subject of a statement: this site, or a set, at its first mention with who lists the site in it."""
    campaign = said.about
    if not said.is_of_whole or not isinstance(campaign, Campaign):
        return what_of(edition, said, outlet)
    pieces: dict[str, Piece] = {"campaign": edition.words(campaign), "form": edition.book.label(campaign.form)}
    if campaign.id in sets:
        return what_of(edition, said)
    sources = listers(outlet, campaign)
    if said.attribution.by in sources:
        return edition.sentence(_SET_OF_ITSELF, **pieces)
    return (
        edition.sentence(_SET, **pieces, by=edition.by(sources[0]))
        if sources
        else edition.sentence(_SET_OURS, **pieces)
    )


def _firm(edition: Edition, said: Said, parent: Said | None, named: set[str]) -> Sentence | None:
    """Return how a statement refers to its firm after those *named* before, or None if it simply names it."""
    firm = said.attribution.firm
    if not named or firm is None:
        return None
    if named == {firm}:
        return (Words(edition.book.say(_SAME)),)
    linked = parent is not None and parent.attribution.firm in named
    return None if firm in named or linked else edition.sentence(_DIFFERENT, firm=edition.firm(firm))


def _doubts(edition: Edition, outlet: Outlet, ranked: Iterable[Said]) -> Iterator[Sentence]:
    """Yield the sentences of each source that denies a firm named here as operator, or cannot say who operates."""
    named = {said.attribution.firm for said in ranked}
    for said in sorted(edition.graph.attributions_of(outlet), key=lambda said: by_date(edition, said)):
        attribution = said.attribution
        is_doubt = attribution.role is Role.OPERATOR and attribution.stance is not Stance.ASSERTS
        if is_doubt and (attribution.firm is None or attribution.firm in named):
            yield statement(edition, said, _what(edition, outlet, said, {said.about.id}))
            yield from chain(through(edition, attribution), reservation(edition, attribution))


def _disputes(edition: Edition, outlet: Outlet, ranked: Iterable[Said]) -> Iterator[Sentence]:
    """Yield a sentence if the record is disputed, and one for each disputed firm or campaign in the verdict."""
    if outlet.state_name is StateName.DISPUTED:
        yield edition.sentence(_DISPUTED)
    campaigns = [said.about for said in ranked if isinstance(said.about, Campaign)]
    firms: list[Firm] = [edition.graph.firms[said.attribution.firm] for said in ranked if said.attribution.firm]
    named = {path_of(record): record for record in (*firms, *campaigns)}
    for record in named.values():
        if record.state_name is StateName.DISPUTED:
            yield edition.sentence(_DISPUTED_OTHER, name=edition.words(record))

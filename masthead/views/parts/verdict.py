"""The verdict: the sentences on top of an outlet's page, made from its attributions by these rules.

1. Each source that names an operator of the outlet is named, with the month of its statement and in its own verb, in
   the past tense. None is left out.
2. A statement about this very outlet comes before one about a set; of sets, one in which the same source lists the
   outlet comes before one in which another source lists it. After that the stronger verb, then the later statement.
   How sure a source is, and how we read it, orders nothing.
3. Of a set the sentence says that it is about the set, every time.
4. Who names a firm that is named already is shown to name the same one; who names another, to name a different one,
   unless the same source puts a firm that is named behind it: then the two sentences are a chain.
5. What a source says against a wider reading of its statement follows it, and so does through whom the statement is
   known, if the source was not read.
6. If a source says that a firm which is named here does not operate it, or that it cannot say who does, a sentence
   says so.
7. A reply to the first statement follows it; the replies to the others follow these, and then that no reply is known to
   a statement, and whether we asked.
8. If no source names an operator, a sentence says that only where no statement on a firm concerns the outlet at all.
9. If the record, a firm that is named or the campaign is disputed, the last sentence says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

from masthead.edition.edition import Edition, Meaning, Piece, Sentence, When, Words, path_of
from masthead.edition.kept_results import remembered
from masthead.field_types.vocabulary import N_, EvidenceKind, Role, Stance, StateName, Wording
from masthead.model import Campaign, Firm, Outlet, SetEvidence
from masthead.relations.graph import Said
from masthead.views.parts.attributions import Quoted, quoted
from masthead.views.parts.claims import meaning
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
    """Who is said to run an outlet, by whom, and what those named replied; without an operator no more than that."""

    sentence: Sentence
    reserved: tuple[Sentence, ...] = ()
    """What belongs to the first statement: what its source reserves, whom it puts behind its firm."""
    answered: tuple[Sentence, ...] = ()
    """The replies to the first statement."""
    others: tuple[Sentence, ...] = ()
    """The other statements."""
    others_answered: tuple[Sentence, ...] = ()
    """The replies to them that are known."""
    doubts: tuple[Sentence, ...] = ()
    """Who says that it cannot tell, or denies, and which records are disputed."""
    replies: tuple[Sentence, ...] = ()
    """To which statements no reply is known."""
    names_operator: bool = True
    confidence: Quoted | None = None
    date: When | None = None
    basis: tuple[Meaning, ...] = ()
    basis_by: str = ""
    """Whose evidence that is."""
    of_set: str = ""

    @property
    def middle(self) -> tuple[Sentence, ...]:
        """What is between the first sentence and the last replies."""
        return (*self.reserved, *self.answered, *self.others, *self.others_answered, *self.doubts)

    @property
    def rest(self) -> tuple[Sentence, ...]:
        """What follows the first sentence, the replies last."""
        return (*self.middle, *self.replies)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All of it, in order: a part of a verdict is never shown alone."""
        return (self.sentence, *self.rest)


_SET = N_("%(campaign)s, the %(form)s in which %(by)s lists this site,")
_SET_OF_ITSELF = N_("%(campaign)s, the %(form)s in which it lists this site,")
_SET_OURS = N_("%(campaign)s, the %(form)s in which this database places this site,")
_SAME = N_("the same firm")
_DIFFERENT = N_("a different firm, %(firm)s,")
_NOBODY = N_("No source we cite says who operates it.")
_NO_OPERATOR = N_("No attribution recorded here names its operator. What sources say about firms is on its page.")
_DISPUTED = N_("The record is disputed.")
_DISPUTED_OTHER = N_("The record of %(name)s is disputed.")


@remembered(64)
def verdict(edition: Edition, outlet: Outlet) -> Verdict:
    """Return the verdict on *outlet*."""
    ranked = ranked_operators(edition, outlet)
    doubts, disputes = tuple(_doubts(edition, outlet, ranked)), tuple(_disputes(edition, outlet, ranked))
    if not ranked:
        message = _NO_OPERATOR if is_spoken_of(edition, outlet) else _NOBODY
        return Verdict(edition.sentence(message), doubts=(*doubts, *disputes), names_operator=False)
    opening = ranked[0].attribution
    told = [tuple(one) for one in _told(edition, outlet, ranked)]
    answered = known_replies(edition, claims_of(edition, ranked[:1]))
    replied = reply_sentences(edition, claims_of(edition, ranked))
    later = tuple(one for one in known_replies(edition, claims_of(edition, ranked)) if one not in answered)
    others = tuple(chain.from_iterable(told[1:]))
    linked = _linked_once((*told[0], *others, *doubts, *disputes))
    first, *reserved = islice(linked, len(told[0]))
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
        basis=tuple(meaning(edition, basis) for basis in opening.basis),
        basis_by=edition.graph.sources[opening.by].short_name,
        of_set=edition.title(ranked[0].about)[0] if ranked[0].is_of_whole else "",
    )


def _linked_once(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Yield *sentences* with each record linked where it is first named only."""
    seen: set[str] = set()
    for sentence in sentences:
        words = []
        for piece in sentence:
            words.append(replace(piece, path="") if piece.path in seen else piece)
            seen |= {piece.path} - {""}
        yield tuple(words)


def ranked_operators(edition: Edition, outlet: Outlet) -> list[Said]:
    """Return the statements that name an operator of *outlet*, in the order in which the verdict has them."""
    found = sorted(edition.graph.operators_of(outlet), key=lambda said: said.attribution.by)
    found.sort(key=lambda said: by_date(edition, said)[0].replace("9999", ""), reverse=True)
    return sorted(found, key=lambda said: (_distance(outlet, said), list(Wording).index(said.attribution.wording)))


def claims_of(edition: Edition, statements: Iterable[Said]) -> tuple[Claim, ...]:
    """Return the claims against firms that *statements* make, with those of the firms behind them."""
    chains = ((said, behind(edition, said.attribution)) for said in statements)
    return tuple(Claim(said=one) for pair in chains for one in pair if one is not None)


def listers(outlet: Outlet, campaign: Campaign) -> tuple[str, ...]:
    """Return the sources that list *outlet*, as far as they also list, count or name *campaign*."""
    of_campaign = {campaign.named_by, *(check.source for check in campaign.check)}
    of_campaign |= {citation.source for item in campaign.evidence if _lists(item) for citation in item.sources}
    items = (item for item in outlet.evidence if item.kind is EvidenceKind.LISTING)
    listed = (citation.source for item in items for citation in item.sources)
    return tuple(dict.fromkeys(source for source in listed if source in of_campaign))


def _lists(item: SetEvidence) -> bool:
    return item.kind is EvidenceKind.LISTING


def is_spoken_of(edition: Edition, outlet: Outlet) -> bool:
    """Return whether any statement on a firm, in whatever role, concerns *outlet* or its campaigns as a whole."""
    graph = edition.graph
    items = (*outlet.evidence, *(one.evidence for one in graph.network_evidence_of(outlet)))
    parts = (said for id in outlet.campaigns if id in graph.campaigns for said in graph.campaigns[id].attributions)
    return bool(graph.attributions_of(outlet)) or any(item.firms or item.accuses for item in items) or any(parts)


def _distance(outlet: Outlet, said: Said) -> int:
    """Return how far a statement is from *outlet*: about itself, about a set that its source lists, about another."""
    if not said.is_of_whole or not isinstance(said.about, Campaign):
        return 0
    return 1 if said.attribution.by in listers(outlet, said.about) else 2


def _told(edition: Edition, outlet: Outlet, ranked: Iterable[Said]) -> Iterator[Iterator[Sentence]]:
    """Yield the sentences of each statement, in their order."""
    named: set[str] = set()
    sets: set[str] = set()
    for said in ranked:
        parent = behind(edition, said.attribution)
        what, firm = _what(edition, outlet, said, sets), _firm(edition, said, parent, named)
        yield _told_one(edition, said, parent, statement(edition, said, what, firm=firm))
        named |= {one.attribution.firm or "" for one in (said, parent) if one and not one.attribution.said}
        sets |= {said.about.id} if said.is_of_whole else set()


def _told_one(edition: Edition, said: Said, parent: Said | None, first: Sentence) -> Iterator[Sentence]:
    """Yield *first*, what its source reserves and counts, whom it puts behind its firm, and through whom it is known."""
    yield first
    yield from reservation(edition, said.attribution)
    yield from counted(edition, said.attribution) if said.is_of_whole else ()
    if parent:
        yield statement(edition, parent, what_of(edition, parent), by=source_again(edition, said))
        yield from reservation(edition, parent.attribution)
    yield from through(edition, said.attribution)


def _what(edition: Edition, outlet: Outlet, said: Said, sets: set[str]) -> Sentence:
    """Return what a statement is about: this site, or a set, with who lists the site in it when it is first named."""
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
    """Return how a statement names its firm beside those *named* before: the same, a different one, or simply by name."""
    firm = said.attribution.firm
    if not named or firm is None:
        return None
    if named == {firm}:
        return (Words(edition.book.say(_SAME)),)
    linked = parent is not None and parent.attribution.firm in named
    return None if firm in named or linked else edition.sentence(_DIFFERENT, firm=edition.firm(firm))


def _doubts(edition: Edition, outlet: Outlet, ranked: Iterable[Said]) -> Iterator[Sentence]:
    """Yield a sentence for each source that does not see a firm that is named here as the operator."""
    named = {said.attribution.firm for said in ranked}
    for said in sorted(edition.graph.attributions_of(outlet), key=lambda said: by_date(edition, said)):
        one = said.attribution
        of_operator = one.role is Role.OPERATOR and one.stance is not Stance.ASSERTS
        if of_operator and (one.firm is None or one.firm in named):
            yield statement(edition, said, _what(edition, outlet, said, {said.about.id}))
            yield from chain(reservation(edition, one), through(edition, one))


def _disputes(edition: Edition, outlet: Outlet, ranked: Iterable[Said]) -> Iterator[Sentence]:
    """Yield that the record is disputed, or what the verdict rests on."""
    if outlet.state_name is StateName.DISPUTED:
        yield edition.sentence(_DISPUTED)
    about = [said.about for said in ranked if isinstance(said.about, Campaign)]
    firms: list[Firm] = [edition.graph.firms[said.attribution.firm] for said in ranked if said.attribution.firm]
    named = {path_of(record): record for record in (*firms, *about)}
    for record in named.values():
        if record.state_name is StateName.DISPUTED:
            yield edition.sentence(_DISPUTED_OTHER, name=edition.words(record))

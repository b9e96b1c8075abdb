"""Claims about firms, and who makes them: statements by sources, and items of evidence that accuse a firm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from masthead.edition.edition import Edition
from masthead.field_types.dates import PartialDate
from masthead.field_types.vocabulary import N_, Role, Stance, Wording
from masthead.model import Campaign, Evidence, Firm, Outlet, Record, Reply, Source
from masthead.model.identity import evidence_of
from masthead.relations.answered_claims import answers, answers_item
from masthead.relations.graph import Said
from masthead.views.parts.statements import behind

ACCUSING = (Role.OPERATOR, Role.CREATOR, Role.INFRASTRUCTURE, Role.SUPPORTER)
"""Roles in which a firm is said to take part in what the outlets do."""
_SOURCE_DATED = N_("%(source)s (%(date)s)")
_UNDATED = "9999"
"""In the place of the date of a source without one: such sources come last."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim about firms: a statement by a source, or an item of evidence with the record that contains it."""

    said: Said | None = None
    item: Evidence | None = None
    holder: Record | None = None
    is_accusation: bool = True
    """False of an item that accuses no firm: an answer to it leaves open what else its source says."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The IDs of the sources that make the claim."""
        if self.said:
            return (self.said.attribution.by,)
        return tuple(citation.source for citation in self.item.sources) if self.item else ()

    @property
    def firms(self) -> tuple[str, ...]:
        """The IDs of the firms that the claim is about."""
        if self.said:
            return (self.said.attribution.firm,) if self.said.attribution.firm else ()
        return self.item.accuses if self.item else ()

    @property
    def _items(self) -> tuple[Evidence, ...]:
        """The item of evidence of the claim or, if a statement only reports others, the items that it refers to."""
        if self.said and self.said.attribution.wording is Wording.REPORTS and not isinstance(self.said.about, Firm):
            return tuple(item for item in self.said.about.evidence if item.id in self.said.attribution.evidence)
        return (self.item,) if self.item else ()

    def speakers(self, edition: Edition, others: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
        """Yield who makes the claim, as sentences name them, with the date: the sources, or the speaker whom they report.

        A source has its date in its name if another source in *others* has the same name.
        """
        sources = [edition.graph.sources[id] for id in self.sources]
        if reported := next((item.speaker for item in self._items if item.speaker), None):
            speaker = edition.without_article(reported)
            yield speaker, min((str(source.date or _UNDATED) for source in sources), default=_UNDATED)
        else:
            yield from ((_dated(edition, source, others), str(source.date or _UNDATED)) for source in sources)

    @property
    def voices(self) -> tuple[str, ...]:
        """The speakers that distinguish one claim from another: the speaker that the item quotes, or else the sources."""
        return (self.item.speaker,) if self.item and self.item.speaker else self.sources

    def is_answered_by(self, reply: Reply, of: Record) -> bool:
        """Return whether *reply*, a reply in the record *of*, answers the claim."""
        if self.said:
            return answers(reply, self.said)
        return self.item is not None and self.holder is not None and answers_item(reply, of, self.item, self.holder)


def _dated(edition: Edition, source: Source, others: Iterable[str]) -> str:
    """Return how sentences name *source*: with its date if another source in *others* has the same name."""
    namesakes = (id for id in others if id != source.id and edition.graph.sources[id].short_name == source.short_name)
    if source.date is None or not any(namesakes):
        return edition.short_source(source)
    date = edition.book.date(PartialDate(source.date.year, source.date.month))
    return edition.book.say(_SOURCE_DATED) % {"source": edition.short_source(source), "date": date}


def is_accusing(said: Said) -> bool:
    """Return whether a statement says that a firm takes part in what the outlets do."""
    return said.attribution.role in ACCUSING and said.attribution.stance is Stance.ASSERTS


def claims_on_firm(edition: Edition, firm: Firm) -> tuple[Claim, ...]:
    """Return the claims about *firm*: what says that it takes part in what outlets do, and all else that it replied to."""
    statements = edition.graph.statements_by_firm.get(firm.id, ())
    claimed = (Claim(said=said) for said in statements if _is_claim(edition, said))
    answered = (claim for record in _named_in_replies(edition, firm) for claim in _answered_in(firm, record))
    return (*claimed, *accusations_in(firm), *accusations_elsewhere(edition, firm), *answered)


def claims_on_campaign(edition: Edition, campaign: Campaign) -> tuple[Claim, ...]:
    """Return the claims about firms on the page of *campaign*, and all else there that a firm replied to."""
    statements = (Said(attribution, campaign) for attribution in campaign.attributions)
    claims = [said for said in statements if _is_claim(edition, said)]
    parents = (behind(edition, said.attribution) for said in claims if said.attribution.role is Role.OPERATOR)
    claimed = dict.fromkeys((*claims, *(parent for parent in parents if parent)))
    firms = (firm for firm in edition.graph.firms.values() if firm.is_published)
    answered = (claim for firm in firms for claim in _answered_in(firm, campaign))
    return (*(Claim(said=said) for said in claimed), *accusations_in(campaign), *answered)


def answered_on_outlet(edition: Edition, outlet: Outlet) -> Iterator[Claim]:
    """Yield the statements on the page of *outlet* to which their firm has replied, whether or not they accuse it."""
    yield from (Claim(said=said) for said in edition.graph.attributions_of(outlet) if _has_replied(edition, said))


def _is_claim(edition: Edition, said: Said) -> bool:
    """Return whether a statement accuses its firm, or the firm has replied to it all the same."""
    return is_accusing(said) or _has_replied(edition, said)


def _has_replied(edition: Edition, said: Said) -> bool:
    firm = edition.graph.firms.get(said.attribution.firm or "")
    return firm is not None and firm.is_published and any(answers(reply, said) for reply in firm.replies)


def _named_in_replies(edition: Edition, firm: Firm) -> Iterator[Record]:
    """Yield the records with items of evidence that replies of *firm* can answer, each once: its own, and those they name."""
    yield firm
    answers_given = [answer for reply in firm.replies for answer in reply.answers]
    campaigns = dict.fromkeys(answer.campaign for answer in answers_given if answer.campaign)
    outlets = dict.fromkeys(answer.outlet for answer in answers_given if answer.outlet)
    records = (*map(edition.graph.campaigns.get, campaigns), *map(edition.graph.outlets.get, outlets))
    yield from (record for record in records if record and record.is_published)


def _answered_in(firm: Firm, record: Record) -> Iterator[Claim]:
    """Yield the items of evidence in *record* that do not accuse *firm*, and to which it has replied all the same."""
    for item in evidence_of(record):
        replied = any(answers_item(reply, firm, item, record) for reply in firm.replies)
        if replied and firm.id not in item.accuses:
            about_firm = item.model_copy(update={"accuses": (firm.id,)})
            yield Claim(item=about_firm, holder=record, is_accusation=False)


def accusations(edition: Edition, outlet: Outlet) -> Iterator[Claim]:
    """Yield the items of evidence on the page of *outlet* that accuse firms: its own, and those about its campaigns."""
    yield from _accusing(outlet.evidence, outlet)
    for item in edition.graph.network_evidence_of(outlet):
        yield from _accusing((item.evidence,), item.campaign)


def accusations_in(record: Campaign | Firm) -> Iterator[Claim]:
    """Yield the items of evidence in *record* that accuse firms."""
    yield from _accusing(evidence_of(record), record)


def accusations_elsewhere(edition: Edition, firm: Firm) -> Iterator[Claim]:
    """Yield the items of evidence in other records that accuse *firm*."""
    for mention in edition.graph.evidence_by_firm.get(firm.id, ()):
        if firm.id in mention.evidence.accuses:
            yield Claim(item=mention.evidence.model_copy(update={"accuses": (firm.id,)}), holder=mention.record)


def _accusing(items: Iterable[Evidence], holder: Record) -> Iterator[Claim]:
    yield from (Claim(item=item, holder=holder) for item in items if item.accuses)

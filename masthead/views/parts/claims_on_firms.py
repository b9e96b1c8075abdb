"""What is claimed of firms, and by whom: statements by sources, and items of evidence that accuse a firm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from masthead.edition.edition import Edition
from masthead.field_types.dates import PartialDate
from masthead.field_types.vocabulary import N_, Role, Stance, Wording
from masthead.model import Campaign, Evidence, Firm, Outlet, Record, Reply, Source
from masthead.relations.answered_claims import answers, answers_item
from masthead.relations.graph import Said
from masthead.views.parts.statements import behind

ACCUSING = (Role.OPERATOR, Role.INFRASTRUCTURE, Role.SUPPORTER)
"""Roles in which a firm is said to have a part in what the outlets do."""
_SOURCE_DATED = N_("%(source)s (%(date)s)")


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


def _dated(edition: Edition, source: Source, others: Iterable[str]) -> str:
    """Return how sentences name *source*, with its date if another source that has the name is meant beside it."""
    namesakes = (id for id in others if id != source.id and edition.graph.sources[id].short_name == source.short_name)
    if source.date is None or not any(namesakes):
        return source.short_name
    date = edition.book.date(PartialDate(source.date.year, source.date.month))
    return edition.book.say(_SOURCE_DATED) % {"source": source.short_name, "date": date}


def is_accusing(said: Said) -> bool:
    """Return whether a statement gives a firm a part in what the outlets do."""
    return said.attribution.role in ACCUSING and said.attribution.stance is Stance.ASSERTS


def claims_on_firm(edition: Edition, firm: Firm) -> tuple[Claim, ...]:
    """Return what is claimed of *firm*: statements that give it a part in what sites do, and evidence that accuses it."""
    said = edition.graph.statements_by_firm.get(firm.id, ())
    statements = (Claim(said=one) for one in said if is_accusing(one))
    return (*statements, *accusations_in(firm), *accusations_elsewhere(edition, firm))


def claims_on_campaign(edition: Edition, campaign: Campaign) -> tuple[Claim, ...]:
    """Return what is claimed of firms on the page of *campaign*."""
    said = [Said(attribution, campaign) for attribution in campaign.attributions]
    accusing = [one for one in said if is_accusing(one)]
    chained = (behind(edition, one.attribution) for one in accusing if one.attribution.role is Role.OPERATOR)
    statements = dict.fromkeys((*accusing, *(one for one in chained if one)))
    return (*(Claim(said=one) for one in statements), *accusations_in(campaign))


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

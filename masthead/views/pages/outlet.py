"""The page of an outlet: /sites/<host>/."""

from __future__ import annotations

from dataclasses import dataclass, replace

from masthead.edition.edition import Edition, Link, Sentence, path_of, text_of
from masthead.field_types.vocabulary import N_
from masthead.field_types.web_addresses import defang
from masthead.model import Outlet, SetEvidence
from masthead.relations.graph import NetworkEvidence
from masthead.views.parts.attributions import Statements, statements_view
from masthead.views.parts.claims import EvidenceView, evidence_view, shortened
from masthead.views.parts.claims_on_firms import accusations
from masthead.views.parts.facts import Fact, facts
from masthead.views.parts.lead import lead
from masthead.views.parts.record_head import RecordHead, record_head
from masthead.views.parts.record_history import CorrectionView, inherited_corrections
from masthead.views.parts.related_outlets import Related, related
from masthead.views.parts.replies import RepliesView, about_campaigns, replies_view
from masthead.views.parts.verdict import Verdict, claims_of, is_spoken_of, ranked_operators, verdict


@dataclass(frozen=True, slots=True)
class Network:
    """Evidence about a campaign: what of it this page cannot do without, by name or about the whole, and what is left."""

    campaign: Link
    named: tuple[EvidenceView, ...]
    weak: tuple[Link, ...]
    whole: tuple[EvidenceView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class OutletView:
    """The page of an outlet."""

    record: RecordHead
    host: str
    countries: tuple[Link, ...]
    lead: Sentence
    verdict: Verdict
    description: str
    replies: RepliesView
    statements: Statements
    is_spoken_of: bool
    inherited: tuple[CorrectionView, ...]
    evidence: tuple[EvidenceView, ...]
    networks: tuple[Network, ...]
    related: tuple[Related, ...]
    not_known: tuple[str, ...]
    facts: tuple[Fact, ...]


def outlet_view(edition: Edition, outlet: Outlet) -> OutletView:
    """Return the page of *outlet*."""
    path = path_of(outlet)
    found, opening = verdict(edition, outlet), lead(edition, outlet)
    return OutletView(
        record=record_head(edition, outlet),
        host=defang(outlet.host),
        countries=edition.countries_of(outlet),
        lead=opening,
        verdict=found,
        description=f"{_named(edition, outlet)}: {' '.join(map(text_of, (opening, *found.sentences)))}",
        replies=_replies(edition, outlet),
        statements=statements_view(edition, edition.graph.attributions_of(outlet), on=outlet),
        is_spoken_of=is_spoken_of(edition, outlet),
        inherited=inherited_corrections(edition, outlet),
        evidence=tuple(evidence_view(edition, evidence, path) for evidence in outlet.evidence),
        networks=_networks(edition, outlet),
        related=related(edition, outlet),
        not_known=_not_known(edition, outlet),
        facts=facts(edition, outlet),
    )


def _named(edition: Edition, outlet: Outlet) -> str:
    """Return the name of *outlet* with its host, which is no one else's."""
    title, host = edition.title(outlet)[0], defang(outlet.host)
    return title if title == host else f"{title} ({host})"


def _replies(edition: Edition, outlet: Outlet) -> RepliesView:
    """Return the replies to what is claimed of firms on the page of *outlet*, and what was said to its campaigns."""
    claims = (*claims_of(edition, ranked_operators(edition, outlet)), *accusations(edition, outlet))
    return replace(replies_view(edition, claims, outlet), about_set=about_campaigns(edition, outlet))


def _networks(edition: Edition, outlet: Outlet) -> tuple[Network, ...]:
    """Return what is known of the campaigns of *outlet*, as far as a page can bear: their own pages have all of it."""
    found = edition.graph.network_evidence_of(outlet)
    by_campaign = {id: [one for one in found if one.campaign.id == id] for id in outlet.campaigns}
    return tuple(
        _network(edition, of_campaign, _shown(edition, outlet, of_campaign))
        for of_campaign in by_campaign.values()
        if of_campaign
    )


def _shown(edition: Edition, outlet: Outlet, found: list[NetworkEvidence]) -> list[SetEvidence]:
    """Return the evidence about a campaign that the page of *outlet* cannot do without.

    That is what concerns the outlet by name and is not weak on its own, what the statements on its operator rest on,
    what accuses a firm, and what balances an item that is shown.
    """
    campaign = found[0].campaign
    said = (one.attribution for one in edition.graph.attributions_of(outlet) if one.about is campaign)
    own = {item.id for item in outlet.evidence}  # which say the same of the outlet alone
    grounds = {id for attribution in said for id in attribution.evidence} - own
    items = {one.evidence.id: one.evidence for one in found}
    shown = [one.evidence for one in found if one.evidence.id in grounds or _speaks(one)]
    for item in shown:  # which grows while it is gone through
        shown.extend(items[id] for id in item.balanced_by if id in items and items[id] not in shown)
    return shown


def _speaks(one: NetworkEvidence) -> bool:
    """Return whether an item says so much, of this outlet or of a firm, that the page needs it in full."""
    return bool(one.evidence.accuses) or (one.by_name and one.evidence.weight is None)


def _network(edition: Edition, found: list[NetworkEvidence], shown: list[SetEvidence]) -> Network:
    """Return what is *found* of a campaign: *shown* in full, the weak items about the outlet as links, the rest as a number."""
    campaign = found[0].campaign
    path = path_of(campaign)
    weak = [one.evidence for one in found if one.by_name and one.evidence not in shown]
    return Network(
        campaign=edition.link(campaign),
        named=tuple(evidence_view(edition, item, path) for item in shown if item.concerns),
        weak=tuple(Link(shortened(item.claim), f"{path}#{item.id}") for item in weak),
        whole=tuple(evidence_view(edition, one.evidence, path) for one in found if _is_of_whole(one, shown)),
        more=len(found) - len(shown) - len(weak),
    )


def _is_of_whole(one: NetworkEvidence, shown: list[SetEvidence]) -> bool:
    return not one.by_name and one.evidence in shown


def _not_known(edition: Edition, outlet: Outlet) -> tuple[str, ...]:
    """Return what no source in the record says."""
    say = edition.book.say
    open_points = (
        (not outlet.names, N_("What it calls itself.")),
        (not edition.graph.operators_of(outlet), N_("Who operates it.")),
        (not outlet.countries, N_("Which country it targets.")),
        (not outlet.languages, N_("Which language it uses.")),
        (outlet.registered is None, N_("When the domain was registered.")),
    )
    known = tuple(say(text) for unknown, text in open_points if unknown)
    always = (N_("Whether it is online today."), N_("Who writes for it, and how many people read it."))
    return (*known, *(say(text) for text in always))

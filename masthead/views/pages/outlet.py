"""The page of an outlet: /sites/<host>/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from masthead.edition.edition import Edition, Link, Sentence, path_of, text_of
from masthead.edition.safe_markdown import beginnings
from masthead.field_types.vocabulary import N_, NameMatch
from masthead.field_types.web_addresses import defang
from masthead.model import Campaign, Outlet, SetAttribution, SetEvidence
from masthead.relations.graph import NetworkEvidence, Said, names_operator
from masthead.views.pages.compare import comparison_with
from masthead.views.parts.attributions import Statements, statements_view
from masthead.views.parts.claims import EvidenceView, evidence_view
from masthead.views.parts.claims_on_firms import accusations, answered_on_outlet
from masthead.views.parts.contents import Section, SectionedPage, with_contents
from masthead.views.parts.facts import Fact, facts
from masthead.views.parts.lead import lead
from masthead.views.parts.record_head import RecordHead, record_head
from masthead.views.parts.record_history import CorrectionView, inherited_corrections, item_corrections
from masthead.views.parts.related_outlets import Related, closest, related
from masthead.views.parts.replies import RepliesView, about_campaigns, replies_view
from masthead.views.parts.verdict import Verdict, claims_of, is_spoken_of, ranked_operators, verdict
from masthead.views.pictures.timeline import TimelineView, outlet_timeline


@dataclass(frozen=True, slots=True)
class CampaignEvidence:
    """Evidence about a campaign: items that name the outlet, links to weak items, items on the whole, and how many more.

    *corrected* are links to the corrections of the items that are shown.
    """

    campaign: Link
    named: tuple[EvidenceView, ...]
    weak: tuple[Link, ...]
    whole: tuple[EvidenceView, ...]
    more: int
    corrected: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OutletView(SectionedPage):
    """The page of an outlet."""

    record: RecordHead
    page_title: str
    """The name with the host if other outlets have that name too: no two pages have one title."""
    host: str
    countries: tuple[Link, ...]
    lead: Sentence
    verdict: Verdict
    description: str
    replies: RepliesView
    statements: Statements
    is_spoken_of: bool
    spoken_of_at: Sentence
    """Where statements are that name an operator of a part of its campaign, of which their sources list no site."""
    inherited: tuple[CorrectionView, ...]
    evidence: tuple[EvidenceView, ...]
    timeline: TimelineView | None
    networks: tuple[CampaignEvidence, ...]
    related: tuple[Related, ...]
    compare: Link | None
    """A link to the comparison with the outlet that shares most with it."""
    not_known: tuple[str, ...]
    facts: tuple[Fact, ...]


def outlet_view(edition: Edition, outlet: Outlet) -> OutletView:
    """Return the page of *outlet*."""
    path = path_of(outlet)
    opening, conclusion = lead(edition, outlet), verdict(edition, outlet)
    view = OutletView(
        record=record_head(edition, outlet),
        page_title=_page_title(edition, outlet),
        host=defang(outlet.host),
        countries=edition.countries_of(outlet),
        lead=opening,
        verdict=conclusion,
        description=f"{_named(edition, outlet)}: {' '.join(map(text_of, (opening, *conclusion.sentences)))}",
        replies=_replies(edition, outlet),
        statements=statements_view(edition, edition.graph.attributions_of(outlet), on=outlet),
        is_spoken_of=is_spoken_of(edition, outlet),
        spoken_of_at=_spoken_of_at(edition, outlet),
        inherited=inherited_corrections(edition, outlet),
        evidence=tuple(evidence_view(edition, evidence, path) for evidence in outlet.evidence),
        timeline=outlet_timeline(edition, outlet),
        networks=_networks(edition, outlet),
        related=related(edition, outlet),
        compare=comparison_with(edition, outlet, closest(edition, outlet)),
        not_known=_not_known(edition, outlet),
        facts=facts(edition, outlet),
    )
    return with_contents(edition, view, _sections(edition, view))


def _sections(edition: Edition, view: OutletView) -> Iterator[Section]:
    """Yield the sections of the page, in their order; the denials are in the first one if that has operators."""
    say, said = edition.book.say, view.statements
    corrections = view.record.filed.number_of_corrections + len(view.inherited)
    apart = 0 if said.operators else len(said.denials)
    together = len(said.operators) + len(said.denials) - apart
    yield Section("_attributions", say(N_("Who runs it, according to sources")), together)
    yield Section("_denials", say(N_("Sources that deny a role, or cannot say who runs it")), apart, there=apart)
    yield Section("_other-roles", say(N_("Other firms mentioned")), len(said.other_roles), there=said.other_roles)
    yield Section("_evidence", say(N_("Evidence about this site")), len(view.evidence))
    yield Section("_replies", say(N_("Replies")), len(view.replies.replies), there=view.replies)
    yield Section("_timeline", say(N_("Timeline")), there=view.timeline)
    yield Section("_network", say(N_("Evidence beyond this site")), there=view.networks)
    yield Section("_related", say(N_("Related sites")), there=view.related)
    yield Section("_not-known", say(N_("Not known")), len(view.not_known), there=view.not_known)
    yield Section("_corrected", say(N_("Corrections")), corrections, there=corrections)


# Translators: sources say who runs something in a campaign, and list none, or only some, of the sites that they mean.
_ON_PARTS = N_("See %(campaigns)s for statements that do not name every site that they mean.")


def _spoken_of_at(edition: Edition, outlet: Outlet) -> Sentence:
    """Return the sentence on the campaigns of which sources name an operator without naming every site; empty if none do."""
    campaigns = [
        campaign
        for campaign in (edition.graph.campaigns[id] for id in outlet.campaigns)
        if campaign.is_published and any(_may_mean(outlet, Said(given, campaign)) for given in campaign.attributions)
    ]
    if not campaigns:
        return ()
    first, *others = campaigns
    names = (
        edition.book.list(campaign.name for campaign in campaigns)
        if others
        else replace(edition.words(first), path=f"{path_of(first)}#{_anchor(first)}")
    )
    return edition.sentence(_ON_PARTS, campaigns=names)


def _may_mean(outlet: Outlet, said: Said) -> bool:
    """Return whether a statement names an operator and may mean *outlet*, which it does not name."""
    given = said.attribution
    if not names_operator(given):
        return False
    is_among_others = isinstance(given, SetAttribution) and bool(given.others) and outlet.id not in given.concerns
    return said.is_of_part or is_among_others


def _anchor(campaign: Campaign) -> str:
    """Return the anchor of the section with such statements on the page of *campaign*."""
    in_parts = any(Said(given, campaign).is_of_part and names_operator(given) for given in campaign.attributions)
    return "_parts" if in_parts else "_attributions"


def _named(edition: Edition, outlet: Outlet) -> str:
    """Return the name of *outlet* with its host, which makes it unique."""
    title, host = edition.title(outlet)[0], defang(outlet.host)
    return title if title == host else f"{title} ({host})"


def _page_title(edition: Edition, outlet: Outlet) -> str:
    alike = edition.graph.outlets_by_name.get(outlet.name or "", ())
    return _named(edition, outlet) if len(alike) > 1 else edition.title(outlet)[0]


def _replies(edition: Edition, outlet: Outlet) -> RepliesView:
    """Return the replies to the claims about firms on the page of *outlet*, and those about its campaigns."""
    stated = (*claims_of(edition, ranked_operators(edition, outlet)), *answered_on_outlet(edition, outlet))
    claims = (*stated, *accusations(edition, outlet))
    return replace(replies_view(edition, claims, outlet), about_set=about_campaigns(edition, outlet))


def _networks(edition: Edition, outlet: Outlet) -> tuple[CampaignEvidence, ...]:
    """Return the evidence about the campaigns of *outlet*, shortened: the pages of the campaigns have all of it."""
    items = _each_once(edition.graph.network_evidence_of(outlet))
    by_campaign = {id: [item for item in items if item.campaign.id == id] for id in outlet.campaigns}
    return tuple(
        _network(edition, of_campaign, _shown(edition, outlet, of_campaign))
        for of_campaign in by_campaign.values()
        if of_campaign
    )


def _each_once(items: Iterable[NetworkEvidence]) -> list[NetworkEvidence]:
    """Return *items* without those that repeat an item of another campaign before: one accusation is not shown twice."""
    kept: list[NetworkEvidence] = []
    for item in items:
        if not any(_is_repeated(item, before) for before in kept):
            kept.append(item)
    return kept


def _is_repeated(item: NetworkEvidence, before: NetworkEvidence) -> bool:
    """Return whether the same citation, of the same day, accuses a firm in both items, which are of two campaigns."""
    this, other = item.evidence, before.evidence
    return (
        item.campaign.id != before.campaign.id
        and not {*this.accuses}.isdisjoint(other.accuses)
        and (this.kind, this.date, this.sources) == (other.kind, other.date, other.sources)
    )


def _shown(edition: Edition, outlet: Outlet, of_campaign: list[NetworkEvidence]) -> list[SetEvidence]:
    """Return the evidence about a campaign that the page of *outlet* must show in full.

    That is evidence that names the outlet and is not weak on its own, the evidence behind the statements on its
    operator, evidence that accuses a firm, and evidence that balances an item shown.
    """
    campaign = of_campaign[0].campaign
    statements = (said.attribution for said in edition.graph.attributions_of(outlet) if said.about is campaign)
    own = {item.id for item in outlet.evidence}  # items that say the same about this outlet alone
    grounds = {id for attribution in statements for id in attribution.evidence} - own
    items = {item.evidence.id: item.evidence for item in of_campaign}
    shown = [item.evidence for item in of_campaign if item.evidence.id in grounds or _is_essential(item)]
    for evidence in shown:  # the list grows during the loop
        shown.extend(items[id] for id in evidence.balanced_by if id in items and items[id] not in shown)
    return shown


def _is_essential(item: NetworkEvidence) -> bool:
    """Return whether *item* accuses a firm, or names the outlet and is not weak."""
    return bool(item.evidence.accuses) or (item.by_name and item.evidence.weight is None)


def _network(edition: Edition, of_campaign: list[NetworkEvidence], shown: list[SetEvidence]) -> CampaignEvidence:
    """Return the evidence about a campaign: *shown* in full, weak items that name the outlet as links, the rest counted."""
    campaign = of_campaign[0].campaign
    path = path_of(campaign)
    weak = [item.evidence for item in of_campaign if item.by_name and item.evidence not in shown]
    whole = (item.evidence for item in of_campaign if not item.by_name and item.evidence in shown)
    return CampaignEvidence(
        campaign=edition.link(campaign),
        named=tuple(evidence_view(edition, evidence, path) for evidence in shown if evidence.concerns),
        weak=tuple(
            Link(text, f"{path}#{evidence.id}")
            for evidence, text in zip(weak, beginnings([evidence.claim for evidence in weak]), strict=True)
        ),
        whole=tuple(evidence_view(edition, evidence, path) for evidence in whole),
        more=len(of_campaign) - len(shown) - len(weak),
        corrected=item_corrections(edition, campaign, frozenset(item.id for item in (*shown, *weak))),
    )


def _not_known(edition: Edition, outlet: Outlet) -> tuple[str, ...]:
    """Return the open questions: those that no source in the record answers."""
    say = edition.book.say
    open_points = (
        (all(name.match is NameMatch.NAME for name in outlet.names), N_("What it calls itself.")),  # the match is ours
        (not edition.graph.operators_of(outlet), N_("Who operates it.")),
        (not outlet.countries, N_("Which country it targets.")),
        (not outlet.languages, N_("Which language it uses.")),
        (outlet.registered is None, N_("When the domain was registered.")),
    )
    unanswered = (text for is_open, text in open_points if is_open)
    always = (N_("Whether it is online today."), N_("How many people read it."))
    return tuple(say(text) for text in (*unanswered, *always))

"""The pages of campaigns: /campaigns/, /campaigns/<id>/."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from masthead.edition.edition import Edition, Link, Meaning, Sentence, When, path_of
from masthead.edition.safe_markdown import prose
from masthead.field_types.vocabulary import N_, NN_
from masthead.field_types.web_addresses import defang
from masthead.model import Campaign, SetIndicator
from masthead.relations.graph import Said
from masthead.relations.page_division import divided
from masthead.views.parts.attributions import Statements, statements_view
from masthead.views.parts.campaign_counts import CheckView, check_views
from masthead.views.parts.claims import EvidenceView, Fold, evidence_folds, evidence_view, meaning
from masthead.views.parts.claims_on_firms import claims_on_campaign
from masthead.views.parts.concerned_outlets import Concerned, concerned_by_indicator
from masthead.views.parts.contents import Section, SectionedPage, with_contents
from masthead.views.parts.differences import differences
from masthead.views.parts.extent import campaign_countries, campaign_targets, listed_by
from masthead.views.parts.facts import source_links
from masthead.views.parts.folding import SITES, fold_title
from masthead.views.parts.outlet_table import Listing, list_page, listing
from masthead.views.parts.paging import PageNumber, list_page_path, numbered, page_numbers
from masthead.views.parts.printed_names import NameView, name_views
from masthead.views.parts.record_descriptions import campaign_description
from masthead.views.parts.record_head import RecordHead, record_head
from masthead.views.parts.replies import RepliesView, replies_view
from masthead.views.pictures.diagram import DiagramView
from masthead.views.pictures.found_content import found_content, found_link
from masthead.views.pictures.statement_diagram import campaign_diagram
from masthead.views.pictures.timeline import TimelineView, campaign_timeline
from masthead.views.pictures.world_map import MapView, world_map

CAMPAIGNS = "campaigns/"
"""The address of the list of all campaigns."""
_ENTRY = 800
"""The bytes of HTML around the summary of a campaign in a list."""
_INDICATORS = NN_("%(num)s value that sources report", "%(num)s values that sources report")


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """A technical value reported for a set of outlets."""

    type: Meaning
    value: str
    owner: str
    sites: str
    first_seen: When | None
    last_seen: When | None
    concerned: Concerned
    scope: str
    source: Link
    note: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A host that is excluded from the campaign, or something that a source withholds, with the reason."""

    what: str
    reason: Markup
    source: Link


@dataclass(frozen=True, slots=True)
class OtherCampaign:
    """A statement by a source about this campaign and another one."""

    campaign: Link
    source: Link
    wording: Meaning
    note: Markup


@dataclass(frozen=True, slots=True)
class Observation:
    """When a campaign was seen first and last, and the source that says so."""

    first: When | None
    last: When | None
    source: Link | None


@dataclass(frozen=True, slots=True)
class CampaignSites:
    """The outlets of a campaign, with the title of their fold."""

    number: int
    with_operator: int
    """The number of its outlets for which a source names an operator."""
    countries: int | None
    map: MapView | None
    listing: Listing
    fold: str
    content: Link | None
    """A link to the page on content of others that sources found on its sites."""


@dataclass(frozen=True, slots=True)
class CampaignView(SectionedPage):
    """The page of a campaign."""

    record: RecordHead
    named_by: Link
    named_on: When | None
    summary: Markup
    description: str
    replies: RepliesView
    statements: Statements
    is_spoken_of: bool
    differences: tuple[Sentence, ...]
    evidence: tuple[EvidenceView, ...]
    evidence_by_kind: tuple[Fold[EvidenceView], ...]
    """The items by kind, if there are so many that the page folds them."""
    diagram: DiagramView | None
    timeline: TimelineView | None
    distinct_from: tuple[OtherCampaign, ...]
    overlaps_with: tuple[OtherCampaign, ...]
    aliases: tuple[NameView, ...]
    observed: Observation
    indicators: tuple[IndicatorView, ...]
    indicators_fold: str
    checks: tuple[CheckView, ...]
    """Tables of sources beside the numbers of our records."""
    totals: tuple[CheckView, ...]
    """Totals of sources that give no table."""
    excluded: tuple[LeftOut, ...]
    withheld: tuple[LeftOut, ...]
    not_known: tuple[Markup, ...]
    sites: CampaignSites


@dataclass(frozen=True, slots=True)
class CampaignSummary:
    """A campaign in a list: its name, its summary, how many outlets are listed, and the sources that list them."""

    link: Link
    summary: Markup
    named_by: Link
    named_on: When | None
    number: int
    countries: int | None
    """The number of countries that they target; None if the target of most is unknown."""
    listed_by: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CampaignsView:
    """A page of the list of all campaigns."""

    path: str
    title: str
    first: Link
    campaigns: tuple[CampaignSummary, ...]
    pages: tuple[PageNumber, ...]


def campaign_view(edition: Edition, campaign: Campaign) -> CampaignView:
    """Return the page of *campaign*."""
    summary = campaign_summary(edition, campaign)
    said = tuple(Said(attribution, campaign) for attribution in campaign.attributions)
    claims = claims_on_campaign(edition, campaign)
    evidence = tuple(evidence_view(edition, item, path_of(campaign)) for item in campaign.evidence)
    view = CampaignView(
        record=record_head(edition, campaign),
        named_by=summary.named_by,
        named_on=summary.named_on,
        summary=summary.summary,
        description=campaign_description(edition, campaign, claims),
        replies=replies_view(edition, claims, campaign),
        statements=statements_view(edition, said),
        is_spoken_of=bool(said) or any(item.firms or item.accuses for item in campaign.evidence),
        differences=differences(edition, said),
        evidence=evidence,
        evidence_by_kind=evidence_folds(edition, evidence),
        diagram=campaign_diagram(edition, campaign),
        timeline=campaign_timeline(edition, campaign),
        distinct_from=_others(edition, campaign, distinct=True),
        overlaps_with=_others(edition, campaign, distinct=False),
        aliases=name_views(edition, campaign.aliases),
        observed=_observed(edition, campaign),
        indicators=tuple(_indicator(edition, campaign, indicator) for indicator in campaign.indicators),
        indicators_fold=fold_title(edition, _INDICATORS, len(campaign.indicators)),
        checks=check_views(edition, campaign, (check for check in campaign.check if check.countries)),
        totals=check_views(edition, campaign, (check for check in campaign.check if not check.countries)),
        excluded=tuple(_left_out(edition, defang(e.host), e.reason, e.source) for e in campaign.excluded),
        withheld=tuple(_left_out(edition, w.what, w.reason, w.source) for w in campaign.withheld),
        not_known=tuple(prose(text) for text in campaign.not_known),
        sites=_sites(edition, campaign),
    )
    return with_contents(edition, view, _sections(edition, view))


def _sections(edition: Edition, view: CampaignView) -> Iterator[Section]:
    """Yield the sections of the page, in their order, each with the number of its items."""
    say, said = edition.book.say, view.statements
    others = len(view.distinct_from) + len(view.overlaps_with)
    corrections = view.record.filed.number_of_corrections
    yield Section("_sites", say(N_("Its sites")), view.sites.number, there=view.sites.number)
    yield Section("_replies", say(N_("Replies")), len(view.replies.replies), there=view.replies)
    yield Section("_says", say(N_("Who says what")), there=view.diagram)
    yield Section("_attributions", say(N_("Who runs the sites, according to sources")), len(said.operators))
    yield Section(
        "_parts",
        say(N_("Who runs it or a part of it, according to sources")),
        len(said.operators_of_parts),
        there=said.operators_of_parts,
    )
    yield Section(
        "_denials",
        say(N_("Sources that deny a role, or cannot say who runs it")),
        len(said.denials),
        there=said.denials,
    )
    yield Section("_other-roles", say(N_("Other roles sources name")), len(said.other_roles), there=said.other_roles)
    yield Section("_evidence", say(N_("Evidence")), len(view.evidence), there=view.evidence)
    yield Section("_timeline", say(N_("Timeline")), there=view.timeline)
    yield Section("_indicators", say(N_("Technical indicators")), len(view.indicators), there=view.indicators)
    for number, check in enumerate(view.checks, 1):
        heading = say(N_("Figures: %(source)s, and ours")) % {"source": check.source.text}
        yield Section(f"_check-{number}", heading)
    yield Section("_totals", say(N_("Totals of sources, and ours")), len(view.totals), there=view.totals)
    yield Section("_others", say(N_("Other campaigns")), others, there=others)
    yield Section("_excluded", say(N_("Examined and excluded")), len(view.excluded), there=view.excluded)
    yield Section("_withheld", say(N_("Withheld by the source")), len(view.withheld), there=view.withheld)
    yield Section("_not-known", say(N_("Not known")), len(view.not_known), there=view.not_known)
    yield Section("_corrected", say(N_("Corrections")), corrections, there=corrections)


def _observed(edition: Edition, campaign: Campaign) -> Observation:
    return Observation(
        first=edition.when(campaign.first_seen),
        last=edition.when(campaign.last_seen),
        source=source_links(edition, (campaign.seen_by,))[0] if campaign.seen_by else None,
    )


def _sites(edition: Edition, campaign: Campaign) -> CampaignSites:
    outlets = edition.graph.outlets_by_campaign.get(campaign.id, ())
    return CampaignSites(
        number=len(outlets),
        with_operator=sum(bool(edition.graph.operators_of(outlet)) for outlet in outlets),
        countries=campaign_countries(campaign, outlets),
        map=world_map(edition, campaign_targets(campaign, outlets)),
        listing=listing(edition, list_page(path_of(campaign), outlets)),
        fold=fold_title(edition, SITES, len(outlets)),
        content=found_link(edition, campaign, found_content(edition, campaign)),
    )


def campaign_summary(edition: Edition, campaign: Campaign) -> CampaignSummary:
    """Return *campaign* as lists show it."""
    outlets = edition.graph.outlets_by_campaign.get(campaign.id, ())
    source = edition.graph.sources[campaign.named_by]
    return CampaignSummary(
        link=edition.link(campaign),
        summary=prose(campaign.summary),
        named_by=source_links(edition, (campaign.named_by,))[0],
        named_on=edition.when(source.date),
        number=len(outlets),
        countries=campaign_countries(campaign, outlets),
        listed_by=listed_by(edition, outlets),
    )


def campaigns_view(edition: Edition, page: int = 1) -> CampaignsView:
    """Return the page number *page* of the list of all published campaigns, the largest first."""
    pages, title = _pages(edition), edition.book.say(N_("Campaigns"))
    return CampaignsView(
        path=list_page_path(CAMPAIGNS, page),
        title=numbered(edition, title, page),
        first=Link(title, CAMPAIGNS),
        campaigns=tuple(
            campaign_summary(edition, campaign) for of_page in pages[page - 1 : page] for campaign in of_page
        ),
        pages=tuple(page_numbers(edition, CAMPAIGNS, page, len(pages))),
    )


def campaigns_page_count(edition: Edition) -> int:
    """Return how many pages the list of all published campaigns has."""
    return len(_pages(edition))


def _pages(edition: Edition) -> tuple[tuple[Campaign, ...], ...]:
    return tuple(divided(largest_campaigns(edition), lambda campaign: _ENTRY + len(campaign.summary.encode())))


def largest_campaigns(edition: Edition) -> list[Campaign]:
    """Return all published campaigns, the largest first."""
    numbers = edition.graph.outlets_by_campaign
    campaigns = (campaign for campaign in edition.graph.campaigns.values() if campaign.is_published)
    return sorted(
        campaigns, key=lambda campaign: (-len(numbers.get(campaign.id, ())), edition.link(campaign).text.casefold())
    )


def _others(edition: Edition, campaign: Campaign, *, distinct: bool) -> tuple[OtherCampaign, ...]:
    """Return the statements of sources about *campaign* and others, from the records of either side."""
    return tuple(
        OtherCampaign(
            campaign=edition.link(tie.other),
            source=source_links(edition, (tie.link.by,))[0],
            wording=meaning(edition, tie.link.wording),
            note=prose(tie.link.note) if tie.link.note else Markup(""),
        )
        for tie in edition.graph.ties_by_campaign.get(campaign.id, ())
        if tie.distinct is distinct
    )


def _indicator(edition: Edition, campaign: Campaign, indicator: SetIndicator) -> IndicatorView:
    number = f"AS{indicator.autonomous_system}" if indicator.autonomous_system else ""
    return IndicatorView(
        type=meaning(edition, indicator.type),
        value=indicator.value,
        owner=", ".join(filter(None, (indicator.owner, number))),
        sites=edition.book.number(indicator.sites) if indicator.sites is not None else "",
        first_seen=edition.when(indicator.first_seen),
        last_seen=edition.when(indicator.last_seen),
        concerned=concerned_by_indicator(edition, campaign, indicator),
        scope=indicator.scope or "",
        source=source_links(edition, (indicator.source,))[0],
        note=indicator.note or "",
    )


def _left_out(edition: Edition, what: str, reason: str, source: str) -> LeftOut:
    return LeftOut(what, prose(reason), source_links(edition, (source,))[0])

"""The pages of campaigns: /campaigns/, /campaigns/<id>/."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from masthead.edition.edition import Edition, Link, Meaning, Sentence, When, country_path, path_of, text_of
from masthead.edition.safe_markdown import prose
from masthead.field_types.vocabulary import N_, NN_, CampaignForm, Role
from masthead.field_types.web_addresses import defang
from masthead.model import Campaign, Check, SetIndicator
from masthead.pinned_lists import UNDETERMINED
from masthead.relations.graph import Said
from masthead.views.pages.firm import NameView
from masthead.views.pages.outlet import StateView, state_view
from masthead.views.parts.attributions import Statements, statements_view
from masthead.views.parts.claims import EvidenceView, evidence_view, meaning, outlet_links
from masthead.views.parts.differences import differences
from masthead.views.parts.extent import campaign_countries, listed_by
from masthead.views.parts.facts import source_links
from masthead.views.parts.outlet_table import Listing, listing
from masthead.views.parts.printed_addresses import PrintedSource, printed_sources
from masthead.views.parts.record_history import Filed, filed
from masthead.views.parts.replies import Claim, RepliesView, accusations_in, is_accusing, replies_view, reply_sentences
from masthead.views.parts.statements import behind, reservation, statement, what_of


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """A technical value reported for a set of outlets."""

    type: Meaning
    value: str
    owner: str
    sites: str
    first_seen: When | None
    last_seen: When | None
    concerns: tuple[Link, ...]
    scope: str
    source: Link
    note: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A line of a source's table beside the count of the records; ours is None where nothing compares."""

    printed: str
    country: Link | None
    theirs: int | None
    ours: int
    difference: int | None


@dataclass(frozen=True, slots=True)
class CheckView:
    """A source's own counts beside ours."""

    source: Link
    locator: str
    lines: tuple[CheckLine, ...]
    table_sum: int
    total: CheckLine
    note: Markup


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was found beside the campaign and is not listed, with the reason."""

    what: str
    reason: Markup
    source: Link


@dataclass(frozen=True, slots=True)
class OtherCampaign:
    """What a source says on this campaign and another."""

    campaign: Link
    source: Link
    wording: Meaning
    note: Markup


@dataclass(frozen=True, slots=True)
class CampaignView:
    """The page of a campaign."""

    path: str
    id: str
    file: str
    filed: Filed
    cite: str
    sources: tuple[PrintedSource, ...]
    title: str
    named_by: Link
    named_on: When | None
    summary: Markup
    description: str
    state: StateView | None
    replies: RepliesView
    statements: Statements
    is_spoken_of: bool
    with_operator: int
    """Of how many of its outlets a source names an operator."""
    differences: tuple[Sentence, ...]
    evidence: tuple[EvidenceView, ...]
    distinct_from: tuple[OtherCampaign, ...]
    overlaps_with: tuple[OtherCampaign, ...]
    aliases: tuple[NameView, ...]
    first_seen: When | None
    last_seen: When | None
    indicators: tuple[IndicatorView, ...]
    checks: tuple[CheckView, ...]
    excluded: tuple[LeftOut, ...]
    withheld: tuple[LeftOut, ...]
    not_known: tuple[Markup, ...]
    number: int
    countries: int | None
    listing: Listing


@dataclass(frozen=True, slots=True)
class CampaignSummary:
    """A campaign among others: its name, what it is, how many outlets are listed, and by whom."""

    link: Link
    summary: Markup
    named_by: Link
    named_on: When | None
    number: int
    countries: int | None
    """At how many countries they are aimed; None if that is not known of most."""
    listed_by: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CampaignsView:
    """The page of all campaigns."""

    path: str
    title: str
    campaigns: tuple[CampaignSummary, ...]


def campaign_view(edition: Edition, campaign: Campaign) -> CampaignView:
    """Return the page of *campaign*."""
    graph, path = edition.graph, path_of(campaign)
    outlets = graph.outlets_by_campaign.get(campaign.id, ())
    summary = campaign_summary(edition, campaign)
    said = tuple(Said(attribution, campaign) for attribution in campaign.attributions)
    return CampaignView(
        path=path,
        id=campaign.id,
        file=edition.file(campaign),
        filed=filed(edition, campaign),
        cite=edition.cite_path(path),
        sources=printed_sources(edition, campaign),
        title=campaign.name,
        named_by=summary.named_by,
        named_on=summary.named_on,
        summary=summary.summary,
        state=state_view(edition, campaign),
        description=_description(edition, campaign, said, summary.number),
        replies=replies_view(edition, claims_on(edition, campaign), campaign),
        statements=statements_view(edition, said),
        with_operator=sum(bool(graph.operators_of(outlet)) for outlet in outlets),
        is_spoken_of=bool(said) or any(item.firms or item.accuses for item in campaign.evidence),
        differences=differences(edition, said),
        evidence=tuple(evidence_view(edition, evidence, path) for evidence in campaign.evidence),
        distinct_from=_others(edition, campaign, distinct=True),
        overlaps_with=_others(edition, campaign, distinct=False),
        aliases=tuple(
            NameView(n.text, n.lang or "", source_links(edition, n.printed_by), n.note or "") for n in campaign.aliases
        ),
        first_seen=edition.when(campaign.first_seen),
        last_seen=edition.when(campaign.last_seen),
        indicators=tuple(_indicator(edition, one) for one in campaign.indicators),
        checks=tuple(_check(edition, campaign, check) for check in campaign.check),
        excluded=tuple(_left_out(edition, defang(e.host), e.reason, e.source) for e in campaign.excluded),
        withheld=tuple(_left_out(edition, w.what, w.reason, w.source) for w in campaign.withheld),
        not_known=tuple(prose(text) for text in campaign.not_known),
        number=summary.number,
        countries=summary.countries,
        listing=listing(edition, path, outlets),
    )


def campaign_summary(edition: Edition, campaign: Campaign) -> CampaignSummary:
    """Return *campaign* as one among others."""
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


def campaigns_view(edition: Edition) -> CampaignsView:
    """Return the page of all campaigns that stand, the largest first."""
    return CampaignsView("campaigns/", edition.book.say(N_("Campaigns")), campaign_summaries(edition))


def campaign_summaries(edition: Edition) -> tuple[CampaignSummary, ...]:
    """Return the campaigns that stand, the largest first."""
    standing = (campaign_summary(edition, c) for c in edition.graph.campaigns.values() if c.is_published)
    return tuple(sorted(standing, key=lambda one: (-one.number, one.link.text.casefold())))


def claims_on(edition: Edition, campaign: Campaign) -> tuple[Claim, ...]:
    """Return what is claimed of firms on the page of *campaign*."""
    said = [Said(attribution, campaign) for attribution in campaign.attributions]
    accusing = [one for one in said if is_accusing(one)]
    chained = (behind(edition, one.attribution) for one in accusing if one.attribution.role is Role.OPERATOR)
    statements = dict.fromkeys((*accusing, *(one for one in chained if one)))
    return (*(Claim(said=one) for one in statements), *accusations_in(campaign))


_LISTED = NN_("%(num)s site is listed here under this name.", "%(num)s sites are listed here under this name.")
_SECOND_HAND = N_("We know of it only second-hand.")
_NO_SITE = N_("No site is listed here under this name.")
_NAMED = {
    CampaignForm.NETWORK: N_("%(campaign)s: a network named by %(by)s."),
    CampaignForm.CAMPAIGN: N_("%(campaign)s: a campaign named by %(by)s."),
    CampaignForm.OPERATION: N_("%(campaign)s: an operation named by %(by)s."),
    CampaignForm.SET: N_("%(campaign)s: sites grouped under this name by %(by)s."),
}


def _description(edition: Edition, campaign: Campaign, said: tuple[Said, ...], number: int) -> str:
    """Return what the page says in short: who named the campaign, how many of its sites are listed, who is said to run it."""
    opening = edition.sentence(_NAMED[campaign.form], campaign=campaign.name, by=edition.by(campaign.named_by))
    listed = edition.book.plural(*_LISTED, number) if number else edition.book.say(_NO_SITE)
    operated = next((one for one in said if one.is_of_whole and is_accusing(one)), None)
    first = (statement(edition, operated, what_of(edition, operated)),) if operated else ()
    reserved = reservation(edition, operated.attribution) if operated else ()
    replied = reply_sentences(edition, claims_on(edition, campaign))
    unread = edition.book.say(_SECOND_HAND) if edition.is_second_hand(campaign.named_by) else ""
    return " ".join((text_of(opening), *filter(None, (unread,)), listed, *map(text_of, (*first, *reserved, *replied))))


def _others(edition: Edition, campaign: Campaign, *, distinct: bool) -> tuple[OtherCampaign, ...]:
    """Return what sources say on this campaign and others, whichever record holds it."""
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


def _indicator(edition: Edition, one: SetIndicator) -> IndicatorView:
    number = f"AS{one.autonomous_system}" if one.autonomous_system else ""
    return IndicatorView(
        type=meaning(edition, one.type),
        value=one.value,
        owner=", ".join(filter(None, (one.owner, number))),
        sites=edition.book.number(one.sites) if one.sites is not None else "",
        first_seen=edition.when(one.first_seen),
        last_seen=edition.when(one.last_seen),
        concerns=outlet_links(edition, one.concerns),
        scope=one.scope or "",
        source=source_links(edition, (one.source,))[0],
        note=one.note or "",
    )


def _check(edition: Edition, campaign: Campaign, check: Check) -> CheckView:
    """Return a source's counts beside ours: its lines, then what we cannot place, then the totals."""
    ours = _counts(edition, campaign)
    lines = [
        CheckLine(
            row.as_printed,
            _country(edition, row.country),
            row.sites,
            ours.get(row.country or "", 0),
            ours.get(row.country or "", 0) - row.sites,
        )
        for row in check.countries
    ]
    printed = {row.country for row in check.countries}
    if check.countries:
        lines += [
            CheckLine("", _country(edition, code), None, number, None)
            for code, number in ours.items()
            if code not in printed
        ]
    number = len(edition.graph.outlets_by_campaign.get(campaign.id, ()))
    return CheckView(
        source=source_links(edition, (check.source,))[0],
        locator=check.locator or "",
        lines=tuple(lines),
        table_sum=sum(row.sites for row in check.countries),
        total=CheckLine("", None, check.total, number, number - check.total),
        note=prose(check.note) if check.note else Markup(""),
    )


def _counts(edition: Edition, campaign: Campaign) -> dict[str, int]:
    """Return how many outlets of *campaign* are aimed at each country, by name of the country."""
    counts: dict[str, int] = {}
    for outlet in edition.graph.outlets_by_campaign.get(campaign.id, ()):
        for code in outlet.countries or (UNDETERMINED,):
            counts[code] = counts.get(code, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: edition.book.country(pair[0]).casefold()))


def _country(edition: Edition, code: str | None) -> Link | None:
    """Return a link to the page of a country, if outlets are aimed at it."""
    if code is None:
        return None
    path = country_path(code) if code in edition.graph.outlets_by_country else ""
    return Link(edition.book.country(code), path)


def _left_out(edition: Edition, what: str, reason: str, source: str) -> LeftOut:
    return LeftOut(what, prose(reason), source_links(edition, (source,))[0])

"""The page of an outlet: /sites/<host>/."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from masthead.addresses import defang
from masthead.graph import NetworkEvidence
from masthead.model import Firm, Outlet, Record, SetEvidence
from masthead.prose import prose
from masthead.views.attributions import AttributionView, attribution_views
from masthead.views.claims import EvidenceView, ReplyView, evidence_view, meaning, reply_view
from masthead.views.differences import differences
from masthead.views.edition import Edition, Link, Meaning, Sentence, When, path_of
from masthead.views.facts import Fact, facts
from masthead.views.filed import Filed, filed
from masthead.views.printed import PrintedSource, printed_sources
from masthead.views.related import Related, related
from masthead.views.verdict import Verdict, verdict
from masthead.vocabulary import N_, EvidenceKind, ReplyOutcome


@dataclass(frozen=True, slots=True)
class StateView:
    """A state other than listed, with its date and reason."""

    name: Meaning
    date: When | None
    reason: Markup


@dataclass(frozen=True, slots=True)
class Network:
    """Evidence about a campaign: what concerns this outlet by name, and the first of each kind about the whole."""

    campaign: Link
    named: tuple[EvidenceView, ...]
    whole: tuple[EvidenceView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class OutletView:
    """The page of an outlet."""

    path: str
    id: str
    file: str
    filed: Filed
    cite: str
    sources: tuple[PrintedSource, ...]
    title: str
    lang: str
    host: str
    countries: tuple[Link, ...]
    lead: Sentence
    verdict: Verdict
    state: StateView | None
    replies: tuple[ReplyView, ...]
    operators: tuple[AttributionView, ...]
    other_roles: tuple[AttributionView, ...]
    differences: tuple[Sentence, ...]
    evidence: tuple[EvidenceView, ...]
    networks: tuple[Network, ...]
    related: tuple[Related, ...]
    not_known: tuple[str, ...]
    facts: tuple[Fact, ...]


def outlet_view(edition: Edition, outlet: Outlet) -> OutletView:
    """Return the page of *outlet*."""
    path = path_of(outlet)
    title, lang = edition.title(outlet)
    said = edition.graph.attributions_of(outlet)
    operators, other_roles = attribution_views(edition, said, on=outlet)
    return OutletView(
        path=path,
        id=outlet.id,
        file=edition.file(outlet),
        filed=filed(edition, outlet),
        cite=edition.cite_path(path),
        sources=printed_sources(edition, outlet),
        title=title,
        lang=lang,
        host=defang(outlet.host),
        countries=edition.countries_of(outlet),
        lead=lead(edition, outlet),
        verdict=verdict(edition, outlet),
        state=state_view(edition, outlet),
        replies=replies_of(edition, outlet),
        operators=operators,
        other_roles=other_roles,
        differences=differences(edition, said, on=outlet),
        evidence=tuple(evidence_view(edition, evidence, path) for evidence in outlet.evidence),
        networks=_networks(edition, outlet),
        related=related(edition, outlet),
        not_known=_not_known(edition, outlet),
        facts=facts(edition, outlet),
    )


_LISTED = N_("Listed by %(by)s among websites that present themselves as news outlets.")
_LISTED_FOR = N_(
    "Listed by %(by)s among websites that present themselves as news outlets, for readers in %(countries)s."
)
_LISTED_UNDETERMINED = N_(
    "Listed by %(by)s among websites that present themselves as news outlets; for which readers is undetermined."
)
_RECORDED = N_("Recorded here as a website of the kind “%(kind)s”.")


def lead(edition: Edition, outlet: Outlet) -> Sentence:
    """Return the sentence that says who lists *outlet* among what and, as far as the same source says it, for whom.

    Where no source lists it, the sentence says only as what it is recorded.
    """
    listings = (one.sources[0].source for one in outlet.evidence if one.kind is EvidenceKind.LISTING)
    source = next(listings, None)
    if source is None:
        return edition.sentence(_RECORDED, kind=edition.book.label(outlet.kind))
    targets = [target.country for target in outlet.targets if target.source == source]
    countries = [edition.book.country_in_sentence(country) for country in dict.fromkeys(targets) if country]
    if countries:
        return edition.sentence(_LISTED_FOR, by=edition.by(source), countries=edition.book.list(countries))
    return edition.sentence(_LISTED_UNDETERMINED if targets else _LISTED, by=edition.by(source))


def state_view(edition: Edition, record: Record) -> StateView | None:
    """Return the state of *record* if it is not simply listed."""
    if record.state is None:
        return None
    return StateView(meaning(edition, record.state.name), edition.when(record.state.date), prose(record.state.reason))


def replies_of(edition: Edition, outlet: Outlet) -> tuple[ReplyView, ...]:
    """Return the replies of the outlet and of those who are said to run it, and what was answered on its campaigns."""
    graph = edition.graph
    firms = dict.fromkeys(said.attribution.firm for said in graph.operators_of(outlet))
    about: list[Outlet | Firm] = [outlet, *(graph.firms[id] for id in firms if id)]
    own = [reply_view(edition, reply, record) for record in about for reply in record.replies]
    campaigns = (graph.campaigns[id] for id in outlet.campaigns)
    answers = [(campaign, reply) for campaign in campaigns for reply in campaign.replies]
    answered = [reply_view(edition, r, c) for c, r in answers if r.outcome is ReplyOutcome.ANSWERED]
    return (*own, *answered)


def _networks(edition: Edition, outlet: Outlet) -> tuple[Network, ...]:
    """Return what is known of the campaigns of *outlet*, as far as a page can bear: their own pages have all of it.

    About the whole, the first campaign of the record shows one item of each kind of which there is none on the
    outlet itself, alone or with others.
    """
    found = edition.graph.network_evidence_of(outlet)
    known = {evidence.kind for evidence in outlet.evidence} | {one.evidence.kind for one in found if one.by_name}
    networks: list[Network] = []
    for id in dict.fromkeys(one.campaign.id for one in found):
        of_campaign = [one for one in found if one.campaign.id == id]
        shown = _one_of_each_kind(of_campaign, known) if not networks else ()
        networks.append(_network(edition, of_campaign, shown))
    return tuple(networks)


def _one_of_each_kind(found: Iterable[NetworkEvidence], known: set[EvidenceKind]) -> tuple[SetEvidence, ...]:
    """Return the first item of each kind among those about the whole, except the kinds that are *known*."""
    first: dict[EvidenceKind, SetEvidence] = {}
    for one in found:
        if not one.by_name and one.evidence.kind not in known:
            first.setdefault(one.evidence.kind, one.evidence)
    return tuple(first.values())


def _network(edition: Edition, found: list[NetworkEvidence], shown: tuple[SetEvidence, ...]) -> Network:
    """Return what is *found* of a campaign: what concerns the outlet by name, and *shown* of what is about the whole."""
    campaign = found[0].campaign
    path = path_of(campaign)
    return Network(
        campaign=edition.link(campaign),
        named=tuple(evidence_view(edition, one.evidence, path) for one in found if one.by_name),
        whole=tuple(evidence_view(edition, evidence, path) for evidence in shown),
        more=sum(not one.by_name for one in found) - len(shown),
    )


def _not_known(edition: Edition, outlet: Outlet) -> tuple[str, ...]:
    """Return what no source in the record says."""
    say = edition.book.say
    open_points = (
        (not outlet.names, N_("Under what name it appears.")),
        (not edition.graph.operators_of(outlet), N_("Who operates it.")),
        (not outlet.countries, N_("At which country it is aimed.")),
        (not outlet.languages, N_("In which language it publishes.")),
        (outlet.registered is None, N_("Since when the domain is registered.")),
    )
    known = tuple(say(text) for unknown, text in open_points if unknown)
    always = (N_("Whether it is online today."), N_("Who writes for it, and how many people read it."))
    return (*known, *(say(text) for text in always))

"""The page of an outlet: /sites/<host>/."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from masthead.addresses import defang
from masthead.graph import NetworkEvidence, names_operator
from masthead.lists import UNDETERMINED
from masthead.model import Campaign, Firm, Outlet, Record
from masthead.prose import prose
from masthead.views.claims import (
    AttributionView,
    EvidenceView,
    ReplyView,
    attribution_view,
    evidence_view,
    meaning,
    reply_view,
)
from masthead.views.edition import Edition, Link, Meaning, Sentence, When, country_path, path_of
from masthead.views.facts import Fact, facts
from masthead.views.verdict import Verdict, verdict
from masthead.vocabulary import N_

FEW = 12
"""How many related outlets a page lists before it links to the whole list."""


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
class Related:
    """Outlets that share something with this one: a few of them, how many, and where all are."""

    reason: str
    few: tuple[Link, ...]
    number: int
    all: Link | None


@dataclass(frozen=True, slots=True)
class OutletView:
    """The page of an outlet."""

    path: str
    id: str
    title: str
    lang: str
    host: str
    countries: tuple[Link, ...]
    lead: Sentence
    verdict: Verdict
    state: StateView | None
    replies: tuple[ReplyView, ...]
    attributions: tuple[AttributionView, ...]
    evidence: tuple[EvidenceView, ...]
    networks: tuple[Network, ...]
    related: tuple[Related, ...]
    not_known: tuple[str, ...]
    facts: tuple[Fact, ...]


def outlet_view(edition: Edition, outlet: Outlet) -> OutletView:
    """Return the page of *outlet*."""
    path = path_of(outlet)
    title, lang = edition.title(outlet)
    return OutletView(
        path=path,
        id=outlet.id,
        title=title,
        lang=lang,
        host=defang(outlet.host),
        countries=edition.countries_of(outlet),
        lead=lead(edition, outlet),
        verdict=verdict(edition, outlet),
        state=state_view(edition, outlet),
        replies=_replies(edition, outlet),
        attributions=_attributions(edition, outlet),
        evidence=tuple(evidence_view(edition, evidence, path) for evidence in outlet.evidence),
        networks=_networks(edition, outlet),
        related=_related(edition, outlet),
        not_known=_not_known(edition, outlet),
        facts=facts(edition, outlet),
    )


def lead(edition: Edition, outlet: Outlet) -> Sentence:
    """Return the sentence that says what *outlet* poses as and at whom it is aimed."""
    kind = edition.book.label(outlet.kind)
    if not outlet.countries:
        return edition.sentence(
            N_("A website that presents itself as a %(kind)s; its target is undetermined."), kind=kind
        )
    names = edition.book.list(edition.book.country_in_sentence(country) for country in outlet.countries)
    return edition.sentence(
        N_("A website that presents itself as a %(kind)s for %(countries)s."), kind=kind, countries=names
    )


def state_view(edition: Edition, record: Record) -> StateView | None:
    """Return the state of *record* if it is not simply listed."""
    if record.state is None:
        return None
    return StateView(meaning(edition, record.state.name), edition.when(record.state.date), prose(record.state.reason))


def _replies(edition: Edition, outlet: Outlet) -> tuple[ReplyView, ...]:
    """Return the answers of the outlet, then of those who are said to run it, then on its campaigns."""
    firms = dict.fromkeys(said.attribution.firm for said in edition.graph.operators_of(outlet))
    campaigns = (edition.graph.campaigns[id] for id in outlet.campaigns)
    about: list[Outlet | Firm | Campaign] = [outlet, *(edition.graph.firms[id] for id in firms if id), *campaigns]
    return tuple(reply_view(edition, reply, record) for record in about for reply in record.replies)


def _attributions(edition: Edition, outlet: Outlet) -> tuple[AttributionView, ...]:
    """Return what is said of *outlet*: who runs it first, then other roles, each by date."""
    said = sorted(
        edition.graph.attributions_of(outlet),
        key=lambda one: (
            not names_operator(one.attribution),
            str(one.attribution.date or edition.graph.sources[one.attribution.by].date or "9999"),
            one.attribution.by,
        ),
    )
    return tuple(attribution_view(edition, one, on=outlet) for one in said)


def _networks(edition: Edition, outlet: Outlet) -> tuple[Network, ...]:
    found = edition.graph.network_evidence_of(outlet)
    campaigns = dict.fromkeys(one.campaign.id for one in found)
    return tuple(_network(edition, [one for one in found if one.campaign.id == id]) for id in campaigns)


def _network(edition: Edition, found: list[NetworkEvidence]) -> Network:
    campaign = found[0].campaign
    path = path_of(campaign)
    named = [one.evidence for one in found if one.by_name]
    whole = [one.evidence for one in found if not one.by_name]
    # The campaign's page has all of it; here one of each kind is enough, and what a page can bear.
    first = {evidence.kind: evidence for evidence in reversed(whole)}
    shown = [evidence for evidence in whole if first[evidence.kind] is evidence]
    return Network(
        campaign=edition.link(campaign),
        named=tuple(evidence_view(edition, evidence, path) for evidence in named),
        whole=tuple(evidence_view(edition, evidence, path) for evidence in shown),
        more=len(whole) - len(shown),
    )


def _related(edition: Edition, outlet: Outlet) -> tuple[Related, ...]:
    """Return the outlets that share a technical value, an operator or a target country with *outlet*."""
    graph, book = edition.graph, edition.book
    groups: list[Related | None] = []
    for type, value in graph.indicators_by_outlet.get(outlet.id, ()):
        reason = book.say(N_("Same %(type)s: %(value)s")) % {"type": book.label(type), "value": value}
        groups.append(_group(edition, outlet, reason, graph.outlets_by_indicator[type, value], None))
    for firm in dict.fromkeys(said.attribution.firm for said in graph.operators_of(outlet)):
        if firm:
            reason = book.say(N_("Same operator, as said: %(firm)s")) % {"firm": graph.firms[firm].name}
            same = graph.outlets_by_operator.get(firm, ())
            groups.append(_group(edition, outlet, reason, same, edition.link(graph.firms[firm])))
    for country in outlet.countries or (UNDETERMINED,):
        reason = book.say(N_("Same target: %(country)s")) % {"country": book.country(country)}
        link = Link(book.country(country), country_path(country))
        groups.append(_group(edition, outlet, reason, graph.outlets_by_country.get(country, ()), link))
    return tuple(group for group in groups if group)


def _group(
    edition: Edition, outlet: Outlet, reason: str, outlets: tuple[Outlet, ...], listed: Link | None
) -> Related | None:
    """Return the others among *outlets*: none by name if they are many and have a page of their own."""
    # Looks at a few only: done for every outlet of a group, more would cost the square of its size.
    others = [other for other in outlets[: FEW + 1] if other.id != outlet.id][:FEW]
    number = len(outlets) - (1 if outlet.is_published else 0)
    if not others:
        return None
    shown = others if number <= FEW or listed is None else []
    return Related(reason, tuple(edition.link(other) for other in shown), number, listed)


def _not_known(edition: Edition, outlet: Outlet) -> tuple[str, ...]:
    """Return what no source in the record says."""
    say = edition.book.say
    open_points = (
        (outlet.name is None, N_("Under what name it appears.")),
        (not edition.graph.operators_of(outlet), N_("Who operates it.")),
        (not outlet.countries, N_("At which country it is aimed.")),
        (not outlet.languages, N_("In which language it publishes.")),
        (outlet.registered is None, N_("Since when the domain is registered.")),
        (not outlet.activity, N_("Whether it is online today.")),
    )
    known = tuple(say(text) for unknown, text in open_points if unknown)
    return (*known, say(N_("Who writes for it, and how many people read it.")))

"""The home page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from masthead.edition.edition import NAME, Edition, Link, When, path_of
from masthead.field_types.vocabulary import N_, NN_, Wording
from masthead.field_types.web_addresses import defang
from masthead.model import Campaign, Firm, Record, Source
from masthead.relations.graph import Said, names_operator
from masthead.search.facets import Operator, least_definite
from masthead.views.pages.campaign import CampaignSummary, campaign_summary, largest_campaigns
from masthead.views.pages.country import countries_map, country_links
from masthead.views.parts.differences import contradicted
from masthead.views.parts.extent import target_countries
from masthead.views.parts.facts import source_links
from masthead.views.parts.outlet_table import named_by, published
from masthead.views.pictures.bars import Barred, barred
from masthead.views.pictures.timeline import TimelineView, naming_timeline
from masthead.views.pictures.world_map import MapView

TOP_COUNTRIES, TOP_FIRMS, TOP_CAMPAIGNS = 9, 6, 30


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, the name of the things counted, and the page that lists them all."""

    number: str
    text: str
    path: str


@dataclass(frozen=True, slots=True)
class NamedOperator:
    """A firm that sources name as operator, the number of the sites, and which sources do."""

    firm: Barred
    by: str


@dataclass(frozen=True, slots=True)
class Naming:
    """The day on which a source published the names or headings that campaigns have here."""

    date: When | None
    source: Link
    campaigns: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    path: str
    title: str
    figures: tuple[Figure, ...]
    map: MapView | None
    countries: tuple[Barred, ...]
    more_countries: tuple[Barred, ...]
    """The countries after the first few, if there is a map of all."""
    all_countries: str
    examples: tuple[Link, ...]
    """A site, a firm and a country, to show what can be looked up."""
    operators: tuple[NamedOperator, ...]
    namings: tuple[Naming, ...]
    timeline: TimelineView | None
    """The namings that have a date, drawn."""
    campaigns: tuple[CampaignSummary, ...]


def home_view(edition: Edition) -> HomeView:
    """Return the home page."""
    countries, world, operators = country_links(edition), countries_map(edition), _operators(edition)
    named = _named(edition)
    return HomeView(
        path="",
        title=NAME,
        figures=_figures(edition),
        map=world,
        countries=countries[:TOP_COUNTRIES],
        more_countries=countries[TOP_COUNTRIES:] if world else (),
        all_countries=edition.book.plural("See %(num)s country", "See all %(num)s countries", len(countries)),
        examples=_examples(edition, operators, countries),
        operators=operators[:TOP_FIRMS],
        namings=tuple(_naming(edition, source, campaigns) for source, campaigns in named),
        timeline=naming_timeline(edition, named),
        campaigns=tuple(campaign_summary(edition, campaign) for campaign in largest_campaigns(edition)[:TOP_CAMPAIGNS]),
    )


def _operators(edition: Edition) -> tuple[NamedOperator, ...]:
    """Return the firms that sources name as operators of listed sites, or under which they list sites, most sites first."""
    graph = edition.graph
    numbers = {
        firm.id: len(graph.outlets_by_operator.get(firm.id, ())) for firm in graph.firms.values() if firm.is_published
    }
    ids = sorted(filter(numbers.__getitem__, numbers), key=lambda id: (-numbers[id], id))
    firms = [graph.firms[id] for id in ids]
    links = (replace(edition.link(firm), text=edition.short(firm)) for firm in firms)
    bars = barred(edition, zip(links, map(numbers.__getitem__, ids), strict=True))
    return tuple(NamedOperator(bar, _namers(edition, firm)) for bar, firm in zip(bars, firms, strict=True))


# Translators: %(by)s are sources that name a firm as operator; another source contradicts one of them, or cannot say who
# operates the sites.
_CONTRADICTED = N_("%(by)s; sources differ")


def _namers(edition: Edition, firm: Firm) -> str:
    """Return the sources that name *firm* as operator, as the beginning of a line, and whether other sources differ.

    Who only reports others adds no name.
    """
    statements = [said for said in edition.graph.statements_by_firm[firm.id] if _names_operator_of_listed(said)]
    own = [said for said in statements if said.attribution.wording is not Wording.REPORTS] or statements
    namers = tuple(least_definite(edition, own))
    named = named_by(edition, Operator(firm.id, own[0].attribution.confidence, namers))
    line = f"{named[0].upper()}{named[1:]}"
    differ = any(said.attribution in contradicted(edition, said.about) for said in statements)
    return edition.book.say(_CONTRADICTED) % {"by": line} if differ else line


def _names_operator_of_listed(said: Said) -> bool:
    """Return whether a statement names an operator of outlets that are listed here, not of a part that nobody lists."""
    return names_operator(said.attribution) and not said.is_of_part


def _named(edition: Edition) -> list[tuple[Source, Sequence[Campaign]]]:
    """Return each source whose names or headings campaigns have: the earliest first, and those without a date last."""
    of_source: defaultdict[str, list[Campaign]] = defaultdict(list)
    for campaign in edition.graph.campaigns.values():
        if campaign.is_published:
            of_source[campaign.named_by].append(campaign)
    sources = (edition.graph.sources[id] for id in of_source)
    ordered = sorted(sources, key=lambda source: (str(source.date or "~"), source.id))
    return [(source, of_source[source.id]) for source in ordered]


def _naming(edition: Edition, source: Source, campaigns: Iterable[Campaign]) -> Naming:
    return Naming(
        edition.when(source.date), source_links(edition, (source.id,))[0], tuple(map(edition.link, campaigns))
    )


def _examples(
    edition: Edition, operators: tuple[NamedOperator, ...], countries: tuple[Barred, ...]
) -> tuple[Link, ...]:
    """Return the site of the largest campaign that has most evidence, and the first of *operators* and of *countries*."""
    campaigns = edition.graph.outlets_by_campaign.values()
    outlets = max(campaigns, key=len, default=())
    best_known = sorted(outlets, key=lambda outlet: (-len(outlet.evidence), outlet.host))
    site = next((Link(defang(outlet.host), path_of(outlet)) for outlet in best_known), None)
    named = [*(operator.firm for operator in operators[:1]), *countries[:1]]
    return (*filter(None, (site,)), *(replace(row.link, note="") for row in named))


# Translators: the number is printed large, above the rest: word it so that the rest can be read alone.
_COUNTRIES = NN_("%(num)s country given by sources", "%(num)s countries given by sources")


def _figures(edition: Edition) -> tuple[Figure, ...]:
    graph, plural = edition.graph, edition.book.plural
    countries = target_countries(published(edition))
    firms, sources = _number_published(graph.firms.values()), _number_published(graph.sources.values())
    # Translators: the number is printed large, above the rest: word it so that the rest can be read alone.
    texts = (
        (len(published(edition)), plural("%(num)s site", "%(num)s sites", len(published(edition))), "sites/"),
        (countries, "" if countries is None else plural(*_COUNTRIES, countries), "countries/"),
        (firms, plural("%(num)s firm or service named", "%(num)s firms and services named", firms), "firms/"),
        (sources, plural("%(num)s source", "%(num)s sources", sources), "sources/"),
    )
    numbers = ((edition.book.number(number), text, path) for number, text, path in texts if number is not None)
    return tuple(Figure(number, text.replace(number, "", 1).strip(), path) for number, text, path in numbers)


def _number_published(records: Iterable[Record]) -> int:
    return sum(record.is_published for record in records)

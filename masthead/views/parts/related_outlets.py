"""The outlets that share something with an outlet, according to sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from masthead.edition.edition import Edition, Link, Sentence, Words, country_path
from masthead.edition.reads import first_ids
from masthead.field_types.vocabulary import N_
from masthead.model import Campaign, Outlet, SetAttribution
from masthead.relations.graph import IndicatorKey, Said
from masthead.relations.shared_values import TYPES_WITH_PAGES, indicator_path
from masthead.views.parts.pivots import WEIGHTS
from masthead.views.parts.statements import statement, what_of

FEW = 12
"""The most related outlets that a page lists before it links to the whole list."""

_SAME_VALUE = N_("Same %(type)s: %(value)s")
# It is we who record these sites in the campaign: a source speaks only of the campaign as a whole.
_WHOLE = N_("Also recorded in %(campaign)s")
# Translators: “in connection with” says less than “as operator of”.
_OF_THEMSELVES = N_("A source names %(firm)s in connection with each of these too; each page shows what it says")
# Translators: websites with the same country in their records. Not every source says that they are aimed at it.
_SAME_COUNTRY = N_("Also recorded for %(country)s")


@dataclass(frozen=True, slots=True)
class Related:
    """Outlets that share something with another: a few of them, their number, and a link to the list of all."""

    reason: Sentence
    few: tuple[Link, ...]
    first: str
    """The ID of the first of them."""
    number: int
    all: Link | None


def related(edition: Edition, outlet: Outlet) -> tuple[Related, ...]:
    """Return the outlets that share a technical value, an operator or a target country with *outlet*."""
    groups = (*_by_indicator(edition, outlet), *_by_operator(edition, outlet), *_by_country(edition, outlet))
    return tuple(group for group in groups if group)


def closest(edition: Edition, outlet: Outlet) -> Outlet | None:
    """Return the outlet that shares most with *outlet*: technical values, the one that says most first, or else a named operator.

    None if all that it shares is its country, or what more outlets have than the page prints.
    """
    graph = edition.graph
    keys = sorted(graph.indicators_by_outlet.get(outlet.id, ()), key=_strength)
    groups = (graph.outlets_by_indicator[key] for key in keys)
    sharing = [
        {other.id: other for other in group if other.id != outlet.id} for group in groups if len(group) <= FEW + 1
    ]
    if strongest := next(filter(None, sharing), None):
        return max(strongest.values(), key=lambda other: sum(other.id in others for others in sharing))
    named = (group.first for group in _by_operator(edition, outlet) if group and group.few)
    return next((graph.outlets[id] for id in named), None)


def _strength(key: IndicatorKey) -> tuple[int, IndicatorKey]:
    """Return the place of a technical value among others: the fewer unrelated sites may share one, the earlier."""
    order = list(WEIGHTS)
    return (order.index(key[0]) if key[0] in order else len(order)), key


def _by_indicator(edition: Edition, outlet: Outlet) -> Iterator[Related | None]:
    for key in edition.graph.indicators_by_outlet.get(outlet.id, ()):
        listed = Link(key[1], indicator_path(*key)) if key[0] in TYPES_WITH_PAGES else None
        value = Words(key[1], listed.path if listed else "")
        reason = edition.sentence(_SAME_VALUE, type=edition.book.label(key[0]), value=value)
        yield _group(edition, outlet, reason, edition.graph.outlets_by_indicator[key], listed)


def _by_operator(edition: Edition, outlet: Outlet) -> Iterator[Related | None]:
    """Yield the outlets of each campaign for which sources name an operator as a whole, then those of each firm."""
    statements = edition.graph.operators_of(outlet)
    yield from _by_campaign(edition, outlet, [said for said in statements if said.is_of_whole])
    of_firm = {said.attribution.firm: said for said in reversed(statements) if not said.is_of_whole}
    for firm, said in reversed(of_firm.items()):
        if isinstance(said.about, Campaign):
            yield _by_list(edition, outlet, said, said.about)
        elif firm:
            others = edition.graph.outlets_by_own_operator.get(firm, ())
            reason = edition.sentence(_OF_THEMSELVES, firm=edition.firm(firm))
            yield _group(edition, outlet, reason, others, edition.link(edition.graph.firms[firm]))


def _by_campaign(edition: Edition, outlet: Outlet, of_whole: list[Said]) -> Iterator[Related | None]:
    """Yield the outlets of each campaign that a statement in *of_whole* is about."""
    for id in dict.fromkeys(said.about.id for said in of_whole):
        campaign = edition.graph.campaigns[id]
        reason = edition.sentence(_WHOLE, campaign=edition.words(campaign))
        yield _group(edition, outlet, reason, edition.graph.outlets_by_campaign.get(id, ()), edition.link(campaign))


def _by_list(edition: Edition, outlet: Outlet, said: Said, campaign: Campaign) -> Related | None:
    """Return the outlets that the statement *said* names together with *outlet*."""
    attribution, reason = said.attribution, statement(edition, said, what_of(edition, said))
    concerned = attribution.concerns if isinstance(attribution, SetAttribution) else ()
    outlets = tuple(edition.graph.outlets[id] for id in concerned if edition.graph.outlets[id].is_published)
    return _group(edition, outlet, reason, outlets, edition.link(campaign))


def _by_country(edition: Edition, outlet: Outlet) -> Iterator[Related | None]:
    """Yield the outlets that target the same country; an unknown target is not something that outlets share."""
    for country in outlet.countries:
        link = Link(edition.book.country(country), country_path(country))
        name = edition.book.country_in_sentence(country)
        reason = edition.sentence(_SAME_COUNTRY, country=Words(name, link.path))
        yield _group(edition, outlet, reason, edition.graph.outlets_by_country.get(country, ()), link)


def _group(
    edition: Edition, outlet: Outlet, reason: Sentence, outlets: tuple[Outlet, ...], listed: Link | None
) -> Related | None:
    """Return the others among *outlets*: only their number if they are many and the page *listed* lists them."""
    first = next((id for id in first_ids(outlets, 2) if id != outlet.id), "")
    if not first:
        return None
    number = len(outlets) - (1 if outlet.is_published else 0)
    # If they are many, a page depends on their number and the ID of one alone: a change of one is not one of all pages.
    shown = outlets[: FEW + 1] if number <= FEW or listed is None else ()
    few = [other for other in shown if other.id != outlet.id][:FEW]
    return Related(reason, tuple(map(edition.link, few)), first, number, listed)

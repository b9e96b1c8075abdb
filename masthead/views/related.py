"""The outlets that share something with an outlet, as sources say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from masthead.graph import Said
from masthead.model import Campaign, Outlet, SetAttribution
from masthead.views.edition import Edition, Link, Sentence, Words, country_path
from masthead.vocabulary import N_, Wording

FEW = 12
"""How many related outlets a page lists before it links to the whole list."""

_SAME_VALUE = N_("Same %(type)s: %(value)s")
_SAME_OPERATOR = N_("Same operator according to %(by)s")
_SAME_OPERATOR_SOMEHOW = {
    Wording.ASSESSES: N_("Same operator, as %(by)s assesses"),
    Wording.BELIEVES: N_("Same operator, as %(by)s believes"),
    Wording.CLAIMS: N_("Same operator, as %(by)s claims"),
    Wording.SUGGESTS: N_("Same operator, as %(by)s suggests"),
    Wording.REPORTS: N_("Said to have the same operator, as %(by)s reports"),
    Wording.LINKS: N_("Linked to the same firm by %(by)s"),
}
_OF_WHOLE = N_(", who says it of %(campaign)s as a whole")
_OF_THEMSELVES = N_("Sources speak of the same operator, each in its own words: %(firm)s")
_SAME_COUNTRY = N_("For readers in the same country: %(country)s")


@dataclass(frozen=True, slots=True)
class Related:
    """Outlets that share something with another: a few of them, how many, and where all are."""

    reason: Sentence
    few: tuple[Link, ...]
    number: int
    all: Link | None


def related(edition: Edition, outlet: Outlet) -> tuple[Related, ...]:
    """Return the outlets that share a technical value, an operator or a target country with *outlet*."""
    groups = (*_by_indicator(edition, outlet), *_by_operator(edition, outlet), *_by_country(edition, outlet))
    return tuple(group for group in groups if group)


def _by_indicator(edition: Edition, outlet: Outlet) -> Iterator[Related | None]:
    for key in edition.graph.indicators_by_outlet.get(outlet.id, ()):
        reason = edition.sentence(_SAME_VALUE, type=edition.book.label(key[0]), value=key[1])
        yield _group(edition, outlet, reason, edition.graph.outlets_by_indicator[key], None)


def _by_operator(edition: Edition, outlet: Outlet) -> Iterator[Related | None]:
    """Yield the outlets of each firm that a source names as operator: with the source, if it names all of them."""
    named = {said.attribution.firm: said for said in reversed(edition.graph.operators_of(outlet))}
    for firm, said in reversed(named.items()):
        if isinstance(said.about, Campaign):
            yield _by_campaign(edition, outlet, said, said.about)
        elif firm:
            others = edition.graph.outlets_by_operator.get(firm, ())
            reason = edition.sentence(_OF_THEMSELVES, firm=edition.firm(firm))
            yield _group(edition, outlet, reason, others, edition.link(edition.graph.firms[firm]))


def _by_campaign(edition: Edition, outlet: Outlet, said: Said, campaign: Campaign) -> Related | None:
    """Return the outlets of which the source says the same in the same statement."""
    graph, attribution = edition.graph, said.attribution
    reason = edition.sentence(
        _SAME_OPERATOR_SOMEHOW.get(attribution.wording, _SAME_OPERATOR), by=edition.by(attribution.by)
    )
    if said.is_of_whole:
        whole = reason + edition.sentence(_OF_WHOLE, campaign=edition.words(campaign))
        return _group(edition, outlet, whole, graph.outlets_by_campaign.get(campaign.id, ()), edition.link(campaign))
    concerned = attribution.concerns if isinstance(attribution, SetAttribution) else ()
    outlets = tuple(graph.outlets[id] for id in concerned if graph.outlets[id].is_published)
    return _group(edition, outlet, reason, outlets, edition.link(campaign))


def _by_country(edition: Edition, outlet: Outlet) -> Iterator[Related | None]:
    """Yield the outlets for the same country; outlets whose target nobody knows share nothing by that."""
    for country in outlet.countries:
        link = Link(edition.book.country(country), country_path(country))
        reason = edition.sentence(_SAME_COUNTRY, country=Words(link.text, link.path))
        yield _group(edition, outlet, reason, edition.graph.outlets_by_country.get(country, ()), link)


def _group(
    edition: Edition, outlet: Outlet, reason: Sentence, outlets: tuple[Outlet, ...], listed: Link | None
) -> Related | None:
    """Return the others among *outlets*: none by name if they are many and have a page of their own."""
    # Looks at a few only: done for every outlet of a group, more would cost the square of its size.
    others = [other for other in outlets[: FEW + 1] if other.id != outlet.id][:FEW]
    number = len(outlets) - (1 if outlet.is_published else 0)
    if not others:
        return None
    shown = others if number <= FEW or listed is None else []
    return Related(reason, tuple(edition.link(other) for other in shown), number, listed)

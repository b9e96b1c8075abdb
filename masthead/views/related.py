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
# Of sites that a source names together.
_NAMED = N_("Attributed to the same firm, %(firm)s, by %(by)s")
_NAMED_SOMEHOW = {
    Wording.ASSESSES: N_("Operated by the same firm, %(firm)s, %(by)s assesses"),
    Wording.BELIEVES: N_("Operated by the same firm, %(firm)s, %(by)s believes"),
    Wording.CLAIMS: N_("Operated by the same firm, %(firm)s, %(by)s claims"),
    Wording.SUGGESTS: N_("Operated by the same firm, %(firm)s, %(by)s suggests"),
    Wording.REPORTS: N_("Said to be operated by the same firm, %(firm)s, %(by)s reports"),
    Wording.LINKS: N_("Linked to the same firm, %(firm)s, by %(by)s"),
}
# Of a campaign as a whole: which sites are recorded in it, and how many, is not what that source says.
_WHOLE = N_("Also recorded as part of %(campaign)s, which %(by)s attributes as a whole to %(firm)s")
_WHOLE_SOMEHOW = {
    Wording.ASSESSES: N_("Also recorded as part of %(campaign)s, which %(by)s assesses is operated by %(firm)s"),
    Wording.BELIEVES: N_("Also recorded as part of %(campaign)s, which %(by)s believes is operated by %(firm)s"),
    Wording.CLAIMS: N_("Also recorded as part of %(campaign)s, which %(by)s claims is operated by %(firm)s"),
    Wording.SUGGESTS: N_("Also recorded as part of %(campaign)s, which %(by)s suggests is operated by %(firm)s"),
    Wording.REPORTS: N_(
        "Also recorded as part of %(campaign)s, which %(by)s reports is said to be operated by %(firm)s"
    ),
    Wording.LINKS: N_("Also recorded as part of %(campaign)s, which %(by)s links as a whole to %(firm)s"),
}
_OF_THEMSELVES = N_("Also said to be operated by %(firm)s; each site’s page shows who says so")
_SAME_COUNTRY = N_("Also said to be aimed at %(country)s")


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
    wording = attribution.wording
    pieces = {"by": edition.by(attribution.by), "campaign": edition.words(campaign)}
    pieces["firm"] = edition.firm(attribution.firm) if attribution.firm else Words("")
    if said.is_of_whole:
        whole = edition.sentence(_WHOLE_SOMEHOW.get(wording, _WHOLE), **pieces)
        return _group(edition, outlet, whole, graph.outlets_by_campaign.get(campaign.id, ()), edition.link(campaign))
    reason = edition.sentence(_NAMED_SOMEHOW.get(wording, _NAMED), **pieces)
    concerned = attribution.concerns if isinstance(attribution, SetAttribution) else ()
    outlets = tuple(graph.outlets[id] for id in concerned if graph.outlets[id].is_published)
    return _group(edition, outlet, reason, outlets, edition.link(campaign))


def _by_country(edition: Edition, outlet: Outlet) -> Iterator[Related | None]:
    """Yield the outlets for the same country; outlets whose target nobody knows share nothing by that."""
    for country in outlet.countries:
        link = Link(edition.book.country(country), country_path(country))
        name = edition.book.country_in_sentence(country)
        reason = edition.sentence(_SAME_COUNTRY, country=Words(name, link.path))
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

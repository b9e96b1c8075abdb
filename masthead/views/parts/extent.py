"""The extent of a set of outlets: how many countries they target, and who lists them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from masthead.edition.edition import Edition, Link
from masthead.field_types.vocabulary import EvidenceKind
from masthead.model import Campaign, Outlet
from masthead.views.parts.facts import source_links


def target_countries(outlets: Sequence[Outlet]) -> int | None:
    """Return how many countries *outlets* target; None if the target of most is unknown.

    Readers would take a number without most of the outlets for the number of all.
    """
    unknown = sum(not outlet.countries for outlet in outlets)
    return None if 2 * unknown > len(outlets) else len({code for outlet in outlets for code in outlet.countries})


def campaign_countries(campaign: Campaign, outlets: Sequence[Outlet]) -> int | None:
    """Return how many countries *outlets* target, by the sources that count or list *campaign*; None if most are unknown.

    Targets given by other sources for individual outlets do not count: those sources say nothing about the campaign.
    """
    targets = campaign_targets(campaign, outlets)
    unknown = sum(not countries for countries in targets)
    return None if 2 * unknown > len(outlets) else len(set().union(*targets))


def campaign_targets(campaign: Campaign, outlets: Iterable[Outlet]) -> list[frozenset[str]]:
    """Return the countries that each of *outlets* targets, by the sources that count or list *campaign*."""
    sources = {check.source for check in campaign.check}
    listings = (item for item in campaign.evidence if item.kind is EvidenceKind.LISTING)
    sources |= {citation.source for item in listings for citation in item.sources}
    return [
        frozenset(target.country for target in outlet.targets if target.country and target.source in sources)
        for outlet in outlets
    ]


def listed_by(edition: Edition, outlets: Sequence[Outlet]) -> tuple[Link, ...]:
    """Return links to the sources that list all of *outlets*, according to the evidence in their records."""
    listers = [_listers(outlet) for outlet in outlets]
    if not listers:
        return ()
    return source_links(edition, (id for id in listers[0] if all(id in others for others in listers)))


def _listers(outlet: Outlet) -> dict[str, None]:
    """Return the IDs of the sources that list *outlet*, each once, as keys."""
    items = (item for item in outlet.evidence if item.kind is EvidenceKind.LISTING)
    return dict.fromkeys(citation.source for item in items for citation in item.sources)

"""How far a set of outlets goes: at how many countries they are aimed, and who lists them."""

from __future__ import annotations

from collections.abc import Sequence

from masthead.edition.edition import Edition, Link
from masthead.field_types.vocabulary import EvidenceKind
from masthead.model import Campaign, Outlet
from masthead.views.parts.facts import source_links


def target_countries(outlets: Sequence[Outlet]) -> int | None:
    """Return at how many countries *outlets* are aimed; None if the target of most is unknown.

    A number that leaves out most of them would be read as that of all.
    """
    unknown = sum(not outlet.countries for outlet in outlets)
    return None if 2 * unknown > len(outlets) else len({code for outlet in outlets for code in outlet.countries})


def campaign_countries(campaign: Campaign, outlets: Sequence[Outlet]) -> int | None:
    """Return at how many countries the sources that count or list *campaign* aim *outlets*; None if most are unknown.

    What other sources say of single outlets is not what these say of the campaign.
    """
    sources = {check.source for check in campaign.check}
    sources |= {one.source for item in campaign.evidence if item.kind is EvidenceKind.LISTING for one in item.sources}
    said = [{target.country for target in outlet.targets if target.source in sources} - {None} for outlet in outlets]
    unknown = sum(not countries for countries in said)
    return None if 2 * unknown > len(outlets) else len(set().union(*said))


def listed_by(edition: Edition, outlets: Sequence[Outlet]) -> tuple[Link, ...]:
    """Return links to the sources that list every one of *outlets*, as their evidence says."""
    lists = [_listing(outlet) for outlet in outlets]
    return source_links(edition, (id for id in lists[0] if all(id in one for one in lists))) if lists else ()


def _listing(outlet: Outlet) -> dict[str, None]:
    """Return the sources that list *outlet*, each once."""
    items = (item for item in outlet.evidence if item.kind is EvidenceKind.LISTING)
    return dict.fromkeys(citation.source for item in items for citation in item.sources)

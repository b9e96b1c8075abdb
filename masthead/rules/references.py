"""Rules on references: what a record names exists, and agrees with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from masthead.findings import Finding
from masthead.graph import Graph
from masthead.model import Campaign, Record
from masthead.nearest import nearest
from masthead.references import references


def references_resolve(graph: Graph) -> Iterator[Finding]:
    """Every id that a record names is a record, and one that stands."""
    shelves: Mapping[str, Mapping[str, Record]] = {
        "sites": graph.outlets, "firms": graph.firms, "campaigns": graph.campaigns, "sources": graph.sources,
    }  # fmt: skip
    ids = {folder: frozenset(shelf) for folder, shelf in shelves.items()}
    for one in graph.loaded:
        for reference in references(one.record):
            found = shelves[reference.folder].get(reference.id)
            if found is None and graph.is_broken(reference.folder, reference.id):
                continue  # what lies there has findings of its own
            if found is None:
                cure = nearest(reference.id, ids[reference.folder]) or f"add {reference.folder}/{reference.id}.yml"
                yield one.finding(
                    reference.at, "reference", f"expected an id in {reference.folder}/, got {reference.id!r}", cure
                )
            elif one.record.is_published and not found.is_published:
                message = f"expected a record that stands, got {reference.id!r}, which is {found.state_name}"
                yield one.finding(reference.at, "reference-state", message, "name another record, or leave it out")


def outlets_of_a_set_belong_to_the_campaign(graph: Graph) -> Iterator[Finding]:
    """An outlet that a campaign names in a set names the campaign itself."""
    for one in graph.loaded:
        if not isinstance(one.record, Campaign):
            continue
        for reference in references(one.record):
            outlet = graph.outlets.get(reference.id) if reference.folder == "sites" else None
            if outlet and one.record.id not in outlet.campaigns:
                message = f"expected an outlet of this campaign, got {outlet.id!r}, which does not name it"
                yield one.finding(
                    reference.at, "campaign-membership", message, f"add {one.record.id} to campaigns of {outlet.id}"
                )

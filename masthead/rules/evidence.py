"""Rules on evidence: each item has a permalink of its own."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.findings import Finding, Location
from masthead.graph import Graph
from masthead.lists import PAGE_ANCHORS
from masthead.model import Campaign, Evidence, Firm, Outlet, Record


def evidence_of(record: Record) -> Iterator[tuple[Location, Evidence]]:
    """Yield each item of evidence of *record*, with its place."""
    if isinstance(record, Outlet | Campaign):
        yield from ((("evidence", number), evidence) for number, evidence in enumerate(record.evidence))
    if isinstance(record, Firm):
        yield from ((("statements", number), evidence) for number, evidence in enumerate(record.statements))


def evidence_ids_are_unique(graph: Graph) -> Iterator[Finding]:
    """No two items of evidence of a record share an id; none takes that of another that was renamed or went, or a page's."""
    for one in graph.loaded:
        seen = {id for correction in one.record.corrections for id in correction.withdrawn}
        for at, evidence in evidence_of(one.record):
            for place, id in (((*at, "id"), evidence.id), *_former(at, evidence)):
                if id in PAGE_ANCHORS:
                    message = f"the ID {id!r} is reserved, since pages use it themselves"
                    yield one.finding(place, "evidence-id", message, "choose another ID")
                if id in seen:
                    message = f"the ID {id!r} is already used in this record"
                    yield one.finding(place, "evidence-id", message, "choose another ID")
                seen.add(id)


def _former(at: Location, evidence: Evidence) -> Iterator[tuple[Location, str]]:
    yield from (((*at, "formerly", number), id) for number, id in enumerate(evidence.formerly))

"""Rules on evidence: each item has a permalink of its own."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.field_types.near_misses import nearest
from masthead.findings.finding import Finding, Location
from masthead.model import Evidence, Record
from masthead.model.identity import placed_evidence_of
from masthead.model.published_fields import binding_names
from masthead.record_files.reading import Loaded, Records
from masthead.relations.graph import Graph
from masthead.rules.attributions import attributions_of


def evidence_ids_are_unique(records: Records) -> Iterator[Finding]:
    """No two items of evidence of a record share an id; none takes that of another that was renamed or went."""
    for loaded in records.loaded:
        seen: set[str] = set()
        for place, id in _ids(loaded.record):
            if id in seen:
                message = f"the ID {id!r} is already used in this record"
                yield loaded.finding(place, "evidence-id", message, "choose another ID")
            seen.add(id)


def _ids(record: Record) -> Iterator[tuple[Location, str]]:
    """Yield each ID that has a permalink on the page of *record*, with its place: first those of evidence that went."""
    for number, correction in enumerate(record.corrections):
        yield from ((("corrections", number, "withdrawn", n), id) for n, id in enumerate(correction.withdrawn))
    for at, evidence in placed_evidence_of(record):
        yield (*at, "id"), evidence.id
        yield from (((*at, "formerly", number), id) for number, id in enumerate(evidence.formerly))


def named_evidence_is_in_the_record(records: Records) -> Iterator[Finding]:
    """An item that balances another, or sets out what an attribution rests on, is another item of the same record."""
    for loaded in records.loaded:
        items = list(placed_evidence_of(loaded.record))
        known = {evidence.id for _, evidence in items}
        for at, id, itself in _named(loaded, items):
            if id not in known:
                message = f"no item of evidence in this record has the ID {id!r}"
                yield loaded.finding(at, "evidence-reference", message, nearest(id, known) or "name one that is there")
            elif id == itself:
                yield loaded.finding(at, "evidence-reference", f"{id!r} cannot balance itself", "name another item")


def corrections_name_what_they_changed(graph: Graph) -> Iterator[Finding]:
    """A correction names what it changed: an item of evidence that is or was in the record, a source, or a binding field."""
    for loaded in graph.loaded:
        corrections = loaded.record.corrections
        if not any(correction.changed for correction in corrections):
            continue
        gone = {id for correction in corrections for id in correction.withdrawn}
        items = {id for _, item in placed_evidence_of(loaded.record) for id in (item.id, *item.formerly)} | gone
        fields = binding_names(type(loaded.record))
        for number, correction in enumerate(corrections):
            for place, id in enumerate(correction.changed):
                if id not in items and id not in fields and not _is_source(graph, id):
                    message = f"no item of evidence in this record, no source and no field that binds is named {id!r}"
                    at = ("corrections", number, "changed", place)
                    cure = nearest(id, items) or nearest(id, fields) or "name one that is there"
                    yield loaded.finding(at, "evidence-reference", message, cure)


def _is_source(graph: Graph, id: str) -> bool:
    """Return whether a source has or had the ID, or one that cannot be read may have it."""
    if id in graph.sources or graph.is_broken("sources", id):
        return True
    return any(id in source.formerly for source in graph.sources.values())


def _named(loaded: Loaded, items: list[tuple[Location, Evidence]]) -> Iterator[tuple[Location, str, str]]:
    """Yield the place and the ID of each item that the record names, and the ID of the item that names it."""
    for at, evidence in items:
        yield from (((*at, "balanced_by", number), id, evidence.id) for number, id in enumerate(evidence.balanced_by))
    for at, attribution in attributions_of(loaded.record):
        yield from (((*at, "evidence", number), id, "") for number, id in enumerate(attribution.evidence))

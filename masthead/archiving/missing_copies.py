"""What should have an archived copy and has none.

Sources have an address; evidence has none of its own. What makes an item of evidence last is a copy of a source that
carries it, so the sources that it cites are looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from masthead.field_types.web_addresses import address_host
from masthead.model import Evidence, Source
from masthead.model.identity import placed_evidence_of
from masthead.model.references import references
from masthead.relations.graph import Graph

ARCHIVES = ("web.archive.org", "archive.today", "archive.ph", "archive.is", "archive.md", "archive.li", "archive.org")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A source without an archived copy: its file, its address, and the time of which a copy is wanted."""

    id: str
    path: str
    address: str
    near: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The sources to look for, by id, and how many items of evidence wait for a copy."""

    wanted: tuple[Wanted, ...]
    evidence: int


def plan(graph: Graph, holds: Callable[[str], bool]) -> Plan:
    """Return what lacks a copy among the records whose path *holds* takes: sources, and what the others cite."""
    asked = [one for one in graph.loaded if one.record.is_published and holds(one.file.path)]
    ids = {one.record.id for one in asked if isinstance(one.record, Source)}
    ids |= {to.id for one in asked for to in references(one.record) if to.folder == "sources"}
    items = [evidence for one in asked for _, evidence in placed_evidence_of(one.record)]
    wanted = (_wanted(graph, graph.sources[id]) for id in sorted(ids) if id in graph.sources)
    return Plan(tuple(one for one in wanted if one), sum(not _has_copy(graph, item) for item in items))


def _wanted(graph: Graph, source: Source) -> Wanted | None:
    """Return what is wanted of *source*, or None if it has a copy, no address, or is one itself."""
    if not source.is_published or source.archives or not source.url or address_host(source.url) in ARCHIVES:
        return None
    near = source.date.latest.strftime("%Y%m%d") if source.date else ""
    return Wanted(source.id, graph.paths["sources", source.id], source.url.partition("#")[0], near)


def _has_copy(graph: Graph, evidence: Evidence) -> bool:
    return bool(evidence.archives) or any(source.archives for source in _sources(graph, evidence))


def _sources(graph: Graph, evidence: Evidence) -> Iterator[Source]:
    yield from (graph.sources[c.source] for c in evidence.sources if c.source in graph.sources)

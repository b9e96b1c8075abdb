"""Sources and evidence that lack an archived copy.

Sources have an address; evidence has none of its own. An item of evidence lasts if a source that it cites has a copy,
so copies of the cited sources are looked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from masthead.field_types.web_addresses import address_host
from masthead.model import Evidence, Source
from masthead.model.identity import placed_evidence_of
from masthead.model.references import references
from masthead.relations.graph import Graph

ARCHIVES = ("web.archive.org", "archive.today", "archive.ph", "archive.is", "archive.md", "archive.li", "archive.org")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A source without an archived copy: its file, its address, and the date near which a copy should have been made."""

    id: str
    path: str
    address: str
    near: str


@dataclass(frozen=True, slots=True)
class MissingCopies:
    """The sources whose copies to look for, by id, and the number of items of evidence that lack a copy."""

    wanted: tuple[Wanted, ...]
    evidence: int


def find_missing_copies(graph: Graph, holds: Callable[[str], bool]) -> MissingCopies:
    """Return the plan for the records for whose path *holds* is true: their sources, and cited sources, that lack a copy."""
    records = [loaded.record for loaded in graph.loaded if loaded.record.is_published and holds(loaded.file.path)]
    ids = {record.id for record in records if isinstance(record, Source)}
    ids |= {to.id for record in records for to in references(record) if to.folder == "sources"}
    items = [evidence for record in records for _, evidence in placed_evidence_of(record)]
    wanted = (_wanted(graph, graph.sources[id]) for id in sorted(ids) if id in graph.sources)
    return MissingCopies(
        tuple(source for source in wanted if source), sum(not _has_copy(graph, item) for item in items)
    )


def _wanted(graph: Graph, source: Source) -> Wanted | None:
    """Return the copy that *source* wants, or None if it has a copy or no address, or is an archived copy itself."""
    if not source.is_published or source.archives or not source.url or address_host(source.url) in ARCHIVES:
        return None
    near = source.date.latest.strftime("%Y%m%d") if source.date else ""
    return Wanted(source.id, graph.paths["sources", source.id], source.url.partition("#")[0], near)


def _has_copy(graph: Graph, evidence: Evidence) -> bool:
    cited = (graph.sources[item.source] for item in evidence.sources if item.source in graph.sources)
    return bool(evidence.archives) or any(source.archives for source in cited)

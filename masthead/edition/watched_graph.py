"""The graph as views see it: its reads are noted, and what the parts of a page ask again and again is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from masthead.edition.reads import Watched
from masthead.edition.shared_results import remembered
from masthead.model import Outlet
from masthead.relations.graph import Graph, Said

_attributions_of = remembered(64)(Graph.attributions_of)


@dataclass(frozen=True, slots=True)
class WatchedGraph(Graph):
    """A graph of which every mapping is watched."""

    def attributions_of(self, outlet: Outlet) -> tuple[Said, ...]:
        """Return the attributions of *outlet*, for which its pages ask some twenty times."""
        return _attributions_of(self, outlet)


def watched(graph: Graph) -> WatchedGraph:
    """Return *graph* for views: with every mapping watched, and without the files of the records."""
    values = {field.name: getattr(graph, field.name) for field in fields(graph)}
    mappings = {name: Watched(name, value) for name, value in values.items() if isinstance(value, Mapping)}
    return WatchedGraph(**values | mappings | {"loaded": (), "broken": frozenset()})

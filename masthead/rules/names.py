"""Rules on names: the name that pages show is one that a source prints."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.field_types.near_misses import nearest
from masthead.findings.finding import Finding
from masthead.model import Outlet
from masthead.relations.graph import Graph


def name_is_one_of_names(graph: Graph) -> Iterator[Finding]:
    """The name of an outlet stands among its names, which have sources."""
    for one in graph.loaded:
        if isinstance(one.record, Outlet) and one.record.name is not None:
            texts = [name.text for name in one.record.names]
            if one.record.name not in texts:
                message = f"the name {one.record.name!r} is not in names, so no source is given for it"
                cure = nearest(one.record.name, texts) or "add it to names, with the source that prints it"
                yield one.finding(("name",), "name-sourced", message, cure)

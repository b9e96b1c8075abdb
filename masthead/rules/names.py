"""Rules on names: the name that pages show is one that a source prints, and no two firms or campaigns have one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from masthead.field_types.near_misses import nearest
from masthead.findings.finding import Finding, Location
from masthead.model import Campaign, Firm, Outlet, Record
from masthead.records.reading import Loaded
from masthead.relations.graph import Graph
from masthead.syntax.confusable_letters import skeleton


def name_is_one_of_names(graph: Graph) -> Iterator[Finding]:
    """The name of an outlet stands among its names, which have sources."""
    for one in graph.loaded:
        if isinstance(one.record, Outlet) and one.record.name is not None:
            texts = [name.text for name in one.record.names]
            if one.record.name not in texts:
                message = f"the name {one.record.name!r} is not in names, so no source is given for it"
                cure = nearest(one.record.name, texts) or "add it to names, with the source that prints it"
                yield one.finding(("name",), "name-sourced", message, cure)


def names_are_unique(graph: Graph) -> Iterator[Finding]:
    """No two firms, and no two campaigns, have names or aliases that look alike."""
    bearers: defaultdict[tuple[str, str], list[tuple[Loaded, Location, str]]] = defaultdict(list)
    for one in graph.loaded:
        if one.record.is_published:
            for at, name in _names(one.record):
                bearers[one.file.folder, skeleton(name) or name].append((one, at, name))
    for alike in bearers.values():
        for one, at, name in alike:
            rival = next((other for other, _, _ in alike if other is not one), None)
            if rival:
                message = f"{rival.file.path} has a name that looks like {name!r}"
                cure = "explain the difference in a note, or join the records if both are the same"
                yield one.finding(at, "name-unique", message, cure)


def _names(record: Record) -> Iterator[tuple[Location, str]]:
    """Yield the names of a firm or campaign; wrong spellings are no names of it."""
    if isinstance(record, Firm | Campaign):
        yield ("name",), record.name
        yield from ((("aliases", number, "text"), alias.text) for number, alias in enumerate(record.aliases))
    if isinstance(record, Firm) and record.native_name:
        yield ("native_name", "text"), record.native_name.text

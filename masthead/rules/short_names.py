"""Rules on short names, by which sentences say who says something."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from masthead.findings.finding import Finding
from masthead.model import Firm, Source
from masthead.model.named_hosts import own_hosts
from masthead.record_files.reading import Loaded
from masthead.relations.graph import Graph
from masthead.relations.grounds import Bodies, apart, bodies_of, hosts
from masthead.relations.like_names import bare_name, is_signed_by

_BETWEEN_BODIES = re.compile("[,;()（）]")


def short_names_mean_one_publisher(graph: Graph) -> Iterator[Finding]:
    """No two publishers have one short name: sentences would say of one what the other says."""
    several = [
        alike
        for alike in _by_short_name(graph).values()
        if len({bare_name(source.publisher) for _, source in alike}) > 1
    ]
    bodies = bodies_of(graph.sources.values(), apart(graph.sources.values())) if several else Bodies(())
    for alike in several:
        for loaded, source in alike:
            rival = next((rival for rival, other in alike if not _speak_as_one(bodies, source, other)), None)
            if rival:
                yield _misleading(loaded, f"{rival.file.path} has the same short name, and another publisher")


def short_names_mean_no_firm(graph: Graph) -> Iterator[Finding]:
    """No publisher has the name of a firm as its short name, unless it is the firm."""
    sources = _by_short_name(graph)
    for path, firm in ((loaded.file.path, loaded.record) for loaded in graph.loaded):
        if isinstance(firm, Firm) and firm.is_published:
            for bare in dict.fromkeys(map(bare_name, _names(firm))):
                for loaded, source in sources.get(bare, ()):
                    if not _is_of(firm, source):
                        yield _misleading(loaded, f"it is a name of {path}, which is not the publisher")


def _by_short_name(graph: Graph) -> Mapping[str, list[tuple[Loaded, Source]]]:
    """Return the sources that are published by the bare form of their short names."""
    by_name: defaultdict[str, list[tuple[Loaded, Source]]] = defaultdict(list)
    for loaded in graph.loaded:
        if isinstance(loaded.record, Source) and loaded.record.is_published:
            by_name[bare_name(loaded.record.short_name)].append((loaded, loaded.record))
    return by_name


def _misleading(loaded: Loaded, message: str) -> Finding:
    cure = "write a short name that means this publisher alone; if it passes on a text of the other, name both as publisher"
    return loaded.finding(("short_name",), "short-name", message, cure)


def _speak_as_one(bodies: Bodies, source: Source, other: Source) -> bool:
    """Return whether *source* and *other*, which have one short name, are of one body, or one passes on texts of the other."""
    if bodies.are_one(source.publisher, other.publisher):
        return True
    named = (part for name in (source.publisher, other.publisher) for part in _BETWEEN_BODIES.split(name)[1:])
    return bare_name(source.short_name) in {bare_name(part) for part in named if part.strip()}


def _names(firm: Firm) -> tuple[str, ...]:
    native = firm.native_name.text if firm.native_name else None
    return tuple(filter(None, (firm.name, firm.short_name, native, *(alias.text for alias in firm.aliases))))


def _is_of(firm: Firm, source: Source) -> bool:
    """Return whether *firm* published *source*, by its name or on its site."""
    on_site = (host == own or host.endswith(f".{own}") for own in own_hosts(firm) for host in hosts(source))
    return any(is_signed_by(source.publisher, name) for name in _names(firm)) or any(on_site)

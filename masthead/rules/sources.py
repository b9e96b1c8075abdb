"""Rules on sources: who else says it, how far it was read, and whether anything cites it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from masthead.field_types.vocabulary import Confidence, Verification
from masthead.field_types.web_addresses import address_host
from masthead.findings.finding import Finding, Location
from masthead.model import Attribution, Campaign, Outlet, Source
from masthead.records.reading import Loaded
from masthead.relations.graph import Graph
from masthead.rules.archives import copied_address
from masthead.rules.attributions import attributions


def outlet_has_a_source_of_somebody_else(graph: Graph) -> Iterator[Finding]:
    """An outlet has evidence from a source that is not the outlet itself."""
    for one in graph.loaded:
        if isinstance(one.record, Outlet) and one.record.is_published:
            own = {one.record.host, *(further.host for further in one.record.hosts)}
            cited = {c.source for evidence in one.record.evidence for c in evidence.sources}
            if all(id in graph.sources and _is_of(own, graph.sources[id]) for id in cited):
                message = "all evidence comes from the outlet itself"
                yield one.finding(
                    ("evidence",), "source-independent", message, "cite somebody else who describes the outlet"
                )


def second_hand_sources_say_so(graph: Graph) -> Iterator[Finding]:
    """A source that was not read says through whom it is known."""
    for one in graph.loaded:
        source = one.record
        if isinstance(source, Source) and source.verification is Verification.CITED and not (source.via or source.note):
            message = "the source was not read, and the record does not say how it is known"
            yield one.finding(
                ("verification",), "source-second-hand", message, "add `via: […]`, or say in a note how it is known"
            )


def high_confidence_has_ground(graph: Graph) -> Iterator[Finding]:
    """High confidence rests on a document that was read in full, or on two independent publishers."""
    for alike in _alike(graph):
        if any(said.by not in graph.sources for _, _, said in alike):
            continue  # what is not known may be the ground
        alone = len({_original(graph.sources, said.by).publisher for _, _, said in alike}) < 2
        for one, at, said in alike:
            if alone and said.confidence is Confidence.HIGH and not _is_primary(graph.sources[said.by]):
                message = "confidence is high without a source read in full or a second independent publisher"
                cure = "read the source in full, cite a second publisher, or lower the confidence"
                yield one.finding((*at, "confidence"), "confidence-ground", message, cure)


def _alike(graph: Graph) -> Iterable[list[tuple[Loaded, Location, Attribution]]]:
    """Return the attributions of each record that say the same of the same firm, together."""
    groups: defaultdict[tuple[object, ...], list[tuple[Loaded, Location, Attribution]]] = defaultdict(list)
    for one, at, said in attributions(graph):
        groups[one.file.path, said.firm, said.role, said.stance].append((one, at, said))
    return groups.values()


def records_are_used(graph: Graph) -> Iterator[Finding]:
    """A firm, source or campaign is named by another record, or says why it is kept."""
    if graph.broken:
        return  # nobody knows what those records name
    named = {
        (found.folder, found.id)
        for one in graph.loaded
        for found in graph.references[one.file.path]
        if found.id != one.record.id
    }
    for one in graph.loaded:
        record = one.record
        if isinstance(record, Outlet) or record.kept_because or not record.is_published:
            continue
        if isinstance(record, Campaign) and graph.outlets_by_campaign.get(record.id):
            continue
        if (one.file.folder, record.id) not in named:
            yield one.finding(
                (),
                "unused",
                "no other record refers to this one",
                "refer to it where it belongs, or add `kept_because: …`",
            )


def _is_of(hosts: set[str], source: Source) -> bool:
    """Return whether *source* lies on one of *hosts* or below it, or is an archived copy of what does."""
    if not source.url:
        return False
    address = copied_address(source.url) or source.url
    host = address_host(address if "://" in address else f"//{address}")
    return any(host == own or host.endswith(f".{own}") for own in hosts)


def _is_primary(source: Source) -> bool:
    return source.verification is Verification.FULL and source.copy_of is None


def _original(sources: Mapping[str, Source], id: str) -> Source:
    """Return the source whose text the source *id* repeats, or itself: copies of one text count once."""
    seen = {id}
    source = sources[id]
    while source.copy_of and source.copy_of in sources and source.copy_of not in seen:
        seen.add(source.copy_of)
        source = sources[source.copy_of]
    return source

"""Rules on sources: who else says it, how far it was read, and whether anything cites it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

from masthead.field_types.fields import shorten
from masthead.field_types.vocabulary import Confidence, Verification
from masthead.findings.finding import Finding, Location
from masthead.hosts.known_hosts import well_known
from masthead.model import Attribution, Campaign, Firm, Outlet, Source
from masthead.model.named_hosts import own_hosts
from masthead.record_files.reading import Loaded, Records
from masthead.relations.graph import Graph
from masthead.relations.grounds import (
    Bodies,
    addresses,
    apart,
    hosts,
    hosts_shown,
    is_judged,
    kin,
    pair_of,
)
from masthead.relations.like_names import are_alike, is_signed_by, kin_pairs, publisher_pairs
from masthead.relations.provenance import behind, comes_from, rest_on_one
from masthead.rules.attributions import attributions


def outlet_has_a_source_of_somebody_else(graph: Graph) -> Iterator[Finding]:
    """An outlet has evidence from a source that is not the outlet itself."""
    for loaded in graph.loaded:
        if isinstance(loaded.record, Outlet) and loaded.record.is_published:
            cited = {c.source for evidence in loaded.record.evidence for c in evidence.sources}
            if cited <= graph.sources.keys() and _all_comes_from(graph, loaded.record, cited):
                message = "all evidence comes from the outlet itself"
                yield loaded.finding(
                    ("evidence",), "source-independent", message, "cite somebody else who describes the outlet"
                )


def _all_comes_from(graph: Graph, outlet: Outlet, cited: Iterable[str]) -> bool:
    """Return whether all that was read for the sources *cited* comes from pages of *outlet*."""
    return comes_from(graph.sources, ((id, ()) for id in cited), partial(_is_own, outlet))


def firms_speak_in_their_own_name(graph: Graph) -> Iterator[Finding]:
    """A statement on a firm that is read on a page of the firm, behind another address, is not said to be somebody else's."""
    # A source at the host of the firm itself has to name the firm as its publisher anyway, or the host is somebody else's.
    for loaded, at, attribution in attributions(graph):
        firm = graph.firms.get(attribution.firm or "")
        if firm is None or not firm.websites or attribution.by not in graph.sources:
            continue
        if comes_from(graph.sources, ((attribution.by, ()),), partial(_shows_page_of, firm)):
            message = f"the source shows a page of {firm.name!r} itself, and names somebody else as its publisher"
            cure = "name the firm as the publisher of its page, or cite somebody else who says so"
            yield loaded.finding((*at, "by"), "source-of-firm", message, cure)


def _shows_page_of(firm: Firm, source: Source) -> bool:
    """Return whether *source* is a page of *firm* behind the address of another site, under the name of somebody else."""
    behind = hosts_shown(source) - hosts(source)
    own = own_hosts(firm)
    if not any(host == mine or host.endswith(f".{mine}") for mine in own for host in behind):
        return False
    names = (firm.name, firm.short_name, *(alias.text for alias in firm.aliases), *own)
    native = firm.native_name.text if firm.native_name else None
    return not any(is_signed_by(source.publisher, name) for name in (*names, native) if name)


def second_hand_sources_say_so(records: Records) -> Iterator[Finding]:
    """A source that was not read says through whom it is known."""
    for loaded in records.loaded:
        source = loaded.record
        if isinstance(source, Source) and source.verification is Verification.CITED and not (source.via or source.note):
            message = "the source was not read, and the record does not say how it is known"
            yield loaded.finding(
                ("verification",), "source-second-hand", message, "add `via: […]`, or say in a note how it is known"
            )


def sources_have_addresses_of_their_own(graph: Graph) -> Iterator[Finding]:
    """No two sources have one address, however it is written, nor the same page in an archive."""
    at_address: defaultdict[str, list[Loaded]] = defaultdict(list)
    for loaded in graph.loaded:
        if isinstance(loaded.record, Source):
            for address in addresses(loaded.record):
                at_address[address].append(loaded)
    for loaded, rival in {
        loaded.file.path: (loaded, rival) for alike in at_address.values() for loaded, rival in _pairs(alike)
    }.values():
        message = f"{rival.file.path} has the same address, or a copy of it"
        yield loaded.finding(
            ("url",), "source-address", message, "join the two, or say in a note what each is of the page"
        )


def _pairs(alike: list[Loaded]) -> Iterator[tuple[Loaded, Loaded]]:
    """Yield each of *alike* with another."""
    yield from ((loaded, alike[number - 1]) for number, loaded in enumerate(alike) if len(alike) > 1)


def publishers_are_distinct(graph: Graph) -> Iterator[Finding]:
    """No two publishers have nearly equal names, unless a source says that they are two; a warning then asks for review."""
    sources = [loaded for loaded in graph.loaded if isinstance(loaded.record, Source) and loaded.record.is_published]
    first = {loaded.record.publisher: loaded for loaded in reversed(sources) if isinstance(loaded.record, Source)}
    bodies, denials = Bodies(graph.sources.values()), _denials(sources)
    alike = list(publisher_pairs(first))
    for pair in alike:
        if pair_of(*pair) not in denials and not bodies.are_one(*pair):
            for name, other in (pair, pair[::-1]):
                message = f"the name is nearly that of the publisher of {first[other].file.path}, {shorten(other)!r}, so the two count as one"
                cure = "write one name for one publisher; if they are two, name the other under publisher_is_not"
                yield first[name].finding(("publisher",), "publisher-alike", message, cure)
    near = dict.fromkeys(pair_of(*pair) for pair in (*alike, *(kin_pairs(first) if denials else ())))
    for loaded, number, other in (place for pair in near for place in denials.get(pair, ())):
        message = f"{shorten(other)!r} is nearly the name of this publisher, and counts as another"
        cure = "see that there are two publishers, and that neither belongs to the other"
        yield loaded.finding(("publisher_is_not", number), "publisher-alike", message, cure)


def _denials(sources: Iterable[Loaded]) -> dict[frozenset[str], list[tuple[Loaded, int, str]]]:
    """Return where *sources* say that their publisher is not another one, by the names of the two."""
    denials: defaultdict[frozenset[str], list[tuple[Loaded, int, str]]] = defaultdict(list)
    for loaded in sources:
        if isinstance(loaded.record, Source):
            for number, other in enumerate(loaded.record.publisher_is_not):
                denials[pair_of(loaded.record.publisher, other)].append((loaded, number, other))
    return denials


def high_confidence_has_ground(graph: Graph) -> Iterator[Finding]:
    """High confidence rests on a document that was read in full, or on two independent publishers that were read."""
    differing = apart(graph.sources.values())
    for alike in _alike(graph):
        if all(attribution.confidence is not Confidence.HIGH for _, _, attribution in alike):
            continue
        if any(attribution.by not in graph.sources for _, _, attribution in alike):
            continue  # what is not known may be the ground
        alone = rest_on_one(
            graph.sources, ((attribution.by, attribution.via) for _, _, attribution in alike), differing
        )
        for loaded, at, attribution in alike:
            if (
                alone
                and attribution.confidence is Confidence.HIGH
                and not _is_primary(graph.sources[attribution.by], attribution)
            ):
                message = "confidence is high without a source read in full or a second independent publisher"
                cure = "read the source in full, cite a second publisher, or lower the confidence"
                yield loaded.finding((*at, "confidence"), "confidence-ground", message, cure)


def high_confidence_is_of_two_bodies(graph: Graph) -> Iterator[Finding]:
    """High confidence does not rest on two publishers alone that differ in nothing but Press and Institute, or is looked at."""
    differing = apart(graph.sources.values())
    related = kin(graph.sources.values()) - differing
    for alike in _alike(graph) if related else ():
        high = [place for place in alike if place[2].confidence is Confidence.HIGH]
        ways = [(attribution.by, attribution.via) for _, _, attribution in alike if attribution.by in graph.sources]
        is_primary = any(_is_primary(graph.sources[attribution.by], attribution) for _, _, attribution in high)
        if not high or len(ways) < len(alike) or is_primary:
            continue
        if rest_on_one(graph.sources, ways, differing, related) and not rest_on_one(graph.sources, ways, differing):
            names = " and ".join(sorted({repr(shorten(graph.sources[by].publisher)) for by, _ in ways}))
            message = (
                f"confidence is high by two publishers whose names have the same words but for a common one: {names}"
            )
            for loaded, at, _ in high:
                yield loaded.finding(
                    (*at, "confidence"), "publisher-alike", message, "see that neither belongs to the other"
                )


def _alike(graph: Graph) -> Iterable[list[tuple[Loaded, Location, Attribution]]]:
    """Return the attributions of each record that say the same of the same firm, together."""
    groups: defaultdict[tuple[object, ...], list[tuple[Loaded, Location, Attribution]]] = defaultdict(list)
    for loaded, at, attribution in attributions(graph):
        groups[loaded.file.path, attribution.firm, attribution.role, attribution.stance].append(
            (loaded, at, attribution)
        )
    return groups.values()


def records_are_used(graph: Graph) -> Iterator[Finding]:
    """A firm, source or campaign is named by another record, or says why it is kept."""
    if graph.broken:
        return  # the references of those records are unknown
    named = {
        (reference.folder, reference.id)
        for loaded in graph.loaded
        for reference in graph.references[loaded.file.path]
        if reference.id != loaded.record.id
    }
    for loaded in graph.loaded:
        record = loaded.record
        if isinstance(record, Outlet) or record.kept_because or not record.is_published:
            continue
        if isinstance(record, Campaign) and graph.outlets_by_campaign.get(record.id):
            continue
        if (loaded.file.folder, record.id) not in named:
            yield loaded.finding(
                (),
                "unused",
                "no other record refers to this one",
                "refer to it where it belongs, or add `kept_because: …`",
            )


def _is_primary(source: Source, attribution: Attribution) -> bool:
    """Return whether *source* was read in full, has a known author or publisher, and can be read by others too."""
    can_be_found = source.url or source.archives or (source.date and attribution.locator)
    is_whole = source.verification is Verification.FULL and not behind(source)
    return is_whole and is_judged(source) and bool(can_be_found)


def _is_own(outlet: Outlet, source: Source) -> bool:
    """Return whether *source* is a page of *outlet*, by a host that it is on or shows, or by its publisher.

    A genuine outlet has the name of those that imitate it.
    """
    own = own_hosts(outlet)
    if any(host == mine or host.endswith(f".{mine}") for mine in own for host in hosts_shown(source)):
        return True
    if any(map(well_known, hosts(source))):
        return False  # as most sources, and quicker to see than whether names are alike
    if any(are_alike(source.publisher, genuine.name) for genuine in outlet.imitates):
        return False
    return any(is_signed_by(source.publisher, name) for name in (*own, *(name.text for name in outlet.names)))

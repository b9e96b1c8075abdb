"""Rules on hosts: each belongs to one record, and a record names the one that is meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from masthead.field_types.fields import HostUse
from masthead.field_types.vocabulary import PublisherKind
from masthead.field_types.web_addresses import address_host
from masthead.findings.finding import Finding, Location
from masthead.hosts.known_hosts import at_or_above, shared_host, site_of, well_known, why_shared
from masthead.hosts.labels import deceiving_labels
from masthead.hosts.public_suffixes import is_public_suffix
from masthead.model import Outlet, Record, Source
from masthead.model.named_hosts import NamedHost, named_hosts
from masthead.records.reading import Loaded
from masthead.relations.graph import Graph

_CLAIMED = (HostUse.OWN, HostUse.EXCLUDED)
"""What one record alone may say of a host."""


@dataclass(frozen=True, slots=True)
class _Claim:
    by: Loaded
    at: Location

    @property
    def is_former_id(self) -> bool:
        return self.at[:1] == ("formerly",)

    @property
    def is_id(self) -> bool:
        """Whether it is the id of an outlet, or a former one."""
        return isinstance(self.by.record, Outlet) and (not self.at or self.is_former_id)


def hosts_are_unique(graph: Graph) -> Iterator[Finding]:
    """No host is used by two records, or twice by one; each of them has a finding that names another."""
    claims: dict[str, list[_Claim]] = {}
    for one in graph.loaded:
        for named in named_hosts(one.record):
            if named.use in _CLAIMED:
                claims.setdefault(named.host, []).append(_Claim(one, named.at))
    for host, claimants in claims.items():
        if not _are_former_ids(claimants):
            for claim, other in _rivals(claimants):
                message = f"host {host!r} is already used in {other.file.path}"
                yield claim.by.finding(claim.at, "host-unique", message, "remove one of the two")


def _are_former_ids(claimants: list[_Claim]) -> bool:
    """Return whether the rule on former ids has the same findings on *claimants*."""
    return all(claim.is_id for claim in claimants) and any(claim.is_former_id for claim in claimants)


def _rivals(claimants: list[_Claim]) -> Iterator[tuple[_Claim, Loaded]]:
    """Yield each claim that has a rival, with the record of the rival; the first claim only if that is another."""
    first, *further = claimants
    abroad = next((claim.by for claim in further if claim.by is not first.by), None)
    if abroad:
        yield first, abroad
    yield from ((claim, first.by) for claim in further)


def hosts_are_the_ones_meant(graph: Graph) -> Iterator[Finding]:
    """A host has no www, and is neither a public suffix nor shared: what is said of it would hit others."""
    for one in graph.loaded:
        for named in named_hosts(one.record):
            if named.use is not HostUse.EXCEPTION:
                yield from _check(one, named)


def genuine_outlets_are_not_recorded(graph: Graph) -> Iterator[Finding]:
    """A host that a record claims is not well known as another site, unless the record says why it is recorded."""
    others = _hosts_of_others(graph)
    for one in graph.loaded:
        excepted = {named.host for named in named_hosts(one.record) if named.use is HostUse.EXCEPTION}
        pages = _own_pages(graph, one, others)
        for named in named_hosts(one.record):
            if named.use is HostUse.OWN and named.host not in excepted:
                yield from _check_genuine(one, named, others if isinstance(one.record, Outlet) else {}, pages)


def exceptions_are_needed(graph: Graph) -> Iterator[Finding]:
    """A host that a record excepts is one that it names as its own."""
    for one in graph.loaded:
        own = {named.host for named in named_hosts(one.record) if named.use is HostUse.OWN}
        for named in named_hosts(one.record):
            if named.use is HostUse.EXCEPTION and named.host not in own:
                message = f"host {named.host!r} is named nowhere else in this record"
                yield one.finding(named.at, "host-exception", message, "name it where it belongs, or delete the entry")


def _check(one: Loaded, named: NamedHost) -> Iterator[Finding]:
    host, at = named.host, named.at
    if host.startswith("www."):
        message = f"host {host!r} starts with 'www.'"
        yield one.finding(at, "host-www", message, f"write {host.removeprefix('www.')}")
    if is_public_suffix(host):
        message = f"host {host!r} is a public suffix, under which anybody can have a site"
        yield one.finding(at, "host-suffix", message, "give the host of this one site")
    elif shared := shared_host(host):
        why = why_shared(shared)
        message = f"host {host!r} is {why}" if shared == host else f"host {host!r} belongs to {shared}, {why}"
        yield one.finding(at, "host-shared", message, "give the narrower host, or leave the site out")
    for label in deceiving_labels(host):
        message = f"the label {label!r} is made of letters that look like others"
        yield one.finding(at, "host-mixed-script", message, "compare it with the source, letter by letter")


def _check_genuine(
    one: Loaded, named: NamedHost, others: Mapping[str, Loaded], pages: Collection[str]
) -> Iterator[Finding]:
    """Yield the finding on a host that is on a pinned list, or at or below one of *others*, by the records that name it.

    *pages* are those among them of which the record says that they are its own.
    """
    host = named.host
    if shared_host(host):
        return
    namer = next((others[parent] for parent in at_or_above(host) if parent in others and parent not in pages), None)
    if why := well_known(host):
        message = f"host {host!r} is {why}"
    elif namer and isinstance(namer.record, Source):
        message = f"host {host!r} is that of a source, {namer.file.path}"
    elif namer:
        message = f"host {host!r} is that of a genuine outlet, by {namer.file.path}"
    else:
        return
    cure = "record what a site imitates or copies under imitates or copies; if the host is right, say why in well_known"
    yield one.finding(named.at, "host-genuine", message, cure)


def _hosts_of_others(graph: Graph) -> Mapping[str, Loaded]:
    """Return the hosts of sources, and of genuine outlets that others imitate, each with a record that names it."""
    found: dict[str, Loaded] = {}
    cited = _cited(graph)
    for one in sorted(graph.loaded, key=lambda one: _may_be_own(one.record)):
        if (
            isinstance(one.record, Source)
            and one.record.url
            and (one.record.id in cited or not _may_be_own(one.record))
        ):
            found.setdefault(site_of(address_host(one.record.url)), one)
        for named in named_hosts(one.record):
            if named.use is HostUse.IMITATED:
                found.setdefault(named.host, one)
    return found


def _cited(graph: Graph) -> frozenset[str]:
    """Return the IDs of the sources that records of other kinds cite."""
    citing = (one for one in graph.loaded if not isinstance(one.record, Source))
    return frozenset(
        found.id for one in citing for found in graph.references[one.file.path] if found.folder == "sources"
    )


def _may_be_own(record: Record) -> bool:
    """Return whether *record* is a source that may be an outlet's own page, cited for what it prints: nobody knows by whom."""
    return isinstance(record, Source) and record.publisher_kind is PublisherKind.UNKNOWN


def _own_pages(graph: Graph, one: Loaded, others: Mapping[str, Loaded]) -> frozenset[str]:
    """Return the hosts among those of *others* that belong to a record: on which pages are that it cites as its own."""
    cited = (graph.sources.get(found.id) for found in graph.references[one.file.path] if found.folder == "sources")
    sites = {site_of(address_host(source.url)) for source in cited if source and source.url and _may_be_own(source)}
    return frozenset(site for site in sites if site in others and _may_be_own(others[site].record))

"""Rules on hosts: each host belongs to one record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from masthead.findings import Finding, Location
from masthead.graph import Graph
from masthead.model import Campaign, Firm, Outlet, Record
from masthead.records import Loaded

_Claim = tuple[Loaded, Location]


def hosts_are_unique(graph: Graph) -> Iterator[Finding]:
    """No host is claimed by two records, nor twice by one; each of the two is told about the other."""
    claims: defaultdict[str, list[_Claim]] = defaultdict(list)
    for one in graph.loaded:
        for at, host in _hosts(one.record):
            claims[host].append((one, at))
    for host, claimants in claims.items():
        for (one, at), other in _rivals(claimants):
            message = f"expected a host that nothing else claims, got {host!r}, which is in {other.file.path}"
            yield one.finding(at, "host-unique", message, "keep it in one place")


def _rivals(claimants: list[_Claim]) -> Iterator[tuple[_Claim, Loaded]]:
    """Yield each claim that has a rival, with the record of the rival; the first claim only if that is another."""
    first, *further = claimants
    abroad = next((other for other, _ in further if other is not first[0]), None)
    if abroad:
        yield first, abroad
    yield from ((claim, first[0]) for claim in further)


def _hosts(record: Record) -> Iterator[tuple[Location, str]]:
    """Yield the hosts that *record* claims, each with its place."""
    if isinstance(record, Outlet):
        yield (), record.host
        yield from ((("hosts", n, "host"), further.host) for n, further in enumerate(record.hosts))
    if isinstance(record, Firm):
        yield from ((("websites", n, "host"), website.host) for n, website in enumerate(record.websites))
    if isinstance(record, Campaign):
        yield from ((("excluded", n, "host"), excluded.host) for n, excluded in enumerate(record.excluded))

"""Rules on hosts: each host belongs to one record."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.findings import Finding, Location
from masthead.graph import Graph
from masthead.model import Campaign, Firm, Outlet, Record


def hosts_are_unique(graph: Graph) -> Iterator[Finding]:
    """No host is claimed by two records, nor twice by one."""
    claimed: dict[str, str] = {}
    for one in graph.loaded:
        for at, host in _hosts(one.record):
            if host in claimed:
                message = f"expected a host that nothing else claims, got {host!r}, which is in {claimed[host]}"
                yield one.finding(at, "host-unique", message, "keep it in one place")
            claimed.setdefault(host, one.file.path)


def _hosts(record: Record) -> Iterator[tuple[Location, str]]:
    """Yield the hosts that *record* claims, each with its place."""
    if isinstance(record, Outlet):
        yield (), record.host
        yield from ((("hosts", n, "host"), further.host) for n, further in enumerate(record.hosts))
    if isinstance(record, Firm):
        yield from ((("websites", n, "host"), website.host) for n, website in enumerate(record.websites))
    if isinstance(record, Campaign):
        yield from ((("excluded", n, "host"), excluded.host) for n, excluded in enumerate(record.excluded))

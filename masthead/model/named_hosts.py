"""Which fields name hosts: the hosts of which pages and the look-up say something, each with what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from masthead.field_types.fields import HostUse, NamesHost
from masthead.field_types.web_addresses import is_host
from masthead.findings.finding import Location
from masthead.model import Outlet, Record
from masthead.model.traversal import marked


@dataclass(frozen=True, slots=True)
class NamedHost:
    """A host, what the record that names it says of it, and its place in the record."""

    host: str
    use: HostUse
    at: Location


def named_hosts(record: Record) -> Iterator[NamedHost]:
    """Yield each host that *record* names, an outlet's own first; a file whose name is no host has its own finding."""
    if isinstance(record, Outlet) and is_host(record.host):
        yield NamedHost(record.host, HostUse.OWN, ())
    for at, mark, host in marked(record, NamesHost):
        yield NamedHost(host, mark.use, at)


def own_hosts(record: Record) -> tuple[str, ...]:
    """Return the hosts that belong to *record*: of an outlet its own, its former and its further ones."""
    return tuple(dict.fromkeys(one.host for one in named_hosts(record) if one.use is HostUse.OWN))

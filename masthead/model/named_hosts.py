"""The hosts that a record names, each with the use that the record makes of it: pages and the look-up report them."""

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
    """A host, how the record that names it uses it, and its location in the record."""

    host: str
    use: HostUse
    at: Location


def named_hosts(record: Record) -> Iterator[NamedHost]:
    """Yield each host that *record* names, first the outlet's own; a file name that is not a host has its own finding."""
    if isinstance(record, Outlet) and is_host(record.host):
        yield NamedHost(record.host, HostUse.OWN, ())
    for at, mark, host in marked(record, NamesHost):
        yield NamedHost(host, mark.use, at)


def own_hosts(record: Record) -> tuple[str, ...]:
    """Return the hosts that belong to *record*, each once: an outlet has its own, its former and its further hosts."""
    return tuple(dict.fromkeys(named.host for named in named_hosts(record) if named.use is HostUse.OWN))

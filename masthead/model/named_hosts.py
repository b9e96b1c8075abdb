"""The hosts that a record names, each with the use that the record makes of it: pages and the look-up report them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from masthead.field_types.fields import HostUse, NamesHost
from masthead.field_types.web_addresses import AddressError, is_host
from masthead.findings.finding import Location
from masthead.hosts.host_for_record import read_pasted
from masthead.hosts.public_suffixes import is_public
from masthead.model import Outlet, Record
from masthead.model.record import once_a_record
from masthead.model.traversal import marked


@dataclass(frozen=True, slots=True)
class NamedHost:
    """A host, how the record that names it uses it, and its location in the record."""

    host: str
    use: HostUse
    at: Location


@once_a_record  # many rules ask for the hosts of every record
def named_hosts(record: Record) -> tuple[NamedHost, ...]:
    """Return each host that *record* names, first the outlet's own; a file name that is not a host has its own finding."""
    return tuple(_named_hosts(record))


def _named_hosts(record: Record) -> Iterator[NamedHost]:
    if isinstance(record, Outlet) and is_host(record.host):
        yield NamedHost(record.host, HostUse.OWN, ())
    for at, mark, text in marked(record, NamesHost):
        host = host_meant(text) if mark.use is HostUse.COPIED else text
        if host:
            yield NamedHost(host, mark.use, at)


@lru_cache(maxsize=4096)  # several rules ask for the hosts of every record
def host_meant(text: str) -> str:
    """Return the host that the whole of *text* means, and not a page on it; nothing if it is a name, such as L’essentiel."""
    try:
        pasted = read_pasted(text)
    except AddressError:
        return ""
    return pasted.host if is_public(pasted.host) and not pasted.is_page else ""


@once_a_record
def own_hosts(record: Record) -> tuple[str, ...]:
    """Return the hosts that belong to *record*, each once: an outlet has its own, its former and its further hosts."""
    return tuple(dict.fromkeys(named.host for named in named_hosts(record) if named.use is HostUse.OWN))

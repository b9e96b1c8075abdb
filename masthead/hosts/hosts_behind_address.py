"""The addresses inside an address: of the page behind a proxy, an archive, a translator or a link that counts clicks.

A look-up reports all of them (host_in_text.py). Here the question is whose page may be behind an address.
"""

from __future__ import annotations

from functools import lru_cache

from masthead.hosts.host_in_text import find
from masthead.hosts.known_hosts import hides_where_it_leads, meant_in, passes_pages_on
from masthead.hosts.texts_in_address import Grade


@lru_cache(maxsize=8192)  # several rules ask for those of each source
def hosts_behind(address: str) -> tuple[str, ...]:
    """Return the hosts, without www, of the addresses inside *address*, however they are encoded.

    Those without http: count only at a service that passes pages on; elsewhere a page may be about a site that it names.
    """
    inner = (match for match in find(address) if match.inside and match.grade is not Grade.FAINT)
    return tuple(match.hosts[0] for match in inner if match.has_scheme or passes_pages_on(match.inside[0]))


@lru_cache(maxsize=8192)
def page_host(address: str) -> str:
    """Return the host of the page at *address*: the one behind it, if it is at a service that passes pages on, or nothing."""
    meant = next(iter(meant_in(address)), None)
    return meant.hosts[0] if meant and not hides_where_it_leads(meant) else ""

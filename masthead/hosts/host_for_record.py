"""The host that a pasted text means and a record may hold: an address, a bare host, one made harmless for reading."""

from __future__ import annotations

import re
from dataclasses import dataclass

from masthead.field_types.web_addresses import AddressError, read_host
from masthead.hosts.host_in_text import find, host_of, plain
from masthead.hosts.known_hosts import hides_where_it_leads, meant_in, shared_host

MAX_PASTED = 4000

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_PORT = re.compile(r"[0-9]*(?:[/?#\\]|$)")
_WEB = frozenset({"http", "https", "hxxp", "hxxps"})
_A_HOST = "a host name such as romajournal.org"


@dataclass(frozen=True, slots=True)
class Pasted:
    """The host that a text names or leads to."""

    host: str
    is_page: bool
    """Whether the text leads below the host: what is said of a page may not be meant of the whole site."""


def read_pasted(text: str) -> Pasted:
    """Return the host that *text* names or leads to, as records write it: in lower case, without www.

    A host inside another address is unwrapped as in a look-up. But a look-up finds a host in a sentence too, and here
    the result becomes a record.
    """
    if len(text) > MAX_PASTED:
        raise AddressError(f"{_A_HOST} or an address, of at most {MAX_PASTED} characters")
    address = _from_host(plain(text))
    authority, *path = re.split(r"[/?#\\]", address, maxsplit=1)
    if "@" in authority:
        raise AddressError("an address without a user name or password", "give only the host")
    host = host_of(authority) or re.sub(":[0-9]*$", "", authority)
    if shared_host(host):
        return _unwrapped(address)
    _refuse_words_around(authority)
    return Pasted(read_host(host.removeprefix("www.")), any(path))


def _unwrapped(address: str) -> Pasted:
    """Return the host that *address*, on a shared host, shows or leads to; *address* itself if it does neither."""
    meant = meant_in(f"https://{address}")[0]
    if hides_where_it_leads(meant):
        raise AddressError(
            "an address that says where it leads", "open it, and give the address of the page that you reach"
        )
    return Pasted(read_host(meant.hosts[0]), meant.leads_below)


def _refuse_words_around(authority: str) -> None:
    """Refuse a host with words joined to it that may be of its name, and may be of a sentence."""
    host = host_of(authority)
    for match in find(authority):
        is_after = host.startswith(match.host)
        whole = host if is_after else match.hosts[0]
        if not match.inside and not whole.endswith(match.host):
            raise AddressError(
                f"a host name without words {'after' if is_after else 'before'} it",
                f"write {match.host}, or {whole} if they are of the name",
            )


def _from_host(address: str) -> str:
    """Return *address* from its host on."""
    scheme = _SCHEME.match(address)
    if scheme is None:
        return address.removeprefix("//")
    rest = address[scheme.end() :]
    if not rest.startswith("//"):
        if _PORT.match(rest):
            return address  # a host, a colon and a port
        raise AddressError(f"{_A_HOST} or an address")
    if scheme[1].lower() not in _WEB:
        raise AddressError("an address that starts with https:// or http://")
    return rest.removeprefix("//")

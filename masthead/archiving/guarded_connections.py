"""Connections that go only where they may: to the public address that was looked at, and to no other.

The name of a host is looked up once, each of its addresses is judged, and the connection goes to one of those that
were judged. A host that answers with another address the second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from masthead.archiving.failures import FetchError, Kind
from masthead.field_types.web_addresses import AddressError, read_web_address

PORTS = {"http": 80, "https": 443}
OPEN_PORTS = frozenset({80, 443, 8080, 8443})
"""Other ports belong to other protocols, which a request must not be taken for."""
MAX_TRIED = 3
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_AS_THEY_ARE = "%/:?#[]@!$&'()*+,;=~-._"

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Place:
    """An address in the parts that a request needs."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host, and the port if it is not that of the scheme."""
        return self.host if self.port == PORTS[self.scheme] else f"{self.host}:{self.port}"

    @property
    def root(self) -> str:
        """The address of the root of the same host."""
        return f"{self.scheme}://{self.authority}"


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of *host*."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        kind = Kind.NO_HOST if error.errno == socket.EAI_NONAME else Kind.UNREACHABLE
        raise FetchError(kind, f"{host} has no address: {error.strerror}") from None
    except UnicodeError:
        raise FetchError(Kind.REFUSED, f"{host} is not a host name") from None
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Network:
    """Where connections may go: to public addresses, and to the hosts with ports that somebody named."""

    look_up: Callable[[str, int], Sequence[str]] = resolve
    named: frozenset[tuple[str, int]] = field(default_factory=frozenset)

    def place(self, address: str) -> Place:
        """Return the parts of *address*, or refuse it."""
        parts = urlsplit(address)
        try:
            host, port = parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)
            if (host, port) not in self.named or "@" in parts.netloc:
                read_web_address(address)
        except (AddressError, ValueError) as error:
            raise FetchError(Kind.REFUSED, f"refused {address[:200]!r}: {error}") from None
        if parts.scheme not in PORTS or (port not in OPEN_PORTS and (host, port) not in self.named):
            raise FetchError(
                Kind.REFUSED, f"refused {address[:200]!r}: only http and https on the ports of the web are allowed"
            )
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return Place(parts.scheme, host, port, target)

    def connect(self, place: Place, timeout: float) -> socket.socket:
        """Return a connection to *place*, at an address that was judged."""
        addresses = self.look_up(place.host, place.port)
        if (place.host, place.port) not in self.named:
            _refuse_private(place.host, addresses)
        failure: OSError | None = None
        for address in addresses[:MAX_TRIED]:
            try:
                return socket.create_connection((address, place.port), timeout)
            except OSError as error:
                failure = error
        kind = Kind.TIMEOUT if isinstance(failure, TimeoutError) else Kind.UNREACHABLE
        raise FetchError(kind, f"{place.host} cannot be reached: {failure or 'it has no address'}")


def tidy(address: str) -> str:
    """Return *address*, as a server sent it, without its fragment and with odd bytes escaped."""
    # http.client reads headers as Latin-1: these are the bytes as they came.
    return quote(address.strip().encode("latin-1", "replace"), safe=_AS_THEY_ARE).partition("#")[0]


def is_public(address: str) -> bool:
    """Return whether the IP *address* belongs to the public internet, also inside an IPv6 address that carries one."""
    ip: IpAddress = ipaddress.ip_address(address.partition("%")[0])
    inner = _carried(ip) if isinstance(ip, ipaddress.IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    odd = ip.is_multicast or ip.is_reserved or (isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local)
    return ip.is_global and not odd


def _carried(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that *ip* leads to, if it does."""
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _refuse_private(host: str, addresses: Sequence[str]) -> None:
    """Refuse a *host* of whose *addresses* one is not public: the next look-up may give that one."""
    private = [address for address in addresses if not is_public(address)]
    if private:
        raise FetchError(Kind.REFUSED, f"refused {host}: its address {private[0]} is not public")

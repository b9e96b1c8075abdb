"""Connections to public addresses only, and only to the very addresses that were checked.

The name of a host is looked up once, each of its addresses is checked, and the connection goes to one of the checked
addresses. A host that answers a second look-up with another address (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import math
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from urllib.parse import quote, urlsplit

from masthead.archiving.failures import FailureKind, FetchError
from masthead.field_types.web_addresses import AddressError, read_web_address

PORTS = {"http": 80, "https": 443}
OPEN_PORTS = frozenset({80, 443, 8080, 8443})
"""The only ports allowed: others belong to other protocols, whose servers could misread a request as a command."""
MAX_TRIED = 3
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_AS_THEY_ARE = "%/:?#[]@!$&'()*+,;=~-._"

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The parts of a web address that a request needs."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host, with the port if it is not the usual one for the scheme."""
        return self.host if self.port == PORTS[self.scheme] else f"{self.host}:{self.port}"

    @property
    def root(self) -> str:
        """The address of the host's root, without a slash at the end."""
        return f"{self.scheme}://{self.authority}"


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of *host*, each once; raises FetchError if it has none or is not a host name."""
    try:
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        kind = FailureKind.NO_HOST if error.errno == socket.EAI_NONAME else FailureKind.UNREACHABLE
        raise FetchError(kind, f"{host} has no address: {error.strerror}") from None
    except UnicodeError:
        raise FetchError(FailureKind.REFUSED, f"{host} is not a host name") from None
    return list(dict.fromkeys(str(address[0]) for *_, address in addresses))


@dataclass(frozen=True, slots=True)
class Network:
    """The addresses that connections may go to: public ones, and the hosts with ports in *named*."""

    look_up: Callable[[str, int], Sequence[str]] = resolve
    named: frozenset[tuple[str, int]] = field(default_factory=frozenset)

    def endpoint(self, address: str) -> Endpoint:
        """Return the parts of *address*; raises FetchError if it is not allowed."""
        parts = urlsplit(address)
        try:
            host, port = parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)
            if (host, port) not in self.named or "@" in parts.netloc:
                read_web_address(address)
        except (AddressError, ValueError) as error:
            raise FetchError(FailureKind.REFUSED, f"refused {address[:200]!r}: {error}") from None
        if parts.scheme not in PORTS or (port not in OPEN_PORTS and (host, port) not in self.named):
            raise FetchError(
                FailureKind.REFUSED,
                f"refused {address[:200]!r}: only http and https on the ports of the web are allowed",
            )
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return Endpoint(parts.scheme, host, port, target)

    def connect(self, endpoint: Endpoint, timeout: float, deadline: float = math.inf) -> socket.socket:
        """Return a connection to *endpoint*, with a *timeout* in seconds, at an address that was checked.

        All tries together end before the *deadline*, in seconds from now; the look-up of the host takes no longer than one.

        Raises FetchError if an address is not public, or if none can be reached.
        """
        until = time.monotonic() + deadline
        addresses = self._addresses(endpoint, min(timeout, deadline))
        if (endpoint.host, endpoint.port) not in self.named:
            _refuse_private(endpoint.host, addresses)
        failure: OSError | None = None
        for address in addresses[:MAX_TRIED]:
            left = until - time.monotonic()
            if left <= 0:
                break
            try:
                return socket.create_connection((address, endpoint.port), min(timeout, left))
            except OSError as error:
                failure = error
        kind = FailureKind.TIMEOUT if isinstance(failure, TimeoutError) else FailureKind.UNREACHABLE
        raise FetchError(kind, f"{endpoint.host} cannot be reached: {failure or 'it has no address'}")

    def _addresses(self, endpoint: Endpoint, seconds: float) -> Sequence[str]:
        """Return the result of the look-up of the host; raises FetchError if it takes longer than *seconds*.

        The system has no limit of its own that holds: with several name servers that do not answer it may take minutes.
        A look-up that takes too long goes on in its thread, which ends with it or with the program.
        """
        answers: SimpleQueue[tuple[Sequence[str], BaseException | None]] = SimpleQueue()

        def look_up() -> None:
            try:
                answers.put((self.look_up(endpoint.host, endpoint.port), None))
            except BaseException as error:  # noqa: BLE001 - raised where the answer is awaited
                answers.put(((), error))

        threading.Thread(target=look_up, daemon=True).start()
        try:
            addresses, error = answers.get(timeout=max(seconds, 0))
        except Empty:
            waited = f"{endpoint.host}: no name server has answered within {seconds:.0f} seconds"
            raise FetchError(FailureKind.TIMEOUT, waited) from None
        if error:
            raise error
        return addresses


def host_of(address: str) -> str:
    """Return the host of *address*, or nothing if it is not an address."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def tidy(address: str) -> str:
    """Return *address*, taken from a header, without its fragment and with unusual bytes escaped."""
    # http.client decodes headers as Latin-1; this restores the bytes that the server sent.
    return quote(address.strip().encode("latin-1", "replace"), safe=_AS_THEY_ARE).partition("#")[0]


def is_public_address(address: str) -> bool:
    """Return whether the IP *address* is on the public internet; an IPv4 address inside an IPv6 address is checked too."""
    ip: IpAddress = ipaddress.ip_address(address.partition("%")[0])
    inner = _carried(ip) if isinstance(ip, ipaddress.IPv6Address) else None
    if inner is not None:
        return is_public_address(str(inner))
    odd = ip.is_multicast or ip.is_reserved or (isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local)
    return ip.is_global and not odd


def _carried(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that *ip* contains, or None."""
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _refuse_private(host: str, addresses: Sequence[str]) -> None:
    """Raise FetchError if one of the *addresses* of *host* is not public: the next look-up may return that one."""
    private = [address for address in addresses if not is_public_address(address)]
    if private:
        raise FetchError(FailureKind.REFUSED, f"refused {host}: its address {private[0]} is not public")

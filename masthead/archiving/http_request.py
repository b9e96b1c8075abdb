"""One request and its answer: no redirect, no retry, no more bytes and no more seconds than allowed.

It is made on http.client of the standard library: a client that follows, retries, unpacks or uses proxies by itself
would do so behind the back of the checks in guarded_connections.py.
"""

from __future__ import annotations

import hashlib
import http.client
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from threading import Timer

from masthead import __version__
from masthead.archiving.failures import FetchError, Kind
from masthead.archiving.guarded_connections import Network, Place

AGENT = "masthead"
"""The name under which robots.txt can speak to us."""
_HEADERS = {
    "User-Agent": f"{AGENT}/{__version__} (keeps sources of a public database alive; obeys robots.txt)",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how large an answer may be."""

    timeout: float = 20
    """Seconds without a byte."""
    deadline: float = 90
    """Seconds in all, however the bytes drip."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered."""

    address: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    steps: tuple[str, ...] = ()
    """The addresses that led here by redirects, the first one first."""

    def header(self, name: str) -> str:
        """Return the first header *name*, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def sha256(self) -> str:
        """The hash of the body."""
        return hashlib.sha256(self.body).hexdigest()


def ask(network: Network, address: str, limits: Limits, *, room: int, cut: bool = False) -> Answer:
    """Return what *address* answers, with *room* bytes of body at most: a larger one is an error, or *cut*."""
    place = network.place(address)
    connection = network.connect(place, limits.timeout)
    late = _Deadline(connection, limits.deadline)
    failure: FetchError | None = None
    try:
        if place.scheme == "https":
            # Without the handshake, which may drip too and is watched; the certificate must be that of the host.
            wrapped = tls().wrap_socket(connection, server_hostname=place.host, do_handshake_on_connect=False)
            connection = late.watch(wrapped)
            wrapped.do_handshake()
        answer = _exchange(place, address, connection, room, cut=cut)
    except FetchError as error:
        failure = error
    except TimeoutError:
        failure = FetchError(Kind.TIMEOUT, f"{place.host} took too long")
    except (OSError, http.client.HTTPException, ValueError) as error:
        failure = FetchError(Kind.NO_HTTP, f"{place.host} broke off: {type(error).__name__}: {str(error)[:200]}")
    finally:
        late.end()
    if late.passed:
        # To the reader a connection that was broken off looks like one that has ended.
        failure = FetchError(Kind.TIMEOUT, f"{place.host} took too long")
    if failure:
        raise failure
    return answer


class _Deadline:
    """Breaks a connection off when its time is over: a timeout alone lets a server send a byte now and then."""

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self.passed = False
        self._connection = connection
        self._timer = Timer(seconds, self._break_off)
        self._timer.daemon = True
        self._timer.start()

    def watch(self, connection: socket.socket) -> socket.socket:
        """Return *connection*, which took the place of the one before it."""
        self._connection = connection
        return connection

    def end(self) -> None:
        """Stop watching, and close the connection."""
        self._timer.cancel()
        self._connection.close()

    def _break_off(self) -> None:
        self.passed = True
        with suppress(OSError):  # it may be closed already
            # The socket below that of TLS: whoever reads gets an end, not a half-closed object.
            socket.socket.shutdown(self._connection, socket.SHUT_RDWR)


@cache
def tls() -> ssl.SSLContext:
    """Return what TLS must hold: a certificate that somebody trusted gave to the very host."""
    return ssl.create_default_context()


def _exchange(place: Place, address: str, connection: socket.socket, room: int, *, cut: bool) -> Answer:
    client = http.client.HTTPConnection(place.host, place.port)
    client.sock = connection
    client.request("GET", place.target, headers={"Host": place.authority, **_HEADERS})
    response = client.getresponse()
    with response:
        body = _body(response, place, room, cut=cut) if room else b""
        return Answer(address, response.status, response.reason[:100], tuple(response.getheaders()), body)


def _body(response: http.client.HTTPResponse, place: Place, room: int, *, cut: bool) -> bytes:
    pieces, size = [], 0
    while size <= room and (piece := response.read1(_PIECE)):
        pieces.append(piece)
        size += len(piece)
    if size > room and not cut:
        raise FetchError(Kind.TOO_LARGE, f"{place.host} sent more than {room} bytes")
    if size <= room and response.length:
        raise FetchError(Kind.NO_HTTP, f"{place.host} broke off before the end")
    return b"".join(pieces)[:room]

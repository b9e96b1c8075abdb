"""A single request and its answer: no redirects, no retries, and limits on bytes and seconds.

It uses http.client of the standard library: a client that follows redirects, retries, unpacks or uses proxies by itself
would bypass the checks in guarded_connections.py.
"""

from __future__ import annotations

import hashlib
import http.client
import socket
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from threading import Timer

from masthead import __version__
from masthead.archiving.failures import FailureKind, FetchError
from masthead.archiving.guarded_connections import Endpoint, Network

AGENT = "masthead"
"""The name by which a robots.txt can address us."""
_HEADERS = {
    "User-Agent": f"{AGENT}/{__version__} (keeps sources of a public database alive; obeys robots.txt)",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The longest time for an answer, in seconds."""

    timeout: float = 20
    """Seconds without a byte."""
    deadline: float = 90
    """Seconds in all, however slowly the bytes arrive."""


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """The answer from an address."""

    address: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    steps: tuple[str, ...] = ()
    """The addresses that redirected here, in order."""

    def header(self, name: str) -> str:
        """Return the value of the first header *name*, ignoring case, or an empty text."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def sha256(self) -> str:
        """The SHA-256 of the body, in hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()


def ask(network: Network, address: str, limits: Limits, *, room: int, cut: bool = False) -> HttpAnswer:
    """Return the answer from *address*, with at most *room* bytes of body.

    A larger body is *cut*, or else an error. Raises FetchError for every failure.
    """
    endpoint = network.endpoint(address)
    until = time.monotonic() + limits.deadline
    connection = network.connect(endpoint, limits.timeout, limits.deadline)
    connection.settimeout(limits.timeout)
    deadline = _Deadline(connection, max(until - time.monotonic(), 0.1))
    failure: FetchError | None = None
    try:
        if endpoint.scheme == "https":
            # The handshake can be slow too, so it is done below, where it is watched; the certificate must be the host's.
            wrapped = tls().wrap_socket(connection, server_hostname=endpoint.host, do_handshake_on_connect=False)
            connection = deadline.watch(wrapped)
            wrapped.do_handshake()
        answer = _exchange(endpoint, address, connection, room, cut=cut)
    except FetchError as error:
        failure = error
    except TimeoutError:
        failure = FetchError(FailureKind.TIMEOUT, f"{endpoint.host} took too long")
    except (OSError, http.client.HTTPException, ValueError) as error:
        failure = FetchError(
            FailureKind.NO_HTTP, f"{endpoint.host} broke off: {type(error).__name__}: {str(error)[:200]}"
        )
    finally:
        deadline.end()
    if deadline.passed:
        # A connection that we broke off looks to its reader like one that ended normally.
        failure = FetchError(FailureKind.TIMEOUT, f"{endpoint.host} took too long")
    if failure:
        raise failure
    return answer


class _Deadline:
    """Breaks a connection off when its time is up; a timeout alone lets a server send one byte now and then for ever."""

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self.passed = False
        self._connection = connection
        self._timer = Timer(seconds, self._break_off)
        self._timer.daemon = True
        self._timer.start()

    def watch(self, connection: socket.socket) -> socket.socket:
        """Watch *connection* instead of the one before it, and return it."""
        self._connection = connection
        return connection

    def end(self) -> None:
        """Stop watching, and close the connection."""
        self._timer.cancel()
        self._connection.close()

    def _break_off(self) -> None:
        self.passed = True
        with suppress(OSError):  # it may be closed already
            # The socket below TLS: a reader gets the end of the stream, not a half-closed object.
            socket.socket.shutdown(self._connection, socket.SHUT_RDWR)


@cache
def tls() -> ssl.SSLContext:
    """Return the TLS settings: certificates must be trusted, and be for the host."""
    return ssl.create_default_context()


def _exchange(endpoint: Endpoint, address: str, connection: socket.socket, room: int, *, cut: bool) -> HttpAnswer:
    client = http.client.HTTPConnection(endpoint.host, endpoint.port)
    client.sock = connection
    client.request("GET", endpoint.target, headers={"Host": endpoint.authority, **_HEADERS})
    response = client.getresponse()
    with response:
        body = _body(response, endpoint, room, cut=cut) if room else b""
        return HttpAnswer(address, response.status, response.reason[:100], tuple(response.getheaders()), body)


def _body(response: http.client.HTTPResponse, endpoint: Endpoint, room: int, *, cut: bool) -> bytes:
    pieces, size = [], 0
    while size <= room and (piece := response.read1(_PIECE)):
        pieces.append(piece)
        size += len(piece)
    if size > room and not cut:
        raise FetchError(FailureKind.TOO_LARGE, f"{endpoint.host} sent more than {room} bytes")
    if size <= room and response.length:
        raise FetchError(FailureKind.NO_HTTP, f"{endpoint.host} broke off before the end")
    return b"".join(pieces)[:room]

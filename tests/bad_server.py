"""A web server on 127.0.0.1 that misbehaves in every way we could think of, and keeps a list of the requests.

Hosts whose name ends in ``.example`` are looked up here too (`look_up`), so that a test can speak of any of them, and
no request and no question for a name leaves this machine.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from masthead.archiving.failures import FailureKind, FetchError
from masthead.archiving.guarded_connections import Network
from masthead.archiving.http_request import Limits
from masthead.archiving.polite_client import Visitor

HUGE = 200 * 1024 * 1024
PATIENCE = 4.0
"""The longest time, in seconds, that a test which waits for a server that never ends may take."""
LIMITS = Limits(timeout=0.3, deadline=0.8)
Reply = tuple[int, dict[str, str], bytes]


class Handler(BaseHTTPRequestHandler):
    """Answers what the path asks for."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Note the request, and misbehave."""
        host = self.headers["Host"].partition(":")[0]
        self.server.asked.append(f"{host}{self.path}")
        path = urlsplit(self.path).path
        wild = getattr(self, f"wild_{path[1:].replace('-', '_')}", None)
        try:
            if wild:
                wild()
            else:
                self.reply(*self.server.answer(host, self.path))
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client has had enough
        self.close_connection = True

    def reply(self, status: int, headers: dict[str, str], body: bytes) -> None:
        """Send a whole answer."""
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def wild_silent(self) -> None:
        """Answer nothing for a while."""
        time.sleep(PATIENCE)

    def wild_drip(self) -> None:
        """Send the head of an answer, a byte now and then, without an end."""
        self.drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 1000)

    def wild_drip_body(self) -> None:
        """Send the body of an answer, a byte now and then, without an end."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        self.drip(b"x" * 1000)

    def drip(self, text: bytes) -> None:
        """Send *text* more slowly than anybody can wait for."""
        until = time.monotonic() + PATIENCE
        for byte in text:
            if time.monotonic() > until:
                return
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(0.05)

    def wild_huge(self) -> None:
        """Send far too much, as much as is taken."""
        self.wfile.write(f"HTTP/1.1 200 OK\r\nContent-Length: {HUGE}\r\n\r\n".encode())
        for _ in range(HUGE // 65536):
            self.wfile.write(b"x" * 65536)

    def wild_endless(self) -> None:
        """Send chunks without an end, and without saying how many."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(HUGE // 65536):
            self.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")

    def wild_headers(self) -> None:
        """Send a thousand headers."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-More: x\r\n" * 1000 + b"\r\n")

    def wild_long_line(self) -> None:
        """Send one header of a megabyte."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 2**20 + b"\r\n\r\n")

    def wild_garbage(self) -> None:
        """Answer in no language of the web."""
        self.wfile.write(b"\x00\xff SSH-2.0-OpenSSH\r\n\r\n")

    def wild_cut_off(self) -> None:
        """Break off in the middle of the body."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")

    def wild_bad_chunk(self) -> None:
        """Send a chunk that is not valid."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhalf\r\n0\r\n\r\n")

    def wild_continue(self) -> None:
        """Promise an answer again and again."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            time.sleep(0.01)

    def wild_hang_up(self) -> None:
        """Close the connection without a word."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """The server, with what it answers and what it was asked."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.replies: dict[str, Reply | Callable[[str], Reply]] = {}

    def answer(self, host: str, target: str) -> Reply:
        """Return the reply that a test has set for the address or for the path on any host, or else a 404."""
        path = target.partition("?")[0]
        reply = self.replies.get(f"{host}{path}") or self.replies.get(path) or (404, {}, b"nothing here")
        return reply(target) if callable(reply) else reply

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that break off are what is tested."""


@dataclass(slots=True)
class Bad:
    """A running server, and a visitor that knows where its hosts are."""

    server: Server
    port: int
    waits: list[float] = field(default_factory=list)
    addresses: dict[str, list[str]] = field(default_factory=dict)
    _now: float = 1000.0

    def url(self, path: str, host: str = "harbour-lab.example") -> str:
        """Return the address of *path* on a *host* of this server."""
        return f"http://{host}:{self.port}{path}"

    def set(self, where: str, status: int = 200, body: bytes = b"ok", **headers: str) -> None:
        """Answer *where* (a path, or a host with a path) with *status*, *headers* and *body*."""
        self.server.replies[where] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)

    def look_up(self, host: str, _port: int) -> Sequence[str]:
        """Return where *host* is: here, unless a test says otherwise."""
        if host in self.addresses:
            return self.addresses[host]
        if host == "127.0.0.1":
            return [host]
        if not host.endswith(".example") or host.startswith("gone."):
            raise FetchError(FailureKind.NO_HOST, f"{host} has no address")
        return ["127.0.0.1"]

    def network(self, *hosts: str) -> Network:
        """Return a network in which *hosts* on the port of this server are named."""
        return Network(self.look_up, frozenset((host, self.port) for host in hosts))

    def visitor(self, *hosts: str, limits: Limits = LIMITS) -> Visitor:
        """Return a visitor whose waits take no time, and are noted."""
        named = hosts or ("127.0.0.1", "harbour-lab.example", "other.example", "gone.example")
        return Visitor(self.network(*named), limits, pause=2.0, clock=self.clock, sleep=self.sleep)

    def clock(self) -> float:
        """Return the time of the visitor."""
        return self._now

    def sleep(self, seconds: float) -> None:
        """Let the time of the visitor pass."""
        self.waits.append(round(seconds, 3))
        self._now += seconds

    @property
    def asked(self) -> list[str]:
        """The requests, without those for robots.txt."""
        return [request for request in self.server.asked if not request.endswith("/robots.txt")]


@contextmanager
def bad_server() -> Iterator[Bad]:
    """Run the server as long as it is needed."""
    server = Server()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Bad(server, server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()


def guarded(look_up: Callable[..., Any]) -> Callable[..., Any]:
    """Return *look_up* for this machine alone: any other name or address is a fault of the test."""

    def here(host: str, *arguments: Any, **options: Any) -> Any:
        assert host == "127.0.0.1", f"a test asked for {host}"
        return look_up(host, *arguments, **options)

    return here


def wayback(bad: Bad, copies: dict[str, str]) -> None:
    """Let *bad* be an archive that has *copies*: the time of each by its address."""

    def available(target: str) -> Reply:
        address = parse_qs(urlsplit(target).query)["url"][0]
        closest = {
            "status": "200",
            "available": True,
            "url": f"http://web.archive.org/web/{copies.get(address)}/{address}",
            "timestamp": copies.get(address),
        }
        snapshots = {"closest": closest} if address in copies else {}
        return 200, {}, json.dumps({"url": address, "archived_snapshots": snapshots}).encode()

    bad.server.replies["/wayback/available"] = available

"""Deliberately slow clients of the server on this machine: none keeps a thread for long, or another client waiting."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from masthead.building.serving import client_limits, dev_server
from masthead.building.serving.client_limits import MAX_CONNECTIONS, MAX_PER_ADDRESS, Connections
from masthead.building.serving.dev_server import Server, server

ASKING = b"GET /page.html HTTP/1.1\r\nHost: localhost\r\n"
BIG = 64 << 20
"""More bytes than the system keeps for a client that does not read."""


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server of a small and a big page, whose clients have a second for their request and a second for the answer."""
    monkeypatch.setattr(client_limits, "REQUEST_SECONDS", 1.0)
    monkeypatch.setattr(dev_server, "ANSWER_SECONDS", 1.0)
    (tmp_path / "page.html").write_text("here")
    with (tmp_path / "big.html").open("wb") as big:
        big.truncate(BIG)
    with server(tmp_path, 0) as local_server:
        thread = threading.Thread(target=local_server.serve_forever)
        thread.start()
        yield local_server
        local_server.shutdown()
        thread.join()


def connect(to: Server, address: str = "127.0.0.1") -> socket.socket:
    """Connect to a server from *address*, one of this machine."""
    return socket.create_connection(("127.0.0.1", to.server_port), timeout=10, source_address=(address, 0))


def ask(to: Server) -> str:
    """Ask for the small page at once, as a browser does."""
    with connect(to) as client:
        client.sendall(ASKING + b"\r\n")
        return read_all(client).decode()


def read_all(client: socket.socket) -> bytes:
    """Return all that a server sends until it closes the connection."""
    data = b""
    with suppress(ConnectionError):
        while more := client.recv(1 << 16):
            data += more
    return data


def is_left(client: socket.socket) -> bool:
    """Return whether the server has closed a connection on which it has sent nothing."""
    client.settimeout(0)
    try:
        return client.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def seconds_until(holds: Callable[[], bool]) -> float:
    """Return the number of seconds until something holds, which must be within 8."""
    start = time.monotonic()
    while not holds():
        assert time.monotonic() - start < 8
        time.sleep(0.01)
    return time.monotonic() - start


def drip(client: socket.socket, piece: bytes) -> bool:
    """Send a *piece* every tenth of a second until the server leaves; return whether it does so within 5 seconds."""
    until = time.monotonic() + 5
    client.settimeout(0.1)
    while time.monotonic() < until:
        try:
            client.sendall(piece)
            if client.recv(1 << 16) == b"":
                return True
        except TimeoutError:
            continue
        except ConnectionError:
            return True
    return False


def test_limits_are_these() -> None:
    """The tests below shorten them."""
    assert (10, 60, 64, 256) == (
        client_limits.REQUEST_SECONDS, client_limits.ANSWER_SECONDS, MAX_PER_ADDRESS, MAX_CONNECTIONS
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (b"", b"G"),
        (b"GET /page.html HTTP/1.1\r\n", b"a"),
        (b"GET /page.html HTTP/1.1\r\nHost: localhost\r\n", b"a: b\r\n"),
        (b"GET /page.html HTTP/1.1\r\nHost: localhost\r\nX: ", b"\r\n "),
    ],
)
def test_client_that_drips_its_request_is_left(running: Server, first: bytes, piece: bytes) -> None:
    """The time counts for the whole request, not for each byte, however steadily the client drips."""
    with connect(running) as client:
        client.sendall(first)

        assert drip(client, piece)
    assert seconds_until(lambda: len(running.connections) == 0) < 1


@pytest.mark.parametrize("method", [b"GET", b"HEAD", b"POST"])
def test_body_of_a_request_is_not_waited_for(running: Server, method: bytes) -> None:
    """Nothing here takes a body: the answer comes at once, and the connection ends."""
    with connect(running) as client:
        client.sendall(method + b" /page.html HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nx")
        start = time.monotonic()

        assert (b"501" if method == b"POST" else b"200") in read_all(client)
        assert time.monotonic() - start < 0.9
    assert seconds_until(lambda: len(running.connections) == 0) < 0.5


@pytest.mark.parametrize("rest", [b"X: y\r\n" * 20_000, b"X: " + b"y" * 60_000 + b"\r\n"])
def test_request_is_read_up_to_a_length(running: Server, rest: bytes) -> None:
    """A request that is much longer than any browser sends gets no page, and is not kept."""
    with connect(running) as client:
        with suppress(ConnectionError):
            client.sendall(ASKING + rest * 4 + b"\r\n")

        assert b"here" not in read_all(client)


def test_client_that_never_reads_is_left(running: Server) -> None:
    """The time counts for the whole answer, which is written in many pieces."""
    with connect(running) as client:
        client.sendall(b"GET /big.html HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(0.3)
        assert 1 == len(running.connections)

        assert seconds_until(lambda: len(running.connections) == 0) < 3


def test_client_that_reads_drop_by_drop_is_left(running: Server) -> None:
    """It is treated like one that never reads."""
    with connect(running) as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.sendall(b"GET /big.html HTTP/1.1\r\nHost: localhost\r\n\r\n")
        taken, until = 0, time.monotonic() + 5
        while len(running.connections) and time.monotonic() < until:
            taken += len(client.recv(1024))
            time.sleep(0.02)

        assert 0 == len(running.connections)
        assert taken < BIG


def test_normal_client_is_served_at_once_beside_many_slow_ones(
    running: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """300 clients never end their request: the oldest are dropped, and only as many threads as allowed wait."""
    monkeypatch.setattr(client_limits, "REQUEST_SECONDS", 30.0)
    before = threading.active_count()
    with ExitStack() as clients:
        slow = [clients.enter_context(connect(running)) for _ in range(300)]
        for client in slow[-MAX_PER_ADDRESS:]:
            client.sendall(ASKING)
        start = time.monotonic()

        assert "here" in ask(running)
        assert time.monotonic() - start < 2
        assert len(running.connections) <= MAX_PER_ADDRESS
        assert seconds_until(lambda: threading.active_count() - before <= MAX_PER_ADDRESS + 1) < 5
        assert [True] * 200 == [is_left(client) for client in slow[:200]]


def test_one_address_does_not_take_the_place_of_others(running: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that has too many connections loses its own."""
    monkeypatch.setattr(client_limits, "REQUEST_SECONDS", 30.0)
    with ExitStack() as clients:
        patient = clients.enter_context(connect(running, "127.0.0.2"))
        for _ in range(200):
            clients.enter_context(connect(running))
        patient.sendall(ASKING + b"\r\n")

        assert b"here" in read_all(patient)


def test_connections_are_bounded_in_all() -> None:
    """Where many addresses have some each, the one with the most loses its oldest."""
    with ExitStack() as pairs:
        connections = Connections()
        ends = []
        for number in range(MAX_CONNECTIONS + 10):
            ours, theirs = socket.socketpair()
            pairs.enter_context(ours)
            ends.append(pairs.enter_context(theirs))
            connections.add(ours, f"127.0.1.{number % 20}" if number >= 30 else "127.0.0.1")

        assert MAX_CONNECTIONS == len(connections)
        assert [True] * 10 + [False] * (MAX_CONNECTIONS) == [is_left(end) for end in ends]

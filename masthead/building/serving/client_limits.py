"""Limits for each client of the local server: the time for its request and its answer, and its connections."""

from __future__ import annotations

import io
import socket
import time
from collections import Counter
from contextlib import suppress
from threading import Lock
from typing import Any

from masthead import MastheadError

REQUEST_SECONDS = 10.0
"""The time for the whole request, in seconds, however steadily its bytes arrive."""
ANSWER_SECONDS = 60.0
"""The time for the whole answer, in seconds."""
REQUEST_BYTES = 1 << 17
"""The longest request that is read, in bytes."""
MAX_CONNECTIONS = 256
"""The most connections that are open at once."""
MAX_PER_ADDRESS = 64
"""The most connections of a single address."""


class ClientError(MastheadError, OSError):
    """A client exceeds a limit; its connection ends."""


class TimedStream(io.RawIOBase):
    """The bytes of a connection: reads a request and writes an answer, each before its time is up.

    Reading and writing raise TimeoutError after that time, and reading raises ClientError after REQUEST_BYTES.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._room = REQUEST_BYTES
        self.give(REQUEST_SECONDS)

    def give(self, seconds: float) -> None:
        """Give the client *seconds* from now on, for all that follows."""
        self._until = time.monotonic() + seconds

    def readable(self) -> bool:
        """Return True: the stream can be read."""
        return True

    def writable(self) -> bool:
        """Return True: the stream can be written."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read the bytes that have arrived into *buffer*, and return their number."""
        self._wait()
        read = self._connection.recv_into(buffer)
        self._room -= read
        if self._room < 0:
            raise ClientError("the request is too long")
        return read

    def write(self, data: Any) -> int:
        """Send all of *data*, and return its number of bytes."""
        self._wait()
        self._connection.sendall(data)
        return memoryview(data).nbytes

    def _wait(self) -> None:
        """Limit the next step to the time that is left; raise TimeoutError if none is."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the client takes too long")
        self._connection.settimeout(left)


class Connections:
    """The open connections, the oldest first. If there are too many, a new one takes the place of the oldest."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: dict[socket.socket, str] = {}

    def __len__(self) -> int:
        return len(self._open)

    def add(self, connection: socket.socket, address: str) -> None:
        """Add a *connection* from *address*; close the oldest of this address, or of the address with the most."""
        with self._lock:
            self._open[connection] = address
            count = Counter(self._open.values())
            if count[address] > MAX_PER_ADDRESS:
                self._close_oldest(address)
            elif len(self._open) > MAX_CONNECTIONS:
                self._close_oldest(count.most_common(1)[0][0])

    def remove(self, connection: socket.socket) -> None:
        """Remove a *connection* that has ended."""
        with self._lock:
            self._open.pop(connection, None)

    def _close_oldest(self, address: str) -> None:
        oldest = next(connection for connection, of in self._open.items() if of == address)
        del self._open[oldest]
        with suppress(OSError):  # the client may have left
            oldest.shutdown(socket.SHUT_RDWR)  # its thread stops waiting at once, and closes it

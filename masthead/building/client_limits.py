"""What a client of the server on this machine may use: a time for its request and its answer, and a number of connections."""

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
"""Within how many seconds a client has sent the whole of its request, however steadily it drips."""
ANSWER_SECONDS = 60.0
"""Within how many seconds a client has taken in the whole of its answer."""
REQUEST_BYTES = 1 << 17
"""How many bytes of a request are read."""
MOST = 256
"""How many connections are open at once."""
MOST_OF_ONE = 64
"""How many of them one address has."""


class ClientError(MastheadError, OSError):
    """A client uses more than its share; the connection ends."""


class TimedStream(io.RawIOBase):
    """The bytes of a connection, to read a request from and to write an answer to before time is up."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._room = REQUEST_BYTES
        self.give(REQUEST_SECONDS)

    def give(self, seconds: float) -> None:
        """Give the client so many *seconds* from now on, in all."""
        self._until = time.monotonic() + seconds

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def writable(self) -> bool:
        """Say that it can be written."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what has arrived, and return how many bytes that is."""
        self._wait()
        read = self._connection.recv_into(buffer)
        self._room -= read
        if self._room < 0:
            raise ClientError("the request is too long")
        return read

    def write(self, data: Any) -> int:
        """Send all of *data*, and return how many bytes that is."""
        self._wait()
        self._connection.sendall(data)
        return memoryview(data).nbytes

    def _wait(self) -> None:
        """Let the next step take no longer than the time that is left."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the client takes too long")
        self._connection.settimeout(left)


class Connections:
    """The connections that are open, the oldest first: where there are too many, a new one takes the place of the oldest."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: dict[socket.socket, str] = {}

    def __len__(self) -> int:
        return len(self._open)

    def add(self, connection: socket.socket, address: str) -> None:
        """Note a *connection* from *address*; close the oldest of this address, or of the one that has the most."""
        with self._lock:
            self._open[connection] = address
            count = Counter(self._open.values())
            if count[address] > MOST_OF_ONE:
                self._close_oldest(address)
            elif len(self._open) > MOST:
                self._close_oldest(count.most_common(1)[0][0])

    def remove(self, connection: socket.socket) -> None:
        """Forget a *connection* that has ended."""
        with self._lock:
            self._open.pop(connection, None)

    def _close_oldest(self, address: str) -> None:
        oldest = next(connection for connection, of in self._open.items() if of == address)
        del self._open[oldest]
        with suppress(OSError):  # the client may have left
            oldest.shutdown(socket.SHUT_RDWR)  # whatever its thread waits for ends at once; the thread closes it

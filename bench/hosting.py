"""A web server like a cheap static host: files from a folder, text compressed by gzip, and a log of the files sent."""

from __future__ import annotations

import gzip
import mimetypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TEXT = (".css", ".html", ".js", ".json", ".svg", ".txt", ".xml")
# Files for the appearance of a page are not part of the cost of its search.
LOOKS = ("", ".css", ".html", ".ico", ".png", ".svg", ".webmanifest", ".woff2")


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was sent: the time of the request, its path, and its size in bytes as transferred."""

    at: float
    path: str
    size: int
    file: Path

    @property
    def counts(self) -> bool:
        """Whether it is a script or data, and not part of the page's appearance."""
        return self.file.suffix not in LOOKS


@dataclass
class Host:
    """A folder that is served, and a log of the files sent so far."""

    folder: Path
    address: str = ""
    log: list[Sent] = field(default_factory=list)
    busy: int = 0
    last: float = 0
    """The number of files that are being sent, and the time at which the last one was finished."""

    @contextmanager
    def working(self) -> Iterator[None]:
        """Count a file as being sent while the block runs."""
        self.busy += 1
        try:
            yield
        finally:
            self.busy, self.last = self.busy - 1, time.time()

    def send(self, path: str) -> tuple[bytes, str, str] | None:
        """Return the body, type and encoding of the file at *path*, and log it; None if there is no such file."""
        at = time.time()
        file = self.folder / unquote(urlsplit(path).path).lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            return None
        kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
        encoding = "gzip" if file.suffix in TEXT else ""
        body = compressed(file) if encoding else file.read_bytes()
        self.log.append(Sent(at, path, len(body), file))
        return body, kind, encoding


@cache
def compressed(file: Path) -> bytes:
    """Return the content of *file*, compressed as static hosts send it."""
    return gzip.compress(file.read_bytes(), 9, mtime=0)


@contextmanager
def hosted(folder: Path) -> Iterator[Host]:
    """Serve *folder* on a free port until the block ends."""
    host = Host(folder)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with host.working():
                self.answer()

        def answer(self) -> None:
            answer = host.send(self.path)
            body, kind, encoding = answer or (b"", "text/plain", "")
            self.send_response(200 if answer else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=3600")
            if encoding:
                self.send_header("Content-Encoding", encoding)
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):  # the page was left
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Print nothing; the host has its own log."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host.address = f"http://127.0.0.1:{server.server_port}"
        yield host
        server.shutdown()

"""The website on this machine: built again on each change of records, theme, content or engine."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO
from urllib.parse import unquote

from watchfiles import watch

from masthead import MastheadError
from masthead.building.client_limits import ANSWER_SECONDS, Connections, TimedStream
from masthead.building.writer import PagePathError, file_of, refuse_path
from masthead.database.website_files import CONTENT, THEME
from masthead.files.regular_files import open_within
from masthead.files.sums import NAME, sums_text
from masthead.records.files import FOLDERS
from masthead.records.writing import put

MISSING = "404.html"
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""The names by which a browser on this machine asks for this server."""
_STYLE = re.compile(rb'<link rel="stylesheet" href="([^"]*)/theme/')
_PORT = re.compile(r":[0-9]*\Z")
_CODED = "transfer-encoding"
_SLASH = "%2f"
WATCHED = (*FOLDERS, "status", CONTENT, THEME, "masthead", "pelicanconf.py")


class ServeError(MastheadError):
    """The website cannot be served; says why."""


class Handler(SimpleHTTPRequestHandler):
    """Answers from the output folder; for what is not there with our own page."""

    def __init__(self, *arguments: Any, hosts: frozenset[str] = LOCAL, **options: Any) -> None:
        self.hosts = hosts
        super().__init__(*arguments, **options)

    def setup(self) -> None:
        """Read and write in the time that a client has."""
        super().setup()
        self.stream = TimedStream(self.connection)
        self.rfile, self.wfile = io.BufferedReader(self.stream), self.stream  # type: ignore[assignment]

    def parse_request(self) -> bool:
        """Read the request; refuse one for another host, by which a website elsewhere could read this one."""
        is_right = super().parse_request()
        self.stream.give(ANSWER_SECONDS)
        if not is_right:
            return False
        if not self._is_plain():
            self.send_error(HTTPStatus.BAD_REQUEST)
            return False
        if _PORT.sub("", self.headers["Host"]).lower() not in self.hosts:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, explain="This server answers for this machine alone.")
            return False
        return True

    def _is_plain(self) -> bool:
        """Return whether the request asks one host for one path, as browsers do: two readers understand it alike."""
        names = [name.lower() for name in self.headers]
        is_known = self.request_version != "HTTP/0.9" and self.path.startswith("/") and not self.headers.defects
        return is_known and names.count("host") == 1 and names.count("content-length") < 2 and _CODED not in names

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Open what was asked for; what can be no file of a website, or is behind a link, is not there."""
        address = self.path.partition("?")[0].partition("#")[0].removeprefix("/")
        try:
            file = file_of(_plain_path(address))
            found = open_within(Path(self.directory), file)
        except IsADirectoryError:
            self._send_on(f"/{address}/")
            return None
        except (ValueError, OSError, PagePathError):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        with ExitStack() as opened:
            opened.enter_context(found)  # closed here, if the client leaves before it has the head
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", self.guess_type(file))
            self.send_header("Content-Length", str(os.fstat(found.fileno()).st_size))
            self.end_headers()
            opened.pop_all()
        return found

    def _send_on(self, address: str) -> None:
        """Send a browser to the page of a folder, whose links count from there."""
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the page for missing addresses, or the plain error if there is none."""
        page = self._missing_page() if code == HTTPStatus.NOT_FOUND else b""
        if not page:
            super().send_error(code, message, explain)
            return
        body = from_the_root(page)
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _missing_page(self) -> bytes:
        """Return the page for missing addresses; nothing, before the first good build."""
        try:
            with open_within(Path(self.directory), MISSING) as page:
                return page.read()
        except OSError:
            return b""

    def end_headers(self) -> None:
        """Keep browsers from showing a page of an earlier build."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gives it
        """Say nothing: what matters in the terminal is the build."""


class Server(ThreadingHTTPServer):
    """Answers each client in a thread of its own, as many as may be open at once."""

    request_queue_size = 128

    def __init__(self, *arguments: Any) -> None:
        self.connections = Connections()
        super().__init__(*arguments)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Begin to answer a client."""
        self.connections.add(request, client_address[0])
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """End a connection."""
        self.connections.remove(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that leaves before it has its answer."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def _plain_path(address: str) -> str:
    """Return the path that *address* means, without escapes; raises PagePathError or ValueError if no file can be there."""
    if _SLASH in address.lower():
        raise PagePathError("an escaped slash is part of a name")
    path = unquote(address, errors="strict")
    if path:
        refuse_path(path)
    return path


def from_the_root(page: bytes) -> bytes:
    """Return the *page* for missing addresses with links that start at the root of this server, wherever they start in it.

    It is shown at any depth, so relative links would lead nowhere; and a website that is made for a folder of a host is
    here at the root.
    """
    start = _STYLE.search(page)
    return page.replace(b'="%s/' % start[1], b'="/') if start else page


def server(output: Path, port: int, hosts: Iterable[str] = ()) -> Server:
    """Return a server of *output* on this machine alone, also under the names *hosts*; port 0 takes a free one."""
    allowed = LOCAL | {host.lower() for host in hosts}
    try:
        return Server(("127.0.0.1", port), partial(Handler, directory=str(output), hosts=allowed))
    except OSError as error:
        raise ServeError(f"port {port}: {error.strerror}") from error


def serve(root: Path, output: Path, port: int, hosts: Iterable[str] = ()) -> Iterator[str]:
    """Build and serve, then build on every change; yield what to tell until interrupted."""
    with server(output, port, hosts) as running:
        rebuild(root, output)
        Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/ (stop with Ctrl-C)"
        for changes in watch(*existing(root), raise_interrupt=False):
            yield f"files changed: {len(changes)}; rebuilding"
            if any(_is_of_theme(root, path) for _, path in changes):
                keep_sums(root / THEME)
            yield "built" if rebuild(root, output) else "build failed; the last good website is kept"
        running.shutdown()


def existing(root: Path) -> list[Path]:
    """Return what is watched below *root*."""
    return [root / name for name in WATCHED if (root / name).exists()]


def _is_of_theme(root: Path, changed: str) -> bool:
    """Return whether the file *changed* belongs to the theme below *root*, and is not that of its sums."""
    theme = (root / THEME).absolute()
    return Path(changed).is_relative_to(theme) and not Path(changed).is_relative_to(theme / NAME)


def keep_sums(theme: Path) -> None:
    """Write the sums of the files of *theme*: somebody who changes them while they are served means to."""
    with suppress(OSError, MastheadError):  # the build says what is wrong with a file that cannot be read
        put(theme, NAME, sums_text(theme).encode())


def rebuild(root: Path, output: Path) -> bool:
    """Build in a process of its own, so that a changed engine is a new one, and return whether it did."""
    command = [sys.executable, "-m", "masthead", "build", "--root", str(root), "--output", str(output), "--no-progress"]
    return subprocess.run(command, check=False).returncode == 0  # noqa: S603 - our own command

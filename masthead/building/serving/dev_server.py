"""The local server: serves the website, and builds again on each change of records, theme, content or engine."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from types import MappingProxyType
from typing import Any, BinaryIO
from urllib.parse import unquote

from watchfiles import watch

from masthead import MastheadError
from masthead.building.output.writer import PagePathError, file_of, refuse_path
from masthead.building.serving.client_limits import ANSWER_SECONDS, Connections, TimedStream
from masthead.files.regular_files import open_within
from masthead.files.sums import NAME, sums_text
from masthead.loading.website_files import CONTENT, THEME
from masthead.record_files.files import FOLDERS
from masthead.record_files.writing import put

MISSING = "404.html"
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""The names that a browser on this machine uses for this server."""
_STYLE = re.compile(rb'<link rel="stylesheet" href="([^"]*)/theme/')
_PORT = re.compile(r":[0-9]*\Z")
_CODED = "transfer-encoding"
_SLASH = "%2f"
_PATIENCE = 5
"""Seconds in which a process that is asked to end has to do so."""
_REST = 20
"""Milliseconds without a further change after which what changed is built; editors save in one or two steps at once."""
WATCHED = (*FOLDERS, "status", CONTENT, THEME, "masthead", "pelicanconf.py")


class ServeError(MastheadError):
    """The website cannot be served; the message says why."""


class Handler(SimpleHTTPRequestHandler):
    """Answers requests with files of the output folder, and with our own page where there is no file."""

    def __init__(
        self,
        *arguments: Any,
        hosts: frozenset[str] = LOCAL,
        previews: Mapping[str, bytes] = MappingProxyType({}),
        **options: Any,
    ) -> None:
        self.hosts = hosts
        self.previews = previews
        super().__init__(*arguments, **options)

    def setup(self) -> None:
        """Limit reading and writing to the time that a client has."""
        super().setup()
        self.stream = TimedStream(self.connection)
        self.rfile, self.wfile = io.BufferedReader(self.stream), self.stream  # type: ignore[assignment]

    def parse_request(self) -> bool:
        """Read the request; refuse one for another host, since a website elsewhere could use it to read this one."""
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
        """Return whether the request names one host and one path, as browsers do, so that it has only one meaning."""
        names = [name.lower() for name in self.headers]
        is_known = self.request_version != "HTTP/0.9" and self.path.startswith("/") and not self.headers.defects
        return is_known and names.count("host") == 1 and names.count("content-length") < 2 and _CODED not in names

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Open the requested file, or send an error: links, and paths that no website can have, count as missing."""
        address = self.path.partition("?")[0].partition("#")[0].removeprefix("/")
        try:
            file = file_of(_plain_path(address))
            preview = self.previews.get(file)
            file_bytes = io.BytesIO(preview) if preview else open_within(Path(self.directory), file)
        except IsADirectoryError:
            self._send_on(f"/{address}/")
            return None
        except (ValueError, OSError, PagePathError):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        with ExitStack() as opened:
            opened.enter_context(file_bytes)  # closed here if the client leaves before it has the head
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", self.guess_type(file))
            self.send_header("Content-Length", str(len(preview) if preview else os.fstat(file_bytes.fileno()).st_size))
            self.end_headers()
            opened.pop_all()
        return file_bytes

    def _send_on(self, address: str) -> None:
        """Redirect a browser to the page of a folder, from which its links count."""
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the page for missing addresses, or the plain error if there is no such page."""
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
        """Return the bytes of the page for missing addresses; none before the first good build."""
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
        """Print nothing: the terminal shows the build."""


class Server(ThreadingHTTPServer):
    """A server that answers each client in a thread of its own, up to the limit of open connections."""

    request_queue_size = 128

    def __init__(self, *arguments: Any) -> None:
        self.connections = Connections()
        super().__init__(*arguments)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Start to answer a client."""
        self.connections.add(request, client_address[0])
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """End a connection."""
        self.connections.remove(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print nothing about a client that leaves before it has its answer."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def _plain_path(address: str) -> str:
    """Return the path of *address* without escapes; raises PagePathError or ValueError if no file can be there."""
    if _SLASH in address.lower():
        raise PagePathError("an escaped slash is part of a name")
    path = unquote(address, errors="strict")
    if path:
        refuse_path(path)
    return path


def from_the_root(page: bytes) -> bytes:
    """Return *page*, the page for missing addresses, with all links from the root of this server.

    It is shown at any depth, so relative links would lead nowhere; and a website made for a folder of a host is served
    from the root here.
    """
    start = _STYLE.search(page)
    return page.replace(b'="%s/' % start[1], b'="/') if start else page


def server(
    output: Path, port: int, hosts: Iterable[str] = (), previews: Mapping[str, bytes] = MappingProxyType({})
) -> Server:
    """Return a server of the folder *output*, for this machine alone, which also answers to the names *hosts*.

    *port* 0 takes a free port. Pages in *previews*, by the paths of their files, are sent instead of those in *output*.
    Raises ServeError if the port cannot be used.
    """
    allowed = LOCAL | {host.lower() for host in hosts}
    try:
        return Server(("127.0.0.1", port), partial(Handler, directory=str(output), hosts=allowed, previews=previews))
    except OSError as error:
        raise ServeError(f"port {port}: {error.strerror}") from error


class Builder:
    """The process that builds the website (building/serving/resident.py), and the pages that it previews before each build."""

    def __init__(self, root: Path, output: Path, previews: dict[str, bytes], report: Callable[[str], object]) -> None:
        """Start to build the database below *root* into *output*; *report* is called with each message for the user.

        *previews* is kept up to date: the pages of saved records that *output* does not have yet, by the paths of their
        files.
        """
        self._previews = previews
        self._command = [sys.executable, "-m", "masthead", "build", "--stay", "--no-progress"]
        self._command += ["--root", str(root), "--output", str(output)]
        self._report = report
        self._numbers: dict[str, int] = {}
        self._begin()

    def _begin(self) -> None:
        # In a session of its own: an interrupt from the terminal reaches the server alone, which ends the build.
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        self.has_built = Event()
        self._reader = Thread(target=self._read, args=(self._process, self.has_built), daemon=True)
        self._reader.start()

    def change(self, paths: Iterable[str]) -> None:
        """Preview the records in the files at *paths*, which have changed, and then build."""
        with suppress(BrokenPipeError):
            print(json.dumps(sorted(paths)), file=self._process.stdin, flush=True)

    def again(self) -> None:
        """Build in a new process, since something other than records has changed, such as the engine."""
        self.stop()
        self._previews.clear()
        self._begin()

    def stop(self) -> None:
        """End the process, and the build in it."""
        while self._process.poll() is None:
            self._process.terminate()  # again and again: Python forgets what a signal raises inside a finalizer
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_PATIENCE)
        self._reader.join()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(BrokenPipeError):
                stream.close()  # type: ignore[union-attr]

    def _read(self, process: subprocess.Popen[str], has_built: Event) -> None:
        """Read the messages of the process until it ends."""
        for line in process.stdout or ():
            message = json.loads(line)
            if "pages" in message:
                self._show(message["pages"], message["number"])
            else:
                self._drop(message["through"])
                self._report("built" if message["built"] else "build failed; the last good website is kept")
            has_built.set()
        has_built.set()  # or it never will

    def _show(self, pages: Mapping[str, str], number: int) -> None:
        for path, html in pages.items():
            self._numbers[path] = number
            self._previews[path] = html.encode()
        if pages:
            self._report(f"shown before the build: {', '.join(pages)}")

    def _drop(self, through: int) -> None:
        """Delete the previews of changes up to number *through*: the build has published or refused them by now."""
        for path in [path for path in self._previews if self._numbers[path] <= through]:
            del self._previews[path]


def serve(root: Path, output: Path, port: int, hosts: Iterable[str], report: Callable[[str], object]) -> None:
    """Build and serve the database below *root*, and build again on every change, until interrupted.

    The website is in *output*. The server answers at *port*, also to the names *hosts*; *report* is called with each
    message for the user. Raises ServeError if the port cannot be used.
    """
    previews: dict[str, bytes] = {}
    with server(output, port, hosts, previews) as running:
        builder = Builder(root, output, previews, report)
        try:
            builder.has_built.wait()
            Thread(target=running.serve_forever, daemon=True).start()
            report(f"http://127.0.0.1:{running.server_port}/ (stop with Ctrl-C)")
            for changes in watch(*existing(root), step=_REST, raise_interrupt=False):
                report(f"files changed: {len(changes)}; rebuilding")
                build_again(root, builder, {Path(path).absolute().relative_to(root.absolute()) for _, path in changes})
            running.shutdown()
        finally:
            builder.stop()


def build_again(root: Path, builder: Builder, changed: Iterable[Path]) -> None:
    """Let *builder* build again after the files *changed*, by their paths below *root*."""
    folders = {path.parts[0] for path in changed}
    if any(path.parts[0] == THEME and path.parts[1:] != (NAME,) for path in changed):
        keep_sums(root / THEME)
    if folders <= set(FOLDERS):
        builder.change(path.as_posix() for path in changed)
    else:
        builder.again()


def existing(root: Path) -> list[Path]:
    """Return the files and folders below *root* that are watched, if they exist."""
    return [root / name for name in WATCHED if (root / name).exists()]


def keep_sums(theme: Path) -> None:
    """Write the checksums of the files of *theme*: a change made while they are served is intended."""
    with suppress(OSError, MastheadError):  # the build reports a file that cannot be read
        put(theme, NAME, sums_text(theme).encode())

"""The website served on this machine is built again on each change; if a build fails, the last good one stays."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import pytest

from masthead.building.serving.dev_server import ServeError, existing, from_the_root, server
from tests.site import ROOT, furnish, masthead
from tests.world import FIRM, World

PAGE = "/firms/quay-media/index.html"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a server."""

    status: int
    headers: dict[str, str]
    body: str


def ask(port: int, path: str, method: str = "GET", host: str = "localhost") -> Answer:
    """Ask the server at *port* for *path*, which is sent as it is."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, headers={"Host": host})
    response = connection.getresponse()
    answer = Answer(response.status, dict(response.getheaders()), response.read().decode())
    connection.close()
    return answer


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """The port of a server of a small website with a secret beside it."""
    output = tmp_path / "output"
    (output / "sites").mkdir(parents=True)
    (output / "sites/index.html").write_text("<!DOCTYPE html>sites")
    (output / "404.html").write_text(
        '<!DOCTYPE html>\n<link rel="stylesheet" href="./theme/x.css"><a href="#_main">not here</a><a href="./sites/">'
    )
    (tmp_path / "secret.html").write_text("secret")
    (output / "link.html").symlink_to(tmp_path / "secret.html")
    (output / "linked").symlink_to(tmp_path)
    (output / "inner.html").symlink_to("sites/index.html")
    (output / "inner").symlink_to("sites")
    (output / "dangling.html").symlink_to("nothing.html")
    (output / ".hidden.html").write_text("secret")
    os.mkfifo(output / "pipe.html")
    with server(output, 0, ["preview.example"]) as running:
        thread = Thread(target=running.serve_forever)
        thread.start()
        yield running.server_port
        running.shutdown()
        thread.join()


def test_folder_is_answered_by_its_index(port: int) -> None:
    """The server does this like any web server, and a browser never takes the page from its cache."""
    answer = ask(port, "/sites/")

    assert (200, "<!DOCTYPE html>sites", "no-store") == (answer.status, answer.body, answer.headers["Cache-Control"])


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/sites/nothing/",
        "/a/b/c.html",
        "/%00",
        "/../secret.html",
        "/%2e%2e/secret.html",
        "/sites/../../secret.html",
        "/link.html",
        "/inner.html",
        "/inner/",
        "/inner/index.html",
        "/dangling.html",
        "/pipe.html",
        "/sites%2findex.html",
        "/sites%2F",
        "/sites/%2e/index.html",
        "/sites/%2e%2e/404.html",
        "/sites/./index.html",
        "/sites/index.html%00",
        "/sites/index.html%00.txt",
        "/sites/%ff",
        "/sites//index.html",
        "/sites/index.html/",
        "/sites/..%5cindex.html",
        "/SITES/",
        "/.hidden.html",
        "/%0d%0aX-Injected:%201/",
        "/linked/secret.html",
        "/linked/",
        "/",
        f"/{'x' * 300}",
    ],
)
def test_missing_address_gets_our_page(port: int, path: str) -> None:
    """The page has links that work from any depth, and nothing from outside of the website."""
    answer = ask(port, path)

    assert 404 == answer.status
    assert '<link rel="stylesheet" href="/theme/x.css"><a href="#_main">not here</a><a href="/sites/">' in answer.body
    assert "secret" not in answer.body


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8000", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:8000", 200),
        ("preview.example:8000", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example:8000", 421),
        ("localhost:80:80", 421),
        ("localhost.", 421),
        ("user@localhost", 421),
        ("localhost@evil.example", 421),
        ("localhost, evil.example", 421),
        ("localhost evil.example", 421),
        ("localhost/evil.example", 421),
        ("http://localhost", 421),
        ("[::1", 421),
        ("::1", 421),
        ("[::ffff:127.0.0.1]", 421),
        ("[fe80::1%25lo]", 421),
        ("127.1", 421),
        ("2130706433", 421),
        ("", 421),
    ],
)
def test_only_names_of_this_machine_are_answered(port: int, host: str, status: int) -> None:
    """A website elsewhere whose name is made to lead here cannot read a preview."""
    answer = ask(port, "/sites/", host=host)

    assert (status, status == 200) == (answer.status, "sites" in answer.body)


PLAIN = "GET /sites/ HTTP/1.1\r\nHost: localhost\r\n"
ODD: dict[str, tuple[str, int]] = {
    "a plain one": (PLAIN, 200),
    "of HTTP/1.0": ("GET /sites/ HTTP/1.0\r\nHost: localhost\r\n", 200),
    "with one length": (f"{PLAIN}Content-Length: 0\r\n", 200),
    "with two hosts": (f"{PLAIN}Host: evil.example\r\n", 400),
    "with another host first": ("GET /sites/ HTTP/1.1\r\nHost: evil.example\r\nHost: localhost\r\n", 400),
    "with one host twice": (f"{PLAIN}HOST: localhost\r\n", 400),
    "without a host": ("GET /sites/ HTTP/1.1\r\n", 400),
    "with a host before a space": ("GET /sites/ HTTP/1.1\r\nHost : localhost\r\n", 400),
    "with a host of two lines": ("GET /sites/ HTTP/1.1\r\nHost: evil.example\r\n localhost\r\n", 421),
    "with a whole address": ("GET http://localhost/sites/ HTTP/1.1\r\nHost: localhost\r\n", 400),
    "with the address of another": ("GET http://evil.example/sites/ HTTP/1.1\r\nHost: localhost\r\n", 400),
    "for a tunnel": ("CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n", 400),
    "for the server itself": ("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n", 400),
    "in pieces": (f"{PLAIN}Transfer-Encoding: chunked\r\n", 400),
    "in pieces, by another name": (f"{PLAIN}TRANSFER-ENCODING: identity\r\n", 400),
    "with two lengths": (f"{PLAIN}Content-Length: 0\r\nContent-Length: 5\r\n", 400),
    "with a line that is no header": (f"{PLAIN}nonsense\r\n", 400),
    "of a protocol that is none": ("GET /sites/ HTTX/1.1\r\nHost: localhost\r\n", 400),
}


@pytest.mark.parametrize("name", ODD)
def test_request_that_readers_understand_differently_is_refused(name: str, port: int) -> None:
    """A request must have one host, one path and no coding; otherwise nothing of the website is in the answer."""
    sent, status = ODD[name]
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(f"{sent}\r\n".encode())
        answer = client.makefile("rb").read().decode()

    assert f" {status} " in answer.partition("\r\n")[0]
    assert (status == 200) == ("<!DOCTYPE html>sites" in answer)


@pytest.mark.parametrize("line", ["GET /sites/", "GET /sites/\r\nHost: localhost", "HEAD /sites/", "GET"])
def test_request_of_the_first_protocol_gets_no_page(line: str, port: int) -> None:
    """HTTP/0.9 has no hosts, so the host that such a request asks for is unknown."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(f"{line}\r\n\r\n".encode())

        assert b">sites" not in client.makefile("rb").read()


def test_folder_without_a_slash_leads_to_its_page(port: int) -> None:
    """The server redirects as web servers do, and only to itself."""
    answer = ask(port, "/sites?q=%0d%0aX")

    assert (301, "/sites/") == (answer.status, answer.headers["Location"])


def test_folder_that_becomes_a_link_is_no_longer_answered(port: int, tmp_path: Path) -> None:
    """It holds while the website is served; a link that becomes a folder again is answered."""
    sites = tmp_path / "output/sites"
    sites.rename(tmp_path / "away")
    sites.symlink_to(tmp_path / "away")
    assert 404 == ask(port, "/sites/").status

    sites.unlink()
    (tmp_path / "away").rename(sites)
    assert 200 == ask(port, "/sites/").status


def test_page_for_missing_addresses_that_is_a_link_is_not_shown(port: int, tmp_path: Path) -> None:
    """No other page that is a link is shown either."""
    (tmp_path / "output/404.html").unlink()
    (tmp_path / "output/404.html").symlink_to(tmp_path / "secret.html")
    answer = ask(port, "/nothing")

    assert (404, False) == (answer.status, "secret" in answer.body)


def test_client_that_leaves_is_not_told_of(port: int, capfd: pytest.CaptureFixture[str]) -> None:
    """A client may leave before it has asked, or before it has its answer."""
    for sent in (b"", b"GET /sites/ HTTP/1.1\r\nHost: localhost\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # leaves with a reset
            client.sendall(sent)
    assert 200 == ask(port, "/sites/").status

    assert "" == capfd.readouterr().err


@pytest.mark.parametrize("start", [".", "", "/list", "https://masthead.example/list"])
def test_missing_page_starts_at_the_root_of_this_server(start: str) -> None:
    """It includes the page of a website that is made for a folder of a host."""
    page = f'<link rel="stylesheet" href="{start}/theme/a.css"><form action="{start}/search/" data-root="{start}/">'

    assert (
        '<link rel="stylesheet" href="/theme/a.css"><form action="/search/" data-root="/">'
        == from_the_root(page.encode()).decode()
    )


def test_head_of_a_missing_address_has_no_body(port: int) -> None:
    """The protocol requires this."""
    answer = ask(port, "/nothing", "HEAD")

    assert (404, "") == (answer.status, answer.body)


def test_missing_address_without_our_page_is_told_plainly(tmp_path: Path) -> None:
    """Before the first good build there is nothing to show."""
    with server(tmp_path / "output", 0) as running:
        thread = Thread(target=running.handle_request)
        thread.start()
        answer = ask(running.server_port, "/")
        thread.join()

    assert 404 == answer.status


def test_other_machines_are_not_answered(tmp_path: Path) -> None:
    """The server is only for the person who works on this machine."""
    with server(tmp_path, 0) as running:
        assert "127.0.0.1" == running.server_address[0]


def test_taken_port_is_told(tmp_path: Path) -> None:
    """The port is checked before anything is built."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        with pytest.raises(ServeError) as caught:
            server(tmp_path, number)
        finished = masthead("serve", "--root", tmp_path, "--port", str(number))

    assert f"port {number}: Address already in use" == str(caught.value)
    assert (1, f"Error: port {number}: Address already in use\n") == (finished.returncode, finished.stderr)


def test_what_is_there_is_watched(world: World) -> None:
    """Records, theme, texts, engine and settings are watched; a project need not have all of them."""
    assert ["sites", "firms", "campaigns", "sources"] == [path.name for path in existing(world.root)]
    assert ["sites", "firms", "campaigns", "sources", "content", "theme", "pelicanconf.py"] == [
        path.name for path in existing(furnish(world).root)
    ]


@dataclass(slots=True)
class Serving:
    """A running command, with the lines that it has printed."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def read(self) -> None:
        """Take in what the command prints, until it ends."""
        for line in self.process.stderr or ():
            self.lines.append(line)

    def wait_for(self, pattern: str) -> str:
        """Return the match of *pattern* in a new line, which must come within half a minute."""
        deadline, seen = time.monotonic() + 30, len(self.lines)
        while time.monotonic() < deadline:
            for line in self.lines[seen:]:
                if match := re.search(pattern, line):
                    return match[0]
            time.sleep(0.05)
        raise AssertionError(f"{pattern} is not in {self.lines}")


@contextmanager
def serving(world: World) -> Iterator[Serving]:
    """Serve *world* with the command, until it is interrupted as by Ctrl-C."""
    command = [sys.executable, "-u", "-m", "masthead", "serve", "--root", str(world.root), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        running = Serving(process)
        reader = Thread(target=running.read, daemon=True)
        reader.start()
        try:
            yield running
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            finally:
                process.kill()  # one that does not end must not keep the tests waiting for ever
                reader.join(5)


def test_serve_builds_again_on_each_change(world: World) -> None:
    """A right change is shown, a wrong one is reported and leaves the last good page; Ctrl-C ends it quietly."""
    furnish(world)
    with serving(world) as running:
        address = running.wait_for(r"http://127\.0\.0\.1:\d+/")
        number = int(address.split(":")[2].strip("/"))
        assert "Quay Media Co., Ltd." in ask(number, PAGE).body

        world.edit(FIRM, "name: Quay Media Co., Ltd.", "name: Quay Media Group")
        running.wait_for("^built$")
        assert "Quay Media Group" in ask(number, PAGE).body

        world.add(FIRM, "nonsense: x\n")
        running.wait_for("^build failed; the last good website is kept$")
        assert "Quay Media Group" in ask(number, PAGE).body

    assert 0 == running.process.returncode
    assert not [line for line in running.lines if "Traceback" in line]

"""The page for missing addresses: at any depth, in any folder of a host, on any host, and under `masthead serve`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from masthead.building.serving.dev_server import server
from tests.browser.conftest import OpenPage
from tests.site import furnish, make
from tests.world import World

Website = Callable[[str], Path]
Host = Callable[[Path, str], str]
Served = Callable[[Path], str]
IsWhole = Callable[[str, str], None]
# The error that the browser logs for the missing page itself.
MISSING = "error: Failed to load resource: the server responded with a status of 404 (Not Found)"
DEPTHS = ("nothing", "sites/nothing/at/all/")
# A policy that a host for the public may send with every page.
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'"


class _Host(SimpleHTTPRequestHandler):
    """A static host that has a website in one of its folders, and answers for what is missing with its page."""

    def __init__(self, *arguments: object, base: str, **options: object) -> None:
        self.base = base
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """Return the file at *path*, which is below the folder of the website."""
        return super().translate_path(path.removeprefix(self.base) if path.startswith(f"{self.base}/") else "/none")

    def send_error(self, *_: object, **__: object) -> None:
        """Send the page for what is missing."""
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[Host]:
    """A function that puts a website into a folder of a static host, and gives its address there."""
    with ExitStack() as stack:

        def host_(folder: Path, base: str) -> str:
            http_server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder), base=base))
            running = stack.enter_context(http_server)
            threading.Thread(target=running.serve_forever, daemon=True).start()
            stack.callback(running.shutdown)
            return f"http://127.0.0.1:{running.server_port}{base}/"

        yield host_


@pytest.fixture
def served() -> Iterator[Served]:
    """A function that serves a website as `masthead serve` does, and gives its address."""
    with ExitStack() as stack:

        def served_(folder: Path) -> str:
            running = stack.enter_context(server(folder, 0))
            threading.Thread(target=running.serve_forever, daemon=True).start()
            stack.callback(running.shutdown)
            return f"http://127.0.0.1:{running.server_port}/"

        yield served_


@pytest.fixture
def website(world: World, monkeypatch: pytest.MonkeyPatch, named_publisher: None) -> Website:  # noqa: ARG001 - sets it
    """A function that builds the small world for a public address, or for none, and says where it is."""

    def website_(url: str) -> Path:
        monkeypatch.setenv("MASTHEAD_URL", url)
        make(furnish(world), "publishconf.py")
        return world.root / "output"

    return website_


@pytest.fixture
def is_whole(open_page: OpenPage, faults: list[str]) -> Callable[[str, str], None]:
    """A function that checks that a missing page has style and script, asks no other host, and leads on."""

    def is_whole_(root: str, path: str) -> None:
        page = open_page(root + path)
        assert [MISSING] == faults
        faults.clear()
        ask = page.evaluate

        assert "Page not found" == page.inner_text("h1")
        assert "0px" == ask("getComputedStyle(document.body).margin")
        assert 0 < ask("performance.getEntriesByType('resource').filter(one => one.name.endsWith('.js')).length")
        assert f"{root}{path}#_main" == ask("document.querySelector('.skip-link').href")
        links = ask("[...document.querySelectorAll('main a')].map(link => link.href)")
        assert [f"{root}search/", f"{root}sites/"] == links

    return is_whole_


@pytest.mark.parametrize("path", DEPTHS)
@pytest.mark.parametrize("base", ["", "/list/of-all"])
def test_on_another_host_it_is_whole(website: Website, host: Host, is_whole: IsWhole, base: str, path: str) -> None:
    """On a mirror or a preview, it asks for nothing at the public address, and breaks no policy of the host."""
    is_whole(host(website(f"https://masthead.example{base}"), base), path)


@pytest.mark.parametrize("path", DEPTHS)
@pytest.mark.parametrize("url", ["", "https://masthead.example", "https://masthead.example/list"])
def test_under_serve_it_is_whole(website: Website, served: Served, is_whole: IsWhole, url: str, path: str) -> None:
    """Every website is at the root there, even one for a folder of a host, and one whose address is not known."""
    is_whole(served(website(url)), path)

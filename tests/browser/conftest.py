"""Chromium for the tests, watched for everything that a reader's browser must not meet with."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests import chromium

OpenPage = Callable[..., Page]
Serve = Callable[..., str]
LATE = 0.7  # seconds: later than a shift may follow what was typed without counting
AGAIN = 0.02  # seconds after which a server looks whether it shall end


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test of this folder `browser`, so that they can be left out together."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a window, one for all tests."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium.get(), args=chromium.arguments())
        yield running
        running.close()


@pytest.fixture
def faults() -> list[str]:
    """The faults of the pages of this test so far; a test that provokes a fault takes it out."""
    return []


@pytest.fixture
def open_page(browser: Browser, faults: list[str], serve: Serve) -> Iterator[OpenPage]:  # noqa: ARG001 - ends after it
    """A function that opens an address in a fresh profile, whose options it takes (viewport, locale …).

    Its pages close before their servers end, so that requests that are still open are not faults.

    The test fails if a page logs an error, throws one, or asks for anything from another place.
    """
    contexts = []

    def open_(address: str, **options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        _watch(page, address, faults)
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert [] == faults


class _Quiet(SimpleHTTPRequestHandler):
    """A static host that does not report each request on the terminal."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


class _Slow(_Quiet):
    """A static host that answers late, and one after the other, for the paths in which *late* occurs."""

    def __init__(self, *args: object, late: re.Pattern[str], turn: threading.Lock, **options: object) -> None:
        self.late, self.turn = late, turn
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer, after a while."""
        if self.late.search(self.path):
            with self.turn:
                time.sleep(LATE)
        super().do_GET()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """A function that serves a folder as a static host does, and gives its address; paths like *late* come slowly."""
    with ExitStack() as stack:

        def serve_(folder: Path, late: re.Pattern[str] | None = None) -> str:
            handler = partial(_Slow, late=late, turn=threading.Lock()) if late else _Quiet
            server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder)))
            threading.Thread(target=server.serve_forever, args=(AGAIN,), daemon=True).start()
            stack.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}/"

        yield serve_


def _watch(page: Page, address: str, faults: list[str]) -> None:
    def log(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(f"{message.type}: {message.text}")

    def ask(request: Request) -> None:
        if _origin(request.url) not in (_origin(address), "data://"):
            faults.append(f"foreign request: {request.url}")

    page.on("console", log)
    page.on("pageerror", lambda error: faults.append(f"thrown: {error}"))
    page.on("request", ask)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"

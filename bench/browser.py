"""Measures queries in Chromium: bytes, script time on a processor four times slower, memory."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from hosting import Host, Sent
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from tracing import CATEGORIES, Trace, read

SLOWDOWN = 4
# Seconds without a request or work after which a page is done with a query, and after which it has no answer.
QUIET = 0.25
PATIENCE = 1.5
LIMIT = 300.0
SHOWN = 5
WATCH = """(selector) => {
  const look = () => {
    if (!document.querySelector(selector)) return;
    watcher.disconnect();
    globalThis.firstResult = performance.now();
    performance.mark(`first ${globalThis.asked}`);
  };
  globalThis.lookAgain = (number) => {
    globalThis.firstResult = undefined;
    globalThis.asked = number;
    watch();
    performance.mark(`begin ${number}`);
  };
  performance.setResourceTimingBufferSize(5000);
  const watcher = new MutationObserver(look);
  const watch = () => watcher.observe(document, { childList: true, subtree: true, attributes: true });
  watch();
}"""


# The requests that began before the first result appeared.
BEFORE = "(one) => one.startTime <= globalThis.firstResult"


@dataclass(frozen=True, slots=True)
class Box:
    """The field of a page that takes queries, and the place of the results."""

    path: str
    """The address of the page; the query is appended to it."""
    field: str
    result: str
    """The CSS selectors of the field for the query and of a result."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a query in requests and script time, and the results that it showed first."""

    first: tuple[Sent, ...]
    """The files sent before the first result was on the page."""
    sent: tuple[Sent, ...]
    shown: tuple[str, ...]
    script: float = 0
    """Seconds of script time until the page was idle; 0 if not measured."""
    script_first: float = 0
    """Seconds of script time until the first result, or until the end if there was none."""


@contextmanager
def started() -> Iterator[Browser]:
    """Start Chromium without a window, and close it when the block ends."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=_chromium(), args=["--disable-gpu"])
        yield running
        running.close()


def _chromium() -> str:
    """Return the path of the Chromium that the tests use too."""
    command = [sys.executable, "-m", "tests.chromium"]
    process = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent)  # noqa: S603
    return process.stdout.strip()


@dataclass
class Visit:
    """A page of *host* in a fresh profile, open or about to be opened."""

    host: Host
    box: Box
    page: Page
    session: CDPSession

    def ask(self, query: str) -> Cost:
        """Open the page with *query* in its address, like a shared link, and return the cost."""
        return self._watched(lambda: self.page.goto(self.host.address + self.box.path + quote(query)))

    def type(self, query: str, number: int) -> Cost:
        """Paste *query* into the field of the open page, mark its beginning and end with *number*, and return the cost."""
        self.page.fill(self.box.field, "")
        self._wait_until_empty(time.time())
        self._value(f"lookAgain({number})")
        cost = self._watched(lambda: self.session.send("Input.insertText", {"text": query}))
        self._value(f"performance.mark('end {number}')")
        return cost

    def memory(self) -> int:
        """Return the bytes of memory that scripts hold after garbage collection, on the heap and beside it."""
        self.session.send("HeapProfiler.collectGarbage")
        usage = self.session.send("Runtime.getHeapUsage")
        return int(usage["usedSize"] + usage.get("embedderHeapUsedSize", 0) + usage.get("backingStorageSize", 0))

    def _watched(self, act: Callable[[], object]) -> Cost:
        known = len(self.host.log)
        act()
        answered = self._settle(time.time())
        sent = tuple(file for file in self.host.log[known:] if file.counts)
        early = self._value(f"performance.getEntriesByType('resource').filter({BEFORE}).map((one) => one.name)")
        early_paths = {name.removeprefix(self.host.address) for name in early}
        first = tuple(file for file in sent if file.path in early_paths) if answered else sent
        chosen = f"[...document.querySelectorAll('{self.box.result}')].slice(0, {SHOWN})"
        return Cost(first, sent, tuple(self._value(f"{chosen}.map((one) => one.textContent)")))

    def _settle(self, since: float) -> bool:
        """Wait until the page is idle, and return whether it shows a result; *since* is the time of the query."""
        last = since
        while True:
            asked = time.time()
            first = bool(self._value("globalThis.firstResult"))
            now = time.time()
            # A page that takes long to evaluate an expression was busy.
            if self.host.busy or now - asked > QUIET / 2:
                last = now
            last = max(last, self.host.last)
            if now - last > (QUIET if first else PATIENCE) or now - since > LIMIT:
                return first
            time.sleep(QUIET / 2)

    def _wait_until_empty(self, since: float) -> None:
        """Wait until the results of the last query are gone from the page."""
        while self._value(f"document.querySelector('{self.box.result}') !== null") and time.time() - since < LIMIT:
            time.sleep(QUIET / 2)

    def _value(self, expression: str) -> Any:
        """Return the value of *expression* in the page, with as little work for the page as possible."""
        answer = self.session.send("Runtime.evaluate", {"expression": expression, "returnByValue": True})
        return answer["result"].get("value")


def open_each(browser: Browser, host: Host, box: Box, queries: Sequence[str]) -> list[Cost]:
    """Open the page with each of the queries *queries*, without a cache, and return the costs; script time is not measured."""
    with visit(browser, host, box) as page:
        page.session.send("Network.enable")
        page.session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        return [page.ask(query) for query in queries]


def open_slowly(browser: Browser, host: Host, box: Box, query: str) -> Cost:
    """Open the page with *query* on a slow processor, and return the cost with its script time."""
    with visit(browser, host, box, SLOWDOWN) as page, traced(browser, page) as traces:
        cost = page.ask(query)
    return replace(cost, script=traces[0].total)


def type_slowly(browser: Browser, host: Host, box: Box, queries: Sequence[str]) -> tuple[list[Cost], int, int]:
    """Type all queries *queries* into one page on a slow processor; return their costs, and its memory before and after."""
    with visit(browser, host, box, SLOWDOWN) as page:
        page.ask(queries[0])
        first = page.memory()
        with traced(browser, page) as traces:
            costs = [page.type(query, number) for number, query in enumerate(queries)]
        last = page.memory()
    return [_with_script(cost, traces[0], number) for number, cost in enumerate(costs)], first, last


def _with_script(cost: Cost, trace: Trace, number: int) -> Cost:
    begin, first, end = (f"{mark} {number}" for mark in ("begin", "first", "end"))
    until = first if first in trace.marks else end
    return replace(cost, script=trace.between(begin, end), script_first=trace.between(begin, until))


@contextmanager
def traced(browser: Browser, visit: Visit) -> Iterator[list[Trace]]:
    """Trace the block, and add the trace to the list that this yields when the block ends."""
    traces: list[Trace] = []
    browser.start_tracing(page=visit.page, categories=list(CATEGORIES))
    yield traces
    traces.append(read(browser.stop_tracing()))


@contextmanager
def visit(browser: Browser, host: Host, box: Box, slowdown: int = 1) -> Iterator[Visit]:
    """Open a page in a fresh profile, on a processor that is *slowdown* times slower, until the block ends."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.set_default_timeout(LIMIT * 1000)
        page.add_init_script(f"({WATCH})({box.result!r})")
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        yield Visit(host, box, page, session)
    finally:
        context.close()

"""What a query costs in Chromium: bytes, script time on a processor four times slower, memory."""

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
# A page that neither asked for anything nor worked for so long is done with a query; or has no answer to it.
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


# What was asked for before the first result stood there.
BEFORE = "(one) => one.startTime <= globalThis.firstResult"


@dataclass(frozen=True, slots=True)
class Box:
    """Where a page is asked and answers."""

    path: str
    """Its address, with the query to come after it."""
    field: str
    result: str
    """Selectors of the field for the query and of a result."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one query asked of the network and of the processor, and what it showed first."""

    first: tuple[Sent, ...]
    """What was sent before the first result stood on the page."""
    sent: tuple[Sent, ...]
    shown: tuple[str, ...]
    script: float = 0
    """Seconds that scripts worked until nothing happened any more; 0 if that was not measured."""
    script_first: float = 0
    """Seconds until the first result, or until the end if there was none."""


@contextmanager
def started() -> Iterator[Browser]:
    """Give a Chromium without a window."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=_chromium(), args=["--disable-gpu"])
        yield running
        running.close()


def _chromium() -> str:
    """Return the path of the Chromium that the tests drive too."""
    command = [sys.executable, "-m", "tests.chromium"]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent)  # noqa: S603
    return told.stdout.strip()


@dataclass
class Visit:
    """A page of *host* in a fresh profile, open or about to be opened."""

    host: Host
    box: Box
    page: Page
    session: CDPSession

    def ask(self, query: str) -> Cost:
        """Open the page with *query* in its address, as a link that was shared does."""
        return self._watched(lambda: self.page.goto(self.host.address + self.box.path + quote(query)))

    def type(self, query: str, number: int) -> Cost:
        """Put *query* into the field of the page that is open, as one that is pasted; mark its begin and end."""
        self.page.fill(self.box.field, "")
        self._wait_until_empty(time.time())
        self._value(f"lookAgain({number})")
        cost = self._watched(lambda: self.session.send("Input.insertText", {"text": query}))
        self._value(f"performance.mark('end {number}')")
        return cost

    def memory(self) -> int:
        """Return the bytes that scripts hold after the garbage is collected, those beside the heap included."""
        self.session.send("HeapProfiler.collectGarbage")
        usage = self.session.send("Runtime.getHeapUsage")
        return int(usage["usedSize"] + usage.get("embedderHeapUsedSize", 0) + usage.get("backingStorageSize", 0))

    def _watched(self, act: Callable[[], object]) -> Cost:
        known = len(self.host.log)
        act()
        answered = self._settle(time.time())
        sent = tuple(one for one in self.host.log[known:] if one.counts)
        early = self._value(f"performance.getEntriesByType('resource').filter({BEFORE}).map((one) => one.name)")
        asked = {name.removeprefix(self.host.address) for name in early}
        first = tuple(one for one in sent if one.path in asked) if answered else sent
        chosen = f"[...document.querySelectorAll('{self.box.result}')].slice(0, {SHOWN})"
        return Cost(first, sent, tuple(self._value(f"{chosen}.map((one) => one.textContent)")))

    def _settle(self, since: float) -> bool:
        """Wait until nothing happens any more, and tell whether there was a result."""
        last = since
        while True:
            asked = time.time()
            first = bool(self._value("globalThis.firstResult"))
            now = time.time()
            # A page that answers late was at work.
            if self.host.busy or now - asked > QUIET / 2:
                last = now
            last = max(last, self.host.last)
            if now - last > (QUIET if first else PATIENCE) or now - since > LIMIT:
                return first
            time.sleep(QUIET / 2)

    def _wait_until_empty(self, since: float) -> None:
        """Wait until no result of the last query stands on the page any more."""
        while self._value(f"document.querySelector('{self.box.result}') !== null") and time.time() - since < LIMIT:
            time.sleep(QUIET / 2)

    def _value(self, expression: str) -> Any:
        """Return the value of *expression* in the page, with as little work of the page as can be."""
        told = self.session.send("Runtime.evaluate", {"expression": expression, "returnByValue": True})
        return told["result"].get("value")


def open_each(browser: Browser, host: Host, box: Box, asked: Sequence[str]) -> list[Cost]:
    """Open the page with each query that is *asked*, nothing of it being kept from before; script is not measured."""
    with visit(browser, host, box) as page:
        page.session.send("Network.enable")
        page.session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        return [page.ask(query) for query in asked]


def open_slowly(browser: Browser, host: Host, box: Box, query: str) -> Cost:
    """Open the page with *query* on a slow processor, and return the cost with all the script that this takes."""
    with visit(browser, host, box, SLOWDOWN) as page, traced(browser, page) as traces:
        cost = page.ask(query)
    return replace(cost, script=traces[0].total)


def type_slowly(browser: Browser, host: Host, box: Box, asked: Sequence[str]) -> tuple[list[Cost], int, int]:
    """Type all that is *asked* into one page on a slow processor; return the costs, and its memory first and last."""
    with visit(browser, host, box, SLOWDOWN) as page:
        page.ask(asked[0])
        first = page.memory()
        with traced(browser, page) as traces:
            costs = [page.type(query, number) for number, query in enumerate(asked)]
        last = page.memory()
    return [_with_script(cost, traces[0], number) for number, cost in enumerate(costs)], first, last


def _with_script(cost: Cost, trace: Trace, number: int) -> Cost:
    begin, first, end = (f"{mark} {number}" for mark in ("begin", "first", "end"))
    until = first if first in trace.marks else end
    return replace(cost, script=trace.between(begin, end), script_first=trace.between(begin, until))


@contextmanager
def traced(browser: Browser, visit: Visit) -> Iterator[list[Trace]]:
    """Give a list that holds the trace of the block after its end."""
    traces: list[Trace] = []
    browser.start_tracing(page=visit.page, categories=list(CATEGORIES))
    yield traces
    traces.append(read(browser.stop_tracing()))


@contextmanager
def visit(browser: Browser, host: Host, box: Box, slowdown: int = 1) -> Iterator[Visit]:
    """Give a page in a fresh profile, whose processor is slowed down if so asked."""
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

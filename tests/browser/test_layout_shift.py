"""Nothing jumps while a page loads slowly: what scripts add has its place before it comes."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Serve

MOST = 0.05
"""The cumulative layout shift that a page may have; Lighthouse calls 0.1 good."""
WATCH = """
globalThis.shifts = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) shifts.push([one.value, one.sources.map((source) => source.node?.className)]);
}).observe({ type: 'layout-shift', buffered: true });
"""
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 180_000, "uploadThroughput": 80_000}
# The page, and what is there when its scripts are done.
PAGES = (
    ("sites/", ".filters__bar"),
    ("countries/kr/", ".filters__bar"),
    ("search/?q=haimai", ".search-result"),
    ("lookup/?u=romajournal.org", ".lookup-answer[data-answer] a"),
)


@pytest.mark.parametrize(("page_and_end", "width"), [*product(PAGES, (412, 1280))])
def test_nothing_jumps_while_a_page_loads(
    page_and_end: tuple[str, str], width: int, real_site: Path, serve: Serve, browser: Browser
) -> None:
    """On a slow network, where the page is drawn before its scripts run, and on a slow processor."""
    path, end = page_and_end
    context = browser.new_context(viewport={"width": width, "height": 823})
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})

    page.goto(f"{serve(real_site)}{path.replace('/?', '/index.html?')}")
    page.wait_for_selector(end)
    page.wait_for_timeout(500)
    shifts = page.evaluate("shifts")
    context.close()

    assert sum(value for value, _ in shifts) <= MOST, shifts

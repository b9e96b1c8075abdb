"""Layout shifts on a page, the distance to a list by keyboard, and the announcements to a screen reader."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import OpenPage, Serve
from tests.sampling import in_turn

MOST = 0.05
"""The largest Cumulative Layout Shift of a page; 0.1 is what Google still calls good."""
STOPS = 50
"""The most stops of the Tab key before the first row of a list."""
SHIFTS = """(() => {
    window.shifts = [];
    const note = (list) => window.shifts.push(...list.getEntries().map((entry) => [entry.startTime, entry.value, entry.hadRecentInput]));
    new PerformanceObserver(note).observe({ type: 'layout-shift', buffered: true });
})()"""
ANNOUNCEMENTS = """() => {
    window.heard = [];
    const textOf = (region) => (region.checkVisibility({ visibilityProperty: true }) ? region.innerText.trim() : '');
    for (const region of document.querySelectorAll('[role=status], [role=alert], [aria-live]')) {
        let last = textOf(region);
        new MutationObserver(() => {
            const text = textOf(region);
            if (text && text !== last) window.heard.push(text);
            last = text;
        }).observe(region, { childList: true, subtree: true, characterData: true });
    }
}"""
PAUSES = """() => {
    window.longest = 0;
    let last;
    document.addEventListener('input', ({ timeStamp }) => {
        window.longest = Math.max(window.longest, timeStamp - (last ?? timeStamp));
        last = timeStamp;
    });
}"""
QUIET = 950
"""The milliseconds without a letter after which a reader pauses: a little less than in announce.js."""
ATTEMPTS = 3
BOX = "main form[data-search] input, main form[data-lookup] input"
SLOW = re.compile(r"/(search|lookup|facets|rows)/[^?]*\.js$")
VISITS = (
    ("sites/", ""),
    ("countries/kr/", ""),
    ("countries/au/", ""),
    ("indicators/ipv4/18.171.181.70/", ""),
    ("search/", "haimai"),
    ("search/", "veneziapost.com"),
    ("search/", "qqxzqzx"),
    ("search/#q=haimai", ""),
    ("lookup/", "veneziapost.com"),
    ("lookup/", "nobody-knows.example.net"),
    ("lookup/#u=veneziapost.com", ""),
)
"""Addresses, and what is typed there."""
LISTED = "veneziapost.com"
TYPED = (LISTED, "nobody-knows.org")


def score(page: Page) -> float:
    """Return the layout shift of *page* as browsers report it: the worst burst of at most five seconds."""
    worst = burst = 0.0
    start = last = float("-inf")
    for at, value, typed in page.evaluate("window.shifts"):
        if typed:
            continue
        if at - last > 1000 or at - start > 5000:
            burst, start = 0.0, at
        burst, last = burst + value, at
        worst = max(worst, burst)
    return worst


@pytest.mark.parametrize(("width", "network"), in_turn([412, 1280], [("slow",)], [("fast",)]))
def test_nothing_moves_when_things_arrive(
    width: int, network: str, real_site: Path, serve: Serve, browser: Browser
) -> None:
    """Nothing moves while a reader types, and while filters, results and answers arrive.

    All pages are open at once, since most of the time is waiting. The test runs with the width of a phone and a slow
    network, with the width of a desktop and a fast one, and in an audit the other way round too.
    """
    pages = {}
    for path, typed in VISITS:
        page = browser.new_context(viewport={"width": width, "height": 850}).new_page()
        page.add_init_script(SHIFTS)
        page.goto(serve(real_site, SLOW if network == "slow" else None) + path)
        if typed:
            page.locator(BOX).press_sequentially(typed, delay=60)
        pages[path, typed] = page
    page.wait_for_timeout(2000 if network == "fast" else 6000)
    measured = {visit: score(page) for visit, page in pages.items()}
    for page in pages.values():
        page.context.close()

    assert {} == {visit: shift for visit, shift in measured.items() if shift > MOST}


def test_what_moves_is_measured(real_site: Path, serve: Serve, browser: Browser) -> None:
    """A shift is measured even on a page that another one covers, like those of the test above."""
    page, cover = (browser.new_context(viewport={"width": 412, "height": 850}).new_page() for _ in range(2))
    page.add_init_script(SHIFTS)
    for each in (page, cover):
        each.goto(serve(real_site) + "sites/")
    page.evaluate("document.querySelector('main').style.marginTop = '20rem'")
    page.wait_for_timeout(500)
    measured = score(page)
    for each in (page, cover):
        each.context.close()

    assert measured > MOST


@pytest.mark.parametrize(
    "path",
    [
        "sites/",
        "sites/page/2/",
        "countries/us/",
        "countries/kr/",
        "countries/au/",
        "indicators/ipv4/18.171.181.70/",
        "kinds/local-news/",
        "languages/it/",
        "years/2023/",
    ],
)
def test_list_is_near_for_the_keyboard(path: str, real_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """Its first row is near the start of the page, and a link skips what is between."""
    page = open_page(serve(real_site) + path, viewport={"width": 1280, "height": 900})
    page.wait_for_timeout(1000)
    is_row = "!!document.activeElement.closest('tr[data-facets]')"
    skip = ""
    stops = 0
    while not page.evaluate(is_row) and stops <= STOPS:
        page.keyboard.press("Tab")
        stops += 1
        if page.evaluate("document.activeElement.matches('.filters__skip')"):
            skip = page.evaluate("document.activeElement.checkVisibility() && document.activeElement.innerText")

    assert stops - 1 <= STOPS
    assert "Skip to the list" == skip


def test_skip_link_leads_to_the_list(real_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """The next stop after the link is in the table."""
    page = open_page(f"{serve(real_site)}sites/")
    page.focus(".filters__skip")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("!!document.activeElement.closest('#_rows')")


def announced(pause: int, open_path: Callable[[str], Page]) -> tuple[dict[tuple[str, str], list[str]], float]:
    """Return the announcements of each page while every host of TYPED is typed on it, and the longest pause between letters.

    All times are in milliseconds. Beside other work, a letter may come later than after *pause*.
    """
    pages = {(path, host): open_path(path) for path in ("lookup/", "search/", "") for host in TYPED}
    for page in pages.values():
        page.focus(BOX)
    page.wait_for_timeout(500)
    for (_, host), page in pages.items():
        page.keyboard.type(host[0])
    page.wait_for_timeout(600)  # the scripts that the first letter asks for make their regions
    for page in pages.values():
        page.evaluate(f"({ANNOUNCEMENTS})()")
        page.evaluate(f"({PAUSES})()")
    start = time.monotonic()
    for place in range(1, max(map(len, TYPED))):
        for (_, host), page in pages.items():
            page.keyboard.type(host[place : place + 1])
        page.wait_for_timeout(max(0.0, pause * place - (time.monotonic() - start) * 1000))
    page.wait_for_timeout(2500)
    texts = {
        visit: [text.replace("[.]", ".") for text in page.evaluate("window.heard")] for visit, page in pages.items()
    }
    return texts, max(page.evaluate("window.longest") for page in pages.values())


@pytest.mark.parametrize("pause", [50, 150, 300, 500])
def test_few_announcements_while_an_address_is_typed(
    pause: int, real_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """At most two are made, short and about the whole address, and none that a longer text makes false.

    Six pages are open at once.
    """
    for _ in range(ATTEMPTS):
        announcements, longest = announced(pause, lambda path: open_page(serve(real_site) + path))
        if longest < QUIET:
            break

    assert longest < QUIET, "the machine stalled each time, so that the reader paused"
    assert {} == {visit: texts for visit, texts in announcements.items() if len(texts) > 2}
    for (_, host), texts in announcements.items():
        assert not [text for text in texts if "not listed" in text.lower() and host not in text]
        assert not [text for text in texts if host == LISTED and "not listed" in text.lower()]
        assert not [text for text in texts if len(text.split()) > 20]
    assert any(announcements.values())


def sites(page: Page) -> list[str]:
    """Return the hosts of the sites among the results, in their order."""
    hrefs = page.locator('.search-result__link[href*="/sites/"]').evaluate_all("all => all.map((link) => link.href)")
    return [href.rpartition("/sites/")[2].partition("/")[0] for href in hrefs]


def test_results_are_in_an_order_that_a_reader_sees(real_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """Kinds are in groups with headings, and a record with the word in its name is before one with it in a detail."""
    page = open_page(f"{serve(real_site)}search/#q=haimai")
    page.locator(".search-result").nth(5).wait_for()
    headings = [text.rpartition(" ")[0] for text in page.locator(".search-results__heading").all_inner_texts()]

    assert len(headings) == len(set(headings))
    assert "Firms" == headings[0]
    assert "Haimai" in page.locator(".search-result").first.inner_text()
    before = sites(page)
    page.get_by_role("button", name="Show more results").click()
    page.locator(".search-result").nth(15).wait_for()
    for hosts in (before, sites(page)):
        assert 8 < len(hosts)
        assert sorted(hosts) == hosts
    assert sites(page)[: len(before)] == before
    assert all("PAPERWALL" in line for line in page.locator(".search-result__subtitle").all_inner_texts()[1:])

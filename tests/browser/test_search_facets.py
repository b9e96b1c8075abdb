"""The facets of lists on the page of the search, over what was found, in Chromium."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from masthead.loading.database import Database
from tests.browser.barriers import barriers
from tests.browser.conftest import OpenPage, Serve
from tests.browser.facets import matching
from tests.browser.search_box import settle

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


def sites(page: Page) -> list[str]:
    """The sites among the results, by host, sorted."""
    links = page.eval_on_selector_all(".search-result__link", "all => all.map(link => link.href)")
    hosts = (re.search(r"/sites/([^/]+)/(index.html)?$", link) for link in links)
    return sorted(host[1] for host in hosts if host)


def opened(page: Page) -> Page:
    """The page once all results and their facets are there."""
    page.get_by_text("Filter these sites").click()
    page.locator(".facet").first.wait_for()
    return page


def test_results_of_the_real_records_are_counted_to_the_end(real_site: Path, open_page: OpenPage) -> None:
    """A firm that half of all sites are tied to: the number is the whole one, and not “and more”."""
    page = open_page(f"file://{real_site}/search/index.html#q=haimai", viewport=DESK)

    expect(page.locator(".search-results__status")).to_have_text(re.compile(r"^1[2-9]\d results$"))


def test_results_are_narrowed_by_facets(real_site: Path, open_page: OpenPage, database: Database) -> None:
    """PAPERWALL, of Italy: of what was found, what the records say; the address says so, and going back undoes it."""
    page = opened(open_page(f"file://{real_site}/search/index.html#q=paperwall", viewport=DESK))
    before = sites(page)
    page.get_by_role("button", name=re.compile("^Show all.*Target country")).click()
    page.get_by_role("checkbox", name=re.compile("^Italy")).check()
    expect(page).to_have_url(re.compile("#q=paperwall&country=IT$"))
    expect(page.locator(".search-results__status")).to_have_text(re.compile(r"^\d+ of \d+ sites$"))

    assert len(before) > 100
    assert [host for host in before if host in matching(database.graph, {"country": ("IT",)})] == sites(page)
    page.go_back()
    expect(page.locator(".filters__chips > li")).to_have_count(0)
    assert before == sites(page)


def test_a_shared_address_brings_back_question_and_choice(
    real_site: Path, serve: Serve, open_page: OpenPage, database: Database
) -> None:
    """Served, on a phone: the question, the choice, and the sites that both leave."""
    page = open_page(f"{serve(real_site)}search/index.html#q=paperwall&country=KR,JP", viewport=PHONE)
    expect(page.locator(".search-results__status")).to_have_text(re.compile(r"^\d+ of \d+ sites$"))

    assert matching(database.graph, {"country": ("KR", "JP"), "campaign": ("paperwall",)}) == sites(page)
    assert page.url.endswith("#q=paperwall&country=KR,JP")
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(".filters__chips > li")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_facets_cost_nothing_before_they_are_asked_for(real_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """A search without a choice loads neither their script nor their labels."""
    page = open_page(f"{serve(real_site)}search/index.html", viewport=DESK)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("main input[type=search]").fill("haimai")
    page.locator(".search-result__link").first.wait_for()
    assert [] == [url for url in asked if "facets" in url]

    opened(page)

    assert 2 == len([url for url in asked if "facets" in url])


def test_axe_finds_no_barrier_in_filtered_results(real_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """In the dark, with something chosen."""
    page = open_page(f"{serve(real_site)}search/index.html#q=paperwall&country=KR", viewport=DESK, color_scheme="dark")
    expect(page.locator(".search-results__status")).to_have_text(re.compile(r"^\d+ of \d+ sites$"))

    assert [] == barriers(page)


def test_few_results_have_no_filter(real_site: Path, open_page: OpenPage) -> None:
    """Neither an empty page nor one with nothing found, or one thing; it comes with many, and stays while it is used."""
    page = open_page(f"file://{real_site}/search/index.html", viewport=DESK)
    panel, box = page.locator(".filters__panel"), page.locator("main input[type=search]")
    assert not panel.is_visible()
    for text, is_there in {"qqxzqzx": False, "haimai": True, "romajournal.org": False}.items():
        box.fill(text)
        box.press("Enter")
        settle(page)
        assert is_there == panel.is_visible()
    box.fill("haimai")
    opened(page)
    box.fill("romajournal.org")
    settle(page)
    assert panel.is_visible()

"""Text that a reader types stays in the browser: in every box, with scripts, without them, and before they load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import OpenPage, Serve
from tests.languages import in_languages
from tests.site import make
from tests.world import make as make_world

TYPED = ["heron 88 letter to nobody", "https://heron88.example/?to=nobody", "☎ heron-88 ☎"]
PAGES = ["", "about/", "compare/", "lookup/", "search/", "sites/", "ko/", "ar/lookup/"]
BOXES = "input:not([type=checkbox]):not([type=radio])"
CARRIERS = """text => [...document.querySelectorAll('*')].flatMap((node) => [...node.attributes].map(({ name, value }) => [name, value]))
    .filter(([name]) => ['href', 'action', 'formaction', 'src', 'srcset', 'ping', 'data', 'poster'].includes(name))
    .map(([, value]) => value.split('#')[0]).filter((value) => [text, encodeURIComponent(text), 'heron'].some((part) => value.includes(part)))"""
"""The addresses with the typed text that elements of the page would send, if they were followed."""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world in English, Arabic and Korean."""
    world = in_languages(make_world(tmp_path_factory.mktemp("typed") / "world"))
    make(world)
    return world.root / "output"


@pytest.fixture
def root(output: Path, serve: Serve) -> str:
    """The address of that website."""
    return serve(output)


def typed_boxes(page: Page) -> Iterator[int]:
    """Yield the number of each box of *page* in which a reader can type."""
    yield from (at for at in range(page.locator(BOXES).count()) if page.locator(BOXES).nth(at).is_visible())


@pytest.mark.parametrize("path", PAGES)
def test_no_link_of_the_page_would_send_it(path: str, root: str, open_page: OpenPage) -> None:
    """Each address on the page has a text that is typed into any box after its # or not at all."""
    page = open_page(root + path)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    boxes = list(typed_boxes(page))
    for at in boxes:
        for text in TYPED:
            page.locator(BOXES).nth(at).fill(text)
            page.wait_for_timeout(400)

            assert [] == page.evaluate(CARRIERS, text)

    assert boxes
    assert [] == [url for url in sent if "heron" in url]


def test_link_to_the_search_keeps_the_question(root: str, open_page: OpenPage) -> None:
    """If a text in the look-up is no address, the search opens with it, and the server does not receive it."""
    page = open_page(f"{root}lookup/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.fill("#_lookup", "heron letter")
    page.locator("#_lookup-answer a").click()
    page.wait_for_url("**/search/**")
    page.wait_for_load_state("networkidle")

    assert "heron letter" == page.input_value("#_search")
    assert [] == [url for url in sent if "heron" in url]


@pytest.mark.parametrize("path", PAGES[:6])
def test_form_without_scripts_sends_nothing(path: str, root: str, browser: Browser) -> None:
    """Enter in a box leads to a page that says what to do; the request has nothing of what was typed."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    page.goto(root + path)
    boxes = list(typed_boxes(page))
    for at in boxes:
        page.goto(root + path)
        page.locator(BOXES).nth(at).fill(TYPED[0])
        page.locator(BOXES).nth(at).press("Enter")
        page.wait_for_load_state()
        if path != "compare/":
            assert "All sites from A to Z" in page.locator("noscript").first.inner_text()
    context.close()

    assert boxes or path == "compare/"  # which shows its form only where a script reads it
    assert [] == [url for url in sent if "heron" in url or re.search(r"\?\S", url)]


@pytest.mark.parametrize("path", PAGES[:6])
def test_form_whose_script_is_late_sends_nothing(path: str, root: str, browser: Browser) -> None:
    """A reader may type and press Enter before the script has come."""
    context = browser.new_context()
    page = context.new_page()
    sent: list[str] = []
    released = Event()

    def hold(route: Route) -> None:
        if released.is_set():
            route.abort()

    page.route("**/*.js", hold)
    page.on("request", lambda request: sent.append(request.url))
    page.goto(root + path, wait_until="commit")
    page.locator(BOXES).first.wait_for()
    boxes = list(typed_boxes(page))
    for at in boxes:
        page.goto(root + path, wait_until="commit")
        page.locator(BOXES).nth(at).wait_for()
        page.locator(BOXES).nth(at).fill(TYPED[1])
        page.locator(BOXES).nth(at).press("Enter", no_wait_after=True)
        page.wait_for_timeout(200)
    released.set()
    context.close()

    assert boxes
    assert [] == [url for url in sent if "heron" in url or re.search(r"\?\S", url)]


@pytest.mark.parametrize("path", ["lookup/?u=", "lookup/#u=", "search/?q=", "search/#q="])
def test_links_with_a_question_still_work(path: str, root: str, open_page: OpenPage) -> None:
    """Links on other websites and of the search engines of browsers work, too."""
    page = open_page(f"{root}{path}harbour-times.example")
    page.locator("main a[href*='sites/harbour-times.example/']").first.wait_for()

    assert "harbour-times.example" == page.locator("main form input").first.input_value()

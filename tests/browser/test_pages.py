"""Every kind of page of the real website, as people with browsers, phones and screen readers meet it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser

from tests.browser.barriers import barriers
from tests.browser.conftest import OpenPage, Serve
from tests.sampling import in_turn, sampled

KINDS = (
    "index.html",
    "sites/index.html",
    "sites/romajournal.org/index.html",
    "sites/ginzadaily.com/index.html",
    "sites/usa-aa.com/index.html",
    "sites/updatenews.info/index.html",
    "sites/romajournal.org/cite/index.html",
    "firms/haimai/cite/index.html",
    "countries/index.html",
    "countries/ru/index.html",
    "countries/zz/index.html",
    "firms/index.html",
    "firms/haimai/index.html",
    "firms/unnamed-marketing-firm/index.html",
    "campaigns/index.html",
    "campaigns/paperwall/index.html",
    "campaigns/paperwall/sites/content/found/index.html",
    "sources/index.html",
    "sources/citizenlab-2024/index.html",
    "techniques/index.html",
    "techniques/t0097.202/index.html",
    "indicators/index.html",
    "indicators/ipv4/18.171.181.70/index.html",
    "kinds/local-news/index.html",
    "search/index.html",
    "changes/index.html",
    "changes/2026-11/index.html",
    "about/index.html",
    "method/index.html",
    "corrections/index.html",
    "contribute/index.html",
    "404.html",
)
CONTRAST = in_turn(KINDS, [("light",)], [("dark",)])
"""The pages and schemes in which contrast is measured."""
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_no_barrier(path: str, scheme: str, real_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """No kind of page has a barrier that axe knows (WCAG 2.2 AA and its best practices), in light and in dark.

    Contrast is measured in light or in dark, in turn, and in an audit in both.
    """
    page = open_page(serve(real_site) + path, viewport=PHONE, color_scheme=scheme)

    assert [] == barriers(page, contrast=(path, scheme) in CONTRAST)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", KINDS)
def test_no_page_is_wider_than_its_window(
    path: str, viewport: dict[str, int], real_site: Path, open_page: OpenPage
) -> None:
    """No page scrolls sideways, on a phone or on a desk."""
    page = open_page(f"file://{real_site}/{path}", viewport=viewport)

    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_served_pages_obey_their_own_policy(real_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """Behind a server no page breaks its content security policy or asks another host; its style is applied."""
    address = serve(real_site)

    page = open_page(address)
    for path in KINDS:
        page.goto(address + path.removesuffix("index.html"))
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px"


def test_a_script_in_a_page_would_not_run(
    real_site: Path, serve: Serve, open_page: OpenPage, faults: list[str]
) -> None:
    """The policy of the pages stops a script that gets into one."""
    page = open_page(serve(real_site))

    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")

    assert page.evaluate("window.ran") is None
    assert len(faults) == 1
    assert "Content Security Policy" in faults.pop()


def test_tab_leads_past_the_header_to_the_content(real_site: Path, open_page: OpenPage) -> None:
    """The first stop of the Tab key skips to the content."""
    page = open_page(f"file://{real_site}/sites/romajournal.org/index.html")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#_main"
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "_main"


def test_every_focused_element_can_be_seen(real_site: Path, open_page: OpenPage) -> None:
    """Each element that the Tab key reaches is marked and is inside the window."""
    address = f"file://{real_site}/sites/romajournal.org/index.html"
    page = open_page(address, viewport=PHONE, reduced_motion="reduce")  # else it is still scrolling when it is asked
    unseen = """() => {
        const element = document.activeElement;
        const box = element.getBoundingClientRect();
        const marked = getComputedStyle(element).outlineStyle !== "none";
        const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
        return marked && inside ? "" : element.outerHTML;
    }"""

    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(unseen) == ""


def test_without_script_every_outlet_is_reached(real_site: Path, browser: Browser) -> None:
    """Without JavaScript the list, the countries, the firms and the campaigns reach every outlet, from page to page.

    A browser reads some pages of each kind, and all in an audit; a parser finds the same in them, and reads all.
    """
    outlets = {path.parent.name for path in real_site.glob("sites/*/index.html")}
    lists = [real_site / "sites/index.html", *real_site.glob("sites/page/*/index.html")]
    pages = {"sites": lists} | {
        kind: sorted(real_site.glob(f"{kind}/**/index.html")) for kind in ("countries", "campaigns", "firms")
    }
    links = {kind: {path: _outlets_in(path) for path in paths} for kind, paths in pages.items()}
    by_list, by_country, by_campaign, by_firm = (
        {outlet for outlets in linked.values() for outlet in outlets} for linked in links.values()
    )

    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for linked in links.values():
        for path in sampled(linked, lambda path: "page" in path.parts, 4):
            assert linked[path] == _outlets_from(page, path), path
    context.close()

    assert outlets == by_list == by_country
    assert {"romajournal.org"} <= by_campaign & by_firm
    assert len(by_campaign) >= 123


def test_from_disk_a_reader_gets_from_the_home_page_to_the_evidence(real_site: Path, open_page: OpenPage) -> None:
    """Opened from disk, the home page finds "roma" and leads to the firm said to run Roma Journal, and its answer."""
    page = open_page(f"file://{real_site}/index.html")

    page.get_by_label("Paste a link or type a name").fill("roma")
    page.locator("main .search-result__link", has_text="Roma Journal").first.click()

    text = page.inner_text("main")
    assert (
        "In February 2024 the Citizen Lab attributed PAPERWALL, the network in which it lists this site, to Haimai."
        in text
    )
    assert "Haimai appears to have denied to NHK what the Citizen Lab said (2024)." in text
    assert page.locator("#unregistered").count() == 1


def test_print_hides_what_paper_cannot_use(real_site: Path, open_page: OpenPage) -> None:
    """On paper there is no navigation and no search box, and the evidence is whole."""
    page = open_page(f"file://{real_site}/sites/romajournal.org/index.html")

    page.emulate_media(media="print")

    assert not page.locator("header nav").is_visible()
    assert not page.locator("header form").is_visible()
    assert page.locator("#unregistered").is_visible()


def _outlets_from(page: Page, file: Path) -> set[str]:
    """Return the outlets to which the page in *file* links, as a browser reads it."""
    page.goto(f"file://{file}")
    return _outlets(page.eval_on_selector_all("main a[href]", "all => all.map(link => link.href.baseVal ?? link.href)"))


def _outlets_in(file: Path) -> set[str]:
    """Return the same as a parser reads it."""
    links = LexborHTMLParser(file.read_text("utf-8")).css("main a[href]")
    return _outlets(urljoin(file.as_uri(), link.attributes["href"] or "") for link in links)


def _outlets(addresses: Iterable[str]) -> set[str]:
    links = [address.split("#")[0] for address in addresses]
    outlets = [link for link in links if "/sites/" in link and not link.partition("/sites/")[2].startswith("page/")]
    return {link.split("/")[-2] for link in outlets if not link.endswith("/sites/index.html")}

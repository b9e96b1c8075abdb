"""Lists that are longer than a page, in Chromium: their rows come in pieces, and text of records stays text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from masthead.exports import list_rows
from masthead.views.parts import outlet_table
from tests import world as small
from tests.browser.conftest import OpenPage, Serve
from tests.browser.facets import address, choices, go, matching, shown, wait
from tests.browser.modules import MODULES
from tests.languages import in_languages
from tests.site import make
from tests.world import FIRM, OUTLET, UNREAD, World

DESK = {"width": 1280, "height": 900}
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "__proto__",
    '=HYPERLINK(\\"http://x.example\\")',
    "مرحبا بالعالم",
    "부산온라인",
    "Ωμέγα & <b>",
    "constructor",
    "W" * 290,
)
OUTLET_TEXT = """\
kind: {kind}
name: "{name}"
names:
  - {{text: "{name}", sources: [harbour-lab-2024], match: host}}
{operator}
targets:
  - {{country: {country}, as_reported: "{country}", source: {source}}}
languages:
  - {{tag: {language}, source: harbour-lab-2024}}
evidence:
  - {{id: listed, claim: It is listed., kind: listing, date: {year}, sources: [{{source: harbour-lab-2024}}]}}
"""
ATTRIBUTED = """\
attributions:
  - {firm: pier-media, role: operator, by: tide-digest-2024, wording: states, confidence: not-stated}
  - {firm: pier-media, role: operator, by: harbour-lab-2024, wording: believes, confidence: not-stated}"""


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A website of 42 outlets with hostile names and values, eight to a page."""
    world = in_languages(World(tmp_path_factory.mktemp("long")), ["ko"])
    small.make(world.root)
    for number in range(40):
        text = OUTLET_TEXT.format(
            kind=("local-news", "clone", "newswire")[number % 3],
            name=HOSTILE[number % len(HOSTILE)],
            country=("IT", "FR", "JP", "KR")[number % 4],
            language=("it", "zh-Hant", "sr-Latn-RS")[number % 3],
            year=2019 + number % 5,
            source=("harbour-lab-2024", "tide-digest-2024")[number % 2],
            operator=("operator: unknown", ATTRIBUTED)[number % 5 == 0],
        )
        country = ("it", "fr", "jp", "kr")[number % 4]
        world.write(f"sites/{country}/{'abcdefgh'[number % 8]}-{number}.example.yml", text)
    world.write("sources/tide-digest-2024.yml", UNREAD)
    world.write("firms/pier-media.yml", "name: Pier Media\nbusiness: advertising agency\n")
    world.edit(FIRM, "name: Quay Media Co., Ltd.", 'name: "<img src=x onerror=alert(2)> __proto__"')
    world.add(OUTLET, "state: {name: disputed, date: 2024-03-01, reason: The firm denies it.}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outlet_table, "PAGE", 8)
        patch.setattr(list_rows, "PIECE", 5)
        assert make(world).outcome.pages
    return world


@pytest.fixture
def sites(long: World, open_page: OpenPage) -> Page:
    """The first page of the list of all sites, opened from disk."""
    return open_page(f"file://{long.root}/output/sites/index.html", viewport=DESK)


def rows(page: Page) -> list[str]:
    """The text of each row that can be seen."""
    texts: list[str] = page.locator("tr:visible:has(.host)").all_text_contents()
    return [" ".join(text.split()) for text in texts]


def test_pages_are_complete_and_reached_without_a_script(long: World, open_page: OpenPage) -> None:
    """Each outlet is on one page; the numbers lead to all of them, and old anchors to the letters."""
    graph = long.load().graph
    page = open_page(f"file://{long.root}/output/sites/index.html", java_script_enabled=False)
    hosts = shown_without_script(page)
    while (following := page.locator(".filters__pages li:has([aria-current]) + li a")).count():
        following.click()
        hosts += shown_without_script(page)

    assert sorted(graph.outlets) == hosts
    assert page.url.endswith("/sites/page/6/index.html")
    pages = page.locator(".filters__pages")
    assert ["1", "…", "4", "5", "6"] == pages.locator("li").all_inner_texts()
    assert "SPAN" == pages.locator("[aria-current=page]").evaluate("one => one.tagName")
    looks = "all => all.map((one) => getComputedStyle(one).fontWeight)"
    assert ["400", "400", "400", "600"] == pages.locator(".jump__link").evaluate_all(looks)
    page.goto(f"file://{long.root}/output/sites/index.html#_letter-h")
    page.locator("#_letter-h").click()
    assert page.url.endswith("#_letter-h")
    assert "H" == page.locator("#_letter-h").inner_text()


def shown_without_script(page: Page) -> list[str]:
    """The hosts on a page of a list."""
    return [text.replace("[.]", ".") for text in page.locator("tr[data-facets] .host").all_text_contents()]


def test_nothing_is_loaded_before_somebody_filters(long: World, serve: Serve, open_page: OpenPage) -> None:
    """Opening the filters loads all rows, and nothing twice."""
    page = open_page(serve(long.root / "output") + "sites/", viewport=DESK)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.wait_for_timeout(200)
    asked[:] = [name for name in asked if name != "favicon.svg"]
    assert [] == asked

    page.get_by_text("Filter these sites").click()
    wait(page)
    page.get_by_role("checkbox", name="Japan").check()

    assert len(asked) == len(set(asked))
    assert {"labels.js", "all.js"} < set(asked)
    assert 10 == len(shown(page))


@pytest.mark.parametrize("served", [True, False], ids=["served", "from disk"])
def test_rows_are_in_the_language_of_the_page(*, served: bool, long: World, serve: Serve, open_page: OpenPage) -> None:
    """Countries and the notes beside them are in the language of the page; the rows themselves are there once."""
    output = long.root / "output"
    root = serve(output) if served else f"file://{output}/"
    page = open_page(f"{root}ko/sites/index.html#country=FR", viewport=DESK)
    page.locator(".filters--changed").wait_for()
    texts = rows(page)

    assert texts
    assert all("프랑스" in row and "France" not in row for row in texts)
    assert any("(⟦second-hand, through ⟧Harbour Lab)" in row for row in texts), texts
    assert not (output / "ko/sites/rows").exists()
    assert "ko/sites/" in page.locator("tr:visible:has(.host) a").first.evaluate("(link) => link.href")


def test_choices_find_the_rows_of_all_pages(sites: Page, long: World) -> None:
    """Each value alone and fifty choices find the rows that match in the records, though most are on other pages."""
    graph = long.load().graph
    different = []
    for choice in choices(graph, 50):
        go(sites, address(choice))
        sites.locator(".filters--changed").wait_for()
        if shown(sites) != matching(graph, choice):
            different.append(choice)

    assert [] == different


def test_rows_are_made_as_the_page_has_them(sites: Page) -> None:
    """Rows have the same text, links, languages and labels as in the table without a script."""
    page_rows = sites.locator("tr[data-facets]").evaluate_all(OF_ROW)
    go(sites, "#sort=site")
    go(sites, "#sort=-site")
    go(sites, "#sort=site&kind=local-news,clone,newswire")
    wait(sites)

    assert page_rows == sites.locator("tr:visible:has(.host)").evaluate_all(OF_ROW)[: len(page_rows)]


@pytest.mark.parametrize(("folder", "label"), [("", "Find in this list"), ("ko/", "⟦Find in this list⟧")])
def test_words_are_looked_for_in_all_pieces(folder: str, label: str, long: World, open_page: OpenPage) -> None:
    """Rows of other pages are found by host and name in any script, in each language; an address brings them back."""
    named = sorted(f"{'abcdefgh'[number % 8]}-{number}.example" for number in range(40) if number % len(HOSTILE) == 5)
    page = open_page(f"file://{long.root}/output/{folder}sites/index.html", viewport=DESK)
    page.locator(".filters__summary").click()
    field = page.get_by_role("searchbox", name=label)

    field.fill("부산온")
    page.locator(".filters--changed").wait_for()
    assert named == shown(page)
    expect(page.get_by_role("status")).to_contain_text("42")
    field.fill("EXAMPLE 부산온라인 [.]")
    assert named == shown(page)

    page.wait_for_timeout(700)
    second = open_page(page.url, viewport=DESK)
    second.locator(".filters--changed").wait_for()
    assert named == shown(second)
    field.fill("")
    page.wait_for_timeout(700)
    assert "#" not in page.url
    assert page.locator(".filters__jumps").is_visible()


OF_ROW = """rows => rows.map((row) => [...row.children].map((cell) => [
    cell.tagName, cell.className, cell.textContent.trim(),
    [...cell.querySelectorAll('a')].map((link) => link.href), [...cell.querySelectorAll('[lang]')].map((text) => text.lang),
]))"""


def test_a_list_without_a_choice_is_the_page_again(sites: Page) -> None:
    """Clearing all brings back the page, its letters and its numbers."""
    before = rows(sites)
    go(sites, "#country=JP")
    wait(sites)
    assert not sites.locator(".filters__pages").is_visible()
    sites.get_by_role("button", name="Clear all").click()

    assert before == rows(sites)
    assert sites.locator(".filters__pages").is_visible()


def test_many_rows_come_as_they_are_asked_for(long: World, open_page: OpenPage, serve: Serve) -> None:
    """The button adds more rows and leads to the first of them; here it adds ten."""

    def answer(route: Route) -> None:
        module = (MODULES / route.request.url.rpartition("/")[2]).read_text("utf-8")
        route.fulfill(body=module.replace("const STEP = 100;", "const STEP = 10;"), content_type="text/javascript")

    address = serve(long.root / "output")
    page = open_page(f"{address}404.html", viewport=DESK)
    page.route("**/modules/*", answer)
    page.route("**/outlet-table.min.js", lambda route: route.fulfill(body="import('/modules/outlet-table.js')"))
    page.goto(f"{address}sites/index.html#kind=local-news,clone,newswire")
    wait(page)
    first = shown(page)
    page.get_by_role("button", name="Show 10 more").click()

    assert 10 == len(first)
    assert first == shown(page)[:10]
    assert 20 == len(shown(page))
    assert page.evaluate("document.activeElement.textContent").replace("[.]", ".") == shown(page)[10]
    page.get_by_role("button", name="Show 10 more").click()
    page.get_by_role("button", name="Show 10 more").click()
    page.get_by_role("button", name="Show 2 more").click()
    assert sorted(long.load().graph.outlets) == shown(page)
    assert not page.locator(".filters__more").is_visible()


def test_a_piece_that_is_missing_is_said_and_asked_for_again(
    long: World, serve: Serve, open_page: OpenPage, faults: list[str]
) -> None:
    """The table stays as it is, and the next try loads the missing piece."""
    page = open_page(serve(long.root / "output") + "sites/", viewport=DESK)
    page.route("**/rows/k-*.js", lambda route: route.abort())
    page.get_by_text("Filter these sites").click()
    expect(page.get_by_role("status")).to_have_text(
        "The filters could not be loaded. The table is complete without them."
    )
    assert 8 == len(shown(page))

    page.unroute("**/rows/k-*.js")
    go(page, "#country=JP")
    wait(page)

    assert 10 == len(shown(page))
    assert faults
    assert all("ERR_FAILED" in fault for fault in faults)
    faults.clear()


@pytest.mark.parametrize("start", ["sites/", "countries/it/", "sites/page/3/"])
def test_hostile_text_stays_text(start: str, long: World, open_page: OpenPage) -> None:
    """In a name, the label of a facet, a chip or a row, it does not run, fetch or hide anything."""
    page = open_page(f"file://{long.root}/output/{start}index.html#firm=quay-media&sort=name", viewport=DESK)
    wait(page)

    assert 0 == page.locator("main img, main b").count()
    assert "<img src=x onerror=alert(2)> __proto__" in page.inner_text(".filters__chips")
    assert ["harbour-times.example"] == shown(page)
    assert page.locator("tr:visible .tag", has_text="Disputed").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= DESK["width"]


def test_long_and_foreign_names_fit_a_phone(long: World, open_page: OpenPage) -> None:
    """The page is no wider than the phone, with the facets open too."""
    page = open_page(f"file://{long.root}/output/sites/index.html#sort=name", viewport={"width": 360, "height": 740})
    wait(page)
    page.get_by_text("Filter these sites").click()

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_rows_in_scripts_are_what_the_folder_says(long: World) -> None:
    """The folder beside the list has the names of the pieces, and the pieces."""
    folder: Path = long.root / "output/sites/rows"
    text = (folder / "all.js").read_text("utf-8").removeprefix("mastheadPieces.take(").removesuffix(");\n")
    named = json.loads(f"[{text}]")[1]

    assert {"all.js", *(f"{piece}.js" for piece in named["pieces"])} == {path.name for path in folder.iterdir()}
    assert 42 == named["number"]
    assert len(named["pieces"]) > 4

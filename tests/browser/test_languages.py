"""Pages in further languages, as their readers see them: from the right too, with search, look-up and filters."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from masthead.views.parts.outlet_table import FILTERED
from tests.browser.barriers import barriers
from tests.browser.conftest import OpenPage, Serve
from tests.browser.lookup_box import look_up
from tests.browser.search_box import settle
from tests.languages import in_languages
from tests.site import make
from tests.world import CAMPAIGN, UNPLACED, World
from tests.world import make as make_world

KINDS = (
    "index.html",
    "sites/index.html",
    "sites/harbour-times.example/index.html",
    "sites/harbour-times.example/cite/index.html",
    "countries/index.html",
    "countries/it/index.html",
    "firms/index.html",
    "firms/quay-media/index.html",
    "campaigns/lighthouse/index.html",
    "sources/harbour-lab-2024/index.html",
    "search/index.html",
    "lookup/index.html",
    "about/index.html",
    "method/index.html",
    "404.html",
)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world in English, Arabic and Korean."""
    world = in_languages(make_world(tmp_path_factory.mktemp("languages") / "world"))
    world.add(CAMPAIGN, "not_known:\n  - Who paid for the sites.\n  - Since when they exist.\n")
    make(world)
    return world.root / "output"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in English and Arabic, with a campaign that has enough dates for a picture."""
    world = in_languages(make_world(tmp_path_factory.mktemp("drawn") / "world"), ["ar"])
    _date(world)
    make(world)
    return world.root / "output"


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in English and Korean, with as many sites as a list with filters has at least."""
    world = in_languages(make_world(tmp_path_factory.mktemp("listed") / "world"), ["ko"])
    text = (world.root / UNPLACED).read_text()
    for number in range(FILTERED - 2):
        world.write(f"sites/zz/further-{number}.example.yml", text)
    make(world)
    return world.root / "output"


def _date(world: World) -> None:
    text = (world.root / CAMPAIGN).read_text()
    assert "first_seen" not in text.partition("\nevidence")[0]
    world.write(CAMPAIGN, f"first_seen: 2019-04-02\nlast_seen: 2023-11-05\n{text}")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", KINDS)
def test_arabic_page_has_no_barrier_and_fits(
    path: str, width: int, output: Path, serve: Serve, open_page: OpenPage
) -> None:
    """It fits the smallest phone and a desktop, and its text runs from the right."""
    page = open_page(f"{serve(output)}ar/{path}", viewport={"width": width, "height": 800}, locale="ar")

    assert [] == barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert "rtl" == page.evaluate("getComputedStyle(document.body).direction")


def test_details_are_beside_the_text_on_the_other_side(output: Path, open_page: OpenPage) -> None:
    """The details are on the right in English and on the left in Arabic."""
    places = {}
    for folder in ("", "ar/"):
        page = open_page(f"file://{output}/{folder}{KINDS[2]}", viewport={"width": 1280, "height": 900})
        lead, facts = (page.locator(f".record__{name}").bounding_box() for name in ("lead", "facts"))
        assert lead
        assert facts
        places[folder] = lead["x"] < facts["x"]

    assert {"": True, "ar/": False} == places


def test_code_in_arabic_pages_runs_from_the_left(output: Path, open_page: OpenPage) -> None:
    """The example of a record can be read and copied: no colon or bracket is before its word."""
    page = open_page(f"file://{output}/ar/contribute/index.html")

    assert "ltr" == page.locator("pre").first.evaluate("pre => getComputedStyle(pre).direction")


def test_lines_of_latin_letters_begin_on_the_right_in_arabic(output: Path, open_page: OpenPage) -> None:
    """The text below a result, and the name below a host of the comparison, begin at the same edge as the others."""
    page = open_page(f"file://{output}/ar/index.html")
    page.evaluate("""document.querySelector('main').innerHTML = '<ul><li class="search-result"><a href="">رابط</a>'
        + '<bdi class="search-result__subtitle">PAPERWALL</bdi></li></ul><p><bdi class="table__note">Roma Journal</bdi></p>'""")
    for name in ("search-result__subtitle", "table__note"):
        ends = page.locator(f".{name}").evaluate("""line => {
            const range = document.createRange();
            range.selectNodeContents(line);
            return [range.getBoundingClientRect().right, line.getBoundingClientRect().right];
        }""")
        assert 1 > abs(ends[0] - ends[1])


@pytest.mark.parametrize("folder", ["ar", "ko"])
def test_what_is_not_known_is_marked_as_english(folder: str, output: Path, open_page: OpenPage) -> None:
    """It is in the words of the record, as evidence is; each point has a mark."""
    page = open_page(f"file://{output}/{folder}/campaigns/lighthouse/index.html")
    texts = page.locator("section:has(> #_not-known) li")

    assert 2 == texts.count()
    assert [["en", "ltr"]] * 2 == texts.evaluate_all(
        "all => all.map((one) => [one.firstElementChild.lang, one.firstElementChild.dir])"
    )
    assert {"disc"} == set(texts.evaluate_all("all => all.map((one) => getComputedStyle(one).listStyleType)"))


def test_signs_point_and_stand_as_they_are_read_in_arabic(output: Path, open_page: OpenPage) -> None:
    """The triangle of a fold points to the left, a minus is before its number, a result begins at the edge."""
    page = open_page(f"file://{output}/ar/sites/harbour-times.example/index.html")
    assert '"◂\xa0"' == page.locator(".evidence__filed > details > summary").first.evaluate(
        "one => getComputedStyle(one, '::before').content.split(' / ')[0]"
    )
    page.goto(f"file://{output}/ar/campaigns/lighthouse/index.html")
    assert "ltr" == page.locator(".table__differs td bdi").first.get_attribute("dir")
    page.goto(f"file://{output}/ar/search/index.html")
    assert words(page, "harbour")
    assert (
        page.locator(".search-result").first.evaluate("""one => one.getBoundingClientRect().right
        - one.firstElementChild.getBoundingClientRect().right""")
        < 1
    )


TURNS = """(text) => {
    let turned = 1;
    for (let part = text; part.tagName !== "FIGURE"; part = part.parentElement) {
        const style = getComputedStyle(part);
        turned *= new DOMMatrix(style.transform).a * (parseFloat(style.scale) || 1);
    }
    return turned;
}"""
"""Less than zero if a text in a picture is mirrored."""


def test_time_runs_from_the_right_in_arabic(drawn: Path, open_page: OpenPage) -> None:
    """The picture is mirrored, but its texts can still be read."""
    years = {}
    for folder in ("", "ar/"):
        page = open_page(
            f"file://{drawn}/{folder}campaigns/lighthouse/index.html", viewport={"width": 900, "height": 900}
        )
        boxes = {text.text_content(): text.bounding_box() for text in page.locator(".timeline > svg > text").all()}
        years[folder] = [boxes[year]["x"] for year in ("2019", "2023")]  # type: ignore[index]
        label = page.locator(".timeline svg svg text").first
        assert label.evaluate(TURNS) > 0

    assert years[""] == sorted(years[""])
    assert years["ar/"] == sorted(years["ar/"], reverse=True)


def words(page: Page, text: str) -> list[str]:
    """Type *text* into the search, and return the lines of the results."""
    page.fill("[data-search] input", text)
    settle(page)
    return page.locator(".search-result").all_inner_texts()


@pytest.mark.parametrize("folder", ["ko", "ar"])
@pytest.mark.parametrize("served", [True, False], ids=["served", "from disk"])
def test_search_finds_and_answers_in_the_language(
    folder: str, *, served: bool, output: Path, serve: Serve, open_page: OpenPage
) -> None:
    """A country is found by its name in the language; results and counts are in it, and links lead to pages in it."""
    name = {"ko": "이탈리아", "ar": "إيطاليا"}[folder]
    page = open_page(f"{serve(output) if served else f'file://{output}/'}{folder}/search/index.html")
    country = words(page, name)[0]

    assert country.startswith(name)
    assert "⟦" in country
    assert "⟦" in page.locator(".search-results__status").inner_text()

    site = words(page, "harbour times")[0]
    assert name in site
    assert "Italy" not in site
    page.locator(".search-result a").first.click()
    assert f"/{folder}/sites/harbour-times.example/" in page.url


def test_claims_among_results_are_marked_as_english(output: Path, open_page: OpenPage) -> None:
    """They are in the words of the records."""
    page = open_page(f"file://{output}/ko/search/index.html")
    page.fill("[data-search] input", "register outlets")
    page.keyboard.press("Enter")
    settle(page)
    claim = page.locator(".search-result a[href*='#']").first

    expect(claim).to_have_attribute("lang", "en")


@pytest.mark.parametrize("served", [True, False], ids=["served", "from disk"])
def test_look_up_answers_in_the_language(*, served: bool, output: Path, serve: Serve, open_page: OpenPage) -> None:
    """Its own sentences and those of the record are in the language, and the link leads to the page in the language."""
    page = open_page(f"{serve(output) if served else f'file://{output}/'}ar/lookup/index.html")
    kind, answer = look_up(page, ["https://harbour-times.example/news"])[0]

    assert "listed" == kind
    assert "⟦Listed harbour-times[.]example⟧" in answer
    assert "⟦Listed by ⟧" in answer
    assert "/ar/sites/harbour-times.example/" in page.locator(".lookup-answer a").first.evaluate("(link) => link.href")


def test_filters_are_in_the_language(listed: Path, open_page: OpenPage) -> None:
    """They have the names that the language has for countries."""
    page = open_page(f"file://{listed}/ko/sites/index.html", viewport={"width": 1280, "height": 900})
    panel = page.locator(".filters__facets")
    expect(panel).to_contain_text("이탈리아")
    panel.get_by_text("이탈리아", exact=True).click()

    assert page.locator("tr[data-facets]:visible").count() == 1
    assert page.url.endswith("#country=IT")


OFFER = ".language-offer"


@pytest.mark.parametrize(
    ("locale", "folder", "offered"),
    [("ko-KR", "", "ko"), ("ar-EG", "ko/", "ar"), ("en-US", "ar/", "en"), ("en-US", "", ""), ("fr-FR", "", ""), ("ko", "ko/", "")],
)  # fmt: skip
def test_language_of_the_reader_is_offered(
    locale: str, folder: str, offered: str, output: Path, serve: Serve, open_page: OpenPage
) -> None:
    """It is in that language and links to the same page; none appears if the page is in it or the website is not."""
    page = open_page(f"{serve(output)}{folder}{KINDS[2]}", locale=locale)
    page.wait_for_load_state("networkidle")

    assert bool(offered) == page.locator(OFFER).is_visible()
    if offered:
        expect(page.locator(OFFER)).to_have_attribute("lang", offered)
        page.locator(f"{OFFER} a").click()
        expected = KINDS[2] if offered == "en" else f"{offered}/{KINDS[2]}"
        assert page.url.endswith(f"/{expected}")


def test_offer_can_be_sent_away_for_good(output: Path, serve: Serve, open_page: OpenPage) -> None:
    """The offer is gone from this page and from the next."""
    page = open_page(serve(output), locale="ko-KR")
    page.locator(f"{OFFER} button").click()
    expect(page.locator(OFFER)).to_have_count(0)
    page.locator("nav a").first.click()
    page.wait_for_load_state("networkidle")

    expect(page.locator(OFFER)).to_have_count(0)


def test_without_script_nothing_is_offered_and_links_stay(output: Path, open_page: OpenPage) -> None:
    """The foot leads to the other languages."""
    page = open_page(f"file://{output}/index.html", locale="ko-KR", java_script_enabled=False)
    expect(page.locator(OFFER)).to_have_count(0)
    page.get_by_role("link", name="한국어").click()

    assert page.url.endswith("/ko/index.html")

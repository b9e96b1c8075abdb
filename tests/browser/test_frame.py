"""The top and the foot of every page, on a phone and on a desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import OpenPage
from tests.languages import in_languages
from tests.site import make
from tests.world import make as make_world

PHONE = {"width": 360, "height": 740}
FOLDERS = {"": "en-GB", "ko/": "ko", "ar/": "ar"}
"""The languages of the small world: its folder, and the language of its readers."""
MAIN = ["sites", "countries", "firms", "campaigns", "sources", "method", "about"]
LEADS = "all => all.map((link) => link.pathname.split('/').at(-2))"
HEIGHTS = "all => all.map((element) => element.getBoundingClientRect().height)"
ROOM = """input => {
    const style = getComputedStyle(input), pen = document.createElement('canvas').getContext('2d');
    pen.font = style.font;
    const inside = input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return inside - pen.measureText(input.placeholder).width;
}"""
"""The width of the search field, less the width of its placeholder."""

LAP = """() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('header > div > a'));
    const [name, menu] = [range, document.querySelector('header summary')].map((one) => one.getBoundingClientRect());
    return Math.min(name.right, menu.right) - Math.max(name.left, menu.left) > 0
        && Math.min(name.bottom, menu.bottom) - Math.max(name.top, menu.top) > 0;
}"""
"""Whether the name of the website and its menu overlap."""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world in English, Arabic and Korean."""
    world = in_languages(make_world(tmp_path_factory.mktemp("frame") / "world"))
    make(world)
    return world.root / "output"


@pytest.mark.parametrize(("folder", "language"), FOLDERS.items())
def test_top_of_a_phone_is_low_and_says_what_to_type(
    folder: str, language: str, output: Path, open_page: OpenPage
) -> None:
    """It has the name, the menu, and the search in a row of its own."""
    page = open_page((output / f"{folder}firms/index.html").as_uri(), viewport=PHONE, locale=language)

    assert page.locator("header").bounding_box()["height"] <= 112  # type: ignore[index]
    assert page.locator("header input").evaluate(ROOM) > 0
    assert not page.locator("header nav a").first.is_visible()


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize(("folder", "language"), FOLDERS.items())
def test_top_wraps_where_text_is_larger(
    folder: str, language: str, width: int, output: Path, open_page: OpenPage
) -> None:
    """Nothing overlaps, and the placeholder of the search is whole, up to text of twice the size (WCAG 1.4.4)."""
    page = open_page(
        (output / f"{folder}firms/index.html").as_uri(), viewport={"width": width, "height": 740}, locale=language
    )
    for size in (100, 125, 140, 150, 200):
        page.evaluate("size => { document.documentElement.style.fontSize = `${size}%`; }", size)

        assert not page.evaluate(LAP), size
        assert page.locator("header input").evaluate(ROOM) > 0, size
        assert page.evaluate("document.documentElement.scrollWidth") <= width, size


def test_search_box_is_whole_where_text_is_larger(output: Path, open_page: OpenPage) -> None:
    """The field has a border on each side, also where its button is below it; no word of a title breaks."""
    page = open_page((output / "index.html").as_uri(), viewport=PHONE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    field, button = (page.locator(f".search-form {name}").bounding_box() for name in ("input", "button"))
    assert field
    assert button
    assert button["y"] >= field["y"] + field["height"]
    assert 1 == page.locator(".search-form input").evaluate(
        "input => parseFloat(getComputedStyle(input).borderInlineEndWidth)"
    )

    page.goto((output / "compare/index.html").as_uri())
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert "Compare" == page.locator("h1").evaluate("""title => {
        const [text, range] = [title.firstChild, document.createRange()];
        range.setStart(text, 0);
        for (let end = 1; end <= text.length; end += 1) {
            range.setEnd(text, end);
            if (range.getClientRects().length > 1) return text.data.slice(0, end - 1).trim();
        }
        return text.data;
    }""")


@pytest.mark.parametrize("width", [320, 768])
def test_menu_opens_without_script_to_rows_that_a_finger_hits(width: int, output: Path, browser: Browser) -> None:
    """The rows open above the search, which moves down."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 740})
    page = context.new_page()
    page.goto((output / "about/index.html").as_uri())
    summary, links = page.locator("header summary"), page.locator("header nav a")
    closed = page.locator("header form").bounding_box()

    summary.click()
    opened = page.locator("header form").bounding_box()
    assert closed
    assert opened
    assert links.last.is_visible()
    assert opened["y"] > closed["y"]
    context.close()


def test_rows_of_the_menu(output: Path, open_page: OpenPage) -> None:
    """They are 44 px high and 15 px in type at least, and the current page is marked; the Tab key reaches them."""
    page = open_page((output / "about/index.html").as_uri(), viewport=PHONE)
    page.locator("header summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    links = page.locator("header nav a")
    assert MAIN == links.evaluate_all(LEADS)
    assert ["About"] == page.locator("header nav a[aria-current=page]").all_inner_texts()
    assert min(page.locator("header summary, header nav a").evaluate_all(HEIGHTS)) >= 44
    assert links.first.evaluate("link => parseFloat(getComputedStyle(link).fontSize)") >= 15
    assert links.first.evaluate("link => link === document.activeElement")
    page.locator("header > div > a").click(trial=True)


@pytest.mark.parametrize("width", [960, 1280])
def test_desk_has_the_main_pages_in_one_line(width: int, output: Path, open_page: OpenPage) -> None:
    """They are beside the search, without a menu, and the Tab key reaches them."""
    page = open_page((output / "sources/index.html").as_uri(), viewport={"width": width, "height": 800})
    links = page.locator("header nav a")
    page.locator("header > div > a").focus()
    page.keyboard.press("Tab")

    assert not page.locator("header summary").is_visible()
    assert 1 == len(set(links.evaluate_all("all => all.map((link) => link.getBoundingClientRect().top)")))
    assert links.first.evaluate("link => link === document.activeElement")
    assert page.locator("header input").evaluate(ROOM) > 0


@pytest.mark.parametrize("width", [320, 1280])
def test_foot_has_four_groups_and_targets_that_a_finger_hits(width: int, output: Path, open_page: OpenPage) -> None:
    """Each target is 24 px high at least (WCAG 2.2, 2.5.8), and nothing is missing where a copy has no publisher."""
    page = open_page((output / "index.html").as_uri(), viewport={"width": width, "height": 800})
    foot = page.locator("footer")

    assert ["Look up", "Use the data", "Named here?", "About"] == foot.locator("dt").all_inner_texts()
    assert min(foot.locator("a").evaluate_all(HEIGHTS)) >= 24
    for said in ("A listing means only", "Data as of", "CC BY 4.0", "no address given", "This copy has no publisher."):
        assert said in foot.inner_text()

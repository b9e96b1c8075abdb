"""How far a reader scrolls: the heights of pages of the real website, on a desk and on a phone."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.browser.conftest import OpenPage

MOST = {
    ("sites/romajournal.org", 1280): 2900,
    ("sites/romajournal.org", 360): 5600,
    ("firms/haimai", 1280): 4200,
    ("firms/haimai", 360): 7000,
    ("campaigns/paperwall", 1280): 9000,
    ("campaigns/paperwall", 360): 16_000,
    ("sites/romajournal.org/cite", 1280): 2600,
    ("method", 1280): 4000,
    ("corrections", 1280): 5000,
    ("corrections", 360): 8000,
    ("corrections/page/2", 360): 2500,
    ("sites", 1280): 7500,
    ("sites", 360): 12_500,
}
"""How many pixels a page may be high, by its path and the width of the window."""


@pytest.mark.parametrize(("path", "width"), MOST)
def test_pages_are_not_higher_than_agreed(path: str, width: int, real_site: Path, open_page: OpenPage) -> None:
    """An outlet, its cite page, a firm and a campaign, with all folds closed.

    Fonts differ between machines, and so lines break elsewhere and pages are some per cent higher or lower: a page that
    is a little too high on one machine alone has not grown, and one that is just low enough may be too high on others.
    """
    page = open_page(f"file://{real_site}/{path}/index.html", viewport={"width": width, "height": 900})

    assert page.evaluate("document.documentElement.scrollHeight") <= MOST[path, width]


@pytest.mark.parametrize("host", ["romajournal.org", "seoulpr.com"])
def test_sections_are_listed_beside_a_site_and_on_a_phone_after_its_answer(
    host: str, real_site: Path, open_page: OpenPage
) -> None:
    """Where the card is: all of them are in sight once the reader has scrolled a little."""
    address = f"file://{real_site}/sites/{host}/index.html"
    on_desk = open_page(address, viewport={"width": 1280, "height": 1000})
    on_desk.mouse.wheel(0, 400)
    beside, main = (on_desk.locator(one).bounding_box() for one in (".record__facts .contents", ".record__body"))
    on_phone = open_page(address, viewport={"width": 360, "height": 740})
    below, answer, evidence = (
        on_phone.locator(one).bounding_box() for one in (".record__facts .contents", ".verdict", "#_evidence")
    )

    assert beside
    assert main
    assert beside["x"] > main["x"] + main["width"]
    assert below
    assert answer
    assert evidence
    assert answer["y"] + answer["height"] < below["y"] < evidence["y"]
    assert answer["y"] < 300


@pytest.mark.parametrize("width", [1280, 360])
def test_sites_of_a_campaign_come_after_its_summary(width: int, real_site: Path, open_page: OpenPage) -> None:
    """A reader who asks whether a site belongs to it need not scroll past all that is said of the campaign."""
    page = open_page(f"file://{real_site}/campaigns/paperwall/index.html", viewport={"width": width, "height": 900})

    assert page.evaluate("document.getElementById('_sites').getBoundingClientRect().top") <= 1500


@pytest.mark.parametrize("width", [1280, 360])
def test_address_of_a_correction_opens_its_fold(width: int, real_site: Path, open_page: OpenPage) -> None:
    """On the first page, on a further one, and where the first one has the way there: it is in sight."""
    page = open_page(f"file://{real_site}/corrections/index.html", viewport={"width": width, "height": 900})
    here = page.locator(".changes__item").last.get_attribute("id")
    moved = page.locator(".links a[id]").last
    further = str(moved.evaluate("link => link.href"))
    for address in (
        f"file://{real_site}/corrections/index.html#{here}",
        f"{page.url}#{moved.get_attribute('id')}",
        further,
    ):
        other = open_page(address, viewport={"width": width, "height": 900})
        other.wait_for_function(
            """() => {
                const target = document.querySelector(':target').getBoundingClientRect();
                return target.height && target.top >= 0 && target.top < innerHeight;
            }"""
        )
        assert 1 == other.locator("details[open]").count()


def test_statements_on_a_campaign_are_short(real_site: Path, open_page: OpenPage) -> None:
    """Those on who runs it, with the note on where sources differ, and those on other firms."""
    page = open_page(f"file://{real_site}/campaigns/paperwall/index.html", viewport={"width": 1280, "height": 900})
    heights = page.locator("section:has(> :is(#_attributions, #_other-roles))").evaluate_all(
        "sections => sections.map((section) => section.offsetHeight)"
    )

    assert 2 == len(heights)
    assert sum(heights) <= 1400


def test_evidence_of_two_lines_is_short(real_site: Path, open_page: OpenPage) -> None:
    """A claim of two lines, with what is filed below it in two more."""
    page = open_page(f"file://{real_site}/sites/romajournal.org/index.html", viewport={"width": 1280, "height": 900})
    heights = page.locator("ol.evidence > li").evaluate_all(
        """items => items.map((item) => {
            const claim = item.querySelector('p');
            const lines = claim.offsetHeight / Number.parseFloat(getComputedStyle(claim).lineHeight);
            return [Math.round(lines), item.offsetHeight];
        })"""
    )
    short = [height for lines, height in heights if lines == 2]

    assert len(short) >= 2
    assert max(short) <= 110


FIRST_ROW = "document.querySelector('tr[data-facets]').getBoundingClientRect().top"


@pytest.mark.parametrize("path", ["sites/", "sites/page/2/", "countries/kr/", "countries/us/"])
def test_first_row_of_a_list_is_high_on_the_page(path: str, real_site: Path, open_page: OpenPage) -> None:
    """What stands above it, filters included, leaves room for more than half of a window to rows."""
    page = open_page(f"file://{real_site}/{path}index.html", viewport={"width": 1280, "height": 800})
    page.locator(".filters__panel").wait_for()
    page.wait_for_timeout(500)

    assert page.evaluate(FIRST_ROW) <= 450


def test_first_row_of_all_sites_is_in_the_window_of_a_phone(real_site: Path, open_page: OpenPage) -> None:
    """The letters are one row that scrolls."""
    page = open_page(f"file://{real_site}/sites/index.html", viewport={"width": 360, "height": 740})
    page.locator(".filters__panel").wait_for()
    page.wait_for_timeout(500)

    assert page.evaluate(FIRST_ROW) <= 720
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_list_is_short_on_paper(real_site: Path, open_page: OpenPage) -> None:
    """A hundred and fifty sites on six sheets of A4."""
    page = open_page(f"file://{real_site}/sites/index.html")

    assert 150 == page.locator("tr[data-facets]").count()
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) <= 6


BROKEN = """() => {
    const broken = [], walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
        if (!node.parentElement.checkVisibility()) continue;
        for (const { 0: word, index } of node.data.matchAll(/[\\p{L}\\p{M}]{2,16}/gu)) {
            const range = document.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            const boxes = [...range.getClientRects()];
            if (boxes.length > 1 && boxes.at(-1).top - boxes[0].top > 3) broken.push(word);
        }
    }
    return broken;
}"""
"""The words of the page that go on in the next line."""


@pytest.mark.parametrize("path", ["sites/", "countries/us/", "languages/it/", "techniques/", "firms/", "sources/"])
def test_no_word_of_a_table_is_broken(path: str, real_site: Path, open_page: OpenPage) -> None:
    """A column is as wide as the words in it, where they are not much longer than others."""
    page = open_page(f"file://{real_site}/{path}index.html", viewport={"width": 1280, "height": 800})
    page.wait_for_timeout(500)

    assert [] == [word for word in page.evaluate(BROKEN) if word.isascii()]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_letters_beside_a_list_are_in_the_margin(direction: str, real_site: Path, open_page: OpenPage) -> None:
    """From the right as from the left: beside the hosts and not on them."""
    page = open_page(f"file://{real_site}/sites/index.html", viewport={"width": 1400, "height": 800})
    page.evaluate("direction => { document.documentElement.dir = direction; }", direction)
    script = "cell => { const range = document.createRange(); range.selectNodeContents(cell);"
    letter, host = (
        page.locator(one).first.evaluate(
            f"{script} const {{ left, right }} = range.getBoundingClientRect(); return [left, right]; }}"
        )
        for one in (".table__group", "tr[data-facets] th")
    )

    assert letter[1] < host[0] if direction == "ltr" else letter[0] > host[1]

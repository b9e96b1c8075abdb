"""The distance that a reader scrolls: the heights of pages of the real website, on a desk and on a phone."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.browser.barriers import barriers
from tests.browser.conftest import OpenPage, Serve

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
"""The greatest height of a page in pixels, by its path and the width of the window."""


@pytest.mark.parametrize(("path", "width"), MOST)
def test_pages_are_not_higher_than_agreed(path: str, width: int, real_site: Path, open_page: OpenPage) -> None:
    """Each page is measured with all folds closed.

    Fonts differ between machines, and so lines break elsewhere and pages are some per cent higher or lower: a page that
    is a little too high on one machine alone has not grown, and one that is just low enough may be too high on others.
    """
    page = open_page(f"file://{real_site}/{path}/index.html", viewport={"width": width, "height": 900})

    assert page.evaluate("document.documentElement.scrollHeight") <= MOST[path, width]


@pytest.mark.parametrize("host", ["romajournal.org", "seoulpr.com"])
def test_sections_are_listed_beside_a_site_and_on_a_phone_after_its_answer(
    host: str, real_site: Path, open_page: OpenPage
) -> None:
    """The list is in the place of the card: all sections are in sight once the reader has scrolled a little."""
    address = f"file://{real_site}/sites/{host}/index.html"
    on_desk = open_page(address, viewport={"width": 1280, "height": 1000})
    on_desk.mouse.wheel(0, 400)
    beside, main = (
        on_desk.locator(selector).bounding_box() for selector in (".record__facts .contents", ".record__body")
    )
    on_phone = open_page(address, viewport={"width": 360, "height": 740})
    below, answer, evidence = (
        on_phone.locator(selector).bounding_box() for selector in (".record__facts .contents", ".verdict", "#_evidence")
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
    """A reader who asks whether a site belongs to it need not scroll past all statements about the campaign."""
    page = open_page(f"file://{real_site}/campaigns/paperwall/index.html", viewport={"width": width, "height": 900})

    assert page.evaluate("document.getElementById('_sites').getBoundingClientRect().top") <= 1500


@pytest.mark.parametrize("width", [1280, 360])
def test_address_of_a_correction_opens_its_fold(width: int, real_site: Path, open_page: OpenPage) -> None:
    """The correction is in sight on the first page and on a further one, also by the anchor of the link to it."""
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
    """The statements are those on the operators, with the note on sources that differ, and those on other firms."""
    page = open_page(f"file://{real_site}/campaigns/paperwall/index.html", viewport={"width": 1280, "height": 900})
    heights = page.locator("section:has(> :is(#_attributions, #_other-roles))").evaluate_all(
        "sections => sections.map((section) => section.offsetHeight)"
    )

    assert 2 == len(heights)
    assert sum(heights) <= 1400


def test_evidence_of_two_lines_is_short(real_site: Path, open_page: OpenPage) -> None:
    """A claim of two lines takes little room, with the details that are filed below it in two more lines."""
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
    """The part above the first row, filters included, takes at most 450 of the 800 pixels of a window."""
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
    """A hundred and fifty sites fit on six sheets of A4."""
    page = open_page(f"file://{real_site}/sites/index.html")

    assert 150 == page.locator("tr[data-facets]").count()
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) <= 6


BROKEN = """() => {
    const broken = [], walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
        if (!node.parentElement.checkVisibility() || node.parentElement.closest(innerWidth < 1280 ? '.host' : 'x')) continue;
        if (getComputedStyle(node.parentElement.closest('thead') || node.parentElement).position === 'absolute') continue;
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
"""The words of the page that continue on the next line; a host may break where a column is narrow."""


@pytest.mark.parametrize("width", [768, 1024, 1280])
@pytest.mark.parametrize("path", ["sites/", "countries/us/", "languages/it/", "techniques/", "firms/", "sources/"])
def test_no_word_of_a_table_is_broken(path: str, width: int, real_site: Path, open_page: OpenPage) -> None:
    """A column is as wide as the words in it, where they are not much longer than others."""
    page = open_page(f"file://{real_site}/{path}index.html", viewport={"width": width, "height": 800})
    page.wait_for_timeout(500)

    assert [] == [word for word in page.evaluate(BROKEN) if word.isascii()]


@pytest.mark.parametrize("width", [768, 960, 1024, 1280, 1920])
@pytest.mark.parametrize("path", ["campaigns/star-spangled-media/", "techniques/t0097.202/"])
def test_heads_stay_in_their_columns(path: str, width: int, real_site: Path, open_page: OpenPage) -> None:
    """“Earliest own evidence”, the narrowest column, is as wide as its longest word."""
    page = open_page(f"file://{real_site}/{path}index.html", viewport={"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('main details').forEach((fold) => { fold.open = true; })")
    page.wait_for_timeout(300)

    assert [] == page.locator(".table--outlets > thead th").evaluate_all("""heads => heads.filter((head) => {
        const range = document.createRange();
        range.selectNodeContents(head);
        return range.getBoundingClientRect().right > head.getBoundingClientRect().right + 1;
    }).map((head) => head.textContent)""")


@pytest.mark.parametrize("path", ["campaigns/doppelganger", "firms/haimai", "campaigns/paperwall"])
def test_details_do_not_scroll_and_parts_stay_in_view(path: str, real_site: Path, open_page: OpenPage) -> None:
    """The card may be longer than a window; “On this page” is beside every section."""
    page = open_page(f"file://{real_site}/{path}/index.html", viewport={"width": 1280, "height": 800})
    hidden = """all => all.filter((one) => one.scrollHeight > one.clientHeight + 1
        && getComputedStyle(one).overflowY !== 'visible').length"""

    assert 0 == page.locator(".record__facts, .record__facts > div").evaluate_all(hidden)
    page.evaluate("scrollTo({ top: document.querySelector('.record__body').offsetTop + 2500, behavior: 'instant' })")
    title = page.locator("#_contents").bounding_box()
    assert title
    assert 0 <= title["y"] <= 40


def test_links_in_notes_are_targets_that_a_finger_hits(real_site: Path, open_page: OpenPage) -> None:
    """Links in notes are at least 24 px high (WCAG 2.5.8), also below a fold."""
    page = open_page(f"file://{real_site}/sites/news-pravda.com/index.html", viewport={"width": 1280, "height": 800})
    heights = page.locator(".facts small > a").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().height)"
    )

    assert min(heights) >= 24


@pytest.mark.parametrize("host", ["romajournal.org", "seoulpr.com", "news-pravda.com"])
def test_links_of_details_keep_clear_of_one_another(
    host: str, real_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """A finger hits the link that it means, also that of the source below a country."""
    page = open_page(f"{serve(real_site)}sites/{host}/index.html", viewport={"width": 412, "height": 823})

    assert [] == barriers(page)


def test_sources_of_evidence_have_the_whole_line_on_a_phone(real_site: Path, open_page: OpenPage) -> None:
    """The permalink and its buttons are above them; a triangle stays with its word."""
    page = open_page(f"file://{real_site}/sites/romajournal.org/index.html", viewport={"width": 360, "height": 740})
    filed = page.locator(".evidence__filed:has(> .sources)").first
    ways, said = (filed.locator(f"> .{name}").first.bounding_box() for name in ("evidence__link", "evidence__meta"))

    assert ways
    assert said
    assert said["y"] >= ways["y"] + ways["height"] - 6  # boxes of letters are higher than their lines
    assert '"▸\xa0"' == page.locator(".evidence__filed > details > summary").first.evaluate(
        "one => getComputedStyle(one, '::before').content.split(' / ')[0]"
    )


def test_no_rule_is_doubled(real_site: Path, open_page: OpenPage) -> None:
    """The part that follows the details or the totals begins with a rule of its own."""
    page = open_page(f"file://{real_site}/campaigns/metric-media-network/index.html")
    last = page.locator(".facts dl > div:last-child, section:has(> #_totals) tbody > tr:last-child > *")

    assert {"0px"} == set(last.evaluate_all("all => all.map((one) => getComputedStyle(one).borderBlockEndWidth)"))


def test_values_of_no_site_have_a_dash(real_site: Path, open_page: OpenPage) -> None:
    """A blank could be taken for a fault."""
    page = open_page(f"file://{real_site}/indicators/index.html")
    numbers = page.locator(".tally > li > span:not([class])").all_inner_texts()

    assert "–" in numbers
    assert "" not in numbers


def test_paper_has_no_marks_of_folds_and_says_how_much_of_a_list_it_has(real_site: Path, open_page: OpenPage) -> None:
    """Nothing sorts or folds there, no list of parts is empty, and a part of the sites is not taken for all."""
    page = open_page(f"file://{real_site}/campaigns/metric-media-network/index.html")
    page.locator(".filters__sort").first.wait_for(state="attached")
    text = "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)

    assert [] == [mark for mark in ("↑", "▸", "▾", "On this page") if mark in text]
    assert "This is page 1 of 9 of the list." in text
    page.emulate_media(media="print")
    assert {"none"} == set(
        page.locator("summary").evaluate_all("all => all.map((one) => getComputedStyle(one).listStyleType)")
    )


def test_letters_beside_a_list_keep_off_the_filters(real_site: Path, open_page: OpenPage) -> None:
    """“16” beside “2” would be read as 162; without filters, letters keep off the edge of the window."""
    page = open_page(f"file://{real_site}/sites/index.html", viewport={"width": 1280, "height": 800})
    page.locator(".filters__panel").wait_for()
    ends = """(one) => {
        const range = document.createRange();
        range.selectNodeContents(one);
        const { left, right } = range.getBoundingClientRect();
        return [left, right];
    }"""
    assert page.locator(".table__group").first.evaluate(ends)[0] >= 8
    page.locator(".filters__summary").click()
    page.locator(".facet__count").first.wait_for()

    letter, count = (page.locator(name).first.evaluate(ends) for name in (".table__group", ".facet__count"))
    assert letter[0] >= count[1] + 16


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_letters_beside_a_list_are_in_the_margin(direction: str, real_site: Path, open_page: OpenPage) -> None:
    """Letters are beside the hosts and not on them, in pages from the left and from the right."""
    page = open_page(f"file://{real_site}/sites/index.html", viewport={"width": 1400, "height": 800})
    page.evaluate("direction => { document.documentElement.dir = direction; }", direction)
    script = "cell => { const range = document.createRange(); range.selectNodeContents(cell);"
    letter, host = (
        page.locator(selector).first.evaluate(
            f"{script} const {{ left, right }} = range.getBoundingClientRect(); return [left, right]; }}"
        )
        for selector in (".table__group", "tr[data-facets] th")
    )

    assert letter[1] < host[0] if direction == "ltr" else letter[0] > host[1]

"""Maps, timelines, diagrams and bars in a browser are readable at a phone's width, in any colours, without a script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import OpenPage

MAPS = ("index.html", "countries/index.html", "campaigns/paperwall/index.html", "firms/haimai/index.html")
ALL_MAPS = (
    *MAPS,
    "campaigns/doppelganger/index.html",
    "campaigns/metric-media-network/index.html",
    "campaigns/portal-kombat/index.html",
    "firms/tigerweb/index.html",
    "firms/times-newswire/index.html",
)
TIMELINES = (
    "index.html",
    "campaigns/paperwall/index.html",
    "campaigns/haienergy/index.html",
    "firms/haimai/index.html",
    "firms/haixun/index.html",
    "sites/updatenews.info/index.html",
    "sites/seoulpr.com/index.html",
    "sites/news-pravda.com/index.html",
    "firms/metric-media/index.html",
    "campaigns/metric-media-network/index.html",
)
DIAGRAMS = (
    "campaigns/paperwall/index.html",
    "campaigns/glassbridge/index.html",
    "campaigns/portal-kombat/index.html",
    "campaigns/metric-media-network/index.html",
    "firms/haimai/index.html",
    "firms/haixun/index.html",
    "firms/social-design-agency/index.html",
)
CONTENT_PAGE = "campaigns/paperwall/sites/content/found/index.html"
OPEN = "document.querySelectorAll('details').forEach(one => one.open = true)"
MOST = 320
"""The height that a picture may have on a phone."""
# The labels and the marks of each picture, as rectangles; those of one link or row carry the same number.
_DRAWN = """kind => [...document.querySelectorAll(kind + ' > svg, ' + kind + ' .map__frames > svg')].map(picture => {
    const owners = [...picture.querySelectorAll('a, svg[y]')];
    const box = (element) => {
        const {left, top, right, bottom} = element.getBoundingClientRect();
        return {left, top, right, bottom, owner: owners.indexOf(element.closest('a, svg[y]')), text: element.textContent,
                size: parseFloat(getComputedStyle(element).fontSize),
                number: element.previousElementSibling?.matches('svg[y] > line') || false};
    };
    const shown = element => element.getBoundingClientRect().width > 0;
    return {
        texts: [...picture.querySelectorAll('text')].filter(shown).map(box),
        marks: [...picture.querySelectorAll('circle, rect, .timeline svg[y] > line')].filter(shown).map(box),
        frame: box(picture),
    };
})"""


def meet(box: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two rectangles overlap by more than a pixel; the rectangle of a text is higher than its letters."""
    across = box["left"] + 1 < other["right"] and other["left"] + 1 < box["right"]
    return across and box["top"] + 3 < other["bottom"] and other["top"] + 3 < box["bottom"]


def faults(page: Page, kind: str) -> list[str]:
    """The labels of pictures of a *kind* that cover a label or mark of another, leave the picture or are too small."""
    messages = []
    drawn = page.evaluate(_DRAWN, kind)
    assert drawn
    for picture in drawn:
        texts, frame = picture["texts"], picture["frame"]
        for at, text in enumerate(texts):
            messages += [f"{text['text']} covers {other['text']}" for other in texts[:at] if meet(text, other)]
            others = [mark for mark in picture["marks"] if mark["owner"] != text["owner"] and text["owner"] >= 0]
            marks = picture["marks"] if kind == "figure.timeline" and not text["number"] else others
            messages += [f"{text['text']} covers a mark" for mark in marks if meet(text, mark)]
            if text["left"] < frame["left"] - 1 or text["right"] > frame["right"] + 1:
                messages.append(f"{text['text']} leaves the picture")
            if text["size"] < 9.5:
                messages.append(f"{text['text']} is too small: {text['size']}")
    return messages


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
@pytest.mark.parametrize("path", MAPS)
def test_labels_of_maps_cover_nothing(path: str, width: int, real_site: Path, open_page: OpenPage) -> None:
    """It also holds in the fonts of a browser, at any width, and letters are never tiny."""
    page = open_page(f"file://{real_site}/{path}", viewport={"width": width, "height": 900})

    assert [] == faults(page, "figure.map")


# Labels of maps that are nearer to the circle of another country than to their own, or are on the frame of an enlarged
# area. A line from a circle to its label is as good as being close to it.
_MISREAD = """[...document.querySelectorAll('.map__frame')].flatMap(frame => {
    const box = element => element.getBoundingClientRect();
    const circles = [...frame.querySelectorAll('circle')];
    const gap = (circle, {left, top, right, bottom}) => {
        const at = box(circle), x = (at.left + at.right) / 2, y = (at.top + at.bottom) / 2;
        return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)) - at.width / 2;
    };
    return [...frame.querySelectorAll('.map a text')].filter(text => box(text).width).flatMap(text => {
        const own = text.closest('a').querySelector('circle');
        const away = text.previousElementSibling?.tagName === 'line' ? 0 : Math.max(gap(own, box(text)), 0);
        const at = box(text), letters = {left: at.left, right: at.right, top: at.top + 2, bottom: at.bottom - 2};
        const nearer = circles.filter(other => other !== own && gap(other, letters) < away);
        const on = [...frame.querySelectorAll('.map__box')].map(box).filter(area => letters.left < area.right
            && area.left < letters.right && letters.top < area.bottom && area.top < letters.bottom);
        return [...nearer.map(other => `${text.textContent} is at ${other.closest('a').textContent}`),
                ...on.map(() => `${text.textContent} is on a frame`)];
    });
})"""


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
@pytest.mark.parametrize("path", ALL_MAPS)
def test_labels_of_maps_are_not_misread(path: str, width: int, real_site: Path, open_page: OpenPage) -> None:
    """Each label is nearest to its own circle, and outside the area that is enlarged elsewhere."""
    page = open_page(f"file://{real_site}/{path}", viewport={"width": width, "height": 900})

    assert [] == page.evaluate(_MISREAD)


@pytest.mark.parametrize(("width", "least"), [(360, 320), (1280, 340)])
def test_a_region_has_the_room_there_is(width: int, least: int, real_site: Path, open_page: OpenPage) -> None:
    """The frames fill their row, and a region, where most countries are, is not the smaller one."""
    page = open_page(f"file://{real_site}/campaigns/paperwall/index.html", viewport={"width": width, "height": 900})
    row, world, region = page.evaluate(
        """['.map__frames', '.map__frame', '.map__frame--region'].map(name =>
            document.querySelector(name).getBoundingClientRect()).map(({left, right}) => [left, right])"""
    )

    assert least <= region[1] - region[0] >= world[1] - world[0]
    assert [row[0], row[1]] == pytest.approx([world[0], region[1]], abs=1)


def test_labels_of_maps_grow_with_the_text(real_site: Path, open_page: OpenPage) -> None:
    """On a phone the map is then wider than the page, and can be moved; the page itself does not become wider."""
    page = open_page(f"file://{real_site}/index.html", viewport={"width": 360, "height": 740})
    size = "parseFloat(getComputedStyle(document.querySelector('.map text')).fontSize)"
    before = page.evaluate(size)
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate(size) >= 1.7 * before
    assert page.evaluate("document.querySelector('.map').scrollWidth > document.querySelector('.map').clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= 360")
    assert [] == page.evaluate(_MISREAD)


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
@pytest.mark.parametrize("path", TIMELINES)
def test_labels_of_timelines_cover_nothing(path: str, width: int, real_site: Path, open_page: OpenPage) -> None:
    """Each row has its label, beside its marks."""
    page = open_page(f"file://{real_site}/{path}", viewport={"width": width, "height": 900})

    assert [] == faults(page, "figure.timeline")


@pytest.mark.parametrize("width", [640, 768, 1000, 1280, 1920])
@pytest.mark.parametrize("path", [*DIAGRAMS, CONTENT_PAGE])
def test_labels_of_diagrams_cover_nothing(path: str, width: int, real_site: Path, open_page: OpenPage) -> None:
    """Labels are on their lines, names in their boxes, and lines between the boxes."""
    page = open_page(f"file://{real_site}/{path}", viewport={"width": width, "height": 900})
    page.evaluate(OPEN)

    assert [] == faults(page, ".diagram figure")
    assert page.evaluate(
        """() => {
            const box = element => element.getBoundingClientRect();
            const figure = document.querySelector('.diagram figure');
            const [firms, things] = [...figure.querySelectorAll(':scope > svg > svg')];
            const nodes = [...figure.querySelectorAll('a, svg[aria-hidden]')];
            return [...figure.querySelectorAll('line')].every(line => box(line).left > box(firms).right - 2
                    && box(line).right < box(things).left + 2)
                && nodes.every(node => [...node.querySelectorAll('text')].every(text =>
                    box(text).left > box(node.querySelector('rect')).left && box(text).right < box(node.querySelector('rect')).right));
        }"""
    )


@pytest.mark.parametrize("path", DIAGRAMS)
def test_a_phone_has_the_lists_without_the_diagram(path: str, real_site: Path, open_page: OpenPage) -> None:
    """There is no room for the picture; what it says is in the lists."""
    page = open_page(f"file://{real_site}/{path}", viewport={"width": 360, "height": 740})

    assert 1 == page.locator(".diagram").count()
    assert not page.locator(".diagram").is_visible()
    assert page.locator(".attributions").first.is_visible()


def test_a_phone_has_the_list_of_found_content_alone(real_site: Path, open_page: OpenPage) -> None:
    """The list replaces the diagram; each entry is a few labelled lines, and nothing is wider than the window."""
    page = open_page(f"file://{real_site}/{CONTENT_PAGE}", viewport={"width": 360, "height": 740})

    assert not page.locator(".diagram").is_visible()
    assert page.locator("table tbody tr").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_found_content_is_seen_in_any_colours(options: dict[str, str], real_site: Path, open_page: OpenPage) -> None:
    """Lines, labels and nodes, even those without a page, are visible on screen and on paper; no script is needed."""
    page = open_page(f"file://{real_site}/{CONTENT_PAGE}", viewport={"width": 1280, "height": 900}, **options)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    style = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"

    for selector, name in (
        (".diagram line", "stroke"),
        (".diagram g text", "fill"),
        (".diagram a text", "fill"),
        (".diagram svg[aria-hidden] text", "fill"),
        (".diagram svg[aria-hidden] rect", "stroke"),
    ):
        assert ground != page.evaluate(style, [selector, name])
    assert 0 == page.locator("main script").count()
    page.emulate_media(media="print")
    assert page.locator(".diagram svg[aria-hidden] text").first.bounding_box()
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert [] == faults(page, ".diagram figure")


def test_sites_with_found_content_are_links_and_origins_are_read_in_the_list(
    real_site: Path, open_page: OpenPage
) -> None:
    """The picture has a name; a screen reader has each site as a link, and the names on the right only in the table."""
    page = open_page(f"file://{real_site}/{CONTENT_PAGE}", viewport={"width": 1280, "height": 900})
    diagram = page.locator(".diagram")

    assert 1 == page.get_by_role("img", name="Content found on sites of PAPERWALL").count()
    assert 9 == diagram.get_by_role("link").count()
    assert {"-1"} == {link.get_attribute("tabindex") for link in diagram.get_by_role("link").all()}
    assert 2 == page.get_by_role("cell", name="nu[.]nl", exact=True).count()
    assert "nu[.]nl" not in page.locator("section.diagram").aria_snapshot()
    diagram.get_by_role("link", name="nlpress[.]org").locator("rect").click()
    assert page.url.endswith("/sites/nlpress.org/index.html")


def test_nodes_of_diagrams_are_links_with_names(real_site: Path, open_page: OpenPage) -> None:
    """The picture has a name; each node can be followed, and for the Tab key the lists have the same links."""
    page = open_page(f"file://{real_site}/campaigns/paperwall/index.html", viewport={"width": 1280, "height": 900})
    picture = page.get_by_role("img", name="Who says what: PAPERWALL")
    node = page.locator(".diagram").get_by_role("link", name=re.compile(r"^Tencent Cloud"))

    assert 1 == picture.count()
    assert 1 == node.count()
    assert "-1" == node.get_attribute("tabindex")
    assert page.locator(".diagram").get_by_role("link", name=re.compile(r"^PAPERWALL 123 sites$")).count() == 1
    node.locator("rect").click()
    assert page.url.endswith("/firms/tencent-cloud/index.html")


def test_pictures_are_turned_where_pages_run_from_the_right(real_site: Path, open_page: OpenPage) -> None:
    """Bars begin at the right, firms are on the right, and no text is turned."""
    page = open_page(f"file://{real_site}/campaigns/paperwall/index.html", viewport={"width": 1280, "height": 900})
    side = """() => {
        const box = selector => document.querySelector(selector).getBoundingClientRect();
        return Math.sign(box('.diagram figure > svg > svg').left - box('.diagram figure > svg > svg + svg').left);
    }"""
    assert -1 == page.evaluate(side)
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert 1 == page.evaluate(side)
    assert [] == faults(page, ".diagram figure")
    assert page.evaluate("[...document.querySelectorAll('.diagram text')].every(text => text.getScreenCTM().a > 0)")

    # A number before an Arabic word is to its right, and one before an English word is to its left.
    assert [True, False] == page.evaluate(
        """['123 موقعًا', '98 of the domains'].map(words => {
            const text = document.querySelector('.diagram a text');
            text.textContent = words;
            return text.getStartPositionOfChar(0).x > text.getStartPositionOfChar(words.length - 1).x;
        })"""
    )

    page = open_page(f"file://{real_site}/kinds/index.html")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate(
        """[...document.querySelectorAll('.bar')].every(bar =>
            Math.abs(bar.getBoundingClientRect().right - bar.parentElement.getBoundingClientRect().right) < 1)"""
    )


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_bars_and_diagrams_are_seen_in_any_colours(
    options: dict[str, str], real_site: Path, open_page: OpenPage
) -> None:
    """In any colours and on paper, a bar is a border, which is printed, and a line differs from its ground."""
    style = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"
    for path, selector, name in (
        ("kinds", ".bar", "borderBlockEndColor"),
        ("campaigns/paperwall", ".diagram line", "stroke"),
        ("campaigns/paperwall", ".diagram text", "fill"),
        ("campaigns/paperwall", ".diagram g text + text", "fill"),
        ("campaigns/paperwall", ".diagram a text", "fill"),
    ):
        page = open_page(f"file://{real_site}/{path}/index.html", viewport={"width": 1280, "height": 900}, **options)
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground != page.evaluate(style, [selector, name])
        page.emulate_media(media="print")
        assert page.locator(selector).first.bounding_box()
    page.emulate_media(media="screen")
    dashes = [
        page.evaluate(style, [f".diagram g > svg{form} > line", "strokeDasharray"])
        for form in (":not([class])", ".diagram__dashed", ".diagram__dotted")
    ]
    assert "none" == dashes[0]
    assert 3 == len(set(dashes))


@pytest.mark.parametrize("path", sorted({*MAPS, *TIMELINES}))
def test_pictures_are_low_on_a_phone(path: str, real_site: Path, open_page: OpenPage) -> None:
    """They do not push down the content below them, and they come after the answer."""
    page = open_page(f"file://{real_site}/{path}", viewport={"width": 360, "height": 740})
    heights = page.evaluate(
        "[...document.querySelectorAll('.map__frames, figure.timeline > svg')].map(one => one.getBoundingClientRect().height)"
    )

    assert heights
    assert max(heights) <= MOST
    if path.startswith(("sites/", "firms/", "campaigns/")):
        answer = (
            ".summary" if path.startswith("campaigns/") else ".record__lead"
        )  # the sites of a campaign are in its lead
        assert page.evaluate(
            "answer => document.querySelector(answer).compareDocumentPosition(document.querySelector('figure.map, figure.timeline')) === 4",
            answer,
        )


def test_circles_are_links_with_names(real_site: Path, open_page: OpenPage) -> None:
    """A screen reader names each circle by its country and number; the Tab key has the same links in the list."""
    page = open_page(f"file://{real_site}/index.html")
    circle = page.locator("figure.map").get_by_role("link", name=re.compile(r"^Italy: \d+ sites$"))

    assert 1 == circle.count()
    assert "-1" == circle.get_attribute("tabindex")
    assert page.get_by_role("img", name="Map of target countries", exact=True).count() == 1
    circle.locator("circle").click()
    assert page.url.endswith("/countries/it/index.html")


def test_timelines_have_a_name_and_a_list(real_site: Path, open_page: OpenPage) -> None:
    """A person who cannot see a timeline hears what it is, and finds the list after it."""
    page = open_page(f"file://{real_site}/campaigns/haienergy/index.html")
    picture = page.get_by_role("img", name="Timeline: HaiEnergy")

    assert 1 == picture.count()
    assert page.locator("figure.timeline + details ol li").count() >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_have_the_colours_of_the_theme(scheme: str, real_site: Path, open_page: OpenPage) -> None:
    """Marks have the accent colour in light and in dark, and the land below them has another colour."""
    page = open_page(f"file://{real_site}/campaigns/paperwall/index.html", color_scheme=scheme)
    fill = "selector => getComputedStyle(document.querySelector(selector)).fill"
    accent = page.evaluate("getComputedStyle(document.querySelector('figure.map + details summary')).color")

    assert accent == page.evaluate(fill, ".map a circle") == page.evaluate(fill, "figure.timeline circle")
    assert accent != page.evaluate(fill, ".map__land")


def test_pictures_are_seen_in_forced_colours(real_site: Path, open_page: OpenPage) -> None:
    """The land becomes an outline, marks have the colour of links, labels that of text."""
    page = open_page(f"file://{real_site}/campaigns/paperwall/index.html", forced_colors="active")
    style = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"

    assert "none" == page.evaluate(style, [".map__land", "fill"])
    assert "none" != page.evaluate(style, [".map__land", "stroke"])
    assert page.evaluate(style, ["body", "backgroundColor"]) != page.evaluate(style, [".map a circle", "fill"])
    assert page.evaluate(style, ["body", "color"]) == page.evaluate(style, [".timeline svg svg text", "fill"])
    for text in (".map__frame--region > g > text", ".map a text"):  # the name of a region too
        assert page.evaluate(style, ["body", "color"]) == page.evaluate(style, [text, "fill"])
        assert "stroke" == page.evaluate(style, [text, "paintOrder"]).split()[0]


def test_without_script_the_pictures_are_the_same(real_site: Path, browser: Browser) -> None:
    """The pictures are in the page, and on paper, which is as wide as a tablet, they are too."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"file://{real_site}/campaigns/paperwall/index.html")
    on_screen = page.locator("figure.map circle").count()
    page.emulate_media(media="print")

    assert on_screen > 20
    assert page.locator("figure.map circle").first.is_visible()
    assert page.locator("figure.map + details li").first.is_visible()
    assert page.locator("figure.timeline + details li").first.is_visible()
    context.close()

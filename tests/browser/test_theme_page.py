"""Each component of the theme in each state: all are shown, all look as they did, none is wider than the window."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.barriers import barriers
from tests.browser.conftest import OpenPage, Serve
from tests.browser.test_wrapping import BESIDE
from tests.sampling import in_turn
from tests.test_theme import attributes
from tests.theme_page.looks import DESK, PHONE, Seen, changes, kept, opened, seen
from tests.theme_page.pages import COMPONENTS, component_names, write
from tests.theme_page.states import STATES

# A page of a thousand takes its time on a busy machine.
pytestmark = pytest.mark.timeout(400)

FRAME = {"header", "footer", "head"}
"""The components that every page has around its main part."""
SMALL = [state.name for state in STATES if state.name != "thousand"]
CONTRAST = in_turn(SMALL, [("light", 320), ("dark", 1280)], [("dark", 320), ("light", 1280)])
"""The states, schemes and widths in which contrast is measured."""
TOLERANCE = 0.1
"""Fonts differ between machines, so that lines break elsewhere."""
LINE = 24


@pytest.fixture(scope="module")
def page_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the pages of the theme page."""
    folder = tmp_path_factory.mktemp("theme-page")
    write(folder)
    return folder


@pytest.fixture(scope="module")
def looks(page_folder: Path, browser: Browser) -> Seen:
    """The present looks of the components."""
    page = browser.new_page()
    appearance = seen(page, page_folder)
    page.close()
    return appearance


@pytest.mark.parametrize("state", [state.name for state in STATES])
def test_every_component_is_shown_in_every_state(state: str, page_folder: Path) -> None:
    """A component that is not on the page was never looked at in this state."""
    text = (page_folder / state / "index.html").read_text("utf-8")

    assert set(component_names()) - FRAME == set(re.findall(r'data-component="([a-z-]+)"', text))
    assert all(part in text for part in ('<header class="header">', '<footer class="footer">', 'rel="alternate"')) or state == "empty"  # fmt: skip


def test_every_part_of_a_component_is_shown(page_folder: Path) -> None:
    """Each class that a component writes is in some state on the page; one that is not would be styled unseen."""
    shown = {
        name
        for state in STATES
        for value in re.findall(r'class="([^"]*)"', (page_folder / state.name / "index.html").read_text("utf-8"))
        for name in value.split()
    }
    written = {
        name
        for file in sorted(COMPONENTS.glob("*.html"))
        for value in attributes(file, "class")
        for name in re.sub(r"\{%.*?%\}|\{\{.*?\}\}\S*|\S*\{\{.*", " ", value).split()
    }

    assert [] == sorted(written - shown)


@pytest.mark.parametrize("component", sorted({*component_names(), *FRAME} - {"head"}))
def test_component_looks_as_it_did(component: str, looks: Seen) -> None:
    """To change its look, run `python -m tests.theme_page --looks`, and look at the page before you commit it."""
    before = kept()

    assert [] == list(changes(looks.looks, before.looks, component))
    grown = {
        (view, state): (heights[component], before.heights[view][state][component])
        for view, states in looks.heights.items()
        for state, heights in states.items()
        if abs(heights[component] - before.heights[view][state][component])
        > LINE + TOLERANCE * before.heights[view][state][component]
    }
    assert {} == grown


def test_tokens_have_the_colours_that_they_had(looks: Seen) -> None:
    """It holds in light and in dark."""
    assert kept().colours == looks.colours


def test_a_changed_look_is_noticed(looks: Seen) -> None:
    """A colour that differs from before, an element that is gone, and one that is new each give a line."""
    changed = json.loads(json.dumps(looks.looks))
    places = changed["desk"]["state"]
    notice = next(place for place in places if place.endswith("div.notice"))
    places[notice] = [places[notice][0].replace("wash", "mark")]
    places["div p.new"] = ["color: ink"]

    lines = list(changes(changed, looks.looks, "state"))

    assert 3 == len(lines)
    assert all(line.startswith("desk: ") for line in lines)


@pytest.mark.parametrize(("state", "window"), [*product((state.name for state in STATES), ("desk", "phone"))])
def test_no_component_is_wider_than_the_window(state: str, window: str, page_folder: Path, open_page: OpenPage) -> None:
    """It holds when everything that is folded is open."""
    viewport = DESK if window == "desk" else PHONE
    page = open_page((page_folder / state / "index.html").as_uri(), viewport=viewport, reduced_motion="reduce")
    opened(page)

    assert viewport["width"] >= page.evaluate("document.documentElement.scrollWidth")
    assert [] == page.evaluate(BESIDE)


@pytest.mark.parametrize(("state", "scheme", "width"), [*product(SMALL, ("light", "dark"), (320, 1280))])
def test_axe_finds_no_barrier_in_a_component(
    state: str, scheme: str, width: int, page_folder: Path, serve: Serve, open_page: OpenPage
) -> None:
    """It holds in any state, with contrast; the page of a thousand has the same as that of ten scripts, more often.

    Contrast is measured in both schemes, each at one width in turn, and at both widths in an audit.
    """
    page = open_page(
        f"{serve(page_folder)}{state}/index.html",
        viewport={"width": width, "height": 740},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    opened(page)

    assert [] == barriers(page, contrast=(state, scheme, width) in CONTRAST, targets=False)

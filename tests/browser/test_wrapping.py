"""Names without a space in which a line could break, on every kind of page, on the narrowest phone."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.field_types.dates import PartialDate
from tests.browser.conftest import OpenPage
from tests.releases import make, publish
from tests.site import furnish
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, World
from tests.world import make as make_records

NARROW = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
HOST = ".".join(("a" * 63, "b" * 63, "c" * 63, "d" * 50, "example"))
"""The longest host whose record can have a file `<host>.json`."""
FURTHER = ".".join(("e" * 63, "f" * 63, "g" * 63, "h" * 53, "example"))
LATIN, HAN, HANGUL, THAI = "Harbourgazette" * 14, "海" * 200, "뉴" * 200, "ข่าว" * 50
LONG_OUTLET = f"""\
kind: local-news
name: {HANGUL}
names:
  - {{text: {HANGUL}, lang: ko, sources: [harbour-lab-2024], match: host}}
  - {{text: {THAI}, lang: th, sources: [harbour-lab-2024], match: host}}
targets:
  - {{country: IT, as_reported: {"I" * 190}, source: harbour-lab-2024}}
hosts:
  - {{host: {FURTHER}, role: mirror, source: harbour-lab-2024}}
campaigns: [lighthouse]
attributions:
  - {{firm: quay-media, role: host, by: harbour-lab-2024, wording: finds, confidence: not-stated, locator: {"L" * 200}, counts: {"C" * 200}}}
indicators:
  - {{type: username, value: {"u" * 200}, source: harbour-lab-2024}}
evidence:
  - id: {"i" * 60}
    claim: {"E" * 200} {HAN}
    kind: listing
    firms: [quay-media]
    sources: [{{source: harbour-lab-2024, locator: {"P" * 200}}}]
    archives:
      - {{url: "https://web.archive.org/web/20240117090234/https://harbour-times.example/{"x" * 300}", original: "https://harbour-times.example/{"x" * 300}", captured: 2024-01-17T09:02:34Z, shows: {"S" * 200}}}
corrections:
  - {{date: 2024-02-20, said: {"B" * 200}, says: {"N" * 200}, why: {"Y" * 200}, asked_by: {"Q" * 100}}}
"""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A website in which everything that may be long is long, with the pages of two releases."""
    world = furnish(World(tmp_path_factory.mktemp("wrapping")))
    make_records(world.root)
    world.write(f"sites/it/{HOST}.yml", LONG_OUTLET)
    publish(world, PartialDate(2024, 2, 1))
    world.edit(f"sites/it/{HOST}.yml", THAI, "ข่าว" * 49)
    world.edit(OUTLET, "name: Harbour Times\n", f"name: {LATIN}\n")
    world.edit(OUTLET, "{text: Harbour Times,", f"{{text: {LATIN},")
    world.edit(FIRM, "name: Quay Media Co., Ltd.", f"name: {'Quaywires' * 22}")
    world.edit(FIRM, "text: 码头传媒", f"text: {HAN}")
    world.edit(FIRM, "business: public relations agency", f"business: {'b' * 200}")
    world.edit(FIRM, "text: QuayPR", f"text: {HANGUL}")
    world.edit(CAMPAIGN, "name: LIGHTHOUSE", f"name: {'LIGHTHOUSE' * 20}")
    world.edit(CAMPAIGN, "summary: Websites that pose as local news outlets.", f"summary: {HAN}")
    world.edit(SOURCE, "title: Lights on a dark shore", f"title: {'Nightwatch' * 25}")
    world.edit(SOURCE, "publisher: The Harbour Lab", f"publisher: {'Tidelaboratory' * 14}")
    world.edit(SOURCE, "short_name: the Harbour Lab", f"short_name: {'tidelaboratory' * 4}")
    world.edit(SOURCE, "harbour-lab.example/report", f"harbour-lab.example/{'r' * 500}")
    publish(world, PartialDate(2024, 3, 1))
    assert [] == world.lines()
    return make(world)


# The innermost elements whose boxes are partly beside the window.
BESIDE = """() => [...document.querySelectorAll('body *')].filter((element) => {
    const box = element.getBoundingClientRect();
    if (getComputedStyle(element.closest('thead') || element).position === 'absolute') return false;  // for the ear alone
    return box.width && box.height > 1 && box.width > 1 && (box.right > innerWidth + 1 || box.left < -1)
        && ![...element.children].some((child) => child.getBoundingClientRect().right > innerWidth + 1);
}).map((element) => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 30)}`)"""


@pytest.mark.parametrize("viewport", [NARROW, DESK], ids=["narrow", "desk"])
def test_names_without_a_space_wrap_on_every_page(output: Path, open_page: OpenPage, viewport: dict[str, int]) -> None:
    """All folded parts are open, and nothing is beside the window."""
    page = open_page((output / "index.html").as_uri(), viewport=viewport, reduced_motion="reduce")
    wide = {}
    for file in sorted(output.rglob("*.html")):
        page.goto(file.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        if page.evaluate("document.documentElement.scrollWidth") > viewport["width"] or page.evaluate(BESIDE):
            wide[str(file.relative_to(output))] = page.evaluate(BESIDE)

    assert {} == wide


@pytest.mark.parametrize("typed", [LATIN, HAN[:150], "海" * 20, f"https://{HOST}/", FURTHER, f"https://{FURTHER[:-7]}invalid/{'x' * 400}"])  # fmt: skip
def test_answers_and_results_wrap(output: Path, open_page: OpenPage, typed: str) -> None:
    """The answers of the look-up and the results of search wrap, for texts that are listed and for others."""
    page = open_page((output / "search/index.html").as_uri(), viewport=NARROW)
    page.fill("#_search", typed)
    page.wait_for_function("document.querySelector('.search-results__status, [data-answer]')?.textContent.trim()")
    page.wait_for_timeout(300)

    assert [] == page.evaluate(BESIDE)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]

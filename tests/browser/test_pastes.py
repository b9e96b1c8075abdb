"""Pasted texts, from judged/pastes.json, each with the answers that a person expects, those on record first."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from time import perf_counter
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.lookup_box import kinds, look_up, shown_hosts
from tests.browser.test_lookup_page import CAUTION, write
from tests.site import make

# Each paste has its kind, its text, and the hosts in the answer with the kinds of their answers.
PASTES: list[tuple[str, str, list[str]]] = json.loads(
    (Path(__file__).parents[1] / "judged/pastes.json").read_text("utf-8")
)
KINDS = [kind for kind, _ in groupby(PASTES, key=lambda paste: paste[0])]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website of the small world of the look-up."""
    world = write(tmp_path_factory.mktemp("pastes") / "world")
    make(world)
    return world.root / "output"


@pytest.fixture
def page(open_page: OpenPage, output: Path) -> Page:
    """The page of the look-up, opened from disk."""
    return open_page((output / "lookup/index.html").as_uri())


def test_there_are_pastes_enough() -> None:
    """There are at least 150, with addresses wrapped in ten ways and right behind words of twelve scripts."""
    assert 150 <= len({text for _, text, _ in PASTES}) == len(PASTES)
    assert 10 <= sum(kind.startswith("wrapped") for kind in KINDS)
    assert 12 <= sum(kind.startswith("before ") and kind not in ("before emoji", "before sign") for kind in KINDS)


@pytest.mark.parametrize("kind", dict.fromkeys(KINDS))
def test_a_paste_is_answered_as_a_person_expects(page: Page, kind: str) -> None:
    """The answer has every address in the text, those on record first, and nothing that is not an address."""
    texts = {text: answers for name, text, answers in PASTES if name == kind}
    hosts_by_text = dict(zip(texts, shown_hosts(page, list(texts)), strict=True))

    assert texts == hosts_by_text


def test_an_answer_says_what_was_inside_of_what(page: Page) -> None:
    """It names the address that each was inside; the caution for all that are not listed is there once, at the end."""
    outer = quote("https://lantern-daily.example/to?u=" + quote("https://valley-echo.example/", safe=""), safe="")
    [(kind, said)] = look_up(page, [f"https://l.facebook.com/l.php?u={outer} https://tinyurl.com/ab"])

    assert "listed" == kind
    assert said.startswith(
        "Addresses in this text: 3. Listed, or part of a listed site: 1. Listed valley-echo[.]example"
    )
    assert ("It was inside an address of lantern-daily[.]example."
            " That one was inside an address of l[.]facebook[.]com. Not listed lantern-daily[.]example") in said  # fmt: skip
    assert said.endswith(f"or, in an archive, of the page that was copied. {CAUTION}")
    assert "tinyurl[.]com can’t be looked up: the link doesn’t say where it leads." in said


def test_lines_that_are_pasted_stay_apart(page: Page) -> None:
    """The field has one line, in which some browsers run them together; lines behind # in the address stay apart."""
    page.evaluate("""() => {
        const box = document.querySelector('#_lookup');
        const data = new DataTransfer();
        data.setData('text/plain', 'quill-review.example\\r\\nvalley-echo.example\\n');
        box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }""")
    page.locator("[data-answer=listed]").wait_for()
    assert "quill-review.example valley-echo.example" == page.input_value("#_lookup")

    page.evaluate("location.hash = 'u=quill-review.example%0Aharbour-times.example'")
    page.locator(".lookup-answer__name", has_text="Harbour Times").wait_for()


def test_a_thousand_addresses_are_answered_in_two_seconds(page: Page) -> None:
    """None is left out."""
    hosts = [f"paper-{number}.example" for number in range(998)]
    text = " ".join([*hosts, "valley-echo.example", "https://harbour-times.example/x"])
    kinds(page, ["valley-echo.example"])
    start = perf_counter()
    [answers] = shown_hosts(page, [text])

    assert perf_counter() - start < 2
    assert ["valley-echo.example listed", "harbour-times.example listed"] == answers[:2]
    assert [f"{host} not-listed" for host in hosts] == answers[2:]


@pytest.mark.parametrize("text", ["https://harbour-times.example/a?b=c", "desk@valley-echo.example", "→valley-echo.example",
                                  "https://archive.ph/newest/https://valley-echo.example/x"])  # fmt: skip
def test_search_does_not_deny_what_the_look_up_affirms(open_page: OpenPage, output: Path, text: str) -> None:
    """Nothing below the answer says that nothing is listed; without an answer, the page says so."""
    page = open_page((output / "index.html").as_uri())
    page.fill("#_search", text)
    page.locator("#_search-answer[data-answer=listed]").wait_for()
    page.locator("#_search-results [aria-busy]").wait_for(state="detached")
    assert "Nothing listed" not in page.locator("main").inner_text()

    page.fill("#_search", "nobody knows it")
    page.get_by_text("Nothing listed for “nobody knows it”.").wait_for()


@pytest.mark.parametrize("text", ["x", "C++", "7", "é", "…"])
def test_too_little_to_search_for_says_what_to_do(open_page: OpenPage, output: Path, text: str) -> None:
    """The page asks for two letters or a link instead of showing nothing."""
    page = open_page((output / "index.html").as_uri())
    page.fill("#_search", text)

    page.get_by_text("Type at least two letters of a name, or paste a link.").wait_for()

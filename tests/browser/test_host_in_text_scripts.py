"""host_in_text.py and host-in-text.js are one reader of pasted texts: the same host for every text, in real Chromium.

Only characters that Python's Unicode knows are compared: a browser with newer tables reads letters where Python
sees nothing yet.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from masthead.hosts.host_in_text import AddressMatch, find
from tests.browser.modules import open_modules
from tests.test_host_in_text import MIXED, SPELLINGS, join_surrogates

Ask = Callable[[list[str]], list[list[object]]]


@pytest.fixture(scope="module")
def in_browser(browser: Browser) -> Iterator[Ask]:
    """A function that gives Chromium's readings of texts, through JSON, which carries lone surrogates too."""
    page = browser.new_page()
    open_modules(page, "host-in-text")

    def ask(texts: list[str]) -> list[list[object]]:
        answer = page.evaluate(
            """(texts) => JSON.stringify(JSON.parse(texts).map((text) => {
                const list = modules.find(text);
                return list.map(({ hosts, address, grade, inside, holds, below }) => [hosts, address, grade, inside, holds, below]);
            }))""",
            json.dumps(texts),
        )
        answers: list[list[object]] = json.loads(answer)
        return answers

    yield ask
    page.close()


def as_script(one: AddressMatch) -> tuple[object, ...]:
    """What the script gives for one address."""
    return list(one.hosts), one.address, int(one.grade), list(one.inside), int(one.holds), one.leads_below


def assert_same(ask: Ask, texts: list[str]) -> None:
    """Both read the same hosts; a difference is shown with its text."""
    python = [[list(fields) for fields in map(as_script, find(text))] for text in texts]

    assert [] == [found for found in zip(texts, python, ask(texts), strict=True) if found[1] != found[2]]


def test_table_of_spellings_holds_in_the_browser(in_browser: Ask) -> None:
    """Each text of the table for Python has the same addresses."""
    texts = [text for text, _ in SPELLINGS]

    assert_same(in_browser, texts)


@settings(derandomize=True, deadline=None, database=None, max_examples=300)
@given(texts=st.lists(MIXED, max_size=40))
def test_any_text_is_read_alike(in_browser: Ask, texts: list[str]) -> None:
    """Whatever a person pastes."""
    assert_same(in_browser, [join_surrogates(text) for text in texts])

"""normalise.py and normalise.js are one normaliser: the same answer to every text, in real Chromium.

Only characters that Python's Unicode knows are compared (14.0 in Python 3.11). The decomposition of a
character never changes once it is assigned, but a browser with newer tables sees letters where Python sees
nothing yet. Neither finds such a letter, since Python makes the index.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from masthead.search.normalise import exact, fold, tokens, typed_host, whole
from tests.browser.modules import open_modules
from tests.test_normalise import EXACT, FOLDED, HOSTS, TOKENS, WHOLES

IN_PYTHON = {
    "fold": fold,
    "tokens": lambda text: list(tokens(text)),
    "whole": whole,
    "typedHost": typed_host,
    "exact": exact,
}
# Surrogates represent the broken text that a person can paste; Cn has the characters that this Unicode lacks.
ASSIGNED = st.characters(codec=None, exclude_categories=("Cn", "Co"))
# Texts in which hosts, marks and scripts meet, which characters drawn one by one seldom do.
PIECES = st.sampled_from(["www.", "https://", "[.]", ".", "-", "@", ":80", "/x", " ", "銀座", "온", "ＮＥＷＳ", "ÉÏ", "\u0301",
                          "\u0e34", "กร", "İ", "Σ", "ﬁ", "\u200b", "\ud83d", "🔥", "Đồ", "й", "x" * 39, "①", "ẞ", "ſ", "آ", "لأ",
                          "ـ", "\u064b", "شَ", "٣", "ץ", "שׁ", "https://web.archive.org/web/2024*/", "ca-pub-1", "\u0345"])  # fmt: skip
MIXED = st.lists(st.one_of(PIECES, ASSIGNED), max_size=12).map("".join)

Ask = Callable[[list[str]], list[dict[str, object]]]


@pytest.fixture(scope="module")
def in_browser(browser: Browser) -> Iterator[Ask]:
    """A function that gives Chromium's answers to texts, through JSON, which carries lone surrogates too."""
    page = browser.new_page()
    open_modules(page, "normalise")

    def ask(texts: list[str]) -> list[dict[str, object]]:
        answer = page.evaluate(
            """(texts) => JSON.stringify(JSON.parse(texts).map((text) => Object.fromEntries(
                ['fold', 'tokens', 'whole', 'typedHost', 'exact'].map((name) => [name, modules[name](text)]))))""",
            json.dumps(texts),
        )
        answers: list[dict[str, object]] = json.loads(answer)
        return answers

    yield ask
    page.close()


def in_python(texts: list[str]) -> list[dict[str, object]]:
    """Python's answers to the same *texts*."""
    return [{name: function(text) for name, function in IN_PYTHON.items()} for text in texts]


def assert_same(ask: Ask, texts: list[str]) -> None:
    """Assert that both give the same answers; a difference is shown with its text, and not as two long lists."""
    joined = [_join_surrogates(text) for text in texts]
    answers = zip(joined, in_python(joined), ask(joined), strict=True)

    assert [] == [(text, python, browser) for text, python, browser in answers if python != browser]


def _join_surrogates(text: str) -> str:
    """*text* as JavaScript has it, in which two halves side by side are one character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def assigned() -> list[str]:
    """Every character of the first two planes, and every seventh of the others: Han has 90,000 that are alike."""
    points = [*range(0x20000), *range(0x20000, sys.maxunicode + 1, 7)]
    return [chr(point) for point in points if unicodedata.category(chr(point)) not in ("Cn", "Co")]


def unlike() -> list[str]:
    """The same characters, but only every seventh sign of Han and of Hangul, which do not differ in behaviour."""
    plenty = ("CJK UNIFIED IDEOGRAPH", "HANGUL SYLLABLE")
    return [c for c in assigned() if ord(c) % 7 == 0 or not unicodedata.name(c, "").startswith(plenty)]


def test_tables_hold_in_the_browser(in_browser: Ask) -> None:
    """Each text of the tables for Python is answered alike."""
    assert_same(in_browser, [text for table in (FOLDED, TOKENS, WHOLES, HOSTS, EXACT) for text, _ in table])


def test_every_character_is_read_alike(in_browser: Ask) -> None:
    """Both give the same answers to each character by itself."""
    assert_same(in_browser, assigned())


@pytest.mark.parametrize("pattern", ["a{}b", "Σ{}\u0301o", "온{}\u0e34座", "a.{}{}"])
def test_every_character_is_read_alike_among_others(in_browser: Ask, pattern: str) -> None:
    """A character may be within a word, under a mark, between signs without spaces and in a host."""
    assert_same(in_browser, [pattern.format(character, character) for character in unlike()])


@settings(derandomize=True, deadline=None, database=None, max_examples=150)
@given(texts=st.lists(st.one_of(st.text(ASSIGNED), MIXED), max_size=40))
def test_any_text_is_read_alike(in_browser: Ask, texts: list[str]) -> None:
    """A record may contain any text, and a person may type any."""
    assert_same(in_browser, texts)

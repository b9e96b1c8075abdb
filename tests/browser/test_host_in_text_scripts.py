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
from masthead.syntax.confusable_letters import TAKEN_FOR
from tests.browser.modules import open_modules
from tests.test_host_in_text import MIXED, SPELLINGS, join_surrogates

# The parts of plain addresses, and parts that make an address anything but plain.
_PARTS = st.sampled_from(
    ["http://", "https://", "HTTPS://", "www.", "m.", "amp.", "www2.", "wap.", "a", "tide", "Tide-", "-", "--", "_", "xn--", ".", ".com", ".co.uk", ".js", ".gz",
     ".pdf", ".html", ".php", ".example", ".news", "/", "/x/", "/index", "?", "u=", "&q=", "+", "#", "%2e", "aHR0cHM6Ly9hLmNv", "https-3A__", ":", ":80", " ", " dot ",
     "d\u00adot", "x" * 63, "1", "0-", "é", "。", "．", "translate.goog", "\n"]
)  # fmt: skip
ALMOST_PLAIN = st.lists(_PARTS, max_size=9).map("".join)
Ask = Callable[[list[str]], list[list[object]]]


@pytest.fixture(scope="module")
def in_browser(browser: Browser) -> Iterator[Ask]:
    """A function that gives Chromium's readings of texts, through JSON, which carries lone surrogates too."""
    page = browser.new_page()
    open_modules(page, "host-in-text", "look-alikes", "plain-address")
    page.evaluate("modules.learn(modules.LOOKS)")

    def ask(texts: list[str]) -> list[list[object]]:
        answer = page.evaluate(
            """(texts) => JSON.stringify(JSON.parse(texts).map((text) => {
                const list = modules.find(text);
                const plain = modules.findPlain(text);
                const toText = (found) => JSON.stringify(found.map((one) => Object.entries(one).sort()));
                if (plain && toText(plain) !== toText(list)) return ['plainly', plain];
                return list.map(({ hosts, address, grade, inside, holds, below }) => [hosts, address, grade, inside, holds, below]);
            }))""",
            json.dumps(texts),
        )
        answers: list[list[object]] = json.loads(answer)
        return answers

    yield ask
    page.close()


def as_script(match: AddressMatch) -> tuple[object, ...]:
    """The fields of one address, as the script gives them."""
    return list(match.hosts), match.address, int(match.grade), list(match.inside), int(match.holds), match.leads_below


def assert_same(ask: Ask, texts: list[str]) -> None:
    """Both read the same hosts; a difference is shown with its text."""
    python = [[list(fields) for fields in map(as_script, find(text))] for text in texts]

    assert [] == [row for row in zip(texts, python, ask(texts), strict=True) if row[1] != row[2]]


def test_table_of_spellings_holds_in_the_browser(in_browser: Ask) -> None:
    """Each text of the table for Python has the same addresses."""
    texts = [text for text, _ in SPELLINGS]

    assert_same(in_browser, texts)


@settings(derandomize=True, deadline=None, database=None, max_examples=300)
@given(texts=st.lists(ALMOST_PLAIN, max_size=60))
def test_a_plain_address_is_read_alike_without_the_reader_of_texts(in_browser: Ask, texts: list[str]) -> None:
    """plain-address.js gives what host-in-text.js gives, or leaves the text to it."""
    assert_same(in_browser, texts)


@pytest.mark.parametrize("text", [
    "valley-echo.example", "https://www.Valley-Echo.example/", "http://valley.co.uk/2024/05/a_b.html?id=7&utm_source=x#top",
    "le-daily.fr", "news.tide.fr", "https://tide.press/index.php?p=12",
])  # fmt: skip
def test_a_plain_address_does_not_wait_for_the_reader_of_texts(browser: Browser, text: str) -> None:
    """Most pasted addresses are read at once, and names have no host; other texts wait for the reader."""
    page = browser.new_page()
    open_modules(page, "plain-address")
    hosts, nothing, waits = page.evaluate(
        "(text) => [modules.findPlain(text)[0].hosts, modules.findPlain('Le Écho 한국'), modules.findPlain(`${text} a.example`)]",
        text,
    )
    page.close()

    assert hosts == list(find(text)[0].hosts)
    assert [] == nothing
    assert waits is None


def test_every_letter_before_a_host_is_read_alike(in_browser: Ask) -> None:
    """The letters are those of the list of look-alikes, in each of their forms, and all others of alphabets."""
    alike = {
        form for letter in map(chr, TAKEN_FOR) if letter > "\x7f" for form in (letter, letter.upper(), letter.lower())
    }
    others = {
        letter
        for letter in map(chr, (*range(0x80, 0x3000), *range(0xA000, 0xAC00), *range(0x10000, 0x11400)))
        if letter.isalpha()
    }

    assert len(alike) > 500
    assert_same(
        in_browser,
        [
            text
            for letter in sorted(alike)
            for text in (f"{letter}ide-post.org/x", f"a.example, {letter}{letter}idepost.org")
        ],
    )
    assert_same(in_browser, [f"{letter}ide-post.org" for letter in sorted(others)])


@pytest.mark.parametrize("letter", ["т", "Ꭲ", "ꓔ", "ꭵ", "ᲂ", "ᴄ", "ⲟ", "𐐬", "Ꮯ", "ꭤ"])
def test_host_in_disguise_is_not_taken_for_a_shorter_one(letter: str, in_browser: Ask) -> None:
    """A letter of any script that is taken for a Latin one belongs to the name; no other host is looked up."""
    texts = [f"{letter}ide-post.org", f"https://{letter}ide-post.org/x"]
    read = [[host for match in matches for host in match[0]] for matches in in_browser(texts)]  # type: ignore[index]

    assert [[host for match in find(text) for host in match.hosts] for text in texts] == read
    assert not any("ide-post.org" in hosts for hosts in read)


@settings(derandomize=True, deadline=None, database=None, max_examples=300)
@given(texts=st.lists(MIXED, max_size=40))
def test_any_text_is_read_alike(in_browser: Ask, texts: list[str]) -> None:
    """Both readers agree on every text that a person may paste."""
    assert_same(in_browser, [join_surrogates(text) for text in texts])

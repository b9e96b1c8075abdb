"""The results that the real lunr.js finds in a real index, and their order."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page

from masthead.search.entry import SearchEntry
from masthead.search.index import search_files
from tests.browser.modules import open_modules
from tests.browser.search_world import ENGINE, ENTRIES, SCRIPTS, WHOLE_LUNR, outlet


@dataclass(frozen=True, slots=True)
class Results:
    """The results of a query: addresses in their order (None: too little was typed), and whether they are only near."""

    refs: list[str] | None = None
    near: bool = False
    total: int = field(default=0, compare=False)
    """The number of results; if there are `more`, the least number."""
    more: bool = field(default=False, compare=False)


class Find(Protocol):
    """A function that asks the index for a text, and returns all results or as many as are wanted."""

    def __call__(self, text: str, limit: int | None = None) -> Results:
        """Return the results for *text*, at most *limit* of them."""
        ...


def load(page: Page, entries: Iterable[SearchEntry]) -> Find:
    """Put the index of *entries* on *page* and return a function that asks it."""
    page.add_script_tag(path=SCRIPTS / ENGINE)
    for _, text in search_files(entries):
        page.add_script_tag(content=text)

    def find(text: str, limit: int | None = None) -> Results:
        script = """async ([json, limit]) => {
            let found;
            for await (found of mastheadBundles['search-engine.min.js'].find('', JSON.parse(json), { limit: limit || Infinity })) {}
            const refs = ({ groups }) => groups.flatMap(({ results }) => results.map((result) => result.document.ref));
            return found ? { near: found.near, refs: refs(found), total: found.total, more: found.more } : null;
        }"""
        answer = page.evaluate(script, [json.dumps(text), limit])
        return Results(**answer) if answer else Results()

    return find


@pytest.fixture(scope="module")
def find(browser: Browser) -> Iterator[Find]:
    """A function that asks the index of the small site."""
    page = browser.new_page()
    yield load(page, ENTRIES)
    page.close()


@pytest.fixture
def empty_page(browser: Browser) -> Iterator[Page]:
    """A new page, for a test with an index of its own."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("roma", "sites/romajournal.org/"),
        ("rom", "sites/romajournal.org/"),
        ("ROMA  Journal", "sites/romajournal.org/"),
        ("journal roma", "sites/romajournal.org/"),
        ("romajournal", "sites/romajournal.org/"),
        ("romajournal.org", "sites/romajournal.org/"),
        ("www.romajournal.org", "sites/romajournal.org/"),
        ("https://romajournal.org/2023/11/x?y=1#z", "sites/romajournal.org/"),
        ("romajournal[.]org", "sites/romajournal.org/"),
        ("amp.romajournal.org", "sites/romajournal.org/"),
        ("is hxxps://romajournal[.]org/x true?", "sites/romajournal.org/"),
        ("romajournal.o", "sites/romajournal.org/"),
        ("ｒｏｍａｊｏｕｒｎａｌ", "sites/romajournal.org/"),
        ("wdpp.org", "sites/it.wdpp.org/"),
        ("usa-aa", "sites/usa-aa.com/"),
        ("moscow", "sites/findmoscow.com/"),
        ("найти москву", "sites/findmoscow.com/"),
        ("НАЙТИ", "sites/findmoscow.com/"),
        ("наи\u0306ти", "sites/findmoscow.com/"),
        ("наити", "sites/findmoscow.com/"),
        ("銀座", "sites/ginzadaily.com/"),
        ("銀", "sites/ginzadaily.com/"),
        ("座", "sites/ginzadaily.com/"),
        ("新聞 銀座", "sites/ginzadaily.com/"),
        ("온라인", "sites/busanonline.com/"),
        ("부산온라인", "sites/busanonline.com/"),
        ("오늘", "sites/jeontoday.com/"),
        ("Hamai", "firms/haimai/"),
        ("haimai", "firms/haimai/"),
        ("hai mai", "firms/haimai/"),
        ("深圳海賣雲享", "firms/haimai/"),
        ("海卖云享", "firms/haimai/"),
        ("91440300MA5FWMCHX7", "firms/haimai/"),
        ("91440300ma5fw", "firms/haimai/"),
        ("timesnewswire.com", "firms/times-newswire/"),
        ("CloudQuote.io", "firms/financialcontent/"),
        ("turkey", "countries/tr/"),
        ("turkiye", "countries/tr/"),
        ("TR", "countries/tr/"),
        ("south korea", "countries/kr/"),
        ("paperwall", "campaigns/paperwall/"),
        ("chi c'e dietro", "sources/ilfoglio-2023/"),
    ],
)  # fmt: skip
def test_what_a_person_means_comes_first(find: Find, typed: str, first: str) -> None:
    """People type hosts, names, parts, other scripts, printed misspellings, registration numbers and countries."""
    results = find(typed)

    assert results.refs
    assert first == results.refs[0]
    assert not results.near


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("romajurnal", "sites/romajournal.org/"),
        ("oromajournal", "sites/romajournal.org/"),
        ("rmoajournal", "sites/romajournal.org/"),
        ("москва", "sites/findmoscow.com/"),
        ("romajournal.co.kr", "sites/romajournal.org/"),
        ("romajournal.com", "sites/romajournal.org/"),
        ("roma-journal.com", "sites/romajournal.org/"),
        ("romajournall.org", "sites/romajournal.org/"),
        ("roma xyzzy", "sites/romajournal.org/"),
    ],
)
def test_what_only_comes_near_is_found_and_said_to(find: Find, typed: str, first: str) -> None:
    """After a wrong letter, another ending or an extra word, results are marked as near, not as what was asked for."""
    results = find(typed)

    assert results.refs
    assert first == results.refs[0]
    assert results.near


@pytest.mark.parametrize(
    "typed",
    ["bbc.com", "https://news.bbc.co.uk/world", "best-business.com", "see example.org now", "xyzzy", "한국", "温", "constructor", "__proto__", "hasOwnProperty", "<script>",
     "91440300MA5FWMCHX8", "\udc00\ud83d.org", "x" * 50_000, "銀" * 50_000,
     "zq." * 20_000 + "org", "مرحبا", "שלום"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(find: Find, typed: str) -> None:
    """No query throws, and none finds half of all records by "com" or "org"."""
    assert [] == find(typed).refs


@pytest.mark.parametrize(
    "typed", ["r", "é", "１", "🔥Ｎ", "~9", "<b>", "***", "🔥", "* : ^ + -", "\u202e\u202d", "\ud83d", "#", "\x00"]
)
def test_one_letter_is_too_little(find: Find, typed: str) -> None:
    """Nothing is looked for until a second letter, or a sign of a script without spaces."""
    assert find(typed).refs is None


def test_ranking_goes_from_name_to_word_to_beginning_to_part(empty_page: Page) -> None:
    """The exact name comes first, then all words, then words in a host and in details, then beginnings of words."""
    find = load(
        empty_page,
        [
            outlet("thegazette.org", "Italy"),
            outlet("b.org", "Italy", "Gazettes of Como"),
            outlet("c.org", "Gazette"),
            outlet("d.org", "Italy", "Como Gazette"),
            outlet("e.org", "Italy", "Gazette"),
            SearchEntry("sources/f/", "source", "The Como Gazette, a portrait"),
        ],
    )

    refs = find("gazette").refs or []

    assert ["sites/e.org/", "sites/d.org/"] == refs[:2]
    assert {"sites/thegazette.org/", "sites/c.org/"} == set(refs[2:4])
    assert ["sites/b.org/", "sources/f/"] == refs[4:]


def test_host_comes_before_a_name_that_reads_like_it(empty_page: Page) -> None:
    """An address means the outlet that has it, and not one that is called so."""
    find = load(empty_page, [outlet("a.org", "Italy", "Roma.org"), outlet("roma.org", "Italy", "Zeta")])

    assert ["sites/roma.org/"] == (find("roma.org").refs or [])[:1]


def test_a_name_comes_before_details_that_thousands_share(empty_page: Page) -> None:
    """A search for a firm finds it before the thousands of sites that only mention it, at any place in the index."""
    firms = [SearchEntry(f"firms/alpha-beta-{n}/", "firm", f"Alpha Beta {n} Ltd") for n in range(9)]
    sites = [
        SearchEntry(
            f"sites/{n}.org/",
            "outlet",
            f"{n}.org",
            hosts=(f"{n}.org",),
            details=("Alpha" if n % 7 == 0 else "", "Beta"),
        )
        for n in range(3000)
    ]
    find = load(empty_page, [*firms, *sites])

    refs = find("alpha beta", limit=10).refs or []

    assert {firm.ref for firm in firms} == set(refs[:9])
    assert refs[9].startswith("sites/")


def test_of_too_many_the_best_are_looked_at(empty_page: Page) -> None:
    """Names with the word itself come first, then details, then longer words; no more are returned than are wanted."""
    names = [outlet(f"n{n}.org", "Italy", f"Zeta {n}") for n in range(7)]
    details = [SearchEntry(f"sites/d{n}.org/", "outlet", f"d{n}.org", details=("Zeta",)) for n in range(600)]
    longer = [outlet(f"l{n}.org", "Italy", f"Zetalong {n}") for n in range(9)]
    find = load(empty_page, [*longer, *details, *names])

    refs = find("zeta", limit=100).refs or []
    all_refs = find("zeta").refs or []

    assert {entry.ref for entry in names} == set(refs[:7])
    assert {entry.ref for entry in details} > set(refs[7:])
    assert 100 == len(refs)
    assert {entry.ref for entry in (*names, *details, *longer)} == set(all_refs)


def test_a_technical_value_is_found_by_the_whole_of_it(empty_page: Page) -> None:
    """It is found beside words that are like it, and never by its beginning."""
    shared = replace(outlet("a.org", "Italy", "Post"), indicators=("Peter", "18.171.181.70"))
    find = load(empty_page, [shared, outlet("b.org", "Italy", "Peterburg Post")])

    assert ["sites/a.org/", "sites/b.org/"] == find("peter").refs
    assert ["sites/b.org/"] == find("peterb").refs
    assert ["sites/b.org/"] == find("pete").refs
    assert ["sites/a.org/"] == find("18[.]171[.]181[.]70").refs
    assert [] == find("18.171.181.7").refs


def test_both_pairs_of_a_word_must_match(empty_page: Page) -> None:
    """온라인 is two pairs of signs; a name with one of them is not meant."""
    find = load(empty_page, [outlet("a.org", "Korea", "부산온라인"), outlet("b.org", "Korea", "라인뉴스")])

    assert ["sites/a.org/"] == find("온라인").refs


def test_an_empty_index_answers(empty_page: Page) -> None:
    """A database without records finds nothing, and does not throw."""
    assert [] == load(empty_page, [])("roma").refs


def test_emoji_and_full_width_letters_load(empty_page: Page) -> None:
    """Terms beyond the basic plane load beside those at its end: lunr.js would refuse them in Python's order."""
    find = load(
        empty_page,
        [outlet("a.org", "X", "🔥Ｎｅｗｓ 𐐨𐐩 ﻷ ﬓ"), outlet("b.org", "X", "𠀋𠮷 \ufa0e"), outlet("c.org", "X", "ꭰ")],
    )

    assert ["sites/a.org/"] == find("news").refs
    assert ["sites/a.org/"] == find("𐐀𐐁").refs
    assert ["sites/b.org/"] == find("𠮷").refs
    assert ["sites/b.org/"] == find("\ufa0e").refs


def numbers() -> list[str]:
    """Numbers like those of registers, two with each beginning."""
    draw = random.Random(10)  # noqa: S311 -- a seed with which lunr loses ten of them
    stems = ["".join(draw.choices("0123456789", k=draw.randrange(3, 18))) for _ in range(150)]
    return sorted({stem + last for stem in stems for last in draw.sample("0123456789", 2)})


def words_lost(page: Page, words: list[str]) -> int:
    """The number of missing and extra words in the tree of *words* on *page*, made by lunr or by our part of it."""
    script = """(words) => {
        const lunr = globalThis.lunr || modules.default;
        lunr.TokenSet._nextId = 1;
        const tree = new lunr.TokenSet.Builder;
        words.forEach((word) => tree.insert(word));
        tree.finish();
        const kept = new Set(tree.root.toArray());
        return words.filter((word) => !kept.delete(word)).length + kept.size;
    }"""
    lost: int = page.evaluate(script, words)
    return lost


def test_numbers_are_not_lost_in_lunrs_tree_of_words(empty_page: Page, browser: Browser) -> None:
    """Alone, lunr takes some nodes of numbers for others; the part of it that we publish is mended and does not."""
    words = numbers()
    empty_page.add_script_tag(path=WHOLE_LUNR)
    modules_page = browser.new_page()
    open_modules(modules_page, "lunr.slice")
    lost_by_itself = words_lost(empty_page, words)
    lost_by_ours = words_lost(modules_page, words)
    find = load(empty_page, [SearchEntry(f"firms/{word}/", "firm", "A firm", aliases=(word,)) for word in words])

    assert lost_by_itself > 0
    assert 0 == lost_by_ours
    assert [[f"firms/{word}/"] for word in words] == [(find(word).refs or [])[:1] for word in words]


@pytest.mark.parametrize(
    ("number", "typed"),
    [
        (130, "zeta"),  # more than are shown
        (700, "brig"),  # in a list of its own
        (130, "zetas"),  # of another beginning
        (300, "tide"),  # with words that begin so
        (300, "gull"),  # with words that end so
        (130, "신문"),
        (130, "z7"),
    ],
)
def test_the_number_of_results_is_the_true_one(empty_page: Page, number: int, typed: str) -> None:
    """Five results are shown, and the index is not all loaded, but the number is as if all results were asked for."""
    words = {
        "brig": "Brig",
        "zeta": "Zeta",
        "zetas": "Zetas",
        "tide": "Tide",
        "gull": "Gull",
        "신문": "신문",
        "z7": "Z7",
    }
    entries = [outlet(f"paper-{at}.example", "Italy", f"Paper {at} {words[typed]}") for at in range(number)]
    entries += [outlet(f"other-{at}.example", "Italy", f"Tidewater Zetas {at}") for at in range(40)]
    entries += [outlet(f"seagull.sea{at}.example", "Italy", f"Bird {at}") for at in range(40)]
    entries += [outlet(f"filler-{at}.example", "Italy", f"Filler {at}") for at in range(400)]
    find = load(empty_page, entries)
    few, every = find(typed, limit=5), find(typed)

    assert not few.more
    assert few.refs
    assert 5 == len(few.refs)
    assert every.refs
    assert number <= len(every.refs) == every.total == few.total


def test_a_number_that_is_not_known_says_so(empty_page: Page) -> None:
    """If more words begin with the typed text than are loaded, no number is given as the full one."""
    find = load(empty_page, [outlet(f"paper-{at}.example", "Italy", f"Zeta Paper {at}") for at in range(700)])
    few = find("zeta", limit=5)

    assert few.more
    assert 5 <= few.total <= 700

"""The script that carries the search index: what is in it, and that it is safe, stable and small."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lunr.index import Index

from masthead.search.entry import FIELDS, Entry
from masthead.search.index import DuplicateEntryError, search_script
from tests.browser.search_world import ENTRIES, outlet

SCRIPTS = Path(__file__).parents[1] / "theme/static/js"
BUDGET = 15_700


def payload(script: str) -> dict[str, Any]:
    """What *script* hands to the browser."""
    assert script.startswith("mastheadSearch.load(")
    assert script.endswith(");\n")
    handed: dict[str, Any] = json.loads(script.removeprefix("mastheadSearch.load(").removesuffix(");\n"))
    return handed


def terms_of(entry: Entry, field: str) -> set[str]:
    """The terms under which *entry*, alone in its index, is found in *field*."""
    inverted = payload(search_script([entry]))["index"]["invertedIndex"]
    return {term for term, posting in inverted if posting[field]}


def test_lunr_reads_the_index_and_finds_by_its_terms() -> None:
    """The index is lunr's own: what the pipeline of neither side has touched is found as it was indexed."""
    handed = payload(search_script(ENTRIES))
    index = Index.load(handed["index"])
    query = index.create_query()
    query.term("romajournal.org", fields=["host"], use_pipeline=False)

    found = [handed["documents"][int(match["ref"])]["ref"] for match in index.query(query)]

    assert ["sites/romajournal.org/"] == found


def test_index_has_no_pipeline_and_the_version_of_the_vendored_lunr() -> None:
    """No stemmer, stop words or trimmer: they differ between Python and JavaScript, and spoil other scripts."""
    index = payload(search_script(ENTRIES))["index"]

    assert [] == index["pipeline"]
    assert list(FIELDS) == index["fields"]
    assert f" {index['version']}\n" in (SCRIPTS / "lunr.min.js").read_text("utf-8")[:200]


def test_each_field_holds_its_tokens() -> None:
    """Words are where they came from: hosts, names, other names, details, and names as a whole."""
    entry = replace(outlet("romajournal.org", "Italy", "Roma Journal", ("罗马日报",)), aliases=("Romajurnal",))

    assert {"romajournal.org", "romajournal"} == terms_of(entry, "host")
    assert {"roma", "journal", "罗马", "羅馬", "罗馬", "羅马", "马日", "馬日", "日报", "日報", "报", "報"} == terms_of(
        entry, "name"
    )
    assert {"romajurnal"} == terms_of(entry, "alias")
    assert {"italy", "paperwall", "haimaiyunxiang", "roma", "journal"} < terms_of(entry, "detail")
    assert {"romajournal", "罗马日报", "羅馬日報", "romajurnal"} == terms_of(entry, "whole")


def test_a_remark_in_brackets_is_no_part_of_a_name() -> None:
    """Who types UK means the country that a source prints with a remark."""
    entry = Entry("countries/gb/", "country", "United Kingdom", aliases=("UK (including Scotland)",))

    assert {"unitedkingdom", "ukincludingscotland", "uk"} == terms_of(entry, "whole")


def test_a_host_as_title_is_no_name() -> None:
    """An outlet without a name is called by its host; "com" does not become a word by that."""
    assert set() == terms_of(outlet("usa-aa.com", "United States"), "name")
    assert {"usa-aa.com", "usa", "aa", "usaaa"} == terms_of(outlet("usa-aa.com", "United States"), "host")


def test_the_words_of_a_title_of_a_source_are_details() -> None:
    """A source that names an outlet in its title is found after that outlet, by its whole title as any other."""
    source = Entry("sources/x/", "source", "Behind Roma Journal")

    assert set() == terms_of(source, "name")
    assert {"behind", "roma", "journal"} == terms_of(source, "detail")
    assert {"behindromajournal"} == terms_of(source, "whole")


def test_document_holds_what_is_shown_and_no_more() -> None:
    """Empty values are left out; further names are handed over once, without the title."""
    entry = replace(outlet("findmoscow.com", "Russia", "Найти Москву", lang="ru"), aliases=("Find Moscow",))
    entry = replace(entry, names=("Найти Москву", "Find Moscow"), note="Disputed")

    assert [
        {
            "ref": "sites/findmoscow.com/",
            "kind": "outlet",
            "title": "Найти Москву",
            "subtitle": "Russia",
            "lang": "ru",
            "note": "Disputed",
            "hosts": ["findmoscow.com"],
            "also": ["Find Moscow"],
        }
    ] == payload(search_script([entry]))["documents"]
    assert [{"ref": "a/", "kind": "firm", "title": "A"}] == payload(search_script([Entry("a/", "firm", "A")]))[
        "documents"
    ]


def test_order_of_entries_makes_no_difference() -> None:
    """The same records give the same bytes, from run to run and in any order."""
    turned = (*ENTRIES[::-2], *ENTRIES[-2::-2])

    assert search_script(ENTRIES) == search_script(turned)


def test_no_entries_give_an_empty_index() -> None:
    """A database without records has a search that finds nothing."""
    handed = payload(search_script([]))

    assert [] == handed["documents"]
    assert [] == Index.load(handed["index"]).query(Index.load(handed["index"]).create_query())


def test_two_entries_of_one_address_are_refused() -> None:
    """One of the two pages would not exist."""
    with pytest.raises(DuplicateEntryError, match=r"sites/a\.org/"):
        search_script([outlet("a.org", "Italy"), outlet("a.org", "France")])


def test_terms_are_sorted_as_javascript_sorts() -> None:
    """By UTF-16 code units: a letter beyond the basic plane comes before a full-width one, unlike in Python."""
    entries = [
        Entry("a/", "firm", "𐐨"),
        Entry("b/", "firm", "ꭰ"),
        Entry("c/", "firm", "ﻷ𐐨ﬓ"),
        Entry("d/", "firm", "\ufa0e"),
    ]
    terms = [term for term, _ in payload(search_script(entries))["index"]["invertedIndex"]]

    assert sorted(terms, key=lambda term: term.encode("utf-16-be")) == terms
    assert sorted(terms) != terms


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "\u2028\u2029", "\ud800", '"\\\n'])
def test_script_holds_hostile_text_as_text(text: str) -> None:
    """Nothing in a record ends the script, its lines or its encoding, and all of it arrives."""
    script = search_script([Entry("a/", "firm", text, aliases=(text,))])

    assert not set("<\u2028\u2029\ud800") & set(script)
    assert 1 == script.count("\n")
    assert text == payload(script)["documents"][0]["title"]


def test_cost_grows_with_the_number_of_entries_only() -> None:
    """Ten times the entries make an index about ten times as long, not a hundred times."""
    few, many = (
        len(search_script(outlet(f"site{n}.org", "Italy", f"Gazette {n}") for n in range(size))) for size in (50, 500)
    )

    assert many < 12 * few


def test_lunr_is_the_file_that_was_published() -> None:
    """The vendored script is unchanged: its sum is the one recorded beside it."""
    digest = hashlib.sha256((SCRIPTS / "lunr.min.js").read_bytes()).hexdigest()

    assert f"`{digest}`" in (SCRIPTS / "VENDORED.md").read_text("utf-8")
    assert "0c50d9002b85780a842afffb567bb54ede402dae7c6dc5997a018614d8044fc8" == digest


def test_search_is_a_small_download() -> None:
    """All scripts of search together, compressed one by one as they are served."""
    names = ("lunr.min.js", "normalise.js", "ranking.js", "search.js")
    sizes = {name: len(gzip.compress((SCRIPTS / name).read_bytes(), 9)) for name in names}

    assert sum(sizes.values()) < BUDGET, sizes

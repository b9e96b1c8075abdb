"""The words by which an entry of search is found, and the values of it that a result shows."""

from __future__ import annotations

from dataclasses import replace

from masthead.search.entry import SearchEntry, shown, terms
from tests.browser.search_world import outlet


def terms_of(entry: SearchEntry, field: str) -> set[str]:
    """The words by which *entry* is found in *field*."""
    return set(terms(entry).get(field, ()))


def test_each_field_holds_its_tokens() -> None:
    """Each word is in the field that it came from: hosts, names, other names, details, and names as a whole."""
    entry = replace(outlet("romajournal.org", "Italy", "Roma Journal", ("罗马日报",)), aliases=("Romajurnal",))

    assert {"romajournal.org", "romajournal"} == terms_of(entry, "host")
    assert {"roma", "journal", "罗马", "羅馬", "罗馬", "羅马", "马日", "馬日", "日报", "日報", "报", "報"} == terms_of(
        entry, "name"
    )
    assert {"romajurnal"} == terms_of(entry, "alias")
    assert {"italy", "paperwall", "haimaiyunxiang", "roma", "journal"} < terms_of(entry, "detail")
    assert {"romajournal", "罗马日报", "羅馬日報", "romajurnal"} == terms_of(entry, "whole")


def test_a_remark_in_brackets_is_no_part_of_a_name() -> None:
    """A reader who types UK means the country that a source prints with a remark."""
    entry = SearchEntry("countries/gb/", "country", "United Kingdom", aliases=("UK (including Scotland)",))

    assert {"unitedkingdom", "ukincludingscotland", "uk"} == terms_of(entry, "whole")


def test_a_host_as_title_is_no_name() -> None:
    """An outlet without a name is called by its host; "com" does not become a word by that."""
    assert set() == terms_of(outlet("usa-aa.com", "United States"), "name")
    assert {"usa-aa.com", "usa", "aa", "usaaa"} == terms_of(outlet("usa-aa.com", "United States"), "host")


def test_the_words_of_a_title_of_a_source_are_details() -> None:
    """A source that names an outlet in its title is found after that outlet, by its whole title as any other."""
    source = SearchEntry("sources/x/", "source", "Behind Roma Journal")

    assert set() == terms_of(source, "name")
    assert {"behind", "roma", "journal"} == terms_of(source, "detail")
    assert {"behindromajournal"} == terms_of(source, "whole")


def test_document_holds_what_is_shown_and_no_more() -> None:
    """Empty values are left out; further names are handed over once, without the title."""
    entry = replace(outlet("findmoscow.com", "Russia", "Найти Москву", lang="ru"), aliases=("Find Moscow",))
    entry = replace(entry, names=("Найти Москву", "Find Moscow"), note="Disputed")

    assert {
        "ref": "sites/findmoscow.com/",
        "title": "Найти Москву",
        "subtitle": "Russia",
        "lang": "ru",
        "note": "Disputed",
        "hosts": ["findmoscow.com"],
        "also": ["Find Moscow"],
    } == shown(entry)
    assert {"ref": "a/", "title": "A"} == shown(SearchEntry("a/", "firm", "A"))


def test_indicators_are_found_as_they_are_written() -> None:
    """An indicator is found by its full text, and not by the numbers or letters in it."""
    entry = replace(outlet("a.org", "Italy"), indicators=("43.157.63.199", "PUB-5378976189690174"))

    assert {"43.157.63.199!", "pub-5378976189690174!"} == terms_of(entry, "indicator")
    assert not {"43", "pub"} & set().union(*terms(entry).values())


def test_a_word_counts_once_in_a_field() -> None:
    """An entry that repeats a name is not easier to find by it."""
    assert ("roma",) == terms(SearchEntry("a/", "firm", "Roma Roma"))["name"]


def test_of_evidence_the_claim_and_its_details_are_found() -> None:
    """An item of evidence has no whole names and no hosts: a claim has no name."""
    claim = SearchEntry("sites/a.org/#x", "evidence", "Copied rete8.it", details=("Il Foglio",))

    assert {"detail": ("copied", "rete8.it", "rete8", "il", "foglio")} == terms(claim)

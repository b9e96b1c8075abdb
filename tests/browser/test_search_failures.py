"""The search box when something is wrong: with the index, with a record, with what is typed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.search_box import search, settle, status
from tests.browser.search_world import outlet, write_world


@pytest.mark.parametrize("content", [None, "<!doctype html>"])
def test_failure_to_load_says_so_and_leads_to_the_list(
    open_page: OpenPage, tmp_path: Path, faults: list[str], content: str | None
) -> None:
    """Whether the index is missing or something else came in its place; the next letter tries again."""
    world = write_world(tmp_path)
    index = (world / "search/manifest.js").rename(world / "away.js")
    if content:
        (world / "search/manifest.js").write_text(content, encoding="utf-8")
    page = open_page((world / "search/index.html").as_uri())
    page.fill("#q", "roma")
    page.get_by_role("link", name="All sites from A to Z").wait_for()
    assert "Search could not be loaded." == status(page)
    assert "../sites/" == page.get_by_role("link", name="All sites from A to Z").get_attribute("href")

    if content is None:
        index.rename(world / "search/manifest.js")
        page.fill("#q", "romaj")
        page.get_by_role("link", name="Roma Journal").wait_for()
    assert faults
    faults.clear()


@pytest.mark.parametrize("lost", ["terms", "documents"])
def test_a_piece_that_is_lost_says_so(open_page: OpenPage, tmp_path: Path, faults: list[str], lost: str) -> None:
    """Half a website, as while a new one is being copied, is not an empty answer; what is there again is found."""
    world = write_world(tmp_path, pieces=True)
    away = (world / "search" / lost).rename(world / "away")
    page = open_page((world / "search/index.html").as_uri())

    assert [] == search(page, "romajournal")
    assert "Search could not be loaded." == status(page)
    faults.clear()

    away.rename(world / "search" / lost)

    assert ["Roma Journal romajournal[.]org Italy"] == search(page, "romajournal.org")


HOSTILE = "<img src=x onerror=alert(1)></script><b>\u202ereversed\u2028${x} {n} {q} __proto__"


def test_hostile_records_are_shown_as_text(open_page: OpenPage, tmp_path: Path) -> None:
    """Markup in a record is its text: nothing of it becomes an element, loads or runs."""
    record = replace(
        outlet("hostile.org", HOSTILE, HOSTILE, (HOSTILE + " further",)), note=HOSTILE, lang="x\" onload='"
    )
    page = open_page((write_world(tmp_path, [record]) / "search/index.html").as_uri())

    [shown] = search(page, "onerror further")

    assert 4 == shown.count("<img src=x onerror=alert(1)></script><b>"), "title, note, subtitle and the further name"
    assert 0 == page.locator(".search-result img, .search-result b, .search-result script").count()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site on disk, its index in pieces, one for all queries, which only read it."""
    return write_world(tmp_path_factory.mktemp("world"), pieces=True)


QUERIES = ["<img src=x onerror=alert(1)>", "__proto__", "constructor", "{n}", "$&", "* + -x ^2 ~1 a:b", "\u202eamor", "🔥Ｎ",
           "x" * 50_000, "銀" * 50_000, "\x00\x01", "مرحبا بالعالم", "\ud83d", "romajournal.org\ud83d"]  # fmt: skip


@pytest.mark.parametrize("typed", QUERIES)
def test_hostile_queries_do_nothing_worse_than_find_nothing(open_page: OpenPage, world: Path, typed: str) -> None:
    """No error, no markup, and the search goes on."""
    page = open_page((world / "search/index.html").as_uri())
    page.focus("#q")
    page.evaluate(
        """(json) => {
            document.querySelector('#q').value = JSON.parse(json);
            document.querySelector('#q').dispatchEvent(new Event('input'));
        }""",
        json.dumps(typed),
    )
    settle(page)

    assert "Search could not be loaded." != status(page)
    assert 0 == page.locator("#found img").count()
    assert search(page, "romajournal")

"""Dates compared with those of sources: facts that no source can report yet, and copies older than the original."""

from __future__ import annotations

import pytest

from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, UNPLACED, World

DATED = "date: 2024-02-07"
HERE = "https://harbour-lab.example/report"
BLOG = "title: A\npublisher: Tide Blog\nshort_name: Tide Blog\npublisher_kind: press\ntype: post\nkept_because: an example\n"


def copied(original: str, dates: str) -> str:
    """Return the archived copies of a record: one of the page at *original* with these *dates*."""
    moment = "".join(sign for sign in dates.partition("Z")[0] if sign.isdigit())
    url = f"https://web.archive.org/web/{moment}/{original}"
    return f"archives:\n  - {{url: '{url}', original: '{original}', {dates}, shows: The report.}}\n"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (OUTLET, "date: 2023-12-21", "date: 2024-03"),
        (OUTLET, "registered: {date: 2020-07", "registered: {date: 2024-02-10"),
        (OUTLET, "last_seen: 2023-10-28", "last_seen: 2024-02-28"),
        (OUTLET, "role: regional,", "role: regional, first_seen: 2025,"),
        (UNPLACED, "    kind: listing\n", "    kind: listing\n    date: 2024-04-02\n"),
        (CAMPAIGN, "    wording: attributes\n", "    wording: attributes\n    date: 2024-05-05\n"),
        (FIRM, "business:", "founded: {date: 2025, source: harbour-lab-2024}\nbusiness:"),
    ],
)
def test_nothing_is_later_than_its_sources(world: World, path: str, old: str, new: str) -> None:
    """It holds for any date of a fact, unless the source was changed later or has no date."""
    world.edit(path, old, new)
    assert ["date-source"] == world.rules()

    world.edit(SOURCE, DATED, f"{DATED}\nupdated: 2025-06")
    assert [] == world.rules()
    world.edit(SOURCE, f"{DATED}\nupdated: 2025-06\n", "")
    assert [] == world.rules()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (OUTLET, "date: 2023-12-21", "date: 2024-02-08"),
        (OUTLET, "date: 2023-12-21", "date: 2024"),
        (UNPLACED, "    kind: listing\n", "    kind: listing\n    date: 2024-02\n    until: 2024-12\n"),
        (FIRM, "date: 2024-01-30", "date: 2024-03-30"),
    ],
)
def test_dates_that_can_be_right_are_left_alone(world: World, path: str, old: str, new: str) -> None:
    """A date may be a day later elsewhere, inexact, an end that is announced, or that of a reply that a page adds."""
    world.edit(path, old, new)

    assert [] == world.rules()


def test_what_shows_an_item_and_further_sources_may_be_later(world: World) -> None:
    """One of them is enough; and a source without a date may be of any day."""
    world.edit(UNPLACED, "    kind: listing\n", "    kind: listing\n    date: 2024-04-02\n")
    late = "https://web.archive.org/web/20240403090234/https://valley-echo.example/about"
    copy = f"    archives:\n      - {{url: {late}, original: https://valley-echo.example/about, captured: 2024-04-03T09:02:34Z, shows: The page.}}\n"
    world.add(UNPLACED, copy)
    assert [] == world.rules()

    world.edit(UNPLACED, copy, "      - source: blog\n")
    world.write("sources/blog.yml", f"{BLOG}verification: full\ndate: 2024-03-01\n")
    assert ["date-source"] == world.rules()
    world.edit("sources/blog.yml", "2024-03-01", "2024-04-09")
    assert [] == world.rules()
    world.edit("sources/blog.yml", "date: 2024-04-09\n", "")
    assert [] == world.rules()


@pytest.mark.parametrize(
    "how", ["verification: full\nretells: [harbour-lab-2024]", "verification: full\ncopy_of: harbour-lab-2024"]
)
def test_what_a_source_repeats_is_not_later(world: World, how: str) -> None:
    """A source that retells or copies another cannot be older than that one."""
    world.write("sources/blog.yml", f"{BLOG}{how}\ndate: 2023-11\n")
    assert ["date-source"] == world.rules()

    world.edit("sources/blog.yml", "2023-11", "2024-02")
    assert [] == world.rules()


def test_unread_source_is_not_later_than_what_it_is_known_through(world: World) -> None:
    """Nobody can cite what is not there yet."""
    world.write("sources/blog.yml", f"{BLOG}verification: cited\nvia: [harbour-lab-2024]\ndate: 2024-03\n")

    assert ["date-source"] == world.rules()


@pytest.mark.parametrize(
    ("original", "dates", "rules"),
    [
        (HERE, "captured: 2024-01-17T09:02:34Z", ["date-source"]),
        (f"{HERE}/?utm_source=x", "captured: 2024-01-17T09:02:34Z", ["date-source"]),
        (HERE, "captured: 2024-02-06T09:02:34Z", []),
        (HERE, "captured: 2024-05-17T09:02:34Z, published: 2024-02-07", []),
        (HERE, "captured: 2024-05-17T09:02:34Z, published: 2023-12", ["date-source"]),
        (HERE, "captured: 2024-05-17T09:02:34Z, published: 2024-04-09", ["date-source"]),
        ("https://harbour-lab.example/annex", "captured: 2024-01-17T09:02:34Z", []),
    ],
)
def test_copy_of_a_source_has_its_date(world: World, original: str, dates: str, rules: list[str]) -> None:
    """A copy of something else has its own date."""
    world.add(SOURCE, copied(original, dates))

    assert rules == [rule for rule in world.rules() if rule != "address-page"]


def test_page_may_give_the_date_of_the_version_that_is_cited(world: World) -> None:
    """The record gives that date too."""
    world.edit(SOURCE, DATED, f"{DATED}\nupdated: 2024-04-09")
    world.add(SOURCE, copied(HERE, "captured: 2024-05-17T09:02:34Z, published: 2024-04-09"))

    assert [] == world.rules()

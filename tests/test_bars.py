"""Each bar is beside its number, and is as long as the number says."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.edition.edition import Edition, Link
from masthead.views.pictures.bars import barred
from tests.site import Page, read
from tests.world import World


@pytest.fixture
def edition(world: World) -> Edition:
    """An edition in English."""
    return world.edition()


def test_a_bar_is_as_long_as_its_number(edition: Edition) -> None:
    """The largest takes the whole width, the scale begins at zero, and the order stays."""
    rows = barred(edition, [(Link("Harbours", "h/"), 1250), (Link("Lights", "l/"), 5000), (Link("Gulls", "g/"), 400)])

    assert [("Harbours", "1,250", "25"), ("Lights", "5,000", "100"), ("Gulls", "400", "8")] == [
        (row.link.text, row.link.note, row.bar) for row in rows
    ]


def test_a_small_number_can_be_seen_and_none_has_no_bar(edition: Edition) -> None:
    """One of a thousand is a point; where no number is known, there is nothing to see."""
    many, few, none = barred(edition, [(Link("a", "a/"), 1000), (Link("b", "b/"), 1), (Link("c", "c/"), 0)])

    assert "100" == many.bar
    assert ".5" == few.bar
    assert ("", "") == (none.link.note, none.bar)
    assert () == barred(edition, [])


def lists(page: Page, kind: str) -> list[list[tuple[int, float | None]]]:
    """The numbers of each list of a page, each with the length of the bar after it."""
    groups: list[list[tuple[int, float | None]]] = []
    inside = False
    for tag in page.tags:
        if tag.name == "ul":
            inside = tag.attributes.get("class") == kind
            groups += [[]] if inside else []
        elif inside and tag.name == "span" and tag.text.replace(",", "").isdigit():
            groups[-1].append((int(tag.text.replace(",", "")), None))
        elif inside and tag.attributes.get("class") == "bar":
            number, _ = groups[-1].pop()
            groups[-1].append((number, float(tag.attributes["width"].rstrip("%"))))
    return [group for group in groups if group]


@pytest.mark.parametrize("path", ["countries", "kinds", "years", "languages", "indicators", "."])
def test_bars_of_pages_are_their_numbers(path: str, real_site: Path) -> None:
    """No bar is without its number; lists of one kind have one scale."""
    page = read(real_site / path / "index.html")
    rows = lists(page, "tally")
    if path in {".", "countries"}:  # the second list goes on with the first
        rows = [[*rows[0], *rows[1]], *rows[2:]]

    assert rows
    for of_list in rows:
        most = max(number for number, _ in of_list)
        for number, bar in of_list:
            assert bar == pytest.approx(max(0.5, 100 * number / most), abs=0.06), number


def test_firms_of_the_home_page_have_bars(real_site: Path) -> None:
    """They show the number of sites that each firm is said to run."""
    (rows,) = lists(read(real_site / "index.html"), "opening__firms")
    most = max(number for number, _ in rows)

    assert len(rows) == 6
    assert all(bar == pytest.approx(100 * number / most, abs=0.06) for number, bar in rows)

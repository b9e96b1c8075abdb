"""The status of links: what its file keeps, and what pages say of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from masthead.archiving.link_check import still_to_look_at
from masthead.ledger.chain import seal
from masthead.loading.link_status import (
    PATH,
    LinkState,
    StatusError,
    believable_links,
    known_links,
    links_text,
    merge_into_file,
    merged,
    read_links,
)
from tests.site import build, furnish, read
from tests.test_verify_links import ADDRESS, FIRST, SECOND, THIRD, status
from tests.world import SOURCE, World

pytestmark = pytest.mark.usefixtures("only_here")


def test_addresses_looked_at_longest_ago_come_first() -> None:
    """No run begins with the address that the last one ended with; a run on the same day leaves it out."""
    before = {
        "b": status(LinkState.GONE, SECOND),
        "c": status(LinkState.ANSWERS, FIRST),
        "d": status(LinkState.ANSWERS, THIRD),
    }

    assert ("a", "c", "b") == still_to_look_at(("a", "b", "c", "d"), before, THIRD)
    assert ("a", "c", "b", "d") == still_to_look_at(("a", "b", "c", "d"), before, THIRD + timedelta(days=1))
    assert ("d",) == still_to_look_at(("d",), before, THIRD)


def test_since_is_kept_while_the_state_is() -> None:
    """The date is that of the first look that found the document gone; after an answer, it starts again."""
    gone = {ADDRESS: status(LinkState.GONE, FIRST)}
    again = merged(gone, {ADDRESS: status(LinkState.GONE, SECOND)}, [ADDRESS])
    back = merged(again, {ADDRESS: status(LinkState.ANSWERS, SECOND)}, [ADDRESS])
    later = merged(back, {ADDRESS: status(LinkState.GONE, THIRD)}, [ADDRESS])

    assert (FIRST, SECOND) == (again[ADDRESS].since, again[ADDRESS].checked)
    assert (LinkState.GONE, THIRD) == (later[ADDRESS].state, later[ADDRESS].since)


def test_one_look_is_not_enough_to_say_gone() -> None:
    """Pages say so after two looks on different days: a server may lose a page for an hour."""
    assert not status(LinkState.GONE, FIRST).is_gone
    assert status(LinkState.GONE, FIRST, SECOND).is_gone
    assert not status(LinkState.FAILING, FIRST, THIRD).is_gone


def test_addresses_that_no_record_has_are_forgotten() -> None:
    """The file only has addresses that the records cite; an address that was not looked at this time stays."""
    before = {ADDRESS: status(LinkState.ANSWERS), "https://old.example/": status(LinkState.GONE)}

    assert {ADDRESS: before[ADDRESS]} == merged(before, {}, [ADDRESS])


def test_status_file_is_read_back(tmp_path: Path) -> None:
    """The text of the same links always has the same bytes, in ASCII, and gives these links when it is read."""
    links = {
        "https://b.example/\u00e9": status(LinkState.GONE, FIRST, SECOND, "404 \U0001f525"),
        ADDRESS: status(LinkState.ANSWERS),
    }
    text = links_text(links)

    assert text == links_text(dict(reversed(links.items())))
    assert text.isascii()
    (tmp_path / PATH).parent.mkdir()
    (tmp_path / PATH).write_text(text, "ascii")
    assert links == read_links(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", '{"version": 2, "links": []}', '{"version": 1}', '{"version": 1, "links": [{}]}', "[" * 100_000,
        '{"version": 1, "links": [{"address": "x", "state": "lost", "since": "2026-01-01", "checked": "2026-01-01", "detail": ""}]}',
        '{"version": 1, "links": [{"address": "x", "state": "gone", "since": "2026-01-02", "checked": "2026-01-01", "detail": ""}]}',
        '{"version": 1, "links": [{"address": "x", "state": "gone", "since": "soon", "checked": "2026-01-01", "detail": ""}]}',
        '{"version": 1, "links": 3}', "\udcff\udcfe",
    ],
)  # fmt: skip
def test_broken_status_file_is_one_error(world: World, text: str) -> None:
    """Reading a file with any broken content ends with one sentence that names the file."""
    world.write(PATH, text.encode("utf-8", "surrogateescape"))

    with pytest.raises(StatusError, match=PATH):
        read_links(world.root)
    assert ["link-status"] == world.rules()


@pytest.mark.parametrize(
    ("since", "checked", "fault"),
    [
        ("0001-01-01", "2026-01-05", "says since 0001-01-01 of https://harbour-lab.example/report, before the first release on 2024-03-01"),
        ("2024-02-29", "2026-01-05", "says since 2024-02-29 of https://harbour-lab.example/report, before the first release on 2024-03-01"),
        ("2026-01-01", "9999-12-31", "says that https://harbour-lab.example/report was checked on 9999-12-31, which is in the future"),
    ],
)  # fmt: skip
def test_days_on_which_nobody_can_have_looked_are_not_told(world: World, since: str, checked: str, fault: str) -> None:
    """A build goes on without the file, and says why, as a check does."""
    first_release(world)
    gone = status(LinkState.GONE, date.fromisoformat(since), date.fromisoformat(checked))
    world.write(PATH, links_text({ADDRESS: gone}))

    assert {} == believable_links(world.root)
    assert (
        f"status/links.json:1:1: warning: the file {fault}; delete it and run `masthead verify-links`; until then pages do not"
        " say which sources are gone [link-days]"
    ) == "".join(world.lines())


@pytest.mark.parametrize("since", ["0001-01-01", "1970-01-01", "2022-12-31"])
def test_days_before_any_look_are_not_told(world: World, since: str) -> None:
    """They are left out even if nothing has been released yet."""
    world.write(PATH, links_text({ADDRESS: status(LinkState.GONE, date.fromisoformat(since), date(2026, 1, 5))}))

    assert {} == believable_links(world.root)
    assert [True] == [
        f"says since {since} of {ADDRESS}, before anybody looked at links" in line for line in world.lines()
    ]


def test_command_and_check_know_the_same_days(world: World) -> None:
    """The command does not go on with days that a check reports."""
    first_release(world)
    world.write(PATH, links_text({ADDRESS: status(LinkState.GONE, date(2024, 2, 29), date(2026, 1, 5))}))
    before = (world.root / PATH).read_bytes()

    assert ["link-days"] == world.rules()
    with pytest.raises(StatusError, match="before the first release"):
        known_links(world.root)
    with pytest.raises(StatusError, match="before the first release"):
        merge_into_file(world.root, {}, {ADDRESS: status(LinkState.ANSWERS)}, [ADDRESS])
    assert before == (world.root / PATH).read_bytes()


def test_days_since_the_first_release_are_told(world: World) -> None:
    """They are accepted from the day of the release to today."""
    first_release(world)
    gone = {ADDRESS: status(LinkState.GONE, date(2024, 3, 1), datetime.now(UTC).date())}
    world.write(PATH, links_text(gone))

    assert (gone, []) == (believable_links(world.root), world.lines())


def first_release(world: World) -> None:
    """Write a release of 1 March 2024 that says nothing of any record."""
    head = '{"kind":"release","number":1,"date":"2024-03-01","previous":"","lines":0}', "[]"
    (line,) = seal([head], "")
    world.write("ledger/0001.jsonl", f"{line}\n")


def no_file(root: Path) -> None:
    """Put a folder in its place."""
    (root / PATH).mkdir(parents=True)


def pipe(root: Path) -> None:
    """Put a pipe in its place, which would keep a reader waiting."""
    (root / PATH).parent.mkdir()
    os.mkfifo(root / PATH)


def link(root: Path) -> None:
    """Put a link in its place."""
    (root / PATH).parent.mkdir()
    (root / PATH).symlink_to("/dev/zero")


@pytest.mark.parametrize("put", [no_file, pipe, link])
def test_status_file_that_is_no_file_is_an_error(world: World, put: Callable[[Path], None]) -> None:
    """Nobody waits for it, and nothing is published that forgets what was known."""
    put(world.root)

    assert (
        "status/links.json:1:1: error: the file cannot be read: this is a link, a folder or a device, not an ordinary file;"
        " bring it back, or delete it and run `masthead verify-links` [link-status]"
    ) == "".join(world.lines())
    with pytest.raises(StatusError):
        believable_links(world.root)


def test_missing_status_file_says_nothing(world: World) -> None:
    """Without the file, nothing is known of the links of a database."""
    assert {} == read_links(world.root)


def built(world: World, links: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the page of the source and of the outlet of *world* with a status file, and the warnings of the build."""
    furnish(world).write(PATH, links)
    result = build(world.root, "pelicanconf.py", world.root / "output")
    pages = ("sources/harbour-lab-2024", "sites/harbour-times.example")
    source, outlet = (read(world.root / "output" / page / "index.html").text for page in pages)
    return source, outlet, result.warnings


def archive(world: World) -> None:
    """Give the source of *world* an archived copy."""
    copy = f"https://web.archive.org/web/20240208120000/{ADDRESS}"
    world.add(
        SOURCE,
        f"archives:\n  - {{url: {copy}, original: {ADDRESS}, captured: '2024-02-08T12:00:00Z', shows: The report.}}\n",
    )


def test_pages_say_since_when_a_source_is_gone(world: World) -> None:
    """Its own page and the pages that cite it say so, with the way to its archived copy."""
    archive(world)
    source, outlet, warnings = built(world, links_text({ADDRESS: status(LinkState.GONE, FIRST, THIRD)}))

    assert (
        "No longer at its address since 1 January 2026 An archived copy is below. Last checked on 9 January 2026"
        in source
    )
    assert "; no longer at its address since 1 January 2026, archived copy" in outlet
    assert () == warnings


def test_page_promises_no_copy_that_is_not_there(world: World) -> None:
    """If there is no archived copy, the page says so."""
    source, outlet, _ = built(world, links_text({ADDRESS: status(LinkState.GONE, FIRST, THIRD)}))

    assert "No archived copy yet." in source
    assert "no longer at its address since 1 January 2026" in outlet
    assert "archived copy is below" not in source


@pytest.mark.parametrize("state", [LinkState.ANSWERS, LinkState.FAILING, LinkState.UNCHECKED])
def test_pages_say_nothing_of_what_is_not_gone(world: World, state: LinkState) -> None:
    """A source that fails may answer tomorrow: pages do not say what is not known."""
    source, outlet, _ = built(world, links_text({ADDRESS: status(state, FIRST, THIRD)}))

    assert "No longer at" not in source
    assert "no longer at" not in outlet


def test_page_says_that_a_copy_is_gone(world: World) -> None:
    """Archives lose copies too, and a reader who finds none should not doubt the page."""
    copy = "https://web.archive.org/web/20240117090234/https://harbour-times.example/about"
    _, outlet, _ = built(world, links_text({copy: status(LinkState.GONE, FIRST, THIRD)}))

    assert "captured 17 January 2024; missing from the archive since 1 January 2026" in outlet


def test_broken_status_file_stops_a_build(world: World) -> None:
    """Pages would forget what was known of links, and readers would not know why."""
    furnish(world).write(PATH, "{")

    assert 1 == build(world.root, "pelicanconf.py", world.root / "output").database.errors
    assert not (world.root / "output").exists()

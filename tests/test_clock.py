"""The clock of this machine dates releases and judges dates, so a clock that cannot be right stops every command."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner, Result

from masthead.cli import main
from masthead.ledger.promises import read_promised
from masthead.loading import clock
from masthead.loading.clock import ClockError
from tests.releases import DATE, FIRST, SECOND, publish
from tests.site import furnish
from tests.small_imports import MAP
from tests.world import FIRM, SOURCE, World

READERS = (
    ("check",),
    ("build", "--no-progress"),
    ("release",),
    ("release", "--date", "2024-05-01"),
    ("verify-links", "--dry-run"),
    ("archive", "--dry-run"),
    (
        "redact",
        "firms/quay-media:business",
        "--reason",
        "A tribunal ordered it.",
        "--decided-by",
        "the editors",
        "--date",
        "2024-05-01",
    ),
    ("import", "list.csv", "--map", "map.yml"),
    ("import", "list.csv", "--map", "map.yml", "--write"),
    (
        "new",
        "site",
        "quay-news.example",
        "--source",
        "harbour-lab-2024",
        "--claim",
        "The report lists the site.",
        "--kind",
        "local-news",
        "--no-input",
    ),
    ("new", "source", "https://harbour-lab.example/second", "--no-input"),
)


@pytest.fixture
def released(world: World) -> World:
    """The small world after a release on 1 March 2024, with a list that can be imported."""
    publish(furnish(world))
    world.write("list.csv", "domain,title,country,kind\nquay-news.example,Quay News,,\n")
    world.write("map.yml", MAP)
    return world


def set_clock(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Let the clock of this machine be at noon of *day*."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            assert tz is UTC
            return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    monkeypatch.setattr(clock, "datetime", Clock)


def run(world: World, *command: str) -> Result:
    """Run a command in this process, with the clock as it was set."""
    group = 2 if command[0] == "new" else 1
    return CliRunner().invoke(main, [*command[:group], "--root", str(world.root), *command[group:]])


@pytest.mark.parametrize("command", READERS, ids=" ".join)
@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2024, 2, 28)])
def test_clock_before_the_last_release_stops_every_command(
    released: World, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], day: date
) -> None:
    """One sentence says what is wrong and how to go on, instead of a finding for each date."""
    set_clock(monkeypatch, day)
    before = sorted(path for path in released.root.rglob("*") if "__pycache__" not in path.parts)

    monkeypatch.chdir(released.root)
    result = run(released, *command)

    assert 1 == result.exit_code
    assert result.output.endswith(
        f"by the clock of this machine it is {day}, but ledger/0001.jsonl was released on 2024-03-01; set the clock, or"
        " restore the ledger if that file is not yours\n"
    )
    assert ("Error: ", 1) == (result.output[:7], result.output.count("\n"))
    assert before == sorted(path for path in released.root.rglob("*") if "__pycache__" not in path.parts)


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2024, 3, 1), date(2031, 1, 1)])
def test_clock_that_may_be_right_stops_nothing(released: World, monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """A release may have been made where it was tomorrow already; and years may pass without one."""
    set_clock(monkeypatch, day)

    assert 0 == run(released, "check").exit_code


def test_dates_after_the_clock_are_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the first release, too, the finding of a date after the clock names both cures."""
    set_clock(monkeypatch, date(2024, 2, 5))
    result = run(world, "check")

    assert 1 == result.exit_code
    assert f"{SOURCE}:5:1: error: date: the date 2024-02-07 is in the future" in result.output
    assert "correct the date, or the clock of this machine if that is wrong" in result.output


@pytest.mark.parametrize(
    ("day", "stops"), [(date(2025, 3, 2), False), (date(2025, 3, 3), True), (date(2199, 1, 1), True)]
)
def test_release_that_nobody_dated_follows_within_a_year(
    released: World, monkeypatch: pytest.MonkeyPatch, day: date, *, stops: bool
) -> None:
    """No earlier release could follow one dated by a clock that is ahead; a person who types the date means it."""
    set_clock(monkeypatch, day)
    released.add(FIRM, "seat: Port Harbour\n")
    result = run(released, "release")

    assert int(stops) == result.exit_code
    assert stops == (
        f"Error: not released: by the clock of this machine it is {day}, more than a year after the last release,"
        f" ledger/0001.jsonl of {DATE}; set the clock, or give --date {day} if that is right\n" == result.output
    )
    assert 0 == run(released, "release", "--date", str(day)).exit_code


@pytest.mark.parametrize(
    ("day", "stops"), [(date(2025, 3, 2), False), (date(2025, 3, 3), True), (date(2188, 7, 14), True)]
)
@pytest.mark.parametrize("write", [(), ("--write",)])
def test_redaction_that_nobody_dated_follows_within_a_year(
    released: World, monkeypatch: pytest.MonkeyPatch, write: tuple[str, ...], day: date, *, stops: bool
) -> None:
    """Its date goes into the ledger like that of a release, and nothing earlier could follow."""
    set_clock(monkeypatch, day)
    redact = ("redact", "QuayPR", "--reason", "A court ordered it.", "--decided-by", "the editors", *write)
    released.edit(FIRM, "QuayPR", "QPR")
    result = run(released, *redact)

    assert int(stops) == result.exit_code, result.output
    assert stops == (
        f"Error: nothing removed: by the clock of this machine it is {day}, more than a year after the last release,"
        f" ledger/0001.jsonl of {DATE}; set the clock, or give --date {day} if that is right\n" == result.output
    )
    assert (released.root / SECOND).exists() == (bool(write) and not stops)
    if stops:
        assert 0 == run(released, *redact, "--date", str(day)).exit_code


@pytest.mark.parametrize("head", ["", "2024-13-40", "9999999-01-01", "2024"])
def test_ledger_without_a_day_says_nothing_of_the_clock(world: World, head: str) -> None:
    """The change by hand is found when the ledger is read as a whole."""
    world.write(FIRST, f'{{"kind":"release","number":1,"date":"{head}"}}\n')

    assert read_promised(world.root).last_day is None
    assert ["ledger"] == world.rules()


def test_latest_day_counts_whichever_file_has_it(world: World) -> None:
    """Somebody may have changed the order of the releases."""
    for number, day in enumerate(("2024-03-01", "2199-03-01", "2024-03-02"), 1):
        world.write(f"ledger/{number:04}.jsonl", f'{{"kind":"release","number":{number},"date":"{day}"}}\n')

    with pytest.raises(ClockError, match=r"ledger/0002\.jsonl was released on 2199-03-01"):
        world.load()

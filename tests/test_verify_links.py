"""Links that rot are found, told on the pages, and never stop a build: against a server that misbehaves."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner, Result

from masthead.archiving.http_request import HttpAnswer
from masthead.archiving.link_check import link_state
from masthead.archiving.polite_client import Visitor
from masthead.cli import main
from masthead.loading.link_status import (
    PATH,
    LinkState,
    LinkStatus,
    links_text,
    read_links,
)
from tests.bad_server import Bad
from tests.world import OUTLET, SOURCE, World

pytestmark = pytest.mark.usefixtures("only_here")

ADDRESS = "https://harbour-lab.example/report"


FIRST, SECOND, THIRD = date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 9)


@pytest.fixture
def linked(world: World, bad: Bad) -> World:
    """A world whose only address is one of the server."""
    world.edit(SOURCE, ADDRESS, bad.url("/report"))
    text = (world.root / OUTLET).read_text()
    start, end = text.index("    archives:\n"), text.index("    techniques:")
    world.write(OUTLET, text[:start] + text[end:])
    return world


def run(world: World, visitor: Visitor, *arguments: str) -> Result:
    """Run masthead verify-links over *world*."""
    return CliRunner().invoke(main, ["verify-links", "--root", str(world.root), *arguments], obj=visitor)


def status(state: LinkState, since: date = FIRST, checked: date | None = None, detail: str = "") -> LinkStatus:
    """Return a status since a day."""
    return LinkStatus(state, since, checked or since, detail)


@pytest.mark.parametrize(
    ("code", "end", "expected"),
    [
        (200, "/report", LinkState.ANSWERS),
        (204, "/report", LinkState.ANSWERS),
        (200, "/other", LinkState.ANSWERS),
        (200, "/", LinkState.FAILING),
        (404, "/report", LinkState.GONE),
        (410, "/report", LinkState.GONE),
        (401, "/report", LinkState.UNCHECKED),
        (403, "/report", LinkState.UNCHECKED),
        (451, "/report", LinkState.UNCHECKED),
        (400, "/report", LinkState.FAILING),
        (500, "/report", LinkState.FAILING),
        (304, "/report", LinkState.FAILING),
    ],
)
def test_only_what_says_so_is_gone(code: int, end: str, expected: LinkState) -> None:
    """A server that refuses us or is in trouble has not taken the document down."""
    answer = HttpAnswer(f"https://harbour-lab.example{end}", code, "x", (), b"")

    assert expected is link_state(ADDRESS, answer)[0]


def test_front_page_may_be_the_document() -> None:
    """A source whose address is a front page is not gone because it is one."""
    front = "https://harbour-lab.example/"

    assert LinkState.ANSWERS is link_state(front, HttpAnswer(front, 200, "OK", (), b""))[0]


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/ok", "answers"), ("/missing", "gone"), ("/silent", "failing"), ("/drip", "failing"), ("/garbage", "failing"),
        ("/hang-up", "failing"), ("/huge", "answers"), ("/circle", "failing"), ("/away", "gone"), ("/busy", "failing"),
        ("/private", "unchecked"), ("/inner", "unchecked"), ("/front", "failing"),
    ],
)  # fmt: skip
def test_wild_server_gives_a_state(linked: World, bad: Bad, path: str, state: str) -> None:
    """Whatever a server does, the status file says it, and the command has worked."""
    linked.edit(SOURCE, bad.url("/report"), bad.url(path))
    bad.set("/robots.txt", body=b"User-agent: *\nDisallow: /private")
    bad.set("/ok", Content_Type="application/x-nonsense", body=b"\x00" * 100)
    bad.set("/circle", 302, Location="/circle")
    bad.set("/away", 302, Location=bad.url("/x", "gone.example"))
    bad.set("/busy", 429)
    bad.set("/inner", 302, Location="http://192.168.0.1/")
    bad.set("/front", 302, Location="/")
    bad.set("/", 200)
    result = run(linked, bad.visitor())

    assert 0 == result.exit_code
    assert [(bad.url(path), state)] == [(row["address"], row["state"]) for row in rows(linked)]


def rows(world: World) -> list[dict[str, str]]:
    """Return the lines of the status file."""
    found: list[dict[str, str]] = json.loads((world.root / PATH).read_text())["links"]
    return found


def test_records_stay_as_they_are(linked: World, bad: Bad) -> None:
    """The command writes its file and nothing else, and a second run on the same day the same bytes."""
    before = {path: path.read_bytes() for path in linked.root.rglob("*.yml")}
    run(linked, bad.visitor())
    first = (linked.root / PATH).read_bytes()
    run(linked, bad.visitor())

    assert before == {path: path.read_bytes() for path in linked.root.rglob("*.yml")}
    assert first == (linked.root / PATH).read_bytes()
    assert {"links.json"} == {path.name for path in linked.root.rglob("*") if path.suffix not in (".yml", "")}


def test_dry_run_asks_nobody(linked: World, bad: Bad) -> None:
    """It says what would be looked at, and writes nothing."""
    result = run(linked, bad.visitor(), "--dry-run")

    assert f"{bad.url('/report')}\n" == result.stdout
    assert [] == bad.server.asked
    assert not (linked.root / PATH).exists()


def test_archived_copies_are_looked_at(world: World) -> None:
    """Copies rot too; what was copied is never asked for, since it is suspect."""
    result = CliRunner().invoke(main, ["verify-links", "--root", str(world.root), "--dry-run"])

    copy = "https://web.archive.org/web/20240117090234/https://harbour-times.example/about"
    assert [ADDRESS, copy] == result.stdout.split()


def test_network_that_fails_writes_nothing(linked: World, bad: Bad) -> None:
    """If nearly nothing answers, the fault lies here, and no document is called gone for it."""
    for number in range(6):
        text = (linked.root / SOURCE).read_text().replace("/report", f"/{number}")
        linked.write(f"sources/s{number}.yml", text.replace("harbour-lab.example", "gone.example"))
    result = run(linked, bad.visitor())

    assert 1 == result.exit_code
    assert "the network of this machine seems to be at fault, so nothing was written about them" in result.stderr
    assert [bad.url("/report")] == [row["address"] for row in rows(linked)]


def also(world: World, bad: Bad, *paths: str, host: str = "harbour-lab.example") -> None:
    """Give *world* sources at further addresses of the server."""
    text = (world.root / SOURCE).read_text()
    for path in paths:
        source = text.replace(bad.url("/report"), bad.url(path, host)) + "kept_because: a test\n"
        world.write(f"sources/{host.partition('.')[0]}{path.replace('/', '-')}.yml", source)


def test_busy_host_is_asked_last_and_then_left(linked: World, bad: Bad) -> None:
    """Nobody waits for it while others can be asked; what stays busy costs the budget of one address, not of each."""
    also(linked, bad, "/a", "/b", "/c", host="other.example")
    bad.set("/robots.txt", 404)
    for path in ("/report", "/a", "/b", "/c"):
        bad.set(path)
        bad.set(f"other.example{path}", 503, Retry_After="50")
    result = run(linked, bad.visitor())

    assert 0 == result.exit_code
    assert ["other.example/a", "harbour-lab.example/report"] == sorted(bad.asked[:2], reverse=True)
    assert {"other.example/a"} == set(bad.asked[2:])
    assert sum(bad.waits) <= 120
    assert ["answers", "failing", "failing", "failing"] == sorted(row["state"] for row in rows(linked))
    assert {"busy: other.example is busy; try again later"} == {
        row["detail"] for row in rows(linked) if row["state"] == "failing"
    }


def test_busy_host_that_recovers_answers_in_its_second_turn(linked: World, bad: Bad) -> None:
    """A server that was busy for a minute is not called failing."""
    also(linked, bad, "/later")
    bad.set("/robots.txt", 404)
    bad.set("/report")
    answers = [(429, {"Retry-After": "31"}, b"")]
    bad.server.replies["/later"] = lambda _target: answers.pop() if answers else (200, {}, b"")
    run(linked, bad.visitor())

    assert ["answers", "answers"] == [row["state"] for row in rows(linked)]
    assert [2.0, 31.0, 2.0] == bad.waits


def test_wish_that_no_clock_can_show_ends_no_run(linked: World, bad: Bad) -> None:
    """A busy host may name any day; the other addresses are looked at, and the run ends as ever."""
    also(linked, bad, "/later", host="other.example")
    bad.set("/report")
    bad.set("/later", 503, Retry_After="Thu, 01 Jan 99999999999999999999 00:00:00 GMT")
    result = run(linked, bad.visitor())

    assert 0 == result.exit_code
    assert ["answers", "failing"] == [row["state"] for row in rows(linked)]


def test_run_ends_in_time_and_the_next_one_goes_on(linked: World, bad: Bad) -> None:
    """What was looked at is kept, and not looked at again before the rest is."""
    also(linked, bad, "/p", "/q", "/r")
    bad.set("/robots.txt", body=b"User-agent: *\nCrawl-delay: 35")
    for path in ("/p", "/q", "/r", "/report"):
        bad.set(path)
    first = run(linked, bad.visitor(), "--minutes", "1")
    looked = list(bad.asked)
    second = run(linked, bad.visitor(), "--minutes", "1")

    assert 0 == first.exit_code
    assert "2 addresses checked: 2 answers; the time is over: run this again for the other 2" in first.stderr
    assert 2 == len(looked)
    assert "2 addresses checked: 2 answers\n" in second.stderr
    assert 4 == len(set(bad.asked))
    assert 4 == len(rows(linked))


def test_run_that_is_stopped_keeps_what_it_found(linked: World, bad: Bad) -> None:
    """Also in the middle of a wait."""
    also(linked, bad, "/p", "/q")
    bad.set("/p")
    visitor = bad.visitor()

    def stop(seconds: float) -> None:
        if "harbour-lab.example/q" in bad.asked:
            raise KeyboardInterrupt
        bad.sleep(seconds)

    visitor.sleep = stop
    result = run(linked, visitor)

    assert 0 != result.exit_code
    assert [(bad.url("/p"), "answers"), (bad.url("/q"), "gone")] == [(r["address"], r["state"]) for r in rows(linked)]


def test_broken_status_file_is_not_written_over(linked: World, bad: Bad) -> None:
    """Somebody may have merged it badly: dates in it are worth a look."""
    linked.write(PATH, "<<<<<<< HEAD")
    result = run(linked, bad.visitor())

    assert 1 == result.exit_code
    assert "status/links.json is not as `masthead verify-links` writes it" in result.stderr
    assert b"<<<<<<< HEAD" == (linked.root / PATH).read_bytes()


def test_second_look_on_another_day_makes_it_gone(linked: World, bad: Bad) -> None:
    """The whole way: a look, a day, a look, and the page may say so."""
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    linked.write(PATH, links_text({bad.url("/report"): status(LinkState.GONE, yesterday)}))
    run(linked, bad.visitor())
    found = read_links(linked.root)[bad.url("/report")]

    assert (True, yesterday) == (found.is_gone, found.since)

"""Links that rot are found, shown on the pages, and never stop a build, even if a server misbehaves."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner, Result

from masthead.archiving.failures import FailureKind, FetchError
from masthead.archiving.http_request import HttpAnswer
from masthead.archiving.link_check import link_state
from masthead.archiving.polite_client import Visitor
from masthead.cli import main
from masthead.loading.link_status import (
    PATH,
    LinkState,
    LinkStatus,
    links_text,
    merge_into_file,
    read_links,
)
from tests.bad_server import Bad, Reply
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
    """Any behaviour of a server gives a state in the status file, and the command succeeds."""
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
    lines: list[dict[str, str]] = json.loads((world.root / PATH).read_text())["links"]
    return lines


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
    """It prints the addresses that would be looked at, and writes nothing."""
    result = run(linked, bad.visitor(), "--dry-run")

    assert f"{bad.url('/report')}\n" == result.stdout
    assert [] == bad.server.asked
    assert not (linked.root / PATH).exists()


def test_archived_copies_are_looked_at(world: World) -> None:
    """Copies rot too; the page that was copied is never asked for, since it is suspect."""
    result = CliRunner().invoke(main, ["verify-links", "--root", str(world.root), "--dry-run"])

    copy = "https://web.archive.org/web/20240117090234/https://harbour-times.example/about"
    assert [ADDRESS, copy] == result.stdout.split()


def test_network_that_fails_calls_no_document_gone(linked: World, bad: Bad) -> None:
    """If nearly nothing answers, the fault is on this machine, and no document is called gone for it."""
    for number in range(6):
        text = (linked.root / SOURCE).read_text().replace("/report", f"/{number}")
        linked.write(f"sources/s{number}.yml", text.replace("harbour-lab.example", f"gone.{number}.example"))
    hosts = [f"gone.{number}.example" for number in range(6)]
    result = run(linked, bad.visitor("harbour-lab.example", *hosts))

    assert 1 == result.exit_code
    assert (
        "6 of 7 hosts could not be reached, such as gone.0.example; the network of this machine seems" in result.stderr
    )
    assert {"gone", "unchecked"} == {row["state"] for row in rows(linked)}
    assert [bad.url("/report")] == [row["address"] for row in rows(linked) if row["state"] != "unchecked"]


def test_network_that_fails_changes_no_state_that_was_known(linked: World, bad: Bad) -> None:
    """A page that was called gone once is not called so twice because nobody could be asked: only the day is kept."""
    text = (linked.root / SOURCE).read_text()
    hosts = [f"gone.{number}.example" for number in range(6)]
    known = {}
    for host, state in zip(hosts, [LinkState.ANSWERS] * 5 + [LinkState.GONE], strict=True):
        linked.write(f"sources/{host[:6].replace('.', '-')}.yml", text.replace("harbour-lab.example", host))
        known[bad.url("/report", host)] = status(state, FIRST)
    linked.write(PATH, links_text(known))
    result = run(linked, bad.visitor("harbour-lab.example", *hosts))
    today = datetime.now(UTC).date()

    assert 1 == result.exit_code
    after = read_links(linked.root)
    assert known == {address: replace(after[address], tried=None) for address in known}
    assert {today} == {after[address].last_try for address in known}
    assert not any(link.is_gone for link in after.values())


def test_many_addresses_of_one_dead_host_are_no_dead_network(linked: World, bad: Bad) -> None:
    """One host is one, however many of its pages are cited."""
    also(linked, bad, *(f"/{number}" for number in range(9)), host="gone.example")
    bad.set("/report")
    result = run(linked, bad.visitor())

    assert 0 == result.exit_code
    assert ["answers", *["gone"] * 9] == sorted(row["state"] for row in rows(linked))


def test_dead_host_with_many_addresses_keeps_nobody_waiting(linked: World, bad: Bad) -> None:
    """Hosts take turns; three failures in a row are enough, and the next run begins with what was left."""
    dead = [f"/{number}" for number in range(8)]
    also(linked, bad, *dead, host="other.example")
    also(linked, bad, "/a", "/b", "/c", "/d")
    bad.set("/robots.txt", 404)
    for path in ("/report", "/a", "/b", "/c", "/d"):
        bad.set(path)
    visitor = bad.visitor()
    asked: list[str] = []

    def look_up(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        if host == "other.example":
            bad.sleep(20)
            raise FetchError(FailureKind.TIMEOUT, f"{host} took too long")
        return bad.look_up(host, port)

    visitor.network = replace(visitor.network, look_up=look_up)
    result = run(linked, visitor)

    assert 0 == result.exit_code
    assert 6 == asked.count("other.example")  # three addresses, twice each
    assert ["harbour-lab.example", "other.example"] == sorted(dict.fromkeys(asked[:3]))
    assert {"answers": 5, "failing": 3} == Counter(row["state"] for row in rows(linked))
    assert "5 more wait for another run, since their host does not answer: other.example" in result.stderr
    left = {bad.url(path, "other.example") for path in dead} - {row["address"] for row in rows(linked)}
    assert left == set(run(linked, bad.visitor(), "--dry-run").stdout.split())


def test_host_that_is_slow_has_its_time(linked: World, bad: Bad) -> None:
    """Answers that take minutes use up what a host has in a run; pauses between requests do not."""
    also(linked, bad, *(f"/{number}" for number in range(9)), host="other.example")
    bad.set("/robots.txt", 404)

    def slow(_target: str) -> Reply:
        bad.sleep(110)
        return 200, {}, b""

    for number in range(9):
        bad.server.replies[f"other.example/{number}"] = slow
    bad.set("/report")
    result = run(linked, bad.visitor())

    assert {"answers": 7} == Counter(row["state"] for row in rows(linked))
    assert "3 more wait for another run" in result.stderr


def test_run_that_is_stopped_keeps_its_failures_too(linked: World, bad: Bad) -> None:
    """Failures are kept as days of a try only, without a state: the next run goes on with the addresses after them."""
    also(linked, bad, "/x", host="gone.example")
    also(linked, bad, "/p", "/q")
    visitor = bad.visitor()

    def stop(_seconds: float) -> None:
        raise KeyboardInterrupt

    visitor.sleep = stop
    run(linked, visitor)
    again = run(linked, bad.visitor(), "--dry-run")

    assert bad.url("/x", "gone.example") not in again.stdout
    assert ["unchecked"] == [row["state"] for row in rows(linked) if "gone.example" in row["address"]]


def test_two_runs_at_once_lose_nothing(linked: World, bad: Bad) -> None:
    """Each run adds its results to the file as it is then; the later look at an address counts."""
    also(linked, bad, "/p", host="other.example")
    today = datetime.now(UTC).date()
    mine, theirs, new = bad.url("/report"), bad.url("/p", "other.example"), bad.url("/new")
    between = {theirs: status(LinkState.GONE, FIRST, today), new: status(LinkState.ANSWERS, today)}

    def meanwhile(_target: str) -> Reply:
        linked.write(PATH, links_text(between))
        return 200, {}, b""

    bad.server.replies["/report"] = meanwhile
    result = run(linked, bad.visitor(), str(linked.root / SOURCE))

    assert 0 == result.exit_code
    assert {mine, theirs, new} == set(read_links(linked.root))
    assert FIRST == read_links(linked.root)[theirs].since


def test_many_writers_at_once_lose_nothing(linked: World) -> None:
    """Reading and writing are one step that no other command can come between."""
    addresses = [f"https://{number}.example/" for number in range(24)]
    today = datetime.now(UTC).date()

    def write(address: str) -> None:
        merge_into_file(linked.root, {}, {address: status(LinkState.ANSWERS, today)}, addresses)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, addresses))

    assert set(addresses) == set(read_links(linked.root))


def also(world: World, bad: Bad, *paths: str, host: str = "harbour-lab.example") -> None:
    """Give *world* sources at further addresses of the server."""
    text = (world.root / SOURCE).read_text()
    for path in paths:
        source = text.replace(bad.url("/report"), bad.url(path, host)) + "kept_because: a test\n"
        world.write(f"sources/{host.partition('.')[0]}{path.replace('/', '-')}.yml", source)


def test_busy_host_is_asked_last_and_then_left(linked: World, bad: Bad) -> None:
    """Nobody waits for it while others can be asked; if it stays busy, it costs the budget of one address only."""
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
    """Addresses that were looked at are kept, and are not looked at again before the rest."""
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
    """Its results are kept even if it is stopped in the middle of a wait."""
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
    """After a look, a day and a second look, the link is gone since the first day, and the page may say so."""
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    linked.write(PATH, links_text({bad.url("/report"): status(LinkState.GONE, yesterday)}))
    run(linked, bad.visitor())
    link = read_links(linked.root)[bad.url("/report")]

    assert (True, yesterday) == (link.is_gone, link.since)

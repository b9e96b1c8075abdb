"""Archives are asked politely, within limits, and nowhere but where they may be: against a server that misbehaves."""

from __future__ import annotations

import difflib
import hashlib
import json
import socket
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from warcio.archiveiterator import ArchiveIterator

from masthead.archiving import robots
from masthead.archiving.archive_entries import entry, lines, with_entry
from masthead.archiving.failures import FetchError, Kind
from masthead.archiving.guarded_connections import Network, is_public, tidy
from masthead.archiving.http_request import tls
from masthead.archiving.polite_client import MAX_STEPS, MAX_WAIT, Visitor
from masthead.archiving.state_files import Asked
from masthead.archiving.wayback import Copy, copy_at
from masthead.cli import main
from masthead.records.files import SUFFIX, RecordFile, read_files
from tests.bad_server import LIMITS, PATIENCE, Bad, bad_server, guarded, wayback
from tests.world import SOURCE, World

STAMP = "20240208120000"
ADDRESS = "https://harbour-lab.example/report"
COPY = f"https://web.archive.org/web/{STAMP}/{ADDRESS}"
SECOND = "sources/port-desk-2024.yml"
SOURCES = [
    file
    for file in read_files(Path(__file__).parent.parent)
    if isinstance(file, RecordFile) and file.folder == "sources"
]


@pytest.fixture(autouse=True)
def _only_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No question for a name and no connection leaves this machine."""
    monkeypatch.setattr(socket, "getaddrinfo", guarded(socket.getaddrinfo))


@pytest.fixture
def bad() -> Iterator[Bad]:
    """A server that misbehaves."""
    with bad_server() as server:
        yield server


def failure(visitor: Visitor, address: str, room: int = 1000) -> Kind:
    """Return why *address* cannot be fetched."""
    with pytest.raises(FetchError) as raised:
        visitor.get(address, room=room)
    return raised.value.kind


# What a server may do to us


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/silent", Kind.TIMEOUT),
        ("/drip", Kind.TIMEOUT),
        ("/drip-body", Kind.TIMEOUT),
        ("/continue", Kind.TIMEOUT),
        ("/huge", Kind.TOO_LARGE),
        ("/endless", Kind.TOO_LARGE),
        ("/headers", Kind.NO_HTTP),
        ("/long-line", Kind.NO_HTTP),
        ("/garbage", Kind.NO_HTTP),
        ("/cut-off", Kind.NO_HTTP),
        ("/bad-chunk", Kind.NO_HTTP),
        ("/hang-up", Kind.NO_HTTP),
    ],
)
def test_wild_answer_ends_soon_with_its_kind(bad: Bad, path: str, kind: Kind) -> None:
    """No answer takes longer than the deadline, asked for twice at most, or more room than it was given."""
    start = time.monotonic()
    found = failure(bad.visitor(), bad.url(path), room=100_000)

    assert kind is found
    assert time.monotonic() - start < 2 * LIMITS.deadline + 1 < PATIENCE
    assert len(bad.asked) <= 2


def test_plain_answer_is_none_where_tls_is_asked_for(bad: Bad) -> None:
    """A request goes to no server that does not prove who it is: not to one without TLS, nor without a certificate."""
    found = failure(bad.visitor(), bad.url("/ok").replace("http:", "https:"))

    assert Kind.NO_HTTP is found
    assert [] == bad.asked
    assert (ssl.CERT_REQUIRED, True) == (tls().verify_mode, tls().check_hostname)


def test_body_without_room_is_not_read(bad: Bad) -> None:
    """Who wants to know whether an address answers takes no body, however large."""
    answer = bad.visitor().get(bad.url("/huge"))

    assert (200, b"") == (answer.status, answer.body)


def test_connection_refused_is_unreachable(bad: Bad) -> None:
    """A port on which nobody listens is no page that is gone."""
    bad.server.server_close()

    assert Kind.UNREACHABLE is failure(bad.visitor(), bad.url("/x"))


def test_redirects_in_a_circle_end(bad: Bad) -> None:
    """A circle is seen when it closes."""
    bad.set("/a", 302, Location="/b")
    bad.set("/b", 302, Location="/a")

    assert Kind.REDIRECTS is failure(bad.visitor(), bad.url("/a"))
    assert ["harbour-lab.example/a", "harbour-lab.example/b"] == bad.asked


def test_redirects_without_end_are_cut(bad: Bad) -> None:
    """A new address each time is no way out of the limit."""
    bad.server.replies.update({f"/{n}": (301, {"Location": f"/{n + 1}"}, b"") for n in range(50)})

    assert Kind.REDIRECTS is failure(bad.visitor(), bad.url("/0"))
    assert MAX_STEPS + 1 == len(bad.asked)


def test_redirect_is_followed_to_its_end(bad: Bad) -> None:
    """The answer says where it came from, and through which addresses."""
    bad.set("/old", 301, Location="/caf\xe9 page#part")
    bad.set("/caf%E9%20page", body=b"here")
    answer = bad.visitor().get(bad.url("/old"), room=100)

    assert (bad.url("/caf%E9%20page"), (bad.url("/old"),), b"here") == (answer.address, answer.steps, answer.body)


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1:{port}/x",
        "http://localhost:{port}/x",
        "http://[::1]:{port}/x",
        "http://169.254.169.254/latest/meta-data/",
        "http://0x7f.1/",
        "http://2130706433/",
        "http://inner.example/x",
        "http://mixed.example/x",
        "http://user@harbour-lab.example:{port}/x",
        "https://harbour-lab.example:22/x",
        "file:///etc/passwd",
        "ftp://harbour-lab.example/x",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://harbour-lab.example:99999/",
        "http://[bad/",
        "gopher://harbour-lab.example/x",
    ],
)
def test_redirect_leads_nowhere_private(bad: Bad, to: str) -> None:
    """Each step is checked as the first one was: a public page cannot send us into the network we run in."""
    bad.addresses = {"inner.example": ["10.0.0.1"], "mixed.example": ["93.184.216.34", "192.168.1.1"]}
    bad.set("/start", 302, Location=to.format(port=bad.port))
    visitor = bad.visitor("harbour-lab.example")

    assert Kind.REFUSED is failure(visitor, bad.url("/start"))
    assert ["harbour-lab.example/start"] == bad.asked


def test_host_at_home_is_refused_unless_it_was_named(bad: Bad) -> None:
    """The name of a host says nothing: its addresses do."""
    bad.set("/x")

    assert Kind.REFUSED is failure(bad.visitor("other.example"), bad.url("/x", "sly.example"))
    assert 200 == bad.visitor("other.example").get(bad.url("/x", "other.example")).status
    assert ["other.example/x"] == bad.asked


def test_host_is_looked_up_once_for_each_connection(bad: Bad) -> None:
    """The address that was judged is the one that is used: a second look-up could give another."""
    looked: list[str] = []

    def look_up(host: str, _port: int) -> list[str]:
        looked.append(host)
        return ["127.0.0.1"] if len(looked) == 1 else ["93.184.216.34"]

    network = Network(look_up)
    place = network.place("http://harbour-lab.example/x")

    with pytest.raises(FetchError, match="not public"):
        network.connect(place, 1)

    assert ["harbour-lab.example"] == looked
    assert [] == bad.asked


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:4700::1111", True), ("64:ff9b::5db8:d822", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.0.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("255.255.255.255", False),  # noqa: S104
        ("224.0.0.1", False), ("192.0.2.1", False), ("198.18.0.1", False), ("240.0.0.1", False),
        ("::1", False), ("::", False), ("fe80::1%eth0", False), ("fc00::1", False), ("ff02::1", False),
        ("fec0::1", False), ("2001:db8::1", False), ("::ffff:127.0.0.1", False), ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("2002:c0a8:1::", False),
    ],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:  # noqa: FBT001
    """Public is what no network keeps for itself, also inside an IPv6 address that carries another."""
    assert public is is_public(address)


def test_tidy_escapes_what_no_request_may_hold() -> None:
    """Line ends in an address would be a second request."""
    assert "http://a.example/x%0D%0AHost:%20b" == tidy(" http://a.example/x\r\nHost: b#part ")


# Politeness


def test_requests_to_one_host_wait(bad: Bad) -> None:
    """A host has its pause, another host does not wait for it."""
    bad.set("/x")
    visitor = bad.visitor()
    for host in ("harbour-lab.example", "other.example", "harbour-lab.example"):
        visitor.get(bad.url("/x", host), is_invited=True)

    assert [2.0] == bad.waits


def test_robots_are_obeyed(bad: Bad) -> None:
    """What robots.txt forbids is not asked for; it is asked for once; its pause holds."""
    bad.set("/robots.txt", body=b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n")
    bad.set("/open")
    visitor = bad.visitor()

    assert Kind.ROBOTS is failure(visitor, bad.url("/private/x"))
    assert 200 == visitor.get(bad.url("/open")).status
    assert ["harbour-lab.example/open"] == bad.asked
    assert 1 == bad.server.asked.count("harbour-lab.example/robots.txt")
    assert [7.0] == bad.waits


def test_redirect_to_a_forbidden_path_is_not_followed(bad: Bad) -> None:
    """Each host on the way is asked what it allows."""
    bad.set("/x", 302, Location=bad.url("/private", "other.example"))
    bad.set("other.example/robots.txt", body=b"User-agent: *\nDisallow: /")

    assert Kind.ROBOTS is failure(bad.visitor(), bad.url("/x"))
    assert ["harbour-lab.example/x"] == bad.asked


@pytest.mark.parametrize("status", [500, 503, 429])
def test_robots_that_cannot_be_read_now_forbid(bad: Bad, status: int) -> None:
    """A server in trouble is left alone."""
    bad.set("/robots.txt", status)
    bad.set("/x")

    assert failure(bad.visitor(), bad.url("/x")) in (Kind.ROBOTS, Kind.BUSY)
    assert [] == bad.asked


def test_robots_without_end_are_cut(bad: Bad) -> None:
    """Of a file without an end the beginning counts."""
    bad.set("/robots.txt", body=b"User-agent: *\nDisallow: /x\n" + b"#" * 2 * robots.ROOM)

    assert Kind.ROBOTS is failure(bad.visitor(), bad.url("/x"))


def test_robots_that_redirect_in_circles_fail(bad: Bad) -> None:
    """Asking for what is allowed ends too."""
    bad.set("/robots.txt", 302, Location="/robots.txt")

    assert Kind.REDIRECTS is failure(bad.visitor(), bad.url("/x"))


def test_busy_server_is_asked_again_as_it_wishes(bad: Bad) -> None:
    """Retry-After is obeyed, in seconds or as a date; without it the waits double."""
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    answers = [(429, {"Retry-After": "11"}, b""), (503, {"Retry-After": later}, b""), (429, {}, b""), (200, {}, b"ok")]
    bad.server.replies["/x"] = lambda _target: answers.pop(0)

    assert 200 == bad.visitor().get(bad.url("/x"), is_invited=True).status
    assert [11.0, 16.0] == [wait for wait in bad.waits if wait in (11.0, 16.0)]
    assert any(55 < wait <= 60 for wait in bad.waits)


@pytest.mark.parametrize(("asked", "times"), [("1", 4), (str(int(MAX_WAIT) + 1), 1), ("9" * 400, 1), ("soon", 4)])
def test_server_that_stays_busy_is_left(bad: Bad, asked: str, times: int) -> None:
    """Neither many attempts nor one long wait: who stays busy is asked in another run."""
    bad.set("/x", 429, Retry_After=asked)
    with pytest.raises(FetchError) as raised:
        bad.visitor().get(bad.url("/x"), is_invited=True)

    assert Kind.BUSY is raised.value.kind
    assert times == len(bad.asked)
    assert sum(bad.waits) < 4 * MAX_WAIT


def test_one_address_takes_limited_time(bad: Bad) -> None:
    """However many hosts it leads over, and however long each of them asks us to wait."""
    hosts = [f"h{number}.example" for number in range(6)]
    for host, after in zip(hosts, [*hosts[1:], "end.example"], strict=True):
        bad.set(f"{host}/robots.txt", 302, Location=bad.url("/rules", host))
        replies = [(503, {"Retry-After": "40"}, b"")] * 3
        bad.server.replies[f"{host}/rules"] = lambda _target, left=replies: left.pop() if left else (404, {}, b"")
        bad.set(f"{host}/x", 302, Location=bad.url("/x", after))
    start = bad.clock()

    assert Kind.BUSY is failure(bad.visitor(*hosts), bad.url("/x", hosts[0]))
    assert bad.clock() - start <= 120
    assert 12 >= len(bad.server.asked)


def test_one_address_takes_limited_requests(bad: Bad) -> None:
    """Robots that redirect count too."""
    hosts = [f"h{number}.example" for number in range(5)]
    for host, after in zip(hosts, [*hosts[1:], hosts[0]], strict=True):
        for number in range(4):
            bad.set(f"{host}/robots{number or ''}.txt", 302, Location=bad.url(f"/robots{number + 1}.txt", host))
        bad.set(f"{host}/x", 302, Location=bad.url("/x", after))

    assert Kind.BUDGET is failure(bad.visitor(*hosts), bad.url("/x", hosts[0]))
    assert 12 == len(bad.server.asked)


@pytest.mark.parametrize(
    ("text", "allowed", "forbidden"),
    [
        ("", ["/"], []),
        ("User-agent: *\nDisallow:", ["/x"], []),
        ("User-agent: *\nDisallow: /", [], ["/", "/x"]),
        ("user-AGENT: *\ndisallow: /a # all of it", ["/b", "/"], ["/a", "/ab", "/a/b"]),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", ["/a/b/c"], ["/a/c"]),
        ("User-agent: *\nAllow: /a\nDisallow: /a", ["/a"], []),
        ("User-agent: *\nDisallow: /*.pdf$", ["/a.pdf?x", "/a.txt"], ["/a.pdf", "/a/b.pdf"]),
        ("User-agent: *\nDisallow: /a*c*e", ["/ace"[:3]], ["/abcde", "/ace/x"]),
        ("User-agent: *\nDisallow: /x$", ["/xy", "/x/"], ["/x"]),
        ("User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /b", ["/a"], ["/b"]),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Masthead/1.0\nDisallow: /b", ["/a"], ["/b"]),
        ("User-agent: one\nUser-agent: masthead\nDisallow: /b\nUser-agent: two\nDisallow: /a", ["/a"], ["/b"]),
        ("Disallow: /a", ["/a"], []),
        ("User-agent: *\nDisallow: /caf%C3%A9", ["/cafe"], ["/café", "/caf%c3%a9"]),
        ("\ufeffUser-agent: *\r\nDisallow: /a\r\n", ["/b"], ["/a"]),
    ],
)
def test_robots_rules(text: str, allowed: list[str], forbidden: list[str]) -> None:
    """Rules are read as RFC 9309 says."""
    rules = robots.read(text, "masthead")

    assert [] == [path for path in allowed if not rules.allows(path)]
    assert [] == [path for path in forbidden if rules.allows(path)]


def test_robots_pattern_of_stars_takes_no_time() -> None:
    """A pattern that makes others look back and back is walked through once."""
    rules = robots.read("User-agent: *\nDisallow: /" + "*a" * 2000 + "b$", "masthead")
    start = time.monotonic()

    assert rules.allows("/" + "a" * 5000)
    assert time.monotonic() - start < 1


# Copies and entries


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"http://web.archive.org/web/{STAMP}/{ADDRESS}", ADDRESS),
        (f"https://web.archive.org/web/{STAMP}id_/{ADDRESS}", ADDRESS),
        (f"https://web.archive.org/web/{STAMP}/http://www.harbour-lab.example:80/report/",
         "http://www.harbour-lab.example/report/"),
        (f"https://web.archive.org/web/{STAMP}/https://harbour-lab.example/other", None),
        (f"https://web.archive.org/web/{STAMP}/https://evil.example/report", None),
        ("https://web.archive.org/web/2024*/https://harbour-lab.example/report", None),
        ("https://web.archive.org/web/20241399000000/https://harbour-lab.example/report", None),
        ("javascript:alert(1)", None),
        (f"https://web.archive.org/web/{STAMP}/{ADDRESS}\r\nX: y", None),
        ("", None),
    ],
)  # fmt: skip
def test_only_a_copy_of_the_address_is_taken(url: str, expected: str | None) -> None:
    """An archive that answers with a copy of something else would make us publish something else."""
    found = copy_at(url, ADDRESS)

    assert expected == (found.original if found else None)
    assert found is None or found.url == f"https://web.archive.org/web/{STAMP}/{expected}"


def test_entry_says_nothing_that_nobody_looked_at() -> None:
    """The entry holds what the archive said; the hash only if the copy was downloaded."""
    asked = Asked(datetime.now(UTC), Copy(COPY, ADDRESS, "2024-02-08T12:00:00Z"))

    assert ["url", "original", "captured", "shows"] == list(entry(asked) or {})


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.id)
def test_entry_changes_nothing_else_of_a_real_record(file: RecordFile) -> None:
    """In every source of the database the entry adds lines and takes none away."""
    asked = Asked(datetime.now(UTC), Copy(COPY, ADDRESS, "2024-02-08T12:00:00Z"), sha256="0" * 64)
    fields = entry(asked)
    assert fields is not None
    before, after = file.text.decode().splitlines(), with_entry(file, fields).decode().splitlines()
    kept = [line for line in difflib.ndiff(before, after) if not line.startswith("? ")]

    assert [] == [line for line in kept if line.startswith("- ")]
    added = [line[2:] for line in kept if line.startswith("+ ")]
    assert lines(fields) == (added if "archives:" in added else ["archives:", *added])


# The command


def run(bad: Bad, world: World, *arguments: str, visitor: Visitor | None = None) -> Result:
    """Run masthead archive over *world* with *bad* as the archive."""
    fixed = ["archive", "--root", str(world.root), "--service", f"http://127.0.0.1:{bad.port}"]
    state = ["--state", str(world.root.parent / "state.json")]
    return CliRunner().invoke(main, [*fixed, *state, *arguments], obj=visitor or bad.visitor())


def contents(world: World) -> dict[str, str]:
    """Return the text of every file below the root."""
    return {str(p.relative_to(world.root)): p.read_text() for p in world.root.rglob(f"*{SUFFIX}")}


def test_dry_run_asks_nobody(bad: Bad, world: World) -> None:
    """It says for what would be asked."""
    result = run(bad, world, "--dry-run")

    assert f"{SOURCE}: would look for a copy of {ADDRESS}\n" == result.stdout
    assert "1 source without a copy; 3 items of evidence without an archived copy" in result.stderr
    assert [] == bad.server.asked
    assert not (world.root.parent / "state.json").exists()


def test_entry_is_shown_and_written_only_when_asked(bad: Bad, world: World) -> None:
    """Without --write the records stay; with it just the entry is added, comments stay, and the database is right."""
    world.add(SOURCE, "# kept\nauthors: [A, B]   # beside\n")
    wayback(bad, {ADDRESS: STAMP})
    before = contents(world)
    shown = run(bad, world)
    unchanged = contents(world)
    written = run(bad, world, "--write")

    assert (0, 0) == (shown.exit_code, written.exit_code)
    assert before == unchanged
    assert f"  - url: {COPY}\n    original: {ADDRESS}\n    captured: 2024-02-08T12:00:00Z\n" in shown.stdout
    after = contents(world)
    assert {SOURCE} == {path for path in after if after[path] != before[path]}
    added = [line for line in after[SOURCE].splitlines() if line not in before[SOURCE].splitlines()]
    assert ["archives:", f"  - url: {COPY}"] == added[:2]
    assert [] == [line for line in before[SOURCE].splitlines() if line.split("  #")[0] not in after[SOURCE]]
    assert [] == world.lines()


def test_interrupted_run_goes_on(bad: Bad, world: World) -> None:
    """What was answered is not asked for again; what failed is."""
    world.write(SECOND, (world.root / SOURCE).read_text().replace("/report", "/second") + "kept_because: a test\n")
    wayback(bad, {ADDRESS: STAMP})
    available = bad.server.replies["/wayback/available"]
    assert callable(available)
    bad.server.replies["/wayback/available"] = lambda t: (500, {}, b"") if "second" in t else available(t)
    first = run(bad, world)
    bad.server.asked.clear()
    bad.server.replies["/wayback/available"] = available
    again = run(bad, world)

    assert (1, 0) == (first.exit_code, again.exit_code)
    assert "the archive answered 500" in first.stderr
    assert 1 == len(bad.asked)
    assert "second" in bad.asked[0]


def test_run_ends_in_time_and_says_what_is_left(bad: Bad, world: World) -> None:
    """A later run goes on with the rest; an archive that is busy is waited for once all others are asked."""
    world.write(SECOND, (world.root / SOURCE).read_text().replace("/report", "/second") + "kept_because: a test\n")
    wayback(bad, {ADDRESS: STAMP})
    available, busy = bad.server.replies["/wayback/available"], [(503, {"Retry-After": "70"}, b"")]
    assert callable(available)
    bad.server.replies["/wayback/available"] = lambda t: busy.pop() if busy else available(t)
    first = run(bad, world, "--minutes", "1")
    again = run(bad, world, "--minutes", "1")

    assert (1, 0) == (first.exit_code, again.exit_code)
    assert "1 source looked up, copies found: 1, not answered: 0" in first.stderr
    assert "the time is over: run this again for the other 1" in first.stderr
    assert "2 sources looked up, copies found: 1, not answered: 0" in again.stderr


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>", b"[]", b"null", b"[" * 10_000, b'{"archived_snapshots": []}', b'{"archived_snapshots": {"closest": 3}}',
        b'{"archived_snapshots": {"closest": {"available": true, "status": "200", "url": 7}}}',
        b'{"archived_snapshots": {"closest": {"available": "yes", "status": "200", "url": "x"}}}', b"\xff\xfe",
    ],
)  # fmt: skip
def test_archive_that_answers_nonsense_writes_nothing(bad: Bad, world: World, body: bytes) -> None:
    """What is no answer adds no entry, and the command says so without a trace of its own."""
    bad.set("/wayback/available", body=body)
    before = contents(world)
    result = run(bad, world, "--write")

    assert result.exit_code in (0, 1)
    assert not result.exception or isinstance(result.exception, SystemExit)
    assert before == contents(world)
    assert "archives:" not in result.stdout


def test_capture_is_asked_for_once(bad: Bad, world: World) -> None:
    """--save asks for a capture where there is none, takes its address from the redirect, and asks no second time."""
    wayback(bad, {})
    bad.set(f"/save/{ADDRESS}", 302, Location=f"/web/{STAMP}/{ADDRESS}")
    bad.set(f"/web/{STAMP}/{ADDRESS}")
    first, second = run(bad, world, "--save"), run(bad, world, "--save")

    assert f"- url: {COPY}" in first.stdout
    assert first.stdout == second.stdout
    assert 1 == sum("/save/" in one for one in bad.asked)


def test_capture_without_an_address_is_looked_up_later(bad: Bad, world: World) -> None:
    """An archive may need time: the next run looks, and does not ask for another capture."""
    wayback(bad, {})
    bad.set(f"/save/{ADDRESS}", 200)
    first = run(bad, world, "--save")
    wayback(bad, {ADDRESS: STAMP})
    second = run(bad, world, "--save")

    assert "a capture was requested" in first.stderr
    assert f"- url: {COPY}" in second.stdout
    assert 1 == sum("/save/" in one for one in bad.asked)


def test_downloads_lie_in_warc_files_with_their_hashes(bad: Bad, world: World) -> None:
    """A reader of WARC files finds what was sent, its digests are right, and the entry has the hash of the copy."""
    address = bad.url("/report")
    world.edit(SOURCE, ADDRESS, address)
    wayback(bad, {address: STAMP})
    bad.set("/report", body=b"now", Content_Type="text/html", X_Odd="\xe9")
    bad.set(f"/web/{STAMP}id_/{address}", body=b"then")
    folder = world.root.parent / "downloads"
    result = run(bad, world, "--warc", str(folder))

    (file,) = folder.glob("*.warc.gz")
    assert {address: b"now", f"http://127.0.0.1:{bad.port}/web/{STAMP}id_/{address}": b"then"} == responses(file)
    assert f"sha256: {hashlib.sha256(b'then').hexdigest()}" in result.stdout
    assert f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" == (folder / "SHA256SUMS").read_text()
    rows = [json.loads(line) for line in (folder / "index.jsonl").read_text().splitlines()]
    assert [hashlib.sha256(body).hexdigest() for body in (b"now", b"then")] == [row["sha256"] for row in rows]
    assert [b"now", b"then"] == [responses(file, row["offset"])[row["address"]] for row in rows]


def responses(file: Path, offset: int = 0) -> dict[str, bytes]:
    """Return the bodies in a WARC file by address, read by another program, which checks the digests too."""
    found: dict[str, Any] = {}
    with file.open("rb") as stream:
        stream.seek(offset)
        for record in ArchiveIterator(stream, check_digests="raise"):
            if record.rec_type == "response":
                found[record.rec_headers["WARC-Target-URI"]] = record.content_stream().read()
    return found


def test_download_obeys_robots_and_room(bad: Bad, world: World) -> None:
    """What is forbidden or too large is told, and the rest goes on."""
    world.edit(SOURCE, ADDRESS, bad.url("/report"))
    wayback(bad, {bad.url("/report"): STAMP})
    bad.set("harbour-lab.example/robots.txt", body=b"User-agent: *\nDisallow: /report")
    result = run(bad, world, "--warc", str(world.root.parent / "downloads"))

    assert "document was not downloaded: the robots.txt of harbour-lab.example does not allow it" in result.stderr
    assert "harbour-lab.example/report" not in bad.asked
    assert "- url: " in result.stdout


@pytest.mark.parametrize("option", ["--warc", "--state"])
def test_nothing_is_kept_inside_of_the_database(bad: Bad, world: World, option: str) -> None:
    """Downloads of others' pages must never be published by accident, not even through a link."""
    (world.root / "inner").mkdir()
    link = world.root.parent / "link"
    link.symlink_to(world.root / "inner")
    for place in (world.root / "inner" / "x", link / "x"):
        result = run(bad, world, option, str(place))

        assert result.exit_code == 1
        assert "; choose a place outside it" in result.stderr
    assert [] == list((world.root / "inner").iterdir())


def test_broken_state_is_told(bad: Bad, world: World) -> None:
    """A state that is none is not written over."""
    state = world.root.parent / "state.json"
    for text in ("{", "[]", '{"asked": {"x": 1}}', "\udcff"):
        state.write_text(text, errors="surrogateescape")
        result = run(bad, world)

        assert (1, True) == (result.exit_code, " a state file of this command" in result.stderr)
        assert text == state.read_text(errors="surrogateescape")


def test_paths_choose_the_sources_that_they_cite(bad: Bad, world: World) -> None:
    """An outlet is asked for by what it cites; its own pages are never asked for."""
    world.write(SECOND, (world.root / SOURCE).read_text().replace("/report", "/second") + "kept_because: a test\n")
    wayback(bad, {})
    run(bad, world, str(world.root / "sites"))

    assert 1 == len(bad.asked)
    assert "second" not in bad.asked[0]
    assert [] == [one for one in bad.server.asked if not one.startswith("127.0.0.1/")]

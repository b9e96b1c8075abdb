"""Copies for sources without any: requests to an archive, new entries, and the files that `masthead archive` writes."""

from __future__ import annotations

import difflib
import errno
import hashlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from warcio.archiveiterator import ArchiveIterator

from masthead.archiving.archive_entries import entry, lines, with_entry
from masthead.archiving.polite_client import Visitor
from masthead.archiving.state_files import ArchiveAnswer, read_state
from masthead.archiving.warc import open_warc
from masthead.archiving.wayback import WaybackCopy, copy_at
from masthead.cli import main
from masthead.record_files.files import SUFFIX, RecordFile, read_files
from tests.bad_server import Bad, wayback
from tests.site import ROOT, furnish
from tests.world import SOURCE, UNPLACED, World

pytestmark = pytest.mark.usefixtures("only_here")

STAMP = "20240208120000"


ADDRESS = "https://harbour-lab.example/report"


COPY = f"https://web.archive.org/web/{STAMP}/{ADDRESS}"


SECOND = "sources/port-desk-2024.yml"


SOURCES = [
    file
    for file in read_files(Path(__file__).parent.parent)
    if isinstance(file, RecordFile) and file.folder == "sources"
]


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
    copy = copy_at(url, ADDRESS)

    assert expected == (copy.original if copy else None)
    assert copy is None or copy.url == f"https://web.archive.org/web/{STAMP}/{expected}"


def test_entry_says_nothing_that_nobody_looked_at() -> None:
    """The entry holds what the archive said; the hash only if the copy was downloaded."""
    asked = ArchiveAnswer(datetime.now(UTC), WaybackCopy(COPY, ADDRESS, "2024-02-08T12:00:00Z"))

    assert ["url", "original", "captured", "shows"] == list(entry(asked) or {})


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.id)
def test_entry_changes_nothing_else_of_a_real_record(file: RecordFile) -> None:
    """In every source of the database the entry adds lines and takes none away."""
    asked = ArchiveAnswer(datetime.now(UTC), WaybackCopy(COPY, ADDRESS, "2024-02-08T12:00:00Z"), sha256="0" * 64)
    fields = entry(asked)
    assert fields is not None
    before, after = file.text.decode().splitlines(), with_entry(file, fields).decode().splitlines()
    kept = [line for line in difflib.ndiff(before, after) if not line.startswith("? ")]

    assert [] == [line for line in kept if line.startswith("- ")]
    added = [line[2:] for line in kept if line.startswith("+ ")]
    assert lines(fields) == (added if "archives:" in added else ["archives:", *added])


def run(bad: Bad, world: World, *arguments: str, visitor: Visitor | None = None) -> Result:
    """Run masthead archive over *world* with *bad* as the archive."""
    fixed = ["archive", "--root", str(world.root), "--service", f"http://127.0.0.1:{bad.port}"]
    state = ["--state", str(world.root.parent / "state.json")]
    return CliRunner().invoke(main, [*fixed, *state, *arguments], obj=visitor or bad.visitor())


def contents(world: World) -> dict[str, str]:
    """Return the text of every file below the root."""
    return {str(p.relative_to(world.root)): p.read_text() for p in world.root.rglob(f"*{SUFFIX}")}


def test_dry_run_asks_nobody(bad: Bad, world: World) -> None:
    """A dry run prints the address that it would look for, and asks for nothing."""
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
    """A source that was answered is not asked for again; a source that failed is."""
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


@pytest.mark.parametrize(
    "wish", ["Thu, 01 Jan 88888888888888888888 00:00:00 GMT", "Fri, 02 Jan 2032 1:2:3 +77777777777"]
)
def test_archive_that_names_no_possible_day_is_not_the_end(bad: Bad, world: World, wish: str) -> None:
    """The source is reported as not answered, and the next run may ask again."""
    bad.set("/wayback/available", 503, Retry_After=wish)
    result = run(bad, world)

    assert isinstance(result.exception, SystemExit)
    assert (1, True) == (result.exit_code, "is busy; try again later" in result.stderr)


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
    """An answer that makes no sense adds no entry, and the command ends without a traceback."""
    bad.set("/wayback/available", body=body)
    before = contents(world)
    result = run(bad, world, "--write")

    assert result.exit_code in (0, 1)
    assert not result.exception or isinstance(result.exception, SystemExit)
    assert before == contents(world)
    assert "archives:" not in result.stdout


def test_capture_is_asked_for_once(bad: Bad, world: World) -> None:
    """--save asks for a capture if there is no copy, takes its address from the redirect, and does not ask again."""
    wayback(bad, {})
    bad.set(f"/save/{ADDRESS}", 302, Location=f"/web/{STAMP}/{ADDRESS}")
    bad.set(f"/web/{STAMP}/{ADDRESS}")
    first, second = run(bad, world, "--save"), run(bad, world, "--save")

    assert f"- url: {COPY}" in first.stdout
    assert first.stdout == second.stdout
    assert 1 == sum("/save/" in address for address in bad.asked)


def test_capture_without_an_address_is_looked_up_later(bad: Bad, world: World) -> None:
    """An archive may need time: the next run looks, and does not ask for another capture."""
    wayback(bad, {})
    bad.set(f"/save/{ADDRESS}", 200)
    first = run(bad, world, "--save")
    wayback(bad, {ADDRESS: STAMP})
    second = run(bad, world, "--save")

    assert "a capture was requested" in first.stderr
    assert f"- url: {COPY}" in second.stdout
    assert 1 == sum("/save/" in address for address in bad.asked)


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


def test_file_of_a_killed_run_gets_its_hash_later(bad: Bad, world: World) -> None:
    """The next run adds the line; a file that another run still writes is left to that run."""
    folder = world.root.parent / "downloads"
    wayback(bad, {})
    killed, writing = open_warc(folder, datetime.now(UTC)), open_warc(folder, datetime.now(UTC))
    assert killed.lock is not None
    os.close(killed.lock)
    run(bad, world, "--warc", str(folder))
    listed = (folder / "SHA256SUMS").read_text()

    assert f"{hashlib.sha256(killed.file.read_bytes()).hexdigest()}  {killed.file.name}\n" in listed
    assert writing.file.name not in listed
    writing.close()
    assert 3 == len(set((folder / "SHA256SUMS").read_text().splitlines()))


@pytest.mark.parametrize("written", [0, 1, 9])
def test_full_disk_leaves_no_empty_file(written: int, bad: Bad, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command says where there was no space; what it wrote is whole, and the next run adds the hash of it."""
    folder = world.root.parent / "downloads"
    address = bad.url("/report")
    world.edit(SOURCE, ADDRESS, address)
    wayback(bad, {address: STAMP})
    bad.set("/report", body=b"now")
    bad.set(f"/web/{STAMP}id_/{address}", body=b"then")
    synced: list[int] = []

    def fsync(handle: int) -> None:
        if len(synced) == written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        synced.append(handle)

    with monkeypatch.context() as patch:
        patch.setattr("masthead.archiving.warc.os.fsync", fsync)
        result = run(bad, world, "--warc", str(folder))
    files = list(folder.glob("*.warc.gz"))

    if written < 9:
        assert (1, True) == (
            result.exit_code,
            f"Error: {folder}/" in result.stderr and "No space left" in result.stderr,
        )
    assert (written > 0) == bool(files)
    assert all(file.stat().st_size for file in files)
    run(bad, world, "--warc", str(folder))
    sums = {f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}" for file in folder.glob("*.warc.gz")}
    assert sums == {*(folder / "SHA256SUMS").read_text().splitlines()}


@pytest.mark.parametrize("command", ["archive", "verify-links"])
@pytest.mark.parametrize("option", ["--minutes", "--pause"])
@pytest.mark.parametrize("value", ["nan", "NaN", "-nan", "inf"])
def test_what_is_no_number_is_refused(world: World, command: str, option: str, value: str) -> None:
    """Such a run would never end, or never wait."""
    result = CliRunner().invoke(main, [command, "--root", str(world.root), "--dry-run", f"{option}={value}"])

    assert (2, True) == (result.exit_code, f"Invalid value for '{option}'" in result.stderr)


@pytest.mark.parametrize(
    "arguments",
    [
        "check",
        "check --format json",
        "verify-links --dry-run",
        "archive --dry-run",
        "release",
        "fmt --check",
        "--help",
        "--version",
        "import --help",
    ],
)
def test_output_on_a_full_disk_is_named(world: World, arguments: str) -> None:
    """The sentence says what could not be written."""
    command = [sys.executable, "-m", "masthead", *arguments.split()]
    if arguments.startswith("check"):
        world.write("sites/zz/broken.example.yml", "kind: [")
    if arguments.startswith("release"):
        furnish(world)
    if arguments.startswith("fmt"):
        world.edit(UNPLACED, "operator: unknown", "operator:  unknown")
    known = {
        name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"
    }  # so that text waits to be written
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            command,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=world.root,
            env={**known, "PYTHONPATH": str(ROOT)},
            check=False,
        )

    assert (1, "Error: standard output: No space left on device") == (ended.returncode, ended.stderr.splitlines()[-1])


def test_check_without_an_output_has_no_trace(world: World) -> None:
    """Its exit code says what it found."""
    command = [
        sys.executable,
        "-c",
        "import os, sys; os.close(1); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])",
    ]
    ended = subprocess.run(
        [*command, "-m", "masthead", "check", "--root", str(world.root)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )

    assert (0, False) == (ended.returncode, "Traceback" in ended.stderr)


def responses(file: Path, offset: int = 0) -> dict[str, bytes]:
    """Return the bodies in a WARC file by address, read by another program, which checks the digests too."""
    bodies: dict[str, Any] = {}
    with file.open("rb") as stream:
        stream.seek(offset)
        for record in ArchiveIterator(stream, check_digests="raise"):
            if record.rec_type == "response":
                bodies[record.rec_headers["WARC-Target-URI"]] = record.content_stream().read()
    return bodies


def test_download_obeys_robots_and_room(bad: Bad, world: World) -> None:
    """A download that robots.txt forbids is reported, and the rest goes on."""
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


def test_two_runs_at_once_keep_each_answer(world: World) -> None:
    """The state is read again before each write; the newer answer about an address counts."""
    file = world.root.parent / "state.json"
    first, second = read_state(file), read_state(file)
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
    first.note("https://a.example/", ArchiveAnswer(late, None, saving=True))
    second.asked["https://a.example/"] = ArchiveAnswer(early, None)
    second.note("https://b.example/", ArchiveAnswer(early, None))
    first.note("https://c.example/", ArchiveAnswer(late, None))

    assert {"a": late, "b": early, "c": late} == {key[8]: answer.when for key, answer in read_state(file).asked.items()}
    assert read_state(file).asked["https://a.example/"].saving


def test_broken_state_is_told(bad: Bad, world: World) -> None:
    """A file that is not a state file is not written over."""
    state = world.root.parent / "state.json"
    for text in ("{", "[]", '{"asked": {"x": 1}}', "\udcff"):
        state.write_text(text, errors="surrogateescape")
        result = run(bad, world)

        assert (1, True) == (result.exit_code, " a state file of this command" in result.stderr)
        assert text == state.read_text(errors="surrogateescape")


def test_paths_choose_the_sources_that_they_cite(bad: Bad, world: World) -> None:
    """For an outlet, the sources that it cites are looked up; its own pages are never asked for."""
    world.write(SECOND, (world.root / SOURCE).read_text().replace("/report", "/second") + "kept_because: a test\n")
    wayback(bad, {})
    run(bad, world, str(world.root / "sites"))

    assert 1 == len(bad.asked)
    assert "second" not in bad.asked[0]
    assert [] == [address for address in bad.server.asked if not address.startswith("127.0.0.1/")]

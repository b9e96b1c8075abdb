"""`masthead release` shows a release first, writes it to one new file, and refuses it if something is wrong."""

from __future__ import annotations

import re
import tarfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from masthead.field_types.dates import PartialDate
from masthead.ledger.append import write
from masthead.ledger.chain import unseal
from masthead.ledger.published_addresses import INDEX
from masthead.record_files.writing import EditError
from masthead.releasing.release import ReleaseError, commit_of
from tests.releases import (
    FIRST,
    OUTLET_KEY,
    SECOND,
    bodies,
    command,
    make,
    plain,
    publish,
    refusal,
    release_draft,
)
from tests.site import fingerprint, git, masthead, read, run
from tests.world import FIRM, UNPLACED, World


def test_release_is_shown_and_not_written(site: World) -> None:
    """Without --write nothing changes."""
    before = fingerprint(site.root)
    said = command(site, "--date", "2024-03-01", "--all")

    assert f"{OUTLET_KEY}: published" in said
    assert "/sites/harbour-times.example/: new address #listed #register" in said
    assert "release 1 of 2024-03-01: 5 records published, 0 renamed, 0 fields changed, " in said
    assert "Nothing written. Use --write to save it." in said
    assert before == fingerprint(site.root)


def test_release_writes_one_file(site: World) -> None:
    """The release changes no other file."""
    before = fingerprint(site.root)
    said = command(site, "--date", "2024-03-01", "--write")
    after = fingerprint(site.root)

    assert f"Written to {FIRST}." in said
    assert {FIRST} == set(after) - set(before)
    assert before == {path: after[path] for path in before}


def test_release_tells_few_lines_unless_asked(site: World) -> None:
    """A first release has as many lines as there are records and pages."""
    for number in range(45):
        site.write(f"sites/zz/site-{number}.example.yml", (site.root / UNPLACED).read_text())
    few, all_ = command(site, "--date", "2024-03-01"), command(site, "--date", "2024-03-01", "--all")

    assert few.count("\n") < 45 < all_.count(": published\n")
    assert "more; --all shows them" in few


def test_second_release_adds_a_file(released: World) -> None:
    """The earlier file stays the same, byte for byte."""
    first = (released.root / FIRST).read_bytes()
    released.add(FIRM, "seat: Port Harbour\n")
    command(released, "--date", "2024-04-01", "--write")

    assert first == (released.root / FIRST).read_bytes()
    assert [
        {"record": "firms/quay-media", "field": "seat", "now": "Port Harbour"},
        {"page": "changes/2024-04/"},
    ] == bodies(released, SECOND)[1:]


def test_nothing_new_is_no_release(released: World) -> None:
    """A second release of the same records writes nothing."""
    before = fingerprint(released.root)

    assert "Nothing is new since the last release, so there is nothing to write.\n" == command(released, "--write")
    assert before == fingerprint(released.root)


def test_release_of_the_same_records_says_the_same(site: World) -> None:
    """Neither the clock nor the order of hashes matters; only the salts differ.

    With the same salts, a removed text could be found by releasing it again.
    """
    release = release_draft(site)
    other = masthead(
        "release", "--root", site.root, "--date", "2024-03-01", "--write", PYTHONHASHSEED="7", TZ="Asia/Tokyo"
    )

    assert 0 == other.returncode
    assert said(release.text) == bodies(site, FIRST)
    assert salts(release.text).isdisjoint(salts((site.root / FIRST).read_text("utf-8")))


def said(text: str) -> list[dict[str, object]]:
    """The lines in the text of a first release, in readable form."""
    return [plain(sealed.body, sealed.open) for sealed in unseal(text.splitlines(), "")]


def salts(text: str) -> set[str]:
    """The salts in the text of a release."""
    matches = re.findall(r'\["([\w-]{22})",', text)
    assert len(matches) == len(set(matches)) > 50
    return set(matches)


def test_invalid_database_is_not_released(site: World) -> None:
    """Records that must not be built must not be remembered."""
    site.add(UNPLACED, "nonsense: x\n")
    before = fingerprint(site.root)

    assert "field-unknown" in refusal(site, "--write")
    assert before == fingerprint(site.root)


def test_earlier_date_is_refused(released: World) -> None:
    """Releases follow each other."""
    released.add(FIRM, "seat: Port Harbour\n")

    with pytest.raises(
        ReleaseError, match="2024-02-29 is before the last file of the ledger; give 2024-03-01 or a later day"
    ):
        release_draft(released, PartialDate(2024, 2, 29))


@pytest.mark.parametrize("date", ["2024", "2024-03"])
def test_release_has_a_day(site: World, date: str) -> None:
    """A year or a month is not the date of a release."""
    assert f"{date} is not a day; give one such as 2026-11-23" in refusal(site, "--date", date)


def test_date_that_is_none_is_not_understood(site: World) -> None:
    """Such a date is not passed on to a log as it is."""
    finished = masthead("release", "--root", site.root, "--date", "::error::\u202e")

    assert 2 == finished.returncode
    assert "\u202e" not in finished.stderr
    assert "expected a date such as 2023, 2023-11 or 2023-11-13" in finished.stderr


def test_release_that_is_there_is_not_written_over(site: World) -> None:
    """If two people release at the same time, one of them gets an error."""
    release = release_draft(site)
    site.write(FIRST, "theirs")
    with pytest.raises(EditError, match="already exists and was left unchanged"):
        write(site.root, release.head, release.text)
    assert "theirs" == (site.root / FIRST).read_text()


@pytest.fixture
def repository(site: World) -> World:
    """The small world in git, released and committed."""
    git(site.root, "init", "-q", "-b", "main")
    git(site.root, "add", ".")
    git(site.root, "commit", "-q", "-m", "Records")
    publish(site)
    git(site.root, "add", "ledger")
    git(site.root, "commit", "-q", "-m", "Release")
    return site


def test_release_names_the_commit(repository: World) -> None:
    """In a git repository, the commit shows which records were released."""
    first = git(repository.root, "rev-parse", "HEAD~1")

    assert first == bodies(repository, FIRST)[0]["commit"]
    assert first in read(make(repository) / "changes/2024-03" / INDEX).text


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (FIRM, "name: Quay Media Limited\n"),
        ("sources/new-report-2026.yml", "title: A report\n"),
        ("content/pages/about.md", "Title: About\n\nOther words.\n"),
        ("content/pages/new.md", "Title: New\n\nA page.\n"),
    ],
)
def test_release_of_what_is_not_committed_is_refused(repository: World, path: str, text: str) -> None:
    """It would name a commit that it does not come from."""
    repository.write(path, text)

    with pytest.raises(ReleaseError) as caught:
        commit_of(repository.root)
    assert (
        f"{path} is not as the last commit has it, and the release would name that commit; commit what is to be released,"
        " or put the rest away with `git stash --include-untracked`"
    ) == str(caught.value)


def test_files_that_no_page_shows_are_no_obstacle(repository: World) -> None:
    """Notes beside the records and files that git ignores need not be committed."""
    repository.write("notes.txt", "to do")
    repository.write(".gitignore", "output\n")

    assert git(repository.root, "rev-parse", "HEAD") == commit_of(repository.root)


def test_release_after_tomorrow_is_refused(released: World) -> None:
    """No other release could follow until that day; tomorrow has already begun in other parts of the world."""
    released.add(FIRM, "seat: Port Harbour\n")
    today = datetime.now(UTC).date()
    tomorrow, later = today + timedelta(days=1), today + timedelta(days=2)

    with pytest.raises(
        ReleaseError, match=f"{later} is after tomorrow, .* give a day up to {tomorrow}, and see whether"
    ):
        release_draft(released, PartialDate(later.year, later.month, later.day))
    assert (
        tomorrow == release_draft(released, PartialDate(tomorrow.year, tomorrow.month, tomorrow.day)).head.date.earliest
    )
    assert "2199-12-31 is after tomorrow" in refusal(released, "--date", "2199-12-31", "--write")


def test_shallow_clone_and_tarball_build_the_same_bytes(repository: World, tmp_path: Path) -> None:
    """A build reads the ledger and never git."""
    here = fingerprint(make(repository))
    clone, tarball = tmp_path / "clone", tmp_path / "tarball"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository.root}", str(clone))
    git(repository.root, "archive", "--output", str(tmp_path / "all.tar"), "HEAD")
    with tarfile.open(tmp_path / "all.tar") as archive:
        archive.extractall(tarball, filter="data")

    assert here == fingerprint(make(World(clone)))
    assert here == fingerprint(make(World(tarball)))


def test_pelican_command_knows_the_ledger(released: World) -> None:
    """There is one way to make the pages."""
    run(["pelican", "--settings", "pelicanconf.py", "--output", "by-pelican"], cwd=released.root)

    assert fingerprint(make(released)) == fingerprint(released.root / "by-pelican")

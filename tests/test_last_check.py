"""Facts that a check keeps for the next one: a warm check reports the same as a cold one, and trusts only our files."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from masthead.files.sealed_cache import state_folder, write_sealed
from masthead.findings.finding import Finding, by_place
from masthead.ledger.promises import plain_of, promised_of_plain, read_promised
from masthead.loading import last_check
from masthead.loading.database import Database, load
from masthead.loading.last_check import JUDGES
from masthead.record_files import reading
from masthead.record_files.reading import Loaded
from masthead.record_files.scope import scope_of
from masthead.rules import wording
from masthead.rules.registry import BY_ITSELF
from masthead.syntax import yaml_reader
from tests.mutations import EDITS, PIECES
from tests.releases import publish
from tests.site import furnish
from tests.test_rules import BREACHES
from tests.world import CAMPAIGN, OUTLET, UNPLACED, World

ROOT = Path(__file__).parent.parent
DAY = date(2024, 6, 1)


def checked(root: Path, *, cold: bool = False, only: str = "", today: date = DAY) -> Database:
    """Return the database below *root* as a new command loads it, with the findings on the file *only* if it is given.

    A *cold* command has kept nothing.
    """
    reading._loaded.clear()  # noqa: SLF001 - as at the start of a command
    wording._clean_texts.clear()  # noqa: SLF001
    with pytest.MonkeyPatch.context() as patch:
        if cold:
            patch.setattr(last_check, "code_digest", lambda *_: "")
        return load(root, today, scope_of(root, [root / only]) if only else None)


def facts_file(root: Path) -> Path:
    """Return the file in which the facts of the database below *root* are kept."""
    return state_folder() / last_check._name(root)  # noqa: SLF001


def read_yaml(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Return a list that collects every text whose YAML is read from now on."""
    texts: list[bytes] = []
    read_all = yaml_reader.read_all

    def noting(some: list[bytes]) -> object:
        texts.extend(some)
        return read_all(some)

    monkeypatch.setattr(yaml_reader, "read_all", noting)
    return texts


# Warm and cold checks report the same


@pytest.mark.parametrize(("path", "old", "new", "_lines"), BREACHES, ids=str)
def test_breach_is_found_warm(path: str, old: str, new: str, _lines: list[str], world: World) -> None:
    """A warm check reports a breach like a cold one, for all records and for single ones, and notices its repair."""
    before = checked(world.root)
    text = (world.root / path).read_bytes()
    world.edit(path, old, new)

    cold = checked(world.root, cold=True)
    assert cold.findings == checked(world.root).findings == checked(world.root).findings
    for only in (OUTLET, UNPLACED, CAMPAIGN, path):
        alone = checked(world.root, cold=True, only=only)
        assert (alone.findings, alone.elsewhere) == (
            (again := checked(world.root, only=only)).findings,
            again.elsewhere,
        )

    world.write(path, text)
    assert before.findings == checked(world.root).findings


@pytest.mark.parametrize("seed", range(6))
def test_random_changes_are_found_warm(seed: int, tmp_path: Path) -> None:
    """The database changes file by file, faults included, like one that somebody works on."""
    root = tmp_path / "full"
    shutil.copytree(ROOT / "tests" / "full_world", root)
    chance = random.Random(seed)  # noqa: S311 - no secret
    files = sorted(
        path for folder in ("sites", "firms", "campaigns", "sources") for path in (root / folder).rglob("*.yml")
    )
    texts = {file: file.read_bytes() for file in files}
    checked(root)
    for _ in range(12):
        file = chance.choice(files)
        if chance.random() < 0.3:
            file.write_bytes(texts[file])
        elif chance.random() < 0.1:
            file.unlink(missing_ok=True)
        elif file.exists() and (lines := file.read_text("utf-8", "replace").splitlines(keepends=True)):
            edit, piece = chance.choice(EDITS), chance.choice(PIECES)
            edit(lines, chance.randrange(10_000), chance.randrange(10_000), piece)
            file.write_bytes("".join(lines).encode("utf-8", "surrogatepass"))
        assert checked(root, cold=True).findings == checked(root).findings


def test_day_counts_warm(world: World) -> None:
    """A date that was in the future no longer is, and the other way round."""
    for day in (DAY, date(2020, 1, 1), DAY):
        assert checked(world.root, cold=True, today=day).findings == checked(world.root, today=day).findings
    assert [] == list(checked(world.root).findings)


def test_ledger_counts_warm(world: World) -> None:
    """A release binds the next check, and facts that were kept before the release do not count."""
    furnish(world)
    checked(world.root)
    publish(world)
    checked(world.root)
    world.edit(OUTLET, "claim: The report lists the site under Italy.", "claim: The report lists the site under Spain.")

    cold = [finding.rule for finding in checked(world.root, cold=True).findings]
    assert "published-claim" in cold
    assert cold == [finding.rule for finding in checked(world.root).findings]
    shutil.rmtree(world.root / "ledger")
    assert [] == list(checked(world.root).findings)


def test_promises_are_kept_as_they_are() -> None:
    """The promises of the real ledger, with renamed records and withdrawn items, survive JSON unchanged."""
    promised = read_promised(ROOT)

    assert promised.words
    assert promised == promised_of_plain(json.loads(json.dumps(plain_of(promised))))


# The input of a rule


@dataclass(frozen=True)
class Alone:
    """A record, and nothing else that a rule could read."""

    loaded: tuple[Loaded, ...]


def judged_alone(records: Iterable[Loaded]) -> list[Finding]:
    """Return the findings of the rules on single records for each of *records* by itself."""
    return [finding for entry in records for rule in BY_ITSELF for finding in rule(Alone((entry,)))]


@pytest.mark.parametrize(("path", "old", "new", "_lines"), BREACHES, ids=str)
def test_rule_on_single_records_reads_nothing_else(
    path: str, old: str, new: str, _lines: list[str], world: World
) -> None:
    """Its findings on a record do not depend on other records: only then may it be left out for known records."""
    world.edit(path, old, new)
    graph = world.load().graph
    together = [finding for rule in BY_ITSELF for finding in rule(graph)]

    assert sorted(together, key=by_place) == sorted(judged_alone(graph.loaded), key=by_place)


def test_code_that_judges_is_all_that_counts() -> None:
    """Every module that a check loads is in a folder whose code is part of what is kept."""
    listed = (
        "import sys, masthead.loading.database; print(*sorted(m for m in sys.modules if m.startswith('masthead.')))"
    )
    modules = subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True, check=True).stdout.split()

    assert len(modules) > 50
    assert {module.split(".")[1] for module in modules} <= set(JUDGES)


# The records that are read again


def test_only_changed_records_are_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record with a fault of its own is read each time."""
    texts = read_yaml(monkeypatch)
    checked(world.root)
    assert len(texts) == 5
    texts.clear()
    checked(world.root)
    assert [] == texts

    world.edit(OUTLET, "name: Harbour Times", "name: Harbour Fraud")
    for _ in range(2):
        texts.clear()
        assert "name-sourced" in [finding.rule for finding in checked(world.root).findings]
        assert [(world.root / OUTLET).read_bytes()] == texts


def test_record_is_known_at_its_place_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes under another name are another record."""
    checked(world.root)
    texts = read_yaml(monkeypatch)
    world.move(UNPLACED, "sites/zz/www.other.example.yml")

    assert "host-www" in [finding.rule for finding in checked(world.root).findings]
    assert len(texts) == 1


@pytest.mark.parametrize("what", ["foreign", "cut", "code", "empty", "of another database", "folder"])
def test_what_is_not_ours_counts_for_nothing(
    what: str, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check ignores files of somebody else, damaged files, and those that other code or another database has left."""
    checked(world.root)
    kept = facts_file(world.root)
    data = kept.read_bytes()
    if what == "code":
        monkeypatch.setattr(last_check, "libraries", lambda: ["another 2.0"])
    elif what == "of another database":
        shutil.copytree(world.root, tmp_path / "other")
        checked(tmp_path / "other")
        kept.write_bytes(facts_file(tmp_path / "other").read_bytes())
    elif what == "folder":
        kept.unlink()
        kept.mkdir()
    else:
        kept.write_bytes({"foreign": b"0" * 64 + data[64:], "cut": data[:-16], "empty": b""}[what])
    texts = read_yaml(monkeypatch)

    assert [] == list(checked(world.root).findings)
    assert len(texts) == 5
    if what != "folder":
        texts.clear()
        checked(world.root)
        assert [] == texts


def test_code_that_changed_while_it_ran_keeps_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows which code judged the records."""
    monkeypatch.setattr(last_check, "code_digest", lambda *_: "")
    checked(world.root)

    assert not facts_file(world.root).exists()


def test_nothing_is_written_twice_or_into_the_database(world: World) -> None:
    """A check that learns nothing new leaves the file alone, and no check writes beside the records."""
    before = {path: path.stat().st_mtime_ns for path in world.root.rglob("*")}
    checked(world.root)
    first = facts_file(world.root).stat()
    checked(world.root)

    assert first == facts_file(world.root).stat() or first.st_mtime_ns == facts_file(world.root).stat().st_mtime_ns
    assert before == {path: path.stat().st_mtime_ns for path in world.root.rglob("*")}


def test_state_folder_that_cannot_be_written_is_no_fault(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The check takes longer and reports the same, as it does without free space or a home folder."""
    (tmp_path / "file").write_text("")
    for home in (str(tmp_path / "file"), "/proc"):
        monkeypatch.setenv("XDG_STATE_HOME", home)
        assert [] == list(checked(world.root).findings)


def test_facts_of_few_databases_are_kept(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the databases that were checked last are kept, so copies that come and go leave nothing behind for long."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for number in range(10):
        shutil.copytree(world.root, tmp_path / f"copy-{number}")
        checked(tmp_path / f"copy-{number}")
        os.utime(facts_file(tmp_path / f"copy-{number}"), (number, number))
    checked(world.root)

    assert len(list(state_folder().glob("facts-*"))) == 8
    assert facts_file(tmp_path / "copy-9").exists()
    assert not facts_file(tmp_path / "copy-0").exists()


def test_checks_at_once_leave_whole_facts(world: World) -> None:
    """Each check writes a file of its own and puts it in place in one step."""
    command = [sys.executable, "-m", "masthead", "check", "--root", str(world.root)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]

    assert all("0 errors" in check.communicate()[1].decode() for check in running)
    assert [] == list(checked(world.root).findings)


def test_nothing_faulty_is_taken_on_trust_alone(world: World) -> None:
    """A kept value is typed again: even a wrong value behind a seal of ours does not get through."""
    checked(world.root)
    kept = facts_file(world.root)
    first, *lines = kept.read_bytes()[64:].split(b"\n")
    spoilt = [line.replace(b'"local-news"', b'"lokal-news"') for line in lines]
    write_sealed(state_folder(), kept.name, b"\n".join((first, *spoilt)))

    assert "field-value" in [finding.rule for finding in checked(world.root).findings]

"""All that is hostile, one after the other in one test: what test_hostile.py sees in many, for mutants, which are tried by the thousand."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.loading.database import load
from tests.hostile.corpus import TODAY, Place, cases
from tests.hostile.special_files import SPECIAL_FILES, due
from tests.refused_files import as_nobody
from tests.world import World, make


def places(root: Path) -> list[Place]:
    """The places of all findings on the records below *root*, in order."""
    findings = load(root, TODAY).findings
    return sorted((each.path, each.rule, each.position.line, each.position.column) for each in findings)


def test_every_hostile_record_yields_what_it_must(tmp_path: Path) -> None:
    """Just the findings that are due, for each."""
    for number, case in enumerate(cases()):
        world = make(tmp_path / str(number))
        world.write(case.place, case.content)

        assert list(case.due) == places(world.root), case.file


def test_findings_are_the_same_for_any_number_of_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All hostile records side by side in one database, judged by one process, and a few at a time by three."""
    monkeypatch.setattr("masthead.loading.database._SHARE", 5)
    world = make(tmp_path / "world")
    for number, case in enumerate(cases()):
        world.write(f"{Path(case.place).parent}/case-{number}.example.yml", case.content)
    findings, others = (load(world.root, TODAY, jobs=jobs).findings for jobs in (1, 3))

    assert len(findings) > 100
    assert findings == others


def test_every_hostile_file_yields_what_it_must(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for what is no plain file."""
    assert [] == places(world.root)
    for name, (spoil, _) in SPECIAL_FILES.items():
        spoilt = make(world.root / "each" / name)
        spoil(spoilt)
        monkeypatch.chdir(spoilt.root)

        with as_nobody():
            assert due(name) == places(Path()), name

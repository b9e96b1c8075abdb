"""Hostile records and files: each yields exactly the findings that it must, at once, and commands nobody's terminal."""

from __future__ import annotations

import pytest

from masthead.findings.rule_descriptions import RULES
from tests.hostile.corpus import FOLDER, Case, Outcome, cases, outcome
from tests.hostile.special_files import SPECIAL_FILES, due
from tests.hostile_values import commands, hidden
from tests.refused_files import as_nobody
from tests.world import World, make

MAX_SECONDS = 0.2
"""The processor time that a check may take, with the small world around the hostile file."""


@pytest.fixture(autouse=True, scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Load everything that is loaded when it is first needed, so that only the work counts."""
    assert () == outcome(make(tmp_path_factory.mktemp("warm"))).findings


def says_only_findings(result: Outcome) -> bool:
    """Whether nothing that was printed is hidden or a command, except the commands of GitHub's own format."""
    ours = [f"::{finding.severity} " for finding in result.findings]
    for name, printed in result.printed.items():
        prefixes = [each.partition(" ")[0] + " " for each in commands(printed)]
        assert [] == hidden(printed), name
        assert prefixes == (ours if name == "github" else []), name
    return True


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.file)
def test_hostile_record_yields_what_it_must(case: Case, world: World) -> None:
    """The record yields exactly these findings, each at its line and column, regardless of its other content."""
    world.write(case.place, case.content)

    result = outcome(world)

    assert list(case.due) == result.places
    assert says_only_findings(result)
    assert result.seconds < MAX_SECONDS


@pytest.mark.parametrize("name", SPECIAL_FILES)
def test_hostile_file_yields_what_it_must(name: str, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anything but a plain file of a record with a plain name is reported, and never opened, followed or waited for."""
    SPECIAL_FILES[name][0](world)
    monkeypatch.chdir(world.root)

    with as_nobody():
        result = outcome(World(world.root.relative_to(world.root)))

    assert due(name) == result.places
    assert says_only_findings(result)
    assert result.seconds < MAX_SECONDS


def test_every_hostile_file_is_expected() -> None:
    """Every file in the folder has its findings, and no findings are expected of a file that is not there."""
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.yml")}

    assert {case.file for case in cases()} == files
    assert len(files) >= 120


def test_every_rule_is_broken_by_something_hostile() -> None:
    """There is no rule that only a friendly example breaks."""
    broken = {rule for case in cases() for _, rule, _, _ in case.due} | {
        rule for name in SPECIAL_FILES for _, rule, _, _ in due(name)
    }

    assert {rule.id for rule in RULES} == broken

"""masthead check as people and machines call it: which records, which output, which exit code."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from masthead.cli import main
from masthead.loading.database import Database
from masthead.reporting.formats.registry import FORMATS
from masthead.reporting.formats.text import LIMIT
from tests.first_records import lay_first_records
from tests.hostile_values import commands, hidden
from tests.pace import pace
from tests.world import FIRM, OUTLET, World

ROOT = Path(__file__).parent.parent
WRONG = OUTLET.replace("harbour-times", "wrong")
RIVAL = "sites/it/rival.example.yml"
UNUSED = "firms/tide-desk.yml"


def check(world: World, *arguments: str) -> Result:
    """The result of `masthead check` with *arguments* in the folder of the *world*."""
    runner = CliRunner()
    here = Path.cwd()
    os.chdir(world.root)
    try:
        return runner.invoke(main, ["check", *arguments])
    finally:
        os.chdir(here)


def findings(result: Result) -> list[str]:
    """The path and the rule of each finding in the JSON of *result*."""
    return [f"{finding['path']} {finding['rule']}" for finding in json.loads(result.stdout)["findings"]]


# Exit codes and streams


def test_right_records_pass(world: World) -> None:
    """Nothing is wrong: nothing on the standard output, the count on the other, exit code 0."""
    result = check(world)

    assert (0, "", "5 records read, 0 errors, 0 warnings\n") == (result.exit_code, result.stdout, result.stderr)


def test_error_fails(world: World) -> None:
    """An error: the finding on the standard output, the count on the other, exit code 1."""
    world.edit(OUTLET, "kind: local-news", "kind: lokal-news")
    result = check(world)

    assert 1 == result.exit_code
    assert result.stdout.startswith(f"{OUTLET}:1:1: error: kind: expected local-news, ")
    assert result.stderr.startswith("4 records read, 1 error, 0 warnings\n")


def test_warning_passes_unless_strict(world: World) -> None:
    """A warning is reported, and fails only a strict check; where nothing is wrong, strict changes nothing."""
    assert 0 == check(world, "--strict").exit_code

    world.write(UNUSED, "name: The Tide Desk\nbusiness: agency\n")

    assert [0, 1] == [check(world).exit_code, check(world, "--strict").exit_code]
    assert "6 records read, 0 errors, 1 warning\n" == check(world).stderr.splitlines(keepends=True)[0]


@pytest.mark.parametrize("form", FORMATS)
def test_exit_code_is_the_same_in_every_format(world: World, form: str) -> None:
    """A format says the same in other words, so the exit code does not depend on it."""
    codes = [check(world, "--format", form).exit_code]
    world.write(UNUSED, "name: The Tide Desk\nbusiness: agency\n")
    codes += [check(world, "--format", form).exit_code, check(world, "--format", form, "--strict").exit_code]
    world.edit(OUTLET, "kind: local-news", "kind: lokal-news")
    codes += [check(world, "--format", form).exit_code]

    assert [0, 0, 1, 1] == codes


def test_help_says_the_exit_codes(world: World) -> None:
    """A person who writes a script finds the codes in the help."""
    said = " ".join(check(world, "--help").stdout.split())

    assert (
        "Exit code: 0 if no error was found, 1 if one was (with --strict, a warning too), 2 for a usage error." in said
    )


def test_unknown_format_is_a_mistake_in_the_command(world: World) -> None:
    """Exit code 2 distinguishes a mistake in the command from a wrong record."""
    assert 2 == check(world, "--format", "xml").exit_code


# Terminals and logs


def terminal(world: World, **variables: str) -> str:
    """The output of `masthead check` in a terminal."""
    reader, writer = pty.openpty()
    command = [sys.executable, "-m", "masthead", "check"]
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm", "LANG": "C.UTF-8", **variables}
    subprocess.run(command, cwd=world.root, stdout=writer, stderr=writer, env=environment, check=False)
    os.close(writer)
    written = b""
    try:
        while part := os.read(reader, 65536):
            written += part
    except OSError:
        pass  # the other end is closed
    os.close(reader)
    return written.decode()


def test_terminal_has_colour_unless_it_is_refused(world: World) -> None:
    """A terminal gets colour, unless NO_COLOR is set or it has none; a file gets no colour."""
    world.edit(OUTLET, "kind: local-news", "kind: lokal-news")

    assert "\x1b[31m" in terminal(world)
    assert "\x1b" not in terminal(world, NO_COLOR="1")
    assert "\x1b" not in terminal(world, TERM="dumb")
    assert "\x1b" not in check(world).output


def test_stream_without_unicode_gets_code_points(world: World) -> None:
    """A terminal of an old system is no reason to fail."""
    world.add(FIRM, "码头: 1\n")
    result = subprocess.run(
        [sys.executable, "-m", "masthead", "check"],
        cwd=world.root,
        env={"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )

    assert 1 == result.returncode
    assert rb"'\u7801\u5934' is not a known field [field-unknown]" in result.stdout


def test_name_of_a_file_cannot_command_a_log(world: World) -> None:
    """File names are chosen by strangers, and a script hands them over as arguments."""
    for argument in ("sites/\n::error::x", "--\n::error::x", "/\n##[error]x\x1b[31m", "-\u202ex"):
        result = check(world, argument)

        assert 2 == result.exit_code
        assert [] == hidden(result.output) + commands(result.output)


def test_no_more_than_two_hundred_are_shown(world: World) -> None:
    """A flood of findings is cut for people, not for machines."""
    for number in range(LIMIT):
        world.write(f"sites/zz/wrong{number}.example.yml", "kind: x\n")
    few, every, machine = check(world), check(world, "--all"), check(world, "--format", "json")

    assert [LIMIT, 2 * LIMIT, 2 * LIMIT] == [
        few.stdout.count(" error: "),
        every.stdout.count(" error: "),
        len(findings(machine)),
    ]
    assert few.stdout.endswith(f"\n… and {LIMIT} more; `masthead check --all` shows all {2 * LIMIT}\n")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first 262 of the real records, for which the bound was set."""
    return lay_first_records(tmp_path_factory.mktemp("first"))


def least_time(folder: Path, arguments: Sequence[str]) -> float:
    """The least processor time of five checks, in seconds at the usual pace of the machine: the work of the whole process."""
    command = [sys.executable, "-m", "masthead", "check", *arguments]
    times, paces = [], [pace()]
    for _ in range(5):
        before = os.times()
        assert 0 == subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode
        after = os.times()
        times.append(after.children_user + after.children_system - before.children_user - before.children_system)
        paces.append(pace())
    return min(times) / min(paces)


@pytest.mark.alone
@pytest.mark.parametrize("arguments", [[], ["sites/it/romajournal.org.yml"]])
def test_check_of_the_first_real_records_is_fast(arguments: list[str], first: Path) -> None:
    """The whole process takes 0.6 s at most."""
    assert least_time(first, arguments) <= 0.6


@pytest.mark.alone
@pytest.mark.parametrize("arguments", [[], ["sites/it/romajournal.org.yml"]])
def test_check_of_the_real_database_takes_time_in_proportion(arguments: list[str], database: Database) -> None:
    """A check takes at most 0.35 s plus 0.6 ms for each record of the database.

    The bound is the same for one record, because rules compare it with the others.
    """
    assert least_time(ROOT, arguments) <= 0.35 + 0.0006 * len(database.graph.loaded)


@pytest.mark.alone
def test_hundreds_of_findings_are_told_fast(world: World) -> None:
    """The findings about a hostile record are printed in the time that a few records take."""
    lines = "".join(f"  - {{source: x{number}, locater: y}}\n" for number in range(800))
    world.write(WRONG, f"kind: local-news\nevidence:\n- id: a\n  claim: b\n  kind: listing\n  sources:\n{lines}")
    start = time.process_time()
    result = check(world, "--format", "json")

    assert 100 <= len(findings(result))
    assert time.process_time() - start < 1

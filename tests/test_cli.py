"""The command, as users run it: what it prints, where, and how it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner

import masthead as package
from masthead.cli import COMMANDS, main
from tests.site import furnish, masthead, run
from tests.world import FIRM, OUTLET, UNPLACED, World

EVIL = "\n::error::owned\r\x1b[31m\u202e.yml"


def lines_of(*texts: str) -> list[str]:
    """All lines of *texts*, however a log breaks them."""
    return [line.lstrip() for text in texts for line in text.splitlines()]


def test_right_records_pass(world: World) -> None:
    """If nothing is wrong, the command exits with 0 and prints the number of records."""
    finished = masthead("check", "--root", world.root)

    assert (0, "", "5 records read, 0 errors, 0 warnings\n") == (finished.returncode, finished.stdout, finished.stderr)


def test_wrong_records_fail_with_every_finding(world: World) -> None:
    """Findings go to the standard output, the count goes to the standard error, and the command exits with 1."""
    world.add(FIRM, "nonsense: x\n")
    world.edit(UNPLACED, "kind: listing", "kind: list")
    finished = masthead("check", "--root", world.root)

    assert 1 == finished.returncode
    assert (
        "firms/quay-media.yml:15:1: error: nonsense: 'nonsense' is not a known field [field-unknown]" in finished.stdout
    )
    assert "sites/zz/valley-echo.example.yml:6:5: error: evidence[0].kind: expected " in finished.stdout
    assert "3 records read, 2 errors, 0 warnings" in finished.stderr


def test_command_in_the_folder_needs_no_root(world: World) -> None:
    """The current folder is the root."""
    finished = run(["masthead", "check"], world.root)

    assert (0, "5 records read, 0 errors, 0 warnings\n") == (finished.returncode, finished.stderr)


@pytest.mark.parametrize("command", ["check", "build"])
def test_missing_root_is_told(tmp_path: Path, command: str) -> None:
    """A root that does not exist is a mistake in the command."""
    finished = masthead(command, "--root", tmp_path / "nothing")

    assert 2 == finished.returncode
    assert "does not exist" in finished.stderr
    assert "Traceback" not in finished.stderr


@pytest.mark.parametrize("command", ["check", "build"])
def test_folder_without_records_is_told(tmp_path: Path, command: str) -> None:
    """A folder that is no database lacks four folders."""
    finished = masthead(command, "--root", tmp_path)

    assert 1 == finished.returncode
    assert 4 == (finished.stdout + finished.stderr).count(" is missing [folder]")
    assert [] == list(tmp_path.iterdir())


def hostile(world: World) -> World:
    """The world with names and values made for a log and a terminal."""
    world.write(f"firms/{EVIL}", f"name: x{EVIL}\n")
    world.write(f"sites/it/a{EVIL}", '{"\\n::error::x": "\\u001b[2J"}\n')
    world.edit(OUTLET, "kind: local-news", 'kind: "\\n::set-output name=x::y"')
    world.write("sources/a\n##[error]x", "x")
    return world


@pytest.mark.parametrize("command", ["check", "build"])
def test_no_name_and_no_value_commands_a_log(world: World, command: str) -> None:
    """No line begins as a workflow command does, and no control sign reaches a terminal."""
    furnish(hostile(world))
    finished = masthead(command, "--root", world.root)
    printed = finished.stdout + finished.stderr

    assert 1 == finished.returncode
    assert not [line for line in lines_of(printed) if line.startswith(("::", "##["))]
    assert not set(printed) & {"\r", "\x1b", "\u202e", "\x07"}
    assert "\\u{a}::error::owned" in printed


def test_hostile_name_of_the_output_is_printed_plainly(world: World) -> None:
    """The name of a folder does not begin a line of the log either."""
    furnish(world)
    output = world.root / "out\n::error::x"
    finished = masthead("build", "--root", world.root, "--output", output)

    assert 0 == finished.returncode, finished.stderr
    assert not [line for line in lines_of(finished.stdout, finished.stderr) if line.startswith("::")]


def test_warnings_do_not_stop_a_build(world: World) -> None:
    """Warnings are printed, and the website is made."""
    world.edit(
        FIRM,
        "replies:\n  - {by: Quay Media, date: 2024-01-30, outcome: no-answer, source: harbour-lab-2024, answers: [{source: harbour-lab-2024}]}\n",
        "",
    )
    furnish(world)
    finished = masthead("build", "--root", world.root)

    assert 0 == finished.returncode
    assert "warning: a source names this firm as an operator" in finished.stderr
    assert (world.root / "output/index.html").is_file()


def test_check_writes_nothing(world: World) -> None:
    """A check leaves every file and its time as they are."""
    before = sorted((path, path.stat().st_mtime_ns) for path in world.root.rglob("*"))
    masthead("check", "--root", world.root)

    assert before == sorted((path, path.stat().st_mtime_ns) for path in world.root.rglob("*"))


def test_version_is_that_of_the_package() -> None:
    """The command prints the version of the project."""
    result = CliRunner().invoke(main, ["--version"])

    assert (0, f"main, version {package.__version__}\n") == (result.exit_code, result.output)


def test_every_module_of_a_command_is_listed() -> None:
    """A new command is listed in cli.py: the modules of commands/ that make a command are those that the list names."""
    folder = Path(package.__file__).parent / "commands"
    making = [
        file.stem
        for file in folder.glob("*.py")
        if "@click.command" in file.read_text() or "@click.group" in file.read_text()
    ]

    assert sorted(COMMANDS) == sorted(stem.strip("_").replace("_", "-") for stem in making)


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (("--help",), ("pydantic", "yaml", "pelican", "babel", "http.client")),
        (("--version",), ("pydantic", "yaml", "pelican", "babel", "http.client")),
        (("check", "--help"), ("pelican", "babel", "PIL", "http.client")),
        (("fmt", "--help"), ("pelican", "PIL", "http.client")),
    ],
)
def test_command_loads_only_itself(arguments: tuple[str, ...], unneeded: tuple[str, ...]) -> None:
    """Listing the commands loads none of them, and a check does not load the libraries that a build needs."""
    script = (
        f"import sys; from masthead.cli import main; main({arguments!r}, standalone_mode=False); print(*sys.modules)"
    )
    loaded = run([sys.executable, "-c", script], Path(package.__file__).parent.parent).stdout.splitlines()[-1].split()

    assert "masthead.cli" in loaded
    assert [] == [name for name in unneeded if name in loaded]


@pytest.mark.parametrize(
    ("typed", "completed"),
    [("masthead ve", ["verify-links"]), ("masthead check --str", ["--strict"]), ("masthead new so", ["source"])],
)
def test_shell_completes_commands_and_their_options(typed: str, completed: list[str]) -> None:
    """Options are completed even for a command that is loaded only for this."""
    words = typed.split()
    completion = BashComplete(main, {}, "masthead", "_MASTHEAD_COMPLETE")

    assert completed == [item.value for item in completion.get_completions(words[1:-1], words[-1])]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(command: str) -> None:
    """The options -h and --help print the same, without running the command."""
    short = CliRunner().invoke(main, [command, "-h"])

    assert 0 == short.exit_code
    assert short.output == CliRunner().invoke(main, [command, "--help"]).output
    assert short.output.startswith(f"Usage: main {command}")


@pytest.mark.parametrize(
    "arguments",
    [["nothing"], ["check", "--nothing"], ["build", "--root"], ["serve", "--port", "x"], ["serve", "--port", "70000"]],
)
def test_command_that_cannot_be_understood_is_told(arguments: list[str]) -> None:
    """The command exits with 2, and prints the error."""
    result = CliRunner().invoke(main, arguments)

    assert 2 == result.exit_code
    assert "Error: " in result.output


def test_record_whose_name_is_not_utf8_is_told(world: World) -> None:
    """The finding is printed in any language that the terminal is set to."""
    os.close(os.open(os.fsencode(world.root) + b"/firms/caf\xe9.yml", os.O_CREAT))

    for language in ("C", "C.UTF-8"):
        finished = masthead("check", "--root", world.root, LC_ALL=language, PYTHONUTF8="0")
        assert 1 == finished.returncode
        assert "firms/caf\\u{dce9}.yml:1:1: error: " in finished.stdout


ENDED = """
import gc, os, sys
from masthead.__main__ import run
end = os._exit
os._exit = lambda code: (print("collects" if gc.isenabled() else "ends"), sys.stdout.flush(), end(code))
run()
"""


@pytest.mark.parametrize(
    ("arguments", "end"), [(("check",), "ends"), (("schema",), "ends"), (("verify-links", "--help"), "collects")]
)
def test_command_that_soon_ends_collects_nothing_at_its_end(world: World, arguments: tuple[str, ...], end: str) -> None:
    """The collector would look at every record once more; only commands that run for hours have it."""
    root = () if "--help" in arguments else ("--root", str(world.root))
    finished = run([sys.executable, "-c", ENDED, *arguments, *root], Path(package.__file__).parent.parent)

    assert end == finished.stdout.splitlines()[-1]

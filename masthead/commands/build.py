"""masthead build: checks all records and makes the website."""

from __future__ import annotations

import cProfile
import io
import json
import pstats
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from masthead.commands.shared.build_progress import progress_of
from masthead.commands.shared.findings import report_of, show
from masthead.commands.shared.messages import say, write
from masthead.commands.shared.options import OUTPUT, ROOT
from masthead.reporting import report
from masthead.site.build import BuildError, Built, Making
from masthead.site.build import build as build_website
from masthead.site.progress import Progress
from masthead.site.workers import usable_processors

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
def build(root: Path, output: Path | None, settings: str, jobs: int | None, **flags: bool) -> None:
    """Check all records and build the website.

    If any record has an error, nothing is built and the previous website is kept.

    Exit code: 0 if the website was built, 1 if not, 2 for a usage error.
    """
    signal.signal(signal.SIGTERM, _stop)
    start = time.monotonic()
    output = output or root / "output"
    progress = progress_of(shown=flags["shown"])
    making = _making(clean=flags["clean"], verify=flags["verify"])
    jobs = 1 if flags["profile"] else jobs or usable_processors()
    try:
        with _profiled(wanted=flags["profile"]):
            built = build_website(root, settings, output, jobs, progress, making)
    except BuildError as error:
        if flags["as_json"]:
            write(json.dumps({"built": False, "output": str(output), "error": str(error)}, indent=2) + "\n")
        raise
    made_of = report_of(built.database, root)
    show(made_of, root, err=True)
    say(made_of.summary(), err=True)
    say(*(f"warning: {warning}" for warning in built.warnings), err=True)
    seconds = time.monotonic() - start
    if flags["as_json"]:
        write(json.dumps(_summary(built, output, progress, seconds), indent=2) + "\n")
    if built.database.errors:
        say(f"build failed; {output} is unchanged", err=True)
        sys.exit(1)
    say(f"built {_counted(built)} in {output}, {seconds:.1f} s", err=True)


def _making(*, clean: bool, verify: bool) -> Making:
    """Return what a build makes of which the options are given."""
    if clean and verify:
        raise click.UsageError("--clean makes everything; --verify compares what --clean leaves out. Give one of them.")
    return Making.ALL if clean else Making.COMPARED if verify else Making.CHANGED


def _stop(_signal: int, _frame: object) -> None:
    """End the command as an error does, so that what it has begun is cleared."""
    sys.exit(128 + signal.SIGTERM)


def _counted(built: Built) -> str:
    """Return what was built, in numbers."""
    pages, files = report.counted(built.pages, "page"), report.counted(len(built.manifest), "file")
    return f"{pages}, {files} ({built.changed:,} changed), {built.size / 1_000_000:.1f} MB"


def _summary(built: Built, output: Path, progress: Progress, seconds: float) -> dict[str, Any]:
    """Return what a build did, for programs."""
    return {
        "built": not built.database.errors,
        "output": str(output),
        "records": len(built.database.graph.loaded),
        "errors": built.database.errors,
        "warnings": len(built.database.findings) - built.database.errors + len(built.warnings),
        "pages": built.pages,
        "files": len(built.manifest),
        "changed": built.changed,
        "linked": built.linked,
        "bytes": built.size,
        "seconds": round(seconds, 3),
        "stages": {str(stage): round(taken, 3) for stage, taken in progress.seconds.items()},
    }


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

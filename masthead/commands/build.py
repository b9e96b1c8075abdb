"""masthead build: checks all records and makes the website."""

from __future__ import annotations

import cProfile
import io
import json
import pstats
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import click

from masthead.building.output.outcome import BuildError, Making, Outcome
from masthead.building.output.shard import Shard, ShardError, read_shard
from masthead.building.progress import Progress, Stage
from masthead.building.update import update, update_part
from masthead.commands.common.build_progress import counted_files, progress_of
from masthead.commands.common.findings import folder_of, show
from masthead.commands.common.messages import say, shown, write
from masthead.commands.common.options import JOBS, OUTPUT, PROGRESS, ROOT
from masthead.processes.workers import usable_processors
from masthead.reporting.report import Report

_ALWAYS = frozenset(Stage) - {Stage.COMPARE}
_COSTLIEST = 20
"""The number of functions that --profile lists."""


@click.command()
@ROOT
@OUTPUT
@click.option(
    "--settings", default="pelicanconf.py", show_default=True, help="Pelican's settings file, relative to the root."
)
@click.option(
    "--shard",
    metavar="I/N",
    callback=lambda _context, _option, text: _shard(text),
    help="Make only the I-th of N parts, for `masthead merge`.  [default output: output-I-of-N/ in the root]",
)
@JOBS
@PROGRESS
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
def build(root: Path, output: Path | None, settings: str, shard: Shard | None, jobs: int | None, **flags: bool) -> None:
    """Check all records and build the website.

    If any record has an error, nothing is built and the previous website is kept.

    Exit code: 0 if the website was built, 1 if not, 2 for a usage error.
    """
    stays = flags.pop("stay")
    output = output or root / (f"output-{shard.number}-of-{shard.of}" if shard else "output")
    once = partial(_build, root, output, settings, shard, jobs, flags)
    if stays:
        from masthead.building.serving.resident import stay  # noqa: PLC0415 - it loads all that makes pages

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


def _build(
    root: Path, output: Path, settings: str, shard: Shard | None, jobs: int | None, flags: Mapping[str, bool]
) -> int:
    """Build once, say what came of it, and return the exit code."""
    start = time.monotonic()
    progress = progress_of(shown=flags["shown"])
    if shard and flags["verify"]:
        raise click.UsageError("--verify compares whole websites; leave it out with --shard.")
    making = _making(clean=flags["clean"], verify=flags["verify"])
    jobs = 1 if flags["profile"] else jobs or usable_processors()
    try:
        with _profiled(wanted=flags["profile"]):
            if shard:
                built = update_part(root, settings, output, shard, jobs, progress)
            else:
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
    part = f"part {shard}: " if shard else ""
    say(f"built {part}{counted_files(built)} in {output}, {seconds:.1f} s", err=True)
    return 0


def _shard(text: str | None) -> Shard | None:
    """Return the shard that *text*, the value of --shard, names."""
    try:
        return read_shard(text) if text is not None else None
    except ShardError as error:
        raise click.BadParameter(str(error), param_hint="--shard") from None


def _making(*, clean: bool, verify: bool) -> Making:
    """Return the choice of parts that the options mean."""
    if clean and verify:
        raise click.UsageError("--clean makes everything; --verify compares what --clean leaves out. Give one of them.")
    return Making.ALL if clean else Making.COMPARED if verify else Making.CHANGED


def _summary(built: Outcome, output: Path, progress: Progress, seconds: float) -> dict[str, Any]:
    """Return the summary of a build, for programs."""
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

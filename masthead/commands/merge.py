"""masthead merge: puts the parts of a split build together into a website."""

from __future__ import annotations

import time
from pathlib import Path

import click

from masthead.building.merge_shards import merge_parts
from masthead.commands.common.build_progress import counted_files, progress_of
from masthead.commands.common.messages import say
from masthead.commands.common.options import JOBS, PROGRESS
from masthead.processes.workers import usable_processors


@click.command()
@click.argument("parts", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PART...")
@click.option("--output", required=True, type=click.Path(path_type=Path), help="The folder to put the website into.")
@JOBS
@PROGRESS
def merge(parts: tuple[Path, ...], output: Path, jobs: int | None, *, shown: bool) -> None:
    """Put the parts of a website together.

    Each PART is a folder that `masthead build --shard` made. The website has the same bytes as one that a single build
    makes; it is verified and put in place like one. Parts that are missing, damaged or not of one website are refused,
    and the previous website is kept.

    Exit code: 0 if the website was made, 1 if not, 2 for a usage error.
    """
    start = time.monotonic()
    outcome = merge_parts(parts, output, jobs or usable_processors(), progress_of(shown=shown))
    say(f"merged {counted_files(outcome)} in {output}, {time.monotonic() - start:.1f} s", err=True)

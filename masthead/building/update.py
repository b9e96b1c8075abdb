"""Updates of the website: a build, unless its inputs and its files are unchanged since the last build."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from masthead.building.incremental.input_snapshot import take_snapshot
from masthead.building.incremental.unchanged_website import unchanged_outcome
from masthead.building.output.outcome import Making, Outcome
from masthead.building.output.shard import Shard
from masthead.building.progress import Progress, Stage
from masthead.building.whole_ledger import WholeLedger
from masthead.processes.workers import meanwhile


def update(
    root: Path,
    settings: str,
    output: Path,
    jobs: int = 1,
    progress: Progress | None = None,
    making: Making = Making.CHANGED,
) -> Outcome:
    """Build the website of the database below *root* into *output* unless it is unchanged, and return a summary.

    *settings* is the path of Pelican's settings below *root*; *jobs*, *progress* and *making* are the arguments of
    `masthead.building.build.build`, and so is the BuildError that this raises. An unchanged website has the kept
    summary of the build that made it.
    """
    progress = progress or Progress()
    with progress.stage(Stage.LOOK):
        snapshot = take_snapshot(root, settings)
        unchanged = unchanged_outcome(snapshot, output) if making is Making.CHANGED else None
    if unchanged:
        return unchanged
    with meanwhile(partial(WholeLedger.below, root), jobs) as ledger:
        from masthead.building.build import build  # noqa: PLC0415 - it loads all that makes pages

        return build(snapshot, output, jobs, progress, making, ledger).outcome


def update_part(
    root: Path, settings: str, output: Path, shard: Shard, jobs: int = 1, progress: Progress | None = None
) -> Outcome:
    """Build the share of *shard*, and return a summary; the arguments and errors are those of `build_part`."""
    from masthead.building.build import build_part  # noqa: PLC0415 - it loads all that makes pages

    return build_part(root, settings, output, shard, jobs, progress).outcome

"""The website brought up to date: built, unless everything is as the last build read it and left it."""

from __future__ import annotations

from pathlib import Path

from masthead.building.input_snapshot import look_at
from masthead.building.outcome import Making, Outcome
from masthead.building.progress import Progress, Stage
from masthead.building.shard import Shard
from masthead.building.unchanged_website import standing_website


def update(
    root: Path,
    settings: str,
    output: Path,
    jobs: int = 1,
    progress: Progress | None = None,
    making: Making = Making.CHANGED,
) -> Outcome:
    """Return what a build has made into *output*, or what it would tell if it made the website that is there.

    The arguments are those of `masthead.building.build.build`, and so is the BuildError that it raises.
    """
    progress = progress or Progress()
    with progress.stage(Stage.LOOK):
        look = look_at(root, settings)
        standing = standing_website(look, output) if making is Making.CHANGED else None
    if standing:
        return standing
    from masthead.building.build import build_seen  # noqa: PLC0415 - it loads all that makes pages

    return build_seen(look, output, jobs, progress, making).outcome


def update_part(
    root: Path, settings: str, output: Path, shard: Shard, jobs: int = 1, progress: Progress | None = None
) -> Outcome:
    """Return what a build has made of the share of *shard*, the arguments being those of `build_part`."""
    from masthead.building.build import build_part  # noqa: PLC0415 - it loads all that makes pages

    return build_part(root, settings, output, shard, jobs, progress).outcome

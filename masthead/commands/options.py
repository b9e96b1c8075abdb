"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

OUTPUT = click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="The folder to build into.  [default: output/ in the root]",
)
ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder that contains sites/, firms/, campaigns/ and sources/.  [default: current folder]",
)
MINUTES = click.option(
    "--minutes",
    type=click.FloatRange(1, 10_000),
    default=240,
    show_default=True,
    help="Begin with no other address after so many minutes; a later run goes on.",
)

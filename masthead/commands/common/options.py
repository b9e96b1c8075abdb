"""The options that several commands share."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import click

from masthead.field_types.dates import DateError, PartialDate, read_date
from masthead.loading.clock import today


class FiniteRange(click.FloatRange):
    """A number within bounds. “nan” is refused: it is neither below nor above any bound."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number that *value* is, or end the command with a usage error."""
        number = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value} is not a number between {self.min:g} and {self.max:g}.", param, ctx)
        return number


ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder that contains sites/, firms/, campaigns/ and sources/.  [default: current folder]",
)
MINUTES = click.option(
    "--minutes",
    type=FiniteRange(1, 10_000),
    default=240,
    show_default=True,
    help="Stop after this many minutes; the next run continues.",
)
OUTPUT = click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="The folder to build into.  [default: output/ in the root]",
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    help="How many processes share the work; the result is the same.  [default: one for each processor]",
)
PROGRESS = click.option(
    "--progress/--no-progress",
    "shown",
    default=True,
    help="Show how far the build is: a bar in a terminal, a line for each stage elsewhere.  [default: show it]",
)


def day_of(text: str | None) -> PartialDate:
    """Return the day that *text*, the value of --date, names, or today (UTC)."""
    if text is None:
        day = today()
        return PartialDate(day.year, day.month, day.day)
    try:
        return read_date(text)
    except DateError as error:
        raise click.BadParameter(f"expected {error}, got {text!r}", param_hint="--date") from None

"""The progress of a build on the standard error: a bar in a terminal, and a line for each stage elsewhere."""

from __future__ import annotations

import sys
from typing import Any

import click

from masthead.building.output.outcome import Outcome
from masthead.building.progress import Progress, Stage
from masthead.commands.common.messages import say, write
from masthead.reporting.report import counted


class Lines(Progress):
    """A line for each stage, as a log keeps it."""

    def ended(self, stage: Stage) -> None:
        """Print how long a stage took."""
        say(f"{stage}: {self.seconds[stage]:.1f} s", err=True)


class Bar(Progress):
    """The stage, and while files are written how many records are done and how long it still takes."""

    _bar: Any = None

    def started(self, stage: Stage, records: int) -> None:
        """Show the stage in one line, which the next one takes."""
        if not records:
            write(f"\r\x1b[K{stage} …", err=True)
            return
        self._bar = click.progressbar(
            length=records, label=f"\r\x1b[K{stage}, records", file=sys.stderr, show_pos=True, show_eta=True
        )
        self._bar.render_progress()

    def reached(self, records: int) -> None:
        """Move the bar."""
        if self._bar and records > self._bar.pos:
            self._bar.update(records - self._bar.pos)

    def left(self) -> None:
        """Clear the line."""
        if self._bar:
            self._bar.render_finish()  # shows the cursor again, and goes to the next line
            write("\x1b[A", err=True)
        self._bar = None
        write("\r\x1b[K", err=True)


def progress_of(*, shown: bool) -> Progress:
    """Return how a build is followed; silently if nothing is to be *shown*."""
    if not shown:
        return Progress()
    return Bar() if sys.stderr.isatty() else Lines()


def counted_files(outcome: Outcome) -> str:
    """Return the numbers of pages and files that were made, and their size, in words."""
    pages, files = counted(outcome.pages, "page"), counted(outcome.files, "file")
    return f"{pages}, {files} ({outcome.changed:,} changed), {outcome.size / 1_000_000:.1f} MB"

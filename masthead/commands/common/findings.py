"""Findings as several commands report them: counted, and shown to people."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from masthead.commands.common.messages import write
from masthead.reporting.excerpt import excerpts_below
from masthead.reporting.formats.text import LIMIT, text
from masthead.reporting.report import Report

if TYPE_CHECKING:  # a build that finds nothing changed loads no models
    from masthead.loading.database import Database


def report_of(database: Database, root: Path, *, partly: bool = False) -> Report:
    """Return the report on the *database* below *root*; *partly*, if only a part was asked for."""
    checked = database.checked if partly else None
    return Report(database.findings, len(database.graph.loaded), checked, database.elsewhere, folder_of(root))


def folder_of(root: Path) -> str:
    """Return the prefix that makes a path relative to the working folder; empty if *root* is outside it."""
    path = os.path.relpath(root)
    return "" if path == "." or path.startswith("..") else f"{path}/"


def show(report: Report, root: Path, *, limit: int | None = LIMIT, err: bool = False) -> None:
    """Print the findings of *report* for people, in colour if they read them in a terminal that has it."""
    stream = sys.stderr if err else sys.stdout
    if stream is None:  # the caller has closed it
        return
    colour = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    output = text(report, excerpts_below(root), limit=limit, colour=colour)
    # Characters that the stream cannot encode are written as code points.
    write(output.encode(stream.encoding or "utf-8", "backslashreplace"), err=err)

"""masthead migrate: older records in the present format."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from masthead.authoring.migrations import MigrationError, migrated
from masthead.commands.common.messages import say
from masthead.commands.common.options import ROOT
from masthead.commands.common.selection import selected
from masthead.record_files.files import Found, RecordFile
from masthead.record_files.reading import parse
from masthead.record_files.writing import put
from masthead.reporting import report


@click.command()
@ROOT
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Write the changes; without this, they are only shown.")
@click.option(
    "--from", "unmarked", type=click.IntRange(0), default=1, show_default=True,
    help="The version of records that do not state one.",
)  # fmt: skip
def migrate(root: Path, paths: tuple[Path, ...], *, write: bool, unmarked: int) -> None:
    """Update all records, or those at PATHS, to the current format, and list what is missing.

    Unlike `masthead fmt`, this changes which fields records have, so the changes are only shown unless --write is
    given. Comments are kept. No fact is invented: findings name what the older format did not record, with the line
    numbers of the updated record.

    Exit code: 0 if all went well, 1 if a record lacks something or could not be updated, 2 for a usage error.
    """
    files = selected(root, paths)
    done = [_bring_up(root, found, unmarked, write=write) for found in files]
    changed, open_points = sum(one for one, _ in done), sum(points for _, points in done)
    verb = "migrated" if write else "to migrate"
    say(
        f"{report.counted(len(files), 'record')}, {changed} {verb}, {report.counted(open_points, 'open point')}",
        err=True,
    )
    if open_points:
        sys.exit(1)


def _bring_up(root: Path, found: Found, unmarked: int, *, write: bool) -> tuple[bool, int]:
    """Show or write what becomes of a record; return whether it changes, and how many points stay open."""
    try:
        if not isinstance(found, RecordFile):
            raise MigrationError(found.message)  # noqa: TRY301 - one line for all that stays as it is
        text = migrated(found.text, found.folder, unmarked)
    except MigrationError as reason:
        say(f"{found.path}: left unchanged: {reason}", err=True)
        return False, 1
    if text == found.text:
        return False, 0
    if write:
        put(root, found.path, text)
    say(*([f"{found.path}: migrated"] if write else _difference(found, text)))
    lacks = list(_lacks(found, text))
    say(*lacks, err=True)
    return True, len(lacks)


def _difference(before: RecordFile, after: bytes) -> Iterator[str]:
    """Yield the lines of the difference between a record and what it becomes."""
    old, new = (text.decode("utf-8", "replace").splitlines() for text in (before.text, after))
    yield from difflib.unified_diff(old, new, before.path, before.path, lineterm="")


def _lacks(before: RecordFile, after: bytes) -> Iterator[str]:
    """Yield the findings of the checker on the migrated record."""
    yield from map(report.line, parse(RecordFile(before.path, before.folder, after))[1])

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
from masthead.record_files.files import FolderEntry, RecordFile
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
    results = [_bring_up(root, entry, unmarked, write=write) for entry in files]
    changed, open_points = sum(is_changed for is_changed, _ in results), sum(points for _, points in results)
    verb = "migrated" if write else "to migrate"
    say(
        f"{report.counted(len(files), 'record')}, {changed} {verb}, {report.counted(open_points, 'open point')}",
        err=True,
    )
    if open_points:
        sys.exit(1)


def _bring_up(root: Path, entry: FolderEntry, unmarked: int, *, write: bool) -> tuple[bool, int]:
    """Show or write what becomes of a record; return whether it changes, and how many points stay open."""
    try:
        if not isinstance(entry, RecordFile):
            raise MigrationError(entry.message)  # noqa: TRY301 - one line for all that stays as it is
        text = migrated(entry.text, entry.folder, unmarked)
    except MigrationError as reason:
        say(f"{entry.path}: left unchanged: {reason}", err=True)
        return False, 1
    if text == entry.text:
        return False, 0
    if write:
        put(root, entry.path, text)
    say(*([f"{entry.path}: migrated"] if write else _difference(entry, text)))
    lacks = list(_lacks(entry, text))
    say(*lacks, err=True)
    return True, len(lacks)


def _difference(before: RecordFile, after: bytes) -> Iterator[str]:
    """Yield the lines of the difference between a record and what it becomes."""
    old, new = (text.decode("utf-8", "replace").splitlines() for text in (before.text, after))
    yield from difflib.unified_diff(old, new, before.path, before.path, lineterm="")


def _lacks(before: RecordFile, after: bytes) -> Iterator[str]:
    """Yield the findings of the checker on the migrated record."""
    yield from map(report.line, parse(RecordFile(before.path, before.folder, after))[1])

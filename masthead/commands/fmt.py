"""masthead fmt: the repairs of records that need no decision."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from masthead.authoring.formatter import UnformattableError, formatted
from masthead.commands.common.messages import say
from masthead.commands.common.options import ROOT
from masthead.commands.common.selection import selected
from masthead.record_files.files import RecordFile
from masthead.record_files.writing import put
from masthead.reporting import report


@click.command()
@ROOT
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--check", is_flag=True, help="Change nothing; list the records that would change, and exit 1 if there are any."
)
def fmt(root: Path, paths: tuple[Path, ...], *, check: bool) -> None:
    """Fix formatting that needs no editorial decision, in all records or in those at PATHS (files and folders of records).

    This fixes byte order marks, line ends, tabs and spaces, the Unicode form (NFC), the order of fields, and needless
    quotation marks. It keeps comments, line breaks inside values, and everything that a record says: each result is
    read again and compared. A record that cannot be read is left unchanged and listed with the reason.

    Exit code: 0 if all went well, 1 if a record could not be fixed (with --check, also if one would change), 2 for a
    usage error.
    """
    changed = left = 0
    files = selected(root, paths)
    for entry in files:
        try:
            if not isinstance(entry, RecordFile):
                raise UnformattableError(entry.message)  # noqa: TRY301 - one line for all that stays as it is
            text = formatted(entry.text, entry.folder)
        except UnformattableError as reason:
            left += 1
            say(f"{entry.path}: left unchanged: {reason}", err=True)
            continue
        if text != entry.text:
            changed += 1
            if not check:
                put(root, entry.path, text)
            say(f"{entry.path}: {'would be formatted' if check else 'formatted'}")
    say(
        f"{report.counted(len(files), 'record')}, {changed} {'to format' if check else 'formatted'}, {left} left unchanged",
        err=True,
    )
    if left or (check and changed):
        sys.exit(1)

"""The records that a command is asked to work on."""

from __future__ import annotations

from pathlib import Path

import click

from masthead.records.files import Found, read_files
from masthead.records.scope import ScopeError, scope_of
from masthead.reporting import report


def selected(root: Path, paths: tuple[Path, ...]) -> list[Found]:
    """Return the files of records at *paths*, or all below *root*, and a finding for what can be no record."""
    try:
        scope = scope_of(root, paths)
    except ScopeError as error:
        raise click.UsageError(report.escape(str(error))) from None
    return [found for found in read_files(root) if scope is None or scope.holds(found.path)]

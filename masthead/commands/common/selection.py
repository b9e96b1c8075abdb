"""The records that a command is asked to work on."""

from __future__ import annotations

from pathlib import Path

from masthead.commands.common.messages import misused
from masthead.record_files.files import FolderEntry, read_files
from masthead.record_files.scope import Scope, scope_of


def scope_at(root: Path, paths: tuple[Path, ...]) -> Scope | None:
    """Return the scope of the *paths* that were typed, None for all records; a wrong path is a usage error."""
    with misused():
        return scope_of(root, paths)


def selected(root: Path, paths: tuple[Path, ...]) -> list[FolderEntry]:
    """Return the files of records at *paths*, or all below *root*, and a finding for what can be no record."""
    scope = scope_at(root, paths)
    return [entry for entry in read_files(root) if scope is None or scope.holds(entry.path)]

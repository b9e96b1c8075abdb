"""The records that a check is asked for: files and folders below the root of a database."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from masthead import MastheadError
from masthead.record_files.files import BESIDE_RECORDS, FOLDERS


class ScopeError(MastheadError):
    """A path does not lead to a record of the database; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Paths of files and folders below the root, and the folders that contain them."""

    paths: frozenset[str]
    over: frozenset[str]

    def holds(self, path: str) -> bool:
        """Return whether *path* is in the scope, or above a path in it: a wrong folder spoils everything in it."""
        return path in self.paths or path in self.over or not self.paths.isdisjoint(_above(path))


def scope_of(root: Path, paths: Sequence[Path]) -> Scope | None:
    """Return the scope of *paths*, which start at the working folder; None if they are all records or none is given.

    Raises ScopeError if one of them does not exist, is outside of the folders of records, or cannot be a record.
    """
    below = frozenset(_below(root, path) for path in paths)
    return Scope(below, frozenset().union(*map(_above, below))) if below and "" not in below else None


def _below(root: Path, path: Path) -> str:
    """Return *path* as it is written below *root*; nothing for the root itself."""
    if not os.path.lexists(path):
        raise ScopeError(f"{path}: no such file or folder")
    for place, origin in _readings(root, path):
        if place == origin:
            return ""
        if place.is_relative_to(origin):
            return _record(path, place.relative_to(origin).as_posix())
    raise ScopeError(f"{path}: not in the database {root.resolve()}")


def _readings(root: Path, path: Path) -> Iterator[tuple[Path, Path]]:
    """Yield *path* and *root* as they are written, and with the links on the way to them resolved."""
    written = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() follows links
    yield written, Path(os.path.abspath(root))  # noqa: PTH100 - see above
    yield written.parent.resolve() / written.name, root.resolve()


def _record(path: Path, below: str) -> str:
    """Return *below* if records may be there."""
    if below.partition("/")[0] not in FOLDERS:
        shelves = ", ".join(f"{folder}/" for folder in FOLDERS)
        raise ScopeError(f"{path}: not a record or a folder of records; records are in {shelves}")
    if below.rpartition("/")[2] in BESIDE_RECORDS:
        raise ScopeError(f"{path}: this file may be beside records, but is not a record")
    return below


def _above(path: str) -> frozenset[str]:
    """Return the folders that contain *path*."""
    steps = path.split("/")
    return frozenset("/".join(steps[:n]) for n in range(1, len(steps)))

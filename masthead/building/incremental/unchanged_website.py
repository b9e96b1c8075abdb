"""The website that is unchanged: the snapshot of its inputs, the summary of its build, and the state of its files.

If the inputs of a build are unchanged, and so is every file of the website, a build would have the same summary.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from masthead.building.incremental.input_snapshot import Snapshot
from masthead.building.incremental.last_build_file import LastBuildError, read_kept
from masthead.building.output.outcome import Outcome
from masthead.findings.finding import Finding, Position
from masthead.findings.rule_descriptions import RULEBOOK

UNCHANGED = "unchanged"
"""The key of these values in the file of kept values."""
_FILE = stat.S_IFREG | 0o644
"""The type and the mode of every file that a build writes."""


class FileState(NamedTuple):
    """The state of a file: its size in bytes, its time of change in nanoseconds, its inode number."""

    size: int
    changed: int
    inode: int


def unchanged_outcome(snapshot: Snapshot, output: Path) -> Outcome | None:
    """Return the kept summary if a build into *output* would make the website that is there; otherwise None."""
    if not snapshot.key or any(os.path.lexists(output.with_name(f"{output.name}.{end}")) for end in ("new", "old")):
        return None
    try:
        kept = read_kept(snapshot.cache, output)
        values = kept[0][UNCHANGED] if kept else None
        if values is None or values["key"] != snapshot.key:
            return None
        return _outcome(values["outcome"]) if _are_there(output, values) else None
    except (LastBuildError, OSError, ValueError, LookupError, TypeError, AttributeError):
        return None  # the build reports the error


def unchanged_values(
    snapshot: Snapshot, outcome: Outcome, new: Path, files: Mapping[str, FileState]
) -> Mapping[str, Any] | None:
    """Return the values to keep for the website in the folder *new*, which has *files*; None if they are uncertain.

    They are uncertain if an input has changed since *snapshot*, or was not known.
    """
    if not snapshot.is_current():
        return None
    names = sorted(files)
    folders = sorted({"", *(folder for name in names for folder in _folders_of(name))})
    return {
        "key": snapshot.key,
        "folders": folders,
        "files": names,
        "stamps": _digest(chain(_of_folders(new, folders), (_line(_FILE, files[name]) for name in names))),
        "outcome": asdict(replace(outcome, changed=0, linked=outcome.files)),
    }


def _are_there(root: Path, values: Any) -> bool:
    """Return whether the files and folders below *root* are exactly those of *values*, unchanged."""
    statuses = (os.lstat(f"{root}/{name}") for name in values["files"])
    files = (_line(status.st_mode, FileState(status.st_size, status.st_mtime_ns, status.st_ino)) for status in statuses)
    return bool(_digest(chain(_of_folders(root, values["folders"]), files)) == values["stamps"])


def _of_folders(root: Path, folders: Iterable[str]) -> Iterator[str]:
    """Yield the state of each of *folders*: adding or removing a file changes the time of its folder."""
    for name in folders:
        status = os.lstat(f"{root}/{name}" if name else root)  # with a trailing slash, a link would be followed
        yield _line(status.st_mode, FileState(0, status.st_mtime_ns, status.st_ino))


def _line(mode: int, state: FileState) -> str:
    return f"{mode} {state.size} {state.changed} {state.inode}"


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _folders_of(name: str) -> Iterable[str]:
    """Yield each folder below the root that contains the file *name*."""
    folder, slash, _ = name.rpartition("/")
    while slash:
        yield folder
        folder, slash, _ = folder.rpartition("/")


def _outcome(values: Any) -> Outcome:
    findings = tuple(
        Finding(**{**finding_values, "position": Position(**finding_values["position"])})
        for finding_values in values["findings"]
    )
    if any(finding.rule not in RULEBOOK for finding in findings):
        raise ValueError("a rule that is unknown")
    return Outcome(**{**values, "findings": findings, "warnings": tuple(values["warnings"])})

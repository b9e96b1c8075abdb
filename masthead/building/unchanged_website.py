"""The website that stands: what a build saw and told, and how its files are known again.

If everything that a build reads is as it was, and so is every file of the website, a build would tell the same again.
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

from masthead.building.input_snapshot import Look
from masthead.building.kept_build import LastBuildError, read_kept
from masthead.building.outcome import Outcome
from masthead.findings.finding import Finding, Position
from masthead.findings.rule_descriptions import RULEBOOK

STANDING = "standing"
"""Under which name it is kept."""
_FILE = stat.S_IFREG | 0o644
"""The kind and the mode of every file that a build writes."""


class Known(NamedTuple):
    """By what a file is known again: its size, its time of change in nanoseconds, its number in the file system."""

    size: int
    changed: int
    inode: int


def standing_website(look: Look, output: Path) -> Outcome | None:
    """Return what a build into *output* would tell after this *look*, if it would make the website that is there."""
    if not look.key or any(os.path.lexists(output.with_name(f"{output.name}.{end}")) for end in ("new", "old")):
        return None
    try:
        kept = read_kept(look.cache, output)
        known = kept[0][STANDING] if kept else None
        if known is None or known["key"] != look.key:
            return None
        return _outcome(known["outcome"]) if _are_there(output, known) else None
    except (LastBuildError, OSError, ValueError, LookupError, TypeError, AttributeError):
        return None  # whoever makes the website says what is wrong


def standing_values(look: Look, outcome: Outcome, new: Path, files: Mapping[str, Known]) -> Mapping[str, Any] | None:
    """Return what is kept of a website that is made in the folder *new* and has these *files*; None if it is uncertain.

    It is uncertain if something that was seen in the *look* has changed since, or if it was not known.
    """
    if not look.is_still_true():
        return None
    names = sorted(files)
    folders = sorted({"", *(folder for name in names for folder in _folders_of(name))})
    return {
        "key": look.key,
        "folders": folders,
        "files": names,
        "stamps": _digest(chain(_of_folders(new, folders), (_line(_FILE, files[name]) for name in names))),
        "outcome": asdict(replace(outcome, changed=0, linked=outcome.files)),
    }


def _are_there(root: Path, known: Any) -> bool:
    """Return whether all folders and files below *root*, and no others, are those that are *known*."""
    found = (os.lstat(f"{root}/{name}") for name in known["files"])
    files = (_line(one.st_mode, Known(one.st_size, one.st_mtime_ns, one.st_ino)) for one in found)
    return bool(_digest(chain(_of_folders(root, known["folders"]), files)) == known["stamps"])


def _of_folders(root: Path, folders: Iterable[str]) -> Iterator[str]:
    """Yield by what *folders* are known again: whatever is put into one, or taken out, changes its time."""
    for name in folders:
        one = os.lstat(f"{root}/{name}" if name else root)  # with a slash at its end, a link would be followed
        yield _line(one.st_mode, Known(0, one.st_mtime_ns, one.st_ino))


def _line(mode: int, known: Known) -> str:
    return f"{mode} {known.size} {known.changed} {known.inode}"


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _folders_of(name: str) -> Iterable[str]:
    """Yield each folder in which the file *name* is, below the root."""
    folder, slash, _ = name.rpartition("/")
    while slash:
        yield folder
        folder, slash, _ = folder.rpartition("/")


def _outcome(values: Any) -> Outcome:
    findings = tuple(Finding(**{**one, "position": Position(**one["position"])}) for one in values["findings"])
    if any(finding.rule not in RULEBOOK for finding in findings):
        raise ValueError("a rule that is unknown")
    return Outcome(**{**values, "findings": findings, "warnings": tuple(values["warnings"])})

"""The last build, as the next one needs it: which parts it made of which reads, and the files that it made.

It has the sum of the manifest of its website; if that is another, or anything is damaged, everything is made.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from masthead.building.inputs import Inputs
from masthead.building.kept_build import LastBuildError, of_another_version, read_kept
from masthead.building.reuse import MadePart, Parts
from masthead.building.verification import MANIFEST, read_manifest
from masthead.building.writer import NO_FILES, LastFiles, Stamp
from masthead.edition.reads import Read
from masthead.files.regular_files import read_ordinary


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What a build was made of, and the files that it made."""

    inputs: Inputs = field(default_factory=dict)
    parts: Parts = field(default_factory=dict)
    files: LastFiles = NO_FILES


NO_BUILD = LastBuild()


def read_last_build(cache: Path, output: Path) -> LastBuild:
    """Return the last build into *output* as it is kept in the folder *cache*.

    It is NO_BUILD if there was none, or if the website is gone.

    Raises LastBuildError if what is kept is damaged, or is not of the website that is in *output*.
    """
    kept = read_kept(cache, output) if output.is_dir() else None
    if kept is None:
        return NO_BUILD
    try:
        return _last_build(json.loads(kept[1]), output)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise of_another_version(cache, output) from None


def values_to_keep(output: Path, inputs: Inputs, parts: Parts, stamps: Mapping[str, Stamp]) -> dict[str, Any]:
    """Return a build as plain values, each read and each file once."""
    reads = {
        read: number for number, read in enumerate(dict.fromkeys(r for part in parts.values() for r in part.reads))
    }
    return {
        "manifest": _sum(output),
        "inputs": dict(inputs),
        "reads": list(reads),
        "parts": {
            name: [part.digest, [reads[read] for read in part.reads], part.files] for name, part in parts.items()
        },
        "stamps": {path: [one.changed, one.inode] for path, one in stamps.items()},
    }


def _last_build(values: Any, output: Path) -> LastBuild:
    if values["manifest"] != _sum(output):
        raise LastBuildError(f"{output} was not made by the last build that is kept; everything was made again")
    reads: list[Read] = [tuple(read) for read in values["reads"]]
    parts = {
        name: MadePart(digest, tuple(map(reads.__getitem__, numbers)), tuple(files))
        for name, (digest, numbers, files) in values["parts"].items()
    }
    stamps = {path: Stamp(*one) for path, one in values["stamps"].items()}
    return LastBuild(values["inputs"], parts, LastFiles(output, read_manifest(output), stamps))


def _sum(output: Path) -> str:
    """Return the SHA-256 of the manifest in *output*; nothing, if there is none."""
    try:
        return hashlib.sha256(read_ordinary(output / MANIFEST)).hexdigest()
    except OSError:
        return ""

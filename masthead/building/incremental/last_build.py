"""The last build, as the next one needs it: the digest and the reads of each part, and the files of the website.

The kept values include the checksum of the manifest. If the website has another manifest, or anything is damaged,
everything is made again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from masthead.building.incremental.inputs import Inputs
from masthead.building.incremental.last_build_file import LastBuildError, of_another_version, read_kept, spare_of
from masthead.building.incremental.reuse import MadePart, Parts
from masthead.building.output.verification import MANIFEST, read_manifest
from masthead.building.output.writer import NO_FILES, LastFiles, Stamp
from masthead.edition.reads import Read
from masthead.files.regular_files import read_ordinary


@dataclass(frozen=True, slots=True)
class LastBuild:
    """The inputs, parts and files of a build."""

    inputs: Inputs = field(default_factory=dict)
    parts: Parts = field(default_factory=dict)
    files: LastFiles = NO_FILES


NO_BUILD = LastBuild()


def read_last_build(cache: Path, output: Path) -> LastBuild:
    """Return the last build into *output*, as kept in the folder *cache*.

    It is NO_BUILD if nothing is kept, or if the website is gone. Raises LastBuildError if the kept values are damaged,
    or belong to another website than the one in *output*.
    """
    kept = read_kept(cache, output) if output.is_dir() else None
    if kept is None:
        return NO_BUILD
    try:
        return _last_build(json.loads(kept[1]), output, spare_of(cache, output))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise of_another_version(cache, output) from None


def values_to_keep(
    output: Path, inputs: Inputs, parts: Parts, stamps: Mapping[str, Stamp], named: Iterable[str]
) -> dict[str, Any]:
    """Return a build as plain values, with each read and each file listed once; *named* are the files that pages refer to."""
    reads = {
        read: number for number, read in enumerate(dict.fromkeys(r for part in parts.values() for r in part.reads))
    }
    return {
        "manifest": _sum(output),
        "inputs": dict(inputs),
        "reads": list(reads),
        "parts": {
            name: [part.digest, [reads[read] for read in part.reads], part.files, part.kept]
            for name, part in parts.items()
        },
        "stamps": {path: [stamp.changed, stamp.inode] for path, stamp in stamps.items()},
        "named": sorted(named),
    }


def _last_build(values: Any, output: Path, spare: Path) -> LastBuild:
    if values["manifest"] != _sum(output):
        raise LastBuildError(f"{output} was not made by the last build that is kept; everything was made again")
    reads: list[Read] = [tuple(read) for read in values["reads"]]
    parts = {
        name: MadePart(digest, tuple(map(reads.__getitem__, numbers)), tuple(files), kept)
        for name, (digest, numbers, files, kept) in values["parts"].items()
    }
    stamps = {path: Stamp(*numbers) for path, numbers in values["stamps"].items()}
    files = LastFiles(output, read_manifest(output), stamps, spare, frozenset(values["named"]))
    return LastBuild(values["inputs"], parts, files)


def _sum(output: Path) -> str:
    """Return the SHA-256 of the manifest in *output*; empty if there is no manifest."""
    try:
        return hashlib.sha256(read_ordinary(output / MANIFEST)).hexdigest()
    except OSError:
        return ""

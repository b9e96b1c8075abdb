"""The last build, as the next one needs it: which parts it made of which reads, kept beside other caches.

It is JSON behind its SHA-256, checked when it is read and never executed. It belongs to one output folder, of which it
has the manifest; if that is another, or anything is damaged, it is thrown away and everything is made.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from masthead import MastheadError
from masthead.edition.reads import Read
from masthead.files.regular_files import read_ordinary
from masthead.site.inputs import Inputs
from masthead.site.reuse import MadePart, Parts
from masthead.site.verification import MANIFEST, read_manifest
from masthead.site.writer import NO_FILES, LastFiles, Stamp

_VERSION = 1
_SEAL = hashlib.sha256().digest_size * 2


class LastBuildError(MastheadError):
    """What is kept of the last build cannot be used; says why."""


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
    file = _file(cache, output)
    if not output.is_dir():
        return NO_BUILD
    try:
        sealed = read_ordinary(file)
    except FileNotFoundError:
        return NO_BUILD
    except OSError as error:
        raise LastBuildError(f"{file} cannot be read ({error.strerror}); everything was made again") from None
    seal, kept = sealed[:_SEAL], sealed[_SEAL:]
    if hashlib.sha256(kept).hexdigest().encode() != seal:
        raise LastBuildError(f"{file} is damaged; everything was made again")
    try:
        return _last_build(json.loads(kept), output)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise LastBuildError(f"{file} was not written by this version; everything was made again") from None


def keep_last_build(cache: Path, output: Path, inputs: Inputs, parts: Parts, stamps: Mapping[str, Stamp]) -> None:
    """Keep what was made into *output* in the folder *cache*; where nothing can be kept, the next build makes all."""
    kept = json.dumps(_values(output, inputs, parts, stamps), separators=(",", ":")).encode()
    file = _file(cache, output)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        _forget_others(file.parent)
        new = file.with_suffix(f".{os.getpid()}")  # put in its place whole, or a stopped build leaves half of it
        new.write_bytes(hashlib.sha256(kept).hexdigest().encode() + kept)
        new.replace(file)


def forget_last_build(cache: Path, output: Path) -> None:
    """Delete what is kept of the last build into *output*."""
    _file(cache, output).unlink(missing_ok=True)


def _file(cache: Path, output: Path) -> Path:
    return cache / "builds" / f"{hashlib.sha256(os.fsencode(output.absolute())).hexdigest()[:16]}.json"


def _forget_others(folder: Path) -> None:
    """Delete what is kept of websites that are no longer there."""
    for file in folder.glob("*.json"):
        with file.open("rb") as stream:
            begin = stream.read(4096)[_SEAL:]
        _, _, rest = begin.partition(b'"output":')
        with suppress(ValueError):
            output, _ = json.JSONDecoder().raw_decode(rest.decode("utf-8", "replace"))
            if not Path(output).is_dir():
                file.unlink()


def _values(output: Path, inputs: Inputs, parts: Parts, stamps: Mapping[str, Stamp]) -> dict[str, Any]:
    """Return a build as plain values, each read and each file once."""
    reads = {
        read: number for number, read in enumerate(dict.fromkeys(r for part in parts.values() for r in part.reads))
    }
    return {
        "version": _VERSION,
        "output": str(output.absolute()),
        "manifest": _sum(output),
        "inputs": dict(inputs),
        "reads": list(reads),
        "parts": {
            name: [part.digest, [reads[read] for read in part.reads], part.files] for name, part in parts.items()
        },
        "stamps": {path: [one.changed, one.inode] for path, one in stamps.items()},
    }


def _last_build(values: Any, output: Path) -> LastBuild:
    if values["version"] != _VERSION or values["output"] != str(output.absolute()):
        raise ValueError(values["version"])
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

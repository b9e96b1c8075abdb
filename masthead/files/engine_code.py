"""The code that runs, by content: what is kept of its results counts only as long as it is the same."""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import masthead
from masthead.files.regular_files import files_below, read_ordinary

_ENGINE = Path(masthead.__file__).parent
_STARTED = time.time()
_MARGIN = 5.0
"""Seconds between the first module that was loaded and this one: code that changed since may not be what runs."""


def code_digest(*folders: str) -> str:
    """Return the digest of all files of the engine, or of those in *folders* of it; none if one has changed since it was loaded."""
    is_new = any(os.lstat(file).st_mtime > _STARTED - _MARGIN for file in _code(folders))
    return "" if is_new else digest_of_code(*folders)


def digest_of_code(*folders: str) -> str:
    """Return the same digest, however new the files are: a machine may have fetched them just now."""
    lines = (
        f"{file.relative_to(_ENGINE)} {hashlib.sha256(read_ordinary(file)).hexdigest()}" for file in _code(folders)
    )
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _code(folders: Iterable[str]) -> list[Path]:
    files = (file for folder in folders or ("",) for file in files_below(_ENGINE / folder))
    return [file for file in files if "__pycache__" not in file.parts]


def libraries() -> Iterator[str]:
    """Yield the versions of Python and of every library that is installed."""
    yield sys.version
    for folder in sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}):
        yield from sorted(entry.name for entry in os.scandir(folder) if entry.name.endswith("-info"))

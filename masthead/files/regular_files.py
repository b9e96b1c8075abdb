"""Reading of ordinary files: links are not followed, and pipes and devices, which could block, are not opened."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from masthead import MastheadError

NOT_ORDINARY = "this is a link, a folder or a device, not an ordinary file"


class NotOrdinaryError(MastheadError, OSError):
    """A path leads to a link, a folder, a pipe or a device."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(errno.EINVAL, NOT_ORDINARY, str(path))


def read_ordinary(path: Path | str, most: int = -1) -> bytes:
    """Return the bytes of the ordinary file at *path*, at most one more than *most*; all of them if *most* is negative.

    Raises NotOrdinaryError if it is something else, and OSError if it does not exist or cannot be read.
    """
    if not stat.S_ISREG(os.lstat(path).st_mode):
        raise NotOrdinaryError(path)
    # O_NONBLOCK: if a pipe has replaced the file since, opening it must not block.
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        return _read(handle, most + 1 if most >= 0 else sys.maxsize)
    finally:
        os.close(handle)


def _read(handle: int, most: int) -> bytes:
    """Return up to *most* bytes; without a stream around them, as a check reads hundreds of small files."""
    at_once = os.fstat(handle).st_size + 1
    parts = []
    while most and (part := os.read(handle, min(most, at_once))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def remove_folder(folder: Path) -> None:
    """Remove a folder; a file or a link stays: rmtree() would wait at a named pipe until somebody writes."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)


def open_within(folder: Path, path: str) -> BinaryIO:
    """Open the ordinary file at *path* below *folder*, of whose steps none is a link, also if one becomes one meanwhile.

    Raises IsADirectoryError if it is a folder, NotOrdinaryError if it is something else, and OSError like read_ordinary.
    """
    *folders, name = path.split("/")
    at = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for step in folders:
            below = os.open(step, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=at)
            os.close(at)
            at = below
        handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=at)
    finally:
        os.close(at)
    stream = os.fdopen(handle, "rb")  # refuses a folder
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return stream
    stream.close()
    raise NotOrdinaryError(folder / path)


def files_below(folder: Path) -> Iterator[Path]:
    """Yield everything in *folder* and the folders in it that is no folder itself, in the order of names, except what is hidden.

    A link is yielded, wherever it leads. Nothing is yielded if *folder* is not there.
    """
    if folder.is_dir():
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if not entry.name.startswith("."):
                yield from files_below(Path(entry.path)) if entry.is_dir(follow_symlinks=False) else (Path(entry.path),)

"""Reading of ordinary files: links are not followed, and pipes and devices, which could block, are not opened."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from masthead import MastheadError


class NotOrdinaryError(MastheadError, OSError):
    """A path leads to a link, a folder, a pipe or a device."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "this is a link, a folder or a device, not an ordinary file", str(path))


def read_ordinary(path: Path, most: int = -1) -> bytes:
    """Return the bytes of the ordinary file at *path*, at most one more than *most*; all of them if *most* is negative.

    Raises NotOrdinaryError if it is something else, and OSError if it does not exist or cannot be read.
    """
    if not stat.S_ISREG(os.lstat(path).st_mode):
        raise NotOrdinaryError(path)
    # O_NONBLOCK: if a pipe has replaced the file since, opening it must not block.
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as stream:
        return stream.read(most + 1) if most >= 0 else stream.read()

"""The bytes of ordinary files: no link is followed, and no pipe or device keeps anybody waiting."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from masthead import MastheadError


class NotOrdinaryError(MastheadError, OSError):
    """What is at a path is a link, a folder, a pipe or a device."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "this is a link, a folder or a device, not an ordinary file", str(path))


def read_ordinary(path: Path, most: int = -1) -> bytes:
    """Return the bytes of the ordinary file at *path*; of a long one, one byte more than the *most* that are wanted.

    Raises NotOrdinaryError if it is something else, and OSError if it is not there or cannot be read.
    """
    if not stat.S_ISREG(os.lstat(path).st_mode):
        raise NotOrdinaryError(path)
    # O_NONBLOCK: a pipe that took the file's place since must not make us wait.
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as stream:
        return stream.read(most + 1) if most >= 0 else stream.read()

"""Reads the bytes and the text of a list or a map, within limits."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from masthead.importing.lists.problems import Problem, Unusable

MAX_BYTES = 8 * 1024 * 1024


def read_bytes(path: Path, limit: int) -> bytes:
    """Return the content of the file at *path*; raises Unusable if it is not a file or has more than *limit* bytes."""
    try:
        # O_NONBLOCK: a FIFO must not make us wait.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unusable(Problem(str(path), "this is a device, not an ordinary file"))
            text = file.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not one of a file"
        raise Unusable(Problem(str(path), f"the file cannot be read: {reason}")) from None
    if len(text) > limit:
        raise Unusable(Problem(str(path), f"the file is larger than {limit} bytes", "split the list"))
    return text


def text_of(place: str, content: bytes) -> str:
    """Return the text of a list, without the byte order mark that spreadsheets put before UTF-8."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unusable(Problem(f"{place}:1", "the file is UTF-16, not UTF-8", "save the list as UTF-8"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"the byte 0x{error.object[error.start]:02x} is not UTF-8"
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Unusable(Problem(f"{place}:{line}", message, "save the list as UTF-8")) from None

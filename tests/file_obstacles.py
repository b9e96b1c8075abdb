"""Obstacles that may be in the place of a file that a command opens, and a way to notice that it waits for one."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS = 20
"""The seconds within which each command ends: one that waits for a pipe never does."""


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "x").write_text("x")


def _link_to_a_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("a-pipe"))
    path.symlink_to("a-pipe")


OTHERS: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "link to nothing": lambda path: path.symlink_to("nothing"),
    "link to a pipe": _link_to_a_pipe,
    "link to a device": lambda path: path.symlink_to("/dev/zero"),
    "folder": _folder,
}


class TooSlow(BaseException):
    """A command waits for something."""


@contextmanager
def in_time() -> Iterator[None]:
    """Interrupt anything that takes longer than SECONDS."""

    def stop(*_: object) -> None:
        raise TooSlow(f"this takes more than {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)

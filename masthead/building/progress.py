"""The progress of a build, and the time of each of its stages."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum


class Stage(StrEnum):
    """The stages of a build, in order."""

    LOOK = "look"
    """Looks whether anything has changed since the last build."""
    CHECK = "check"
    PREPARE = "prepare"
    WRITE = "write"
    VERIFY = "verify"
    COMPARE = "compare"
    PUBLISH = "publish"


class Progress:
    """Follows a build silently; subclasses show its progress."""

    def __init__(self) -> None:
        self.seconds: dict[Stage, float] = {}
        """The time that each finished stage took, in seconds."""

    @contextmanager
    def stage(self, stage: Stage, records: int = 0) -> Iterator[None]:
        """Follow *stage*, in which the files of *records* records are made."""
        start = time.monotonic()
        self.started(stage, records)
        try:
            yield
        finally:
            self.left()
        self.seconds[stage] = time.monotonic() - start
        self.ended(stage)

    def started(self, stage: Stage, records: int) -> None:
        """Show that *stage* has begun."""

    def reached(self, records: int) -> None:
        """Show the number of *records* whose files were started."""

    def left(self) -> None:
        """Show that the stage is over, finished or not."""

    def ended(self, stage: Stage) -> None:
        """Show that *stage* has finished."""

"""How far a build is, and how long each of its stages took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum


class Stage(StrEnum):
    """What a build does, in this order."""

    LOOK = "look"
    """Sees whether anything has changed since the last build."""
    CHECK = "check"
    PREPARE = "prepare"
    WRITE = "write"
    VERIFY = "verify"
    COMPARE = "compare"
    PUBLISH = "publish"


class Progress:
    """Follows a build in silence; subclasses show what happens."""

    def __init__(self) -> None:
        self.seconds: dict[Stage, float] = {}
        """How long each stage took that has ended."""

    @contextmanager
    def stage(self, stage: Stage, records: int = 0) -> Iterator[None]:
        """Follow a *stage*, in which files are made of so many *records*."""
        start = time.monotonic()
        self.started(stage, records)
        try:
            yield
        finally:
            self.left()
        self.seconds[stage] = time.monotonic() - start
        self.ended(stage)

    def started(self, stage: Stage, records: int) -> None:
        """Show that a *stage* has begun."""

    def reached(self, records: int) -> None:
        """Show of how many *records* the files have been begun."""

    def left(self) -> None:
        """Show that the stage is over, whether it has reached its end or not."""

    def ended(self, stage: Stage) -> None:
        """Show that a *stage* has reached its end."""

"""A build that stays: it keeps what it has loaded, and makes the website again when it is told that records have changed.

Pages are made by copies of this process, which have all that was loaded, and take with them what they load in addition.
A line on the standard input lists the paths of records that have changed, as JSON. Lines on the standard output say what
came of it: the pages of these records as soon as they are made, and later whether the website was built.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from masthead import MastheadError
from masthead.building.preview import Preview
from masthead.building.workers import begin_copy

Build = Callable[[], int]
"""Builds the website, tells people what there is to tell, and returns the exit code of the command."""


def stay(root: Path, settings: str, build: Build) -> None:
    """Build the website of the database below *root*, and again after each line, until the standard input ends.

    Pelican's *settings* are those of the build.
    """
    told = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever else is printed is for people
    _tell(told, built=build() == 0, through=0)
    try:
        preview = Preview(root, settings)
    except MastheadError:  # the build has said what is wrong
        preview = None
    resident = _Resident(preview, build, told)
    try:
        resident.answer()
    finally:
        resident.stop()


def _tell(told: int, **values: object) -> None:
    data = f"{json.dumps(values)}\n".encode()
    while data:
        data = data[os.write(told, data) :]


class _Building(NamedTuple):
    """The process that builds: its id, the end of a pipe that closes with it, and the last line before it began."""

    pid: int
    ended: int
    through: int


@dataclass(slots=True)
class _Resident:
    preview: Preview | None
    build: Build
    told: int
    heard: int = 0
    """How many lines were read."""
    since: set[str] = field(default_factory=set)
    """The records that have changed since everything was loaded."""
    building: _Building | None = None
    through: int = 0
    """The last line before the last build began."""

    def answer(self) -> None:
        """Answer each line at once, and build after it, when no other build is going on."""
        begun = b""
        while True:
            if self.building is None and self.through < self.heard:
                self._begin()
            watched = [sys.stdin.fileno(), *([self.building.ended] if self.building else [])]
            ready, _, _ = select.select(watched, [], [])
            if self.building and self.building.ended in ready:
                self._finish(self.building)
            if sys.stdin.fileno() in ready:
                data = os.read(sys.stdin.fileno(), 1 << 16)
                if not data:
                    return
                *lines, begun = (begun + data).split(b"\n")
                for line in lines:
                    self._hear(json.loads(line))

    def stop(self) -> None:
        """End the build that is going on, if one is, as an interrupt does."""
        if self.building:
            os.kill(self.building.pid, signal.SIGTERM)
            os.waitpid(self.building.pid, 0)

    def _hear(self, paths: Iterable[str]) -> None:
        self.heard += 1
        self.since.update(paths)
        if self.preview:
            os.waitpid(begin_copy(partial(self._show, self.preview, tuple(paths))), 0)

    def _show(self, preview: Preview, paths: Iterable[str]) -> int:
        try:
            _tell(self.told, pages=dict(preview.pages(paths, self.since)), number=self.heard)
        except (MastheadError, OSError):
            return 1  # the build says what is wrong
        return 0

    def _begin(self) -> None:
        """Begin to build in a copy of this process: what it keeps in memory is gone with it."""
        ended, entry = os.pipe()
        self.through = self.heard
        self.building = _Building(begin_copy(self.build), ended, self.heard)
        os.close(entry)

    def _finish(self, building: _Building) -> None:
        os.close(building.ended)
        _, status = os.waitpid(building.pid, 0)
        self.building = None
        _tell(self.told, built=status == 0, through=building.through)

"""A build process that stays: it keeps loaded data, and builds again on each report of changed records.

Copies of this process (forks) make the pages: they share the loaded data, and anything that they load besides is gone
when they end. Each line on the standard input is a JSON list of the paths of changed records. Each line on the standard
output is a result: the pages of these records as soon as they are made, and later whether the website was built.
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
from masthead.building.serving.preview import Preview
from masthead.processes.workers import begin_copy

Build = Callable[[], int]
"""A function that builds the website, prints its messages, and returns the exit code of the command."""


def stay(root: Path, settings: str, build: Build) -> None:
    """Build the website of the database below *root*, and again after each line, until the standard input ends.

    *settings* are Pelican's settings for the previews; *build* has its own.
    """
    results = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # anything else that is printed is for people
    _send(results, built=build() == 0, through=0)
    try:
        preview = Preview(root, settings)
    except MastheadError:  # the build has reported it
        preview = None
    resident = _Resident(preview, build, results)
    try:
        resident.answer()
    finally:
        resident.stop()


def _send(results: int, **values: object) -> None:
    data = f"{json.dumps(values)}\n".encode()
    while data:
        data = data[os.write(results, data) :]


class _Building(NamedTuple):
    """A build process: its id, the end of a pipe that closes when it ends, and the number of lines read before it."""

    pid: int
    ended: int
    through: int


@dataclass(slots=True)
class _Resident:
    preview: Preview | None
    build: Build
    results: int
    lines_read: int = 0
    """The number of lines that were read."""
    changed: set[str] = field(default_factory=set)
    """The paths of the records that have changed since the database was loaded."""
    building: _Building | None = None
    through: int = 0
    """The number of lines that were read before the last build began."""

    def answer(self) -> None:
        """Preview the changes of each line at once, and build after it, when no other build is running."""
        rest = b""
        while True:
            if self.building is None and self.through < self.lines_read:
                self._begin()
            watched = [sys.stdin.fileno(), *([self.building.ended] if self.building else [])]
            ready, _, _ = select.select(watched, [], [])
            if self.building and self.building.ended in ready:
                self._finish(self.building)
            if sys.stdin.fileno() in ready:
                data = os.read(sys.stdin.fileno(), 1 << 16)
                if not data:
                    return
                *lines, rest = (rest + data).split(b"\n")
                for line in lines:
                    self._take_line(json.loads(line))

    def stop(self) -> None:
        """End the running build, if there is one, as an interrupt does."""
        if self.building:
            os.kill(self.building.pid, signal.SIGTERM)
            os.waitpid(self.building.pid, 0)

    def _take_line(self, paths: Iterable[str]) -> None:
        self.lines_read += 1
        self.changed.update(paths)
        if self.preview:
            os.waitpid(begin_copy(partial(self._show, self.preview, tuple(paths))), 0)

    def _show(self, preview: Preview, paths: Iterable[str]) -> int:
        try:
            _send(self.results, pages=dict(preview.pages(paths, self.changed)), number=self.lines_read)
        except (MastheadError, OSError):
            return 1  # the build reports it
        return 0

    def _begin(self) -> None:
        """Start to build in a copy of this process, whose memory ends with it."""
        ended, entry = os.pipe()
        self.through = self.lines_read
        self.building = _Building(begin_copy(self.build), ended, self.lines_read)
        os.close(entry)

    def _finish(self, building: _Building) -> None:
        os.close(building.ended)
        _, status = os.waitpid(building.pid, 0)
        self.building = None
        _send(self.results, built=status == 0, through=building.through)

"""The hostile records: where each is put in the small world, and the findings that it must yield there."""

from __future__ import annotations

import csv
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from masthead.commands.common.findings import report_of
from masthead.findings.finding import Finding
from masthead.loading.database import load
from masthead.reporting.excerpt import excerpts_below
from masthead.reporting.formats.registry import FORMATS
from masthead.reporting.formats.text import text
from tests.world import World

FOLDER = Path(__file__).parent
TODAY = date(2026, 1, 1)

Place = tuple[str, str, int, int]
"""The path, rule, line and column of a finding."""


@dataclass(frozen=True, slots=True)
class Case:
    """A hostile file, the place at which it is put, and the places of the findings that are due."""

    file: str
    place: str
    due: tuple[Place, ...]

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return (FOLDER / self.file).read_bytes()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The findings of a check, the output of each format, and the processor time of the check in seconds."""

    findings: tuple[Finding, ...]
    printed: dict[str, str]
    seconds: float

    @property
    def places(self) -> list[Place]:
        """The places of the findings, in order."""
        return sorted((f.path, f.rule, f.position.line, f.position.column) for f in self.findings)


@cache
def cases() -> tuple[Case, ...]:
    """Return all cases of expected.csv; a row without a path of its own is about the hostile file itself."""
    due: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    with (FOLDER / "expected.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            finding = (row["found_in"] or row["place"], row["rule"], int(row["line"]), int(row["column"]))
            due[row["file"], row["place"]].append(finding)
    return tuple(Case(file, place, tuple(sorted(places))) for (file, place), places in due.items())


def outcome(world: World) -> Outcome:
    """Return the outcome of a check of *world*: its findings, the printed texts and the time that it took."""
    start = time.process_time()
    database = load(world.root, TODAY)
    seconds = time.process_time() - start
    report = report_of(database, world.root)
    printed = {name: form(report) for name, form in FORMATS.items()}
    printed["text"] = text(report, excerpts_below(world.root))
    return Outcome(database.findings, printed, seconds)

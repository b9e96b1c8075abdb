"""A database: its graph, and everything that is wrong with its records."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from masthead.files import RecordFile, read_files
from masthead.findings import Finding, by_place
from masthead.graph import Graph, link
from masthead.records import parse_all
from masthead.rulebook import Severity
from masthead.rules import judge


@dataclass(frozen=True, slots=True)
class Database:
    """The graph of the records that can be read, and all findings."""

    graph: Graph
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many findings forbid publishing."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)


def load(root: Path, today: date | None = None) -> Database:
    """Return the database below *root*, with every finding by file and place, as of *today* (UTC, if not given)."""
    # Records stay until the program ends: looking for garbage among them takes a third of the time.
    gc.disable()
    try:
        return _load(root, today or datetime.now(UTC).date())
    finally:
        gc.freeze()
        gc.enable()


def _load(root: Path, today: date) -> Database:
    files = list(read_files(root))
    loaded, findings = parse_all(files)
    read = {one.file.path for one in loaded}
    broken = [(f.folder, f.id) for f in files if isinstance(f, RecordFile) and f.path not in read]
    graph = link(loaded, broken)
    if not files:
        findings.append(
            Finding("sites", "empty", "expected at least one record, found none", cure="add sites/<country>/<host>.yml")
        )
    return Database(graph, tuple(sorted([*findings, *judge(graph, today)], key=by_place)))

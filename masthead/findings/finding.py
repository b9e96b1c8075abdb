"""Findings: each is a value that says what is wrong with a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from masthead.findings.rule_descriptions import RULEBOOK, Severity

Location = tuple[str | int, ...]
"""The location of a value inside a record, such as ``("evidence", 2, "claim")``."""


MAX_ALIKE = 100
"""The most findings of one kind that are reported for a record: more probably have one cause, and nobody would read them."""
MORE_ALIKE = f"there are more than {MAX_ALIKE} findings of one kind, so the rest are left out: cure these first"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; lines and columns count from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a record: where it is, which rule it breaks, what is wrong, and how to cure it."""

    path: str
    rule: str
    message: str
    field: str = ""
    position: Position = Position()
    cure: str = ""

    @property
    def severity(self) -> Severity:
        """Whether the finding stops the build, as the rule descriptions state for its rule."""
        return RULEBOOK[self.rule].severity


def field_name(location: Location) -> str:
    """Return *location* as people write it, such as ``evidence[2].claim``."""
    name = ""
    for step in location:
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else step
    return name


def few(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the first MAX_ALIKE of *findings* and, in place of the rest, one finding that there are more."""
    for number, finding in enumerate(islice(findings, MAX_ALIKE + 1)):
        yield finding if number < MAX_ALIKE else replace(finding, message=MORE_ALIKE, cure="")


def by_place(finding: Finding) -> tuple[str, Position, str, str]:
    """Return the key that sorts findings by file, then by position in it."""
    return (finding.path, finding.position, finding.rule, finding.message)

"""The choice of the parts that a build makes, and its summary, which is the same for a website that is unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from masthead import MastheadError
from masthead.findings.finding import Finding
from masthead.findings.rule_descriptions import Severity


class BuildError(MastheadError):
    """The website could not be built; the previous one stays as it was."""


@contextmanager
def build_errors() -> Iterator[None]:
    """Turn errors of ours and of the file system into BuildError."""
    try:
        yield
    except MastheadError as error:
        raise BuildError(str(error)) from error
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        raise BuildError(f"{place}{error.strerror or error}") from error


class Making(StrEnum):
    """The choice of the parts of a website that a build makes."""

    CHANGED = "changed"
    """The parts that differ from those of the last build; the others are linked."""
    ALL = "all"
    """All parts."""
    COMPARED = "compared"
    """The changed parts, then all parts a second time: nothing is published unless the files are the same."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The summary of a build: the records read, the findings, and the files made; no files if there are errors."""

    records: int
    """The number of records that could be read."""
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...] = ()
    """The messages of the build other than findings."""
    pages: int = 0
    files: int = 0
    size: int = 0
    """The size of all files, in bytes."""
    changed: int = 0
    """The number of files that are new, changed, or gone since the last build."""
    linked: int = 0
    """The number of files that were linked, since the last website has the same."""

    @property
    def errors(self) -> int:
        """The number of findings that prevent publishing."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

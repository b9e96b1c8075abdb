"""What is asked of a build, and what it tells: the same whether it has made a website or found that nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from masthead import MastheadError
from masthead.findings.finding import Finding
from masthead.findings.rule_descriptions import Severity


class BuildError(MastheadError):
    """The website could not be built; the last one stays as it was."""


@contextmanager
def build_errors() -> Iterator[None]:
    """Turn what goes wrong while a website is made into a BuildError."""
    try:
        yield
    except MastheadError as error:
        raise BuildError(str(error)) from error
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        raise BuildError(f"{place}{error.strerror or error}") from error


class Making(StrEnum):
    """Which parts of a website a build makes."""

    CHANGED = "changed"
    """Those that the last build would have made otherwise; the rest is linked."""
    ALL = "all"
    """All."""
    COMPARED = "compared"
    """Those that changed, and then all a second time: nothing is published unless the files are the same."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build has read, found and made; it has made nothing if there are errors."""

    records: int
    """How many records could be read."""
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...] = ()
    """What the build says beside the findings."""
    pages: int = 0
    files: int = 0
    size: int = 0
    """How many bytes all files have."""
    changed: int = 0
    """How many files are new, changed, or gone since the last build."""
    linked: int = 0
    """How many files were not written, for the last website has the same."""

    @property
    def errors(self) -> int:
        """How many findings forbid publishing."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

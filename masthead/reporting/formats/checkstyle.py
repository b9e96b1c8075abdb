"""Findings as the XML of Checkstyle, which many tools read."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape as quote
from itertools import groupby

from masthead.findings.finding import Finding
from masthead.reporting.report import Report, cured

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def checkstyle(report: Report) -> str:
    """Return the findings of *report* as one XML document."""
    files = [_file(path, findings) for path, findings in groupby(report.findings, report.path)]
    return "\n".join([DECLARATION, '<checkstyle version="4.3">', *files, "</checkstyle>", ""])


def _file(path: str, findings: Iterable[Finding]) -> str:
    """Return the element of the file at *path*."""
    return "\n".join([f'  <file name="{quote(path)}">', *map(_error, findings), "  </file>"])


def _error(finding: Finding) -> str:
    """Return the element of *finding*."""
    return (
        f'    <error line="{finding.position.line}" column="{finding.position.column}" severity="{finding.severity}"'
        f' message="{quote(cured(finding))}" source="masthead.{finding.rule}"/>'
    )

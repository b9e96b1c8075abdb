"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a change."""

from __future__ import annotations

from masthead.findings.finding import Finding
from masthead.reporting.report import Report, cured


def github(report: Report) -> str:
    """Return a workflow command for each finding of *report*."""
    return "".join(f"{_command(report, finding)}\n" for finding in report.findings)


def _command(report: Report, finding: Finding) -> str:
    """Return the command that annotates the place of *finding*."""
    properties = {
        "file": report.path(finding),
        "line": str(finding.position.line),
        "col": str(finding.position.column),
        "title": finding.rule,
    }
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{finding.severity} {written}::{_data(cured(finding))}"


def _data(text: str) -> str:
    """Return *text* as the message of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return *text* as the value of a property of a command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")

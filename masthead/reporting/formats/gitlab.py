"""Findings as a Code Quality report of GitLab."""

from __future__ import annotations

import json

from masthead.findings.rule_descriptions import Severity
from masthead.reporting.formats.fingerprints import fingerprinted
from masthead.reporting.report import Report, cured

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor"}


def gitlab(report: Report) -> str:
    """Return the findings of *report* as a list of Code Quality."""
    issues = [
        {
            "description": cured(finding),
            "check_name": finding.rule,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": report.path(finding), "lines": {"begin": finding.position.line}},
        }
        for finding, fingerprint in fingerprinted(report.findings)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"

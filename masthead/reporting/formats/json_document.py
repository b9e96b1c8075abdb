"""Findings as a JSON document of our own, which docs/checking.md describes."""

from __future__ import annotations

import json

from masthead import __version__
from masthead.findings.rule_descriptions import Severity
from masthead.reporting.formats.fingerprints import fingerprinted
from masthead.reporting.report import Report, escape

FORMAT = "masthead-findings"
VERSION = 1
"""The version of the format: higher if a field is removed or changes its meaning, the same if one is added."""


def json_document(report: Report) -> str:
    """Return the whole of *report* as one JSON document."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "masthead": __version__,
        "records": {"read": report.read, "checked": report.checked},
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "errors_elsewhere": report.elsewhere,
        "findings": [
            {
                "path": report.path(finding),
                "line": finding.position.line,
                "column": finding.position.column,
                "field": escape(finding.field),
                "rule": finding.rule,
                "severity": finding.severity,
                "message": escape(finding.message),
                "cure": escape(finding.cure),
                "fingerprint": fingerprint,
            }
            for finding, fingerprint in fingerprinted(report.findings)
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"

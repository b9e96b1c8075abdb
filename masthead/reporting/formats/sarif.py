"""Findings as SARIF 2.1.0, the standard format of static analysis."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import quote

from masthead import __version__
from masthead.findings.finding import Finding
from masthead.findings.rule_descriptions import RULES, Rule
from masthead.reporting.formats.fingerprints import fingerprinted
from masthead.reporting.report import Report, cured

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT = "%SRCROOT%"
_NUMBERS = {rule.id: number for number, rule in enumerate(RULES)}


def sarif(report: Report) -> str:
    """Return the findings of *report* as the log of one run."""
    run = {
        "tool": {"driver": {"name": "Masthead", "version": __version__, "rules": [_rule(rule) for rule in RULES]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder where the check was run."}}},
        "results": [_result(report, finding, mark) for finding, mark in fingerprinted(report.findings)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> Mapping[str, object]:
    """Return the entry for *rule* in the log, with its page in the documentation."""
    # Not helpUri, which must be absolute: the address of this copy of the project is not known here.
    page = f"docs/rules/{rule.id}.md"
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},  # GitHub demands both
        "help": {"text": f"See {page}.", "markdown": f"See [{page}]({page})."},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(report: Report, finding: Finding, fingerprint: str) -> Mapping[str, object]:
    """Return the entry for *finding* in the log."""
    place = {"startLine": finding.position.line, "startColumn": finding.position.column}
    file = {"uri": quote(report.path(finding)), "uriBaseId": ROOT}
    return {
        "ruleId": finding.rule,
        "ruleIndex": _NUMBERS[finding.rule],
        "level": finding.severity,
        "message": {"text": _without_links(cured(finding))},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": place}}],
        "partialFingerprints": {"mastheadFinding/v1": fingerprint},
    }


def _without_links(text: str) -> str:
    """Return *text* changed so that no part of it is a link in SARIF: text from a record must not become one."""
    return text.replace("](", "] (")

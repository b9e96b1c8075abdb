"""Findings as lines of text that no terminal and no CI log takes for a command."""

from __future__ import annotations

import re
from collections.abc import Sequence

from masthead.findings import Finding
from masthead.rulebook import Severity

_UNPRINTABLE = re.compile(r"[^\x20-\x7e\u00a1-\u00ac\u00ae-\u034e\u0350-\u061b\u061d-\u115e\u1161-\u17b3\u17b6-\u180a\u1810-\u1fff"
                          r"\u2010-\u2027\u2030-\u205e\u2070-\u3163\u3165-\ud7ff\uf900-\ufdcf\ufdf0-\ufdff\ufe10-\ufefe\uff01-\uff9f\uffa1-\uffef\U00010000-\U0001d172\U0001d17b-\U000dffff]")  # fmt: skip


def escape(text: str) -> str:
    """Return *text* with every character that is not plainly visible written as its code point."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{{{ord(match.group()):x}}}", text)


def line(finding: Finding) -> str:
    """Return *finding* as ``path:line:column: severity: field: message; cure [rule]``."""
    place = f"{finding.path}:{finding.position.line}:{finding.position.column}"
    field = f"{finding.field}: " if finding.field else ""
    cure = f"; {finding.cure}" if finding.cure else ""
    return escape(f"{place}: {finding.severity}: {field}{finding.message}{cure} [{finding.rule}]")


def summary(findings: Sequence[Finding], records: int) -> str:
    """Return the closing line: how many records, errors and warnings."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    return f"{_count(records, 'record')} read, {_count(errors, 'error')}, {_count(warnings, 'warning')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

"""The report of a check, and its text, escaped so that no terminal and no CI log takes it for a command."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from masthead.findings.finding import Finding
from masthead.findings.rule_descriptions import Severity
from masthead.syntax.characters import is_special_space, is_unseen

MAX_MESSAGE = 1000
"""The most characters of a message that are shown: the contents of a record must not flood a log."""

# The marks by which CI logs know commands anywhere in a line: ##[, ##vso[, ##teamcity[.
_COMMAND = re.compile(r"(?<=#)#(?=\w*\[)")


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a check, and how many records it read and checked."""

    findings: tuple[Finding, ...]
    read: int
    """The number of records that could be read."""
    checked: int | None = None
    """The number of records that the check was asked for, or None for all."""
    elsewhere: int = 0
    """The number of errors left out because they are in records that the check was not asked for."""
    folder: str = ""
    """The prefix that makes paths relative to the working folder: nothing, or the root with a slash."""

    def path(self, finding: Finding) -> str:
        """Return the path of *finding* relative to the working folder, as text that is safe to print."""
        return escape(self.folder + finding.path)

    def count(self, severity: Severity) -> int:
        """Return the number of findings of *severity*."""
        return sum(finding.severity is severity for finding in self.findings)

    def summary(self) -> str:
        """Return the closing line: how many records, errors and warnings."""
        scope = "" if self.checked is None else f"{counted(self.checked, 'record')} checked, "
        elsewhere = (
            f"; {counted(self.elsewhere, 'error')} in other records: run `masthead check`" if self.elsewhere else ""
        )
        return scope + summary(self.findings, self.read) + elsewhere


def escape(text: str) -> str:
    """Return *text* with each character that is not plainly visible, or begins a command, written as its code point."""
    return code_points(_COMMAND.sub(r"\\u{23}", text))


def begins_command(text: str, at: int) -> bool:
    """Return whether the character of *text* at *at* makes a CI log take the following text for a command."""
    return _COMMAND.match(text, at) is not None


def code_points(text: str) -> str:
    """Return *text* with each character that is not plainly visible written as its code point."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"\\u{{{ord(character):x}}}" if _is_hidden(character) else character for character in text)


def _is_hidden(character: str) -> bool:
    return is_unseen(character) or is_special_space(character) or character in "\t\n\r"


def described(finding: Finding) -> str:
    """Return the field and the message of *finding*, as text that is safe to print."""
    field = f"{finding.field}: " if finding.field else ""
    text = f"{field}{finding.message}"
    return escape(text if len(text) <= MAX_MESSAGE else f"{text[:MAX_MESSAGE]}…")


def cured(finding: Finding) -> str:
    """Return the field, message and cure of *finding* in one line, as text that is safe to print."""
    return f"{described(finding)}; {escape(finding.cure)}" if finding.cure else described(finding)


def line(finding: Finding) -> str:
    """Return *finding* as ``path:line:column: severity: field: message; cure [rule]``."""
    place = f"{finding.path}:{finding.position.line}:{finding.position.column}"
    return f"{escape(place)}: {finding.severity}: {cured(finding)} [{finding.rule}]"


def summary(findings: Sequence[Finding], records: int) -> str:
    """Return a line with the numbers of *records* read, of errors and of warnings."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    return f"{counted(records, 'record')} read, {counted(errors, 'error')}, {counted(warnings, 'warning')}"


def counted(number: int, noun: str) -> str:
    """Return *number* with *noun*, in the plural unless it is one."""
    return f"{number} {noun}{'' if number == 1 else 's'}"

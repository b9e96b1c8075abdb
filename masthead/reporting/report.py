"""What a check reports, and its text as no terminal and no CI log takes it for a command."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from masthead.findings.finding import Finding
from masthead.findings.rulebook import Severity
from masthead.syntax.characters import is_special_space, is_unseen

MAX_MESSAGE = 1000
"""How much of a message is shown: the contents of a record must not flood a log."""

# The marks by which CI logs know commands anywhere in a line: ##[, ##vso[, ##teamcity[.
_COMMAND = re.compile(r"(?<=#)#(?=\w*\[)")


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a check, and what it looked at."""

    findings: tuple[Finding, ...]
    read: int
    """How many records could be read."""
    checked: int | None = None
    """How many were asked for, if not all."""
    elsewhere: int = 0
    """How many errors in records that were not asked for are left out."""
    folder: str = ""
    """What stands before a path for somebody in the working folder: nothing, or the root with a slash."""

    def path(self, finding: Finding) -> str:
        """Return the path of *finding* from the working folder, as text that is safe to print."""
        return escape(self.folder + finding.path)

    def count(self, severity: Severity) -> int:
        """Return how many findings are of *severity*."""
        return sum(finding.severity is severity for finding in self.findings)

    def summary(self) -> str:
        """Return the closing line: how many records, errors and warnings."""
        asked = "" if self.checked is None else f"{counted(self.checked, 'record')} checked, "
        elsewhere = (
            f"; {counted(self.elsewhere, 'error')} in other records: run `masthead check`" if self.elsewhere else ""
        )
        return asked + summary(self.findings, self.read) + elsewhere


def escape(text: str) -> str:
    """Return *text* with every character that is not plainly visible, or begins a command, as its code point."""
    return code_points(_COMMAND.sub(r"\\u{23}", text))


def begins_command(text: str, at: int) -> bool:
    """Return whether the character of *text* at *at* makes a CI log take what follows for a command."""
    return _COMMAND.match(text, at) is not None


def code_points(text: str) -> str:
    """Return *text* with every character that is not plainly visible written as its code point."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"\\u{{{ord(character):x}}}" if _is_hidden(character) else character for character in text)


def _is_hidden(character: str) -> bool:
    return is_unseen(character) or is_special_space(character) or character in "\t\n\r"


def told(finding: Finding) -> str:
    """Return field and message of *finding*, as text that is safe to print."""
    field = f"{finding.field}: " if finding.field else ""
    text = f"{field}{finding.message}"
    return escape(text if len(text) <= MAX_MESSAGE else f"{text[:MAX_MESSAGE]}…")


def cured(finding: Finding) -> str:
    """Return message and cure of *finding* in one line, as text that is safe to print."""
    return f"{told(finding)}; {escape(finding.cure)}" if finding.cure else told(finding)


def line(finding: Finding) -> str:
    """Return *finding* as ``path:line:column: severity: field: message; cure [rule]``."""
    place = f"{finding.path}:{finding.position.line}:{finding.position.column}"
    return f"{escape(place)}: {finding.severity}: {cured(finding)} [{finding.rule}]"


def summary(findings: Sequence[Finding], records: int) -> str:
    """Return how many *records* were read and how many errors and warnings were found."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    return f"{counted(records, 'record')} read, {counted(errors, 'error')}, {counted(warnings, 'warning')}"


def counted(number: int, noun: str) -> str:
    """Return *number* with *noun*, in the plural unless it is one."""
    return f"{number} {noun}{'' if number == 1 else 's'}"

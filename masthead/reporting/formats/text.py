"""Findings as text for people: each with its line in the record, a caret under the place, and the cure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from click import style

from masthead.findings.finding import Finding, by_place
from masthead.findings.rule_descriptions import Severity
from masthead.reporting.excerpt import Excerpts
from masthead.reporting.report import Report, described, escape

LIMIT = 200
"""The most findings that are shown, unless all are requested."""
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}

Paint = Callable[..., str]
"""A function that colours a text, or returns it as it is."""


def text(report: Report, excerpts: Excerpts, *, limit: int | None = LIMIT, colour: bool = False) -> str:
    """Return the text of *report* with at most *limit* findings; if there are more, errors take precedence."""
    paint = style if colour else _plain
    shown = report.findings if limit is None else foremost(report.findings, limit)
    blocks = ["\n".join(_block(report, finding, excerpts, paint)) + "\n" for finding in shown]
    left = len(report.findings) - len(shown)
    if left:
        blocks.append(f"… and {left} more; `masthead check --all` shows all {len(report.findings)}\n")
    return "\n".join(blocks)


def foremost(findings: Sequence[Finding], limit: int) -> Sequence[Finding]:
    """Return at most *limit* of *findings*, in order; errors take precedence over warnings."""
    if len(findings) <= limit:
        return findings
    ranked = sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR)
    return sorted(ranked[:limit], key=by_place)


def _block(report: Report, finding: Finding, excerpts: Excerpts, paint: Paint) -> Iterator[str]:
    """Yield the lines about *finding*."""
    place = f"{report.path(finding)}:{finding.position.line}:{finding.position.column}"
    colour = _COLOURS[finding.severity]
    severity, rule = paint(finding.severity, fg=colour, bold=True), paint(f"[{finding.rule}]", dim=True)
    yield f"{paint(place, bold=True)}: {severity}: {described(finding)} {rule}"
    for number, line in enumerate(excerpts(finding.path, finding.position)):
        yield paint(line, fg=colour) if number else line
    if finding.cure:
        yield f"  {paint('cure:', fg='cyan')} {escape(finding.cure)}"


def _plain(text: str, **_style: object) -> str:
    return str(text)

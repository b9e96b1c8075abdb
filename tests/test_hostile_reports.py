"""No text of a record makes a format pass on a command, or keeps the format from being read."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.findings.finding import Finding
from masthead.reporting.excerpt import WIDTH, cut, excerpt
from masthead.reporting.formats.registry import FORMATS
from masthead.reporting.formats.text import text
from masthead.reporting.report import Report, cured, escape, line
from tests.hostile_values import FINDINGS, TEXT, commands, hidden
from tests.test_report_formats import GITLAB, command, output, valid
from tests.test_report_text import cells


@given(findings=st.lists(FINDINGS, max_size=3))
@pytest.mark.parametrize("form", FORMATS)
def test_no_format_passes_on_a_command(form: str, findings: list[Finding]) -> None:
    """Nothing hidden is printed, and no line is a command but ours: one for each finding, only for GitHub."""
    printed = output(form, *findings)

    assert [] == hidden(printed)
    assert [finding.severity for finding in findings if form == "github"] == [
        each[2:].split(" ")[0] for each in commands(printed)
    ]


@given(findings=st.lists(FINDINGS, min_size=1, max_size=3))
def test_every_format_can_be_read(findings: list[Finding]) -> None:
    """For any message, JSON stays JSON, XML stays XML, SARIF stays valid, and a command of GitHub's stays one."""
    root = ET.fromstring(output("checkstyle", *findings))  # noqa: S314 - our own text
    messages = [cured(finding) for finding in findings]
    lines = output("github", *findings).split("\n")[:-1]

    assert messages == [error.get("message") for error in root.findall("./file/error")]
    assert messages == [issue["description"] for issue in valid(GITLAB, output("gitlab", *findings))]
    assert [(escape(finding.path), message) for finding, message in zip(findings, messages, strict=True)] == [
        (properties["file"], message) for _, properties, message in filter(None, map(command, lines))
    ]
    assert len(findings) == len(json.loads(output("json", *findings))["findings"])
    assert len(findings) == len(json.loads(output("sarif", *findings))["runs"][0]["results"])


@given(finding=FINDINGS)
def test_one_line_passes_on_no_command(finding: Finding) -> None:
    """The line that tests and logs print is one line, with nothing hidden in it."""
    printed = line(finding)

    assert [] == hidden(printed) + commands(printed)
    assert 1 == len(printed.splitlines())


@given(line=TEXT, index=st.integers(0, 40))
def test_excerpt_passes_on_no_command(line: str, index: int) -> None:
    """A line of a record is shown with nothing hidden in it, and the caret is within the width of the terminal."""
    shown, before = cut(line, index)

    assert [] == hidden(shown)
    assert [] == commands(f"     1 | {shown}")
    assert before <= cells(shown) <= WIDTH + 2


@given(findings=st.lists(FINDINGS, max_size=3), line=TEXT)
def test_text_passes_on_no_command(findings: list[Finding], line: str) -> None:
    """Neither what is said of a record nor its own line can command a log or a terminal."""
    shown = text(Report(tuple(findings), read=1), lambda _path, place: excerpt(line, place))

    assert [] == hidden(shown)
    assert [] == commands(shown)

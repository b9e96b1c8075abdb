"""Findings in each format, read by a reader of that format; and nothing that a record says can command a log."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from jsonschema import Draft7Validator

from masthead.findings.finding import Finding, Position
from masthead.findings.rule_descriptions import RULES, Severity
from masthead.reporting.formats.fingerprints import fingerprinted
from masthead.reporting.formats.registry import FORMATS
from masthead.reporting.report import MAX_MESSAGE, Report, cured, escape
from tests.sarif_schema import sarif_schema

DOCUMENTED = Path(__file__).parent.parent / "docs" / "checking.md"
ERROR = Finding(
    "sites/it/a.example.yml",
    "field-value",
    "expected x, got 'a:b,c 100%'",
    "evidence[0].kind",
    Position(3, 5),
    "did you mean b?",
)
WARNING = Finding("firms/b.yml", "unused", "no other record refers to this one")
ON_FOLDER = Finding("sites", "folder", "the folder sites/ is missing", cure="create the folder sites/")
HOSTILE = Finding(
    "sites/zz/x\n::error::.yml",
    "field-unknown",
    "'\r\n::add-mask::a##[error]b\x1b[31m\u202e](javascript:x)\ud800&<>\"' is not a known field",
    "##[group]\u2028",
    Position(1, 2),
    "\n::stop-commands::x",
)
REPORT = Report((ON_FOLDER, WARNING, ERROR, HOSTILE), read=3)
# The schema that GitLab describes in its documentation of Code Quality, "Code Quality report format".
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^./]"},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer"}}},
                },
            },
        },
    },
}


def output(form: str, *findings: Finding) -> str:
    """The text of *findings* in a format."""
    return FORMATS[form](Report(findings, read=1))


def valid(schema: Any, text: str) -> Any:
    """The value of the JSON *text*, which *schema* allows."""
    value = json.loads(text)
    assert [] == [error.message for error in Draft7Validator(schema).iter_errors(value)]
    return value


# GitHub: read as the runner of GitHub Actions reads it.


def command(text: str) -> tuple[str, dict[str, str], str] | None:
    """The command, properties and message in a line of a log, as the runner's ActionCommand.TryParseV2 finds them."""
    match = re.fullmatch("::([^ :]+)(?: (.*?))?::(.*)", text.lstrip(), re.DOTALL)
    if not match:
        return None
    pairs = (pair.split("=", 1) for pair in (match[2] or "").split(",") if "=" in pair)
    return match[1], {name: unescaped(value, property=True) for name, value in pairs}, unescaped(match[3])


def unescaped(text: str, *, property: bool = False) -> str:  # noqa: A002 - what the runner calls it
    """The text that the runner makes of an escaped one."""
    for code, character in [("%0D", "\r"), ("%0A", "\n"), *([("%3A", ":"), ("%2C", ",")] if property else [])]:
        text = text.replace(code, character)
    return text.replace("%25", "%")


def test_github_reads_place_and_message() -> None:
    """Colons, commas and percent signs arrive as they were."""
    parts = command(output("github", ERROR).rstrip("\n"))

    assert (
        "error",
        {"file": ERROR.path, "line": "3", "col": "5", "title": "field-value"},
        "evidence[0].kind: expected x, got 'a:b,c 100%'; did you mean b?",
    ) == parts


def test_github_tells_errors_from_warnings() -> None:
    """A warning is shown in another colour and fails nothing."""
    assert ["error", "warning"] == [
        text.split(" ")[0].strip(":") for text in output("github", ERROR, WARNING).splitlines()
    ]


def test_github_commands_are_one_line_each() -> None:
    """Hostile text in the path, field, message and cure stays inside its command."""
    lines = output("github", *REPORT.findings).split("\n")

    assert len(REPORT.findings) == len(lines) - 1
    assert {"error", "warning"} == {(command(text) or ("",))[0] for text in lines[:-1]}


# GitLab


def test_gitlab_report_has_the_form_that_gitlab_describes() -> None:
    """Each finding is an issue with a place and a severity of GitLab's."""
    issues = valid(GITLAB, FORMATS["gitlab"](REPORT))

    assert [f.rule for f in REPORT.findings] == [issue["check_name"] for issue in issues]
    assert ["critical", "minor", "critical", "critical"] == [issue["severity"] for issue in issues]
    assert [1, 1, 3, 1] == [issue["location"]["lines"]["begin"] for issue in issues]
    assert cured(ERROR) == issues[2]["description"]


def test_gitlab_report_of_nothing_is_an_empty_list() -> None:
    """GitLab takes an empty list for a change that made nothing worse."""
    assert "[]\n" == output("gitlab")


# SARIF


def test_sarif_log_is_valid_by_the_official_schema() -> None:
    """The log is what OASIS says a log is, with findings and without."""
    valid(sarif_schema(), FORMATS["sarif"](REPORT))
    valid(sarif_schema(), output("sarif"))


def test_official_schema_refuses_what_is_wrong() -> None:
    """The schema that the test above trusts is strict: a run without a tool is no run."""
    assert list(Draft7Validator(sarif_schema()).iter_errors({"version": "2.1.0", "runs": [{"results": []}]}))


def test_sarif_results_point_to_rules_and_places() -> None:
    """Each result names its rule by id and number, its file, its line and its column in code points."""
    run = json.loads(FORMATS["sarif"](REPORT))["runs"][0]
    results = run["results"]
    places = [result["locations"][0]["physicalLocation"] for result in results]

    assert "unicodeCodePoints" == run["columnKind"]
    assert [f.rule for f in REPORT.findings] == [
        run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] for result in results
    ]
    assert [f.rule for f in REPORT.findings] == [result["ruleId"] for result in results]
    assert ["error", "warning", "error", "error"] == [result["level"] for result in results]
    assert [{"startLine": f.position.line, "startColumn": f.position.column} for f in REPORT.findings] == [
        place["region"] for place in places
    ]
    assert ERROR.path == places[2]["artifactLocation"]["uri"]


def test_sarif_addresses_are_relative_uris() -> None:
    """The name of a file may have characters that no URI may have; it arrives as it is printed."""
    run = json.loads(FORMATS["sarif"](REPORT))["runs"][0]
    addresses = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]]

    assert [] == [address for address in addresses if not re.fullmatch("[A-Za-z0-9./_~%-]+", address)]
    assert escape(HOSTILE.path) == unquote(addresses[3])


def test_sarif_rules_have_severity_and_page() -> None:
    """The log describes the rules: what each demands, how hard it is and which page explains it."""
    rules = json.loads(output("sarif"))["runs"][0]["tool"]["driver"]["rules"]

    assert [(rule.id, rule.severity, rule.summary, f"See docs/rules/{rule.id}.md.") for rule in RULES] == [
        (r["id"], r["defaultConfiguration"]["level"], r["shortDescription"]["text"], r["help"]["text"]) for r in rules
    ]


def test_sarif_message_holds_no_link() -> None:
    """A viewer of SARIF makes links of brackets; a record must not be able to place one."""
    message = json.loads(output("sarif", HOSTILE))["runs"][0]["results"][0]["message"]["text"]

    assert "] (javascript:x)" in message
    assert "](" not in message


# JSON


def test_json_document_is_the_documented_one() -> None:
    """The schema in docs/checking.md describes what is printed."""
    block = re.search(r"```json schema\n(.*?)```", DOCUMENTED.read_text("utf-8"), re.DOTALL)
    assert block is not None
    schema = json.loads(block[1])
    Draft7Validator.check_schema(schema)
    document = valid(schema, FORMATS["json"](REPORT))
    partly = valid(schema, FORMATS["json"](Report((), read=5, checked=1, elsewhere=2)))

    assert (3, 1, {"read": 3, "checked": None}) == (document["errors"], document["warnings"], document["records"])
    assert (2, {"read": 5, "checked": 1}) == (partly["errors_elsewhere"], partly["records"])
    assert ("evidence[0].kind", "expected x, got 'a:b,c 100%'", "did you mean b?", 3, 5) == tuple(
        document["findings"][2][name] for name in ("field", "message", "cure", "line", "column")
    )


# Checkstyle


def test_checkstyle_is_xml_with_a_file_for_each_path() -> None:
    """Any reader of XML finds files, places, severities, messages and rules."""
    root = ET.fromstring(FORMATS["checkstyle"](REPORT))  # noqa: S314 - our own text
    errors = root.findall("./file/error")

    assert ("checkstyle", "4.3") == (root.tag, root.get("version"))
    assert [escape(finding.path) for finding in REPORT.findings] == [file.get("name") for file in root]
    assert {
        "line": "3",
        "column": "5",
        "severity": "error",
        "message": cured(ERROR),
        "source": "masthead.field-value",
    } == errors[2].attrib
    assert cured(HOSTILE) == errors[3].get("message")


def test_checkstyle_keeps_findings_of_a_file_together() -> None:
    """Two findings of one file are in one element."""
    root = ET.fromstring(output("checkstyle", ERROR, ERROR, WARNING))  # noqa: S314 - our own text

    assert [2, 1] == [len(file) for file in root]


# Fingerprints


def test_fingerprint_stays_when_lines_move() -> None:
    """A finding is the same one when something was inserted above it."""
    moved = Finding(ERROR.path, ERROR.rule, ERROR.message, "evidence[4].kind", Position(30, 1), ERROR.cure)

    assert [mark for _, mark in fingerprinted([ERROR])] == [mark for _, mark in fingerprinted([moved])]


def test_fingerprints_are_unique() -> None:
    """Findings that are alike are numbered; the first keeps its fingerprint when others come."""
    marks = [mark for _, mark in fingerprinted([ERROR, WARNING, ERROR, HOSTILE])]

    assert 4 == len(set(marks))
    assert marks[0] == next(mark for _, mark in fingerprinted([ERROR]))


# The report


def test_long_message_is_cut() -> None:
    """A message is no way to flood a log."""
    assert MAX_MESSAGE + 1 == len(cured(Finding("sites/x.yml", "field-value", "x" * 100_000)))


def test_severities_are_counted() -> None:
    """The report knows how many findings are errors and how many are warnings."""
    assert (3, 1) == (REPORT.count(Severity.ERROR), REPORT.count(Severity.WARNING))
    assert "3 records read, 3 errors, 1 warning" == REPORT.summary()


def test_summary_of_a_part_says_what_was_asked_for() -> None:
    """A person who asks for one record learns how many were read, and that something else is wrong."""
    assert (
        "1 record checked, 5 records read, 0 errors, 0 warnings; 2 errors in other records: run `masthead check`"
        == (Report((), read=5, checked=1, elsewhere=2).summary())
    )

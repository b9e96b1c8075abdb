"""A record with a wrong field is still judged where it can be read, and causes no findings elsewhere."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from masthead.findings.finding import Location
from masthead.findings.rule_descriptions import RULES, Reads, Severity
from masthead.loading.database import load
from masthead.model import KINDS, Record
from masthead.record_files.files import RecordFile
from masthead.record_files.reading import parse_all
from masthead.record_files.recovery import MAX_WRONG, STAND_INS, salvage
from masthead.record_files.scope import scope_of
from masthead.relations.graph import Graph, link
from masthead.reporting.report import line
from masthead.rules.partly_read_records import judge_partial
from masthead.schema.value_kinds import VALUE_KINDS
from masthead.syntax import yaml_reader
from tests.injection.stuffed import record_files
from tests.world import CAMPAIGN, FIRM, OUTLET, UNPLACED, World

TODAY = date(2026, 1, 1)
NONSENSE: tuple[Any, ...] = ([], {}, [[]], [{}], [{"x": "y"}], "", [""], {"x": "y"})

ALL_WRONG = """\
kind: local-newz
name: Night Times
names:
  - nonsense
  - {text: Night Times, sources: [harbour-lab], match: host}
targets: [{contry: IT, as_reported: Italy, source: harbour-lab-2024}]
registered: {date: 1970-01-01, source: harbour-lab-2024}
hosts:
  - {host: Bad Host, role: regional, source: harbour-lab-2024}
  - {host: www.night-times.example, role: regional, source: nobody-2024}
  - {host: news.harbour-times.example, role: regional, source: harbour-lab-2024}
campaigns: [lighthouse, lighthouse]
formerly: ["Not A Host"]
attributions:
  - {firm: nobody, role: operatr, by: harbour-lab-2024, wording: states, confidence: low}
  - {role: host, by: harbour-lab-2024, wording: states, confidence: high}
indicators:
  - {type: ipv9, value: nowhere, source: harbour-lab-2024}
  - {type: ipv4, value: nowhere, first_seen: 2023-02-02, last_seen: 2022, source: harbour-lab-2024}
evidence:
  - id: listed
    claim: A fake website; write to boss@example.org.
    kind: lizting
    date: 2024-99-99
    sources:
      - {source: harbour-lab-2024}
      - {sauce: harbour-lab-2024}
      - {source: harbour-lab-2023}
    archives:
      - url: https://example.org/copy
        original: https://night-times.example/
        shows: It says that the CEO Jane Doe lives there.
  - id: listed
    claim: 5
    kind: listing
    date: 2027
    sources: []
"""

FINDINGS = """\
1:1 field-value kind
4:5 field-value names[0]
5:35 reference names[1].sources[0]
6:12 field-unknown targets[0].contry
7:14 date-placeholder registered.date
9:6 field-value hosts[0].host
10:6 host-www hosts[1].host
10:53 reference hosts[1].source
11:6 host-unique hosts[2].host
12:25 reference-twice campaigns[1]
13:12 field-value formerly[0]
15:6 reference attributions[0].firm
15:20 field-value attributions[0].role
16:5 attribution-firm attributions[1].firm
16:57 confidence-basis attributions[1].confidence
16:57 confidence-words attributions[1].confidence
18:6 field-value indicators[0].type
19:18 indicator-value indicators[1].value
19:58 date-order indicators[1].last_seen
22:5 contact-details evidence[0].claim
22:5 wording evidence[0].claim
23:5 field-value evidence[0].kind
24:5 field-value evidence[0].date
27:9 field-missing evidence[0].sources[1].source
27:10 field-unknown evidence[0].sources[1].sauce
28:10 reference evidence[0].sources[2].source
30:9 archive-service evidence[0].archives[0].url
32:9 private-name evidence[0].archives[0].shows
33:5 evidence-id evidence[1].id
36:5 date-future evidence[1].date
37:5 field-value evidence[1].sources
"""


PLACE = "sites/it/night-times.example.yml"


def places(world: World) -> str:
    """The place, the rule and the field of each finding on the new record, in a line of its own."""
    findings = [finding for finding in load(world.root, TODAY).findings if finding.path == PLACE]
    return "".join(
        f"{finding.position.line}:{finding.position.column} {finding.rule} {finding.field}\n" for finding in findings
    )


def test_all_faults_are_told_at_once(world: World) -> None:
    """Faults of single fields are reported beside those of sixteen other rules, each once, at its place in the file."""
    world.write(PLACE, ALL_WRONG)

    assert places(world) == FINDINGS
    assert {PLACE} == {finding.path for finding in load(world.root, TODAY).findings}


@pytest.mark.parametrize(
    ("path", "right", "wrong", "rule"),
    [
        (FIRM, "number: 91440300MA5FWMCHX7", "number: 91440300MA5FWMCHX8", "registration-number"),
        (FIRM, "{host: quay-media", "{host: www.quay-media", "host-www"),
        (CAMPAIGN, "firm: quay-media", "firm: nobody", "reference"),
        (CAMPAIGN, "summary: Websites", "summary: Fake websites", "wording"),
        (OUTLET, "20240117090234", "20240117090235", "archive-time"),
        (OUTLET, "original: https://harbour-times", "original: https://times", "archive-address"),
        (OUTLET, "name: Harbour Times\n", "name: Harbor Times\n", "name-sourced"),
        (UNPLACED, "without a country", "without its owner Jane Doe", "private-name"),
    ],
)
def test_other_faults_are_told_beside_a_wrong_field(world: World, path: str, right: str, wrong: str, rule: str) -> None:
    """They are the same as once the field is cured, in a firm, a campaign or an outlet."""
    world.edit(path, right, wrong)
    alone = world.lines()
    world.add(path, "corrections: [{date: 2024-13-01, said: a, says: b, why: c}]\n")

    assert rule in {finding.rule for finding in world.load().findings}
    assert [text for text in alone if f"[{rule}]" in text] == [
        text for text in world.lines() if "field-value" not in text
    ]


def test_what_was_read_in_part_is_in_no_database(world: World) -> None:
    """Nothing publishes it, and what it says causes no findings on the records that name it."""
    world.add(FIRM, "state: {name: withdrawn, date: 2024-01-01, reason: x}\nfounded: 2020\n")
    database = world.load()

    assert ["field-value"] == [finding.rule for finding in database.findings]
    assert "quay-media" not in database.graph.firms
    assert FIRM not in {entry.file.path for entry in database.graph.loaded}


def test_a_few_records_are_told_theirs_alone(world: World) -> None:
    """Findings on a record that was not asked for are only counted."""
    world.write(PLACE, ALL_WRONG)

    asked = load(world.root, TODAY, scope_of(world.root, [world.root / OUTLET]))

    assert (
        0,
        len([finding for finding in load(world.root, TODAY).findings if finding.severity is Severity.ERROR]),
    ) == (
        len(asked.findings),
        asked.elsewhere,
    )


def test_a_record_of_another_version_is_judged_by_nothing(world: World) -> None:
    """The meaning of its fields in that version is not known here."""
    world.add(OUTLET, "schema: 2\nnonsense: x\n")

    assert ["schema-version"] == world.rules()


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_something_is_left_of_any_record(kind: type[Record]) -> None:
    """Each field has a stand-in, so a record is left even of nothing, or of nothing but nonsense."""
    names = [field.alias or name for name, field in kind.model_fields.items() if name != "id"]

    for nonsense in NONSENSE:
        left = salvage(kind, {"id": "a", **{name: copy.deepcopy(nonsense) for name in names}})
        assert left
        assert "a" == left[0].id
    assert salvage(kind, {"id": "a"})
    assert salvage(kind, {"id": "a", "formerly": ["X"] * (MAX_WRONG - len(names))})
    assert not salvage(kind, {"id": "a", "formerly": ["X"] * (MAX_WRONG + 1)})


RIGHT, RIGHT_FINDINGS, _ = parse_all(record_files())


def spoilt(value: Any, at: Location = ()) -> Iterator[tuple[Location, Any]]:
    """Yield *value* with one field or item after another under another name, or of another type."""
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
        for nonsense in NONSENSE[-3:]:
            other = copy.copy(value)
            other[step] = nonsense
            yield (*at, step), other
        if isinstance(value, dict):
            yield (*at, step), {f"{name}x" if name == step else name: kept for name, kept in value.items()}
        if not isinstance(inner, str):
            for place, spoiled in spoilt(inner, (*at, step)):
                whole = copy.copy(value)
                whole[step] = spoiled
                yield place, whole


@pytest.mark.parametrize("path", [entry.file.path for entry in RIGHT])
def test_one_wrong_value_brings_no_other_finding(path: str) -> None:
    """In an otherwise right record no rule finds anything because a value cannot be read, wherever that value is."""
    entry = next(entry for entry in RIGHT if entry.file.path == path)
    graph = without(path)
    value, _ = yaml_reader.read(entry.file.text)
    spoiled = [RecordFile(path, entry.file.folder, json.dumps(other).encode()) for _, other in spoilt(value)]

    assert [] == RIGHT_FINDINGS
    for file in spoiled:
        _, findings, partial = parse_all([file])
        assert bool(partial) == any(each.severity is Severity.ERROR for each in findings)
        # The finding that a person is named is made on right records, too.
        other_findings = [finding for finding in judge_partial(graph, partial, TODAY) if finding.rule != "person-named"]
        assert [] == [f"{line(finding)}\n{file.text.decode()}" for finding in other_findings]


def without(path: str) -> Graph:
    """The graph of all right records except the one at *path*, which cannot be read."""
    entry = next(entry for entry in RIGHT if entry.file.path == path)
    return link((other for other in RIGHT if other is not entry), [(entry.file.folder, entry.record.id)])


def test_rules_that_ask_for_what_is_missing_need_the_whole_record() -> None:
    """These are rules across records; they report nothing on a record that could be read in part."""
    across = RULES[[rule.id for rule in RULES].index("id-form") :]

    assert {
        "attachment-file", "attachment-hash", "attachment-named", "campaign-membership", "confidence-ground",
        "copies-circle", "correction-alone", "correction-replaced", "date-source", "evidence-reference", "field-unused", "host-exception", "host-raw", "name-unique",
        "outlet-operator", "published-claim", "published-correction", "published-evidence", "published-field",
        "published-id", "published-record", "published-reply", "published-state", "published-statement",
        "publisher-alike", "registration-unique", "reply-answers",
        "reply-missing", "short-name", "source-address", "source-circle", "source-independent", "source-of-firm", "unused",
    } == {rule.id for rule in across if rule.reads is Reads.RECORD}  # fmt: skip


def test_every_kind_of_value_has_a_stand_in() -> None:
    """A kind without one would end the check of a record in which such a value is wrong."""
    assert set(VALUE_KINDS) == set(STAND_INS)

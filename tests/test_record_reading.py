"""Files to records: every fault of a file at once, each with its place, its rule, what was expected and the cure."""

from __future__ import annotations

import time

import pytest

from masthead.field_types.vocabulary import OutletKind
from masthead.model import KINDS
from masthead.record_files.files import RecordFile
from masthead.record_files.reading import parse
from masthead.reporting.report import line
from tests.world import CAMPAIGN, FIRM, OUTLET, RECORDS, SOURCE, UNPLACED, World

*FIRST, LAST = OutletKind

VERY_BAD = """\
kind: lokal-news
nmae: Harbour Times
names: Harbour Times
targets:
  - country: Italy
    as_reported: " Italy"
    sources: harbour-lab-2024
languages: [it]
registered: 2020-13
campaigns:
  lighthouse: yes
operator: nobody
attributions:
  - role: owner
    by: Harbour Lab
evidence: []
id: harbour-times.example
"""


def file_of(path: str, text: str) -> RecordFile:
    """The file at *path* with *text* in it."""
    return RecordFile(path, path.partition("/")[0], text.encode())


def lines(path: str, text: str) -> list[str]:
    """The lines of the findings on the record *text* at *path*, by position and without the path."""
    _, findings = parse(file_of(path, text))
    return [line(finding).removeprefix(f"{path}:") for finding in sorted(findings, key=lambda f: f.position)]


def test_every_kind_of_record_is_read(world: World) -> None:
    """The folder says the kind, the file the id, and every field has its type."""
    graph = world.load().graph

    assert {"harbour-times.example", "valley-echo.example"} == set(graph.outlets)
    assert ["Quay Media Co., Ltd."] == [firm.name for firm in graph.firms.values()]
    assert ["LIGHTHOUSE"] == [campaign.name for campaign in graph.campaigns.values()]
    assert ["2024-02-07"] == [str(source.date) for source in graph.sources.values()]


@pytest.mark.parametrize("path", RECORDS)
def test_records_are_frozen(path: str) -> None:
    """A record stays as it was read: nothing is enriched in place."""
    loaded, _ = parse(file_of(path, RECORDS[path]))

    assert loaded is not None
    with pytest.raises(ValueError, match="frozen"):
        loaded.record.id = "other"  # type: ignore[misc]  # the very fault that is tried


def test_all_faults_of_a_very_bad_record_are_told_at_once() -> None:
    """A person who sends such a record learns everything from one answer."""
    assert [
        f"1:1: error: kind: expected {', '.join(FIRST)} or {LAST}, got 'lokal-news'; did you mean local-news? [field-value]",
        "2:1: error: nmae: 'nmae' is not a known field; did you mean name? [field-unknown]",
        "3:1: error: names: expected a list, got 'Harbour Times'; write each item on a line that starts with `- ` [field-value]",
        "5:5: error: targets[0].country: expected an ISO 3166-1 country code such as IT, got 'Italy'; did you mean IT (Italy)? [field-value]",
        "5:5: error: targets[0].source: the field source is missing; add `source: …` [field-missing]",
        "6:5: error: targets[0].as_reported: expected one line of text without tabs, and without spaces before or after it, got ' Italy' [field-value]",
        "7:5: error: targets[0].sources: 'sources' is not a known field; did you mean source? [field-unknown]",
        "8:13: error: languages[0]: expected fields with values, got 'it'; write `field: value` lines [field-value]",
        "9:1: error: registered: expected fields with values, got '2020-13'; write `field: value` lines [field-value]",
        "10:1: error: campaigns: expected a list, got fields; write each item on a line that starts with `- ` [field-value]",
        "12:1: error: operator: expected unknown, got 'nobody' [field-value]",
        "14:5: error: attributions[0].role: expected operator, creator, infrastructure, supporter, content-source, reseller, host, service, subject or related, got 'owner' [field-value]",
        "14:5: error: attributions[0].wording: the field wording is missing; add `wording: …` [field-missing]",
        "14:5: error: attributions[0].confidence: the field confidence is missing; add `confidence: …` [field-missing]",
        "15:5: error: attributions[0].by: expected an ID of at most 63 lower-case letters and digits, joined by single hyphens, got 'Harbour Lab'; write harbour-lab [field-value]",
        "16:1: error: evidence: the list is empty; add an item, or delete the field [field-value]",
        "17:1: error: id: `id` is not a field: the ID of a record is the name of its file; delete the line [field-unknown]",
    ] == lines(OUTLET, VERY_BAD)  # fmt: skip


def test_faults_of_the_text_and_of_the_fields_are_told_together() -> None:
    """A tag does not hide a wrong field."""
    assert [
        "1:1: error: kind: the field kind is missing; add `kind: …` [field-missing]",
        "1:7: error: name: the tag !x is not allowed; delete it [yaml-tag]",
        "2:1: error: evidnce: 'evidnce' is not a known field; did you mean evidence? [field-unknown]",
        "1:1: error: evidence: the field evidence is missing; add `evidence: …` [field-missing]",
    ] == sorted(
        lines(OUTLET, "name: !x Harbour\nevidnce: []\n"), key=lambda text: "evidence: the field evidence" in text
    )


def test_record_of_the_wrong_kind_is_told_field_by_field() -> None:
    """An outlet among the firms lacks what a firm has, and has what no firm has."""
    report = lines("firms/harbour-times.yml", RECORDS[UNPLACED])

    assert "1:1: error: name: the field name is missing; add `name: …` [field-missing]" in report
    assert (
        "1:1: error: kind: 'kind' is not a known field; it belongs in the items of statements [field-unknown]" in report
    )
    assert (
        "2:1: error: operator: 'operator' is not a known field; records in sites/ have this field [field-unknown]"
        in report
    )


@pytest.mark.parametrize(
    ("path", "wrong", "meant"),
    [
        (OUTLET, "kinds", "did you mean kind?"),
        (OUTLET, "Name", "did you mean name?"),
        (OUTLET, "campaign", "did you mean campaigns?"),
        (OUTLET, "claim", "it belongs in the items of evidence"),
        (OUTLET, "jurisdiction", "records in firms/ have this field"),
        (FIRM, "alias", "did you mean aliases?"),
        (CAMPAIGN, "sumary", "did you mean summary?"),
        (SOURCE, "titel", "did you mean title?"),
    ],
)
def test_unknown_field_is_told_with_what_was_meant(path: str, wrong: str, meant: str) -> None:
    """The finding suggests a field with a similar name, or says where the field belongs."""
    number = RECORDS[path].count("\n") + 1
    expected = f"{number}:1: error: {wrong}: '{wrong}' is not a known field; {meant} [field-unknown]"

    assert [expected] == lines(path, RECORDS[path] + f"{wrong}: x\n")


@pytest.mark.parametrize("path", [OUTLET, FIRM, CAMPAIGN, SOURCE])
def test_fields_that_must_be_there_are_told(path: str) -> None:
    """An empty mapping lacks them all, in the order of the model."""
    kind = KINDS[file_of(path, "").folder]
    required = [field for field, info in kind.model_fields.items() if info.is_required() and field != "id"]

    assert [
        f"1:1: error: {field}: the field {field} is missing; add `{field}: …` [field-missing]" for field in required
    ] == lines(path, "{}\n")


def test_outlet_needs_kind_and_evidence_alone() -> None:
    """Most real outlets have no sourced name, and some no known target."""
    assert [
        "1:1: error: kind: the field kind is missing; add `kind: …` [field-missing]",
        "1:1: error: evidence: the field evidence is missing; add `evidence: …` [field-missing]",
    ] == lines(OUTLET, "{}\n")


def test_value_is_none_where_anything_is_wrong() -> None:
    """A record with a fault never goes on to be linked or published."""
    loaded, findings = parse(file_of(UNPLACED, RECORDS[UNPLACED] + "kind: clone\n"))

    assert loaded is None
    assert ["yaml-duplicate"] == [finding.rule for finding in findings]


def test_record_of_another_version_has_one_finding() -> None:
    """Findings by the rules of this format would say nothing true about it."""
    assert [
        "1:1: error: schema: the record is in version 0 of the format, and this program reads version 1; run `masthead migrate` [schema-version]",
    ] == lines(OUTLET, "schema: 0\nwhat: ever\n")
    assert [
        "2:1: error: schema: the record is in version 2 of the format, and this program reads version 1; check it with a newer version of Masthead [schema-version]",
    ] == lines(OUTLET, "kind: x\nschema: 2\n")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("many unknown fields", "".join(f"field{number}: x\n" for number in range(9000))),
        ("many empty items", "kind: local-news\nevidence:\n" + "- {}\n" * 5000),
        ("many aliases", "a:\n" + "- *x\n" * 9000),
        ("one long value", "kind: " + "x" * 250_000),
        ("one long key", "? " + "x" * 250_000 + "\n: y\n"),
        ("one long list", "kind: [" + "x, " * 15_000 + "]"),
    ],
)
def test_hostile_record_is_answered_at_once(name: str, text: str) -> None:
    """Thousands of faults take a moment, and no message repeats what is long."""
    start = time.monotonic()
    _, findings = parse(file_of(OUTLET, text))

    assert findings, name
    assert 5 > time.monotonic() - start
    assert 400 > max(len(line(finding)) for finding in findings)


def test_list_without_items_is_told_and_the_record_kept() -> None:
    """A field that says nothing is worth a warning, wherever it is and however it is written."""
    text = RECORDS[UNPLACED] + "    techniques: [ ]\nhosts: []\ncampaigns: [ # none\n  ]\n"
    record, findings = parse(RecordFile(UNPLACED, "sites", text.encode()))

    assert record is not None
    message = "the list is empty; delete the field [field-unused]"
    assert [
        f"{UNPLACED}:9:5: warning: evidence[0].techniques: {message}",
        f"{UNPLACED}:10:1: warning: hosts: {message}",
        f"{UNPLACED}:11:1: warning: campaigns: {message}",
    ] == [line(each) for each in findings]


def test_no_more_faults_of_a_kind_are_told_than_anybody_reads() -> None:
    """A hundred of them are reported, and the remark that there are more."""
    many = "".join(f"field{n}: x\n" for n in range(101))
    _, findings = parse(RecordFile(UNPLACED, "sites", (RECORDS[UNPLACED] + many).encode()))

    assert 101 == len(findings)
    assert f"{UNPLACED}:108:1: error: field99: 'field99' is not a known field [field-unknown]" == line(findings[99])
    assert (
        f"{UNPLACED}:109:1: error: field100: there are more than 100 findings of one kind, so the rest are left out: cure these first"
        " [field-unknown]"
    ) == line(findings[100])

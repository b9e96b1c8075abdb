"""Maps: the values that the forms of a map give for a row, and the faults of a wrong map, with their places."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.importing.draft import Draft, NoDraft, Status, drafts
from masthead.importing.lists.problems import Unusable
from masthead.importing.lists.table import Row, Table
from masthead.importing.maps.file import Map, read_map
from masthead.syntax.yaml_reader import Value

RIGHT = """\
about: the list of the harbour
host: domain
outlet:
  kind: news
  operator: unknown
  evidence:
    - id: listed
      claim: The list names {title} at {@defanged}.
      kind: listing
      sources: [{source: harbour-lab-2024}]
"""


def read(folder: Path, text: str) -> Map:
    """Return the map that holds *text*."""
    path = folder / "map.yml"
    path.write_text(text)
    return read_map(path)


def refusals(folder: Path, text: str) -> list[str]:
    """Return everything that is wrong with the map that holds *text*."""
    with pytest.raises(Unusable) as refused:
        read(folder, text)
    return [str(problem).replace(f"{folder}/", "") for problem in refused.value.problems]


def draft(mapping: Map, **cells: str) -> Draft | NoDraft:
    """Return the draft for a row with *cells*, or the reason why there is no draft."""
    return next(iter(drafts(mapping, [Row("list.csv:2", {"domain": "a.example", "title": "A", **cells})])))


def filled(folder: Path, name: str, lines: str, **cells: str) -> Value | None:
    """Return the value of the field *name*, given by *lines* of a map, for a row with *cells*."""
    outcome = draft(read(folder, RIGHT + "".join(f"  {line}\n" for line in lines.splitlines())), **cells)
    assert isinstance(outcome, Draft), outcome
    return outcome.fields.get(name)


def test_columns_and_the_host_stand_in_texts(tmp_path: Path) -> None:
    """A text names columns in braces; the host of the row is one of ours, also as text that is no link."""
    outcome = draft(read(tmp_path, RIGHT), domain="https://www.A.example/")

    assert isinstance(outcome, Draft)
    assert "The list names A at a[.]example." == outcome.outlet.evidence[0].claim
    assert ("a.example", "sites/zz/a.example.yml") == (outcome.host, outcome.path)


@pytest.mark.parametrize(
    ("lines", "cells", "value"),
    [
        ("name: Harbour", {}, "Harbour"),
        ("name: '{x} {y}'", {"x": "a", "y": "b"}, "a b"),
        ("name: '{x} {y}'", {"x": "a", "y": ""}, None),
        ("name: '{{{x}}}'", {"x": "a"}, "{a}"),
        ("name: '{x}'", {"x": "{y}"}, "{y}"),
        ("name: {column: x, table: {a: one, '': none}}", {"x": "a"}, "one"),
        ("name: {column: x, table: {a: one, '': none}}", {"x": ""}, "none"),
        ("name: {column: x, table: {a: one}}", {"x": ""}, None),
        ("name: {column: x, table: {a: one}, otherwise: '{x}!'}", {"x": "b"}, "b!"),
        ("name: {when: {x: {empty: no}}, then: '{x}'}", {"x": "a"}, "a"),
        ("name: {when: {x: {empty: yes}}, then: none}", {"x": "a"}, None),
        ("name: {when: {x: [a, b]}, then: yes}", {"x": "b"}, "yes"),
        ("name: {when: {x: {not: [a, b]}}, then: yes}", {"x": "b"}, None),
        ("name: {when: {x: {starts: ab, contains: bc}}, then: yes}", {"x": "abc"}, "yes"),
        ("name: {when: {x: a, y: b}, then: both}", {"x": "a", "y": "c"}, None),
        ("name: {first: ['{x}', '{y}', last]}", {"x": "", "y": "b"}, "b"),
        ("name: {first: ['{x}', last]}", {"x": ""}, "last"),
        ("campaigns: [lighthouse, '{x}']", {"x": ""}, ["lighthouse"]),
        ("campaigns: {column: x, split: '|', each: '{@item}'}", {"x": "a| b ||c"}, ["a", "b", "c"]),
        ("campaigns: {column: x, split: '|', each: '{@item}'}", {"x": ""}, None),
        (
            "name: {column: x, split: ;, each: {when: {'@item': {starts: b}}, then: 'the {@item}'}}",
            {"x": "a; bc; bd"},
            "the bc",
        ),
        ("name: {column: x, split: ;, each: {when: {'@item': {starts: b}}, then: 'the {@item}'}}", {"x": "a"}, None),
        (
            "names: {column: x, split: ;, each: {text: '{@item}', lang: '{y}', sources: [s], match: host}}",
            {"x": "One;Two", "y": "en"},
            [
                {"text": "One", "lang": "en", "sources": ["s"], "match": "host"},
                {"text": "Two", "lang": "en", "sources": ["s"], "match": "host"},
            ],
        ),
        (
            "targets:\n  - {when: {x: {empty: no}}, country: '{x}', as_reported: '{x}', source: s}",
            {"x": ""},
            None,
        ),
    ],
)
def test_the_forms_of_a_map_give_values(tmp_path: Path, lines: str, cells: dict[str, str], value: Value | None) -> None:
    """Tables, conditions, alternatives and pieces give what their definition says, or nothing."""
    name = lines.partition(":")[0]

    assert value == filled(tmp_path, name, lines, **{"x": "", "y": "", **cells})


def test_rows_are_left_out_with_the_reason_of_the_map(tmp_path: Path) -> None:
    """A row that the map leaves out says why, even if its host is not valid."""
    text = RIGHT + "skip:\n  - {when: {title: B}, reason: no outlet}\n"

    outcome = draft(read(tmp_path, text), domain="no host", title="B")

    assert NoDraft(outcome.row, "no host", ("no outlet",), Status.LEFT_OUT) == outcome


@pytest.mark.parametrize(
    ("lines", "cells", "reason"),
    [
        ("", {"domain": "a b"}, "domain: expected a host name such as romajournal.org, got 'a b'"),
        ("", {"title": ""}, "evidence[0].claim: the field claim is missing; a column that the map uses here is empty"),
        ("name: {column: title, table: {B: b}}", {}, "title: expected one of 'B', got 'A'"),
        ("name: '" + "{title}" * 11 + "'", {"title": "x" * 2000}, "the text has 22000 characters, and at most 20000 are allowed"),
        (
            "campaigns: {column: title, split: ',', each: '{@item}'}",
            {"title": "a," * 101},
            "title: the cell has 101 pieces, and at most 100 are allowed",
        ),
        (
            "targets: [{country: '{title}', as_reported: x, source: s}]",
            {"title": "UK"},
            "targets[0].country: expected an ISO 3166-1 country code such as IT, got 'UK'; did you mean GB (United Kingdom)?",
        ),
    ],
)  # fmt: skip
def test_a_row_without_a_record_says_why(tmp_path: Path, lines: str, cells: dict[str, str], reason: str) -> None:
    """A row with a cell that gives no host, or no value for its field, is refused in the words of the field."""
    outcome = draft(read(tmp_path, RIGHT + (f"  {lines}\n" if lines else "")), **cells)

    assert NoDraft(outcome.row, outcome.host, (reason,)) == outcome


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [
        ("host: domain\n", "", "map.yml:1:1: host: the field host is missing; add `host: …`"),
        ("about:", "abuot: x\nabout:", "map.yml:1:1: abuot: 'abuot' is not a known field; did you mean about?"),
        ("host: domain", "host: [a]", "map.yml:2:1: host: expected one line of text, got something other than text"),
        ("host: domain", "host: domain\nseparator: ':'", "map.yml:3:1: separator: expected ,, ;, | or tab, got ':'"),
        ("  kind: news\n", "", "map.yml:3:1: outlet.kind: the field kind is missing; add `kind: …`"),
        ("  kind: news", "  kidn: a\n  kind: news", "map.yml:4:3: outlet.kidn: 'kidn' is not a known field; did you mean kind?"),
        ("  kind: news", "  id: a\n  kind: news", "map.yml:4:3: outlet.id: 'id' is not a known field; it belongs in the items of evidence"),
        ("      claim: The list", "      cliam: x\n      claim: The list",
         "map.yml:8:7: outlet.evidence[0].cliam: 'cliam' is not a known field; did you mean claim?"),
        ("      kind: listing\n", "", "map.yml:7:7: outlet.evidence[0].kind: the field kind is missing; add `kind: …`"),
        ("  kind: news", "  kind: [news]", "map.yml:4:3: outlet.kind: expected one value, got a list"),
        ("  kind: news", "  kind: news\n  campaigns: x",
         "map.yml:5:3: outlet.campaigns: expected a list, got 'x'; write each item on a line that starts with `- `"),
        ("[{source: harbour-lab-2024}]", "[harbour-lab-2024]",
         "map.yml:10:17: outlet.evidence[0].sources[0]: expected fields with values, got 'harbour-lab-2024'; write `field: value` lines"),
        ("  kind: news", "  kind: {a: b}", "map.yml:4:3: outlet.kind: expected a text, got fields"),
        ("{title}", "{title", "map.yml:8:7: outlet.evidence[0].claim: the brace '{' is not part of a {column}; write {{ for the brace itself"),
        ("{title}", "{}", "map.yml:8:7: outlet.evidence[0].claim: the braces {} do not contain the name of a column; write {{}} for the braces themselves"),
        ("{title}", "{@hots}", "map.yml:8:7: outlet.evidence[0].claim: expected one of @host, @defanged, @page, got '@hots'; did you mean @host?"),
        ("{title}", "{@item}", "map.yml:8:7: outlet.evidence[0].claim: expected one of @host, @defanged, @page, got '@item'"),
        ("  kind: news", "  kind: {column: x}", "map.yml:4:3: outlet.kind.table: the field table is missing; add `table: …`"),
        ("  kind: news", "  kind: {column: x, split: y, each: [z]}", "map.yml:4:31: outlet.kind.each: expected one value, got a list"),
        ("  kind: news", "  kind: {when: x, then: y}",
         "map.yml:4:10: outlet.kind.when: the condition does not consist of columns; write `column: text` lines"),
        ("  kind: news", "  kind: {when: {x: {}}, then: y}",
         "map.yml:4:17: outlet.kind.when.x: the test of the cell is empty; write a test such as `empty: no`"),
        ("  kind: news", "  kind: {when: {x: {emtpy: yes}}, then: y}",
         "map.yml:4:21: outlet.kind.when.x.emtpy: 'emtpy' is not a known field; did you mean empty?"),
        ("  kind: news", "  kind: {when: {x: {not: {a: b}}}, then: y}",
         "map.yml:4:21: outlet.kind.when.x.not: this is not a text or a list of texts"),
        ("host: domain", "host: domain\nadd_to_known: [campaings, name]",
         "map.yml:3:16: add_to_known[0]: 'campaings' is not a field of outlets that is a list; did you mean campaigns?"),
        ("  kind: news", "  kind: &a news", "map.yml:4:9: outlet.kind: the anchor &a is not allowed; delete it"),
        ("  kind: news", "  kind: !!python/object news",
         "map.yml:4:9: outlet.kind: the tag tag:yaml.org,2002:python/object is not allowed; delete it"),
    ],
)  # fmt: skip
def test_a_wrong_map_is_told_with_its_place(tmp_path: Path, old: str, new: str, refusal: str) -> None:
    """Every mistake in a map has its line and column, what was expected, and the cure."""
    assert refusal in refusals(tmp_path, RIGHT.replace(old, new, 1))


def test_everything_wrong_with_a_map_is_told_at_once(tmp_path: Path) -> None:
    """Nobody has to mend a map one mistake at a time."""
    text = RIGHT.replace("kind: news", "knid: news").replace("{title}", "{@x}")

    assert 3 == len(refusals(tmp_path, text))


def test_a_column_that_the_list_does_not_have_is_told(tmp_path: Path) -> None:
    """A map is compared with the list: each column that it names must be there."""
    text = RIGHT + "skip:\n  - {when: {kidn: x}, reason: y}\n"
    mapping = read(tmp_path, text)

    with pytest.raises(Unusable) as refused:
        mapping.check(Table("list.csv", ("domain", "titel", "kind"), ()))

    assert [
        "map.yml:12:13: skip[0].when.kidn: the list has no column 'kidn'; did you mean kind?",
        "map.yml:8:7: outlet.evidence[0].claim: the list has no column 'title'; did you mean titel?",
    ] == [str(problem).replace(f"{tmp_path}/", "") for problem in refused.value.problems]


def test_forms_can_nest_deeper_than_records(tmp_path: Path) -> None:
    """A value may be in a form within another form; maps have a limit of depth too."""

    def nested(forms: int) -> str:
        return RIGHT.replace("  kind: news", f"  kind: {'{first: [' * forms}news{']}' * forms}", 1)

    outcome = draft(read(tmp_path, nested(9)))

    assert isinstance(outcome, Draft)
    assert "news" == outcome.fields["kind"]
    assert ["map.yml:4:108: the record nests more than 24 levels deep"] == refusals(tmp_path, nested(20))


@pytest.mark.parametrize("text", ["", "- a\n", "a: b\n---\nc: d\n", "[" * 1000, "\x00", "x" * 300_000])
def test_what_is_no_map_is_refused(tmp_path: Path, text: str) -> None:
    """A map is read as carefully as a record."""
    assert refusals(tmp_path, text)


_KEYS = st.sampled_from(
    ["about", "host", "outlet", "when", "then", "column", "table", "split", "each", "first", "kind", "names", "text"]
)
_VALUES = st.recursive(
    st.text("ab{}@|", max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(_VALUES)
def test_whatever_a_map_holds_it_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, outlet: Value) -> None:
    """No template raises anything but a refusal, when it is read or when a row is put into it."""
    import json  # noqa: PLC0415 - JSON is YAML enough for this

    path = tmp_path_factory.getbasetemp() / "any.yml"
    path.write_text(f"about: a\nhost: domain\noutlet: {json.dumps(outlet)}\n")
    try:
        mapping = read_map(path)
    except Unusable:
        return
    columns = {column for _, column in mapping.outlet.columns(())}
    row = Row("list.csv:2", {"domain": "a.example", **dict.fromkeys(columns, "a")})

    assert list(drafts(mapping, [row]))

"""The text of a record from its values: in the style of all records, and never another value."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.authoring.serialiser import MAX_WIDTH, Fields, editor_line, emit
from masthead.model import Firm, Outlet
from masthead.syntax import yaml_reader
from masthead.syntax.characters import strange_characters
from masthead.syntax.yaml_printer import scalar
from masthead.syntax.yaml_tree import Scalar

_LETTERS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1)
_MARKS = st.text(alphabet=" :#-?,[]{}&*!|>'\"%@`~=<\\\n\tab0", min_size=1)
_TEXT = (
    (_LETTERS | _MARKS).map(lambda text: normalize("NFC", text)).filter(lambda text: not any(strange_characters(text)))
)


def test_emit_writes_fields_in_the_order_of_the_model() -> None:
    """However a value was put together, its fields come in the order in which records have them."""
    value: Fields = {"campaigns": ["lighthouse", "beacon"], "name": "Harbour Times", "kind": "local-news"}

    assert "kind: local-news\nname: Harbour Times\ncampaigns: [lighthouse, beacon]\n" == emit(value, Outlet)


def test_emit_puts_short_items_on_a_line_and_evidence_on_several() -> None:
    """An item of facts is one line; evidence has room for its sentence."""
    value: Fields = {
        "targets": [{"source": "a-2024", "country": "IT", "as_reported": "Italy"}],
        "evidence": [{"id": "listed", "claim": "It is listed.", "kind": "listing", "sources": [{"source": "a-2024"}]}],
    }

    text = """\
targets:
  - {country: IT, as_reported: Italy, source: a-2024}
evidence:
  - id: listed
    claim: It is listed.
    kind: listing
    sources: [{source: a-2024}]
"""
    assert text == emit(value, Outlet)


def test_emit_puts_what_a_reply_answers_beside_it() -> None:
    """One claim is beside the name of the field; several are below it."""
    first: Fields = {"by": "Quay Media", "answers": [{"source": "a-2024", "campaign": "lighthouse"}]}
    second: Fields = {"by": "Quay Media", "answers": [{"evidence": "listed", "source": "a-2024"}, {"source": "b-2024"}]}

    text = """\
replies:
  - by: Quay Media
    answers: [{source: a-2024, campaign: lighthouse}]
  - by: Quay Media
    answers:
      - {source: a-2024, evidence: listed}
      - {source: b-2024}
"""
    assert text == emit({"replies": [first, second]}, Firm)


def test_emit_puts_the_words_and_items_of_an_attribution_on_a_line() -> None:
    """IDs of evidence and a short quotation are in brackets; open points are sentences, each on a line."""
    words: Fields = {"locator": "page 7", "text": "we are certain", "lang": "en"}
    relation: Fields = {"evidence": ["listed", "same-server"], "confidence_words": words, "confidence": "high"}

    text = """\
relations:
  - confidence: high
    confidence_words: {text: we are certain, lang: en, locator: page 7}
    evidence: [listed, same-server]
not_known:
  - Who pays.
"""
    assert text == emit({"not_known": ["Who pays."], "relations": [relation]}, Firm)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({}, "{}\n"),
        ({"state": {}}, "state: {}\n"),
        ({"evidence": [{}]}, "evidence:\n  - {}\n"),
        ({"evidence": [["listed"]]}, "evidence:\n  - [listed]\n"),
        ({"evidence": [{"sources": [{}]}]}, "evidence:\n  - sources:\n      - {}\n"),
        ({"name": ""}, "name: ''\n"),
        ({"targets": []}, "targets: []\n"),
    ],
)
def test_emit_writes_what_is_empty(value: Fields, text: str) -> None:
    """Even a value that no record may hold is written so that it reads back."""
    assert text == emit(value, Outlet)
    assert (value, []) == yaml_reader.read(text.encode())


def test_emit_fills_lines_with_short_words() -> None:
    """A long list of words is in brackets, with as many words in each line as fit."""
    words = [f"harbour-{number}" for number in range(30)]

    lines = emit({"campaigns": [*words]}, Outlet).split("\n")

    assert ["campaigns: [", *lines[1:-2], "]", ""] == lines
    assert [10, 9, 9, 2] == [line.count("harbour") for line in lines[1:-2]]
    assert all(100 < len(line) <= 112 for line in lines[1:-3])


def test_emit_folds_long_prose() -> None:
    """Prose that is too long for a line is folded at its spaces."""
    sentence = "The Harbour Lab lists this domain among the confirmed domains and gives no country at all. " * 3

    text = emit({"business": sentence.strip()}, Firm)

    assert text.startswith("business: >-\n  The Harbour Lab")
    assert all(len(line) <= MAX_WIDTH for line in text.split("\n"))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Roma Journal", "Roma Journal"),
        ("no", "no"),
        ("2023-11-13", "2023-11-13"),
        ("figures 17, 18", "figures 17, 18"),
        ("Attribution: Haimai", "'Attribution: Haimai'"),
        ("a #1", "'a #1'"),
        ("“quoted”", "“quoted”"),
        ("'quoted'", "\"'quoted'\""),
        ("- item", "'- item'"),
        ("-item", "-item"),
        ("~", "'~'"),
        ("null", "'null'"),
        ("\u3000wide", "'\u3000wide'"),
        ("<<", "'<<'"),
        ("=1+1", "=1+1"),
        ("@name", "'@name'"),
        ("ends:", "'ends:'"),
        (" space", "' space'"),
        ("", "''"),
        ("two\nlines", '"two\\nlines"'),
    ],
)
def test_scalar_quotes_only_where_yaml_forces_it(text: str, written: str) -> None:
    """A text is written as it is, unless YAML would read something else."""
    assert written == scalar(Scalar(text))


def test_scalar_inside_brackets_quotes_their_marks() -> None:
    """Inside brackets a comma ends an item, so that it needs quotes."""
    assert "'a, b'" == scalar(Scalar("a, b"), in_flow=True)


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("sites/it/romajournal.org.yml", "../../schema/v1/outlet.json"),
        ("sources/citizenlab-2024.yml", "../schema/v1/source.json"),
    ],
)
def test_editor_line_leads_from_the_record_to_its_schema(path: str, schema: str) -> None:
    """An editor finds the schema from the folder of the record."""
    assert f"# yaml-language-server: $schema={schema}\n" == editor_line(path)


@given(st.dictionaries(st.sampled_from(["name", "business", "seat"]), _TEXT, min_size=1), st.lists(_TEXT, min_size=1))
def test_emitted_texts_read_back_as_they_were(fields: dict[str, str], open_points: list[str]) -> None:
    """A record that is written with any texts has the same texts when it is read back."""
    value: Fields = {**fields, "not_known": [*open_points], "aliases": [{"text": text} for text in open_points]}

    record, faults = yaml_reader.read(emit(value, Firm).encode())

    assert ([], value) == (faults, record)

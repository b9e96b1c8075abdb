"""The record that masthead new writes: the comments, the words of an answer, the id made from a name."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from masthead.authoring.new_record import suggested_id
from masthead.authoring.prompts import QUESTIONS
from masthead.authoring.record_template import template
from masthead.model import KINDS
from masthead.schema.json_schema import NAMES, field_order
from masthead.syntax.characters import strange_characters
from masthead.syntax.yaml_reader import read


@pytest.mark.parametrize(
    ("folder", "first"), [("sites", "kind"), ("firms", "name"), ("campaigns", "name"), ("sources", "title")]
)
def test_comments_name_every_field(folder: str, first: str) -> None:
    """The comments list the fields that the record could also have, in the order of the model."""
    text = template(f"{folder}/x.yml", {first: "x"})
    left_out = [line[2:].partition(":")[0] for line in text.partition("# Left out so far")[2].splitlines()[1:]]

    assert [name for name in field_order(KINDS[folder]) if name not in {first, "schema"}] == left_out


@pytest.mark.parametrize("folder", NAMES)
def test_questions_explain_themselves(folder: str) -> None:
    """Each question says what its answer means, in the words of the model."""
    assert all(question.text for question in QUESTIONS[folder])


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" #:'\"[]{},&*!|>%@`-?\\"),
        min_size=1,
        max_size=40,
    )
)
def test_any_answer_is_kept_word_for_word(answer: str) -> None:
    """An answer may have any marks: the record says it and nothing else."""
    summary = " ".join(normalize("NFC", answer).split())
    assume(summary and not list(strange_characters(summary)))
    text = template("campaigns/x.yml", {"name": "x", "named_by": "y", "summary": summary})

    assert {"name": "x", "named_by": "y", "summary": summary} == read(text.encode())[0]


@pytest.mark.parametrize(
    ("folder", "subject", "answers", "expected"),
    [
        ("firms", "Café Média S.à r.l.", {}, "cafe-media-s-a-r-l"),
        ("firms", "3 + 4", {}, ""),
        ("campaigns", "ФОГ", {}, ""),
        ("firms", "x" * 80, {}, "x" * 63),
        ("sources", "", {"short-name": ("the Gull Gazette",), "date": ("2024-03",)}, "gull-gazette-2024"),
        ("sources", "", {"short-name": ("朝日新聞",), "date": ("2024",)}, ""),
    ],
)
def test_ids_are_made_from_latin_letters_only(
    folder: str, subject: str, answers: dict[str, tuple[str, ...]], expected: str
) -> None:
    """A name in another script has no single spelling in Latin letters, so people choose."""
    assert expected == suggested_id(folder, subject, answers)

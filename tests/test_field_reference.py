"""docs/fields.md: every field, term and kind of value, as the model has them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from masthead.field_types import vocabulary
from masthead.model import KINDS, Evidence
from masthead.schema.field_documentation import PATH, field_reference
from masthead.schema.json_schema import field_order
from masthead.schema.value_kinds import VALUE_KINDS

ROOT = Path(__file__).parent.parent
PAGE = field_reference()


def section(title: str) -> str:
    """The section of the page under *title*."""
    return re.split(r"\n#{2,3} ", PAGE.partition(f" {title}\n")[2])[0]


def rows(title: str) -> list[str]:
    """The first cells of the table under *title*."""
    return re.findall(r"^\| \**`([^`]+)`", section(title), flags=re.MULTILINE)


def test_the_committed_page_is_up_to_date() -> None:
    """People read the committed file: it says what the model says."""
    assert (ROOT / PATH).read_text() == PAGE, "run `masthead schema --write`"


@pytest.mark.parametrize("folder", KINDS)
def test_each_record_has_its_fields_in_their_order(folder: str) -> None:
    """Own fields are in the table of the kind, shared ones in a table of their own, all in the order of records."""
    model = KINDS[folder]
    shared = rows("Fields of every record")
    own = rows(model.__name__)

    assert field_order(model) == [shared[0], *own, *shared[1:]]


def test_required_fields_are_bold() -> None:
    """A reader sees at once which fields are required."""
    assert {"id", "claim", "kind", "sources"} == set(
        re.findall(r"^\| \*\*`([^`]+)`\*\*", section("Evidence"), flags=re.MULTILINE)
    )
    assert list(Evidence.model_fields) == rows("Evidence")


def test_defaults_are_said() -> None:
    """The description of a field says what it means if it is left out."""
    assert (
        "| `stance` | [stance](#stance) | whether the source says so, denies it, or cannot say; `asserts` if left out |"
        in PAGE
    )


@pytest.mark.parametrize(
    "terms",
    [
        terms
        for terms in vocabulary.Term.__subclasses__()
        if terms.__module__.startswith("masthead.field_types.vocabulary")
    ],
)
def test_each_term_has_its_meaning(terms: type[vocabulary.Term]) -> None:
    """Each closed list is on the page, with the labels and definitions of the website."""
    title = re.sub("(?<=[a-z])(?=[A-Z])", " ", terms.__name__).capitalize()

    assert [f"| `{term}` | {term.label} | {term.definition} |" for term in terms] == re.findall(
        r"^\| `.*$", section(title), flags=re.MULTILINE
    )


def test_each_kind_of_value_is_explained() -> None:
    """The page explains each kind of value, such as a date or a host, with an example where one helps."""
    assert all(f"\n### {kind.title[0].upper()}{kind.title[1:]}\n" in PAGE for kind in VALUE_KINDS.values())
    assert "\n### ID of a source\n" in PAGE
    assert "Such as `2023`, `2023-11`, `2023-11-13`." in section("Date")


def test_links_lead_to_headings() -> None:
    """No link of the page leads nowhere, and no two headings share their anchor."""
    headings = [title.lower().replace(" ", "-") for title in re.findall(r"^#+ (.*)$", PAGE, flags=re.MULTILINE)]

    assert [] == sorted(set(re.findall(r"\]\(#([^)]+)\)", PAGE)) - set(headings))
    assert len(headings) == len(set(headings))

"""Remembered results: each is of the very values that were given, however many came between."""

from __future__ import annotations

from masthead.edition.shared_results import remembered
from masthead.field_types.dates import PartialDate
from masthead.loading.database import Database
from masthead.model import Archive
from masthead.model.part import parts_of


def test_same_values_give_the_same_result() -> None:
    """Texts are the same by what they say, all else by identity."""
    day, equal_day, folder = PartialDate(2023, 11, 13), PartialDate(2023, 11, 13), "sites"
    dated = remembered(2)(lambda day, text: [day, text])

    assert dated(day, "sites/a.org/") is dated(day, f"{folder}/a.org/")
    assert dated(day, "sites/a.org/") is not dated(equal_day, "sites/a.org/")
    assert dated(day, "sites/b.org/") == [day, "sites/b.org/"]


def test_forgotten_results_are_made_again() -> None:
    """Values that were thrown away leave their identity to others, whose results are still their own."""
    texts = remembered(3)(str)

    assert [str(number) for number in range(1000, 3000)] == [texts(int(str(number))) for number in range(1000, 3000)]


def test_parts_share_the_names_of_their_fields(database: Database) -> None:
    """A set for each part would be a fifth of the memory of all records; a copy with another value has its own."""
    parts = [part for record in database.graph.records() for _, part in parts_of(record)]
    given = {id(part.__pydantic_fields_set__): part.__pydantic_fields_set__ for part in parts}
    archive = next(
        part for part in parts if isinstance(part, Archive) and "warning" not in part.__pydantic_fields_set__
    )
    before = set(archive.__pydantic_fields_set__)
    other = archive.model_copy(update={"shows": "Another page", "warning": None})

    assert len(parts) > 5 * len(given)
    assert len(given) == len({frozenset(names) for names in given.values()})
    assert before == archive.__pydantic_fields_set__ != other.__pydantic_fields_set__

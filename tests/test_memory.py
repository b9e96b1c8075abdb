"""Remembered results: each is of the very values that were given, however many came between."""

from __future__ import annotations

from masthead.edition.kept_results import remembered
from masthead.field_types.dates import PartialDate


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

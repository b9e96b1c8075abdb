"""Dates of the precision that a source gives, and nothing that a calendar lacks."""

from __future__ import annotations

from datetime import date

import pytest

from masthead.field_types.dates import DateError, read_date, read_moment

DATES = [
    ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ("2023-11", date(2023, 11, 1), date(2023, 11, 30)),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ("2023-11-13", date(2023, 11, 13), date(2023, 11, 13)),
    ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
    ("1900", date(1900, 1, 1), date(1900, 12, 31)),
    ("2199-12-31", date(2199, 12, 31), date(2199, 12, 31)),
]

FORM = "a date such as 2023, 2023-11 or 2023-11-13"
NO_DATES = [
    ("", FORM),
    ("23", FORM),
    ("2023-1", FORM),
    ("2023-11-1", FORM),
    ("2023-11-", FORM),
    ("20231113", FORM),
    ("13.11.2023", FORM),
    ("2023/11/13", FORM),
    ("2023-11-13T09:00", FORM),
    ("2023-11-13\n", FORM),
    ("２０２３", FORM),
    ("2023~", FORM),
    ("1899", "a year from 1900 to 2199"),
    ("2200-01-01", "a year from 1900 to 2199"),
    ("0000", "a year from 1900 to 2199"),
    ("2023-00", "a month from 01 to 12"),
    ("2023-13-01", "a month from 01 to 12"),
    ("2023-11-00", "a day that exists in its month"),
    ("2023-11-31", "a day that exists in its month"),
    ("2021-02-30", "a day that exists in its month"),
    ("2100-02-29", "a day that exists in its month"),
]

NO_MOMENTS = [
    "2024-01-17",
    "2024-01-17T09:02:34",
    "2024-01-17T09:02:34+00:00",
    "2024-01-17 09:02:34Z",
    "2024-01-17T09:02Z",
    "2024-01-17T24:00:00Z",
    "2024-01-17T09:60:00Z",
    "2024-01-17T09:02:60Z",
    "2024-02-30T09:02:34Z",
    "1850-01-17T09:02:34Z",
    "20240117090234",
]


@pytest.mark.parametrize(("text", "first", "last"), DATES)
def test_date_keeps_its_precision(text: str, first: date, last: date) -> None:
    """A date prints as it was written, and means every day from its first to its last."""
    partial_date = read_date(text)

    assert text == str(partial_date)
    assert (first, last) == (partial_date.earliest, partial_date.latest)


@pytest.mark.parametrize(("text", "expected"), NO_DATES)
def test_what_is_no_date_is_refused(text: str, expected: str) -> None:
    """The error says what was expected: the form, or the part that no calendar has."""
    with pytest.raises(DateError) as caught:
        read_date(text)

    assert expected == str(caught.value)


def test_moment_is_a_second_of_utc() -> None:
    """The time of an archived copy is written as it is found in the archive."""
    assert "2024-01-17T09:02:34Z" == read_moment("2024-01-17T09:02:34Z")


@pytest.mark.parametrize("text", NO_MOMENTS)
def test_what_is_no_second_of_utc_is_refused(text: str) -> None:
    """Another form, another zone, or a second that no clock shows."""
    with pytest.raises(DateError) as caught:
        read_moment(text)

    expected = {"2024-02-30": "a day that exists in its month", "1850-01-17": "a year from 1900 to 2199"}
    assert expected.get(text[:10], "a time in UTC such as 2024-01-17T09:02:34Z") == str(caught.value)

"""Dates in the precision that the source gives: a year, a month or a day (EDTF level 0)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from masthead import MastheadError

FIRST_YEAR = 1900
LAST_YEAR = 2199
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


class DateError(MastheadError):
    """A text is not a date; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        if self.month is None:
            return f"{self.year:04}"
        month = f"{self.year:04}-{self.month:02}"
        return month if self.day is None else f"{month}-{self.day:02}"

    def order(self) -> tuple[date, str]:
        """Return the key that sorts dates: of two that begin on the same day, the more precise is the later."""
        return self.earliest, str(self)

    @property
    def earliest(self) -> date:
        """The first day that the date covers."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that the date covers."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@lru_cache(maxsize=1 << 14)  # most records contain the same few thousand days
def read_date(text: str) -> PartialDate:
    """Return the date in *text*, which is written as 2023, 2023-11 or 2023-11-13.

    Raises DateError if *text* is not such a date, or its year is not from FIRST_YEAR to LAST_YEAR.
    """
    match = _DATE.fullmatch(text)
    if not match:
        raise DateError("a date such as 2023, 2023-11 or 2023-11-13")
    parsed = PartialDate(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]
    if not FIRST_YEAR <= parsed.year <= LAST_YEAR:
        raise DateError(f"a year from {FIRST_YEAR} to {LAST_YEAR}")
    if parsed.month is not None and not 1 <= parsed.month <= 12:
        raise DateError("a month from 01 to 12")
    try:
        date(parsed.year, parsed.month or 1, parsed.day if parsed.day is not None else 1)
    except ValueError:
        raise DateError("a day that exists in its month") from None
    return parsed


def read_moment(text: str) -> str:
    """Return *text* unchanged if it is a time in UTC, to the second, such as 2024-01-17T09:02:34Z.

    Raises DateError if it is not.
    """
    expected = "a time in UTC such as 2024-01-17T09:02:34Z"
    if not _MOMENT.fullmatch(text):
        raise DateError(expected)
    try:
        read_date(text[:10])
        datetime.fromisoformat(text)
    except ValueError:
        raise DateError(expected) from None
    return text

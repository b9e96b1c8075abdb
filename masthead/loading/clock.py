"""The day by the clock of this machine, by which dates are judged and releases dated; a clock that cannot be right is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from masthead import MastheadError
from masthead.ledger.chain import ledger_path

if TYPE_CHECKING:  # a build that finds nothing changed loads no models
    from masthead.rules.permanence import Promised

_DAY = timedelta(days=1)
_YEAR = timedelta(days=366)


class ClockError(MastheadError):
    """The clock of this machine cannot be right; the message says why, and how to go on."""


def today() -> date:
    """Return the day by the clock (UTC)."""
    return datetime.now(UTC).date()


def today_after(promised: Promised) -> date:
    """Return the day by the clock (UTC), which is after all that was *promised*, but for the day that begins earlier elsewhere.

    Raises ClockError if it is not: every date in the records would be judged by a wrong day.
    """
    day, last = today(), promised.last_day
    if last and last - day > _DAY:
        raise ClockError(
            f"by the clock of this machine it is {day}, but {ledger_path(promised.last_file)} was released on {last}; set the clock,"
            " or restore the ledger if that file is not yours"
        )
    return day


def refuse_leap(day: date, promised: Promised) -> None:
    """Raise ClockError if *day*, which nobody typed and the ledger would get, is more than a year after its last file.

    No release or redaction of an earlier day could follow it.
    """
    last = promised.last_day
    if last and day - last > _YEAR:
        raise ClockError(
            f"by the clock of this machine it is {day}, more than a year after the last release, {ledger_path(promised.last_file)} of"
            f" {last}; set the clock, or give --date {day} if that is right"
        )

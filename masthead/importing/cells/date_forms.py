"""Dates and times in a stated form, such as DD.MM.YYYY: read as stated, and never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from masthead import MastheadError
from masthead.field_types.dates import DateError, read_date
from masthead.importing.cells.cldr_names import months_of

UNIX, UNIX_MS = "unix", "unix-ms"
"""Seconds and milliseconds since 1970, in UTC."""

_TOKEN = re.compile(r"YYYY|M{1,4}|D{1,2}|h{1,2}|mm|ss|Z|T|'([^']*)'|\*$|([A-Za-z]+)|(.)", re.DOTALL)
_PARTS = {
    "YYYY": "(?P<year>[0-9]{4})",
    "MMMM": r"(?P<name>[^\W\d_]+\.?)",
    "MMM": r"(?P<name>[^\W\d_]+\.?)",
    "MM": "(?P<month>[0-9]{2})",
    "M": "(?P<month>[0-9]{1,2})",
    "DD": "(?P<day>[0-9]{2})",
    "D": "(?P<day>[0-9]{1,2})",
    "hh": "(?P<hour>[0-9]{2})",
    "h": "(?P<hour>[0-9]{1,2})",
    "mm": "(?P<minute>[0-9]{2})",
    "ss": r"(?P<second>[0-9]{2})(?:[.,][0-9]+)?",
    "Z": "(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})",
    "T": "T",
    "*": ".*",
}
_ZONE = re.compile(r"Z|UTC|GMT|([+-])([0-9]{2}):?([0-9]{2})")


class FormError(MastheadError):
    """A form cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class DateForm:
    """A form in which a list writes dates."""

    text: str
    pattern: re.Pattern[str] | None
    """The pattern of the dates; None for numbers of seconds."""
    months: Mapping[str, int]
    zone: str
    """The zone of times that name none."""

    def date(self, cell: str) -> str:
        """Return the date in *cell*, as exact as it is, as records write it; raises DateError if it has another form."""
        if self.pattern is None:
            return self._unix(cell).date().isoformat()
        parts = self._parts(cell)
        text = "-".join(parts[name].zfill(2) for name in ("year", "month", "day") if parts[name])
        return str(read_date(text))

    def moment(self, cell: str) -> str:
        """Return the time in *cell* in UTC, as records write it; raises DateError if it has another form."""
        moment = self._unix(cell) if self.pattern is None else self._local(self._parts(cell))
        if not 1900 <= moment.year <= 2199:
            raise DateError("a year from 1900 to 2199")
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    def _parts(self, cell: str) -> dict[str, str]:
        match = self.pattern.fullmatch(cell) if self.pattern else None
        if not match:
            raise DateError(f"a date such as {self.text}")
        parts = {
            name: match.groupdict().get(name) or "" for name in ("year", "month", "day", "hour", "minute", "second")
        }
        zone = match.groupdict().get("zone") or self.zone
        return {**parts, "month": self._month(match) or parts["month"], "zone": zone}

    def _month(self, match: re.Match[str]) -> str:
        """Return the number of the month whose name, or the beginning of it, is in *match*."""
        name = (match.groupdict().get("name") or "").casefold().strip(".")
        if not name:
            return ""
        numbers = {number for month, number in self.months.items() if month == name}
        numbers = numbers or {
            number for month, number in self.months.items() if len(name) > 2 and month.startswith(name)
        }
        if len(numbers) != 1:
            raise DateError(f"a date such as {self.text}, with the name of a month")
        return str(*numbers)

    def _local(self, parts: Mapping[str, str]) -> datetime:
        read_date("-".join(parts[name].zfill(2) for name in ("year", "month", "day")))
        numbers = [int(parts[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")]
        try:
            return datetime(*numbers, tzinfo=UTC) - _offset(parts["zone"])  # type: ignore[misc,arg-type]
        except (ValueError, OverflowError):
            raise DateError(f"a time such as {self.text}") from None

    def _unix(self, cell: str) -> datetime:
        if not re.fullmatch(r"[0-9]{1,14}(\.[0-9]+)?", cell):
            raise DateError("a number of seconds since 1970" if self.text == UNIX else "a number of milliseconds")
        seconds = int(cell.partition(".")[0]) // (1000 if self.text == UNIX_MS else 1)
        if seconds >= 7_258_118_400:  # the year 2200
            raise DateError("a time before the year 2200; for milliseconds, write `form: unix-ms`")
        return datetime.fromtimestamp(seconds, UTC)


def date_form(text: str, language: str = "en", zone: str = "", *, is_time: bool = False) -> DateForm:
    """Return the form that *text* describes, with names of months in *language*; raises FormError if it describes none.

    YYYY is the year, MM and M the month, MMMM or MMM its name, DD and D the day; hh, mm, ss and Z are the time and its
    zone; * is anything behind. *zone* is that of times that name none.
    """
    if zone and not _ZONE.fullmatch(zone):
        raise FormError(f"expected a zone such as UTC or +02:00, got {zone[:60]!r}")
    if text in (UNIX, UNIX_MS):
        return DateForm(text, None, {}, "UTC")
    tokens = list(_TOKEN.finditer(text))
    _check(text, [token[0] for token in tokens], zone, is_time=is_time)
    for token in tokens:
        if token[2]:
            raise FormError(f"{token[2][:60]!r} is not part of a form; write text in single quotation marks")
    pattern = "".join(_PARTS.get(token[0]) or re.escape(token[1] or token[3] or "") for token in tokens)
    needs_names = any(token[0] in ("MMM", "MMMM") for token in tokens)
    return DateForm(text, re.compile(pattern, re.DOTALL), months_of(language) if needs_names else {}, zone)


def _check(text: str, tokens: list[str], zone: str, *, is_time: bool) -> None:
    """Raise FormError if the parts of a date in *tokens* are not those of one date or, with *is_time*, of one time."""
    counts = {
        name: sum(token in kinds for token in tokens)
        for name, kinds in {
            "year": ("YYYY",), "month": ("M", "MM", "MMM", "MMMM"), "day": ("D", "DD"), "hour": ("h", "hh"),
            "minute": ("mm",), "second": ("ss",), "zone": ("Z",),
        }.items()
    }  # fmt: skip
    if max(counts.values()) > 1 or not counts["year"] or counts["day"] > counts["month"]:
        raise FormError(f"expected a form such as DD.MM.YYYY, with the year in four digits, got {text[:60]!r}")
    if is_time and not (counts["day"] and counts["hour"] and counts["minute"]):
        raise FormError(f"expected the form of a time, such as YYYY-MM-DD hh:mm:ssZ, got {text[:60]!r}")
    if is_time and not counts["zone"] and not zone:
        raise FormError("the form names no zone; add Z to it, or write `zone: UTC`")


def _offset(zone: str) -> timedelta:
    """Return how far the clocks in *zone* are ahead of UTC."""
    match = _ZONE.fullmatch(zone)
    if not match or not match[1]:
        return timedelta()
    return timedelta(hours=int(match[2]), minutes=int(match[3])) * (1 if match[1] == "+" else -1)

"""Functions from the text of a cell to the text of a record, for each thing that a map may say a cell is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from masthead.field_types.dates import DateError
from masthead.importing.cells.cldr_names import country_of, language_of
from masthead.importing.cells.date_forms import DateForm
from masthead.importing.cells.source_addresses import address_in, copy_in, host_in

Reader = Callable[[str], str]


def date_reader(forms: Sequence[DateForm], *, is_time: bool) -> Reader:
    """Return the function that reads dates, or times, in any of *forms*; a cell that two of them read differently is refused."""
    return partial(_dated, tuple(forms), is_time)


def _dated(forms: Sequence[DateForm], is_time: bool, cell: str) -> str:  # noqa: FBT001 - bound by partial
    dates, reasons = set(), []
    for form in forms:
        try:
            dates.add(form.moment(cell) if is_time else form.date(cell))
        except DateError as error:
            reasons.append(str(error))
    if len(dates) > 1:
        raise DateError(f"a date that only one of the forms fits, not {' and '.join(sorted(dates))}")
    if not dates:
        raise DateError(
            reasons[0] if len(forms) == 1 else f"a date such as {' or '.join(form.text for form in forms)[:100]}"
        )
    return dates.pop()


def name_reader(kind: str, language: str) -> Reader:
    """Return the function that reads codes and names of the *kind*, country or language; with *language*, names in it."""
    if language:
        return partial(_named, kind, language)
    return lru_cache(maxsize=4096)(partial(_named, kind, ""))


def _named(kind: str, language: str, cell: str) -> str:
    try:
        return country_of(cell, language) if kind == "country" else language_of(cell, language)
    except LookupError as error:
        several = f" that means only one ({error})" if str(error) else ""
        where = f"in {language}" if language else "in some language"
        raise LookupError(f"the code of a {kind}, or its name {where}{several}") from None


ADDRESS_READERS: dict[str, Reader] = {
    "host": host_in,
    "address": address_in,
    "copy": lambda cell: copy_in(cell).url,
    "copied-address": lambda cell: copy_in(cell).original,
    "copied-time": lambda cell: copy_in(cell).captured,
}
"""The functions that read hosts, addresses and those of archived copies, by their names in maps."""

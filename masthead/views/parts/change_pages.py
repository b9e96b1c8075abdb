"""The division of the changes of a month into pages, and the place of the changes to each record.

The pages follow from the ledger alone, so that the page of a record may link to its changes without reading others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from masthead.edition.edition import Edition
from masthead.edition.shared_results import remembered
from masthead.field_types.dates import PartialDate
from masthead.ledger.contents import Became, Event, FieldChange
from masthead.ledger.lines import Value
from masthead.relations.page_division import divided
from masthead.views.parts.paging import list_page_path

MOST_ITEMS = 20
"""The most items of a value that are shown on each side of a change."""
LONGEST = 600
"""The most characters of an item that are shown."""
_ENTRY = 300
_ITEM = 50
"""The bytes of HTML around the texts of an entry, and of an item."""
_FOLD = 100
"""The bytes of HTML around the fields of an entry: what changed in words, and their fold."""
_FOLDERS = ("sites", "firms", "campaigns", "sources")


@dataclass(frozen=True, slots=True)
class Dated:
    """The events of a record on one day, with the key of the record and the last event before that day."""

    date: PartialDate
    key: str
    events: tuple[Event, ...]
    before: Event | None

    @property
    def is_new(self) -> bool:
        """Whether the record was published on that day."""
        return any(event.became is Became.PUBLISHED for event in self.events)


def month_path(date: PartialDate) -> str:
    """Return the address of the page of changes for the month of *date*."""
    return f"changes/{str(date)[:7]}/"


def entry_id(date: PartialDate, key: str) -> str:
    """Return the anchor of the changes to the record *key* on *date*."""
    return f"{str(date)[8:]}-{key.replace('/', '-')}"


def entry_path(edition: Edition, date: PartialDate, key: str) -> str:
    """Return the address of the changes to the record *key* on *date*."""
    start, id = month_path(date), entry_id(date, key)
    return f"{list_page_path(start, _pages(edition)[start][id])}#{id}"


def change_pages(edition: Edition, month: PartialDate) -> tuple[tuple[Dated, ...], ...]:
    """Return the changes in *month*, page by page: the newest day first; on each day, changes before publications."""
    return _divided(edition)[month_path(month)]


@remembered(1)
def _pages(edition: Edition) -> Mapping[str, Mapping[str, int]]:
    """Return the number of the page of each entry, by the address of its month and by its anchor."""
    return {
        start: {entry_id(dated.date, dated.key): number for number, page in enumerate(pages, 1) for dated in page}
        for start, pages in _divided(edition).items()
    }


@remembered(1)
def _divided(edition: Edition) -> Mapping[str, tuple[tuple[Dated, ...], ...]]:
    """Return the pages of each month, by its address."""
    ledger = edition.ledger
    dates = (*(release.date for release in ledger.releases), *(notice.head.date for notice in ledger.notices))
    months: dict[str, list[Dated]] = {month_path(date): [] for date in dates}
    for key, events in ledger.events.items():
        for dated in _by_day(key, events):
            months.setdefault(month_path(dated.date), []).append(dated)
    return {start: tuple(divided(sorted(of_month, key=_order), _length)) for start, of_month in months.items()}


def _by_day(key: str, events: tuple[Event, ...]) -> Iterator[Dated]:
    start = 0
    for end in range(1, len(events) + 1):
        if end == len(events) or events[end].date != events[start].date:
            yield Dated(events[start].date, key, events[start:end], events[start - 1] if start else None)
            start = end


def _order(dated: Dated) -> tuple[int, bool, int, str]:
    folder, _, id = dated.key.partition("/")
    return -int(str(dated.date)[8:]), dated.is_new, _FOLDERS.index(folder), id


def _length(dated: Dated) -> int:
    """Return the approximate length of the entry of *dated*, in bytes of HTML."""
    changes = [change for event in dated.events for change in event.changes]
    return _ENTRY + 3 * len(dated.key) + (_FOLD if changes else 0) + sum(map(_length_of, changes))


def _length_of(change: FieldChange) -> int:
    was, now = items_of(change.was), items_of(change.now)
    shown = [item for item in was if item not in now][:MOST_ITEMS] + [item for item in now if item not in was][
        :MOST_ITEMS
    ]
    return sum(_ITEM + min(LONGEST, len(str(item).encode())) for item in shown)


def items_of(value: Value | None) -> list[Value]:
    """Return the items of the *value* of a field; a value that is no list is a single item."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]

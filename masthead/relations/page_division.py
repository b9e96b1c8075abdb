"""The division of lists into pages by the length of their items, and the page on which each correction is listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from masthead.field_types.vocabulary import StateName
from masthead.model import Correction, Record, State
from masthead.model.identity import key_of

ROOM = 60_000
"""The approximate bytes of HTML in the items of a page: the first page links to items of the others beside its own."""
_ENTRY = 500
"""The bytes of HTML around the texts of a correction or withdrawal."""

Item = TypeVar("Item")


def divided(items: Iterable[Item], length: Callable[[Item], int]) -> Iterator[tuple[Item, ...]]:
    """Yield *items* page by page, each with about ROOM bytes of HTML by the *length* of its items; there is always one."""
    page: list[Item] = []
    filled = 0
    for item in items:
        added = length(item)
        if page and filled + added > ROOM:
            yield tuple(page)
            page, filled = [], 0
        page.append(item)
        filled += added
    yield tuple(page)


def listed_corrections(record: Record) -> tuple[Correction | State, ...]:
    """Return the entries of *record* in the list of all corrections: its corrections, or its withdrawal instead."""
    if record.state and record.state.name is StateName.WITHDRAWN:
        return (record.state,)
    return record.corrections if record.is_published else ()


def correction_pages(records: Iterable[Record]) -> Iterator[tuple[str, int]]:
    """Yield the key of each of *records* with the page on which each of its `listed_corrections` is, in their order.

    The newest are on the first page. Those of one day are in the order of the *records*.
    """
    entries = [(key_of(record), entry) for record in records for entry in listed_corrections(record)]
    newest = sorted(range(len(entries)), key=lambda index: str(entries[index][1].date), reverse=True)
    pages = divided(newest, lambda index: _length(entries[index][1]))
    page_of = {index: number for number, page in enumerate(pages, 1) for index in page}
    yield from ((key, page_of[index]) for index, (key, _) in enumerate(entries))


def _length(entry: Correction | State) -> int:
    """Return about how many bytes of HTML *entry* has in the list of all corrections."""
    texts = (entry.reason,) if isinstance(entry, State) else (entry.said, entry.says, entry.why)
    return _ENTRY + sum(len(text.encode()) for text in texts)

"""The identity of a record: its key, its former keys, its items of evidence and the anchors that its page promises."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.findings.finding import Location
from masthead.model import KINDS, Campaign, Evidence, Firm, Outlet, Record

_FOLDERS = {kind: folder for folder, kind in KINDS.items()}


def key_of(record: Record) -> str:
    """Return the key of *record*: its folder and ID, such as sites/romajournal.org."""
    return f"{_FOLDERS[type(record)]}/{record.id}"


def former_keys(record: Record) -> tuple[str, ...]:
    """Return the keys that *record* had before."""
    return tuple(f"{_FOLDERS[type(record)]}/{id}" for id in record.formerly)


def anchors_of(record: Record) -> tuple[str, ...]:
    """Return the anchors that the page of *record* promises: present and former IDs of evidence, and of removed evidence."""
    items = (id for item in evidence_of(record) for id in (item.id, *item.formerly))
    removed = (id for correction in record.corrections for id in correction.withdrawn)
    return tuple(dict.fromkeys((*items, *removed)))


def evidence_of(record: Record) -> tuple[Evidence, ...]:
    """Return the items of evidence whose permalinks are on the page of *record*."""
    match record:
        case Outlet() | Campaign():
            return record.evidence
        case Firm():
            return record.statements
        case _:
            return ()


def placed_evidence_of(record: Record) -> Iterator[tuple[Location, Evidence]]:
    """Yield each item of evidence of *record*, with its location in it."""
    if isinstance(record, Outlet | Campaign):
        yield from ((("evidence", number), evidence) for number, evidence in enumerate(record.evidence))
    if isinstance(record, Firm):
        yield from ((("statements", number), evidence) for number, evidence in enumerate(record.statements))

"""The contents of a ledger: the sum of the lines of all releases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from masthead.field_types.dates import PartialDate
from masthead.ledger.lines import (
    Changed,
    ItemRenamed,
    Line,
    NewAddresses,
    Notice,
    Published,
    ReleaseHead,
    Renamed,
    Value,
)

Fields = Mapping[str, Value]


class Became(StrEnum):
    """The change of a record in a release."""

    PUBLISHED = "published"
    RENAMED = "renamed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its values before and after a change; None means no value."""

    field: str
    was: Value | None
    now: Value | None


@dataclass(frozen=True, slots=True)
class Event:
    """A change of a record on a day."""

    date: PartialDate
    became: Became
    changes: tuple[FieldChange, ...] = ()
    formerly: str = ""
    """The key of the record that it replaced, such as sites/old.example."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release: its number, its date, and the commit of the records, or nothing if that is unknown."""

    number: int
    date: PartialDate
    commit: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A redaction or migration: its head, the number of pieces that it removed, and the records that it concerns."""

    head: Notice
    pieces: int
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything ever published, by the present key of each record; empty before the first release."""

    releases: tuple[Release, ...] = ()
    notices: tuple[Noted, ...] = ()
    events: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)
    fields: Mapping[str, Fields] = field(default_factory=dict)
    """The fields of each record in the last release."""
    addresses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The anchors of every page that was ever published."""
    seal: str = ""
    """The seal of the last line."""
    number: int = 0
    """The number of the last file."""

    @property
    def last_date(self) -> PartialDate | None:
        """The date of the last file; None before the first release."""
        dates = (*(release.date for release in self.releases), *(noted.head.date for noted in self.notices))
        return max(dates, key=lambda date: date.earliest, default=None)

    def first_published(self, key: str) -> PartialDate | None:
        """Return the date on which the record *key* was first published, or None if it never was."""
        return self.events[key][0].date if key in self.events else None

    def last_changed(self, key: str) -> PartialDate | None:
        """Return the date of the last change of the record *key*, which may be its publication, or None if it is unknown."""
        return self.events[key][-1].date if key in self.events else None


NOTHING = Ledger()
"""The ledger before the first release."""


def add(ledger: Ledger, head: ReleaseHead, lines: Sequence[Line], seal: str) -> Ledger:
    """Return *ledger* with one more release; *seal* is the seal of the last of its *lines*."""
    return add_all(ledger, ((head, lines, seal),))


def add_all(
    ledger: Ledger,
    releases: Sequence[tuple[ReleaseHead, Sequence[Line], str]],
    notices: Sequence[tuple[Noted, str]] = (),
) -> Ledger:
    """Return *ledger* with more *releases*, each a head, lines and the seal of the last line, and more *notices*.

    Raises KeyError with the key of a record that changes before it was published.
    """
    book = _Book(ledger)
    for head, lines, seal in releases:
        book.enter(head, lines, seal)
    for noted, seal in notices:
        book.note(noted, seal)
    return book.close()


def renamed(field: str, was: str, item: str) -> str:
    """Return the name of *field* after the item *was* is renamed to *item*."""
    return f"{item}{field.removeprefix(was)}" if field.startswith(f"{was}.") else field


class _Book:
    """A ledger to which releases and notices are being added."""

    def __init__(self, ledger: Ledger) -> None:
        self.releases = list(ledger.releases)
        self.notices = list(ledger.notices)
        self.events = defaultdict(list, {key: list(events) for key, events in ledger.events.items()})
        self.fields = {key: dict(fields) for key, fields in ledger.fields.items()}
        self.addresses = {page: list(anchors) for page, anchors in ledger.addresses.items()}
        self.seal, self.number = ledger.seal, ledger.number

    def enter(self, head: ReleaseHead, lines: Sequence[Line], seal: str) -> None:
        """Enter one release."""
        changes: defaultdict[str, list[FieldChange]] = defaultdict(list)
        for line in lines:
            match line:
                case Published():
                    self.fields[line.record] = dict(line.published)
                    self.events[line.record].append(Event(head.date, Became.PUBLISHED))
                case Renamed():
                    self._rename(line, head.date)
                case ItemRenamed():
                    changes[line.record].append(self._rename_item(line))
                case Changed():
                    changes[line.record].append(self._change(line))
                case NewAddresses():
                    self.addresses.setdefault(line.page, []).extend(line.anchors)
        for key, changes_of_record in changes.items():
            self.events[key].append(Event(head.date, Became.CHANGED, tuple(changes_of_record)))
        self.releases.append(Release(head.number, head.date, head.commit))
        self._end(head.number, seal)

    def note(self, noted: Noted, seal: str) -> None:
        """Enter a redaction or migration."""
        self.notices.append(noted)
        self._end(noted.head.number, seal)

    def _end(self, number: int, seal: str) -> None:
        if number > self.number:
            self.number, self.seal = number, seal

    def _rename(self, line: Renamed, date: PartialDate) -> None:
        """Move fields and events from the former record to the present one, which keeps its own fields if it has any."""
        if line.formerly == line.record:
            return  # its former id was removed: it has been this record ever since
        self.fields.setdefault(line.record, self.fields.pop(line.formerly))
        both = [*self.events.pop(line.formerly), *self.events[line.record]]
        both.sort(key=lambda event: event.date.earliest)
        self.events[line.record] = [*both, Event(date, Became.RENAMED, formerly=line.formerly)]

    def _rename_item(self, line: ItemRenamed) -> FieldChange:
        """Rename the fields of an item that has another id."""
        fields = self.fields[line.record]
        self.fields[line.record] = {renamed(field, line.was, line.item): value for field, value in fields.items()}
        return FieldChange(line.item, line.was, line.item)

    def _change(self, line: Changed) -> FieldChange:
        fields = self.fields[line.record]
        was = fields.pop(line.field, None)
        if line.now is not None:
            fields[line.field] = line.now
        return FieldChange(line.field, was, line.now)

    def close(self) -> Ledger:
        """Return the resulting ledger."""
        return Ledger(
            tuple(self.releases),
            tuple(self.notices),
            {key: tuple(events) for key, events in self.events.items()},
            self.fields,
            {page: tuple(dict.fromkeys(anchors)) for page, anchors in self.addresses.items()},
            self.seal,
            self.number,
        )

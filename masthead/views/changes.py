"""What became of the records, release by release: /changes/, /changes/<month>/."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from masthead.addresses import AddressError, address_host, defang, read_host
from masthead.dates import PartialDate
from masthead.ledger.compare import key_of
from masthead.ledger.contents import Became, Event, FieldChange
from masthead.ledger.lines import Value
from masthead.model import Record
from masthead.views.edition import Edition, Link, When
from masthead.views.filed import entry_id, entry_path, month_path
from masthead.vocabulary import N_, NN_

MOST_ITEMS = 20
LONGEST = 600
# Names of persons who were taken out of a record stay out of its history, too.
_PRIVATE = frozenset({"persons"})


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A field, what of its value went, what came, and how many more items of it did."""

    field: str
    was: tuple[str, ...]
    now: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of a record on a day; *hides* if the record does not stand and its values are not shown."""

    id: str
    record: Link
    note: str
    changes: tuple[ChangeView, ...]
    hides: bool
    earlier: Link | None


@dataclass(frozen=True, slots=True)
class PublishedGroup:
    """The records of a kind that were published on a day."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day with releases: what was published, what changed."""

    id: str
    date: When | None
    commits: tuple[str, ...]
    published: tuple[PublishedGroup, ...]
    changed: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class MonthView:
    """The changes of a month, the newest day first."""

    path: str
    title: str
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day with releases, in numbers."""

    date: When | None
    path: str
    published: int
    changed: int


@dataclass(frozen=True, slots=True)
class ChangesView:
    """All days with releases, the newest first."""

    path: str
    title: str
    days: tuple[DayRow, ...]


_Happened = tuple[PartialDate, Record, Event, Event | None]
"""A day, the record as it is now, what became of it, and what had before."""


def changes_view(edition: Edition) -> ChangesView:
    """Return the page of all days with releases."""
    published: Counter[str] = Counter()
    concerned: Counter[str] = Counter()
    for record in edition.graph.records():
        events = edition.ledger.events.get(key_of(record), ())
        new = {str(event.date) for event in events if event.became is Became.PUBLISHED}
        published.update(new)
        concerned.update({str(event.date) for event in events} - new)
    dates = sorted({str(release.date): release.date for release in edition.ledger.releases}.items(), reverse=True)
    return ChangesView(
        path="changes/",
        title=edition.book.say(N_("Changes")),
        days=tuple(
            DayRow(edition.when(date), f"{month_path(date)}#{_day_id(date)}", published[day], concerned[day])
            for day, date in dates
        ),
    )


def months(edition: Edition) -> tuple[PartialDate, ...]:
    """Return the months with releases, the first one first."""
    return tuple(sorted({PartialDate(one.date.year, one.date.month) for one in edition.ledger.releases}, key=str))


def month_view(edition: Edition, month: PartialDate) -> MonthView:
    """Return the page of the changes in *month*."""
    found = sorted((one for one in _happened(edition) if month_path(one[0]) == month_path(month)), key=_by_day)
    happened = {day: list(group) for day, group in groupby(found, key=lambda one: one[0])}
    days = sorted({one.date for one in edition.ledger.releases if month_path(one.date) == month_path(month)}, key=str)
    return MonthView(
        path=month_path(month),
        title=edition.book.say(N_("Changes in %(month)s")) % {"month": edition.book.date(month)},
        days=tuple(_day(edition, day, happened.get(day, [])) for day in reversed(days)),
    )


def _happened(edition: Edition) -> Iterator[_Happened]:
    """Yield what became of each record that is in the database, kind by kind, the first of each first."""
    for record in edition.graph.records():
        before = None
        for event in edition.ledger.events.get(key_of(record), ()):
            yield event.date, record, event, before
            before = event


def _by_day(one: _Happened) -> str:
    return str(one[0])


def _day_id(date: PartialDate) -> str:
    return f"day-{str(date)[8:]}"


def _day(edition: Edition, date: PartialDate, happened: list[_Happened]) -> Day:
    """Return the *date*, with one entry for each record of which something became."""
    published: list[tuple[Record, Entry]] = []
    changed: list[tuple[Record, Entry]] = []
    for _, group in groupby(happened, key=lambda one: key_of(one[1])):
        of_record = list(group)
        is_new = any(event.became is Became.PUBLISHED for _, _, event, _ in of_record)
        (published if is_new else changed).append((of_record[0][1], _entry(edition, of_record)))
    groups = groupby(published, key=lambda pair: type(pair[0]))
    return Day(
        id=_day_id(date),
        date=edition.when(date),
        commits=tuple(dict.fromkeys(one.commit for one in edition.ledger.releases if one.date == date and one.commit)),
        published=tuple(_group(edition, [entry for _, entry in group], kind.__name__) for kind, group in groups),
        changed=tuple(entry for _, entry in changed),
    )


_GROUPS = {
    "Outlet": NN_("%(num)s site", "%(num)s sites"),
    "Firm": NN_("%(num)s firm or service", "%(num)s firms and services"),
    "Campaign": NN_("%(num)s campaign", "%(num)s campaigns"),
    "Source": NN_("%(num)s source", "%(num)s sources"),
}


def _group(edition: Edition, entries: list[Entry], kind: str) -> PublishedGroup:
    return PublishedGroup(edition.book.plural(*_GROUPS[kind], len(entries)), tuple(entries))


def _entry(edition: Edition, happened: list[_Happened]) -> Entry:
    """Return what became of one record on one day."""
    date, record, _, before = happened[0]
    changes = [change for _, _, event, _ in happened for change in event.changes]
    former = next((event.formerly for _, _, event, _ in reversed(happened) if event.formerly), "")
    key, hides = key_of(record), not record.is_published
    return Entry(
        id=entry_id(date, key),
        record=edition.link(record),
        note=edition.book.say(N_("formerly %(id)s")) % {"id": _plain(former.partition("/")[2])} if former else "",
        changes=() if hides else tuple(_change(change) for change in changes),
        hides=hides,
        earlier=_earlier(edition, key, before) if before and before.date != date else None,
    )


def _earlier(edition: Edition, key: str, before: Event) -> Link:
    return Link(edition.book.date(before.date), entry_path(before.date, key))


def _change(change: FieldChange) -> ChangeView:
    """Return a change, of lists only the items that went and came; a private field without its values."""
    if change.field.partition("[")[0] in _PRIVATE:
        return ChangeView(change.field, (), (), 0)
    was, now = _items(change.was), _items(change.now)
    gone = [item for item in was if item not in set(now)]
    come = [item for item in now if item not in set(was)]
    more = max(len(gone) - MOST_ITEMS, 0) + max(len(come) - MOST_ITEMS, 0)
    return ChangeView(change.field, tuple(gone[:MOST_ITEMS]), tuple(come[:MOST_ITEMS]), more)


def _items(value: Value | None) -> list[str]:
    """Return the items of *value* as texts."""
    if value is None:
        return []
    return [_text(item) for item in (value if isinstance(value, list) else [value])]


def _text(value: Value) -> str:
    """Return *value* in words, cut where it is long."""
    text = _plain(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _plain(value: Value) -> str:
    """Return a value: of an address only the host, since its path may be a headline that attacks somebody."""
    match value:
        case str() if value.startswith(("https://", "http://")):
            return defang(address_host(value))
        case str():
            return defang(value) if _is_host(value) else value
        case list():
            return ", ".join(map(_plain, value))
        case dict():
            return "; ".join(f"{name}: {_plain(inner)}" for name, inner in value.items())
        case _:
            return str(value)


def _is_host(text: str) -> bool:
    try:
        read_host(text)
    except AddressError:
        return False
    return True

"""The changes to the records, release by release: /changes/, /changes/<month>/."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice

from masthead.edition.edition import Edition, Link, When
from masthead.field_types.dates import PartialDate
from masthead.field_types.vocabulary import N_, NN_
from masthead.field_types.web_addresses import address_host, defang, is_host
from masthead.ledger.contents import Became, FieldChange
from masthead.ledger.lines import Removed, Value
from masthead.model import Record
from masthead.model.identity import key_of
from masthead.views.parts.change_pages import (
    LONGEST,
    MOST_ITEMS,
    Dated,
    change_pages,
    entry_id,
    entry_path,
    items_of,
    month_path,
)
from masthead.views.parts.change_words import change_words
from masthead.views.parts.ledger_notices import NoticeView, notice_view, removed_text
from masthead.views.parts.paging import Jump, PageNumber, list_page_path, numbered, page_numbers

CHANGES = "changes/"
"""The address of the page of all days."""
CHANGES_FEED = "feeds/changes.xml"
"""The address of the feed of new and changed records."""
_MOST_OF_DAY, _MOST_ENTRIES = 50, 200
"""The most records of a day that have an entry each in the feed, and the entries after which it takes no earlier day."""
MOST_JUMPS = 600
"""The most entries of further pages that the first page of a month links to."""
LATEST = 20
"""The most records whose latest changes the list of days shows in words."""
# The names of persons who were removed from a record stay out of its history, too.
_PRIVATE = frozenset({"persons"})

_ELSEWHERE = NN_("%(num)s record on further pages", "%(num)s records on further pages")


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change of a field: the items that were removed, those that were added, and how many more there are."""

    field: str
    was: tuple[str, ...]
    now: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class RecordChanges:
    """The changes to a record on a day; *hides* if it is withdrawn or excluded, so that its values are not shown."""

    id: str
    record: Link
    note: str
    words: str
    """The changes in words, counted by kind."""
    changes: tuple[ChangeView, ...]
    hides: bool
    earlier: Link | None


@dataclass(frozen=True, slots=True)
class PublishedGroup:
    """The records of a kind that were published on a day."""

    title: str
    entries: tuple[RecordChanges, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day with releases or notices: the removals, the records published and the records changed."""

    id: str
    date: When | None
    commits: tuple[str, ...]
    notices: tuple[NoticeView, ...]
    published: tuple[PublishedGroup, ...]
    changed: tuple[RecordChanges, ...]
    elsewhere: tuple[Jump, ...]
    elsewhere_fold: str


@dataclass(frozen=True, slots=True)
class MonthView:
    """A page of the changes in a month, the newest day first; the first page has all days."""

    path: str
    title: str
    days: tuple[Day, ...]
    pages: tuple[PageNumber, ...]
    first: Link


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day with releases or notices, in numbers."""

    date: When | None
    path: str
    published: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class LatestChange:
    """A record that changed or was published of late: when, with a link to its fields before and after, and what, in words."""

    record: Link
    date: Link
    words: str


@dataclass(frozen=True, slots=True)
class ChangesView:
    """The page of all days with releases or notices, the newest first."""

    path: str
    title: str
    latest: tuple[LatestChange, ...]
    days: tuple[DayRow, ...]
    removes: bool
    """Whether anything was ever removed."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed: on a record on a day or, if many records were published or changed, on the day."""

    id: str
    """The address that identifies it, which stays the same when lists are divided into pages."""
    path: str
    date: PartialDate
    title: str
    text: str
    """Plain text or, marked as such, HTML."""


def news(edition: Edition) -> Iterator[FeedEntry]:
    """Yield the entries of the feed of new and changed records, of the latest days, the newest first."""
    number = 0
    for month in reversed(months(edition)):
        entries = (happened for page in change_pages(edition, month) for happened in _present(edition, page))
        for date, of_day in groupby(entries, key=lambda happened: happened[1].date):
            if number >= _MOST_ENTRIES:
                return
            day = list(of_day)
            entries_of_day = _news_of_records(edition, day)
            yield from [_news_of_day(edition, date, day)] if len(day) > _MOST_OF_DAY else entries_of_day
            number += 1 if len(day) > _MOST_OF_DAY else len(day)


def _present(edition: Edition, happened: Iterable[Dated]) -> Iterator[tuple[Record, Dated]]:
    """Yield each of *happened* after its record, if it has one now."""
    for dated in happened:
        if record := edition.graph.record(dated.key):
            yield record, dated


def _news_of_day(edition: Edition, date: PartialDate, day: Sequence[tuple[Record, Dated]]) -> FeedEntry:
    new = sum(dated.is_new for _, dated in day)
    plural = edition.book.plural
    published = plural("%(num)s record published", "%(num)s records published", new)
    changed = plural("%(num)s record changed", "%(num)s records changed", len(day) - new)
    path = f"{month_path(date)}#{_day_id(date)}"
    title = edition.book.list(text for text, number in ((published, new), (changed, len(day) - new)) if number)
    return FeedEntry(path, path, date, title, edition.book.say(N_("The page of changes lists them.")))


def _news_of_records(edition: Edition, day: Iterable[tuple[Record, Dated]]) -> Iterator[FeedEntry]:
    say = edition.book.say
    for record, dated in day:
        entry = _entry(edition, record, dated)
        title = N_("Published: %(record)s") if dated.is_new else N_("Changed: %(record)s")
        names = edition.book.list(dict.fromkeys(change.field for change in entry.changes))
        fields = say(N_("Fields that changed: %(fields)s.")) % {"fields": names} if names else ""
        yield FeedEntry(
            id=f"{month_path(dated.date)}#{entry.id}",
            path=entry_path(edition, dated.date, dated.key),
            date=dated.date,
            title=say(title) % {"record": entry.record.text},
            text="; ".join(filter(None, (entry.record.state, entry.note, fields))),
        )


def changes_view(edition: Edition) -> ChangesView:
    """Return the page of all days with releases or notices."""
    published: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    for record in edition.graph.records():
        events = edition.ledger.events.get(key_of(record), ())
        new = {str(event.date) for event in events if event.became is Became.PUBLISHED}
        published.update(new)
        changed.update({str(event.date) for event in events} - new)
    removed: Counter[str] = Counter()
    for notice in edition.ledger.notices:
        removed[str(notice.head.date)] += notice.pieces
    rows = (
        DayRow(
            date=edition.when(date),
            path=f"{month_path(date)}#{_day_id(date)}",
            published=published[str(date)],
            changed=changed[str(date)],
            removed=removed[str(date)],
        )
        for date in reversed(_dates(edition))
    )
    return ChangesView(
        path=CHANGES,
        title=edition.book.say(N_("Changes")),
        latest=tuple(islice(_latest(edition), LATEST)),
        days=tuple(rows),
        removes=any(removed.values()),
    )


def _latest(edition: Edition) -> Iterator[LatestChange]:
    """Yield each change to a record, and each publication of one, in the order of the pages of the months."""
    for month in reversed(months(edition)):
        for record, dated in _present(edition, chain.from_iterable(change_pages(edition, month))):
            entry = _entry(edition, record, dated)
            path = entry_path(edition, dated.date, dated.key)
            words = _words(edition, entry, dated)
            yield LatestChange(entry.record, Link(edition.book.date(dated.date), path), words)


def _words(edition: Edition, entry: RecordChanges, dated: Dated) -> str:
    """Return the changes of *entry* in words, or that its record was published, withdrawn or excluded."""
    if entry.hides:
        return edition.book.say(N_("withdrawn or excluded"))
    if dated.is_new:
        return edition.book.say(N_("published"))
    return edition.book.list(filter(None, (entry.words, entry.note)))


def _dates(edition: Edition) -> list[PartialDate]:
    """Return the days with releases or notices, the earliest first."""
    ledger = edition.ledger
    return sorted(
        {*(release.date for release in ledger.releases), *(notice.head.date for notice in ledger.notices)}, key=str
    )


def months(edition: Edition) -> tuple[PartialDate, ...]:
    """Return the months with releases or notices, the earliest first."""
    return tuple(dict.fromkeys(PartialDate(date.year, date.month) for date in _dates(edition)))


def month_page_count(edition: Edition, month: PartialDate) -> int:
    """Return how many pages the changes in *month* need."""
    return len(change_pages(edition, month))


def month_view(edition: Edition, month: PartialDate, page: int = 1) -> MonthView:
    """Return the page number *page* of the changes in *month*; it is empty if a redaction has made them fewer."""
    start, pages = month_path(month), change_pages(edition, month)
    here = pages[page - 1] if page <= len(pages) else ()
    days = [date for date in reversed(_dates(edition)) if month_path(date) == start]
    elsewhere = _elsewhere(edition, start, pages) if page == 1 else {}
    title = edition.book.say(N_("Changes in %(month)s")) % {"month": edition.book.date(month)}
    return MonthView(
        path=list_page_path(start, page),
        title=numbered(edition, title, page),
        days=tuple(
            _day(edition, day, [dated for dated in here if dated.date == day], elsewhere.get(day, ()))
            for day in days
            if page == 1 or any(dated.date == day for dated in here)
        ),
        pages=tuple(page_numbers(edition, start, page, len(pages))),
        first=Link(title, start),
    )


def _elsewhere(
    edition: Edition, start: str, pages: tuple[tuple[Dated, ...], ...]
) -> dict[PartialDate, tuple[Jump, ...]]:
    """Return links to the entries on the pages after the first, by day: the anchors of all have once been on the first."""
    further = ((number, *happened) for number, page in enumerate(pages[1:], 2) for happened in _present(edition, page))
    days: dict[PartialDate, tuple[Jump, ...]] = {}
    for number, record, dated in islice(further, MOST_JUMPS):
        id = entry_id(dated.date, dated.key)
        link = Link(edition.link(record).text, f"{list_page_path(start, number)}#{id}")
        days[dated.date] = (*days.get(dated.date, ()), Jump(id, link))
    return days


def _day_id(date: PartialDate) -> str:
    return f"day-{str(date)[8:]}"


def _day(edition: Edition, date: PartialDate, happened: Iterable[Dated], elsewhere: tuple[Jump, ...]) -> Day:
    """Return the day *date*, with one entry for each record in *happened*."""
    present = list(_present(edition, happened))
    published = [(record, _entry(edition, record, dated)) for record, dated in present if dated.is_new]
    groups = groupby(published, key=lambda pair: type(pair[0]))
    return Day(
        id=_day_id(date),
        date=edition.when(date),
        commits=_commits(edition, date),
        notices=tuple(notice_view(edition, notice) for notice in edition.ledger.notices if notice.head.date == date),
        published=tuple(_group(edition, [entry for _, entry in group], kind.__name__) for kind, group in groups),
        changed=tuple(_entry(edition, record, dated) for record, dated in present if not dated.is_new),
        elsewhere=elsewhere,
        elsewhere_fold=edition.book.plural(*_ELSEWHERE, len(elsewhere)),
    )


def _commits(edition: Edition, date: PartialDate) -> tuple[str, ...]:
    """Return the commits of the releases on *date*, each once."""
    releases = (release for release in edition.ledger.releases if release.date == date)
    return tuple(dict.fromkeys(release.commit for release in releases if release.commit))


_GROUPS = {
    "Outlet": NN_("%(num)s site", "%(num)s sites"),
    "Firm": NN_("%(num)s firm or service", "%(num)s firms and services"),
    "Campaign": NN_("%(num)s campaign", "%(num)s campaigns"),
    "Source": NN_("%(num)s source", "%(num)s sources"),
}


def _group(edition: Edition, entries: list[RecordChanges], kind: str) -> PublishedGroup:
    return PublishedGroup(edition.book.plural(*_GROUPS[kind], len(entries)), tuple(entries))


def _entry(edition: Edition, record: Record, happened: Dated) -> RecordChanges:
    """Return the changes to *record* on one day."""
    changes = [change for event in happened.events for change in event.changes]
    former = next((event.formerly for event in reversed(happened.events) if event.formerly), "")
    key, before, hides = happened.key, happened.before, not record.is_published
    return RecordChanges(
        id=entry_id(happened.date, key),
        record=edition.link(record),
        note=edition.book.say(N_("formerly %(id)s")) % {"id": _plain(former.partition("/")[2])} if former else "",
        words="" if hides or happened.is_new else change_words(edition, changes),
        changes=() if hides else tuple(_change(edition, change) for change in changes),
        hides=hides,
        earlier=Link(edition.book.date(before.date), entry_path(edition, before.date, key)) if before else None,
    )


def _change(edition: Edition, change: FieldChange) -> ChangeView:
    """Return *change* with the items that were removed and added; a private field is shown without its values."""
    if change.field.partition("[")[0] in _PRIVATE:
        return ChangeView(change.field, (), (), 0)
    was, now = _items(edition, change.was), _items(edition, change.now)
    removed = [item for item in was if item not in set(now)]
    added = [item for item in now if item not in set(was)]
    more = max(len(removed) - MOST_ITEMS, 0) + max(len(added) - MOST_ITEMS, 0)
    return ChangeView(change.field, tuple(removed[:MOST_ITEMS]), tuple(added[:MOST_ITEMS]), more)


def _items(edition: Edition, value: Value | None) -> list[str]:
    """Return the items of *value* as texts; in place of a removed item is when and why it was removed, and who decided that."""
    return [removed_text(edition, item) if isinstance(item, Removed) else _text(item) for item in items_of(value)]


def _text(value: Value) -> str:
    """Return *value* in words, cut after LONGEST characters."""
    text = _plain(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _plain(value: Value) -> str:
    """Return *value* in words; only the host of an address, since its path may be a headline that attacks somebody."""
    match value:
        case str() if value.startswith(("https://", "http://")):
            return defang(address_host(value))
        case str():
            return defang(value) if is_host(value) else value
        case list():
            return ", ".join(map(_plain, value))
        case dict():
            return "; ".join(f"{name}: {_plain(inner)}" for name, inner in value.items())
        case _:
            return str(value)

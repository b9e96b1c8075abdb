"""The Atom feeds: /feeds/corrections.xml, and /feeds/changes.xml with new and changed records."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO

from feedgenerator import Atom1Feed
from markupsafe import Markup

from masthead.edition.edition import NAME, Edition
from masthead.field_types.dates import PartialDate, read_date
from masthead.field_types.vocabulary import N_
from masthead.views.pages.changes import CHANGES, CHANGES_FEED, FeedEntry, news
from masthead.views.pages.corrections import FEED, AllCorrections, Withdrawal, all_corrections
from masthead.views.parts.record_history import CORRECTIONS, CorrectionView

_NAMESPACE = uuid.UUID("6f4f3c0e-6a0b-5a53-9d58-1f7d2a2f6c11")
"""The namespace of the IDs of entries, which are the same wherever the website is published."""
_CORRECTION = Markup("<p><strong>{}</strong></p>{}<p><strong>{}</strong></p>{}<p><strong>{}</strong></p>{}")
_NEVER = PartialDate(1970, 1, 1)


def feed_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each feed."""
    yield FEED, corrections_feed(edition)
    yield CHANGES_FEED, changes_feed(edition)


def corrections_feed(edition: Edition) -> str:
    """Return the Atom feed of all corrections; its dates come from the records, never from the clock."""
    say, view = edition.book.say, all_corrections(edition)
    feed = _feed(
        edition,
        FEED,
        CORRECTIONS,
        say(N_("%(name)s: corrections")) % {"name": NAME},
        say(N_("What was corrected: what the record said before, what it says now, and why.")),
        _latest(view),
    )
    for correction in view.corrections:
        _add(feed, edition, _entry(edition, correction, _words_of(edition, correction)))
    for withdrawal in view.withdrawals:
        _add(feed, edition, _entry(edition, withdrawal, withdrawal.reason))
    return _text(feed)


def changes_feed(edition: Edition) -> str:
    """Return the Atom feed of the records that were published or changed in the latest releases, by the ledger."""
    say, entries = edition.book.say, tuple(news(edition))
    feed = _feed(
        edition,
        CHANGES_FEED,
        CHANGES,
        say(N_("%(name)s: new and changed records")) % {"name": NAME},
        say(N_("Which records were published or changed, and which of their fields.")),
        entries[0].date if entries else None,
    )
    for entry in entries:
        _add(feed, edition, entry)
    return _text(feed)


def _feed(edition: Edition, path: str, of: str, title: str, description: str, latest: PartialDate | None) -> _Feed:
    """Return a feed at *path* without entries, of the page at *of*; *latest* is the date of its newest entry."""
    return _Feed(
        title=title,
        link=_address(edition, of),
        description=description,
        language=edition.book.tag,
        author_name=NAME,
        feed_url=edition.address(path) or None,
        feed_guid=_urn(of),
        masthead_updated=_moment(latest or edition.date or _NEVER),
    )


def _text(feed: _Feed) -> str:
    text = StringIO()
    feed.write(text, "utf-8")
    return text.getvalue()


class _Feed(Atom1Feed):  # type: ignore[misc]  # the package has no types
    """A feed whose date is set by us: without entries, Atom1Feed would use the clock."""

    def latest_post_date(self) -> datetime:
        """Return the date that was set."""
        date: datetime = self.feed["masthead_updated"]
        return date


def _entry(edition: Edition, entry: CorrectionView | Withdrawal, html: Markup) -> FeedEntry:
    date = read_date(entry.date.iso) if entry.date else _NEVER
    message = N_("Corrected: %(record)s") if isinstance(entry, CorrectionView) else N_("Withdrawn: %(record)s")
    path = f"{CORRECTIONS}#{entry.id}"
    return FeedEntry(path, path, date, edition.book.say(message) % {"record": entry.record.text}, html)


def _add(feed: _Feed, edition: Edition, entry: FeedEntry) -> None:
    """Add *entry* to *feed*."""
    moment = _moment(entry.date)
    feed.add_item(
        title=entry.title,
        link=_address(edition, entry.path),
        description=str(Markup.escape(entry.text)),
        pubdate=moment,
        updateddate=moment,
        unique_id=_urn(entry.id),
    )


def _words_of(edition: Edition, correction: CorrectionView) -> Markup:
    say = edition.book.say
    before, now, why = say(N_("Before")), say(N_("Now")), say(N_("Why"))
    return _CORRECTION.format(before, correction.said, now, correction.says, why, correction.why)


def _latest(view: AllCorrections) -> PartialDate | None:
    dates = [entry.date.iso for entry in view.entries if entry.date]
    return read_date(max(dates)) if dates else None


def _address(edition: Edition, path: str) -> str:
    """Return the public address of *path* or, if that is not known, its address relative to the feed."""
    return edition.address(path) or f"../{path}"


def _urn(path: str) -> str:
    return uuid.uuid5(_NAMESPACE, path).urn


def _moment(date: PartialDate) -> datetime:
    return datetime.combine(date.earliest, datetime.min.time(), UTC)

"""The notices of redactions and migrations of the ledger, for the pages of changes."""

from __future__ import annotations

from dataclasses import dataclass

from masthead.edition.edition import Edition, Link
from masthead.field_types.vocabulary import N_, NN_
from masthead.ledger.contents import Noted
from masthead.ledger.lines import Removed


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice: the removal from earlier publications or the change to the ledger, the reason, and who decided it."""

    title: str
    reason: str
    decided_by: str
    records: tuple[Link, ...]


def notice_view(edition: Edition, noted: Noted) -> NoticeView:
    """Return the notice of a redaction or migration, with links to the records from which it removed something."""
    say, head = edition.book.say, noted.head
    if head.kind == "migration":
        title = say(N_("The form in which this history is kept was changed."))
    else:
        title = edition.book.plural(*_REMOVED, noted.pieces)
    records = filter(None, map(edition.graph.record, noted.records))
    return NoticeView(
        title=title,
        reason=head.reason or say(N_("The reason was itself removed later.")),
        decided_by=head.decided_by,
        records=tuple(map(edition.link, records)),
    )


_REMOVED = NN_(
    "%(num)s piece of what was published before was removed.",
    "%(num)s pieces of what was published before were removed.",
)


def removed_text(edition: Edition, removed: Removed) -> str:
    """Return the text in place of a *removed* value: when and why it was removed, and who decided it."""
    head = next(notice.head for notice in edition.ledger.notices if notice.head.number == removed.number)
    pieces = {"date": edition.book.date(head.date), "reason": head.reason, "who": head.decided_by}
    if not head.reason or not head.decided_by:
        return edition.book.say(N_("[A value was removed on %(date)s]")) % pieces
    return edition.book.say(N_("[A value was removed on %(date)s: %(reason)s (decided by %(who)s)]")) % pieces

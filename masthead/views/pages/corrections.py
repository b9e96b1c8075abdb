"""The list of all corrections, for /corrections/ and its feed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup

from masthead.edition.edition import Edition, Link, When
from masthead.edition.safe_markdown import prose
from masthead.field_types.vocabulary import StateName
from masthead.model.identity import key_of
from masthead.views.parts.record_history import CorrectionView, corrections_of

FEED = "feeds/corrections.xml"
PATH = "corrections/"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A withdrawn record, with when and why it was withdrawn."""

    id: str
    record: Link
    date: When | None
    reason: Markup


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """All corrections of published records, and all withdrawn records, each newest first."""

    feed: str
    corrections: tuple[CorrectionView, ...]
    withdrawals: tuple[Withdrawal, ...]


def corrections_view(edition: Edition) -> CorrectionsView:
    """Return the list of all corrections and withdrawals."""
    published = (record for record in edition.graph.records() if record.is_published)
    corrections = chain.from_iterable(corrections_of(edition, record) for record in published)
    withdrawals = [
        Withdrawal(
            id=f"w-{key_of(record).replace('/', '-')}",
            record=edition.link(record),
            date=edition.when(record.state.date),
            reason=prose(record.state.reason),
        )
        for record in edition.graph.records()
        if record.state and record.state.name is StateName.WITHDRAWN
    ]
    return CorrectionsView(
        feed=FEED,
        corrections=tuple(sorted(corrections, key=_date, reverse=True)),
        withdrawals=tuple(sorted(withdrawals, key=_date, reverse=True)),
    )


def _date(entry: CorrectionView | Withdrawal) -> str:
    return entry.date.iso if entry.date else ""

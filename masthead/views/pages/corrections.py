"""The list of all corrections: /corrections/ and its feed."""

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
    """A record that was withdrawn, when and why."""

    id: str
    record: Link
    date: When | None
    reason: Markup


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """All corrections of records that stand, and all records that were withdrawn, the newest first."""

    feed: str
    corrections: tuple[CorrectionView, ...]
    withdrawals: tuple[Withdrawal, ...]


def corrections_view(edition: Edition) -> CorrectionsView:
    """Return the list of all corrections."""
    standing = (record for record in edition.graph.records() if record.is_published)
    found = chain.from_iterable(corrections_of(edition, record) for record in standing)
    withdrawn = [
        Withdrawal(
            f"w-{key_of(r).replace('/', '-')}", edition.link(r), edition.when(r.state.date), prose(r.state.reason)
        )
        for r in edition.graph.records()
        if r.state and r.state.name is StateName.WITHDRAWN
    ]
    return CorrectionsView(
        feed=FEED,
        corrections=tuple(sorted(found, key=lambda one: one.date.iso if one.date else "", reverse=True)),
        withdrawals=tuple(sorted(withdrawn, key=lambda one: one.date.iso if one.date else "", reverse=True)),
    )

"""What is filed on a record itself: when it was published and changed, and what was corrected in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import takewhile

from markupsafe import Markup

from masthead.edition.edition import Edition, Link, When
from masthead.edition.safe_markdown import prose
from masthead.field_types.dates import PartialDate
from masthead.field_types.vocabulary import CorrectionScope
from masthead.model import Correction, Outlet, Record
from masthead.model.identity import key_of


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction: what the record said, what it says, why, and who asked."""

    id: str
    record: Link
    date: When | None
    said: Markup
    says: Markup
    why: Markup
    asked_by: str
    address: str
    replaced: When | None
    withdrawn: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filed:
    """The days of a record in the ledger, each with the entry that tells of it, its file for programs, its corrections."""

    published: When | None
    published_at: str
    changed: When | None
    changed_at: str
    api: str
    corrections: tuple[CorrectionView, ...]


def filed(edition: Edition, record: Record) -> Filed:
    """Return what is filed on *record*; without its corrections if it does not stand."""
    key, ledger = key_of(record), edition.ledger
    first, last = ledger.first_published(key), ledger.last_changed(key)
    changed = last if last != first else None
    return Filed(
        published=edition.when(first),
        published_at=entry_path(first, key) if first else "",
        changed=edition.when(changed),
        changed_at=entry_path(changed, key) if changed else "",
        api=edition.api_path(record),
        corrections=corrections_of(edition, record) if record.is_published else (),
    )


def corrections_of(edition: Edition, record: Record) -> tuple[CorrectionView, ...]:
    """Return the corrections of *record*, the newest first."""
    ordered = sorted(record.corrections, key=lambda one: str(one.date), reverse=True)
    return tuple(_correction(edition, record, one) for one in ordered)


def inherited_corrections(edition: Edition, outlet: Outlet) -> tuple[CorrectionView, ...]:
    """Return the corrections of campaigns and firms that concern the page of *outlet*, the newest first."""
    graph = edition.graph
    campaigns = (graph.campaigns[id] for id in outlet.campaigns)
    firms = dict.fromkeys(said.attribution.firm for said in graph.operators_of(outlet))
    holders: list[Record] = [*campaigns, *(graph.firms[id] for id in firms if id)]
    found = [(holder, one) for holder in holders if holder.is_published for one in holder.corrections]
    concerning = [pair for pair in found if pair[1].concerns is CorrectionScope.OUTLETS and not pair[1].replaced]
    concerning.sort(key=lambda pair: str(pair[1].date), reverse=True)
    return tuple(_correction(edition, holder, one) for holder, one in concerning)


def _correction(edition: Edition, record: Record, one: Correction) -> CorrectionView:
    return CorrectionView(
        id=_id(record, one),
        record=edition.link(record),
        date=edition.when(one.date),
        said=prose(one.said),
        says=prose(one.says),
        why=prose(one.why),
        asked_by=one.asked_by or "",
        address=one.address or "",
        replaced=edition.when(one.replaced),
        withdrawn=one.withdrawn,
    )


def _id(record: Record, one: Correction) -> str:
    """Return an anchor that stays while other corrections come and go; equal ones are numbered."""
    earlier = takewhile(lambda other: other is not one, record.corrections)
    number = sum((other.date, other.said) == (one.date, one.said) for other in earlier)
    said = f"{key_of(record)}\n{one.date}\n{one.said}" + (f"\n{number}" if number else "")
    return f"c-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def month_path(date: PartialDate) -> str:
    """Return the address of the page of the changes in the month of *date*."""
    return f"changes/{str(date)[:7]}/"


def entry_id(date: PartialDate, key: str) -> str:
    """Return the anchor of what became of the record *key* on *date*."""
    return f"{str(date)[8:]}-{key.replace('/', '-')}"


def entry_path(date: PartialDate, key: str) -> str:
    """Return the address of what became of the record *key* on *date*."""
    return f"{month_path(date)}#{entry_id(date, key)}"

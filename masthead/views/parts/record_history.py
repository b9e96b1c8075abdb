"""The history of a record: when it was published and changed, and its corrections."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import takewhile

from markupsafe import Markup

from masthead.edition.edition import Edition, Link, When
from masthead.edition.safe_markdown import prose, shortened
from masthead.field_types.vocabulary import CorrectionScope
from masthead.model import Correction, Outlet, Record
from masthead.model.identity import key_of
from masthead.views.parts.change_pages import entry_path
from masthead.views.parts.paging import list_page_path

CORRECTIONS = "corrections/"
"""The address of the list of all corrections."""
_LATEST = 1
"""The number of corrections that the page of a record prints without folding them."""
_IN_WORDS = 5
"""The number of further corrections that it prints: it only links to earlier ones, or it would grow with each."""


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction: the earlier text, the present text, the reason, and who asked for it."""

    id: str
    record: Link
    date: When | None
    said: Markup
    says: Markup
    begins: str
    """The beginning of the present text, as the text of a link to the correction."""
    why: Markup
    asked_by: str
    address: str
    page: int
    """The page of the list of all corrections that it is on."""
    replaced: When | None
    withdrawn: tuple[str, ...]

    @property
    def path(self) -> str:
        """Its address in the list of all corrections."""
        return f"{list_page_path(CORRECTIONS, self.page)}#{self.id}"


@dataclass(frozen=True, slots=True)
class Filed:
    """The dates of a record in the ledger, each with a link to the changes on it, its JSON, and its corrections."""

    published: When | None
    published_at: str
    changed: When | None
    changed_at: str
    api: str
    corrections: tuple[CorrectionView, ...]
    """The latest corrections that no later one has replaced, the newest first."""
    earlier_corrections: tuple[CorrectionView, ...]
    """The corrections before them and those that were replaced, which the page folds."""
    earliest_corrections: tuple[CorrectionView, ...]
    """The others: the fold has their dates and beginnings, as links to the list of all corrections."""

    @property
    def number_of_corrections(self) -> int:
        """The number of corrections of the record on its page."""
        return len(self.corrections) + len(self.earlier_corrections) + len(self.earliest_corrections)


def filed(edition: Edition, record: Record) -> Filed:
    """Return the history of *record*; without its corrections if it is withdrawn or excluded."""
    key, ledger = key_of(record), edition.ledger
    first, last = ledger.first_published(key), ledger.last_changed(key)
    changed = last if last != first else None
    corrections = corrections_of(edition, record) if record.is_published else ()
    latest = [correction for correction in corrections if not correction.replaced][:_LATEST]
    earlier = [correction for correction in corrections if correction not in latest]
    return Filed(
        published=edition.when(first),
        published_at=entry_path(edition, first, key) if first else "",
        changed=edition.when(changed),
        changed_at=entry_path(edition, changed, key) if changed else "",
        api=edition.api_path(record),
        corrections=tuple(latest),
        earlier_corrections=tuple(earlier[:_IN_WORDS]),
        earliest_corrections=tuple(earlier[_IN_WORDS:]),
    )


def corrections_of(edition: Edition, record: Record) -> tuple[CorrectionView, ...]:
    """Return the corrections of *record*, the newest first."""
    ordered = sorted(record.corrections, key=lambda correction: str(correction.date), reverse=True)
    return tuple(_correction(edition, record, correction) for correction in ordered)


def inherited_corrections(edition: Edition, outlet: Outlet) -> tuple[CorrectionView, ...]:
    """Return the corrections of campaigns and firms that concern the page of *outlet*, the newest first."""
    graph = edition.graph
    campaigns = (graph.campaigns[id] for id in outlet.campaigns)
    firms = dict.fromkeys(said.attribution.firm for said in graph.operators_of(outlet))
    holders: list[Record] = [*campaigns, *(graph.firms[id] for id in firms if id)]
    inherited = [
        (holder, correction)
        for holder in holders
        if holder.is_published
        for correction in holder.corrections
        if correction.concerns is CorrectionScope.OUTLETS and not correction.replaced
    ]
    inherited.sort(key=lambda pair: str(pair[1].date), reverse=True)
    return tuple(_correction(edition, holder, correction) for holder, correction in inherited)


def item_corrections(edition: Edition, record: Record, ids: frozenset[str]) -> tuple[Link, ...]:
    """Return a link for each day on which *record* had corrections of items with one of *ids*, the newest day first.

    It leads to the latest of that day, beside which the list of all corrections has the others. Corrections that concern all outlets are not among them: the pages of outlets have those in full.
    """
    corrections = [
        correction
        for correction in record.corrections
        if not correction.replaced
        and correction.concerns is not CorrectionScope.OUTLETS
        and not ids.isdisjoint(correction.changed)
    ]
    corrections.sort(key=lambda correction: str(correction.date), reverse=True)
    of_day = {str(correction.date): correction for correction in reversed(corrections)}
    views = [_correction(edition, record, correction) for correction in of_day.values()][::-1]
    return tuple(Link(view.date.text if view.date else "", view.path) for view in views)


def _correction(edition: Edition, record: Record, correction: Correction) -> CorrectionView:
    place = next(place for place, other in enumerate(record.corrections) if other is correction)
    return CorrectionView(
        id=_id(record, correction),
        record=edition.link(record),
        date=edition.when(correction.date),
        said=prose(correction.said),
        says=prose(correction.says),
        begins=shortened(correction.says),
        why=prose(correction.why),
        asked_by=correction.asked_by or "",
        address=correction.address or "",
        page=edition.graph.correction_pages[key_of(record)][place],
        replaced=edition.when(correction.replaced),
        withdrawn=correction.withdrawn,
    )


def _id(record: Record, correction: Correction) -> str:
    """Return an anchor that stays the same when other corrections are added or removed; equal corrections are numbered."""
    earlier = takewhile(lambda other: other is not correction, record.corrections)
    number = sum((other.date, other.said) == (correction.date, correction.said) for other in earlier)
    text = f"{key_of(record)}\n{correction.date}\n{correction.said}" + (f"\n{number}" if number else "")
    return f"c-{hashlib.sha256(text.encode()).hexdigest()[:12]}"

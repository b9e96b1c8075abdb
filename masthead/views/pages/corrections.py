"""The list of all corrections: /corrections/, its further pages, and its feed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from masthead.edition.edition import Edition, Link, When
from masthead.edition.kept_results import remembered
from masthead.edition.safe_markdown import prose
from masthead.field_types.vocabulary import N_, NN_, StateName
from masthead.model import Record, State
from masthead.model.identity import key_of
from masthead.relations.page_division import divided
from masthead.views.parts.paging import Jump, PageNumber, list_page_path, numbered, page_numbers
from masthead.views.parts.record_history import CORRECTIONS, CorrectionView, corrections_of

FEED = "feeds/corrections.xml"
_CORRECTIONS = NN_("%(num)s earlier correction, on further pages", "%(num)s earlier corrections, on further pages")
_WITHDRAWALS = NN_(
    "%(num)s record withdrawn earlier, on further pages", "%(num)s records withdrawn earlier, on further pages"
)
_JUMP = 80
"""The bytes of HTML around the texts of a link to an entry on a further page."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A withdrawn record, with when and why it was withdrawn."""

    id: str
    record: Link
    date: When | None
    reason: Markup
    page: int
    """The page of the list of all corrections that it is on."""

    @property
    def path(self) -> str:
        """Its address in the list of all corrections."""
        return f"{list_page_path(CORRECTIONS, self.page)}#{self.id}"


@dataclass(frozen=True, slots=True)
class AllCorrections:
    """All corrections of published records, and all withdrawn records, each newest first."""

    corrections: tuple[CorrectionView, ...]
    withdrawals: tuple[Withdrawal, ...]

    @property
    def entries(self) -> tuple[CorrectionView | Withdrawal, ...]:
        """Both together, page by page, and so the newest first."""
        both: tuple[CorrectionView | Withdrawal, ...] = (*self.corrections, *self.withdrawals)
        return tuple(sorted(sorted(both, key=_date, reverse=True), key=lambda entry: entry.page))


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """A page of the list of all corrections; the first has links to the entries on the others while there is room."""

    path: str
    title: str
    feed: str
    corrections: tuple[CorrectionView, ...]
    corrections_elsewhere: tuple[Jump, ...]
    corrections_fold: str
    withdrawals: tuple[Withdrawal, ...]
    withdrawals_elsewhere: tuple[Jump, ...]
    withdrawals_fold: str
    pages: tuple[PageNumber, ...]
    first: Link


@remembered(1)
def all_corrections(edition: Edition) -> AllCorrections:
    """Return all corrections and withdrawals."""
    records = tuple(edition.graph.records())
    corrections = (
        correction for record in records if record.is_published for correction in corrections_of(edition, record)
    )
    withdrawals = (
        _withdrawal(edition, record, record.state)
        for record in records
        if record.state and record.state.name is StateName.WITHDRAWN
    )
    return AllCorrections(
        corrections=tuple(sorted(corrections, key=_date, reverse=True)),
        withdrawals=tuple(sorted(withdrawals, key=_date, reverse=True)),
    )


def corrections_page_count(edition: Edition) -> int:
    """Return how many pages the list of all corrections needs."""
    return max((entry.page for entry in all_corrections(edition).entries), default=1)


def corrections_view(edition: Edition, page: int = 1) -> CorrectionsView:
    """Return the page number *page* of the list of all corrections; it is empty if the list has become shorter."""
    everything, title = all_corrections(edition), edition.book.say(N_("All corrections"))
    further = (entry for entry in everything.entries if entry.page > page == 1)
    linked = next(divided(further, _jump_length))
    moved = [entry for entry in linked if isinstance(entry, CorrectionView)]
    gone = [entry for entry in linked if isinstance(entry, Withdrawal)]
    return CorrectionsView(
        path=list_page_path(CORRECTIONS, page),
        title=numbered(edition, title, page),
        feed=FEED,
        corrections=tuple(entry for entry in everything.corrections if entry.page == page),
        corrections_elsewhere=_jumps(moved),
        corrections_fold=edition.book.plural(*_CORRECTIONS, len(moved)),
        withdrawals=tuple(entry for entry in everything.withdrawals if entry.page == page),
        withdrawals_elsewhere=_jumps(gone),
        withdrawals_fold=edition.book.plural(*_WITHDRAWALS, len(gone)),
        pages=tuple(page_numbers(edition, CORRECTIONS, page, corrections_page_count(edition))),
        first=Link(title, CORRECTIONS),
    )


def _withdrawal(edition: Edition, record: Record, state: State) -> Withdrawal:
    key = key_of(record)
    return Withdrawal(
        id=f"w-{key.replace('/', '-')}",
        record=edition.link(record),
        date=edition.when(state.date),
        reason=prose(state.reason),
        page=edition.graph.correction_pages[key][0],
    )


def _jumps(entries: Sequence[CorrectionView | Withdrawal]) -> tuple[Jump, ...]:
    return tuple(Jump(entry.id, Link(_jump_text(entry), entry.path)) for entry in entries)


def _jump_text(entry: CorrectionView | Withdrawal) -> str:
    return f"{entry.record.text}, {entry.date.text}" if entry.date else entry.record.text


def _jump_length(entry: CorrectionView | Withdrawal) -> int:
    return _JUMP + 2 * len(entry.id) + len(_jump_text(entry).encode())


def _date(entry: CorrectionView | Withdrawal) -> str:
    return entry.date.iso if entry.date else ""

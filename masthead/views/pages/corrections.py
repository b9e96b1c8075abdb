"""The list of all corrections: /corrections/, its further pages, and its feed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from masthead.edition.edition import Edition, Link, When
from masthead.edition.safe_markdown import prose
from masthead.edition.shared_results import remembered
from masthead.field_types.vocabulary import N_, NN_, StateName
from masthead.model import Record, State
from masthead.model.identity import key_of
from masthead.relations.page_division import divided
from masthead.views.parts.contents import Section, SectionLink, contents
from masthead.views.parts.paging import Jump, PageNumber, list_page_path, numbered, page_numbers
from masthead.views.parts.record_history import CORRECTIONS, CorrectionView, corrections_of

FEED = "feeds/corrections.xml"
_BY_NAME = NN_("Find a record: %(num)s correction, from A to Z", "Find a record: %(num)s corrections, from A to Z")
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
class Corrected:
    """A record with its corrections on a page, which are folded under its name, the newest date and their number."""

    record: Link
    date: When | None
    number: str
    """The number of the corrections, if there are several."""
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class CorrectionLink:
    """A link to a correction from the index of records: its date, or its place among those of a day after the first."""

    anchor: str
    """Its address on the first page, if it is on another one."""
    link: Link


@dataclass(frozen=True, slots=True)
class IndexedRecord:
    """A record in the index, with links to its corrections, the newest first."""

    record: Link
    links: tuple[CorrectionLink, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """A page of the list of all corrections; the first has an index of records, with links to all while there is room."""

    path: str
    title: str
    feed: str
    contents: tuple[SectionLink, ...]
    corrected: tuple[Corrected, ...]
    index: tuple[IndexedRecord, ...]
    index_fold: str
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
    here = [entry for entry in everything.corrections if entry.page == page]
    entries = [*here, *(entry for entry in linked if isinstance(entry, CorrectionView))] if page == 1 else []
    gone = [entry for entry in linked if isinstance(entry, Withdrawal)]
    return CorrectionsView(
        path=list_page_path(CORRECTIONS, page),
        title=numbered(edition, title, page),
        feed=FEED,
        contents=tuple(contents(edition, _sections(edition, everything))),
        corrected=tuple(_corrected(edition, of_record) for of_record in _by_record(here)),
        index=tuple(sorted(map(_indexed, _by_record(entries)), key=lambda record: record.record.text.casefold())),
        index_fold=edition.book.plural(*_BY_NAME, len(entries)),
        withdrawals=tuple(entry for entry in everything.withdrawals if entry.page == page),
        withdrawals_elsewhere=_jumps(gone),
        withdrawals_fold=edition.book.plural(*_WITHDRAWALS, len(gone)),
        pages=tuple(page_numbers(edition, CORRECTIONS, page, corrections_page_count(edition))),
        first=Link(title, CORRECTIONS),
    )


def _sections(edition: Edition, everything: AllCorrections) -> Iterator[Section]:
    """Yield the lists of the first page, with the number of entries on all pages."""
    corrections, withdrawals = everything.corrections, everything.withdrawals
    yield Section("_all", edition.book.say(N_("All corrections")), len(corrections))
    yield Section("_withdrawn", edition.book.say(N_("Withdrawn records")), len(withdrawals), there=withdrawals)


def _by_record(entries: Iterable[CorrectionView]) -> Iterable[list[CorrectionView]]:
    """Return *entries* record by record, in their order."""
    by_record: defaultdict[str, list[CorrectionView]] = defaultdict(list)
    for entry in entries:
        by_record[entry.record.path].append(entry)
    return by_record.values()


def _corrected(edition: Edition, entries: Sequence[CorrectionView]) -> Corrected:
    """Return a record with its corrections *entries*, the newest first."""
    number = edition.book.number(len(entries)) if len(entries) > 1 else ""
    return Corrected(entries[0].record, entries[0].date, number, tuple(entries))


def _indexed(entries: Sequence[CorrectionView]) -> IndexedRecord:
    """Return the record of *entries* with a link to each of them."""
    links = []
    for date, of_day in groupby(entries, key=lambda entry: entry.date):
        for number, entry in enumerate(of_day, 1):
            text = date.text if date and number == 1 else f"({number})"
            links.append(CorrectionLink("" if entry.page == 1 else entry.id, Link(text, entry.path)))
    return IndexedRecord(entries[0].record, tuple(links))


def _withdrawal(edition: Edition, record: Record, state: State) -> Withdrawal:
    key = key_of(record)
    return Withdrawal(
        id=f"w-{key.replace('/', '-')}",
        record=edition.link(record),
        date=edition.when(state.date),
        reason=prose(state.reason),
        page=edition.graph.correction_pages[key][0],
    )


def _jumps(entries: Sequence[Withdrawal]) -> tuple[Jump, ...]:
    return tuple(Jump(entry.id, Link(_jump_text(entry), entry.path)) for entry in entries)


def _jump_text(entry: CorrectionView | Withdrawal) -> str:
    return f"{entry.record.text}, {entry.date.text}" if entry.date else entry.record.text


def _jump_length(entry: CorrectionView | Withdrawal) -> int:
    return _JUMP + 2 * len(entry.id) + len(_jump_text(entry).encode())


def _date(entry: CorrectionView | Withdrawal) -> str:
    return entry.date.iso if entry.date else ""

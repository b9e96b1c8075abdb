"""The pages of values that outlets share: /languages/, /techniques/, /indicators/, /kinds/, /years/, and each value below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from masthead.edition.edition import Edition, Link, When, path_of
from masthead.edition.safe_markdown import shortened
from masthead.field_types.vocabulary import N_, OutletKind
from masthead.field_types.web_addresses import defang
from masthead.model import Campaign, Evidence, Indicator, Outlet
from masthead.relations.shared_values import INDICATORS, KINDS, LANGUAGES, NAVIGATOR_LAYER, TECHNIQUE_PAGES, YEARS
from masthead.views.pages.compare import COMPARE, comparison_of
from masthead.views.parts.claims import meaning
from masthead.views.parts.facts import source_links
from masthead.views.parts.outlet_table import Listing, list_page, listing
from masthead.views.parts.paging import PageNumber, list_page_path, numbered, page_numbers, pages_of_rows, rows_on
from masthead.views.parts.pivots import (
    TITLES,
    WEIGHTS,
    Pivot,
    items_of,
    kind_of,
)
from masthead.views.pictures.bars import Barred, barred

MOST = 50
"""The number of statements or items of evidence that the page of a value shows at most; the page of each site has its own."""
MOST_CELLS = 2000
"""The most cells of the matrix of techniques and campaigns; more are too wide to read, and techniques are then listed."""

# Translators: what a list of sites by a value means, and does not mean: as cautious as the English.
_NOTES = {
    LANGUAGES: N_("The languages that sources name for the sites. Not every source names one."),
    TECHNIQUE_PAGES: N_(
        "Methods of the DISARM framework, and the sites whose evidence shows one. The class of an item is our own reading, not its source’s."
    ),
    INDICATORS: N_(
        "Technical values that sources report for sites. Sharing one is a lead, not a proof of a common operator. Usernames have no pages, since they may be those of persons."
    ),
    KINDS: N_("What the sites pose as, according to sources."),
    YEARS: N_("The year of the earliest dated evidence of each site, registrations excepted. A site may be older."),
}
# Translators: as before, on the page of one language or year, which is the heading.
_ABOUT = {
    LANGUAGES: N_("Sites for which a source names this language."),
    TECHNIQUE_PAGES: N_("A method in the DISARM framework, a public list of methods used in influence operations."),
    YEARS: N_(
        "Sites for which this is the year of the earliest dated evidence, registrations excepted. A site may be older."
    ),
}


@dataclass(frozen=True, slots=True)
class PivotGroup:
    """Values of one kind, each with the number of its sites; without a title if all values are of one kind."""

    title: str
    note: str
    values: tuple[Barred, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A technique, and how many items of evidence of each campaign and its sites show it, in the order of the campaigns."""

    technique: Link
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PivotsView:
    """A page of the list of all values of one kind."""

    path: str
    title: str
    first: Link
    note: str
    groups: tuple[PivotGroup, ...]
    campaigns: tuple[Link, ...]
    """The columns of the matrix of techniques; empty for other values."""
    matrix: tuple[MatrixRow, ...]
    layer: str
    """The address of the techniques as a layer for the DISARM Navigator; empty for other values."""
    compare: str
    """The address of the page that compares records, on the page of technical values; otherwise empty."""
    pages: tuple[PageNumber, ...]


@dataclass(frozen=True, slots=True)
class ValueStatement:
    """A source’s statement of a technical value, and the site or campaign that it is about."""

    about: Link
    owner: str
    first_seen: When | None
    last_seen: When | None
    note: str
    source: Link


@dataclass(frozen=True, slots=True)
class PivotView:
    """The page of a value: what it is, who says so, and the sites that have it."""

    path: str
    index: Link
    title: str
    kind: str
    """The type of a technical value, or an empty text."""
    about: str
    statements: tuple[ValueStatement, ...]
    more_statements: int
    items: tuple[Link, ...]
    """Items of evidence that show a technique, each with the site that they are about."""
    more_items: int
    compare: Link | None
    """A link to the comparison of the first few of these sites; None with fewer than two."""
    listing: Listing


def pivots_view(edition: Edition, index: str, of: tuple[Pivot, ...], page: int = 1) -> PivotsView:
    """Return the page number *page* of the list at *index*, of the values *of* one kind."""
    campaigns = _campaigns_of(edition, of) if index == TECHNIQUE_PAGES else ()
    shown = _shown(index, of)
    columns = campaigns if len(campaigns) * len(shown) <= MOST_CELLS else ()
    title = edition.book.say(TITLES[index])
    return PivotsView(
        path=list_page_path(index, page),
        title=numbered(edition, title, page),
        first=Link(title, index),
        note=edition.book.say(_NOTES[index]),
        groups=() if columns else tuple(_groups(edition, index, rows_on(shown, page))),
        campaigns=tuple(edition.link(campaign) for campaign in columns),
        matrix=tuple(_row(pivot, columns) for pivot in rows_on(shown, page) if items_of(pivot)) if columns else (),
        layer=NAVIGATOR_LAYER if campaigns else "",
        compare=COMPARE if edition.api and index == INDICATORS else "",
        pages=tuple(page_numbers(edition, index, page, pivots_page_count(index, of))),
    )


def pivots_page_count(index: str, of: tuple[Pivot, ...]) -> int:
    """Return how many pages the list at *index* of the values *of* one kind has."""
    return pages_of_rows(len(_shown(index, of)))


def _shown(index: str, of: tuple[Pivot, ...]) -> list[Pivot]:
    """Return the values that something has: most sites first, technical values by type, years and techniques in their own order."""
    shown = [pivot for pivot in of if pivot.outlets or pivot.campaigns]
    if index in (YEARS, TECHNIQUE_PAGES):
        return shown
    types = (
        {kind: place for place, kind in enumerate(dict.fromkeys(pivot.type for pivot in shown))}
        if index == INDICATORS
        else {}
    )
    return sorted(shown, key=lambda pivot: (types[pivot.type] if types else 0, -len(pivot.outlets), pivot.title))


def _groups(edition: Edition, index: str, of: Iterable[Pivot]) -> Iterator[PivotGroup]:
    """Yield the values in groups: technical values by type, all others together."""
    for kind, values in groupby(of, key=lambda pivot: pivot.type if index == INDICATORS else None):
        yield PivotGroup(
            edition.book.label(kind) if kind else "",
            edition.book.say(WEIGHTS[kind]) if kind else "",
            _counted(edition, values),
        )


def _counted(edition: Edition, values: Iterable[Pivot]) -> tuple[Barred, ...]:
    """Return links to *values* with the number of their sites; none for one that a source reports of a campaign as a whole."""
    return barred(edition, ((pivot.start, len(pivot.outlets)) for pivot in values))


def _campaigns_of(edition: Edition, of: Iterable[Pivot]) -> tuple[Campaign, ...]:
    """Return the campaigns of which, or of whose sites, evidence shows any of the techniques, by name."""
    ids = {id for pivot in of for record, _ in items_of(pivot) for id in _campaign_ids(record)}
    campaigns = (edition.graph.campaigns[id] for id in ids)
    return tuple(
        sorted((campaign for campaign in campaigns if campaign.is_published), key=lambda campaign: campaign.name)
    )


def _campaign_ids(record: Outlet | Campaign) -> tuple[str, ...]:
    return record.campaigns if isinstance(record, Outlet) else (record.id,)


def _row(pivot: Pivot, campaigns: Iterable[Campaign]) -> MatrixRow:
    numbers = Counter(id for record, _ in items_of(pivot) for id in _campaign_ids(record))
    return MatrixRow(pivot.start, tuple(numbers[campaign.id] for campaign in campaigns))


def pivot_view(edition: Edition, pivot: Pivot) -> PivotView:
    """Return the page of a value."""
    statements = list(_statements(edition, pivot)) if pivot.index == INDICATORS else []
    items = [_item(edition, record, item) for record, item in items_of(pivot)]
    return PivotView(
        path=pivot.path,
        index=Link(edition.book.say(TITLES[pivot.index]), pivot.index),
        title=pivot.title,
        kind=edition.book.label(pivot.type) if pivot.type else "",
        about=_about(edition, pivot),
        statements=tuple(statements[:MOST]),
        more_statements=max(0, len(statements) - MOST),
        items=tuple(items[:MOST]),
        more_items=max(0, len(items) - MOST),
        compare=comparison_of(edition, pivot.outlets) if pivot.type else None,
        listing=listing(edition, list_page(pivot.path, pivot.outlets)),
    )


def _about(edition: Edition, pivot: Pivot) -> str:
    """Return the sentence that a reader needs before the list of the sites."""
    if pivot.type:
        return edition.book.say(WEIGHTS[pivot.type])
    if pivot.index == KINDS and pivot.outlets:
        return _definition(edition, kind_of(pivot.value))
    return edition.book.say(_ABOUT.get(pivot.index, _NOTES[pivot.index]))


def _definition(edition: Edition, kind: OutletKind) -> str:
    text = meaning(edition, kind).definition
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _statements(edition: Edition, pivot: Pivot) -> Iterator[ValueStatement]:
    """Yield each statement of a technical value: first those about a site itself, then those about a campaign."""
    records: list[Outlet | Campaign] = [*pivot.outlets, *pivot.campaigns]
    about: list[tuple[Outlet | Campaign, Indicator]] = [
        (record, indicator)
        for record in records
        for indicator in record.indicators
        if (indicator.type, indicator.value) == (pivot.type, pivot.value)
    ]
    for record, indicator in about:
        yield ValueStatement(
            about=edition.link(record),
            owner=indicator.owner or "",
            first_seen=edition.when(indicator.first_seen),
            last_seen=edition.when(indicator.last_seen),
            note=indicator.note or "",
            source=source_links(edition, (indicator.source,))[0],
        )


def _item(edition: Edition, record: Outlet | Campaign, item: Evidence) -> Link:
    """Return a link to an item of evidence, with the site or campaign that it is about."""
    of = defang(record.host) if isinstance(record, Outlet) else record.name
    return Link(shortened(item.claim), f"{path_of(record)}#{item.id}", edition.record_language, note=of)

"""The pages of sources: /sources/, /sources/<id>/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from masthead.edition.edition import Edition, Link, Meaning, When, path_of
from masthead.edition.safe_markdown import prose
from masthead.field_types.vocabulary import N_
from masthead.findings.finding import Location
from masthead.model import Campaign, Firm, Outlet, Record, Source
from masthead.relations.graph import Mention
from masthead.views.parts.claims import ArchiveView, GoneView, archive_view, gone_of, meaning
from masthead.views.parts.facts import source_links
from masthead.views.parts.outlet_table import Listing, listing
from masthead.views.parts.paging import PAGE, list_page_path, numbered, page_links, pages_of_rows, rows_on
from masthead.views.parts.record_head import RecordHead, record_head

SOURCES = "sources/"
"""The address of the list of all sources."""


@dataclass(frozen=True, slots=True)
class CitedIn:
    """A record that cites a source: a link to its page, and to the items of evidence that cite it."""

    link: Link
    kind: str
    items: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """The page of a source."""

    record: RecordHead
    title_note: str
    original_title: str
    original_lang: str
    publisher: str
    publisher_kind: Meaning
    publisher_is_not: str
    interest: str
    authors: str
    date: When | None
    updated: When | None
    type: Meaning
    language: str
    verification: Meaning
    via: tuple[Link, ...]
    retells: tuple[Link, ...]
    copy_of: Link | None
    reliability: str
    reliability_why: str
    url: str
    gone: GoneView | None
    archives: tuple[ArchiveView, ...]
    note: Markup
    others: tuple[CitedIn, ...]
    """The records that cite it, outlets apart, as many as there is room for."""
    more_others: int
    listing: Listing


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as a row of a table."""

    link: Link
    publisher: str
    publisher_kind: str
    date: When | None
    verification: Meaning
    records: int


@dataclass(frozen=True, slots=True)
class SourcesView:
    """A page of the list of all sources, the newest first."""

    path: str
    title: str
    first: Link
    number: int
    rows: tuple[SourceRow, ...]
    pages: tuple[Link, ...]


def source_view(edition: Edition, source: Source) -> SourceView:
    """Return the page of *source*."""
    original = source.original_title
    outlets = edition.graph.outlets_by_source.get(source.id, ())
    others = tuple(_cited_in(edition, edition.graph.mentions_by_source.get(source.id, ())))
    return SourceView(
        record=record_head(edition, source),
        title_note=source.title_is_ours or "",
        original_title=original.text if original else "",
        original_lang=original.lang if original else "",
        publisher=source.publisher,
        publisher_kind=meaning(edition, source.publisher_kind),
        publisher_is_not=edition.book.list(source.publisher_is_not) if source.publisher_is_not else "",
        interest=source.interest or "",
        authors=edition.book.list(source.authors) if source.authors else "",
        date=edition.when(source.date),
        updated=edition.when(source.updated),
        type=meaning(edition, source.type),
        language=edition.book.language(source.language) if source.language else "",
        verification=meaning(edition, source.verification),
        via=source_links(edition, source.via),
        retells=tuple(edition.link(edition.graph.sources[id]) for id in source.retells),
        copy_of=edition.link(edition.graph.sources[source.copy_of]) if source.copy_of else None,
        reliability=edition.book.label(source.reliability) if source.reliability else "",
        reliability_why=source.reliability_why or "",
        url=source.url or "",
        gone=gone_of(edition, source),
        archives=tuple(archive_view(edition, archive) for archive in source.archives),
        note=prose(source.note) if source.note else Markup(""),
        others=others[:PAGE],
        more_others=len(others[PAGE:]),
        listing=listing(edition, path_of(source), outlets),
    )


def sources_view(edition: Edition, page: int = 1) -> SourcesView:
    """Return the page number *page* of the list of all published sources, the newest first."""
    sources = sorted(_published(edition), key=lambda source: (str(source.date or ""), source.id), reverse=True)
    title = edition.book.say(N_("Sources"))
    return SourcesView(
        path=list_page_path(SOURCES, page),
        title=numbered(edition, title, page),
        first=Link(title, SOURCES),
        number=len(sources),
        rows=tuple(_row(edition, source) for source in rows_on(sources, page)),
        pages=tuple(page_links(edition, SOURCES, page, pages_of_rows(len(sources)))),
    )


def sources_page_count(edition: Edition) -> int:
    """Return how many pages the list of all published sources has."""
    return pages_of_rows(len(_published(edition)))


def _published(edition: Edition) -> list[Source]:
    return [source for source in edition.graph.sources.values() if source.is_published]


def _row(edition: Edition, source: Source) -> SourceRow:
    mentions = edition.graph.mentions_by_source.get(source.id, ())
    return SourceRow(
        link=edition.link(source),
        publisher=source.publisher,
        publisher_kind=edition.book.label(source.publisher_kind),
        date=edition.when(source.date),
        verification=meaning(edition, source.verification),
        records=len({path_of(mention.by) for mention in mentions}),
    )


def _cited_in(edition: Edition, mentions: Iterable[Mention]) -> Iterator[CitedIn]:
    """Yield the records other than outlets that cite a source, each once, with links to the items of evidence that do."""
    by_record: dict[str, tuple[Record, dict[str, Link]]] = {}
    for mention in (mention for mention in mentions if not isinstance(mention.by, Outlet)):
        record, items = by_record.setdefault(path_of(mention.by), (mention.by, {}))
        anchor = _anchor(mention.by, mention.at)
        if anchor:
            items[anchor] = Link(anchor, f"{path_of(record)}#{anchor}")
    for record, items in by_record.values():
        yield CitedIn(edition.link(record), edition.book.say(_KINDS[type(record)]), tuple(items.values()))


_KINDS: dict[type[Record], str] = {
    Firm: N_("firm or service"), Campaign: N_("campaign"), Source: N_("source"),
}  # fmt: skip


def _anchor(record: Record, at: Location) -> str:
    """Return the ID of the item of evidence that contains the location *at* in *record*, or an empty text."""
    items = {"evidence": getattr(record, "evidence", ()), "statements": getattr(record, "statements", ())}
    if at[0] in items and isinstance(at[1], int):
        return str(items[str(at[0])][at[1]].id)
    return ""

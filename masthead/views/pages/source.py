"""The pages of sources: /sources/, /sources/<id>/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from masthead.edition.edition import Edition, Link, Meaning, Sentence, When, path_of
from masthead.edition.safe_markdown import beginnings, prose
from masthead.field_types.vocabulary import N_
from masthead.findings.finding import Location
from masthead.model import Attribution, Campaign, Evidence, Firm, Outlet, Record, Source
from masthead.relations.graph import Mention, Said
from masthead.views.parts.claims import ArchiveView, GoneView, archive_view, gone_of, meaning
from masthead.views.parts.facts import source_links
from masthead.views.parts.outlet_table import Listing, list_page, listing
from masthead.views.parts.paging import PAGE, PageNumber, list_page_path, numbered, page_numbers, pages_of_rows, rows_on
from masthead.views.parts.record_head import RecordHead, record_head
from masthead.views.parts.statements import statement, what_of

SOURCES = "sources/"
"""The address of the list of all sources."""


@dataclass(frozen=True, slots=True)
class CitedIn:
    """A record that cites a source, the statements of the source on firms, and links to the evidence that cites it.

    The text of a link is the beginning of the claim; a claim that begins with its source begins after that, with “…”.
    """

    link: Link
    kind: str
    statements: tuple[Sentence, ...]
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
    cuts_claims: bool
    """Whether a claim among them begins with “…”, in the place of the name of the source."""
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
    pages: tuple[PageNumber, ...]


def source_view(edition: Edition, source: Source) -> SourceView:
    """Return the page of *source*."""
    original = source.original_title
    outlets = edition.graph.outlets_by_source.get(source.id, ())
    others = tuple(_cited_in(edition, source, edition.graph.mentions_by_source.get(source.id, ())))
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
        cuts_claims=any(item.text.startswith("…") for other in others[:PAGE] for item in other.items),
        more_others=len(others[PAGE:]),
        listing=listing(edition, list_page(path_of(source), outlets)),
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
        pages=tuple(page_numbers(edition, SOURCES, page, pages_of_rows(len(sources)))),
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


def _cited_in(edition: Edition, source: Source, mentions: Iterable[Mention]) -> Iterator[CitedIn]:
    """Yield the records other than outlets that cite *source*, each once, with its statements and the evidence."""
    by_record: dict[str, tuple[Record, list[Location]]] = {}
    for mention in (mention for mention in mentions if not isinstance(mention.by, Outlet)):
        by_record.setdefault(path_of(mention.by), (mention.by, []))[1].append(mention.at)
    for path, (record, places) in by_record.items():
        items = {item.id: item for at in places for item in _item(record, at)}
        texts = beginnings([_claim(source, item) for item in items.values()])
        yield CitedIn(
            link=edition.link(record),
            kind=edition.book.say(_KINDS[type(record)]),
            statements=tuple(_statements(edition, source, record)),
            items=tuple(Link(text, f"{path}#{id}") for id, text in zip(items, texts, strict=True)),
        )


def _claim(source: Source, item: Evidence) -> str:
    """Return the claim of *item*, with “…” in the place of the words that all claims of *source* may begin with."""
    rest = item.claim.removeprefix(f"According to {source.short_name}, ")
    return item.claim if rest == item.claim else f"… {rest}"


def _statements(edition: Edition, source: Source, record: Record) -> Iterator[Sentence]:
    """Yield the statements of *source* on firms in *record*, in the words of its page."""
    match record:
        case Campaign():
            attributions: Iterable[Attribution] = record.attributions
        case Firm():
            attributions = record.relations
        case _:
            return
    for said in (Said(attribution, record) for attribution in attributions if attribution.by == source.id):
        yield statement(edition, said, what_of(edition, said), by=edition.by(source.id))


_KINDS: dict[type[Record], str] = {
    Firm: N_("firm or service"), Campaign: N_("campaign"), Source: N_("source"),
}  # fmt: skip


def _item(record: Record, at: Location) -> Iterator[Evidence]:
    """Yield the item of evidence that contains the location *at* in *record*, if there is one."""
    items = {"evidence": getattr(record, "evidence", ()), "statements": getattr(record, "statements", ())}
    if at[0] in items and isinstance(at[1], int):
        yield items[str(at[0])][at[1]]

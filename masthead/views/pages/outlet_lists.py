"""All lists of outlets: their pages after the first, <list>/page/<n>/, and lists of their own, <record>/sites/<which>/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from masthead.edition.edition import Edition, Link, country_path
from masthead.field_types.vocabulary import N_
from masthead.model import Outlet
from masthead.views.pages.country import country_codes, country_title
from masthead.views.parts.concerned_outlets import concerned_lists
from masthead.views.parts.firm_statements import mentioning_list, named_lists
from masthead.views.parts.outlet_table import SITES, Listing, ListPage, listing, published
from masthead.views.parts.paging import list_page_path, numbered
from masthead.views.parts.pivots import pivots
from masthead.views.parts.sublists import Sublist


@dataclass(frozen=True, slots=True)
class OutletList:
    """A list of outlets: its address, its title, and the page that it belongs to, which is mostly its own first page."""

    path: str
    title: str
    start: Link
    outlets: Sequence[Outlet]


@dataclass(frozen=True, slots=True)
class FurtherView:
    """A page of a list of outlets that has nothing but the list."""

    path: str
    title: str
    start: Link
    listing: Listing


def lists(edition: Edition) -> Iterator[OutletList]:
    """Yield each list that begins on another page: of all outlets, and of each country, shared value, firm, campaign and source."""
    graph = edition.graph
    yield _list(Link(edition.book.say(N_("All sites")), SITES), published(edition))
    for code in country_codes(edition):
        yield _list(Link(country_title(edition, code), country_path(code)), graph.outlets_by_country.get(code, ()))
    for pivot in pivots(edition):
        yield _list(pivot.start, pivot.outlets)
    for records, outlets in (
        (graph.firms, graph.outlets_by_operator),
        (graph.campaigns, graph.outlets_by_campaign),
        (graph.sources, graph.outlets_by_source),
    ):
        for record in records.values():
            if record.is_published:
                yield _list(edition.link(record), outlets.get(record.id, ()))


def _list(start: Link, outlets: Sequence[Outlet]) -> OutletList:
    return OutletList(start.path, start.text, start, outlets)


def sublists(edition: Edition) -> Iterator[OutletList]:
    """Yield each list that has pages of its own, since the page of a firm or campaign has no room for it."""
    for firm in edition.graph.firms.values():
        if firm.is_published:
            yield from _lists_of(edition.link(firm), (*named_lists(edition, firm), *mentioning_list(edition, firm)))
    for campaign in edition.graph.campaigns.values():
        if campaign.is_published:
            yield from _lists_of(edition.link(campaign), concerned_lists(edition, campaign))


def _lists_of(start: Link, sublists: Iterable[Sublist]) -> Iterator[OutletList]:
    for sublist in sublists:
        yield OutletList(sublist.path, f"{start.text}: {sublist.title}", start, sublist.outlets)


def further_view(edition: Edition, title: str, start: Link, shown: ListPage) -> FurtherView:
    """Return the page *shown* of the list with *title*, which begins at *start*; it is empty if the list has become shorter."""
    page = shown.page
    return FurtherView(
        path=list_page_path(shown.start, page),
        title=numbered(edition, title, page),
        start=start,
        listing=listing(edition, shown),
    )

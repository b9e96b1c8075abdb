"""All pages of an edition: their addresses, their templates, and how to make their views.

Each page is made only from the edition, without any other page, so that pages can be made in parallel.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from masthead.edition.edition import Edition, country_path, path_of
from masthead.model import Campaign, Firm, Outlet, Record, Source
from masthead.model.identity import former_keys
from masthead.views.pages.campaign import CAMPAIGNS, campaign_view, campaigns_page_count, campaigns_view
from masthead.views.pages.changes import CHANGES, changes_view, month_page_count, month_view, months
from masthead.views.pages.cite import cite_view
from masthead.views.pages.compare import COMPARE, compare_view
from masthead.views.pages.corrections import corrections_page_count, corrections_view
from masthead.views.pages.country import countries_view, country_codes, country_view
from masthead.views.pages.data import DATA, data_view
from masthead.views.pages.firm import FIRMS, firm_view, firms_page_count, firms_view
from masthead.views.pages.found_content import found_content_view, found_page_count
from masthead.views.pages.home import home_view
from masthead.views.pages.lookup import lookup_view
from masthead.views.pages.missing import missing_view
from masthead.views.pages.outlet import outlet_view
from masthead.views.pages.outlet_lists import OutletList, further_view, lists, sublists
from masthead.views.pages.pivot import pivot_view, pivots_page_count, pivots_view
from masthead.views.pages.redirect import redirect_view, redirects
from masthead.views.pages.search import search_view
from masthead.views.pages.source import SOURCES, source_view, sources_page_count, sources_view
from masthead.views.pages.tombstone import tombstone_view
from masthead.views.parts.change_pages import month_path
from masthead.views.parts.outlet_table import SITES, list_page, outlets_view, page_count
from masthead.views.parts.paging import list_page_path
from masthead.views.parts.pivots import pivots
from masthead.views.parts.record_history import CORRECTIONS
from masthead.views.pictures.found_content import found_path


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its address relative to the root, its template, and how to make its view."""

    path: str
    template: str
    view: partial[Any]
    """The function that makes the view, with its arguments: the edition, and other values for this page."""
    record: Record | None = None
    """The record that the page is about, if it is about a published one."""
    has_metadata: bool = True
    """Whether its head describes it to search engines and to services that preview links."""


def pages(edition: Edition) -> Iterator[Page]:
    """Yield every page of *edition*, except those written in Markdown."""
    yield from pages_of_all(edition)
    for record in edition.graph.records():
        yield from pages_of(edition, record)


def pages_of_all(edition: Edition) -> Iterator[Page]:
    """Yield the pages of *edition* that are not about a single record: the home page, lists, former addresses."""
    yield Page("", "home", partial(home_view, edition))
    yield Page("search/", "search", partial(search_view, edition))
    yield Page("lookup/", "lookup", partial(lookup_view, edition))
    if edition.api:
        yield Page(COMPARE, "compare", partial(compare_view, edition))
    yield Page(DATA, "data", partial(data_view, edition))
    yield Page("404.html", "404", partial(missing_view, edition), has_metadata=False)
    yield Page("sites/", "outlets", partial(outlets_view, edition))
    yield Page("countries/", "countries", partial(countries_view, edition))
    yield Page(FIRMS, "firms", partial(firms_view, edition))
    yield Page(CAMPAIGNS, "campaigns", partial(campaigns_view, edition))
    yield Page(SOURCES, "sources", partial(sources_view, edition))
    yield Page(CHANGES, "changes", partial(changes_view, edition))
    for path, record, to in redirects(edition):
        yield Page(path, "redirect", partial(redirect_view, edition, path, record, to), has_metadata=False)
    for code in country_codes(edition):
        yield Page(country_path(code), "country", partial(country_view, edition, code))
    yield from _pivot_pages(edition)
    yield from _further_pages(edition)


def _pivot_pages(edition: Edition) -> Iterator[Page]:
    """Yield the pages of the values that outlets share, and those that list them."""
    for index, of in groupby(pivots(edition), key=lambda pivot: pivot.index):
        values = tuple(of)
        yield Page(index, "pivots", partial(pivots_view, edition, index, values))
        yield from (Page(pivot.path, "pivot", partial(pivot_view, edition, pivot)) for pivot in values)


def pages_of(edition: Edition, record: Record) -> Iterator[Page]:
    """Yield the pages of *record*: its own, and the one that says how to cite it."""
    match record:
        case Outlet():
            yield _record_page(edition, record, "outlet", partial(outlet_view, edition, record))
            yield from _cite_page(edition, record)
        case Firm():
            yield _record_page(edition, record, "firm", partial(firm_view, edition, record))
            yield from _cite_page(edition, record)
        case Campaign():
            yield _record_page(edition, record, "campaign", partial(campaign_view, edition, record))
            yield from _cite_page(edition, record)
        case Source():
            yield _record_page(edition, record, "source", partial(source_view, edition, record))


def _record_page(
    edition: Edition, record: Outlet | Firm | Campaign | Source, template: str, view: partial[Any]
) -> Page:
    """Return the page of *record*: a tombstone if the record is withdrawn or excluded."""
    if record.is_published:
        return Page(path_of(record), template, view, record)
    return _tombstone(edition, record, path_of(record))


def _tombstone(edition: Edition, record: Record, path: str) -> Page:
    """Return the tombstone at *path* of *record*, which is withdrawn or excluded."""
    return Page(path, "tombstone", partial(tombstone_view, edition, record), has_metadata=False)


def _cite_page(edition: Edition, record: Outlet | Firm | Campaign) -> Iterator[Page]:
    """Yield the cite page of *record*, if the edition has cite pages: a tombstone if *record* is withdrawn or excluded."""
    path = edition.cite_path(path_of(record))
    if not path:
        return
    if record.is_published:
        yield Page(path, "cite", partial(cite_view, edition, record), has_metadata=False)
    else:
        yield _tombstone(edition, record, path)


def _further_pages(edition: Edition) -> Iterator[Page]:
    """Yield the pages of changes and the further pages of lists, including those published when a list was longer."""
    promised = _promised_lists(edition)
    yield from _divided_pages(edition, promised)
    yield from _found_content_pages(edition, promised)
    for first, all_lists in ((2, lists(edition)), (1, sublists(edition))):
        for outlet_list in all_lists:
            last = max(page_count(outlet_list.path, outlet_list.outlets), promised.pop(outlet_list.path, 1))
            yield from _list_pages(edition, outlet_list, range(first, last + 1))
    records = {path_of(record): record for record in edition.graph.records()}
    for start, last in promised.items():
        record = records.get(_record_path(start))
        if record is None:
            continue
        numbers = range(2 if start == path_of(record) else 1, last + 1)
        if record.is_published:
            link = edition.link(record)
            yield from _list_pages(edition, OutletList(start, link.text, link, ()), numbers)
        else:
            yield from (_tombstone(edition, record, list_page_path(start, number)) for number in numbers)


def _divided_pages(edition: Edition, promised: dict[str, int]) -> Iterator[Page]:
    """Yield the pages of changes, and the further ones of other lists than of outlets; take these lists out of those *promised*."""
    for month in months(edition):
        start = month_path(month)
        for number in range(1, max(month_page_count(edition, month), promised.pop(start, 1)) + 1):
            month_page = partial(month_view, edition, month, number)
            yield Page(list_page_path(start, number), "history", month_page, has_metadata=False)
    for start, template, view, last in _divided_lists(edition):
        for number in range(2, max(last, promised.pop(start, 1)) + 1):
            yield Page(list_page_path(start, number), template, partial(view, page=number), has_metadata=False)


def _found_content_pages(edition: Edition, promised: dict[str, int]) -> Iterator[Page]:
    """Yield the pages on content of others found on the sites of each campaign; take them out of those *promised*."""
    for campaign in edition.graph.campaigns.values():
        number = found_page_count(edition, campaign) if campaign.is_published else 0
        if number:
            start = found_path(campaign)
            for page in range(1, max(number, promised.pop(start, 1)) + 1):
                view = partial(found_content_view, edition, campaign, page)
                yield Page(list_page_path(start, page), "found-content", view)


def _divided_lists(edition: Edition) -> Iterator[tuple[str, str, partial[Any], int]]:
    """Yield each list of records or values that has numbered pages: its address, template and view, and how many pages."""
    yield FIRMS, "firms", partial(firms_view, edition), firms_page_count(edition)
    yield CAMPAIGNS, "campaigns", partial(campaigns_view, edition), campaigns_page_count(edition)
    yield SOURCES, "sources", partial(sources_view, edition), sources_page_count(edition)
    for index, of in groupby(pivots(edition), key=lambda pivot: pivot.index):
        values = tuple(of)
        yield index, "pivots", partial(pivots_view, edition, index, values), pivots_page_count(index, values)
    corrections = partial(corrections_view, edition)
    yield CORRECTIONS, "further-corrections", corrections, corrections_page_count(edition)


def _list_pages(edition: Edition, of: OutletList, numbers: Iterable[int]) -> Iterator[Page]:
    for number in numbers:
        shown = list_page(of.path, of.outlets, number)
        view = partial(further_view, edition, of.title, of.start, shown)
        yield Page(list_page_path(of.path, number), "list-page", view)


def _promised_lists(edition: Edition) -> dict[str, int]:
    """Return the highest number of pages that each list was published with, under the present address of its record.

    A list that begins on the page of a record is among them only if it had further pages.
    """
    now = {f"{former}/": path_of(record) for record in edition.graph.records() for former in former_keys(record)}
    counts: dict[str, int] = {}
    for address in edition.ledger.addresses:
        start, page, number = address.rpartition("page/")
        if not (page and number.removesuffix("/").isdecimal()):
            start, number = address, "1"
        former = _record_path(start)
        start = now.get(former, former) + start.removeprefix(former)
        if number != "1" or start.removeprefix(_record_path(start)).startswith(SITES):
            counts[start] = max(counts.get(start, 1), int(number.removesuffix("/")))
    return counts


def _record_path(address: str) -> str:
    """Return the address of the record to which the page at *address* belongs, if it belongs to one."""
    return "".join(f"{step}/" for step in address.split("/")[:2] if step)

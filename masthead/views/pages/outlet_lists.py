"""All lists of outlets, and their pages after the first, <list>/page/<n>/."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from masthead.edition.edition import Edition, Link, country_path
from masthead.field_types.vocabulary import N_
from masthead.model import Outlet
from masthead.views.pages.country import country_codes, country_title
from masthead.views.parts.outlet_table import SITES, Listing, list_page_path, listing, published


@dataclass(frozen=True, slots=True)
class FurtherView:
    """A page of a list of outlets, after the first."""

    path: str
    title: str
    start: Link
    listing: Listing


def lists(edition: Edition) -> Iterable[tuple[Link, Sequence[Outlet]]]:
    """Yield a link to each list of outlets, with its outlets: of all, and of each country, firm and campaign."""
    graph = edition.graph
    yield Link(edition.book.say(N_("All sites")), SITES), published(edition)
    for code in country_codes(edition):
        yield Link(country_title(edition, code), country_path(code)), graph.outlets_by_country.get(code, ())
    for firm in graph.firms.values():
        if firm.is_published:
            yield edition.link(firm), graph.outlets_by_operator.get(firm.id, ())
    for campaign in graph.campaigns.values():
        if campaign.is_published:
            yield edition.link(campaign), graph.outlets_by_campaign.get(campaign.id, ())


def further_view(edition: Edition, start: Link, outlets: Sequence[Outlet], page: int) -> FurtherView:
    """Return a *page* after the first of the list that begins at *start*; it is empty if the list has become shorter."""
    title = edition.book.say(N_("%(list)s, page %(page)s"))
    return FurtherView(
        path=list_page_path(start.path, page),
        title=title % {"list": start.text, "page": edition.book.number(page)},
        start=start,
        listing=listing(edition, start.path, outlets, page),
    )

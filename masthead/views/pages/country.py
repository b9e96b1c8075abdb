"""The pages of countries: /countries/, /countries/<cc>/."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from masthead.edition.edition import Edition, Link, Sentence, country_path
from masthead.edition.shared_results import remembered
from masthead.field_types.vocabulary import N_
from masthead.model import Outlet
from masthead.pinned_lists import UNDETERMINED
from masthead.views.parts.country_account import country_account
from masthead.views.parts.facts import source_links
from masthead.views.parts.outlet_table import Listing, list_page, listing, published
from masthead.views.pictures.bars import Barred
from masthead.views.pictures.world_map import MapView, country_tally, world_map


@dataclass(frozen=True, slots=True)
class CountriesView:
    """The page of all countries, each with the number of its outlets."""

    path: str
    title: str
    map: MapView | None
    countries: tuple[Barred, ...]
    undetermined: Barred | None
    """The sites without a known country, on the scale of the countries."""


@dataclass(frozen=True, slots=True)
class CountryView:
    """The page of a country: the outlets that target it, their campaigns and the firms named, and how many sources count."""

    path: str
    code: str
    title: str
    undetermined: bool
    account: tuple[Sentence, ...]
    listing: Listing
    checks: tuple[CountryCheck, ...]


@dataclass(frozen=True, slots=True)
class CountryCheck:
    """The number of outlets that a source's table gives for a country, beside the number of records."""

    campaign: Link
    source: Link
    printed: str
    theirs: int
    ours: int
    difference: int


def country_links(edition: Edition) -> tuple[Barred, ...]:
    """Return links to the countries that outlets target, by number of outlets, then by name."""
    return tuple(row for row in _tally(edition) if row.link.path != country_path(UNDETERMINED))


def _tally(edition: Edition) -> tuple[Barred, ...]:
    return country_tally(edition, {code: len(outlets) for code, outlets in edition.graph.outlets_by_country.items()})


@remembered(1)
def countries_map(edition: Edition) -> MapView | None:
    """Return the map of the countries that all outlets target; None if they are fewer than two."""
    return world_map(edition, [outlet.countries for outlet in published(edition)])


def countries_view(edition: Edition) -> CountriesView:
    """Return the page of all countries."""
    return CountriesView(
        path="countries/",
        title=edition.book.say(N_("Countries")),
        map=countries_map(edition),
        countries=country_links(edition),
        undetermined=next((row for row in _tally(edition) if row.link.path == country_path(UNDETERMINED)), None),
    )


def country_codes(edition: Edition) -> tuple[str, ...]:
    """Return the codes of the countries that have a page: those with outlets, now or in an earlier release."""
    earlier = (page.split("/") for page in edition.ledger.addresses if page.startswith("countries/"))
    codes = {steps[1].upper() for steps in earlier if steps[1]}
    return tuple(sorted({*edition.graph.outlets_by_country, *codes}))


def country_view(edition: Edition, code: str) -> CountryView:
    """Return the page of the country *code*, or of the outlets whose target is unknown."""
    outlets = edition.graph.outlets_by_country.get(code, ())
    return CountryView(
        path=country_path(code),
        code=code,
        title=country_title(edition, code),
        undetermined=code == UNDETERMINED,
        account=country_account(edition, outlets),
        listing=listing(edition, list_page(country_path(code), outlets)),
        checks=tuple(_checks(edition, code, outlets)),
    )


def country_title(edition: Edition, code: str) -> str:
    """Return the title of the page of the country *code*."""
    return edition.book.say(N_("Target country unknown")) if code == UNDETERMINED else edition.book.country(code)


def _checks(edition: Edition, code: str, outlets: Iterable[Outlet]) -> Iterable[CountryCheck]:
    """Yield the row of each source's table that is about the country *code*, beside the number of *outlets*."""
    for campaign in edition.graph.campaigns.values():
        for check in campaign.check:
            for row in check.countries:
                if row.country == code:
                    ours = sum(campaign.id in outlet.campaigns for outlet in outlets)
                    link = source_links(edition, (check.source,))[0]
                    yield CountryCheck(edition.link(campaign), link, row.as_printed, row.sites, ours, ours - row.sites)

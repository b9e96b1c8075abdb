"""Tables of outlets, and the pages that list them: /sites/, /countries/, /countries/<cc>/."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from masthead.addresses import defang
from masthead.lists import UNDETERMINED
from masthead.model import Outlet
from masthead.views.claims import meaning
from masthead.views.edition import Edition, Link, Meaning, country_path, path_of
from masthead.vocabulary import N_, StateName


@dataclass(frozen=True, slots=True)
class Row:
    """An outlet as a line of a table."""

    path: str
    host: str
    name: str
    lang: str
    countries: tuple[Link, ...]
    campaigns: tuple[Link, ...]
    operators: tuple[Link, ...]
    state: Meaning | None


@dataclass(frozen=True, slots=True)
class Letter:
    """The outlets whose host starts with a letter or digit."""

    letter: str
    anchor: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class OutletsView:
    """The page of all outlets, A to Z by host."""

    path: str
    title: str
    number: int
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class CountriesView:
    """The page of all countries, each with its number of outlets."""

    path: str
    title: str
    countries: tuple[Link, ...]
    undetermined: Link | None


@dataclass(frozen=True, slots=True)
class CountryView:
    """The page of a country: the outlets aimed at it, and what sources count."""

    path: str
    code: str
    title: str
    undetermined: bool
    number: int
    rows: tuple[Row, ...]
    checks: tuple[CountryCheck, ...]


@dataclass(frozen=True, slots=True)
class CountryCheck:
    """How many outlets a source's table gives for a country, and how many records do."""

    campaign: Link
    source: Link
    printed: str
    theirs: int
    ours: int
    difference: int


def rows(edition: Edition, outlets: Iterable[Outlet]) -> tuple[Row, ...]:
    """Return *outlets* as lines of a table, by host."""
    return tuple(_row(edition, outlet) for outlet in sorted(outlets, key=lambda outlet: outlet.host))


def _row(edition: Edition, outlet: Outlet) -> Row:
    graph = edition.graph
    operators = dict.fromkeys(said.attribution.firm for said in graph.operators_of(outlet))
    _, lang = edition.title(outlet)
    return Row(
        path=path_of(outlet),
        host=defang(outlet.host),
        name=outlet.name or "",
        lang=lang,
        countries=edition.countries_of(outlet),
        campaigns=tuple(edition.link(graph.campaigns[id]) for id in outlet.campaigns),
        operators=tuple(edition.link(graph.firms[id]) for id in operators if id),
        state=meaning(edition, outlet.state.name) if outlet.state and outlet.state.name is StateName.DISPUTED else None,
    )


def published(edition: Edition) -> list[Outlet]:
    """Return the outlets that count, by host."""
    return [outlet for outlet in edition.graph.outlets.values() if outlet.is_published]


def outlets_view(edition: Edition) -> OutletsView:
    """Return the page of all outlets."""
    lines = rows(edition, published(edition))
    groups = groupby(lines, key=lambda row: row.host[0])
    letters = tuple(Letter(letter.upper(), f"letter-{letter}", tuple(group)) for letter, group in groups)
    return OutletsView("sites/", edition.book.say(N_("All sites")), len(lines), letters)


def country_links(edition: Edition) -> tuple[Link, ...]:
    """Return links to the countries with outlets, the undetermined left out, by number, then by name."""
    counted = [
        (code, len(outlets)) for code, outlets in edition.graph.outlets_by_country.items() if code != UNDETERMINED
    ]
    counted.sort(key=lambda pair: (-pair[1], edition.book.country(pair[0]).casefold()))
    return tuple(_country_link(edition, code, number) for code, number in counted)


def _country_link(edition: Edition, code: str, number: int) -> Link:
    return Link(edition.book.country(code), country_path(code), note=edition.book.number(number))


def countries_view(edition: Edition) -> CountriesView:
    """Return the page of all countries."""
    undetermined = edition.graph.outlets_by_country.get(UNDETERMINED)
    return CountriesView(
        path="countries/",
        title=edition.book.say(N_("Countries")),
        countries=country_links(edition),
        undetermined=_country_link(edition, UNDETERMINED, len(undetermined)) if undetermined else None,
    )


def country_codes(edition: Edition) -> tuple[str, ...]:
    """Return the countries that have a page: those with outlets, and those that once had some."""
    known = (page.split("/") for page in edition.ledger.addresses if page.startswith("countries/"))
    codes = {steps[1].upper() for steps in known if steps[1]}
    return tuple(sorted({*edition.graph.outlets_by_country, *codes}))


def country_view(edition: Edition, code: str) -> CountryView:
    """Return the page of the country *code*, or of the outlets whose target is undetermined."""
    outlets = edition.graph.outlets_by_country.get(code, ())
    undetermined = code == UNDETERMINED
    return CountryView(
        path=country_path(code),
        code=code,
        title=edition.book.say(N_("Target undetermined")) if undetermined else edition.book.country(code),
        undetermined=undetermined,
        number=len(outlets),
        rows=rows(edition, outlets),
        checks=tuple(_checks(edition, code, outlets)),
    )


def _checks(edition: Edition, code: str, outlets: Iterable[Outlet]) -> Iterable[CountryCheck]:
    """Yield the line of each source's table that is about the country *code*."""
    for campaign in edition.graph.campaigns.values():
        for check in campaign.check:
            for row in check.countries:
                if row.country == code:
                    ours = sum(campaign.id in outlet.campaigns for outlet in outlets)
                    source = edition.graph.sources[check.source]
                    link = Link(source.short_name, edition.link(source).path)
                    yield CountryCheck(edition.link(campaign), link, row.as_printed, row.sites, ours, ours - row.sites)

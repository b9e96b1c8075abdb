"""What search finds: an entry for each outlet, firm, campaign, country and source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from masthead.lists import UNDETERMINED
from masthead.model import Campaign, Firm, Outlet, PrintedName, Source
from masthead.search.entry import Entry
from masthead.views.edition import Edition, country_path, path_of


def entries(edition: Edition) -> Iterator[Entry]:
    """Yield the entry of each record that stands, and of each country with outlets."""
    graph, printed = edition.graph, _printed(edition)
    yield from (_outlet(edition, outlet, printed) for outlet in graph.outlets.values() if outlet.is_published)
    yield from (_firm(edition, firm) for firm in graph.firms.values() if firm.is_published)
    yield from (_campaign(edition, campaign) for campaign in graph.campaigns.values() if campaign.is_published)
    yield from (_country(edition, code, printed) for code in graph.outlets_by_country)
    yield from (_source(edition, source) for source in graph.sources.values() if source.is_published)


def _printed(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Return the names by which the tables of sources print each country."""
    rows = {
        (row.country, row.as_printed)
        for campaign in edition.graph.campaigns.values()
        for check in campaign.check
        for row in check.countries
        if row.country
    }
    codes = sorted({code for code, _ in rows})
    return {code: tuple(sorted(name for other, name in rows if other == code)) for code in codes}


def _outlet(edition: Edition, outlet: Outlet, printed: Mapping[str, tuple[str, ...]]) -> Entry:
    title, lang = edition.title(outlet)
    countries = tuple(edition.book.country(code) for code in outlet.countries)
    as_printed = tuple(name for code in outlet.countries for name in printed.get(code, ()))
    return Entry(
        ref=path_of(outlet),
        kind="outlet",
        title=title,
        subtitle=", ".join(countries),
        hosts=(outlet.host, *(further.host for further in outlet.hosts)),
        names=tuple(name.text for name in outlet.names),
        details=(
            *countries,
            *as_printed,
            *(edition.graph.campaigns[id].name for id in outlet.campaigns),
            *_operators(edition, outlet),
        ),
        lang=lang or None,
        note=edition.book.label(outlet.state.name) if outlet.state else "",
    )


def _operators(edition: Edition, outlet: Outlet) -> tuple[str, ...]:
    named = dict.fromkeys(said.attribution.firm for said in edition.graph.operators_of(outlet))
    return tuple(edition.graph.firms[id].name for id in named if id)


def _firm(edition: Edition, firm: Firm) -> Entry:
    native = (firm.native_name.text,) if firm.native_name else ()
    return Entry(
        ref=path_of(firm),
        kind="firm",
        title=firm.name,
        subtitle=", ".join((*native, firm.business)),
        hosts=tuple(website.host for website in firm.websites),
        names=(firm.name, *native),
        aliases=(*_texts(firm.aliases), *_texts(firm.misspellings), *(one.number for one in firm.registration)),
        note=edition.book.label(firm.state.name) if firm.state else "",
    )


def _campaign(edition: Edition, campaign: Campaign) -> Entry:
    number = len(edition.graph.outlets_by_campaign.get(campaign.id, ()))
    return Entry(
        ref=path_of(campaign),
        kind="campaign",
        title=campaign.name,
        subtitle=edition.book.plural("%(num)s site", "%(num)s sites", number),
        names=(campaign.name,),
        aliases=_texts(campaign.aliases),
        note=edition.book.label(campaign.state.name) if campaign.state else "",
    )


def _texts(names: tuple[PrintedName, ...]) -> tuple[str, ...]:
    return tuple(name.text for name in names)


def _country(edition: Edition, code: str, printed: Mapping[str, tuple[str, ...]]) -> Entry:
    """Return the entry of a country: found by its name, its code, and as the sources print it."""
    outlets = edition.graph.outlets_by_country[code]
    return Entry(
        ref=country_path(code),
        kind="country",
        title=edition.book.country(code),
        subtitle=edition.book.plural("%(num)s site", "%(num)s sites", len(outlets)),
        names=(edition.book.country(code),),
        aliases=() if code == UNDETERMINED else tuple(sorted({*printed.get(code, ()), code})),
    )


def _source(edition: Edition, source: Source) -> Entry:
    title, lang = edition.title(source)
    original = (source.original_title.text,) if source.original_title else ()
    return Entry(
        ref=path_of(source),
        kind="source",
        title=title,
        subtitle=", ".join(filter(None, (source.publisher, edition.book.date(source.date) if source.date else ""))),
        names=(title, *original),
        details=(source.publisher, source.short_name),
        lang=lang or None,
        note=edition.book.label(source.state.name) if source.state else "",
    )

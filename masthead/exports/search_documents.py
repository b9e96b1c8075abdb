"""The entries of the search: one for each record, country, technical value and technique, and for each item of evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from ipaddress import IPv6Address, ip_address
from itertools import chain
from typing import Any

from masthead.edition.edition import Edition, country_path, path_of
from masthead.edition.safe_markdown import plain
from masthead.field_types.vocabulary import HostRole, IndicatorType, StateName
from masthead.model import Campaign, Firm, Outlet, PrintedName, Record, Source
from masthead.pinned_lists import TECHNIQUES
from masthead.relations.shared_values import TECHNIQUE_PAGES, TYPES_WITH_PAGES
from masthead.search.entry import SearchEntry
from masthead.search.facets import facets_of
from masthead.search.index import EVIDENCE, PAGE_INDEX, resumed_search_files
from masthead.search.script_pieces import piece_script
from masthead.views.parts.country_names import country_names
from masthead.views.parts.pivots import Pivot, pivots
from masthead.views.parts.printed_names import names_in_print

Names = Mapping[str, tuple[str, ...]]
Kept = Mapping[str, Any]
Resumed = tuple[Iterator[tuple[str, str | Callable[[], str]]], Kept]
WORDS = "search/words"
"""The path of the script with the words of results, without its extension, below the folder of a language."""


def page_search_files(edition: Edition, last: Kept) -> Resumed:
    """Return the path and the text of each piece of the index of all but evidence, in /search/, and the values to keep.

    *last* are the values that were kept of the last index; they are returned themselves if all files are the same. A
    piece that is the same has a function that returns its text.
    """
    return resumed_search_files(PAGE_INDEX, page_entries(edition), last, packed=edition.packed)


def evidence_search_files(edition: Edition, last: Kept) -> Resumed:
    """Return the pieces of the index of evidence, in /search/evidence/, as `page_search_files` does."""
    return resumed_search_files(EVIDENCE, evidence_entries(edition), last, packed=edition.packed)


def entries(edition: Edition) -> Iterator[SearchEntry]:
    """Yield all entries of *edition*."""
    yield from page_entries(edition)
    yield from evidence_entries(edition)


def page_entries(edition: Edition) -> Iterator[SearchEntry]:
    """Yield the entry of each published record, each country with outlets, and each value with a page."""
    graph, printed = edition.graph, _printed(edition)
    yield from (_outlet(edition, outlet, printed) for outlet in graph.outlets.values() if outlet.is_published)
    yield from (_firm(edition, firm) for firm in graph.firms.values() if firm.is_published)
    yield from (_campaign(edition, campaign) for campaign in graph.campaigns.values() if campaign.is_published)
    yield from (_country(edition, code, printed) for code in graph.outlets_by_country)
    yield from (_source(edition, source) for source in graph.sources.values() if source.is_published)
    for pivot in pivots(edition):
        if pivot.outlets or pivot.campaigns:
            yield from _value(edition, pivot)


def evidence_entries(edition: Edition) -> Iterator[SearchEntry]:
    """Yield the entry of each item of evidence of a published outlet or campaign."""
    records: Iterable[Outlet | Campaign] = chain(edition.graph.outlets.values(), edition.graph.campaigns.values())
    for record in records:
        if record.is_published:
            yield from _evidence(edition, record)


def _printed(edition: Edition) -> Names:
    """Return the names that the tables of sources print for each country, by its code."""
    rows = {
        (row.country, row.as_printed)
        for campaign in edition.graph.campaigns.values()
        if campaign.is_published
        for check in campaign.check
        for row in check.countries
        if row.country
    }
    codes = sorted({code for code, _ in rows})
    return {code: tuple(sorted(name for row_code, name in rows if row_code == code)) for code in codes}


def search_word_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of the script with which results are worded in the language of *edition*.

    The index itself is there once: its documents have the language of the first edition, and the parts of what differs.
    """
    words = {
        "countries": {code: edition.book.country(code) for code in sorted(edition.graph.outlets_by_country)},
        "states": {str(state): edition.book.label(state) for state in StateName},
        "sites": dict(edition.book.plural_forms("%(num)s site", "%(num)s sites")),
        "types": {str(kind): edition.book.label(kind) for kind in TYPES_WITH_PAGES},
        "records": edition.record_language,
    }
    yield f"{edition.folder}{WORDS}.js", piece_script(WORDS, words)


def _parts(edition: Edition, record: Record | None = None, **parts: object) -> Mapping[str, object]:
    """Return *parts* and the state of *record*, from which a result is worded in the further languages, if there are any."""
    return {**parts, "state": record.state.name if record and record.state else ""} if edition.languages else {}


def _note(edition: Edition, record: Record) -> str:
    """Return the state that a result shows for a disputed record, or an empty text."""
    return edition.book.label(record.state.name) if record.state else ""


def _outlet(edition: Edition, outlet: Outlet, printed: Names) -> SearchEntry:
    title, lang = edition.title(outlet)
    countries = tuple(edition.book.country(code) for code in outlet.countries)
    # An outlet may have a hundred of them, called by countries and cities, of which readers mean others.
    below = [further for further in outlet.hosts if further.role is HostRole.SUBDOMAIN]
    campaigns = ", ".join(
        campaign.name for id in outlet.campaigns if (campaign := edition.graph.campaigns[id]).is_published
    )
    return SearchEntry(
        ref=path_of(outlet),
        kind="outlet",
        title=title,
        subtitle=_joined(", ".join(countries), campaigns),
        hosts=(outlet.host, *(further.host for further in outlet.hosts if further not in below), *outlet.formerly),
        names=tuple(name.text for name in outlet.names),
        details=(
            *countries,
            *(name for code in outlet.countries for name in printed.get(code, ())),
            *(edition.graph.campaigns[id].name for id in outlet.campaigns),
            *_operators(edition, outlet),
            *(genuine.name for genuine in outlet.imitates),
            *(further.host for further in below),
        ),
        indicators=tuple(
            form for key in edition.graph.indicators_by_outlet.get(outlet.id, ()) for form in _typed_forms(*key)
        ),
        facets=(facets_of(edition, outlet).code,),
        lang=lang or None,
        note=_note(edition, outlet),
        parts=_parts(edition, outlet, campaigns=campaigns),
    )


def _joined(*parts: str) -> str:
    """Return the parts of the line below a result; no firm is among them, since there is no room to say who names it."""
    return " · ".join(filter(None, parts))


def _typed_forms(kind: IndicatorType, value: str) -> tuple[str, ...]:
    """Return the forms in which people type a technical value: an IPv6 address also has a short and a long form."""
    if kind is not IndicatorType.IPV6:
        return (value,)
    address = ip_address(value)
    long = address.exploded if isinstance(address, IPv6Address) else value
    return tuple(dict.fromkeys((value, str(address), long)))


def _operators(edition: Edition, outlet: Outlet) -> tuple[str, ...]:
    """Return the names of the firms said to operate *outlet*, each in full and in its own script."""
    named = dict.fromkeys(said.attribution.firm for said in edition.graph.operators_of(outlet))
    firms = [edition.graph.firms[id] for id in named if id]
    return tuple(name for firm in firms if firm.is_published for name in (firm.name, *_native(firm)))


def _native(firm: Firm) -> tuple[str, ...]:
    return (firm.native_name.text,) if firm.native_name else ()


def _firm(edition: Edition, firm: Firm) -> SearchEntry:
    native = _native(firm)
    printed = _texts(names_in_print(edition, firm.misspellings))
    return SearchEntry(
        ref=path_of(firm),
        kind="firm",
        title=firm.name,
        subtitle=", ".join((*native, firm.business)),
        hosts=tuple(website.host for website in firm.websites),
        names=(firm.name, *native),
        aliases=(*_texts(firm.aliases), *printed, *(registration.number for registration in firm.registration)),
        hidden=tuple(name for name in _texts(firm.misspellings) if name not in printed),
        note=_note(edition, firm),
        parts=_parts(edition, firm, native=", ".join(native)),
    )


def _campaign(edition: Edition, campaign: Campaign) -> SearchEntry:
    number = len(edition.graph.outlets_by_campaign.get(campaign.id, ()))
    return SearchEntry(
        ref=path_of(campaign),
        kind="campaign",
        title=campaign.name,
        subtitle=edition.book.plural("%(num)s site", "%(num)s sites", number),
        names=(campaign.name,),
        aliases=_texts(campaign.aliases),
        indicators=tuple(
            form for indicator in campaign.indicators for form in _typed_forms(indicator.type, indicator.value)
        ),
        note=_note(edition, campaign),
        parts=_parts(edition, campaign, sites=number),
    )


def _value(edition: Edition, pivot: Pivot) -> Iterator[SearchEntry]:
    """Yield the entry of a technical value, found if it is typed in full, or of a technique, found by its ID and name."""
    if pivot.type:
        yield SearchEntry(
            ref=pivot.path,
            kind="value",
            title=pivot.value,
            subtitle=edition.book.label(pivot.type),
            indicators=_typed_forms(pivot.type, pivot.value),
            parts=_parts(edition, type=pivot.type),
        )
    elif pivot.index == TECHNIQUE_PAGES:
        name = TECHNIQUES.get(pivot.value, "")
        yield SearchEntry(
            ref=pivot.path,
            kind="technique",
            title=pivot.title,
            names=(name,) if name else (),
            indicators=(pivot.value,),
        )


def _texts(names: tuple[PrintedName, ...]) -> tuple[str, ...]:
    return tuple(name.text for name in names)


def _country(edition: Edition, code: str, printed: Names) -> SearchEntry:
    """Return the entry of a country, which is found by all of its names and codes."""
    outlets = edition.graph.outlets_by_country[code]
    return SearchEntry(
        ref=country_path(code),
        kind="country",
        title=edition.book.country(code),
        subtitle=edition.book.plural("%(num)s site", "%(num)s sites", len(outlets)),
        names=(edition.book.country(code),),
        aliases=tuple(dict.fromkeys((*printed.get(code, ()), *country_names(edition.book, code)))),
        parts=_parts(edition, country=code, sites=len(outlets)),
    )


def _source(edition: Edition, source: Source) -> SearchEntry:
    title, lang = edition.title(source)
    original = (source.original_title.text,) if source.original_title else ()
    return SearchEntry(
        ref=path_of(source),
        kind="source",
        title=title,
        subtitle=", ".join(filter(None, (source.publisher, edition.book.date(source.date) if source.date else ""))),
        names=(title, *original),
        # A search for Il Foglio should list its publications before records that mention it.
        aliases=(source.publisher, source.short_name),
        details=source.authors,
        lang=lang or None,
        note=_note(edition, source),
        parts=_parts(edition, source, publisher=source.publisher, date=str(source.date or "")),
    )


def _evidence(edition: Edition, record: Outlet | Campaign) -> Iterator[SearchEntry]:
    """Yield an entry for each item of evidence, which is found by the words of its claim and links to its permalink."""
    title, _ = edition.title(record)
    for item in record.evidence:
        yield SearchEntry(
            ref=f"{path_of(record)}#{item.id}",
            kind="evidence",
            title=plain(item.claim),
            subtitle=title,
            note=_note(edition, record),
            parts=_parts(edition, record),
        )

"""The addresses of the sources of a record, for paper, where no link can be followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from masthead.edition.edition import Edition
from masthead.field_types.web_addresses import address_host, defang
from masthead.model import Campaign, Evidence, Firm, Outlet, Record, Source


@dataclass(frozen=True, slots=True)
class PrintedSource:
    """A source and its address; of a site that is listed, or of a firm that is named, defanged."""

    text: str
    address: str


def printed_sources(edition: Edition, record: Record) -> tuple[PrintedSource, ...]:
    """Return the addresses of the sources of *record*, as far as they have one."""
    found = ((source, source.url) for source in cited_sources(edition, record))
    return tuple(PrintedSource(source.short_name, _printed(edition, url)) for source, url in found if url)


def cited_sources(edition: Edition, record: Record) -> Iterator[Source]:
    """Yield the sources that the evidence and the attributions on the page of *record* rest on, each once."""
    ids = (*(one.source for item in _evidence(record) for one in item.sources), *_authors(edition, record))
    yield from (edition.graph.sources[id] for id in dict.fromkeys(ids))


def _evidence(record: Record) -> tuple[Evidence, ...]:
    match record:
        case Outlet() | Campaign():
            return record.evidence
        case Firm():
            return record.statements
    return ()


def _authors(edition: Edition, record: Record) -> list[str]:
    """Return the sources that say something of a role."""
    match record:
        case Outlet():
            return [said.attribution.by for said in edition.graph.attributions_of(record)]
        case Campaign():
            return [attribution.by for attribution in record.attributions]
        case Firm():
            said_of = edition.graph.statements_by_firm.get(record.id, ())
            return [*(said.attribution.by for said in said_of), *(relation.by for relation in record.relations)]
    return []


def _printed(edition: Edition, address: str) -> str:
    host = address_host(address).removeprefix("www.")
    is_named = host in edition.graph.outlets or host in edition.graph.firms_by_host
    return defang(address) if is_named else address

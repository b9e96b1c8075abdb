"""The addresses of the sources of a record, for printed pages, where links cannot be followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from masthead.edition.edition import Edition
from masthead.field_types.web_addresses import address_host, defang
from masthead.model import Campaign, Firm, Outlet, Record, Source
from masthead.model.identity import evidence_of
from masthead.views.parts.source_names import names_in_list


@dataclass(frozen=True, slots=True)
class PrintedSource:
    """A source and its address, which is defanged if it is on a host of an outlet or a firm."""

    text: str
    address: str


def printed_sources(edition: Edition, record: Record) -> tuple[PrintedSource, ...]:
    """Return the sources of *record* that have an address, with their addresses."""
    sources = [(source, source.url) for source in cited_sources(edition, record) if source.url]
    names = names_in_list(edition, (source for source, _ in sources))
    return tuple(
        PrintedSource(name, _printed(edition, url or "")) for (_, url), name in zip(sources, names, strict=True)
    )


def cited_sources(edition: Edition, record: Record) -> Iterator[Source]:
    """Yield the sources of the evidence and the attributions on the page of *record*, each once."""
    ids = (*(citation.source for item in evidence_of(record) for citation in item.sources), *_authors(edition, record))
    yield from (edition.graph.sources[id] for id in dict.fromkeys(ids))


def _authors(edition: Edition, record: Record) -> list[str]:
    """Return the IDs of the sources that make the statements on the page of *record*."""
    match record:
        case Outlet():
            return [said.attribution.by for said in edition.graph.attributions_of(record)]
        case Campaign():
            return [attribution.by for attribution in record.attributions]
        case Firm():
            statements = edition.graph.statements_by_firm.get(record.id, ())
            return [*(said.attribution.by for said in statements), *(relation.by for relation in record.relations)]
    return []


def _printed(edition: Edition, address: str) -> str:
    host = address_host(address).removeprefix("www.")
    is_named = host in edition.graph.outlets or host in edition.graph.firms_by_host
    return defang(address) if is_named else address

"""The whole register as files, in /data/: the list of sites as a table and as JSON, and a list of all records.

A site has the fields that downloads of a list have (theme/scripts/download.js), so that both are read alike. The files
are made row by row, since they grow with the database.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from masthead.edition.edition import Edition, name_language, path_of
from masthead.edition.reads import digest_of_view
from masthead.exports.compared import Compared
from masthead.model import Outlet, Record
from masthead.model.identity import key_of
from masthead.search.facets import facets_of
from masthead.syntax.formula_guards import guarded
from masthead.views.pages.data import LICENCE, RECORDS_FILE, SITES_FILE
from masthead.views.parts.outlet_table import attribution, published

Cell = str | tuple[str, ...]
Row = tuple[Cell, ...]
_Head = Mapping[str, str | int]

_ABOUT = ("version", "attribution", "licence")
_SITE = (
    "host", "name", "name_lang", "kind", "countries", "languages", "campaigns", "operators_as_said", "confidence",
    "first_dated", "last_observed", "state", "page", *_ABOUT,
)  # fmt: skip
_RECORD = ("record", "name", "state", "first_published", "last_changed", "page", "json", *_ABOUT)
_BYTE_ORDER_MARK = "\ufeff"
"""Without it, Excel takes names in other scripts for gibberish."""


def data_files(edition: Edition) -> Compared:
    """Return each file, its text in pieces."""
    sites = [_site(edition, outlet) for outlet in published(edition)]
    records = [_record(edition, record) for record in edition.graph.records()]
    heads = _head(edition, "sites", len(sites)), _head(edition, "records", len(records))
    return Compared(digest_of_view(sites, records, heads), _files(sites, records, *heads))


def _files(
    sites: Sequence[Row], records: Sequence[Row], of_sites: _Head, of_records: _Head
) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield the path of each file, and its text in pieces: the rows of *sites* and *records*, in JSON after a head."""
    yield f"{SITES_FILE}.csv", _csv(_SITE, sites)
    yield f"{SITES_FILE}.json", _json(of_sites, _SITE, sites)
    yield f"{RECORDS_FILE}.csv", _csv(_RECORD, records)
    yield f"{RECORDS_FILE}.json", _json(of_records, _RECORD, records)


def _csv(columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of a table."""
    yield f"{_BYTE_ORDER_MARK}{','.join(columns)}\r\n"
    for row in rows:
        yield f"{','.join(map(_cell, row))}\r\n"


def _cell(value: Cell) -> str:
    text = value if isinstance(value, str) else "; ".join(value)
    return '"' + guarded(text).replace('"', '""') + '"'


def _json(head: _Head, columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    """Yield a document with *rows*, one in a line, after what its *head* says of the list."""
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "{head["list"]}": ['
    for number, row in enumerate(rows):
        yield (",\n" if number else "\n") + json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False)
    yield "\n]}\n"


def _head(edition: Edition, name: str, number: int) -> _Head:
    about = zip(_ABOUT, _about(edition), strict=True)
    return {"list": name, "from": edition.address(""), **dict(about), "number": number}


def _about(edition: Edition) -> tuple[str, str, str]:
    return str(edition.date or ""), attribution(edition), LICENCE


def _site(edition: Edition, outlet: Outlet) -> Row:
    """Return *outlet* by the IDs and terms of the records, which are the same in every language."""
    facets = facets_of(edition, outlet)
    return (
        outlet.host,
        outlet.name or "",
        name_language(outlet),
        facets.kind.value,
        facets.countries,
        facets.languages,
        facets.campaigns,
        tuple(operator.firm for operator in facets.operators),
        tuple(operator.confidence.value for operator in facets.operators),
        facets.year,
        tuple(status.value for status in facets.status),
        facets.state.value,
        _address(edition, path_of(outlet)),
        *_about(edition),
    )


def _record(edition: Edition, record: Record) -> Row:
    """Return the addresses and dates of *record*; a withdrawn or excluded one has no name, as in its JSON."""
    key, ledger = key_of(record), edition.ledger
    return (
        key,
        edition.title(record)[0] if record.is_published else "",
        record.state_name.value,
        str(ledger.first_published(key) or ""),
        str(ledger.last_changed(key) or ""),
        _address(edition, path_of(record)),
        _address(edition, edition.api_path(record)) if edition.api else "",
        *_about(edition),
    )


def _address(edition: Edition, path: str) -> str:
    """Return the public address of *path* or, if that is not known, *path* itself, relative to the root."""
    return edition.address(path) or path

"""Compares a database with a ledger, and returns the lines that record the changes."""

from __future__ import annotations

from collections.abc import Iterator

from masthead import MastheadError
from masthead.ledger.contents import Fields, Ledger, renamed
from masthead.ledger.lines import Changed, ItemRenamed, Line, Published, Renamed
from masthead.model import Record
from masthead.model.identity import former_keys, key_of
from masthead.model.published_fields import fields_of
from masthead.relations.graph import Graph


class GoneError(MastheadError):
    """The file of a published record is gone; the message gives the record and the cure."""


def record_changes(graph: Graph, ledger: Ledger) -> tuple[Line, ...]:
    """Return the changes of the records of *graph* since the last release of *ledger*, by kind and then by id.

    Raises GoneError if a published record is missing.
    """
    records = {key_of(record): record for record in graph.records()}
    renamed = {
        key: tuple(former for former in former_keys(record) if former in ledger.fields and former not in records)
        for key, record in records.items()
    }
    _refuse_gone(set(ledger.fields) - set(records) - {former for all_ in renamed.values() for former in all_})
    return tuple(line for key, record in records.items() for line in _lines(key, record, renamed[key], ledger))


def _refuse_gone(missing: set[str]) -> None:
    if missing:
        first = min(missing)
        folder, _, id = first.partition("/")
        others = f" (and {len(missing) - 1} more)" if len(missing) > 1 else ""
        raise GoneError(
            f"{first}{others}: the record was published and is missing; bring it back with"
            f" `state: {{name: withdrawn, …}}`, name {id} under formerly of the record in {folder}/ that took its place,"
            " or, if the law says that it must go, remove it with `masthead redact`"
        )


def _lines(key: str, record: Record, formers: tuple[str, ...], ledger: Ledger) -> Iterator[Line]:
    """Yield the lines on the changes of one record."""
    fields = fields_of(record)
    yield from (Renamed(record=key, formerly=former) for former in formers)
    before = next((ledger.fields[name] for name in (key, *formers) if name in ledger.fields), None)
    if before is None:
        yield Published(record=key, published=fields)
    else:
        items = dict(_renamed_items(before, fields))
        yield from (ItemRenamed(record=key, item=item, was=was) for was, item in items.items())
        for was, item in items.items():
            before = {renamed(field, was, item): value for field, value in before.items()}
        yield from _changes(key, before, fields)


def _renamed_items(before: Fields, after: Fields) -> Iterator[tuple[str, str]]:
    """Yield the former and the present name of each item whose id has changed."""
    former_items = {field.partition("].")[0] + "]" for field in before if "]." in field}
    for field, value in after.items():
        item, dot, inner = field.rpartition(".")
        if dot and inner == "formerly" and isinstance(value, list) and item not in former_items:
            name = item.partition("[")[0]
            was = next((f"{name}[{id}]" for id in value if f"{name}[{id}]" in former_items), None)
            if was:
                yield was, item


def _changes(key: str, before: Fields, after: Fields) -> Iterator[Line]:
    for field in dict.fromkeys((*after, *before)):
        now = after.get(field)
        if now != before.get(field):
            yield Changed(record=key, field=field, now=now)

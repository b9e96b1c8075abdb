"""Further items in a record that is there: every line and comment of it stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from masthead import MastheadError
from masthead.authoring.serialiser import Fields, entry_of
from masthead.model import Outlet, Record
from masthead.record_files.type_errors import fields_of
from masthead.schema.json_schema import field_order
from masthead.syntax import yaml_printer, yaml_reader
from masthead.syntax.yaml_reader import Value
from masthead.syntax.yaml_tree import Collection, Document, Entry, comments, parse


class AmendError(MastheadError):
    """A record could not be given further items without changing what it says."""


def amended(text: bytes, additions: Mapping[str, Sequence[Value]], model: type[Record] = Outlet) -> bytes:
    """Return the record *text* of the kind *model* with the *additions* behind what its lists hold."""
    document = parse(text.decode())
    for field, items in additions.items():
        _extend(document, field, items, model)
    result = yaml_printer.write(document)
    if yaml_reader.read(result.encode()) != (_expected(text, additions), []) or comments(result) != comments(
        text.decode()
    ):
        raise AmendError("items cannot be added without changing what the record says")
    return result.encode()


def _extend(document: Document, field: str, items: Sequence[Value], model: type[Record]) -> None:
    """Put *items* at the end of the list *field*, which is made where the model has it if it is not there."""
    addition = entry_of(field, list(items), fields_of(model)[field])
    there = next((entry.value for entry in document.root.entries if entry.key == field), None)
    if isinstance(there, Collection) and isinstance(addition.value, Collection):
        there.entries += addition.value.entries
    elif there is None:
        document.root.entries.insert(_place(document.root.entries, field, model), addition)


def _place(entries: Sequence[Entry], field: str, model: type[Record]) -> int:
    """Return the index of a new *field* among *entries*: before the first field that comes after it in the model."""
    order = field_order(model)
    behind = order[order.index(field) :]
    return next((number for number, entry in enumerate(entries) if entry.key in behind), len(entries))


def _expected(text: bytes, additions: Mapping[str, Sequence[Value]]) -> Fields:
    """Return the fields of the record *text* with the *additions*."""
    value, _ = yaml_reader.read(text)
    fields = dict(value) if isinstance(value, dict) else {}
    for field, items in additions.items():
        there = fields.get(field, [])
        fields[field] = [*there, *items] if isinstance(there, list) else there
    return fields

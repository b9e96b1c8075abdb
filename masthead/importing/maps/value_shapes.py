"""The place of a value of a map in a record, and its faults there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import get_origin

from pydantic import BaseModel

from masthead.findings.finding import Location
from masthead.model import Record
from masthead.record_files.type_errors import fields_of


@dataclass(frozen=True, slots=True)
class Shape:
    """The kind of value that a place in a record takes: the fields of a part, or a text; one of them or a list."""

    part: type[BaseModel] | None
    is_list: bool = False
    has_piece: bool = False
    """Whether texts can name the piece of a cell."""
    is_own: bool = False
    """Whether it is the value of a field of the record itself, which can be a default."""

    def item(self) -> Shape:
        """Return the shape of an item of the list."""
        return replace(self, is_list=False, is_own=False)

    def piece(self) -> Shape:
        """Return the shape of an item that is made from a piece of a cell."""
        return replace(self, is_list=False, has_piece=True, is_own=False)

    def field(self, name: str) -> Shape:
        """Return the shape of the field *name*."""
        if self.part is None:
            return self
        return replace(shape_of(self.part, name), has_piece=self.has_piece, is_own=issubclass(self.part, Record))


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a map: its location, a message, and the cure."""

    at: Location
    message: str
    cure: str = ""


def shape_of(part: type[BaseModel], name: str) -> Shape:
    """Return the shape of the field *name* of *part*."""
    annotations = {field.alias or name: field.annotation for name, field in part.model_fields.items()}
    return Shape(fields_of(part)[name], get_origin(annotations[name]) is tuple)


def required(part: type[BaseModel]) -> Iterator[str]:
    """Yield the names of the required fields of *part*."""
    fields: Mapping[str, object] = fields_of(part)
    for name, info in part.model_fields.items():
        if info.is_required() and (info.alias or name) in fields:
            yield info.alias or name

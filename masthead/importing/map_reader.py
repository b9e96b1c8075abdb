"""Turns the values of a map into nodes of a template, and gathers every fault with its place in the map."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar, get_origin

from pydantic import BaseModel, ValidationError

from masthead.field_types.near_misses import nearest
from masthead.findings.finding import Location
from masthead.importing.condition import Condition, Test
from masthead.importing.map_forms import FirstForm, GivenForm, LookupForm, SplitForm, TestForm
from masthead.importing.map_template import DEFANGED, HOST, ITEM, Fields, First, Given, Items, Lookup, Node, Split, Text
from masthead.model import Part
from masthead.records.type_errors import explain, fields_of
from masthead.syntax.yaml_reader import Value

F = TypeVar("F", bound=Part)

_PIECE = re.compile(r"(\{\{|\}\})|\{([^{}]*)\}|([{}])|[^{}]+")
_NOTHING = Text(())


@dataclass(frozen=True, slots=True)
class Shape:
    """The kind of value that a place in a record takes: the fields of a part, or a text; one of them or a list."""

    part: type[BaseModel] | None
    is_list: bool = False
    has_piece: bool = False
    """Whether texts can name the piece of a cell."""

    def item(self) -> Shape:
        """Return the shape of an item of the list."""
        return replace(self, is_list=False)

    def piece(self) -> Shape:
        """Return the shape of an item that is made from a piece of a cell."""
        return replace(self, is_list=False, has_piece=True)

    def field(self, name: str) -> Shape:
        """Return the shape of the field *name*."""
        return replace(shape_of(self.part, name), has_piece=self.has_piece) if self.part else self


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a map: its location, a message, and the cure."""

    at: Location
    message: str
    cure: str = ""


@dataclass(slots=True)
class Reader:
    """Reads the parts of a map, and gathers their faults."""

    faults: list[Fault] = field(default_factory=list)

    def form(self, form: type[F], value: Value, at: Location) -> F | None:
        """Return *value* as a *form*, or None if it does not fit, which is a fault."""
        try:
            return form.model_validate(value)
        except ValidationError as error:
            for details in error.errors():
                _, message, cure = explain(form, details)
                self._blame((*at, *details["loc"]), message, cure)
        return None

    def node(self, value: Value, shape: Shape, at: Location) -> Node:
        """Return the node that *value* describes, at a place of *shape* in a record; *at* is its location in the map."""
        if isinstance(value, dict):
            return self._mapping(value, shape, at)
        if isinstance(value, list):
            if not shape.is_list:
                self._blame(at, "expected one value, got a list")
            return Items(tuple(self.node(item, shape.item(), (*at, n)) for n, item in enumerate(value)))
        if shape.is_list:
            self._blame(at, f"expected a list, got {value[:60]!r}", "write each item on a line that starts with `- `")
        elif shape.part:
            self._blame(at, f"expected fields with values, got {value[:60]!r}", "write `field: value` lines")
        return self._text(value, shape, at)

    def condition(self, value: Value, at: Location) -> Condition:
        """Return the condition that *value* describes; *at* is its location in the map."""
        if not isinstance(value, dict):
            self._blame(at, "the condition does not consist of columns", "write `column: text` lines")
            return Condition({})
        return Condition({column: self._test(test, (*at, column)) for column, test in value.items()})

    def _mapping(self, value: dict[str, Value], shape: Shape, at: Location) -> Node:
        """Return the node of the form that *value* has, or else the fields of a part."""
        if "then" in value:
            return self._given(value, shape, at)
        if "first" in value:
            return self._first(value, shape, at)
        if "split" in value:
            return self._split(value, shape, at)
        if "column" in value or "table" in value:
            return self._lookup(value, shape, at)
        return self._fields(value, shape, at)

    def _given(self, value: Value, shape: Shape, at: Location) -> Node:
        form = self.form(GivenForm, value, at)
        if form is None:
            return _NOTHING
        then = self.node(form.then, shape, (*at, "then"))
        return Given(self.condition(form.when, (*at, "when")), then)

    def _first(self, value: Value, shape: Shape, at: Location) -> Node:
        form = self.form(FirstForm, value, at)
        options = enumerate(form.first if form else ())
        return First(tuple(self.node(option, shape, (*at, "first", n)) for n, option in options))

    def _split(self, value: Value, shape: Shape, at: Location) -> Node:
        form = self.form(SplitForm, value, at)
        if form is None:
            return _NOTHING
        if not shape.is_list:
            self._blame(at, "expected one value, got the pieces of a column")
        return Split(form.column, form.split, self.node(form.each, shape.piece(), (*at, "each")))

    def _lookup(self, value: Value, shape: Shape, at: Location) -> Node:
        form = self.form(LookupForm, value, at)
        if form is None:
            return _NOTHING
        table = {cell: self.node(inner, shape, (*at, "table", cell)) for cell, inner in form.table.items()}
        other = form.otherwise
        return Lookup(
            form.column,
            table,
            None if other is None else self.node(other, shape, (*at, "otherwise")),
        )

    def _fields(self, value: dict[str, Value], shape: Shape, at: Location) -> Node:
        """Return the fields of a part; an unknown field is a fault, and so is a missing one."""
        if shape.part is None or shape.is_list:
            expected = "a list" if shape.is_list else "a text"
            self._blame(at, f"expected {expected}, got fields", "")
            return _NOTHING
        known = fields_of(shape.part)
        for name in (name for name in required(shape.part) if name not in value):
            self._blame((*at, name), f"the field {name} is missing", f"add `{name}: …`")
        when = self.condition(value["when"], (*at, "when")) if "when" in value else None
        nodes = {}
        for name, inner in value.items():
            if name in known:
                nodes[name] = self.node(inner, shape.field(name), (*at, name))
            elif name != "when":
                self._unknown(name, shape.part, at)
        return Fields(when, nodes)

    def _unknown(self, name: str, part: type[BaseModel], at: Location) -> None:
        error = {"type": "extra_forbidden", "loc": (name,), "input": name}
        _, message, cure = explain(part, error)
        self._blame((*at, name), message, cure)

    def _text(self, value: str, shape: Shape, at: Location) -> Text:
        """Return a text with its columns; a single brace without its partner is a fault."""
        pieces = []
        for match in _PIECE.finditer(value):
            doubled, column, alone = match.groups()
            if alone:
                self._blame(
                    at, f"the brace {alone!r} is not part of a {{column}}", f"write {alone * 2} for the brace itself"
                )
            elif column is not None:
                pieces.append((True, column.strip()))
                self._check_name(column.strip(), shape, at)
            else:
                pieces.append((False, doubled[0] if doubled else match.group()))
        return Text(tuple(pieces))

    def _check_name(self, name: str, shape: Shape, at: Location) -> None:
        """Report a name between braces that is empty, or that starts with @ and has no meaning here."""
        ours = (HOST, DEFANGED, *([ITEM] if shape.has_piece else []))
        if not name:
            self._blame(at, "the braces {} do not contain the name of a column", "write {{}} for the braces themselves")
        if name.startswith("@") and name not in ours:
            self._blame(at, f"expected one of {', '.join(ours)}, got {name[:60]!r}", nearest(name, ours))

    def _test(self, value: Value, at: Location) -> Test:
        """Return the test of a cell that *value* describes: one text, several texts, or a form."""
        if not isinstance(value, dict):
            return Test(among=self._texts(value, at))
        form = self.form(TestForm, value, at)
        if form is None:
            return Test()
        if not value:
            self._blame(at, "the test of the cell is empty", "write a test such as `empty: no`")
        none_of = () if form.not_ is None else self._texts(form.not_, (*at, "not"))
        is_empty = None if form.empty is None else form.empty == "yes"
        return Test((), none_of, is_empty, form.starts or "", form.contains or "")

    def _texts(self, value: Value, at: Location) -> tuple[str, ...]:
        """Return the texts of *value*, which is one text or a list of them."""
        texts = value if isinstance(value, list) else [value]
        if not texts or not all(isinstance(text, str) for text in texts):
            self._blame(at, "this is not a text or a list of texts")
        return tuple(text for text in texts if isinstance(text, str))

    def _blame(self, at: Location, message: str, cure: str = "") -> None:
        self.faults.append(Fault(at, message, cure))


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

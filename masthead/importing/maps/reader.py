"""Turns the values of a map into nodes of a template, and gathers every fault with its place in the map."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from masthead.field_types.near_misses import nearest
from masthead.findings.finding import Location
from masthead.importing.cells.cell_readers import ADDRESS_READERS, date_reader, name_reader
from masthead.importing.cells.cldr_names import is_language
from masthead.importing.cells.date_forms import DateForm, FormError, date_form
from masthead.importing.maps.condition import Condition, Test
from masthead.importing.maps.forms import (
    DefaultForm,
    FirstForm,
    GivenForm,
    LookupForm,
    ReadForm,
    SplitForm,
    TestForm,
)
from masthead.importing.maps.template import (
    DEFANGED,
    HOST,
    ITEM,
    PAGE,
    Default,
    Fields,
    First,
    Given,
    Items,
    Lookup,
    Node,
    Read,
    Split,
    Text,
)
from masthead.importing.maps.value_shapes import Fault, Shape, required
from masthead.model import Part
from masthead.record_files.type_errors import explain, fields_of
from masthead.syntax.yaml_reader import Value

F = TypeVar("F", bound=Part)

_PIECE = re.compile(r"(\{\{|\}\})|\{([^{}]*)\}|([{}])|[^{}]+")
_NOTHING = Text(())


@dataclass(slots=True)
class Reader:
    """Reads the parts of a map, and gathers their faults."""

    faults: list[Fault] = field(default_factory=list)
    has_defaults: bool = False
    """Whether a value was read that is for new outlets only."""

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

    def condition(self, value: Value, at: Location, *, has_piece: bool = False) -> Condition:
        """Return the condition that *value* describes; *at* is its location in the map.

        With *has_piece* it can test the piece of a cell.
        """
        if not isinstance(value, dict):
            self._blame(at, "the condition does not consist of columns", "write `column: text` lines")
            return Condition({})
        for column in value:
            if column.startswith("@") and (column != ITEM or not has_piece):
                self._blame((*at, column), f"a condition cannot test {column[:60]!r}")
        return Condition({column: self._test(test, (*at, column)) for column, test in value.items()})

    def _mapping(self, value: dict[str, Value], shape: Shape, at: Location) -> Node:
        """Return the node of the form that *value* has, or else the fields of a part."""
        forms = {
            "then": self._given,
            "first": self._first,
            "default": self._default,
            "as": self._read,
            "each": self._split,
            "split": self._split,
            "column": self._lookup,
            "table": self._lookup,
        }
        read = next((read for name, read in forms.items() if name in value), self._fields)
        return read(value, shape, at)

    def _given(self, value: Any, shape: Shape, at: Location) -> Node:
        form = self.form(GivenForm, value, at)
        if form is None:
            return _NOTHING
        then = self.node(form.then, shape, (*at, "then"))
        return Given(self.condition(form.when, (*at, "when"), has_piece=shape.has_piece), then)

    def _first(self, value: Any, shape: Shape, at: Location) -> Node:
        form = self.form(FirstForm, value, at)
        options = enumerate(form.first if form else ())
        return First(tuple(self.node(option, shape, (*at, "first", n)) for n, option in options))

    def _split(self, value: Any, shape: Shape, at: Location) -> Node:
        form = self.form(SplitForm, value, at)
        if form is None:
            return _NOTHING
        self._check_column(form.column, shape, at)
        return Split(form.column, form.split, self.node(form.each, shape.piece(), (*at, "each")), shape.is_list)

    def _lookup(self, value: Any, shape: Shape, at: Location) -> Node:
        form = self.form(LookupForm, value, at)
        if form is None:
            return _NOTHING
        table = {cell: self.node(inner, shape, (*at, "table", cell)) for cell, inner in form.table.items()}
        other = form.otherwise
        self._check_column(form.column, shape, at)
        return Lookup(
            form.column,
            table,
            None if other is None else self.node(other, shape, (*at, "otherwise")),
            frozenset(form.no_value),
        )

    def _default(self, value: Any, shape: Shape, at: Location) -> Node:
        form = self.form(DefaultForm, value, at)
        if form is None:
            return _NOTHING
        if not shape.is_own:
            self._blame(at, "only a whole field of the outlet can have a default")
        self.has_defaults = True
        return Default(self.node(form.default, shape, (*at, "default")))

    def _read(self, value: Any, shape: Shape, at: Location) -> Node:
        form = self.form(ReadForm, value, at)
        if form is None:
            return _NOTHING
        if shape.part or shape.is_list:
            self._blame(
                at, f"expected {'a list' if shape.is_list else 'fields with values'}, got what a cell is read as"
            )
        self._check_column(form.column, shape, at)
        is_dated = form.as_ in ("date", "time")
        if not is_dated and (form.form is not None or form.zone):
            self._blame(at, "only dates and times have a form and a zone", "leave `form` and `zone` out")
        if form.language and not is_language(form.language):
            message = f"expected a language with names in CLDR, such as de, got {form.language[:60]!r}"
            self._blame((*at, "language"), message)
            return _NOTHING
        if is_dated:
            return Read(form.column, date_reader(self._forms(form, at), is_time=form.as_ == "time"))
        if form.as_ in ADDRESS_READERS:
            return Read(form.column, ADDRESS_READERS[form.as_])
        return Read(form.column, name_reader(form.as_, form.language or ""))

    def _forms(self, form: ReadForm, at: Location) -> list[DateForm]:
        """Return the forms of dates or times that *form* names; one that cannot be used is a fault."""
        if form.form is None:
            self._blame(at, "the form of the dates is missing", "add `form: DD.MM.YYYY`, or as the list writes them")
            return []
        forms = []
        for text in self.texts(form.form, (*at, "form")):
            try:
                forms.append(date_form(text, form.language or "en", form.zone or "", is_time=form.as_ == "time"))
            except FormError as error:
                self._blame((*at, "form"), str(error))
        return forms

    def _fields(self, value: Any, shape: Shape, at: Location) -> Node:
        """Return the fields of a part; an unknown field is a fault, and so is a missing one."""
        if shape.part is None or shape.is_list:
            expected = "a list" if shape.is_list else "a text"
            self._blame(at, f"expected {expected}, got fields", "")
            return _NOTHING
        known = fields_of(shape.part)
        for name in (name for name in required(shape.part) if name not in value):
            self._blame((*at, name), f"the field {name} is missing", f"add `{name}: …`")
        when = self.condition(value["when"], (*at, "when"), has_piece=shape.has_piece) if "when" in value else None
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
        ours = (HOST, DEFANGED, PAGE, *([ITEM] if shape.has_piece else []))
        if not name:
            self._blame(at, "the braces {} do not contain the name of a column", "write {{}} for the braces themselves")
        if name.startswith("@") and name not in ours:
            self._blame(at, f"expected one of {', '.join(ours)}, got {name[:60]!r}", nearest(name, ours))

    def _check_column(self, name: str, shape: Shape, at: Location) -> None:
        """Report the name of a column that starts with @ and has no meaning here."""
        if name.startswith("@") and (name != ITEM or not shape.has_piece):
            cure = f"{ITEM} is the piece of a cell that `split` divides" if name == ITEM else ""
            self._blame((*at, "column"), f"expected the name of a column, got {name[:60]!r}", cure)

    def _test(self, value: Value, at: Location) -> Test:
        """Return the test of a cell that *value* describes: one text, several texts, or a form."""
        if not isinstance(value, dict):
            return Test(among=self.texts(value, at))
        form = self.form(TestForm, value, at)
        if form is None:
            return Test()
        if not value:
            self._blame(at, "the test of the cell is empty", "write a test such as `empty: no`")
        none_of = () if form.not_ is None else self.texts(form.not_, (*at, "not"))
        is_empty = None if form.empty is None else form.empty == "yes"
        parts = {
            name: self.texts(given, (*at, name))
            for name in ("starts", "ends", "contains", "lacks")
            if (given := getattr(form, name)) is not None
        }
        return Test((), none_of, is_empty, **parts)

    def texts(self, value: Any, at: Location) -> tuple[str, ...]:
        """Return the texts of *value*, which is one text or a list of them."""
        texts = value if isinstance(value, list) else [value]
        if not texts or not all(isinstance(text, str) for text in texts):
            self._blame(at, "this is not a text or a list of texts")
        return tuple(text for text in texts if isinstance(text, str))

    def _blame(self, at: Location, message: str, cure: str = "") -> None:
        self.faults.append(Fault(at, message, cure))

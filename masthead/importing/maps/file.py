"""A map from the columns of a list to the fields of outlets: read from its file, and checked against the list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from masthead.field_types.near_misses import nearest
from masthead.findings.finding import Location, Position, field_name
from masthead.importing.lists.file_content import read_bytes
from masthead.importing.lists.problems import Problem, Unusable, some_of
from masthead.importing.lists.table import Layout, Row, Table
from masthead.importing.maps.condition import Condition
from masthead.importing.maps.forms import MapForm
from masthead.importing.maps.reader import Reader
from masthead.importing.maps.template import Node
from masthead.importing.maps.value_shapes import Fault, Shape, shape_of
from masthead.model import FurtherHost, Outlet
from masthead.record_files.type_errors import fields_of
from masthead.syntax import yaml_reader

MAX_DEPTH = 24
"""The depth to which a map may nest: each value of a record can be in several forms, one in another."""
_NO_COLUMN = "@"
"""The column with the hosts in the readable rest of a map that does not name it."""
_MOST_TITLES = 30
"""The most lines with titles that are looked for above the names of columns."""
LISTS = tuple(name for name in fields_of(Outlet) if shape_of(Outlet, name).is_list)
"""The fields of an outlet that can gain items without losing any."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Rows to leave out, and why."""

    when: Condition
    reason: str


@dataclass(frozen=True, slots=True)
class NoValue:
    """The cells that say nothing: in any column, and in single ones."""

    anywhere: frozenset[str]
    by_column: Mapping[str, frozenset[str]]

    def text(self, column: str, text: str) -> str:
        """Return the *text* of a cell in *column*, or nothing if it says nothing."""
        return "" if text in self.anywhere or text in self.by_column.get(column, ()) else text


@dataclass(frozen=True, slots=True)
class Map:
    """A map from the columns of a list to the fields of outlets."""

    place: str
    layout: Layout
    no_value: NoValue
    host: str
    takes_relatives: bool
    merges_repeats: bool
    skip: tuple[Skip, ...]
    add_to_known: frozenset[str]
    outlet: Node
    further_host: Node | None
    further_host_adds: frozenset[str]
    """The fields of an outlet that gain the items of a row that becomes a further host of it."""
    has_defaults: bool
    """Whether a value is for new outlets only."""
    text: bytes = field(repr=False)

    def check(self, table: Table) -> None:
        """Raise Unusable if the map names a column that *table* does not have, or that cannot be used."""
        faults = [
            Fault(at, message, cure) for at, column in self._named() for message, cure in _objections(column, table)
        ]
        if faults:
            raise _unusable(self.place, self.text, faults)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns from which records are made."""
        return tuple(dict.fromkeys(column for at, column in self._named() if at[0] not in ("skip", "no_value")))

    @property
    def skip_columns(self) -> tuple[str, ...]:
        """The columns by which rows are left out."""
        return tuple(dict.fromkeys(column for at, column in self._named() if at[0] == "skip"))

    def cells(self, row: Row, columns: Iterable[str]) -> dict[str, str]:
        """Return the texts of *row* in *columns*; those that say nothing are empty."""
        return {column: self.no_value.text(column, row.text(column)) for column in columns}

    def _named(self) -> Iterator[tuple[Location, str]]:
        if self.host != _NO_COLUMN:
            yield ("host",), self.host
        yield from ((("no_value", column), column) for column in self.no_value.by_column)
        for number, skip in enumerate(self.skip):
            yield from skip.when.columns(("skip", number, "when"))
        yield from self.outlet.columns(("outlet",))
        if self.further_host:
            yield from self.further_host.columns(("further_host",))


def read_map(path: Path) -> Map:
    """Return the map at *path*; raises Unusable with every problem in it."""
    text, place = read_bytes(path, yaml_reader.MAX_BYTES), str(path)
    value, faults = yaml_reader.read(text, MAX_DEPTH)
    if faults or not isinstance(value, dict):
        raise Unusable(*(_problem(place, f.position, Fault(f.location, f.message, f.cure)) for f in faults))
    reader = Reader()
    form = reader.form(MapForm, value, ()) or _readable_rest(value, reader.faults)
    mapping = _map(reader, form, text, place) if form else None
    if mapping is None:
        raise _unusable(place, text, reader.faults)
    if reader.faults:
        raise UnusableMap(mapping, *_unusable(place, text, reader.faults).problems)
    return mapping


class UnusableMap(Unusable):
    """A map has faults; *rest* is the map without them, with which further faults can be found."""

    def __init__(self, rest: Map, *problems: Problem) -> None:
        super().__init__(*problems)
        self.rest = rest


def _readable_rest(value: Mapping[str, Any], faults: Iterable[Fault]) -> MapForm | None:
    """Return the form of a map that has *faults*, without the fields in which they are; None if nothing is left of it."""
    faulty = {str(fault.at[0]) for fault in faults if fault.at}
    rest = {name: field for name, field in value.items() if name not in faulty}
    try:
        return MapForm.model_validate({"about": "-", "host": _NO_COLUMN, "outlet": {}, **rest})
    except ValidationError:
        return None


def _map(reader: Reader, form: MapForm, text: bytes, place: str) -> Map:
    further = form.further_host
    return Map(
        place=place,
        layout=Layout(
            separator="\t" if form.separator == "tab" else form.separator or "",
            header=_header(reader, form.header),
            rows=form.rows or "",
            sheet=form.sheet or "",
            fills_up=form.missing_cells == "empty",
        ),
        no_value=_no_value(reader, form.no_value),
        host=form.host,
        takes_relatives=form.relatives == "accept",
        merges_repeats=form.repeats == "merge",
        skip=tuple(
            Skip(reader.condition(skip.when, ("skip", number, "when")), skip.reason)
            for number, skip in enumerate(form.skip)
        ),
        add_to_known=frozenset(
            LISTS if form.add_to_known is None else _to_add(reader, "add_to_known", form.add_to_known)
        ),
        outlet=reader.node(form.outlet, Shape(Outlet), ("outlet",)),
        further_host=None if further is None else reader.node(further, Shape(FurtherHost), ("further_host",)),
        further_host_adds=frozenset(_to_add(reader, "further_host_adds", form.further_host_adds)),
        has_defaults=reader.has_defaults,
        text=text,
    )


def _header(reader: Reader, text: str | None) -> int | None:
    """Return the line with the names of the columns, 0 if the list has no such line, or None if the map does not say."""
    if text is None:
        return None
    if text in ("yes", "no") or re.fullmatch("[1-9][0-9]{0,4}", text):
        return {"yes": 1, "no": 0}.get(text) if text in ("yes", "no") else int(text)
    reader.faults.append(Fault(("header",), f"expected yes, no or the number of a line, got {text[:60]!r}"))
    return None


def _no_value(reader: Reader, value: Any) -> NoValue:
    if isinstance(value, dict):
        by_column = {column: frozenset(reader.texts(cells, ("no_value", column))) for column, cells in value.items()}
        return NoValue(frozenset(), by_column)
    return NoValue(frozenset(() if value is None else reader.texts(value, ("no_value",))), {})


def _to_add(reader: Reader, field: str, names: tuple[str, ...]) -> Iterator[str]:
    """Yield those of *names*, given in *field* of the map, that are lists of outlets; any other is a fault."""
    for number, name in enumerate(names):
        if name in LISTS:
            yield name
        else:
            message = f"{name[:60]!r} is not a field of outlets that is a list"
            reader.faults.append(Fault((field, number), message, nearest(name, LISTS)))


def _objections(column: str, table: Table) -> Iterator[tuple[str, str]]:
    """Yield why a map cannot name *column* of *table*, and the cure."""
    if column in table.wrong:
        yield table.wrong[column], "rename it in the list"
    elif column not in table.columns:
        cure = nearest(column, table.columns) or _below(column, table) or f"its columns are {some_of(table.columns)}"
        yield f"the list has no column {column[:60]!r}", cure


def _below(column: str, table: Table) -> str:
    """Return the cure for a list with a title above the line that has the name of the *column*; nothing for other lists."""
    if table.layout.header == 0:
        return ""
    for row in table.rows[:_MOST_TITLES]:
        line = row.place.rpartition(":")[2]
        if any(row.text(name) == column for name in row.cells) and line.isdecimal():
            return f"line {line} has it: write `header: {line}` in the map"
        if row.fault and line.isdecimal():
            return f"if line {line} has the names of the columns, write `header: {line}` in the map"
    return ""


def _unusable(place: str, text: bytes, faults: list[Fault]) -> Unusable:
    """Return the error that refuses a map for its *faults*, each with its line."""
    marks = yaml_reader.marks(text, MAX_DEPTH)
    return Unusable(*dict.fromkeys(_problem(place, _position(marks, fault.at), fault) for fault in faults))


def _position(marks: yaml_reader.Marks, at: Location) -> Position:
    while at and at not in marks:
        at = at[:-1]
    return marks.get(at, Position())


def _problem(place: str, position: Position, fault: Fault) -> Problem:
    return Problem(f"{place}:{position.line}:{position.column}", fault.message, fault.cure, field_name(fault.at))

"""A map from the columns of a list to the fields of outlets: read from its file, and checked against the list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from masthead.field_types.near_misses import nearest
from masthead.findings.finding import Location, Position, field_name
from masthead.importing.condition import Condition
from masthead.importing.map_forms import MapForm
from masthead.importing.map_reader import Fault, Reader, Shape, shape_of
from masthead.importing.map_template import Node
from masthead.importing.problems import Problem, Unusable
from masthead.importing.table import Table, read_bytes
from masthead.model import Outlet
from masthead.records.type_errors import fields_of
from masthead.syntax import yaml_reader

LISTS = tuple(name for name in fields_of(Outlet) if shape_of(Outlet, name).is_list)
"""The fields of an outlet that can gain items without losing any."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Rows to leave out, and why."""

    when: Condition
    reason: str


@dataclass(frozen=True, slots=True)
class Map:
    """A map from the columns of a list to the fields of outlets."""

    place: str
    separator: str
    host: str
    takes_relatives: bool
    skip: tuple[Skip, ...]
    add_to_known: frozenset[str]
    outlet: Node
    text: bytes = field(repr=False)

    def check(self, table: Table) -> None:
        """Raise Unusable if the map names a column that *table* does not have."""
        missing = [
            Fault(at, f"the list has no column {column[:60]!r}", _cure(column, table))
            for at, column in self._columns()
            if column not in table.columns
        ]
        if missing:
            raise _unusable(self.place, self.text, missing)

    def _columns(self) -> Iterator[tuple[Location, str]]:
        yield ("host",), self.host
        for number, skip in enumerate(self.skip):
            yield from skip.when.columns(("skip", number, "when"))
        yield from self.outlet.columns(("outlet",))


def read_map(path: Path) -> Map:
    """Return the map at *path*; raises Unusable with every problem in it."""
    text, place = read_bytes(path, yaml_reader.MAX_BYTES), str(path)
    value, faults = yaml_reader.read(text)
    if faults or not isinstance(value, dict):
        raise Unusable(*(_problem(place, f.position, Fault(f.location, f.message, f.cure)) for f in faults))
    reader = Reader()
    form = reader.form(MapForm, value, ())
    mapping = _map(reader, form, text, place) if form else None
    if reader.faults or mapping is None:
        raise _unusable(place, text, reader.faults)
    return mapping


def _map(reader: Reader, form: MapForm, text: bytes, place: str) -> Map:
    return Map(
        place=place,
        separator="\t" if form.separator == "tab" else form.separator,
        host=form.host,
        takes_relatives=form.relatives == "accept",
        skip=tuple(
            Skip(reader.condition(skip.when, ("skip", number, "when")), skip.reason)
            for number, skip in enumerate(form.skip)
        ),
        add_to_known=frozenset(LISTS if form.add_to_known is None else _to_add(reader, form.add_to_known)),
        outlet=reader.node(form.outlet, Shape(Outlet), ("outlet",)),
        text=text,
    )


def _to_add(reader: Reader, names: tuple[str, ...]) -> Iterator[str]:
    """Yield those of *names* that are lists of outlets, and report any other as a fault."""
    for number, name in enumerate(names):
        if name in LISTS:
            yield name
        else:
            message = f"{name[:60]!r} is not a field of outlets that is a list"
            reader.faults.append(Fault(("add_to_known", number), message, nearest(name, LISTS)))


def _cure(column: str, table: Table) -> str:
    return nearest(column, table.columns) or f"its columns are {', '.join(table.columns)[:300]}"


def _unusable(place: str, text: bytes, faults: list[Fault]) -> Unusable:
    """Return the error that refuses a map for its *faults*, each with its line."""
    marks = yaml_reader.marks(text)
    return Unusable(*dict.fromkeys(_problem(place, _position(marks, fault.at), fault) for fault in faults))


def _position(marks: yaml_reader.Marks, at: Location) -> Position:
    while at and at not in marks:
        at = at[:-1]
    return marks.get(at, Position())


def _problem(place: str, position: Position, fault: Fault) -> Problem:
    return Problem(f"{place}:{position.line}:{position.column}", fault.message, fault.cure, field_name(fault.at))

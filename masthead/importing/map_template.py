"""The template of a record in a map, as a tree: each node gives its value for a row, and the columns that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from masthead import MastheadError
from masthead.findings.finding import Location
from masthead.importing.condition import Cells, Condition
from masthead.syntax.yaml_reader import Value

MAX_FILLED = 20_000
MAX_PIECES = 100
HOST, DEFANGED, ITEM = "@host", "@defanged", "@item"
"""The names that a text can use besides columns: the host of the row, that host defanged, and a piece of a cell."""

Named = Iterator[tuple[Location, str]]


class Unfilled(MastheadError):
    """A row has no valid value for a part of the map; the message says why."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in pieces, each with a mark that is true if the piece names a column."""

    pieces: tuple[tuple[bool, str], ...]

    def fill(self, cells: Cells) -> Value | None:
        """Return the text with cells in place of columns, or None if one of the cells is empty."""
        if any(is_column and not cells[piece] for is_column, piece in self.pieces):
            return None
        filled = "".join(cells[piece] if is_column else piece for is_column, piece in self.pieces)
        if len(filled) > MAX_FILLED:
            raise Unfilled(f"the text has {len(filled)} characters, and at most {MAX_FILLED} are allowed")
        return filled

    def columns(self, at: Location) -> Named:
        """Yield each column that the text names."""
        yield from ((at, piece) for is_column, piece in self.pieces if is_column and not piece.startswith("@"))


@dataclass(frozen=True, slots=True)
class Items:
    """A list of values; values that a row does not have are left out."""

    items: tuple[Node, ...]

    def fill(self, cells: Cells) -> Value | None:
        """Return the items that the row has, or None if it has none of them."""
        return _present(item.fill(cells) for item in self.items) or None

    def columns(self, at: Location) -> Named:
        """Yield each column that the items name."""
        for number, item in enumerate(self.items):
            yield from item.columns((*at, number))


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields with values, for rows that meet the condition if there is one."""

    when: Condition | None
    fields: Mapping[str, Node]

    def fill(self, cells: Cells) -> Value | None:
        """Return the fields that have a value, or None if no field has one or the row does not meet the condition."""
        if self.when and not self.when.holds(cells):
            return None
        filled = {name: inner.fill(cells) for name, inner in self.fields.items()}
        return {name: value for name, value in filled.items() if value is not None} or None

    def columns(self, at: Location) -> Named:
        """Yield each column that the condition and the fields name."""
        if self.when:
            yield from self.when.columns((*at, "when"))
        for name, inner in self.fields.items():
            yield from inner.columns((*at, name))


@dataclass(frozen=True, slots=True)
class Lookup:
    """A value for each cell that a column may have."""

    column: str
    table: Mapping[str, Node]
    otherwise: Node | None

    def fill(self, cells: Cells) -> Value | None:
        """Return the value for the cell, or None for an empty cell that is not in the table.

        Raises Unfilled for any other cell that is not in the table, unless there is a value for all others.
        """
        cell = cells[self.column]
        node = self.table.get(cell, self.otherwise)
        if node is None and cell:
            known = ", ".join(repr(name[:60]) for name in list(self.table)[:10])
            raise Unfilled(f"expected one of {known} in {self.column}, got {cell[:60]!r}")
        return node.fill(cells) if node else None

    def columns(self, at: Location) -> Named:
        """Yield the column, and the columns that the values name."""
        yield (*at, "column"), self.column
        for cell, inner in self.table.items():
            yield from inner.columns((*at, "table", cell))
        if self.otherwise:
            yield from self.otherwise.columns((*at, "otherwise"))


@dataclass(frozen=True, slots=True)
class Split:
    """A value for each piece of the cell of a column."""

    column: str
    sign: str
    each: Node

    def fill(self, cells: Cells) -> Value | None:
        """Return a value for each piece, or None if the cell is empty; raises Unfilled if there are too many pieces."""
        pieces = [piece.strip() for piece in cells[self.column].split(self.sign) if piece.strip()]
        if len(pieces) > MAX_PIECES:
            raise Unfilled(f"the cell in {self.column} has {len(pieces)} pieces, and at most {MAX_PIECES} are allowed")
        return _present(self.each.fill({**cells, ITEM: piece}) for piece in pieces) or None

    def columns(self, at: Location) -> Named:
        """Yield the column, and the columns that the value of a piece names."""
        yield (*at, "column"), self.column
        yield from self.each.columns((*at, "each"))


@dataclass(frozen=True, slots=True)
class First:
    """The first of several values that a row has."""

    options: tuple[Node, ...]

    def fill(self, cells: Cells) -> Value | None:
        """Return the first value that the row has, or None."""
        return next((value for option in self.options if (value := option.fill(cells)) is not None), None)

    def columns(self, at: Location) -> Named:
        """Yield each column that the options name."""
        for number, option in enumerate(self.options):
            yield from option.columns((*at, "first", number))


@dataclass(frozen=True, slots=True)
class Given:
    """A value for rows that meet a condition."""

    when: Condition
    then: Node

    def fill(self, cells: Cells) -> Value | None:
        """Return the value, or None if the row does not meet the condition."""
        return self.then.fill(cells) if self.when.holds(cells) else None

    def columns(self, at: Location) -> Named:
        """Yield each column that the condition and the value name."""
        yield from self.when.columns((*at, "when"))
        yield from self.then.columns((*at, "then"))


Node = Text | Items | Fields | Lookup | Split | First | Given


def _present(values: Iterable[Value | None]) -> list[Value]:
    return [value for value in values if value is not None]

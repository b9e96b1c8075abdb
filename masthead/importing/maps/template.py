"""The template of a record in a map, as a tree: each node gives its value for a row, and the columns that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from masthead import MastheadError
from masthead.field_types.dates import DateError
from masthead.field_types.fields import shorten
from masthead.field_types.web_addresses import AddressError
from masthead.findings.finding import Location
from masthead.importing.maps.condition import Cells, Condition
from masthead.syntax.yaml_reader import Value

MAX_FILLED = 20_000
MAX_PIECES = 100
HOST, DEFANGED, PAGE, ITEM = "@host", "@defanged", "@page", "@item"
"""The names that a text can use besides columns: the host of the row, that host defanged, the address of the page that
the row gives, if it gives one, and a piece of a cell."""
KNOWN = "@known"
"""Whether the row is compared with a record that is there: then defaults are left out."""

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
    no_value: frozenset[str] = frozenset()

    def fill(self, cells: Cells) -> Value | None:
        """Return the value for the cell, or None for an empty cell that is not in the table.

        Raises Unfilled for any other cell that is not in the table, unless there is a value for all others.
        """
        cell = cells[self.column]
        if cell in self.no_value:
            return None
        node = self.table.get(cell, self.otherwise)
        if node is None and cell:
            known = ", ".join(repr(name[:30]) for name in list(self.table)[:5])
            more = ", …" if len(self.table) > 5 else ""
            raise Unfilled(f"{self.column[:60]}: expected one of {known}{more}, got {shorten(cell)!r}")
        return node.fill(cells) if node else None

    def columns(self, at: Location) -> Named:
        """Yield the column, and the columns that the values name."""
        if not self.column.startswith("@"):
            yield (*at, "column"), self.column
        for cell, inner in self.table.items():
            yield from inner.columns((*at, "table", cell))
        if self.otherwise:
            yield from self.otherwise.columns((*at, "otherwise"))


@dataclass(frozen=True, slots=True)
class Split:
    """A value for each piece of the cell of a column or, where one value is needed, for the first piece that has one."""

    column: str
    sign: str
    each: Node
    is_list: bool = True

    def fill(self, cells: Cells) -> Value | None:
        """Return the values, or None if no piece has one; raises Unfilled if there are too many pieces."""
        pieces = [piece.strip() for piece in cells[self.column].split(self.sign) if piece.strip()]
        if len(pieces) > MAX_PIECES:
            raise Unfilled(
                f"{self.column[:60]}: the cell has {len(pieces)} pieces, and at most {MAX_PIECES} are allowed"
            )
        values = _present(self.each.fill({**cells, ITEM: piece}) for piece in pieces)
        if self.is_list:
            return values or None
        return values[0] if values else None

    def columns(self, at: Location) -> Named:
        """Yield the column, and the columns that the value of a piece names."""
        if not self.column.startswith("@"):
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


@dataclass(frozen=True, slots=True)
class Default:
    """A value for new records only."""

    value: Node

    def fill(self, cells: Cells) -> Value | None:
        """Return the value, or None if the row is compared with a record that is there."""
        return None if cells[KNOWN] else self.value.fill(cells)

    def columns(self, at: Location) -> Named:
        """Yield each column that the value names."""
        yield from self.value.columns((*at, "default"))


@dataclass(frozen=True, slots=True)
class Read:
    """A cell in the form that records use."""

    column: str
    read: Callable[[str], str]

    def fill(self, cells: Cells) -> Value | None:
        """Return the value read from the cell, or None if it is empty or has no such value; raises Unfilled."""
        cell = cells[self.column]
        try:
            return (self.read(cell) or None) if cell else None
        except (DateError, AddressError, LookupError) as error:
            expected = error.expected if isinstance(error, AddressError) else str(error)
            cure = f"; {error.cure}" if isinstance(error, AddressError) and error.cure else ""
            raise Unfilled(f"{self.column[:60]}: expected {expected}, got {shorten(cell)!r}{cure}") from None

    def columns(self, at: Location) -> Named:
        """Yield the column."""
        if not self.column.startswith("@"):
            yield (*at, "column"), self.column


Node = Text | Items | Fields | Lookup | Split | First | Given | Default | Read


def _present(values: Iterable[Value | None]) -> list[Value]:
    return [value for value in values if value is not None]

"""A list of any format as a table of texts: rows, columns, and the faults of single cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from unicodedata import normalize

from masthead.field_types.fields import shorten
from masthead.importing.lists.problems import Problem, Unusable
from masthead.syntax.characters import strange_characters

MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELL = 4000

_NOTHING: Mapping[str, str] = MappingProxyType({})
_MISSING = "the row ends before this cell; complete the row, or write `missing_cells: empty` in the map"


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of a list, as its map gives it."""

    separator: str = ""
    """The separator of cells, or nothing if the name of the file says it."""
    header: int | None = None
    """The line with the names of the columns, 0 if the list has no such line, or None if the map does not say."""
    rows: str = ""
    """The path to the list inside a JSON document."""
    sheet: str = ""
    """The sheet of a workbook."""
    fills_up: bool = False
    """Whether cells missing at the end of a row are empty."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: its place, and its cells by column, as the list has them."""

    place: str
    cells: Mapping[str, str]
    fault: str = ""
    """Why the row cannot be used, or nothing."""
    wrong: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    """Why single cells cannot be used, by column."""

    def text(self, column: str) -> str:
        """Return the text of the cell in *column*, without surrounding space and with composed letters."""
        return normalize("NFC", self.cells[column].strip())

    def objection(self, column: str) -> str:
        """Return why the cell in *column* cannot be used, or nothing."""
        if column in self.wrong:
            return f"{shorten(column)}: {self.wrong[column]}"
        cell = self.cells[column]
        if len(cell) > MAX_CELL:
            return f"{shorten(column)}: the cell has {len(cell)} characters, and at most {MAX_CELL} are allowed"
        name = "" if cell.isascii() and cell.isprintable() else next((n for _, _, n in strange_characters(cell)), "")
        return f"{shorten(column)}: the cell contains the character {name}, which is not allowed" if name else ""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list, and the names of its columns."""

    place: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    wrong: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    """Why no map can name some of the columns."""
    notes: tuple[str, ...] = ()
    """Notes on everything in the file that is not a row."""
    layout: Layout = Layout()
    """The layout with which the list was read."""


def refuse_rows(place: str, number: int) -> None:
    """Raise Unusable if row *number* is one more than a list may have."""
    if number > MAX_ROWS:
        raise Unusable(Problem(place, f"the list has more than {MAX_ROWS} rows", "split the list"))


def refuse_columns(place: str, number: int) -> None:
    """Raise Unusable if a list has more than the allowed *number* of columns."""
    if number > MAX_COLUMNS:
        raise Unusable(Problem(place, f"the list has {number} columns, and at most {MAX_COLUMNS} are allowed"))


def table_of_lines(
    place: str,
    lines: Iterable[tuple[int, Sequence[str]]],
    layout: Layout,
    faults: Mapping[int, Mapping[int, str]] = MappingProxyType({}),
) -> Table:
    """Return the table of *lines*, each with its number and its cells, in the order of the file.

    Lines without any text are no rows. A column without a name has its number for a name. *faults* says why single
    cells cannot be used, by line and by column from 0, once the lines have been read.
    """
    filled = [(number, cells) for number, cells in lines if any(cell.strip() for cell in cells)]
    above = sum(number < layout.header for number, _ in filled) if layout.header else 0
    filled = filled[above:]
    if not filled:
        raise Unusable(Problem(f"{place}:1", "the file is empty"))
    has_names = layout.header != 0
    line, first = filled[0] if has_names else (1, [""] * max(len(cells) for _, cells in filled))
    refuse_columns(f"{place}:{line}", len(first))
    columns = _names(first)
    wrong = dict(_unusable_names(columns))
    rows = (
        _row(f"{place}:{number}", columns, cells, layout, faults.get(number, {}))
        for number, cells in filled[has_names:]
    )
    lines_above = "the line" if above == 1 else f"{above} lines"
    notes = (f"not rows: {lines_above} above the names of the columns",) if above else ()
    return Table(place, tuple(dict.fromkeys(columns)), tuple(rows), wrong, notes, layout)


def table_of_items(place: str, items: Sequence[tuple[str, Row | Mapping[str, str]]], layout: Layout) -> Table:
    """Return the table of *items*, each with its place: a row with a fault, or cells by column."""
    refuse_rows(place, len(items))
    rows = [item if isinstance(item, Row) else Row(at, item) for at, item in items]
    columns = tuple(dict.fromkeys(column for row in rows for column in row.cells))
    refuse_columns(place, len(columns))
    empty = dict.fromkeys(columns, "")
    complete = (Row(row.place, {**empty, **row.cells}, row.fault, row.wrong) for row in rows)
    return Table(place, columns, tuple(complete), dict(_unusable_names(columns)), layout=layout)


def _names(cells: Sequence[str]) -> list[str]:
    return [re.sub(r"\s+", " ", normalize("NFC", cell.strip())) or str(n) for n, cell in enumerate(cells, 1)]


def _unusable_names(columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the names that a map cannot use, each with the reason."""
    for name, times in Counter(columns).items():
        if times > 1:
            yield name, f"the column {shorten(name)!r} appears {times} times"
        elif name.startswith("@"):
            yield name, "the name of the column starts with @, as names do that have a meaning in maps"
        elif any(strange_characters(name)):
            yield name, "the name of the column contains a character that is not allowed"


def _row(place: str, columns: Sequence[str], cells: Sequence[str], layout: Layout, faults: Mapping[int, str]) -> Row:
    if any(cell.strip() for cell in cells[len(columns) :]):
        return Row(
            place,
            {},
            f"the number of cells is {len(cells)}, but the list has {len(columns)} columns; "
            "put quotation marks around a cell that contains the separator, or name the line with the names of the columns"
            " in the map, such as `header: 3`",
        )
    missing = columns[len(cells) :]
    wrong = {} if layout.fills_up else dict.fromkeys(missing, _MISSING)
    wrong |= {columns[number]: fault for number, fault in faults.items() if number < len(columns)}
    texts = [*cells[: len(columns)], *[""] * len(missing)]
    # No map can use columns with the same name: the first of them stays.
    return Row(place, dict(zip(reversed(columns), reversed(texts), strict=True)), wrong=wrong or _NOTHING)

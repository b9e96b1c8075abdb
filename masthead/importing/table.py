"""Reads a list into rows of texts: a CSV file with a line of column names, or a JSON list of objects."""

from __future__ import annotations

import csv
import json
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any
from unicodedata import normalize

from masthead.importing.problems import Problem, Unusable
from masthead.syntax.characters import strange_characters

MAX_BYTES = 8 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 200
# An apostrophe that keeps spreadsheets from reading a formula: before a sign with which one starts, and behind no letter
# or digit. Our own downloads have one wherever it could matter; theme/scripts/download.js has these signs too.
_GUARD = re.compile(
    r"(?<![^\W_])'(?=[=+\-@\u207a-\u207c\u208a-\u208c\u2212\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20])"
)
MAX_CELL = 4000


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: its place, and its cells by column, without surrounding space."""

    place: str
    cells: dict[str, str]
    fault: str = ""
    """Why the row cannot be used, or nothing."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list, and the names of its columns."""

    place: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(path: Path, separator: str) -> Table:
    """Return the rows of the list at *path*, whose CSV cells are split at *separator*; raises Unusable with the problem."""
    read = {".csv": _read_csv, ".tsv": _read_csv, ".json": _read_json}.get(path.suffix.lower())
    if read is None:
        raise Unusable(Problem(str(path), "the name of the file does not end in .csv, .tsv or .json"))
    table = read(str(path), _text(path), separator)
    if not table.rows:
        raise Unusable(Problem(str(path), "the list has no rows"))
    return table


def read_bytes(path: Path, limit: int) -> bytes:
    """Return the content of the file at *path*; raises Unusable if it is not a file or has more than *limit* bytes."""
    try:
        # O_NONBLOCK: a FIFO must not make us wait.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unusable(Problem(str(path), "this is a device, not an ordinary file"))
            text = file.read(limit + 1)
    except OSError as error:
        raise Unusable(Problem(str(path), f"the file cannot be read: {error.strerror}")) from None
    if len(text) > limit:
        raise Unusable(Problem(str(path), f"the file is larger than {limit} bytes", "split the list"))
    return text


def _text(path: Path) -> str:
    """Return the text of a list, without the byte order mark that spreadsheets put before UTF-8."""
    content = read_bytes(path, MAX_BYTES)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unusable(Problem(f"{path}:1", "the file is UTF-16, not UTF-8", "save the list as UTF-8"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"the byte 0x{error.object[error.start]:02x} is not UTF-8"
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Unusable(Problem(f"{path}:{line}", message, "save the list as UTF-8")) from None


def _read_csv(place: str, text: str, separator: str) -> Table:
    csv.field_size_limit(MAX_BYTES)  # longer cells have a fault of their own, with their row
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    lines = _lines(place, reader)
    columns = _columns(place, next(lines, (1, []))[1], separator)
    rows = [_csv_row(f"{place}:{line}", columns, cells) for line, cells in lines if cells]
    return Table(place, columns, tuple(rows))


def _lines(place: str, reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row of a CSV, with the line on which they start."""
    for number in count():
        line = reader.line_num + 1
        _refuse_rows(place, number)
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unusable(
                Problem(f"{place}:{line}", f"this is not valid CSV: {error}", "check the quotation marks")
            ) from None


def _refuse_rows(place: str, number: int) -> None:
    """Raise Unusable if row *number* is one more than a list may have."""
    if number > MAX_ROWS:
        raise Unusable(Problem(place, f"the list has more than {MAX_ROWS} rows", "split the list"))


def _columns(place: str, names: Sequence[str], separator: str) -> tuple[str, ...]:
    """Return the names of columns; raises Unusable if one is missing, repeated or has a forbidden character."""
    columns = tuple(normalize("NFC", name.strip()) for name in names)
    if len(columns) == 1 and len(other := [sign for sign in ",;\t" if sign in columns[0]]) > 0:
        name = "tab" if other[0] == "\t" else other[0]
        message = f"the first line has only one column when it is split at {separator!r}: {columns[0][:60]!r}"
        raise Unusable(Problem(f"{place}:1", message, f"write `separator: '{name}'` in the map"))
    message = next(_wrong_columns(columns), "")
    if message:
        raise Unusable(Problem(f"{place}:1", message))
    if any(strange_characters("".join(columns))):
        raise Unusable(Problem(f"{place}:1", "the name of a column contains a character that is not allowed"))
    return columns


def _wrong_columns(columns: Sequence[str]) -> Iterator[str]:
    """Yield the reasons why *columns* cannot serve as names of columns."""
    if not columns:
        yield "the file is empty"
    if len(columns) > MAX_COLUMNS:
        yield f"the list has {len(columns)} columns, and at most {MAX_COLUMNS} are allowed"
    if "" in columns:
        yield "a column has no name"
    yield from (
        f"the column {name[:60]!r} appears {times} times" for name, times in Counter(columns).items() if times > 1
    )


def _csv_row(place: str, columns: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) != len(columns):
        return Row(place, {}, f"the number of cells is {len(cells)}, but the list has {len(columns)} columns")
    return _row(place, dict(zip(columns, (_GUARD.sub("", cell) for cell in cells), strict=True)))


def _row(place: str, cells: dict[str, str]) -> Row:
    """Return the row of *cells*, with a fault if a cell is too long or contains an invisible character."""
    for column, cell in cells.items():
        if len(cell) > MAX_CELL:
            return Row(
                place, {}, f"the cell in {column} has {len(cell)} characters, and at most {MAX_CELL} are allowed"
            )
        for _, _, name in strange_characters(cell):
            return Row(place, {}, f"the cell in {column} contains the character {name}, which is not allowed")
    return Row(place, {column: normalize("NFC", cell.strip()) for column, cell in cells.items()})


class _Object(list[tuple[str, Any]]):
    """The names and values of a JSON object in order, so that a name that appears twice is noticed."""


def _read_json(place: str, text: str, _separator: str) -> Table:
    items = _items(place, text)
    _refuse_rows(place, len(items))
    rows = tuple(_json_row(f"{place}: item {number}", item) for number, item in enumerate(items, 1))
    columns = tuple(dict.fromkeys(column for row in rows for column in row.cells))
    if len(columns) > MAX_COLUMNS:
        raise Unusable(
            Problem(place, f"the objects have {len(columns)} different names, and at most {MAX_COLUMNS} are allowed")
        )
    return Table(
        place, columns, tuple(Row(row.place, dict.fromkeys(columns, "") | row.cells, row.fault) for row in rows)
    )


def _items(place: str, text: str) -> list[Any]:
    """Return the items of the JSON list in *text*, with numbers as they are written."""
    try:
        items = json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_Object)
    except json.JSONDecodeError as error:
        raise Unusable(Problem(f"{place}:{error.lineno}", f"this is not valid JSON: {error.msg}")) from None
    except RecursionError:
        raise Unusable(Problem(place, "the JSON is nested too deeply")) from None
    if not isinstance(items, list) or isinstance(items, _Object):
        raise Unusable(Problem(place, "this is not a list of objects", "write [{…}, {…}]"))
    return items


def _json_row(place: str, item: Any) -> Row:
    if not isinstance(item, _Object):
        return Row(place, {}, "this is not an object with names and values")
    cells: dict[str, str] = {}
    for name, value in item:
        if name.strip() in cells or any(strange_characters(name)):
            return Row(place, {}, f"the name {name[:60]!r} appears twice or contains a character that is not allowed")
        if isinstance(value, list):
            return Row(place, {}, f"the value of {name} is a list or an object, not a text")
        cells[name.strip()] = {None: "", True: "true", False: "false"}.get(value, value)
    return _row(place, cells)

"""Reads a list of any format, and says whether its first line is a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from masthead.field_types.fields import shorten
from masthead.field_types.web_addresses import AddressError
from masthead.hosts.host_for_record import read_pasted
from masthead.hosts.public_suffixes import is_public
from masthead.importing.lists.file_content import MAX_BYTES, read_bytes, text_of
from masthead.importing.lists.json_lists import read_json, read_json_lines
from masthead.importing.lists.plain_lists import read_plain
from masthead.importing.lists.problems import Problem, Unusable
from masthead.importing.lists.separated_lists import read_separated
from masthead.importing.lists.table import Layout, Row, Table
from masthead.importing.lists.workbooks import read_workbook

_SEPARATORS = {".csv": ",", ".tsv": "\t", ".tab": "\t"}
_FORMATS = {
    **dict.fromkeys(_SEPARATORS, read_separated),
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    **dict.fromkeys((".txt", ".hosts", ".list"), read_plain),
}
_WORKBOOK = ".xlsx"
_ENDINGS = ".csv, .tsv, .json, .jsonl, .txt or .xlsx"


def read_list(path: Path, layout: Layout) -> Table:
    """Return the rows of the list at *path*, laid out as *layout* says; raises Unusable with the problem."""
    table = _read(path, layout)
    name = site_as_name(table) if layout.header is None and has_lines(path) else ""
    if name:
        message = (
            f"the first line contains {shorten(name)!r}, which looks like a site and not like the name of a column"
        )
        cure = "write `header: no` in the map if this line is a row, or `header: yes` if it is not"
        raise Unusable(Problem(f"{path}:1", message, cure))
    return _with_rows(path, table)


def read_any(path: Path, layout: Layout) -> Table:
    """Return the rows of the list at *path*: what *layout* does not say is found by trying; raises Unusable."""
    try:
        table = _read(path, layout)
    except Unusable:
        others = (
            [replace(layout, separator=sign) for sign in ";\t|,"] if has_lines(path) and not layout.separator else []
        )
        table = next(_readable(path, others), None) or _read(path, layout)
    if layout.header is None and has_lines(path) and site_as_name(table):
        table = _read(path, replace(table.layout, header=0))
    return _with_rows(path, _below_its_title(path, table))


def _below_its_title(path: Path, table: Table) -> Table:
    """Return *table*, or the one below the first line with names, if what is above that is a title of the list."""
    if not has_lines(path) or table.layout.header is not None:
        return table
    faulty = [row for row in table.rows if row.fault]
    if len(faulty) * 2 > len(table.rows):
        below = _read(path, replace(table.layout, header=_line(faulty[0])))
        return below if sum(bool(row.fault) for row in below.rows) < len(faulty) else table
    names = next((row for row in table.rows if _filled(row) > 1), None)
    is_title = len(table.columns) > 1 and sum(not name.isdecimal() for name in table.columns) < 2
    if names is None or not is_title or any(_is_site(text) for text in names.cells.values()):
        return table
    return _read(path, replace(table.layout, header=_line(names)))


def _line(row: Row) -> int:
    return int(row.place.rpartition(":")[2])


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells.values())


def _readable(path: Path, layouts: Iterable[Layout]) -> Iterator[Table]:
    """Yield the tables of several columns as which the list at *path* can be read in one of *layouts*."""
    for layout in layouts:
        with suppress(Unusable):
            table = _read(path, layout)
            if len(table.columns) > 1:
                yield table


def _with_rows(path: Path, table: Table) -> Table:
    if not table.rows:
        raise Unusable(Problem(str(path), "the list has no rows"))
    return table


def has_lines(path: Path) -> bool:
    """Return whether the list at *path* has a first line that may contain the names of columns."""
    return _ending(path) in (*_SEPARATORS, _WORKBOOK)


def _ending(path: Path) -> str:
    return path.suffix.lower() or f".{path.name.lower()}"


def _read(path: Path, layout: Layout) -> Table:
    ending = _ending(path)
    layout = replace(layout, separator=layout.separator or _SEPARATORS.get(ending, ","))
    read = _FORMATS.get(ending)
    if read is None and ending != _WORKBOOK:
        message = f"the name of the file does not end in {_ENDINGS}"
        raise Unusable(Problem(str(path), message, "save the list as one of these; in a .txt each site has its line"))
    content = read_bytes(path, MAX_BYTES)
    return read(str(path), text_of(str(path), content), layout) if read else read_workbook(str(path), content, layout)


def site_as_name(table: Table) -> str:
    """Return a name of a column of *table* that is a site, as the cells below it are; or nothing."""
    for column in table.columns:
        if _is_site(column):
            below = [row.text(column) for row in table.rows if column in row.cells]
            filled = [cell for cell in below if cell][:20]
            if sum(map(_is_site, filled)) * 2 >= len(filled):
                return column
    return ""


def _is_site(text: str) -> bool:
    try:
        return is_public(read_pasted(text).host)
    except AddressError:
        return False

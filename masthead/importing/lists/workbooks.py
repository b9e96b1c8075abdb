"""Reads a sheet of an Excel workbook into a table. Nothing in it is calculated, and no link in it is followed."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from masthead.field_types.fields import shorten
from masthead.importing.lists.merged_cells import merged_cells
from masthead.importing.lists.problems import Problem, Unusable, some_of
from masthead.importing.lists.table import MAX_COLUMNS, Layout, Table, refuse_rows, table_of_lines

MAX_UNPACKED = 64 * 1024 * 1024
_MAX_FILES = 1000


def read_workbook(place: str, content: bytes, layout: Layout) -> Table:
    """Return the rows of the sheet that *layout* names, or of the only one with rows; raises Unusable."""
    parts = _look_inside(place, content)
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # openpyxl warns of styles and checks that it leaves out: nothing here needs them
        try:
            return _read(place, content, layout, parts)
        except Unusable:
            raise
        except Exception as error:  # noqa: BLE001 - a damaged workbook makes openpyxl raise anything
            raise _damaged(place, error) from None


def _damaged(place: str, error: Exception) -> Unusable:
    reason = shorten(" ".join(str(error).split())) or type(error).__name__
    return Unusable(Problem(place, f"this is not a workbook that can be read: {reason}", "save the list as CSV"))


def _look_inside(place: str, content: bytes) -> dict[str, bytes]:
    """Return the texts of the sheets by path; raises Unusable if the workbook is not one, or is too large unpacked."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            files = archive.infolist()
            is_large = len(files) > _MAX_FILES or sum(file.file_size for file in files) > MAX_UNPACKED
            names = [] if is_large else [file.filename for file in files if file.filename.endswith((".xml", ".rels"))]
            parts = {name: archive.read(name) for name in names}
    except Exception as error:  # noqa: BLE001 - each method of packing has errors of its own
        raise _damaged(place, error) from None
    if is_large:
        message = f"unpacked, the workbook is larger than {MAX_UNPACKED} bytes or has more than {_MAX_FILES} files"
        raise Unusable(Problem(place, message, "split the list"))
    if any(b"<!DOCTYPE" in part or b"<!ENTITY" in part for part in parts.values()):
        raise Unusable(Problem(place, "the workbook declares entities, which none needs", "save the list as CSV"))
    return {name: part for name, part in parts.items() if name.startswith("xl/worksheets/")}


def _read(place: str, content: bytes, layout: Layout, parts: Mapping[str, bytes]) -> Table:
    from openpyxl import load_workbook  # noqa: PLC0415 - loading it takes longer than reading most lists

    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    name = layout.sheet or _only_sheet(place, sheets)
    if name not in sheets:
        raise Unusable(Problem(place, f"the workbook has no sheet {shorten(name)!r}", _titles(sheets)))
    has_formulas = any(b"<f>" in part or b"<f " in part for part in parts.values())
    as_written = load_workbook(BytesIO(content), read_only=True, keep_links=False)[name] if has_formulas else None
    merged = merged_cells(parts.get(sheets[name]._worksheet_path.lstrip("/"), b""))  # noqa: SLF001 - a sheet that is only read does not say what is merged
    # A sheet has no cells where nothing is written.
    layout = replace(layout, fills_up=True)
    at = f"{place}: {shorten(name)}"
    table = table_of_lines(at, merged.filled(_lines(place, sheets[name], as_written)), layout, merged.faults)
    others = _written(sheet for title, sheet in sheets.items() if title != name) if layout.sheet else []
    notes = (f"not read: the other sheets {some_of(others)}",) if others else ()
    return replace(table, notes=(*table.notes, *notes))


def _titles(sheets: Iterable[str]) -> str:
    return f"its sheets are {shorten(', '.join(sheets))}"


def _only_sheet(place: str, sheets: dict[str, Any]) -> str:
    """Return the title of the only sheet in which anything is written; raises Unusable if there are more."""
    written = _written(sheets.values())
    if len(written) > 1:
        message = f"{len(written)} sheets of the workbook have rows"
        raise Unusable(Problem(place, message, f"write `sheet: …` in the map; {_titles(written)}"))
    return written[0] if written else next(iter(sheets), "")


def _written(sheets: Iterable[Any]) -> list[str]:
    """Return the titles of those *sheets* in which anything is written."""
    return [sheet.title for sheet in sheets if any(cell is not None for row in _values(sheet) for cell in row)]


def _values(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # what a workbook says of its size may be wrong
    yield from sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS + 1)


def _lines(place: str, sheet: Any, as_written: Any) -> Iterator[tuple[int, list[str]]]:
    """Yield each row of *sheet* with its number: the values shown, or the formula of a cell that shows none."""
    formulas = _values(as_written) if as_written else None
    filled = 0
    for number, values in enumerate(_values(sheet), 1):
        written = next(formulas, ()) if formulas else values
        texts = [
            _text(value if value is not None else formula) for value, formula in zip(values, written, strict=False)
        ]
        while texts and not texts[-1]:
            texts.pop()
        filled += bool(texts)
        refuse_rows(place, filled - 1)
        yield number, texts


def _text(value: Any) -> str:
    """Return the text of a cell: dates as records write them, whole numbers without a point."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)

"""Reads CSV and TSV into a table."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from itertools import count
from typing import Any

from masthead.field_types.fields import shorten
from masthead.importing.lists.file_content import MAX_BYTES
from masthead.importing.lists.problems import Problem, Unusable
from masthead.importing.lists.table import Layout, Table, refuse_rows, table_of_lines
from masthead.syntax.formula_guards import unguarded

# The first line that some programs write for spreadsheets: it has the separator.
_HINT = re.compile(r"sep=([,;\t|])(?=\r?\n)", re.IGNORECASE)


def read_separated(place: str, text: str, layout: Layout) -> Table:
    """Return the rows of the CSV *text*, whose cells are split at the separator of *layout*; raises Unusable."""
    hint = _HINT.match(text)
    if hint:
        layout, text = replace(layout, separator=hint[1]), text[hint.end() :]
    csv.field_size_limit(MAX_BYTES)  # a cell that is too long has a fault of its own, with its row
    reader = csv.reader(StringIO(text, newline=""), delimiter=layout.separator, strict=True)
    lines = [(line, [unguarded(cell) for cell in cells]) for line, cells in _lines(place, reader)]
    table = table_of_lines(place, lines, layout)
    _refuse_other_separator(table, layout, next("".join(cells) for _, cells in lines if any(map(str.strip, cells))))
    return table


def _lines(place: str, reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row of a CSV, with the line on which they start."""
    for number in count():
        line = reader.line_num + 1
        refuse_rows(place, number - 1)  # the first may be the names of the columns
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unusable(
                Problem(f"{place}:{line}", f"this is not valid CSV: {error}", "check the quotation marks")
            ) from None


def _refuse_other_separator(table: Table, layout: Layout, first: str) -> None:
    """Raise Unusable if the *first* line, with the names of the columns, is not split, but another separator would."""
    other = next((sign for sign in ",;\t|" if sign in first and sign != layout.separator), "")
    if len(table.columns) == 1 and layout.header != 0 and other:
        name = "tab" if other == "\t" else other
        message = f"the first line has only one column when it is split at {layout.separator!r}: {shorten(first)!r}"
        raise Unusable(Problem(f"{table.place}:1", message, f"write `separator: '{name}'` in the map"))

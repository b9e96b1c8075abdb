"""Merged cells of a sheet: only the first of them has the text, which is meant for each of their rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from masthead.importing.lists.table import MAX_COLUMNS

Line = tuple[int, list[str]]

_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]{0,200}?ref=["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']"""
)
_BESIDE = (
    "the cell is one of several merged cells side by side, of which only the first has a text;"
    " undo the merging, and write the text in each column for which it is meant"
)


@dataclass(frozen=True, slots=True)
class _Area:
    """The columns and the rows of cells that were merged, counted from 1."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(slots=True)
class MergedCells:
    """The merged cells of a sheet."""

    areas: Mapping[int, list[_Area]]
    """By their first row."""
    faults: dict[int, dict[int, str]] = field(default_factory=dict)
    """Why cells cannot be used, by row and then by column from 0; complete once all rows were filled."""

    def filled(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Yield *lines* with the text of merged cells in each of their rows. A line without any text stays one."""
        present: dict[int, tuple[_Area, str]] = {}
        for number, cells in lines:
            present = {left: (area, text) for left, (area, text) in present.items() if area.bottom >= number}
            if any(cell.strip() for cell in cells):
                for left, (_, text) in present.items():
                    _put(cells, left, text)
            for area in self.areas.get(number, ()):
                present[area.left] = (area, cells[area.left - 1] if area.left <= len(cells) else "")
            beside = {column for area, _ in present.values() for column in range(area.left, area.right)}
            if beside:
                self.faults[number] = dict.fromkeys(beside, _BESIDE)
            yield number, cells


def merged_cells(sheet: bytes) -> MergedCells:
    """Return the merged cells of which the XML of a *sheet* speaks."""
    areas: dict[int, list[_Area]] = {}
    for left, top, right, bottom in _MERGED.findall(sheet):
        area = _Area(_number(left), int(top), min(_number(right), MAX_COLUMNS), int(bottom))
        if area.left <= MAX_COLUMNS:
            areas.setdefault(area.top, []).append(area)
    return MergedCells(areas)


def _number(letters: bytes) -> int:
    """Return the number of a column from its *letters*: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _put(cells: list[str], column: int, text: str) -> None:
    """Put *text* into the cell of a *column* that is empty, since it is merged with one above it."""
    cells.extend([""] * (column - len(cells)) if text else [])
    if text and not cells[column - 1].strip():
        cells[column - 1] = text

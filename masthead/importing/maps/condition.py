"""Conditions on the cells of a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from masthead.findings.finding import Location

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Test:
    """A test of a cell: its text is among some or not among others, is empty or not, or has one of some texts in it."""

    among: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    empty: bool | None = None
    starts: tuple[str, ...] = ("",)
    ends: tuple[str, ...] = ("",)
    contains: tuple[str, ...] = ("",)
    lacks: tuple[str, ...] = ()

    def holds(self, cell: str) -> bool:
        """Return whether *cell* passes the test."""
        return (
            (not self.among or cell in self.among)
            and cell not in self.none_of
            and self.empty in (None, not cell)
            and cell.startswith(self.starts)
            and cell.endswith(self.ends)
            and any(text in cell for text in self.contains)
            and not any(text in cell for text in self.lacks)
        )


@dataclass(frozen=True, slots=True)
class Condition:
    """Tests of the cells of a row, by column; the row must pass all of them."""

    tests: Mapping[str, Test]

    def holds(self, cells: Cells) -> bool:
        """Return whether the row with these *cells* passes all tests."""
        return all(test.holds(cells[column]) for column, test in self.tests.items())

    def columns(self, at: Location) -> Iterator[tuple[Location, str]]:
        """Yield each column that the condition names, with its location in the map; *at* is that of the condition."""
        yield from (((*at, column), column) for column in self.tests if not column.startswith("@"))

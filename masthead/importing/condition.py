"""Conditions on the cells of a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from masthead.findings.finding import Location

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Test:
    """What must hold of a cell: it is one of some texts, or none of some, is empty or not, starts or contains so."""

    among: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    empty: bool | None = None
    starts: str = ""
    contains: str = ""

    def holds(self, cell: str) -> bool:
        """Return whether *cell* is so."""
        return (
            (not self.among or cell in self.among)
            and cell not in self.none_of
            and self.empty in (None, not cell)
            and cell.startswith(self.starts)
            and self.contains in cell
        )


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of the cells of a row, all of it."""

    tests: Mapping[str, Test]

    def holds(self, cells: Cells) -> bool:
        """Return whether the row with these *cells* is so."""
        return all(test.holds(cells[column]) for column, test in self.tests.items())

    def columns(self, at: Location) -> Iterator[tuple[Location, str]]:
        """Yield each column that the condition names, with its place."""
        yield from (((*at, column), column) for column in self.tests)

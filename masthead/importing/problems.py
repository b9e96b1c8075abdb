"""Problems with a list or a map, as values; findings are about records alone."""

from __future__ import annotations

from dataclasses import dataclass

from masthead import MastheadError


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with a list or a map: its place, a message, and the cure."""

    place: str
    """The path and, where it is known, the line: ``list.csv:12``."""
    message: str
    cure: str = ""
    field: str = ""

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        cure = f"; {self.cure}" if self.cure else ""
        return f"{self.place}: {field}{self.message}{cure}"


class Unusable(MastheadError):
    """A list or a map cannot be used; *problems* says why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

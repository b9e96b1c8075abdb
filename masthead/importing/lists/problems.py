"""Problems with a list or a map, as values; findings are about records alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from masthead import MastheadError
from masthead.field_types.fields import shorten

MAX_MESSAGE = 300
"""The most characters that are shown of one reason."""


def some_of(names: Sequence[str], shown: int = 8) -> str:
    """Return *names* in one short line: those that come first, and how many more there are."""
    more = f" and {len(names) - shown} more" if len(names) > shown else ""
    return ", ".join(map(shorten, names[:shown])) + more


def cut(message: str) -> str:
    """Return *message* with its end left out if it is longer than a message should be."""
    return message if len(message) <= MAX_MESSAGE else f"{message[: MAX_MESSAGE - 1]}…"


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
        return f"{self.place}: {cut(f'{field}{self.message}{cure}')}"


class Unusable(MastheadError):
    """A list or a map cannot be used; *problems* says why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

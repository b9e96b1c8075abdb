"""What a closed list is made of: terms with a label and a definition, marked for the translation catalogue."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


def N_(message: str) -> str:  # noqa: N802 - the name that gettext gives it
    """Return *message* unchanged, marked for the translation catalogue."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as N_
    """Return the forms of a message for one and for many unchanged, marked for the translation catalogue."""
    return one, many


class Term(StrEnum):
    """A word that a record may use, with the label that readers see and its definition."""

    label: str
    definition: str

    def __new__(cls, value: str, label: str, definition: str = "") -> Self:
        """Make the member whose value is the word as records write it."""
        term = str.__new__(cls, value)
        term._value_ = value
        term.label = label
        term.definition = definition
        return term

"""The terms of a closed list, each with a label and a definition that are marked for the translation catalogue."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


def N_(message: str) -> str:  # noqa: N802 - the name that gettext uses
    """Return *message* unchanged, marked for the translation catalogue."""
    return message


def NN_(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802 - as N_
    """Return the singular and the plural of a message unchanged, marked for the translation catalogue."""
    return singular, plural


class Term(StrEnum):
    """A word that records may use, with its definition and the label that readers see."""

    label: str
    definition: str

    def __new__(cls, value: str, label: str, definition: str = "") -> Self:
        """Make the term that records write as *value*."""
        term = str.__new__(cls, value)
        term._value_ = value
        term.label = label
        term.definition = definition
        return term

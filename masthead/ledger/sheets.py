"""The sheets of a ledger: its files with their sealed lines, and the notes that redactions make on earlier lines."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from masthead.ledger.chain import BrokenChainError, Sealed, ledger_path, unseal
from masthead.ledger.ledger_files import LedgerError
from masthead.ledger.removable_pieces import PieceError, slots_of
from masthead.syntax.characters import strange_characters

# A character written as its number in JSON: releases write none, and a deceptive character could hide in one.
_NUMBERED = re.compile(r"(?<!\\)(?:\\\\)*\\u")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of the ledger: its path and its lines."""

    path: str
    lines: tuple[Sealed, ...]


Notes = Mapping[tuple[int, int], Mapping[str, tuple[int, Any]]]
"""By file and line, the commitments that redactions name, each with the number of the last such redaction and the replacement."""


def sheets_of(files: Mapping[str, str]) -> tuple[Sheet, ...]:
    """Return the sheets in *files*, texts by path; raises LedgerError if a file is missing or was changed."""
    sheets: list[Sheet] = []
    seal = ""
    for number, (path, text) in enumerate(files.items(), 1):
        sheet = Sheet(path, _lines(path, text, seal))
        if path != ledger_path(number):
            raise LedgerError(path, f"{ledger_path(number)} is missing before it")
        sheets.append(sheet)
        seal = sheet.lines[-1].seal
    return tuple(sheets)


def _lines(path: str, text: str, previous: str) -> tuple[Sealed, ...]:
    """Return the lines of *text*; *previous* is the seal of the file before."""
    for line, _, name in strange_characters(text):
        raise LedgerError(path, f"{name} must not be in a ledger", line)
    if "\\u" in text and _NUMBERED.search(text):
        raise LedgerError(path, "a character is written by its number")
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        raise LedgerError(path, "expected line ends of LF alone, got a carriage return", line)
    lines = text.split("\n")
    if lines.pop():
        raise LedgerError(path, "the last line is cut off", len(lines) + 1)
    if not lines:
        raise LedgerError(path, "the file is empty", 1)
    try:
        return tuple(unseal(lines, previous))
    except BrokenChainError as error:
        raise LedgerError(path, "this is not the line that was published", error.line) from None


def notes_of(sheets: tuple[Sheet, ...]) -> Notes:
    """Return the notes of the redactions among *sheets*; for each piece the last redaction that names it counts.

    Raises LedgerError if a redaction names a line that does not exist before it.
    """
    notes: defaultdict[tuple[int, int], dict[str, tuple[int, Any]]] = defaultdict(dict)
    for number, sheet in enumerate(sheets, 1):
        if not sheet.lines[0].body.startswith('{"kind":"redaction",'):
            continue
        for place, line in enumerate(sheet.lines[1:], 2):
            where, hole, instead = _note(sheet.path, place, line)
            if where[0] >= number or where[1] > len(sheets[where[0] - 1].lines):
                raise LedgerError(sheet.path, "the line that it names does not exist", place)
            notes[where][hole] = (number, instead)
    return notes


def _note(path: str, place: int, line: Sealed) -> tuple[tuple[int, int], str, Any]:
    """Return the file and line that *line* of a redaction names, the commitment, and the replacement."""
    try:
        body = json.loads(line.body)
        slot = next(iter(slots_of(line.body, line.open).values()), None)
        file, number, hole = int(body["number"]), int(body["line"]), f"#{body['redacted']}"
    except (ValueError, KeyError, TypeError, PieceError, RecursionError):
        raise LedgerError(path, "this is not a line of a redaction", place) from None
    if file < 1 or number < 1:
        raise LedgerError(path, "the line that it names does not exist", place)
    return (file, number), hole, slot[-1] if slot else None

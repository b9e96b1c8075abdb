"""The sheets of a ledger: its files with their sealed lines, and the notes that redactions make on earlier lines."""

from __future__ import annotations

import json
import os
import re
import stat
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from masthead import MastheadError
from masthead.ledger.chain import FOLDER, BrokenChainError, Sealed, ledger_path, unseal
from masthead.ledger.commitments import PieceError, slots_of
from masthead.syntax.characters import strange_characters

_FILE = re.compile(r"[0-9]{4,6}\.jsonl")
_BESIDE = frozenset({"README.md", "LICENSE.md"})
# A character written as its number in JSON: releases write none, and a deceptive character could hide in one.
_NUMBERED = re.compile(r"(?<!\\)(?:\\\\)*\\u")
CURE = "only `masthead release` and `masthead redact` may change the ledger: bring back the file that was published"


class LedgerError(MastheadError):
    """The ledger is not as it was written; the message says where."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of the ledger: its path and its lines."""

    path: str
    lines: tuple[Sealed, ...]


Notes = Mapping[tuple[int, int], Mapping[str, tuple[int, Any]]]
"""By file and line, the commitments that redactions name, each with the number of the last such redaction and the replacement."""


def files_of(root: Path) -> dict[str, str]:
    """Return the texts of the files of the ledger below *root*, by path, in order.

    Raises LedgerError for anything else in the folder, and for text that is not UTF-8.
    """
    return {path: _text(root, path) for path in _paths(root)}


def _paths(root: Path) -> Iterator[str]:
    if not os.path.lexists(root / FOLDER):
        return
    if not stat.S_ISDIR(os.lstat(root / FOLDER).st_mode):
        raise LedgerError(f"{FOLDER}: this is not a folder; {CURE}")
    for entry in sorted(os.scandir(root / FOLDER), key=lambda entry: (len(entry.name), entry.name)):
        if entry.name in _BESIDE:
            continue
        if not _FILE.fullmatch(entry.name) or not entry.is_file(follow_symlinks=False):
            raise LedgerError(f"{FOLDER}/{entry.name}: only files such as 0001.jsonl belong here; move it away")
        yield f"{FOLDER}/{entry.name}"


def _text(root: Path, path: str) -> str:
    try:
        return (root / path).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise LedgerError(f"{path}: this is not UTF-8; {CURE}") from None


def sheets_of(files: Mapping[str, str]) -> tuple[Sheet, ...]:
    """Return the sheets in *files*, texts by path; raises LedgerError if a file is missing or was changed."""
    sheets: list[Sheet] = []
    seal = ""
    for number, (path, text) in enumerate(files.items(), 1):
        sheet = Sheet(path, _lines(path, text, seal))
        if path != ledger_path(number):
            raise LedgerError(f"{path}: {ledger_path(number)} is missing before it; {CURE}")
        sheets.append(sheet)
        seal = sheet.lines[-1].seal
    return tuple(sheets)


def _lines(path: str, text: str, previous: str) -> tuple[Sealed, ...]:
    """Return the lines of *text*; *previous* is the seal of the file before."""
    for line, _, name in strange_characters(text):
        raise LedgerError(f"{path}:{line}: {name} must not be in a ledger; {CURE}")
    if "\\u" in text and _NUMBERED.search(text):
        raise LedgerError(f"{path}: a character is written by its number; {CURE}")
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        raise LedgerError(f"{path}:{line}: expected line ends of LF alone, got a carriage return; {CURE}")
    lines = text.split("\n")
    if lines.pop():
        raise LedgerError(f"{path}:{len(lines) + 1}: the last line is cut off; {CURE}")
    if not lines:
        raise LedgerError(f"{path}:1: the file is empty; {CURE}")
    try:
        return tuple(unseal(lines, previous))
    except BrokenChainError as error:
        raise LedgerError(f"{path}:{error.line}: this is not the line that was published; {CURE}") from None


def notes_of(sheets: tuple[Sheet, ...]) -> Notes:
    """Return the notes of the redactions among *sheets*; for each piece the last redaction that names it counts.

    Raises LedgerError if a redaction names a line that does not exist before it.
    """
    notes: defaultdict[tuple[int, int], dict[str, tuple[int, Any]]] = defaultdict(dict)
    for number, sheet in enumerate(sheets, 1):
        if not sheet.lines[0].body.startswith('{"kind":"redaction",'):
            continue
        for place, line in enumerate(sheet.lines[1:], 2):
            where, hole, instead = _note(f"{sheet.path}:{place}", line)
            if where[0] >= number or where[1] > len(sheets[where[0] - 1].lines):
                raise LedgerError(f"{sheet.path}:{place}: the line that it names does not exist; {CURE}")
            notes[where][hole] = (number, instead)
    return notes


def _note(place: str, line: Sealed) -> tuple[tuple[int, int], str, Any]:
    """Return the file and line that *line* of a redaction names, the commitment, and the replacement."""
    try:
        body = json.loads(line.body)
        slot = next(iter(slots_of(line.body, line.open).values()), None)
        file, number, hole = int(body["number"]), int(body["line"]), f"#{body['redacted']}"
    except (ValueError, KeyError, TypeError, PieceError, RecursionError):
        raise LedgerError(f"{place}: this is not a line of a redaction; {CURE}") from None
    if file < 1 or number < 1:
        raise LedgerError(f"{place}: the line that it names does not exist; {CURE}")
    return (file, number), hole, slot[-1] if slot else None

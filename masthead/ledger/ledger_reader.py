"""Reads a ledger: ledger/0001.jsonl, ledger/0002.jsonl and so on, a file for each release, redaction and migration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from masthead.ledger.chain import FOLDER
from masthead.ledger.contents import Ledger, Noted, add_all
from masthead.ledger.ledger_files import LedgerError, files_of
from masthead.ledger.lines import Line, Note, Notice, Redacted, ReleaseHead
from masthead.ledger.removable_pieces import PieceError, reveal
from masthead.ledger.sheets import Notes, Sheet, notes_of, sheets_of

__all__ = ["LedgerError", "read_ledger", "read_ledger_files"]

T = TypeVar("T")

HEAD: TypeAdapter[ReleaseHead | Notice] = TypeAdapter(Annotated[ReleaseHead | Notice, Field(discriminator="kind")])
LINE: TypeAdapter[Line] = TypeAdapter(Line)
NOTE: TypeAdapter[Note] = TypeAdapter(Note)


def read_ledger(root: Path) -> Ledger:
    """Return the ledger below *root*, which is empty before the first release; raises LedgerError if it was changed."""
    return read_ledger_files(files_of(root))


def read_ledger_files(files: Mapping[str, str]) -> Ledger:
    """Return the ledger in *files*, texts by path; raises LedgerError if they are not as they were written."""
    sheets = sheets_of(files)
    reader = _Reader(notes_of(sheets))
    for number, sheet in enumerate(sheets, 1):
        reader.read(number, sheet)
    try:
        return reader.close()
    except KeyError as error:
        raise LedgerError(FOLDER, f"the record {error} changes before it was published") from None


class _Reader:
    """The parts of a ledger that were read so far, and the notes of its redactions."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.releases: list[tuple[ReleaseHead, list[Line], str]] = []
        self.notices: list[tuple[Notice, list[Note], str]] = []
        self.concerned: defaultdict[int, dict[str, None]] = defaultdict(dict)
        self.date: date | None = None
        self.seal = ""

    def read(self, number: int, sheet: Sheet) -> None:
        """Read one sheet."""
        head = self._head(number, sheet)
        seal = sheet.lines[-1].seal
        if isinstance(head, ReleaseHead):
            self.releases.append((head, self._lines(number, sheet, LINE), seal))
        else:
            self.notices.append((head, self._lines(number, sheet, NOTE), seal))

    def _head(self, number: int, sheet: Sheet) -> ReleaseHead | Notice:
        """Return the head of a sheet; raises LedgerError if it does not fit the sheet or the file before it."""
        head = self._line(number, 1, sheet, HEAD)
        if not head or head.number != number or head.lines != len(sheet.lines) - 1:
            raise LedgerError(sheet.path, "the file has another number, or more or fewer lines, than it says", 1)
        if head.previous != self.seal:
            raise LedgerError(sheet.path, "it names another file as the one before it", 1)
        if self.date and head.date.earliest < self.date:
            raise LedgerError(sheet.path, "its date is before that of the file before it", 1)
        self.date, self.seal = head.date.earliest, sheet.lines[-1].seal
        return head

    def _lines(self, number: int, sheet: Sheet, kind: TypeAdapter[T]) -> list[T]:
        """Return the lines below the head, typed, without those that mean nothing without a removed piece."""
        places = range(2, len(sheet.lines) + 1)
        return [line for place in places if (line := self._line(number, place, sheet, kind)) is not None]

    def _line(self, number: int, place: int, sheet: Sheet, kind: TypeAdapter[T]) -> T | None:
        """Return the line at *place*, or None if it means nothing without a piece that was removed."""
        sealed, removed = sheet.lines[place - 1], self.notes.get((number, place), {})
        try:
            plain = reveal(sealed.body, sealed.open, removed)
            line = None if plain is None else kind.validate_python(plain)
        except PieceError as error:
            raise LedgerError(sheet.path, f"{error}", place) from None
        except (ValidationError, ValueError, RecursionError) as error:
            reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else "it is not JSON"
            raise LedgerError(sheet.path, f"this is not a line of a ledger: {reason}", place) from None
        if removed and (record := getattr(line, "record", None)):
            for note, _ in removed.values():
                self.concerned[note][record] = None
        return line

    def close(self) -> Ledger:
        """Return the ledger that was read."""
        notices = [
            (Noted(head, sum(isinstance(line, Redacted) for line in lines), tuple(self.concerned[head.number])), seal)
            for head, lines, seal in self.notices
        ]
        return add_all(Ledger(), self.releases, notices)

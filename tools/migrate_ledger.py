"""Migrates a ledger from its first form to the present one, and compares the two.

In the first form the seal of each line covered its whole content, so that nothing could be removed without breaking the
chain. This program has been used once, on the releases of November 2026. It is kept so that anyone with a copy of the
old files can check that the present files say the same:

    python -m tools.migrate_ledger compare OLD NEW

OLD and NEW are folders with the files of a ledger. Exit code: 0 if they agree, 1 if not.

    python -m tools.migrate_ledger migrate OLD NEW DATE REASON DECIDED_BY

writes the migrated files of OLD into the empty folder NEW, and one more file, which records the migration and the seals
of the old files.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from masthead.field_types.dates import read_date
from masthead.ledger.append import text_of
from masthead.ledger.ledger_reader import LINE, LedgerError, read_ledger_files
from masthead.ledger.lines import Line, Migrated, Notice, ReleaseHead
from masthead.ledger.removable_pieces import reveal
from masthead.ledger.sheets import Notes, Sheet, notes_of, sheets_of

_OLD_LINE = re.compile(r'(\{.*),"seal":"([0-9a-f]{64})"\}')


class MigrationError(Exception):
    """The files are not in the first form as it was sealed; the message says where."""


def old_bodies(path: str, text: str, previous: str) -> tuple[list[dict[str, Any]], str]:
    """Return the lines of an old file without their seals, and the last seal; *previous* is the seal before the first line.

    Raises MigrationError if a line is not as it was sealed.
    """
    bodies = []
    for number, line in enumerate(text.splitlines(), 1):
        match = _OLD_LINE.fullmatch(line)
        if not match or match[2] != hashlib.sha256(f"{previous}\n{match[1]}}}".encode()).hexdigest():
            raise MigrationError(f"{path}:{number}: this is not a line of the first form as it was sealed")
        previous = match[2]
        bodies.append(json.loads(f"{match[1]}}}"))
    return bodies, previous


def migrated(old: Mapping[str, str], date: str, reason: str, decided_by: str) -> dict[str, str]:
    """Return the texts of the migrated files, by path; the last one records the migration."""
    files: dict[str, str] = {}
    former: list[Migrated] = []
    seal, old_seal = "", ""
    for number, (path, text) in enumerate(old.items(), 1):
        bodies, old_seal = old_bodies(path, text, old_seal)
        files[path], seal = _release(number, bodies, seal)
        former.append(Migrated(number=number, former_seal=old_seal))
    day = read_date(date)
    note = Notice.model_construct(
        kind="migration",
        number=len(old) + 1,
        date=day,
        previous=seal,
        lines=len(former),
        reason=reason,
        decided_by=decided_by,
    )
    files[f"ledger/{note.number:04}.jsonl"] = text_of(note, former)
    return files


def _release(number: int, bodies: Sequence[dict[str, Any]], previous: str) -> tuple[str, str]:
    """Return the text of a release in the present form, and its last seal."""
    head = bodies[0]
    lines: list[Line] = [LINE.validate_python(body) for body in bodies[1:]]
    new_head = ReleaseHead.model_construct(
        kind="release",
        number=number,
        date=read_date(head["date"]),
        commit=head["commit"],
        previous=previous,
        lines=len(lines),
    )
    text = text_of(new_head, lines)
    return text, json.loads(text.splitlines()[-1])["seal"]


def differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    """Yield where the files *new* say something else than the *old* files; later removals are not differences."""
    read_ledger_files(new)  # raises LedgerError if the chain is broken
    sheets = sheets_of(new)
    notes = notes_of(sheets)
    former = dict(_former_seals(sheets, notes))
    seal = ""
    for number, (path, text) in enumerate(old.items(), 1):
        bodies, seal = old_bodies(path, text, seal)
        if former.get(number) not in (seal, ""):
            yield f"{path}: the note of the migration names another seal"
        yield from _lines_that_differ(number, bodies, sheets[number - 1], notes)


def _lines_that_differ(number: int, bodies: Sequence[dict[str, Any]], sheet: Sheet, notes: Notes) -> Iterator[str]:
    if len(bodies) != len(sheet.lines):
        yield f"{sheet.path}: expected {len(bodies)} lines, got {len(sheet.lines)}"
    for place, (body, sealed) in enumerate(zip(bodies, sheet.lines, strict=False), 1):
        touched = notes.get((number, place))
        plain = reveal(sealed.body, sealed.open, touched or {})
        if not touched and place > 1 and plain != body:
            yield f"{sheet.path}:{place}: it says something else than the old line"


def _former_seals(sheets: tuple[Sheet, ...], notes: Notes) -> Iterator[tuple[int, str]]:
    for number, sheet in enumerate(sheets, 1):
        for place, sealed in enumerate(sheet.lines, 1):
            if '"former_seal":' in sealed.body:
                plain = reveal(sealed.body, sealed.open, notes.get((number, place), {}))
                if plain:
                    yield plain["number"], plain["former_seal"]


def _texts(folder: str) -> dict[str, str]:
    return {f"ledger/{file.name}": file.read_text("utf-8") for file in sorted(Path(folder).glob("*.jsonl"))}


def _migrate(old: str, new: str, *said: str) -> int:
    for path, text in migrated(_texts(old), *said).items():
        with (Path(new) / Path(path).name).open("x", encoding="utf-8") as file:
            file.write(text)
    return 0


def _compare(old: str, new: str) -> int:
    lines = list(differences(_texts(old), _texts(new)))
    print("\n".join(lines) or "they say the same")  # noqa: T201
    return 1 if lines else 0


COMMANDS: dict[str, Callable[..., int]] = {"migrate": _migrate, "compare": _compare}

if __name__ == "__main__":
    try:
        sys.exit(COMMANDS[sys.argv[1]](*sys.argv[2:]))
    except (MigrationError, LedgerError) as error:
        sys.exit(str(error))

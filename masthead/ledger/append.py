"""Adds a new file to a ledger; existing files are never changed."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path

from masthead.field_types.dates import PartialDate
from masthead.ledger.chain import FOLDER, ledger_path, seal
from masthead.ledger.contents import Ledger
from masthead.ledger.lines import Line, Note, Notice, ReleaseHead
from masthead.ledger.removable_pieces import conceal
from masthead.record_files.writing import create


def head_of(ledger: Ledger, date: PartialDate, commit: str, lines: Sequence[Line]) -> ReleaseHead:
    """Return the head of a release of *lines* that follows the last file of *ledger*."""
    return ReleaseHead.model_construct(
        kind="release", number=ledger.number + 1, date=date, commit=commit, previous=ledger.seal, lines=len(lines)
    )


def text_of(head: ReleaseHead | Notice, lines: Sequence[Line | Note]) -> str:
    """Return the text of a file with *head* and *lines*, sealed, with fresh random salts."""
    salts = _salts()
    plain = (line.model_dump(mode="json", exclude_defaults=True) for line in (head, *lines))
    return "".join(f"{line}\n" for line in seal((conceal(line, salts) for line in plain), head.previous))


def _salts() -> Iterator[str]:
    """Yield random salts of 128 bits, without end."""
    while True:
        yield secrets.token_urlsafe(16)


def write(root: Path, head: ReleaseHead, text: str) -> str:
    """Write *text*, the release with *head*, to a new file below *root*, and return the file's path."""
    path = ledger_path(head.number)
    (root / FOLDER).mkdir(exist_ok=True)
    create(root, path, text.encode())
    return path

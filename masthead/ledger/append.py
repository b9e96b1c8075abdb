"""Adds a file to a ledger: a new one, never a change of one that is there."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path

from masthead.field_types.dates import PartialDate
from masthead.ledger.chain import FOLDER, seal
from masthead.ledger.commitments import conceal
from masthead.ledger.contents import Ledger
from masthead.ledger.lines import Head, Line, Note, Notice
from masthead.ledger.promised import path_of
from masthead.records.writing import create


def head_of(ledger: Ledger, date: PartialDate, commit: str, lines: Sequence[Line]) -> Head:
    """Return the head of the release that follows the last file of *ledger*."""
    return Head.model_construct(
        kind="release", number=ledger.number + 1, date=date, commit=commit, previous=ledger.seal, lines=len(lines)
    )


def text_of(head: Head | Notice, lines: Sequence[Line | Note]) -> str:
    """Return the text of the file of *head* and *lines*, with salts that nobody has seen before."""
    salts = _salts()
    plain = (line.model_dump(mode="json", exclude_defaults=True) for line in (head, *lines))
    return "".join(f"{line}\n" for line in seal((conceal(line, salts) for line in plain), head.previous))


def _salts() -> Iterator[str]:
    """Yield texts of 128 random bits."""
    while True:
        yield secrets.token_urlsafe(16)


def write(root: Path, head: Head, text: str) -> str:
    """Write the *text* of the release of *head* to its file below *root*, and return its path."""
    path = path_of(head.number)
    (root / FOLDER).mkdir(exist_ok=True)
    create(root, path, text.encode())
    return path

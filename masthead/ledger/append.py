"""Adds a release to a ledger: a new file, never a change of one that is there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from masthead.dates import PartialDate
from masthead.edit import create
from masthead.ledger.chain import seal
from masthead.ledger.contents import Ledger
from masthead.ledger.lines import Head, Line
from masthead.ledger.promised import FOLDER, path_of
from masthead.model import Part


def head_of(ledger: Ledger, date: PartialDate, commit: str, lines: Sequence[Line]) -> Head:
    """Return the head of the release that follows the last one of *ledger*."""
    number = len(ledger.releases) + 1
    return Head.model_construct(release=number, date=date, commit=commit, previous=ledger.seal, lines=len(lines))


def text_of(head: Head, lines: Sequence[Line]) -> str:
    """Return the text of the file of a release."""
    return "".join(f"{line}\n" for line in seal(map(_body, (head, *lines)), head.previous))


def write(root: Path, head: Head, text: str) -> str:
    """Write the *text* of the release of *head* to its file below *root*, and return its path."""
    path = path_of(head.release)
    (root / FOLDER).mkdir(exist_ok=True)
    create(root, path, text.encode())
    return path


def _body(line: Part) -> str:
    return json.dumps(line.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False, separators=(",", ":"))

"""Reads a ledger: ledger/0001.jsonl, ledger/0002.jsonl and so on, one file a release."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from masthead.characters import strange_characters
from masthead.ledger.chain import BrokenChainError, unseal
from masthead.ledger.contents import Ledger, add_all
from masthead.ledger.lines import HEAD, LINE, Head, Line
from masthead.ledger.promised import FOLDER, path_of

_FILE = re.compile(r"[0-9]{4,6}\.jsonl")
_BESIDE = frozenset({"README.md", "LICENSE.md"})
# A character that JSON writes as its number: the command writes none, and one that deceives could hide so.
_NUMBERED = re.compile(r"(?<!\\)(?:\\\\)*\\u")
_CURE = "the ledger is only added to, by `masthead release`: bring back the file that was published"

_Read = tuple[Head, list[Line], str]


class LedgerError(Exception):
    """The ledger is not as it was written; says where."""


def read_ledger(root: Path) -> Ledger:
    """Return the ledger below *root*, an empty one if nothing was released yet."""
    releases: list[_Read] = []
    seal = ""
    for number, path in enumerate(_files(root), 1):
        release = _read(root, path, seal)
        if release[0].release != number or path != path_of(number):
            raise LedgerError(f"{path}: expected the release {number} in {path_of(number)}; {_CURE}")
        if releases and release[0].date.earliest < releases[-1][0].date.earliest:
            raise LedgerError(f"{path}:1: expected a date not before that of the last release; {_CURE}")
        releases.append(release)
        seal = release[2]
    try:
        return add_all(Ledger(), releases)
    except KeyError as error:
        raise LedgerError(f"{FOLDER}: expected the record {error} to be published before it changes; {_CURE}") from None


def _files(root: Path) -> Iterator[str]:
    """Yield the paths of the releases, the first one first."""
    if not os.path.lexists(root / FOLDER):
        return
    if not stat.S_ISDIR(os.lstat(root / FOLDER).st_mode):
        raise LedgerError(f"{FOLDER}: expected a folder, got something else; {_CURE}")
    for entry in sorted(os.scandir(root / FOLDER), key=lambda entry: (len(entry.name), entry.name)):
        if entry.name in _BESIDE:
            continue
        if not _FILE.fullmatch(entry.name) or not entry.is_file(follow_symlinks=False):
            raise LedgerError(f"{FOLDER}/{entry.name}: expected only files such as 0001.jsonl here; move it away")
        yield f"{FOLDER}/{entry.name}"


def _read(root: Path, path: str, previous: str) -> _Read:
    """Return the release in the file at *path*; *previous* is the seal of the one before."""
    try:
        text = (root / path).read_text("utf-8")
    except UnicodeDecodeError:
        raise LedgerError(f"{path}: expected UTF-8; {_CURE}") from None
    for line, _, name in strange_characters(text):
        raise LedgerError(f"{path}:{line}: expected no {name}; {_CURE}")
    if _NUMBERED.search(text):
        raise LedgerError(f"{path}: expected characters as they are, got one by its number; {_CURE}")
    lines = text.split("\n")
    if lines.pop():
        raise LedgerError(f"{path}:{len(lines) + 1}: expected a whole line, got a part of one; {_CURE}")
    try:
        bodies = list(unseal(lines, previous))
    except BrokenChainError as error:
        raise LedgerError(f"{path}:{error.line}: expected the line that was published, got another; {_CURE}") from None
    return _parsed(path, bodies, previous)


def _parsed(path: str, bodies: list[tuple[str, str]], previous: str) -> _Read:
    """Return the typed lines of the file at *path*."""
    line = 1
    try:
        head = HEAD.validate_json(bodies[0][0] if bodies else "")
        found: list[Line] = []
        for line, (body, _) in enumerate(bodies[1:], 2):  # noqa: B007 - the error names the line
            found.append(LINE.validate_json(body))
    except ValidationError as error:
        raise LedgerError(f"{path}:{line}: expected a line of a release, got: {error.errors()[0]['msg']}") from None
    if head.previous != previous:
        raise LedgerError(f"{path}:1: expected the release after the one before it, got another; {_CURE}")
    if head.lines != len(found):
        raise LedgerError(f"{path}: expected {head.lines} lines after the first, got {len(found)}; {_CURE}")
    return head, found, bodies[-1][1]

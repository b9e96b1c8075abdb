"""The files of a ledger as texts: ordinary files with numbers for names, and nothing else in the folder."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from masthead import MastheadError
from masthead.files.regular_files import NOT_ORDINARY, NotOrdinaryError, read_ordinary
from masthead.ledger.chain import FOLDER
from masthead.ledger.git_tracking import tracked

_FILE = re.compile(r"[0-9]{4,6}\.jsonl")
_BESIDE = frozenset({"README.md", "LICENSE.md"})
CURE = "only `masthead release` and `masthead redact` may change the ledger: bring back the file that was published"


class LedgerError(MastheadError):
    """The ledger is not as it was written: the path, the line if it is known, what is wrong, and how to cure it."""

    def __init__(self, path: str, message: str, line: int = 0, cure: str = CURE) -> None:
        super().__init__(path, message, line, cure)
        self.path, self.message, self.line, self.cure = path, message, line, cure

    def __str__(self) -> str:
        return f"{self.path}{f':{self.line}' if self.line else ''}: {self.message}; {self.cure}"


def files_of(root: Path) -> dict[str, str]:
    """Return the texts of the files of the ledger below *root*, by path, in order.

    Raises LedgerError as contents_of and texts_of do.
    """
    return texts_of(contents_of(root))


def contents_of(root: Path) -> dict[str, bytes]:
    """Return the bytes of the files of the ledger below *root*, by path, in order.

    Raises LedgerError for anything else in the folder, for what cannot be read, and for a file that git tracks and that is gone.
    """
    paths = tuple(_paths(root))
    for gone in sorted(tracked(root).difference(paths)):
        raise LedgerError(gone, "git tracks this file, and it is gone", cure=f"bring it back with `git restore {gone}`")
    return {path: _content(root, path) for path in paths}


def texts_of(contents: Mapping[str, bytes]) -> dict[str, str]:
    """Return the texts of files by path; raises LedgerError for what is not in UTF-8."""
    return {path: _text(path, content) for path, content in contents.items()}


def _paths(root: Path) -> Iterator[str]:
    try:
        if not stat.S_ISDIR(os.lstat(root / FOLDER).st_mode):
            raise LedgerError(FOLDER, "this is not a folder")
        entries = sorted(os.scandir(root / FOLDER), key=lambda entry: (len(entry.name), entry.name))
    except FileNotFoundError:
        return
    except OSError as error:
        raise LedgerError(FOLDER, f"the folder cannot be read: {error.strerror}") from None
    for entry in entries:
        path = f"{FOLDER}/{entry.name}"
        if _FILE.fullmatch(entry.name):
            yield path
        elif entry.name not in _BESIDE or not entry.is_file(follow_symlinks=False):
            raise LedgerError(path, "only files such as 0001.jsonl belong here", cure="move it away")


def _text(path: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise LedgerError(path, "this is not UTF-8") from None


def _content(root: Path, path: str) -> bytes:
    try:
        return read_ordinary(root / path)
    except NotOrdinaryError:
        raise LedgerError(path, NOT_ORDINARY) from None
    except OSError as error:
        raise LedgerError(path, f"the file cannot be read: {error.strerror}") from None

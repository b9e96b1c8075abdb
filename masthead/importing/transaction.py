"""Writes several files, all or none of them, even if the program is killed midway.

The new files are first written into a folder of their own (the stage), with copies of the files that they replace and
a list of them all. Only then is each file put in its place. A command that finds such a folder later undoes what was
begun, but only if the folder was made in this place: the list gives the inode and the change time of a file beside it,
which no copy has and nobody can choose. Once all files are in their places, the list gets another name, and there is
nothing left to undo: a command that finds it under that name only clears the folder.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from masthead import MastheadError
from masthead.files.regular_files import read_ordinary
from masthead.importing.plan import Change
from masthead.record_files import unfinished
from masthead.record_files.writing import NOT_A_FOLDER

STAGE = unfinished.IMPORT
_LIST, _DONE = unfinished.LIST, unfinished.DONE
_IDENTITY_FILE = "made"
_OUTLET = r"sites/[a-z]{2}/[a-z0-9-]+(\.[a-z0-9-]+)+\.yml"


@dataclass(frozen=True, slots=True)
class StagingFolder:
    """The folder in which a command prepares its files, and the paths that it may write to."""

    folder: str
    paths: re.Pattern[str]


IMPORT = StagingFolder(STAGE, re.compile(_OUTLET))
REDACTION = StagingFolder(
    unfinished.REDACTION,
    re.compile(rf"{_OUTLET}|(firms|campaigns|sources)/[a-z0-9][a-z0-9._-]*\.yml|ledger/[0-9]{{4,6}}\.jsonl"),
)


class TransactionError(MastheadError):
    """Nothing was written; the message says why."""


class Earlier(Enum):
    """The outcome of an earlier command that was stopped, after its folder was cleared."""

    UNDONE = auto()
    """It had written some of its files, which were taken back."""
    COMPLETE = auto()
    """It had written all of its files, which stay."""
    NOTHING = auto()
    """It had written none, or had taken them all back."""


@contextmanager
def only_one(root: Path, stage: StagingFolder = IMPORT) -> Iterator[Earlier | None]:
    """Keep other imports and redactions out of *root*; yields what became of one that was stopped, if there is one.

    Raises TransactionError if another is running, or if the interrupted one cannot be undone.
    """
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise TransactionError("another import or redaction is writing into this folder") from None
        yield _undo(root, stage)
    finally:
        os.close(handle)


def is_interrupted(root: Path, stage: StagingFolder = IMPORT) -> bool:
    """Return whether *root* has an import, or a redaction, that was interrupted and is not undone yet."""
    return (root / stage.folder / _LIST).is_file()


def write_all(
    root: Path, changes: Sequence[Change], on_written: Callable[[int], object], stage: StagingFolder = IMPORT
) -> None:
    """Write *changes* below *root*, calling *on_written* with 1 after each.

    Raises TransactionError if one of them cannot be written; then none is.
    """
    try:
        _stage(root / stage.folder, changes)
        for number, change in enumerate(changes):
            _put(root, root / stage.folder, number, change)
            on_written(1)
        (root / stage.folder / _LIST).rename(root / stage.folder / _DONE)
    except OSError as error:
        _undo(root, stage)
        raise TransactionError(f"{error.filename2 or error.filename or stage.folder}: {error.strerror}") from None
    except BaseException:  # including Ctrl-C
        _undo(root, stage)
        raise
    with suppress(OSError):  # everything is written; the next command clears it
        _clear(root / stage.folder)


def _stage(folder: Path, changes: Sequence[Change]) -> None:
    """Write *changes* into *folder*, and at the end the list, without which they do not count."""
    folder.mkdir()
    for number, change in enumerate(changes):
        _write(folder / f"{number}.new", change.text)
        if change.before:
            _write(folder / f"{number}.old", change.before.text)
    _write(folder / _IDENTITY_FILE, b"")
    files = [
        [
            change.path,
            change.before and change.before.path,
            _sum(change.text),
            change.before and _sum(change.before.text),
        ]
        for change in changes
    ]
    _write(folder / "list.part", json.dumps({"made": _identity(folder), "files": files}).encode())
    (folder / "list.part").rename(folder / _LIST)


def _identity(folder: Path) -> list[int]:
    """Return the inode and the change time of a file in *folder*, which no copy of the folder has."""
    status = os.lstat(folder / _IDENTITY_FILE)
    return [status.st_ino, status.st_ctime_ns]


def _sum(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


def _put(root: Path, folder: Path, number: int, change: Change) -> None:
    """Put one file in its place; a new file never replaces another."""
    staged, target = folder / f"{number}.new", root / change.path
    target.parent.mkdir(parents=True, exist_ok=True)
    if change.before is None:
        os.link(staged, target)  # fails if something is there
        return
    before = root / change.before.path
    if read_ordinary(before) != change.before.text:
        raise OSError(errno.EAGAIN, "the file was changed in the meantime", str(before))
    if before == target:
        shutil.copymode(before, staged)
        staged.replace(target)
    else:
        os.link(staged, target)
        before.unlink()


def _undo(root: Path, stage: StagingFolder) -> Earlier | None:
    """Undo what a command began to write and did not complete, clear its folder, and return what it had come to, if that is known.

    Raises TransactionError, and changes nothing, if it cannot be undone safely.
    """
    folder = root / stage.folder
    if not os.path.lexists(folder):
        return None
    if folder.is_symlink() or not folder.is_dir():
        raise TransactionError(NOT_A_FOLDER.format(stage.folder))
    begun = _begun(folder, stage)
    earlier = Earlier.UNDONE if begun else _not_undone(folder)
    for file in begun:
        _refuse_changed(root, folder, file)
    for file in begun:
        if file.before and _is_away(root, folder, file):
            (folder / f"{file.number}.old").replace(root / file.before)
        if file.before != file.path and _is_same(folder / f"{file.number}.new", root / file.path):
            (root / file.path).unlink()
            with suppress(OSError):  # it holds other files
                (root / file.path).parent.rmdir()
    _clear(folder)
    return earlier


def _not_undone(folder: Path) -> Earlier | None:
    """Return how far a command with nothing to undo had come; None if its *folder* is empty, and does not say."""
    if (folder / _DONE).is_file():
        return Earlier.COMPLETE
    return Earlier.NOTHING if any(folder.iterdir()) else None


@dataclass(frozen=True, slots=True)
class _Begun:
    """A file that a command was about to write, and the file that it replaces or moves, with the hashes of both."""

    number: int
    path: str
    before: str | None
    new: str
    old: str | None


def _begun(folder: Path, stage: StagingFolder) -> list[_Begun]:
    """Return the files that a command was about to write; raises TransactionError if it cannot have made the stage."""
    if not (folder / _LIST).is_file():
        return []
    try:
        listed = json.loads(read_ordinary(folder / _LIST))
        begun = [_Begun(number, *row) for number, row in enumerate(listed["files"])]
        paths = [path for file in begun for path in (file.path, file.before or file.path)]
        is_ours = listed["made"] == _identity(folder) and all(map(stage.paths.fullmatch, paths))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        is_ours = False
    if not is_ours:
        raise TransactionError(
            f"{stage.folder} was not made here by an import or redaction, or was changed since: compare the records with"
            " those that were there before, and delete that folder"
        )
    return begun


def _refuse_changed(root: Path, folder: Path, file: _Begun) -> None:
    """Raise TransactionError if somebody has changed the file, or the copy in the stage, since it was written."""
    old = folder / f"{file.number}.old"
    if not file.before or not _is_away(root, folder, file):
        return
    if _sum(read_ordinary(old)) != file.old:
        raise TransactionError(
            f"{folder.name}/{old.name} is not what was laid aside; compare {file.before} with its history"
        )
    if file.before == file.path and _sum(read_ordinary(root / file.path)) != file.new:
        raise TransactionError(
            f"{file.path} was changed after the import or redaction was interrupted; put it as it should be, and move"
            f" {folder.name} away"
        )


def _is_away(root: Path, folder: Path, file: _Begun) -> bool:
    """Return whether the former file was replaced or moved away, and is not back yet."""
    if not file.before or not (folder / f"{file.number}.old").is_file():
        return False
    staged = folder / f"{file.number}.new"
    return not staged.exists() if file.path == file.before else not (root / file.before).exists()


def _is_same(staged: Path, target: Path) -> bool:
    """Return whether *target* is the staged file, and not one that somebody else put there."""
    return staged.exists() and target.exists() and staged.samefile(target)


def _clear(folder: Path) -> None:
    """Remove the stage: first the list, without which the rest does not count, and last what says that all is written."""
    (folder / _LIST).unlink(missing_ok=True)
    for path in list(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != _DONE:
            path.unlink()
    (folder / _DONE).unlink(missing_ok=True)
    folder.rmdir()


def _write(path: Path, text: bytes) -> None:
    with path.open("xb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())

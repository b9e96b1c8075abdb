"""Files written all or not at all, also if the program is killed in the middle.

What is to be written lies in a folder of its own first, with a list of it and with what it replaces. Only then
is each file put in its place. Whoever finds that folder later undoes what was begun, but only if it was made in this
place: the list names the inode and the time of a file beside it, which no copy has and nobody can choose.
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
from pathlib import Path

from masthead import MastheadError
from masthead.importing.plan import Change
from masthead.records import unfinished

STAGE = unfinished.IMPORT
_LIST = unfinished.LIST
_MADE = "made"
_OUTLET = r"sites/[a-z]{2}/[a-z0-9-]+(\.[a-z0-9-]+)+\.yml"


@dataclass(frozen=True, slots=True)
class Stage:
    """The folder in which a command lays aside what it writes, and the paths that it may write to."""

    folder: str
    paths: re.Pattern[str]


IMPORT = Stage(STAGE, re.compile(_OUTLET))
REDACTION = Stage(
    unfinished.REDACTION,
    re.compile(rf"{_OUTLET}|(firms|campaigns|sources)/[a-z0-9][a-z0-9._-]*\.yml|ledger/[0-9]{{4,6}}\.jsonl"),
)


class TransactionError(MastheadError):
    """Nothing was written; says why."""


@contextmanager
def only_one(root: Path, of: Stage = IMPORT) -> Iterator[bool]:
    """Keep other imports and redactions out of *root*; yields whether one that was interrupted had to be undone."""
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise TransactionError("another import or redaction is writing into this folder") from None
        yield _undo(root, of)
    finally:
        os.close(handle)


def is_interrupted(root: Path, of: Stage = IMPORT) -> bool:
    """Return whether an import into *root*, or a redaction, was interrupted and not undone yet."""
    return (root / of.folder / _LIST).is_file()


def write_all(root: Path, changes: Sequence[Change], tell: Callable[[int], object], of: Stage = IMPORT) -> None:
    """Write *changes* below *root* and *tell* of each; if one cannot be written, none is."""
    try:
        _stage(root / of.folder, changes)
        for number, change in enumerate(changes):
            _put(root, root / of.folder, number, change)
            tell(1)
        _clear(root / of.folder)
    except OSError as error:
        _undo(root, of)
        raise TransactionError(f"{error.filename2 or error.filename or of.folder}: {error.strerror}") from None
    except BaseException:  # also a key that interrupts
        _undo(root, of)
        raise


def _stage(stage: Path, changes: Sequence[Change]) -> None:
    """Lay *changes* aside, and last the list that makes them count."""
    stage.mkdir()
    for number, change in enumerate(changes):
        _write(stage / f"{number}.new", change.text)
        if change.before:
            _write(stage / f"{number}.old", change.before.text)
    _write(stage / _MADE, b"")
    files = [
        [
            change.path,
            change.before and change.before.path,
            _sum(change.text),
            change.before and _sum(change.before.text),
        ]
        for change in changes
    ]
    _write(stage / "list.part", json.dumps({"made": _identity(stage), "files": files}).encode())
    (stage / "list.part").rename(stage / _LIST)


def _identity(stage: Path) -> list[int]:
    """Return what no copy of *stage* has: the inode of a file in it, and when that was last changed."""
    made = os.lstat(stage / _MADE)
    return [made.st_ino, made.st_ctime_ns]


def _sum(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


def _put(root: Path, stage: Path, number: int, change: Change) -> None:
    """Put one file in its place; a new one never takes the place of another."""
    staged, target = stage / f"{number}.new", root / change.path
    target.parent.mkdir(parents=True, exist_ok=True)
    if change.before is None:
        os.link(staged, target)  # fails if something is there
        return
    before = root / change.before.path
    if before.read_bytes() != change.before.text:
        raise OSError(errno.EAGAIN, "the file was changed in the meantime", str(before))
    if before == target:
        shutil.copymode(before, staged)
        staged.replace(target)
    else:
        os.link(staged, target)
        before.unlink()


def _undo(root: Path, of: Stage) -> bool:
    """Take back what a command began to write; return whether there was something to take back.

    Raises TransactionError, and changes nothing, if that cannot be done without harm.
    """
    stage = root / of.folder
    if not stage.is_dir() or stage.is_symlink():
        return False
    begun = _begun(stage, of)
    for one in begun:
        _refuse_changed(root, stage, one)
    for one in begun:
        if one.before and _is_away(root, stage, one):
            (stage / f"{one.number}.old").replace(root / one.before)
        if one.before != one.path and _is_same(stage / f"{one.number}.new", root / one.path):
            (root / one.path).unlink()
            with suppress(OSError):  # others lie there
                (root / one.path).parent.rmdir()
    _clear(stage)
    return True


@dataclass(frozen=True, slots=True)
class _Begun:
    """A file that a command was about to write, and the one that it replaces or moves; with the hashes of both."""

    number: int
    path: str
    before: str | None
    new: str
    old: str | None


def _begun(stage: Path, of: Stage) -> list[_Begun]:
    """Return what a command was about to write; refuse what it cannot have written itself."""
    if not (stage / _LIST).is_file():
        return []
    try:
        listed = json.loads((stage / _LIST).read_bytes())
        begun = [_Begun(number, *one) for number, one in enumerate(listed["files"])]
        paths = [path for one in begun for path in (one.path, one.before or one.path)]
        is_ours = listed["made"] == _identity(stage) and all(map(of.paths.fullmatch, paths))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        is_ours = False
    if not is_ours:
        raise TransactionError(
            f"{of.folder} was not made here by an import or redaction, or was changed since: compare the records with"
            " those that were there before, and delete that folder"
        )
    return begun


def _refuse_changed(root: Path, stage: Path, one: _Begun) -> None:
    """Refuse to undo what somebody changed since it was written or laid aside."""
    old = stage / f"{one.number}.old"
    if not one.before or not _is_away(root, stage, one):
        return
    if _sum(old.read_bytes()) != one.old:
        raise TransactionError(
            f"{stage.name}/{old.name} is not what was laid aside; compare {one.before} with its history"
        )
    if one.before == one.path and _sum((root / one.path).read_bytes()) != one.new:
        raise TransactionError(
            f"{one.path} was changed after the import or redaction was interrupted; put it as it should be, and move"
            f" {stage.name} away"
        )


def _is_away(root: Path, stage: Path, one: _Begun) -> bool:
    """Return whether a record that was there was replaced or moved, and was not put back yet."""
    if not one.before or not (stage / f"{one.number}.old").is_file():
        return False
    staged = stage / f"{one.number}.new"
    return not staged.exists() if one.path == one.before else not (root / one.before).exists()


def _is_same(staged: Path, target: Path) -> bool:
    """Return whether *target* is the file that was staged, and none that somebody else put there."""
    return staged.exists() and target.exists() and staged.samefile(target)


def _clear(stage: Path) -> None:
    """Remove what was laid aside, first the list that makes it count."""
    (stage / _LIST).unlink(missing_ok=True)
    shutil.rmtree(stage)


def _write(path: Path, text: bytes) -> None:
    with path.open("xb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())

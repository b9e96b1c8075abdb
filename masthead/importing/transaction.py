"""Files written all or not at all, also if the program is killed in the middle.

What is to be written lies in a folder of its own first, with a list of it and with what it replaces. Only then
is each file put in its place. Whoever finds that folder later undoes what was begun.
"""

from __future__ import annotations

import errno
import fcntl
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

STAGE = ".masthead-import"
_LIST = "list.json"
_OUTLET = r"sites/[a-z]{2}/[a-z0-9-]+(\.[a-z0-9-]+)+\.yml"


@dataclass(frozen=True, slots=True)
class Stage:
    """The folder in which a command lays aside what it writes, and the paths that it may write to."""

    folder: str
    paths: re.Pattern[str]


IMPORT = Stage(STAGE, re.compile(_OUTLET))
REDACTION = Stage(
    ".masthead-redaction",
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
        raise TransactionError(f"{error.filename2 or error.filename}: {error.strerror}") from None
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
    listed = [[change.path, change.before.path if change.before else None] for change in changes]
    _write(stage / "list.part", json.dumps(listed).encode())
    (stage / "list.part").rename(stage / _LIST)


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
    """Take back what a command began to write; return whether there was something to take back."""
    stage = root / of.folder
    if not stage.is_dir() or stage.is_symlink():
        return False
    for number, path, before in _listed(stage, of.paths):
        if before and _is_away(root, stage, number, path, before):
            (stage / f"{number}.old").replace(root / before)
        if before != path and _is_same(stage / f"{number}.new", root / path):
            (root / path).unlink()
            with suppress(OSError):  # others lie there
                (root / path).parent.rmdir()
    _clear(stage)
    return True


def _is_away(root: Path, stage: Path, number: int, path: str, before: str) -> bool:
    """Return whether a record that was there was replaced or moved, and was not put back yet."""
    if not (stage / f"{number}.old").is_file():
        return False
    return not (stage / f"{number}.new").exists() if path == before else not (root / before).exists()


def _is_same(staged: Path, target: Path) -> bool:
    """Return whether *target* is the file that was staged, and none that somebody else put there."""
    return staged.exists() and target.exists() and staged.samefile(target)


def _listed(stage: Path, paths: re.Pattern[str]) -> Iterator[tuple[int, str, str | None]]:
    """Yield what a command was about to write, as far as it may write to those *paths*."""
    if not (stage / _LIST).is_file():
        return
    for number, (path, before) in enumerate(json.loads((stage / _LIST).read_bytes())):
        if all(paths.fullmatch(one) for one in (path, before or path)):
            yield number, path, before


def _clear(stage: Path) -> None:
    """Remove what was laid aside, first the list that makes it count."""
    (stage / _LIST).unlink(missing_ok=True)
    shutil.rmtree(stage)


def _write(path: Path, text: bytes) -> None:
    with path.open("xb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())

"""Puts records into the folders of a database: a new one never over another, a changed one in one step.

A text is written to a temporary file first, in a folder of ours, and put in its place when it is whole. Files that a
killed command leaves in that folder are in nobody's way, and the next command that writes clears them.
"""

from __future__ import annotations

import fcntl
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path, PurePosixPath

from masthead import MastheadError

TEMPORARY = ".masthead-tmp"
_held: ContextVar[frozenset[Path]] = ContextVar("held", default=frozenset())  # the folders in which only we write
NOT_A_FOLDER = "{} is not a folder, and commands need a folder of this name: move it away"


class EditError(MastheadError):
    """A record cannot be written; the message says which and why."""


def create(root: Path, path: str, text: bytes) -> None:
    """Write *text* to a new file at *path* below *root*; an existing file is kept, and the error says so."""
    target = root / path
    with _refusing(path):
        _guard(root, path)
        with _temporary(root, text, 0o666 & ~_umask()) as temporary:
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                # Linked into place: nobody sees half a file, and no existing file is replaced.
                os.link(temporary, target)
            except FileExistsError:
                raise EditError(f"{path} already exists and was left unchanged") from None


def replace(root: Path, path: str, text: bytes) -> None:
    """Put *text* in the place of the file at *path* below *root*, in one step."""
    target = root / path
    with _refusing(path):
        _guard(root, path)
        mode = os.lstat(target).st_mode
        if not stat.S_ISREG(mode):
            raise EditError(f"{path} is a link, a folder or a device, not an ordinary file")
        with _temporary(root, text, stat.S_IMODE(mode)) as temporary:
            temporary.replace(target)


def put(root: Path, path: str, text: bytes) -> None:
    """Write *text* to the file at *path* below *root*, whether it is there or not."""
    (replace if os.path.lexists(root / path) else create)(root, path, text)


@contextmanager
def _refusing(path: str) -> Iterator[None]:
    """Turn an error of the system into one that says which file could not be written."""
    try:
        yield
    except OSError as error:
        raise EditError(f"{path} cannot be written: {error.strerror}") from None


def _guard(root: Path, path: str) -> None:
    """Refuse a *path* that leads out of *root*, by its steps or through a link."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or not pure.parts or {".", ".."} & set(path.split("/")):
        raise EditError(f"{path} is not a path below the root")
    for folder in list(pure.parents)[:-1]:
        if (root / folder).is_symlink():
            raise EditError(f"{path} leads through {folder}, which is a link, not a folder")


@contextmanager
def _temporary(root: Path, text: bytes, mode: int) -> Iterator[Path]:
    """Give a file of ours that holds *text*; where it was not put somewhere else, it is removed at the end."""
    with alone(root):
        folder = own_folder(root, TEMPORARY)
        try:
            yield _prepared(folder, text, mode)
        finally:
            with suppress(OSError):  # the error that ended the command says why, or a folder is there
                _clear(folder)
                folder.rmdir()


def _prepared(folder: Path, text: bytes, mode: int) -> Path:
    """Return a new file in *folder* that holds *text*, after deleting files that killed commands have left there."""
    try:
        _clear(folder)
        handle, name = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(text)
            file.flush()
            os.fchmod(handle, mode)
            os.fsync(handle)
    except OSError as error:
        raise EditError(f"{folder.name}, where files are prepared, cannot be used: {error.strerror}") from None
    return Path(name)


def own_folder(root: Path, name: str) -> Path:
    """Return the folder *name* below *root* that is kept for commands; it is made if it is missing.

    Raises EditError if anything but a folder has its name, or if it cannot be made.
    """
    folder = root / name
    try:
        if not os.path.lexists(folder):
            folder.mkdir(exist_ok=True)
        if stat.S_ISDIR(os.lstat(folder).st_mode):
            return folder
    except OSError as error:
        raise EditError(f"{name}, a folder that commands need, cannot be made: {error.strerror}") from None
    raise EditError(NOT_A_FOLDER.format(name))


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Wait until no other command writes into *root*, and keep others waiting; what is written inside does not wait."""
    folder = root.resolve()
    if folder in _held.get():
        yield
        return
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        token = _held.set(_held.get() | {folder})
        try:
            yield
        finally:
            _held.reset(token)
    finally:
        os.close(handle)


def _clear(folder: Path) -> None:
    """Remove the files that killed commands left in *folder*, but no folder: commands make none there."""
    for entry in os.scandir(folder):
        if not entry.is_dir(follow_symlinks=False):
            Path(entry.path).unlink()


def _umask() -> int:
    """Return which permissions new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask

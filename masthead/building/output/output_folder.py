"""The output folder: written beside the previous one, and swapped with it in one step once it is complete."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from masthead import MastheadError
from masthead.building.output.verification import MANIFEST, MARK
from masthead.files.regular_files import read_ordinary, remove_folder
from masthead.processes.interruptions import uninterrupted

_MOMENT = 1.0
_BUSY = "another build is writing beside {}; wait until it has finished"


class OutputError(MastheadError):
    """The output folder cannot be written; its present content stays as it was."""


@contextmanager
def new_folder(output: Path, mark: bytes = MARK) -> Iterator[Path]:
    """Provide an empty folder beside *output*, for `publish` to put in its place; delete it at the end.

    *mark* is the beginning of the manifests that the folder may replace: a part never takes the place of a website.
    Raises OutputError if *output* has other files, or if another build is writing there.
    """
    _refuse_others(output, mark)
    # Parts of one website are made at the same time, side by side.
    with _lock(output) if mark == MARK else _lock_alone(output), _readable_by_all():
        new, aside = output.with_name(f"{output.name}.new"), _aside(output)
        if aside.is_dir() and not os.path.lexists(output):
            aside.rename(output)  # a build was stopped between the two steps of _swap
        _empty(new)
        try:
            yield new
        finally:
            with uninterrupted():
                remove_folder(new)


def publish(new: Path, output: Path) -> None:
    """Put the website in the folder *new* in the place of *output*, in one step, once it is on the disk."""
    _make_durable(new)
    with uninterrupted():
        _swap(new, output, _aside(output))
    _sync(output.parent)


def _aside(output: Path) -> Path:
    """Return the path of the previous website during the swap, on systems that cannot exchange folders."""
    return output.with_name(f"{output.name}.old")


def _refuse_others(output: Path, mark: bytes) -> None:
    """Refuse an *output* other than a folder whose manifest begins with *mark*: it would be deleted."""
    if os.path.lexists(output) and not _is_folder(output):
        raise OutputError(f"{output} exists and is not a folder")
    if output.is_dir() and not _is_ours(output, mark) and any(output.iterdir()):
        raise OutputError(
            f"{output} contains files that are not from an earlier build {'of this version' if mark == MARK else 'of a part'}; delete it if it is an old website, or choose another folder"
        )


def _is_ours(output: Path, mark: bytes) -> bool:
    """Return whether *output* was made by a build: whether its manifest begins with *mark*."""
    try:
        return read_ordinary(output / MANIFEST, len(mark)).startswith(mark)
    except OSError:
        return False


@contextmanager
def _readable_by_all() -> Iterator[None]:
    """Give new files and folders the usual modes, regardless of the umask: the website is for everybody."""
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def _lock(output: Path) -> Iterator[None]:
    """Lock the folder of *output* against other builds. Raises OutputError if another build has the lock."""
    output.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(output.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if not _is_locked(handle):
            raise OutputError(_BUSY.format(output))
        yield
    finally:
        os.close(handle)


@contextmanager
def _lock_alone(output: Path) -> Iterator[None]:
    """Lock *output* alone against other builds, by a file beside it that is deleted at the end."""
    output.parent.mkdir(parents=True, exist_ok=True)
    file = output.with_name(f"{output.name}.lock")
    handle = os.open(file, os.O_RDONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o600)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size:
            raise OutputError(f"{file} is in the way: a build needs an empty file of this name; move it away")
        # The last holder may have deleted the file meanwhile: then its name is free, or belongs to the file of a third build.
        if not _is_locked(handle) or not _is_at(handle, file):
            raise OutputError(_BUSY.format(output))
        try:
            yield
        finally:
            file.unlink(missing_ok=True)
    finally:
        os.close(handle)


def _is_at(handle: int, file: Path) -> bool:
    """Return whether the open file *handle* is still the file at the path *file*."""
    try:
        return os.path.samestat(os.fstat(handle), os.lstat(file))
    except FileNotFoundError:
        return False


def _is_locked(handle: int) -> bool:
    """Lock *handle*, and return whether that succeeded within a moment, in which processes of a killed build end."""
    until = time.monotonic() + _MOMENT
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                return False
            time.sleep(0.02)
        else:
            return True


def _empty(folder: Path) -> None:
    """Make *folder* an empty folder; files in it are left over from a build that was stopped."""
    _refuse_no_folder(folder)
    remove_folder(folder)
    folder.mkdir()


def _refuse_no_folder(path: Path) -> None:
    """Refuse a file in the place of a folder that a build needs: it is not ours to delete."""
    if os.path.lexists(path) and not _is_folder(path):
        raise OutputError(f"{path} is not a folder, and builds need a folder of this name: move it away")


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _make_durable(folder: Path) -> None:
    """Wait until all files in *folder* are on the disk: after a loss of power, no swap may lead to half a website."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        # One call for the whole file system (Linux) takes a fraction of the time of one for each file.
        syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if syncfs and syncfs(handle) != 0:
            raise OutputError(f"{folder} cannot be written to the disk: {os.strerror(ctypes.get_errno())}")
    finally:
        os.close(handle)
    if syncfs is None:
        for path in (folder, *folder.rglob("*")):
            _sync(path)


def _sync(path: Path) -> None:
    """Wait until the file or folder at *path* is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _swap(new: Path, old: Path, aside: Path) -> None:
    """Put *new* in the place of *old* in one step, and delete the previous folder."""
    if not old.exists():
        new.rename(old)
    elif not _exchange(new, old):
        # In two steps, with nothing at the place for an instant: only on systems that cannot exchange folders.
        remove_folder(aside)
        old.rename(aside)
        new.rename(old)
    remove_folder(aside)


def _exchange(new: Path, old: Path) -> bool:
    """Exchange two folders in one step, and return whether the system can do so (Linux: renameat2(2))."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    at_working_folder, exchange = -100, 2
    if rename(at_working_folder, os.fsencode(new), at_working_folder, os.fsencode(old), exchange) == 0:
        return True
    if ctypes.get_errno() in (errno.EINVAL, errno.ENOSYS):
        return False
    raise OutputError(f"cannot put {new} in the place of {old}: {os.strerror(ctypes.get_errno())}")

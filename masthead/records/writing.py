"""Puts records into the folders of a database: a new one never over another, a changed one in one step."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path, PurePosixPath

from masthead import MastheadError


class EditError(MastheadError):
    """A record cannot be written; says which and why."""


def create(root: Path, path: str, text: bytes) -> None:
    """Write *text* to a new file at *path* below *root*; what lies there stays, and the error says so."""
    _guard(root, path)
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    # Written beside its place and linked there: nobody sees half a file, and nothing that lies there is replaced.
    beside = _beside(target, text, 0o666 & ~_umask())
    try:
        os.link(beside, target)
    except FileExistsError:
        raise EditError(f"{path} already exists and was left unchanged") from None
    finally:
        beside.unlink()


def replace(root: Path, path: str, text: bytes) -> None:
    """Put *text* in the place of the file at *path* below *root*, in one step."""
    _guard(root, path)
    target = root / path
    mode = os.lstat(target).st_mode
    if not stat.S_ISREG(mode):
        raise EditError(f"{path} is a link, a folder or a device, not an ordinary file")
    beside = _beside(target, text, stat.S_IMODE(mode))
    try:
        beside.replace(target)
    except OSError:
        beside.unlink()
        raise


def _guard(root: Path, path: str) -> None:
    """Refuse a *path* that leads out of *root*, by its steps or through a link."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or not pure.parts or {".", ".."} & set(path.split("/")):
        raise EditError(f"{path} is not a path below the root")
    for folder in list(pure.parents)[:-1]:
        if (root / folder).is_symlink():
            raise EditError(f"{path} leads through {folder}, which is a link, not a folder")


def _beside(target: Path, text: bytes, mode: int) -> Path:
    """Write *text* to a file beside *target*, and return where it is."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(text)
        file.flush()
        os.fchmod(handle, mode)
        os.fsync(handle)
    return Path(name)


def _umask() -> int:
    """Return which permissions new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask

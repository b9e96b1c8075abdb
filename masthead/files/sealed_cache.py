"""Files that commands keep for later, each behind a seal that only this user can make.

The seal is a keyed hash of the place of a file and of its bytes. Its key is in the state folder of the user, outside of
every database. Somebody who can write into a cache, by a pull request, a shared folder or a restored archive, can delete
what is kept there, but cannot put anything in its place that is believed. Somebody who can read the key is the user.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import shutil
import stat
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from masthead import MastheadError
from masthead.files.regular_files import read_ordinary

FOLDER = ".cache"
"""The folder in which commands keep what takes long to make, below a root."""
SEAL_BYTES = 64
_KEY_BYTES = 32
_KEY = "cache-key"
_ASIDE = ".foreign"


class HomeError(MastheadError):
    """There is no home folder in which anything could be kept for this user."""


class ForeignError(MastheadError):
    """A kept file is damaged, or another user or another machine has written it."""


def state_folder() -> Path:
    """Return the folder in which this user's commands keep their state, outside of every database."""
    named = os.environ.get("XDG_STATE_HOME", "")
    try:
        base = Path(named) if named.startswith("/") else Path.home() / ".local" / "state"
    except RuntimeError:
        raise HomeError(
            "this user has no home folder; set XDG_STATE_HOME to a folder outside of the database"
        ) from None
    return base / "masthead"


def cache_beside(content: Path) -> Path:
    """Return the folder of the values that are kept between builds, which is beside the folder *content*."""
    return content.parent / FOLDER


def read_sealed(folder: Path, name: str) -> bytes:
    """Return the bytes that write_sealed has put into the file *name* in *folder*.

    Raises OSError if the file does not exist or cannot be read, and ForeignError if its seal is not ours.
    """
    sealed = read_ordinary(folder / name)
    seal, data = sealed[:SEAL_BYTES], sealed[SEAL_BYTES:]
    if not hmac.compare_digest(seal, _seal(name, data)):
        raise ForeignError(f"{folder / name} is damaged, or this user has not written it")
    return data


def write_sealed(folder: Path, name: str, data: bytes) -> None:
    """Put *data* behind its seal into the file *name* in *folder*, in one step; nothing, where nothing can be written."""
    new = folder / f"{name}.{os.getpid()}"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as file:
            file.write(_seal(name, data))
            file.write(data)
        new.replace(folder / name)


def set_aside(folder: Path, name: str) -> None:
    """Move the file *name* in *folder*, which is not ours, out of the way, for throw_away to count it."""
    with suppress(OSError):
        (folder / name).replace(folder / f"{name}{_ASIDE}")


def throw_away(folder: Path) -> int:
    """Delete everything that was set aside in *folder*, and return how many files that were."""
    leftovers = list(folder.glob(f"*{_ASIDE}"))
    for leftover in leftovers:
        with suppress(OSError):
            shutil.rmtree(leftover) if leftover.is_dir() and not leftover.is_symlink() else leftover.unlink()
    return len(leftovers)


def _seal(name: str, data: bytes) -> bytes:
    """Return the seal of *data* at the place *name*."""
    try:
        key = _key(state_folder())
    except HomeError:
        key = _key(None)
    seal = hashlib.blake2b(f"{name}\n".encode(), key=key, digest_size=SEAL_BYTES // 2)
    seal.update(data)
    return seal.hexdigest().encode()


@cache
def _key(folder: Path | None) -> bytes:
    """Return the key in the state *folder*, a new one unless there is one that only this user can know.

    Where none can be kept, it is forgotten at the end of the command, and so is everything that was sealed with it.
    """
    key = secrets.token_bytes(_KEY_BYTES)
    if folder is None:
        return key
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return _known_key(folder / _KEY) or _put_key(folder, key)
    return key


def _known_key(file: Path) -> bytes | None:
    """Return the key in *file*; None, and the file is gone, if it is no key that only this user can know."""
    with suppress(FileNotFoundError):
        state = os.lstat(file)
        is_ours = stat.S_ISREG(state.st_mode) and state.st_uid == os.geteuid() and not state.st_mode & 0o077
        key = read_ordinary(file, _KEY_BYTES) if is_ours else b""
        if len(key) == _KEY_BYTES:
            return key
        file.unlink()
    return None


def _put_key(folder: Path, key: bytes) -> bytes:
    """Put *key* into the state *folder*, and return the key that is there: another command may have been first."""
    handle, name = tempfile.mkstemp(dir=folder)  # for this user alone
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(key)
        with suppress(FileExistsError):
            os.link(name, folder / _KEY)
    finally:
        Path(name).unlink()
    return _known_key(folder / _KEY) or key

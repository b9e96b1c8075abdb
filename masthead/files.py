"""The files of a database: what may lie in its folders, read without following links."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from masthead.findings import Finding
from masthead.yaml_text import MAX_BYTES

FOLDERS = ("sites", "firms", "campaigns", "sources")
SUFFIX = ".yml"
BESIDE_RECORDS = frozenset({"LICENSE.md"})


@dataclass(frozen=True, slots=True)
class RecordFile:
    """One file of a record: its path below the root, the folder of its kind, its bytes."""

    path: str
    folder: str
    text: bytes

    @property
    def id(self) -> str:
        """The id of the record, which is the name of the file."""
        return self.path.rpartition("/")[2].removesuffix(SUFFIX)

    @property
    def shelf(self) -> str:
        """The folder below that of the kind (for outlets the country), else nothing."""
        return "/".join(self.path.split("/")[1:-1])


Found = RecordFile | Finding


def read_files(root: Path) -> Iterator[Found]:
    """Yield each record file below *root* by path, and a finding for whatever else lies there."""
    for folder in FOLDERS:
        if not (root / folder).is_dir() or (root / folder).is_symlink():
            yield Finding(
                folder, "folder", f"expected the folder {folder}/, found none", cure=f"make the folder {folder}/"
            )
            continue
        yield from _walk(root, folder, deeper=1 if folder == "sites" else 0)


def _walk(root: Path, folder: str, deeper: int) -> Iterator[Found]:
    """Yield what lies in *folder*, and *deeper* levels below it."""
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Finding(folder, "file-unreadable", f"expected a readable folder, got: {error.strerror}")
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.name in BESIDE_RECORDS:
            continue
        if deeper and entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            yield from _walk(root, path, deeper - 1)
        else:
            yield _read(root, path, entry.name, misplaced=bool(deeper))


def _read(root: Path, path: str, name: str, *, misplaced: bool) -> Found:
    """Return the record file at *path*, or the finding that refuses it."""
    if misplaced and name.endswith(SUFFIX):
        return Finding(
            path,
            "file-place",
            "expected sites/<country>/<host>.yml",
            cure="move it into the folder of its first target country, or sites/zz/",
        )
    if name.startswith(".") or not name.endswith(SUFFIX):
        return Finding(path, "file-name", f"expected only records (*{SUFFIX}) here", cure="move or delete it")
    try:
        return RecordFile(path, path.split("/", maxsplit=1)[0], _bytes(root / path))
    except _NotAFile:
        return Finding(
            path,
            "file-kind",
            "expected an ordinary file, got a link, a folder or a device",
            cure="replace it by a file",
        )
    except OSError as error:
        return Finding(path, "file-unreadable", f"expected a readable file, got: {error.strerror}")


class _NotAFile(Exception):
    """What lies at a path is no ordinary file."""


def _bytes(path: Path) -> bytes:
    """Return the bytes of the ordinary file at *path*, one more than allowed at most."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        raise _NotAFile
    # O_NONBLOCK: a FIFO that took the file's place since must not make us wait.
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        return file.read(MAX_BYTES + 1)

"""The files of a database: which files its folders may contain, read without following links."""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from unicodedata import normalize

from masthead.files.regular_files import NOT_ORDINARY, NotOrdinaryError, read_ordinary
from masthead.findings.finding import Finding
from masthead.syntax.decoding import MAX_BYTES

FOLDERS = ("sites", "firms", "campaigns", "sources")
SUFFIX = ".yml"
BESIDE_RECORDS = frozenset({"LICENSE.md"})


@dataclass(frozen=True)
class RecordFile:
    """One file of a record: its path below the root, the folder of its kind, its bytes."""

    path: str
    folder: str
    text: bytes

    @property
    def id(self) -> str:
        """The id of the record, which is the name of the file."""
        return self.path.rpartition("/")[2].removesuffix(SUFFIX)

    @cached_property
    def sum(self) -> bytes:
        """The sum of the path and the bytes: a file that has it is the same one."""
        content = b"%s\n%s" % (self.path.encode("utf-8", "surrogateescape"), self.text)
        return blake2b(content, digest_size=32).hexdigest().encode()

    @property
    def shelf(self) -> str:
        """The folder below that of the kind (for outlets the country), else nothing."""
        return "/".join(self.path.split("/")[1:-1])


FolderEntry = RecordFile | Finding
"""An entry of a folder: the file of a record, or the finding that refuses it."""


def read_files(root: Path) -> Iterator[FolderEntry]:
    """Yield each record file below *root* by path, and a finding for each other file there."""
    for folder in FOLDERS:
        yield from _refuse_collisions(list(_walk(root, folder, deeper=1 if folder == "sites" else 0)))


def _refuse_collisions(entries: Sequence[FolderEntry]) -> Iterator[FolderEntry]:
    """Yield the *entries* of a folder, but refuse records whose names differ only in case or Unicode form.

    Some file systems treat such names as one, and so would visitors of the pages.
    """
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if isinstance(entry, RecordFile):
            spellings[_folded(entry.id)].add(entry.id)
    for entry in entries:
        others = spellings[_folded(entry.id)] - {entry.id} if isinstance(entry, RecordFile) else ()
        if others:
            message = f"some computers treat this name and {min(others)!r} as the same"
            yield Finding(entry.path, "file-collision", message, cure="rename or delete one of the two")
        else:
            yield entry


def _folded(name: str) -> str:
    """Return the text that all spellings of *name* have in common that differ only in case or Unicode form."""
    return normalize("NFC", normalize("NFD", name).casefold())


def _walk(root: Path, folder: str, deeper: int) -> Iterator[FolderEntry]:
    """Yield the contents of *folder*, and of *deeper* levels below it."""
    refused = _refuse_folder(root, folder)
    if refused:
        yield refused
        return
    entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    records = {entry.name.removesuffix(SUFFIX) for entry in entries if entry.name.endswith(SUFFIX)}
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.name in BESIDE_RECORDS or (entry.name in records and entry.is_dir(follow_symlinks=False)):
            continue  # the folder of a record's pictures has the record's name; loading/attachments.py looks into it
        if deeper and not entry.name.startswith(".") and (entry.is_symlink() or entry.is_dir(follow_symlinks=False)):
            yield from _walk(root, path, deeper - 1)
        else:
            yield _read(root, path, entry.name, misplaced=bool(deeper))


def _refuse_folder(root: Path, folder: str) -> Finding | None:
    """Return why *folder* cannot be read, or None if it can."""
    try:
        mode = os.lstat(root / folder).st_mode
        if not stat.S_ISDIR(mode):
            message = "this is a link, not a folder" if stat.S_ISLNK(mode) else "this is not a folder"
            return Finding(folder, "folder", message, cure="replace it with a folder")
        os.scandir(root / folder).close()
    except FileNotFoundError:
        return Finding(folder, "folder", f"the folder {folder}/ is missing", cure=f"create the folder {folder}/")
    except OSError as error:
        return Finding(folder, "file-unreadable", f"the folder cannot be read: {error.strerror}")
    return None


def _read(root: Path, path: str, name: str, *, misplaced: bool) -> FolderEntry:
    """Return the record file at *path*, or the finding that refuses it."""
    if misplaced and name.endswith(SUFFIX):
        return Finding(
            path,
            "file-place",
            "the file is directly in sites/, not in the folder of a country",
            cure="move it into the folder of its first target country, or into sites/zz/",
        )
    if name.startswith(".") or not name.endswith(SUFFIX):
        return Finding(path, "file-name", f"only records (*{SUFFIX}) are allowed here", cure=_name_cure(path))
    try:
        # As text: to make a path of each takes as long as to read it.
        return RecordFile(path, path.split("/", maxsplit=1)[0], read_ordinary(f"{root}/{path}", MAX_BYTES))
    except NotOrdinaryError:
        return Finding(
            path,
            "file-kind",
            NOT_ORDINARY,
            cure="replace it with a file",
        )
    except OSError as error:
        return Finding(path, "file-unreadable", f"the file cannot be read: {error.strerror}")


def _name_cure(path: str) -> str:
    """Return the cure for a file whose name is not that of a record."""
    stem, dot, suffix = path.rpartition(".")
    if suffix.lower() in ("yml", "yaml") and "/." not in path:
        return f"rename it to {stem}{dot}yml"
    return "move or delete it"


def bytes_of(root: Path, path: str, most: int = MAX_BYTES) -> bytes | None:
    """Return the bytes of the file at *path* below *root*, or None if it is no ordinary file that can be read.

    A file with more than *most* bytes is cut one byte after these.
    """
    try:
        return read_ordinary(root / path, most)
    except OSError:
        return None

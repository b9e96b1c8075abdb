"""The writer: writes texts and pictures below one folder, and nowhere else, and keeps a list of them.

A file whose content is the same on the last website is not written, but linked in the end (spare_website.py).
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from masthead import MastheadError
from masthead.building.output.shard import WHOLE, Shard
from masthead.field_types.fields import shorten
from masthead.files.regular_files import read_ordinary
from masthead.model.website_paths import path_fault

INDEX = "index.html"


class PagePathError(MastheadError):
    """A file that cannot or must not be written; the message says which and why."""


class Digest(NamedTuple):
    """The size of a file in bytes, and the SHA-256 of its content."""

    size: int
    sha256: str


class Stamp(NamedTuple):
    """The state of a file, to recognise it without reading: its time of change in nanoseconds, and its inode number."""

    changed: int
    inode: int


@dataclass(frozen=True, slots=True)
class LastFiles:
    """The files of the last website: their folder, their digests and their stamps."""

    root: Path = Path()
    digests: Mapping[str, Digest] = field(default_factory=lambda: MappingProxyType({}))
    stamps: Mapping[str, Stamp] = field(default_factory=lambda: MappingProxyType({}))
    spare: Path | None = None
    """The folder of the website before it, if that was set aside."""
    named: frozenset[str] = frozenset()
    """The files and folders that its pages refer to, perhaps with more than these."""

    def path(self, file: str) -> str:
        """Return the path of *file*."""
        return f"{self.root}/{file}"

    def intact(self, file: str) -> Stamp | None:
        """Return the stamp of *file* if it is as it was written, by its stamp or, if that differs, by its checksum."""
        expected = self.digests.get(file)
        if expected is None:
            return None
        try:
            status = os.lstat(self.path(file))
            if (
                not stat.S_ISREG(status.st_mode)
                or stat.S_IMODE(status.st_mode) != _MODE
                or status.st_size != expected.size
            ):
                return None
            now = stamp(status)
            return now if now == self.stamps.get(file) or digest(read_ordinary(self.root / file)) == expected else None
        except OSError:
            return None


_MODE = 0o644
NO_FILES = LastFiles()


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """Files that were written or are to be linked: their digests, their stamps, and the paths of the latter."""

    written: dict[str, Digest]
    stamps: dict[str, Stamp]
    linked: set[str]


@dataclass(slots=True)
class Writer:
    """Writes files below *root*, each path once; existing files are overwritten only if *over* is true."""

    root: Path
    over: bool = False
    jobs: int = 1
    """The number of processes that make and write the parts of a website."""
    last: LastFiles = NO_FILES
    """The files of the last website; those that stay the same are linked."""
    shard: Shard = WHOLE
    """The share of the website to write."""
    written: dict[str, Digest] = field(default_factory=dict)
    """The digest of each file that was written or is to be linked, by its path below the root."""
    stamps: dict[str, Stamp] = field(default_factory=dict)
    linked: set[str] = field(default_factory=set)
    """The files of the last website that are to be linked."""
    _folders: set[str] = field(default_factory=set)
    """The folders that exist already."""

    def write(self, path: str, content: str | bytes | Callable[[], str] | Iterator[str]) -> None:
        """Write *content* to *path*; an address that ends in a slash means the index file of that folder.

        Pieces of a text are written one by one, so that no more than one is in memory. A function returns the content of a file that is the same on the last website; it is called if that has gone.
        Raises PagePathError if the content is empty, or if the path is not allowed, written before or cannot be
        written.
        """
        file = file_of(path)
        refuse_path(file)
        if isinstance(content, Iterator):
            self._write_pieces(file, content)
            return
        if callable(content):
            if intact := self.last.intact(file):
                self.link(file, intact)
                return
            content = content()
        if not content:
            raise _empty(file)
        data = content.encode() if isinstance(content, str) else content
        content_digest = digest(data)
        if self.last.digests.get(file) == content_digest and (intact := self.last.intact(file)):
            self.link(file, intact)
        else:
            self._enter(file, content_digest)
            self._at(file, (data,))

    def _write_pieces(self, file: str, pieces: Iterator[str]) -> None:
        """Write *pieces* to *file*; if the last website has the same, link that in its place."""
        self._refuse_second(file)
        size, sums = 0, hashlib.sha256()

        def encoded() -> Iterator[bytes]:
            nonlocal size
            for piece in pieces:
                data = piece.encode()
                size += len(data)
                sums.update(data)
                yield data

        self._at(file, encoded())
        if not size:
            raise _empty(file)
        content_digest = Digest(size, sums.hexdigest())
        if self.last.digests.get(file) == content_digest and (intact := self.last.intact(file)):
            (self.root / file).unlink()
            self.link(file, intact)
        else:
            self._enter(file, content_digest)

    def link(self, file: str, intact: Stamp) -> None:
        """Take *file* of the last website for one that is to be linked; it is *intact*, and that is its stamp."""
        refuse_path(file)
        self._enter(file, self.last.digests[file])
        self.linked.add(file)
        self.stamps[file] = intact

    def beginning(self) -> Writer:
        """Return a writer of the same website, for another process, that has written nothing yet."""
        return Writer(self.root, self.over, self.jobs, self.last, self.shard)

    @property
    def done(self) -> WrittenFiles:
        """All files that this writer has written or linked."""
        return WrittenFiles(self.written, self.stamps, self.linked)

    def add(self, done: WrittenFiles) -> None:
        """Add the files that another process has written. Raises PagePathError if one of them was written here, too."""
        for file in done.written:
            self._refuse_second(file)
        self.written |= done.written
        self.stamps |= done.stamps
        self.linked |= done.linked

    def _enter(self, file: str, content: Digest) -> None:
        self._refuse_second(file)
        self.written[file] = content

    def _refuse_second(self, file: str) -> None:
        if file in self.written:
            raise PagePathError(f"two pages have the path {file!r}")

    def _at(self, file: str, data: Iterable[bytes]) -> None:
        """Write *data* into *file*."""
        folder = file.rpartition("/")[0]
        target = f"{self.root}/{file}"  # for thousands of files, paths as objects take longer than the writing
        try:
            if folder not in self._folders:
                os.makedirs(f"{self.root}/{folder}", exist_ok=True)  # noqa: PTH103 - see above
                self._folders.add(folder)
            self.stamps[file] = self._put(target, data)
        except FileExistsError:
            raise PagePathError(f"two pages have the path {file!r}") from None
        except OSError as error:
            raise PagePathError(f"{target} cannot be written: {error.strerror}") from error

    def _put(self, target: str, data: Iterable[bytes]) -> Stamp:
        with open(target, "wb" if self.over else "xb") as stream:  # noqa: PTH123 - see above
            stream.writelines(data)
            stream.flush()
            return stamp(os.fstat(stream.fileno()))


def _empty(file: str) -> PagePathError:
    return PagePathError(f"the file {file!r} would be empty")


def stamp(status: os.stat_result) -> Stamp:
    """Return the stamp of a file with the status *status*."""
    return Stamp(status.st_mtime_ns, status.st_ino)


def digest(data: bytes) -> Digest:
    """Return the digest of *data*."""
    return Digest(len(data), hashlib.sha256(data).hexdigest())


def refuse_path(file: str) -> None:
    """Raise PagePathError if the path *file* could lead out of a root, or mean another path on some system."""
    fault = path_fault(file)
    if fault:
        raise PagePathError(f"the path {shorten(file)!r} is not allowed: {fault}")


def file_of(path: str) -> str:
    """Return the path of the file for the address *path*."""
    return f"{path}{INDEX}" if path == "" or path.endswith("/") else path

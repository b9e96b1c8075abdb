"""The writer: puts texts and pictures below one folder, and nowhere else, and knows afterwards what it has written.

A file that the last website has with the same content is linked, not written.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from masthead import MastheadError
from masthead.building.shard import WHOLE, Shard
from masthead.field_types.fields import shorten
from masthead.files.regular_files import read_ordinary
from masthead.model.website_paths import path_fault

INDEX = "index.html"


class PagePathError(MastheadError):
    """A file that cannot or must not be written; says which and why."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What a file contains: its size in bytes, and the SHA-256 of its bytes."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file is known again without reading it: its time of change in nanoseconds, and its number in the file system."""

    changed: int
    inode: int


@dataclass(frozen=True, slots=True)
class LastFiles:
    """The files of the last website: where they are, what each contains, and how it is known again."""

    root: Path = Path()
    digests: Mapping[str, Digest] = field(default_factory=lambda: MappingProxyType({}))
    stamps: Mapping[str, Stamp] = field(default_factory=lambda: MappingProxyType({}))

    def is_intact(self, file: str) -> bool:
        """Return whether *file* is there as it was written: by its stamp, or else by its sum."""
        known = self.digests.get(file)
        if known is None:
            return False
        try:
            found = os.lstat(self.root / file)
            if not stat.S_ISREG(found.st_mode) or stat.S_IMODE(found.st_mode) != _MODE or found.st_size != known.size:
                return False
            return stamp(found) == self.stamps.get(file) or digest(read_ordinary(self.root / file)) == known
        except OSError:
            return False


_MODE = 0o644
NO_FILES = LastFiles()


@dataclass(frozen=True, slots=True)
class Done:
    """The files that were written or linked: what each contains, how it is known again, and which were linked."""

    written: dict[str, Digest]
    stamps: dict[str, Stamp]
    linked: set[str]


@dataclass(slots=True)
class Writer:
    """Writes files below *root*, each path once, and over what is there only if *over* says so."""

    root: Path
    over: bool = False
    jobs: int = 1
    """How many processes make and write the parts of a website."""
    last: LastFiles = NO_FILES
    """The files of the last website, of which those are linked that stay as they are."""
    shard: Shard = WHOLE
    """The share of the website that it is to write."""
    written: dict[str, Digest] = field(default_factory=dict)
    """What each file contains that was written or linked, by its path below the root."""
    stamps: dict[str, Stamp] = field(default_factory=dict)
    linked: set[str] = field(default_factory=set)
    """The files that were not written."""
    _folders: set[Path] = field(default_factory=set)
    """The folders that are there."""

    def write(self, path: str, content: str | bytes) -> None:
        """Write *content* to *path*; an address of a page that ends in / means the index file in it."""
        file = file_of(path)
        refuse_path(file)
        if not content:
            raise PagePathError(f"the file {file!r} would be empty")
        data = content.encode() if isinstance(content, str) else content
        made = digest(data)
        if self.last.digests.get(file) == made and self.last.is_intact(file):
            self.link(file)
        else:
            self._enter(file, made)
            self._at(file, data)

    def link(self, file: str) -> None:
        """Take over *file* of the last website, which is intact."""
        refuse_path(file)
        self._enter(file, self.last.digests[file])
        self.linked.add(file)
        self._at(file, None)

    def beginning(self) -> Writer:
        """Return a writer of the same website that has written nothing yet, for another process."""
        return Writer(self.root, self.over, self.jobs, self.last, self.shard)

    @property
    def done(self) -> Done:
        """All that it has written."""
        return Done(self.written, self.stamps, self.linked)

    def add(self, done: Done) -> None:
        """Add what another process has written."""
        self.written |= done.written
        self.stamps |= done.stamps
        self.linked |= done.linked

    def _enter(self, file: str, content: Digest) -> None:
        if file in self.written:
            raise PagePathError(f"two pages have the path {file!r}")
        self.written[file] = content

    def _at(self, file: str, data: bytes | None) -> None:
        """Write *data* into *file*, or without any link it."""
        target = self.root / file
        try:
            if target.parent not in self._folders:
                target.parent.mkdir(parents=True, exist_ok=True)
                self._folders.add(target.parent)
            self.stamps[file] = _link(self.last.root / file, target) if data is None else self._put(target, data)
        except FileExistsError:
            raise PagePathError(f"two pages have the path {file!r}") from None
        except OSError as error:
            raise PagePathError(f"{target} cannot be written: {error.strerror}") from error

    def _put(self, target: Path, data: bytes) -> Stamp:
        with target.open("wb" if self.over else "xb") as stream:
            stream.write(data)
            stream.flush()
            return stamp(os.fstat(stream.fileno()))


def _link(source: Path, target: Path) -> Stamp:
    """Make *target* a link to *source*, or a copy where the system has no more links to it."""
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        with source.open("rb") as old, target.open("xb") as new:
            shutil.copyfileobj(old, new)
    return stamp(os.lstat(target))


def stamp(found: os.stat_result) -> Stamp:
    """Return how the file is known again of which the system says *found*."""
    return Stamp(found.st_mtime_ns, found.st_ino)


def digest(data: bytes) -> Digest:
    """Return what a file with the bytes *data* contains."""
    return Digest(len(data), hashlib.sha256(data).hexdigest())


def refuse_path(file: str) -> None:
    """Refuse a path below a root that could lead out of it, or that some system takes for another."""
    fault = path_fault(file)
    if fault:
        raise PagePathError(f"the path {shorten(file)!r} is not allowed: {fault}")


def file_of(path: str) -> str:
    """Return the file that answers at the address *path*."""
    return f"{path}{INDEX}" if path == "" or path.endswith("/") else path

"""The writer: puts texts and pictures below one folder, and nowhere else, and knows afterwards what it has written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from masthead import MastheadError
from masthead.field_types.fields import shorten
from masthead.model.website_paths import path_fault
from masthead.site.workers import results_of

Part = Callable[[], Iterable[tuple[str, str | bytes]]]
"""Makes some files: yields the address and the content of each."""

INDEX = "index.html"


class PagePathError(MastheadError):
    """A file that cannot or must not be written; says which and why."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What a file contains: its size in bytes, and the SHA-256 of its bytes."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes files below *root*, each path once, and over what is there only if *over* says so."""

    root: Path
    over: bool = False
    jobs: int = 1
    """How many processes make and write the parts of a website."""
    written: dict[str, Digest] = field(default_factory=dict)
    """What each file contains that was written, by its path below the root."""

    def write(self, path: str, content: str | bytes) -> None:
        """Write *content* to *path*; an address of a page that ends in / means the index file in it."""
        file = file_of(path)
        refuse_path(file)
        if not content:
            raise PagePathError(f"the file {file!r} would be empty")
        if file in self.written:
            raise PagePathError(f"two pages have the path {file!r}")
        data = content.encode() if isinstance(content, str) else content
        self.written[file] = digest(data)
        try:
            self._put(self.root / file, data)
        except FileExistsError:
            raise PagePathError(f"two pages have the path {file!r}") from None
        except OSError as error:
            raise PagePathError(f"{self.root / file} cannot be written: {error.strerror}") from error

    def write_all(self, parts: Iterable[Part], begun: Callable[[int], object] = lambda _: None) -> None:
        """Write the files of *parts*; call *begun* now and then with the number of parts that were begun before."""
        for written in results_of([partial(self._write_part, part) for part in parts], self.jobs, begun):
            self.written.update(written)

    def _write_part(self, part: Part) -> dict[str, Digest]:
        """Write the files of *part*, and return what they contain: another process learns that only from the result."""
        own = replace(self, written={})
        for path, content in part():
            own.write(path, content)
        return own.written

    def _put(self, target: Path, data: bytes) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb" if self.over else "xb") as stream:
            stream.write(data)


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

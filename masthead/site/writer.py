"""The writer: puts texts and pictures below one folder, and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from masthead.field_types.fields import DEVICES

INDEX = "index.html"
# Names that every file system and web server takes as they are: no dot in front, no other case.
_STEP = re.compile(r"[a-z0-9]([a-z0-9._-]{0,253}[a-z0-9])?")


class WriteError(Exception):
    """A path that must not be written; says which and why."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes files below *root*, each path once, and over what is there only if *over* says so."""

    root: Path
    over: bool = False
    written: set[str] = field(default_factory=set)

    def write(self, path: str, content: str | bytes) -> None:
        """Write *content* to *path*; an address of a page that ends in / means the index file in it."""
        file = file_of(path)
        refuse_path(file)
        if file in self.written:
            raise WriteError(f"two pages have the path {file!r}")
        self.written.add(file)
        target = self.root / file
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with target.open("wb" if self.over else "xb") as stream:
                stream.write(content.encode() if isinstance(content, str) else content)
        except FileExistsError:
            raise WriteError(f"another page already exists at {file!r}") from None


def refuse_path(file: str) -> None:
    """Refuse a path below a root that could lead out of it, or that some system takes for another."""
    if not all(_STEP.fullmatch(step) and step not in DEVICES for step in file.split("/")):
        raise WriteError(f"the path {file!r} is not allowed: use lower-case letters, digits, dots and hyphens")


def file_of(path: str) -> str:
    """Return the file that answers at the address *path*."""
    return f"{path}{INDEX}" if path == "" or path.endswith("/") else path

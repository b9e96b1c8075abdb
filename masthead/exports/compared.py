"""The files of an export that stay the same as long as the values in them do, which are sooner made than the files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Compared:
    """The path and the text, whole or in pieces, of each file, made when it is asked for, and the digest of all values in them."""

    digest: str
    files: Iterator[tuple[str, str | Iterator[str]]]

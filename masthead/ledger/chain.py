"""The chain of a ledger: each line carries the hash of itself and all before it, so that no edit stays unseen."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

_SEALED = re.compile(r'(\{.*),"seal":"([0-9a-f]{64})"\}')


class BrokenChainError(Exception):
    """A line is not the one that was written; says which, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def seal(bodies: Iterable[str], previous: str) -> Iterator[str]:
    """Yield each of *bodies*, which are JSON objects, with its seal; *previous* is the seal before the first."""
    for body in bodies:
        previous = _seal_of(body, previous)
        yield f'{body[:-1]},"seal":"{previous}"}}'


def unseal(lines: Iterable[str], previous: str) -> Iterator[tuple[str, str]]:
    """Yield the body and the seal of each of *lines*, up to the first that is not as it was written."""
    for number, line in enumerate(lines, 1):
        match = _SEALED.fullmatch(line)
        if not match or match[2] != _seal_of(f"{match[1]}}}", previous):
            raise BrokenChainError(number)
        previous = match[2]
        yield f"{match[1]}}}", previous


def _seal_of(body: str, previous: str) -> str:
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()

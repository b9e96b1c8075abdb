"""The chain of a ledger: each line carries the hash of itself and all before it, so that no edit stays unseen.

The seal covers the body of a line, in which commitments stand for all that may ever have to be removed. What they
stand for lies open behind the seal, which does not cover it: pieces.py holds the two together.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from masthead import MastheadError

FOLDER = "ledger"
# No text that people wrote is in a body, so the first seal is the seal.
_SEAL = ',"seal":"'
_AFTER_BODY = re.compile(r'([0-9a-f]{64})","open":(\[.*\])\}')


class BrokenChainError(MastheadError):
    """A line is not the one that was written; says which, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True)
class Sealed:
    """A line: the JSON of its body, its seal, the JSON of what lies open."""

    body: str
    seal: str
    open: str

    def __str__(self) -> str:
        return f'{self.body[:-1]}{_SEAL}{self.seal}","open":{self.open}}}'


def seal(parts: Iterable[tuple[str, str]], previous: str) -> Iterator[Sealed]:
    """Yield a line for each pair of a body and what lies open; *previous* is the seal before the first."""
    for body, opened in parts:
        previous = _seal_of(body, previous)
        yield Sealed(body, previous, opened)


def unseal(lines: Iterable[str], previous: str) -> Iterator[Sealed]:
    """Yield each of *lines*, up to the first whose body is not as it was written."""
    for number, line in enumerate(lines, 1):
        start, _, rest = line.partition(_SEAL)
        match = _AFTER_BODY.fullmatch(rest)
        body = f"{start}}}"
        if not match or match[1] != _seal_of(body, previous):
            raise BrokenChainError(number)
        previous = match[1]
        yield Sealed(body, previous, match[2])


def _seal_of(body: str, previous: str) -> str:
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()

"""The chain of a ledger: each line carries a hash of itself and of all lines before it, so that every edit is noticed.

The seal covers the body of a line. In the body, commitments replace everything that may ever have to be removed. The
pieces themselves follow the seal, in the open part of the line, which the seal does not cover; removable_pieces.py checks
that pieces and commitments agree.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from masthead import MastheadError

FOLDER = "ledger"
# A body contains no text that people wrote, so the first match in a line is its seal.
_SEAL = ',"seal":"'
_AFTER_BODY = re.compile(r'([0-9a-f]{64})","open":(\[.*\])\}')


def ledger_path(number: int) -> str:
    """Return the path of the file with this *number*, below the root."""
    return f"{FOLDER}/{number:04}.jsonl"


class BrokenChainError(MastheadError):
    """A line is not as it was written; *line* is its number, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed line: the JSON of its body, its seal, and the JSON of its open part."""

    body: str
    seal: str
    open: str

    def __str__(self) -> str:
        return f'{self.body[:-1]}{_SEAL}{self.seal}","open":{self.open}}}'


def seal(parts: Iterable[tuple[str, str]], previous: str) -> Iterator[Sealed]:
    """Yield a sealed line for each pair of a body and an open part; *previous* is the seal before the first line."""
    for body, open_part in parts:
        previous = _seal_of(body, previous)
        yield Sealed(body, previous, open_part)


def unseal(lines: Iterable[str], previous: str) -> Iterator[Sealed]:
    """Yield each of *lines*, parsed; *previous* is the seal before the first line.

    Raises BrokenChainError at the first line whose body is not as it was written.
    """
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

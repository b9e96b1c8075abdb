"""Cuts sorted entries into pieces: small scripts, of which a page loads only those that it needs for a query.

They are scripts and not JSON, because a page opened from disk can load scripts but not JSON. The entries themselves
decide where a piece begins and ends: an entry that is added, removed or changed affects only the pieces around it, and
the contents of a piece do not depend on how many pieces there are.
theme/scripts/index-pieces.js reads them; docs/search.md describes the form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar
from zlib import crc32

from masthead import MastheadError

Value = TypeVar("Value")

# A piece may end between these shares of the requested size.
_LEAST, _MOST = 0.6, 1.4
# A piece is named after its start, and names of files must not be long.
_LONGEST_START = 40
_SHARED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PLAIN = re.compile("[a-z0-9]")
# Characters that could end the script element, start a comment in it, or break a line or the file's encoding.
_UNSAFE_IN_SCRIPT = re.compile("[<\u2028\u2029\ud800-\udfff]")


class KeyCaseError(MastheadError):
    """A key has a capital letter, and capitals encode how much keys share; the message is the key."""


@dataclass(frozen=True, slots=True)
class Piece(Generic[Value]):
    """Neighbours among sorted entries. *start* sorts after all earlier entries, and not after the first of these."""

    start: str
    entries: tuple[tuple[str, Value], ...]

    @property
    def name(self) -> str:
        """The name of the piece's file, without folder and ending."""
        return piece_name(self.start)


def utf16(key: str) -> bytes:
    """Return a sort key that gives *key* its place in JavaScript's order, which differs from that of code points."""
    return key.encode("utf-16-be", "surrogatepass")


def cut(
    entries: Iterable[tuple[str, Value]], weigh: Callable[[str, Value], float], size: float
) -> Iterator[Piece[Value]]:
    """Yield the pieces of *entries*, at least one; their keys are unique and sorted by `utf16`.

    Each piece weighs about *size* by *weigh*. It ends where the next start is shortest, so that the list of starts is
    short too, and the same neighbours are divided at the same place regardless of all other entries.
    """
    start, weight, most = "", 0.0, _MOST * size
    held, weights = list[tuple[str, Value]](), list[float]()
    for entry in entries:
        held.append(entry)
        weights.append(weigh(*entry))
        weight += weights[-1]
        if weight <= most:
            continue
        end = _end(held, weights, size)
        if end is None:  # all keys begin alike; looking again after each entry would take long
            most *= 2
            continue
        yield Piece(start, tuple(held[:end]))
        start, held, weights = parting(held[end - 1][0], held[end][0]), held[end:], weights[end:]
        weight, most = sum(weights), _MOST * size
    yield Piece(start, tuple(held))


def _end(held: Sequence[tuple[str, Value]], weights: Iterable[float], size: float) -> int | None:
    """Return how many of *held* make the best piece: the next start is the shortest, and a checksum decides between equals."""
    ends = (end for end, weight in enumerate(accumulate(weights), 1) if weight >= _LEAST * size and end < len(held))
    marks = ((parting(held[end - 1][0], held[end][0]), end) for end in ends)
    best = min(((len(mark), crc32(utf16(mark)), end) for mark, end in marks if mark), default=None)
    return best and best[-1]


def parting(before: str, key: str) -> str:
    """Return the shortest beginning of *key* that sorts after *before*, or nothing if it is too long for a name."""
    mark = key[: _shared(before, key) + 1]
    return mark if len(mark) <= _LONGEST_START else ""


def piece_name(start: str) -> str:
    """Return the name of the piece with *start*: letters and digits as they are, other characters as numbers."""
    units = (character if _PLAIN.fullmatch(character) else f"_{utf16(character).hex()}" for character in start)
    return f"k-{''.join(units)}"


def front_coded(keys: Iterable[str]) -> str:
    """Return sorted *keys* as one text: for each a capital that counts what it shares with the one before, then the rest.

    Raises KeyCaseError if a key has a capital letter.
    """
    return "".join(_rests(keys))


def _rests(keys: Iterable[str]) -> Iterator[str]:
    last = ""
    for key in keys:
        if any(character in _SHARED for character in key):
            raise KeyCaseError(key)
        shared = min(_shared(last, key), len(_SHARED) - 1)
        yield f"{_SHARED[shared]}{key[shared:]}"
        last = key


def _shared(text: str, other: str) -> int:
    """Return the number of characters with which both texts begin."""
    pairs = enumerate(zip(text, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(text), len(other)))


def piece_script(path: str, value: object) -> str:
    """Return the script that passes on *value* as the piece at *path*, below the folder of all pieces."""
    return f"mastheadPieces.take({literal(path)},{literal(value)});\n"


def literal(value: object) -> str:
    """Return *value* as a JavaScript expression that is safe in any script, even inside a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE_IN_SCRIPT.sub(lambda match: f"\\u{ord(match.group()):04x}", text)

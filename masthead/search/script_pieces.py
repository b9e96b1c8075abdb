"""Sorted entries cut into pieces: small scripts, of which a page loads only those that its question needs.

Scripts and not JSON, because a page opened from disk may load the one but not the other. Where a piece
begins and ends is decided by the entries themselves: one that comes, goes or changes touches the pieces
around it and no others, and what a piece holds does not depend on how many there are.
theme/scripts/pieces.js reads them; docs/search.md describes the form.
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

# Between these shares of the size that is asked for a piece may end.
_LEAST, _MOST = 0.6, 1.4
# A piece is named by its first key, and names of files may not be long.
_LONGEST_START = 40
_SHARED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PLAIN = re.compile("[a-z0-9]")
# What would end the script element, start a comment in it, or break a line or the file's encoding.
_UNSAFE_IN_SCRIPT = re.compile("[<\u2028\u2029\ud800-\udfff]")


class KeyCaseError(MastheadError):
    """A key has a capital letter, which stands for the length of what keys share; carries the key."""


@dataclass(frozen=True, slots=True)
class Piece(Generic[Value]):
    """Neighbours among sorted entries. *start* sorts behind all that comes before them, and not behind the first."""

    start: str
    entries: tuple[tuple[str, Value], ...]

    @property
    def name(self) -> str:
        """The name of the file of the piece, without folder and ending."""
        return piece_name(self.start)


def utf16(key: str) -> bytes:
    """Return what sorts *key* as JavaScript does, which is not the order of code points."""
    return key.encode("utf-16-be", "surrogatepass")


def cut(
    entries: Iterable[tuple[str, Value]], weigh: Callable[[str, Value], float], size: float
) -> Iterator[Piece[Value]]:
    """Yield the pieces of *entries*, which are sorted by `utf16` and have keys of their own, one piece at least.

    Each piece weighs about *size* by *weigh*. It ends where the next start is shortest: so the list of starts is
    short too, and the same neighbours are parted in the same place whatever lies elsewhere.
    """
    start, weight, most, held = "", 0.0, _MOST * size, list[tuple[str, Value]]()
    for entry in entries:
        held.append(entry)
        weight += weigh(*entry)
        if weight <= most:
            continue
        end = _end(held, weigh, size)
        if end is None:  # where all begin alike; to look again at once would take long
            most *= 2
            continue
        yield Piece(start, tuple(held[:end]))
        start, held = parting(held[end - 1][0], held[end][0]), held[end:]
        weight, most = sum(weigh(*one) for one in held), _MOST * size
    yield Piece(start, tuple(held))


def _end(held: Sequence[tuple[str, Value]], weigh: Callable[[str, Value], float], size: float) -> int | None:
    """Return how many of *held* are best taken together: to what start is shortest, of equals always the same."""
    weights = accumulate(weigh(*entry) for entry in held)
    ends = (end for end, weight in enumerate(weights, 1) if weight >= _LEAST * size and end < len(held))
    marks = ((parting(held[end - 1][0], held[end][0]), end) for end in ends)
    best = min(((len(mark), crc32(utf16(mark)), end) for mark, end in marks if mark), default=None)
    return best and best[-1]


def parting(before: str, key: str) -> str:
    """Return the shortest beginning of *key* that sorts behind *before*, or nothing if it is too long for a name."""
    mark = key[: _shared(before, key) + 1]
    return mark if len(mark) <= _LONGEST_START else ""


def piece_name(start: str) -> str:
    """Return the name of the piece that starts with *start*: letters and digits, other signs by their numbers."""
    units = (_named(character) for character in start)
    return f"k-{''.join(units)}"


def _named(character: str) -> str:
    return character if _PLAIN.fullmatch(character) else f"_{utf16(character).hex()}"


def front_coded(keys: Iterable[str]) -> str:
    """Return sorted *keys* as one text: of each a capital for how much it shares with the last, then the rest."""
    return "".join(_rests(keys))


def _rests(keys: Iterable[str]) -> Iterator[str]:
    last = ""
    for key in keys:
        if any(character in _SHARED for character in key):
            raise KeyCaseError(key)
        shared = min(_shared(last, key), len(_SHARED) - 1)
        yield f"{_SHARED[shared]}{key[shared:]}"
        last = key


def _shared(one: str, other: str) -> int:
    """Return with how many characters both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def piece_script(path: str, value: object) -> str:
    """Return the script that hands *value* over as what lies at *path*, below the folder of all pieces."""
    return f"mastheadPieces.take({literal(path)},{literal(value)});\n"


def literal(value: object) -> str:
    """Return *value* as a JavaScript expression that is safe in any script, also inside a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE_IN_SCRIPT.sub(lambda match: f"\\u{ord(match.group()):04x}", text)

"""The postings of entries: for each word the documents that it finds, in the form that pieces contain."""

from __future__ import annotations

from array import array
from bisect import bisect
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate, groupby, pairwise

from masthead import MastheadError
from masthead.search.entry import FIELDS, EntryKind, SearchEntry, terms

# The letter of each kind begins the id of a document; the order is that of equally good results.
KIND_LETTERS: Mapping[EntryKind, str] = {
    "value": "v",
    "outlet": "o",
    "firm": "f",
    "campaign": "c",
    "source": "s",
    "country": "n",
    "technique": "t",
    "evidence": "e",
}
# Sixty-four signs in their sorting order, so that ids sort in the order of their numbers.
SIGNS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
ID_BITS = 30
# The last bits of an id are of a checksum. They come first where ids are divided into files, which so are equally large.
SUM_BITS = 12
_PLACE_BITS = ID_BITS - SUM_BITS
# The frequency of each sign in hosts: with it, places are spread, and few letters are enough to put addresses in order.
_SHARES = {
    "-": 7, ".": 57, "/": 55, "0": 1, "1": 1, "2": 1, "3": 1, "4": 1, "5": 1, "6": 1, "7": 1, "8": 1, "9": 1,
    "a": 63, "b": 9, "c": 65, "d": 24, "e": 92, "f": 5, "g": 12, "h": 17, "i": 44, "j": 1, "k": 11, "l": 31, "m": 66,
    "n": 72, "o": 92, "p": 14, "q": 1, "r": 46, "s": 75, "t": 56, "u": 24, "v": 9, "w": 34, "x": 2, "y": 15, "z": 2,
}  # fmt: skip
_ALPHABET = "".join(_SHARES)
_STARTS = (0, *accumulate(_SHARES.values()))
# So many checksums are tried where many addresses begin with the same letters; then one that gives up the order.
_TRIES = 4
_LETTERS = "".join(KIND_LETTERS.values())
_MASK_BITS = len(FIELDS)
_ALL_FIELDS, _ANY_ID = (1 << _MASK_BITS) - 1, (1 << ID_BITS) - 1
_ANY_DOCUMENT = ~(_ALL_FIELDS << ID_BITS)
_VALUES = {sign: value for value, sign in enumerate(SIGNS)}
_PAIRS = tuple(first + second for first in SIGNS for second in SIGNS)

Postings = Mapping[str, Sequence[int]]
"""The documents of each word: kind, fields and id packed into one number, so that the ids of a group sort together."""


class DuplicateEntryError(MastheadError):
    """Two entries have the same address, which is the message."""


@dataclass(frozen=True, slots=True)
class Group:
    """The documents of one kind that have a word in the same fields: their ids without the letter, sorted."""

    kind: str
    mask: int
    ids: tuple[str, ...]

    @property
    def sign(self) -> str:
        """The kind and the fields, as two signs."""
        return f"{self.kind}{SIGNS[self.mask]}"


def identified(entries: Iterable[SearchEntry]) -> list[tuple[str, SearchEntry]]:
    """Return *entries* by id, sorted. An id depends on the address alone, not on other entries.

    Only if two addresses begin alike and give the same id does the later one get another id.
    Raises DuplicateEntryError if two entries have the same address.
    """
    ordered = sorted(entries, key=lambda entry: entry.ref)
    for entry, following in pairwise(ordered):
        if entry.ref == following.ref:
            raise DuplicateEntryError(entry.ref)
    taken: dict[str, SearchEntry] = {}
    for entry in ordered:
        salt, id_ = 0, _id(entry, 0)
        while id_ in taken:
            salt += 1
            id_ = _id(entry, salt)
        taken[id_] = entry
    return sorted(taken.items())


def _id(entry: SearchEntry, salt: int) -> str:
    """Return the id of *entry*: its letter, the place of its address in the alphabet, and a checksum.

    So results that are equally good come from A to Z, and no document needs to be loaded to put them in order.
    """
    digest = blake2b(entry.ref.encode("utf-8", "surrogatepass"), digest_size=4, salt=salt.to_bytes(8, "big")).digest()
    number = int.from_bytes(digest, "big") >> (32 - ID_BITS)
    if salt < _TRIES:
        number = _place(entry.ref.partition("/")[2]) << SUM_BITS | number & (1 << SUM_BITS) - 1
    return KIND_LETTERS[entry.kind] + _signs(number)


def _place(text: str) -> int:
    """Return where *text* is in the alphabet, as a number: an arithmetic code of its first letters."""
    low, width = 0, 1 << 2 * ID_BITS
    for sign in text:
        at = max(0, bisect(_ALPHABET, sign) - 1)
        low, width = low + width * _STARTS[at] // _STARTS[-1], width * _SHARES[_ALPHABET[at]] // _STARTS[-1]
        if not width >> ID_BITS:
            break
    return low >> 2 * ID_BITS - _PLACE_BITS


def range_of(number: int, bits: int) -> int:
    """Return in which of two to the power of *bits* files the document is whose id is *number*."""
    turned = (number & (1 << SUM_BITS) - 1) << _PLACE_BITS | number >> SUM_BITS
    return turned >> (ID_BITS - bits)


def _signs(number: int) -> str:
    """Return *number* as five signs."""
    return f"{_PAIRS[number >> 18]}{_PAIRS[number >> 6 & 4095]}{SIGNS[number & 63]}"


def number_of(id_: str) -> int:
    """Return the number that the signs of *id_* encode."""
    number = 0
    for sign in id_:
        number = number << 6 | _VALUES[sign]
    return number


def postings(identified: Iterable[tuple[str, SearchEntry]]) -> Postings:
    """Return the words of all entries, each with its documents."""
    documents: dict[str, array[int]] = {}
    for id_, entry in identified:
        base = document_number(id_)
        for word, mask in _masks(entry).items():
            documents.setdefault(word, array("q")).append(base | mask << ID_BITS)
    return documents


def document_number(id_: str) -> int:
    """Return the number of the document *id_* without its fields, as in postings."""
    return _LETTERS.index(id_[0]) << _MASK_BITS + ID_BITS | number_of(id_[1:])


def changed_postings(last: Postings, gone: Collection[str], new: Postings) -> Postings:
    """Return *last* without the documents *gone*, which are ids, and with *new*; words that stay the same are shared."""
    numbers = frozenset(map(document_number, gone))
    left = {word: _without(documents, numbers) for word, documents in last.items()} if numbers else dict(last)
    added = {word: array("q", (*left.get(word, ()), *documents)) for word, documents in new.items()}
    return {word: documents for word, documents in (left | added).items() if documents}


def _without(documents: Sequence[int], gone: Collection[int]) -> Sequence[int]:
    kept = [number for number in documents if number & _ANY_DOCUMENT not in gone]
    return documents if len(kept) == len(documents) else array("q", kept)


def _masks(entry: SearchEntry) -> Mapping[str, int]:
    """Return the fields of each word of *entry*, as a bit for each field."""
    masks: dict[str, int] = {}
    words_of = terms(entry)
    for bit, field in enumerate(FIELDS):
        for word in words_of.get(field, ()):
            masks[word] = masks.get(word, 0) | 1 << bit
    return masks


def group_sizes(documents: Iterable[int]) -> Mapping[int, int]:
    """Return the number of *documents* in each group, by the number of its kind and fields."""
    return Counter(number >> ID_BITS for number in documents)


def sign_of(group: int) -> str:
    """Return the kind and the fields of a group, as two signs."""
    return f"{_LETTERS[group >> _MASK_BITS]}{SIGNS[group & _ALL_FIELDS]}"


def ids_by_range(documents: Iterable[int], group: int, bits: int) -> Sequence[str]:
    """Return the ids of *group* among *documents*, divided by *bits* of their checksums, each part as one text."""
    ranges: list[list[str]] = [[] for _ in range(1 << bits)]
    for number in sorted(number & _ANY_ID for number in documents if number >> ID_BITS == group):
        ranges[range_of(number, bits)].append(_signs(number))
    return list(map("".join, ranges))


def groups(packed: Iterable[int]) -> tuple[Group, ...]:
    """Return the groups of one word's documents, by kind and fields."""
    members = groupby(sorted(packed), key=lambda number: number >> ID_BITS)
    return tuple(
        Group(_LETTERS[sign >> _MASK_BITS], sign & _ALL_FIELDS, tuple(_signs(number & _ANY_ID) for number in numbers))
        for sign, numbers in members
    )

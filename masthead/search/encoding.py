"""The pieces of an index and their contents: words with their postings, long lists of ids, documents.

Everything here is a function of the postings of one word, or of the documents of one range, so that a build can make
only those pieces again that a changed record affects. Only the manifest depends on how many pieces there are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from hashlib import blake2b
from math import ceil, log2

from masthead.search.entry import SearchEntry
from masthead.search.postings import (
    ID_BITS,
    SIGNS,
    Group,
    group_sizes,
    groups,
    ids_by_range,
    number_of,
    range_of,
    sign_of,
)
from masthead.search.script_pieces import Piece, cut, front_coded

Documents = Sequence[int]
"""The documents of a word, as numbers (postings.py)."""
Identified = tuple[str, SearchEntry]


@dataclass(frozen=True, slots=True)
class Sizes:
    """The size of the files of an index: small files for little to fetch, or large ones for few files."""

    ids: int
    """The most ids of a group that are in the piece of the word itself; longer lists are divided by bits of their checksums."""
    documents: int
    """The most documents in a file, on average."""
    words: int = 3600
    """The approximate size of a compressed piece of words, in bytes."""
    tails: bool = True
    """Whether the words are kept reversed too: typing errors are looked for."""


PAGES, CLAIMS = Sizes(512, 8), Sizes(4096, 64, tails=False)
PACKED_PAGES, PACKED_CLAIMS = Sizes(2048, 64, 7200), Sizes(8192, 128, 7200, tails=False)
"""The sizes where files are to be few: a query loads more, but never much."""
# Typing errors are looked for in words of scripts with spaces, not in numbers or hosts. They are looked for from four
# typed letters on, one of which may be superfluous.
_SHORTEST_TYPED = 3
_UNTYPED = re.compile("[0-9.\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")  # fmt: skip


def term_pieces(words: Iterable[tuple[str, Documents]], sizes: Sizes) -> Iterator[Piece[Documents]]:
    """Yield the pieces of *words*, which must be sorted."""
    return cut(words, partial(_weight, sizes), sizes.words)


def _weight(sizes: Sizes, word: str, documents: Documents) -> float:
    """Return the approximate bytes of a compressed word: 30 bits for each id, and little for the letters."""
    if len(documents) <= sizes.ids:  # so is every group
        number, ids = len({number >> ID_BITS for number in documents}), len(documents)
    else:
        numbers = group_sizes(documents).values()
        number, ids = len(numbers), sum(size if size <= sizes.ids else 4 for size in numbers)
    return 2 + 0.25 * len(word) + 0.8 * number + 3.8 * ids


def encoded(piece: Piece[Documents], sizes: Sizes, *, turned: bool = False) -> tuple[str, str, str]:
    """Return the words, the groups and the ids of a piece, each as one text, since similar data compresses best together.

    Reversed words (*turned*) share the long lists of the words themselves.
    """
    words = [(word[::-1] if turned else word, groups(documents)) for word, documents in piece.entries]
    texts = ("".join(_group(word, group, sizes.ids) for group in of_word) for word, of_word in words)
    ids = (id_ for _, of_word in words for group in of_word if len(group.ids) <= sizes.ids for id_ in group.ids)
    return front_coded(word for word, _ in piece.entries), ",".join(texts), "".join(ids)


def _group(word: str, group: Group, most: int) -> str:
    number = len(group.ids)
    where = f"~{_list_name(word, group.sign)}{SIGNS[_bits(number, most)]}" if number > most else ""
    return f"{number if number > 1 else ''}{group.sign}{where}"


def _list_name(word: str, sign: str) -> str:
    return blake2b(f"{sign}{word}".encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _bits(number: int, most: int) -> int:
    """Return how many bits divide *number* ids into parts of at most *most*, on average."""
    return max(0, ceil(log2(number / most))) if number else 0


def long_lists(word: str, documents: Documents, sizes: Sizes) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the path of each part of the lists of *word* that are too long for its piece, and the function that makes it.

    They are divided by the checksums in the ids.
    """
    for group, size in sorted(group_sizes(documents).items()):
        if size > sizes.ids:
            bits, name = _bits(size, sizes.ids), _list_name(word, sign_of(group))
            parts = cache(partial(ids_by_range, documents, group, bits))
            yield from ((f"lists/{name}-{at:x}", partial(_part, parts, at)) for at in range(1 << bits))


def _part(parts: Callable[[], Sequence[str]], at: int) -> str:
    return parts()[at]


def is_typed(word: str) -> bool:
    """Return whether typing errors are looked for in *word*: it has letters only, at least three."""
    return len(word) >= _SHORTEST_TYPED and not _UNTYPED.search(word) and all(map(_is_letter, word))


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"


def document_bits(number: int, sizes: Sizes) -> int:
    """Return how many bits of the checksum divide *number* documents into files."""
    return _bits(number, sizes.documents)


def document_ranges(entries: Iterable[Identified], bits: int) -> Iterator[tuple[str, Sequence[Identified]]]:
    """Yield the path of each piece of documents, and the entries in it: those of a range of ids."""
    ranges: dict[str, list[Identified]] = {_document_path(at): [] for at in range(1 << bits)}
    for pair in sorted(entries, key=lambda pair: pair[0][1:]):
        ranges[document_path(pair[0], bits)].append(pair)
    yield from ranges.items()


def document_path(id_: str, bits: int) -> str:
    """Return the path of the piece of documents that has the document *id_*."""
    return _document_path(range_of(number_of(id_[1:]), bits))


def _document_path(at: int) -> str:
    return f"documents/{at:x}"

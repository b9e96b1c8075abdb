"""What stands in the pieces of an index, and where: words with their postings, long lists, documents.

Everything here is a function of the postings of a word or the documents of a range alone, so that a build
may make again only those pieces that a changed record touches. Only the manifest knows how many there are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import groupby
from math import ceil, log2

from masthead.search.entry import Entry, shown
from masthead.search.postings import ID_BITS, SIGNS, Group, number_of
from masthead.search.script_pieces import Piece, cut, front_coded

Word = tuple[str, tuple[Group, ...]]
Made = tuple[str, object]
"""A path below the folder of the index, and what the script there hands over."""

# About so much of a piece is left when it is compressed, in bytes.
SIZE = 3600


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much lies together in an index: few for little to fetch, or many for few files."""

    ids: int
    """The ids of one group that stand in the piece of the word itself; longer lists are divided by their first bits."""
    documents: int


PAGES, CLAIMS = Sizes(512, 8), Sizes(4096, 64)
# Words of letters, with spaces between them, in which a typing error is looked for: no numbers, no hosts. An error is
# looked for from four letters typed, of which one may be too many.
_SHORTEST_TYPED = 3
_UNTYPED = re.compile("[0-9.\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")  # fmt: skip


def term_pieces(words: Iterable[Word], sizes: Sizes) -> Iterator[Piece[tuple[Group, ...]]]:
    """Yield the pieces of *words*, which are in order."""
    return cut(words, partial(_weight, sizes), SIZE)


def _weight(sizes: Sizes, word: str, groups: Sequence[Group]) -> float:
    """Return about how many bytes a word takes, compressed: 30 bits for each id, and little for the letters."""
    ids = sum(len(group.ids) if len(group.ids) <= sizes.ids else 4 for group in groups)
    return 2 + 0.25 * len(word) + 0.8 * len(groups) + 3.8 * ids


def encoded(piece: Piece[tuple[Group, ...]], sizes: Sizes, *, turned: bool = False) -> tuple[str, str, str]:
    """Return words, groups and ids of a piece: each as one text, since like compresses best with like.

    Words that are *turned* round share the long lists of the words that they are.
    """
    meant = ((word[::-1] if turned else word, groups) for word, groups in piece.entries)
    texts = ("".join(_group(word, group, sizes.ids) for group in groups) for word, groups in meant)
    ids = (id_ for _, groups in piece.entries for group in groups if len(group.ids) <= sizes.ids for id_ in group.ids)
    return front_coded(word for word, _ in piece.entries), ",".join(texts), "".join(ids)


def _group(word: str, group: Group, most: int) -> str:
    number = len(group.ids)
    where = f"~{_list_name(word, group)}{SIGNS[_bits(number, most)]}" if number > most else ""
    return f"{number if number > 1 else ''}{group.sign}{where}"


def _list_name(word: str, group: Group) -> str:
    return blake2b(f"{group.sign}{word}".encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _bits(number: int, most: int) -> int:
    """Return how many bits divide *number* into parts of *most*, on average."""
    return max(0, ceil(log2(number / most))) if number else 0


def long_lists(words: Iterable[Word], sizes: Sizes) -> Iterator[Made]:
    """Yield the parts of the lists that are too long for the piece of their word, by the first bits of the ids."""
    for word, groups in words:
        for group in (group for group in groups if len(group.ids) > sizes.ids):
            bits, name = _bits(len(group.ids), sizes.ids), _list_name(word, group)
            parts = {at: "".join(ids) for at, ids in groupby(group.ids, key=partial(_range, bits))}
            yield from ((f"lists/{name}-{at:x}", parts.get(at, "")) for at in range(1 << bits))


def _range(bits: int, id_: str) -> int:
    return number_of(id_) >> (ID_BITS - bits)


def is_typed(word: str) -> bool:
    """Return whether *word* is one in which an error of typing is looked for: letters, three at least."""
    return len(word) >= _SHORTEST_TYPED and not _UNTYPED.search(word) and all(map(_is_letter, word))


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"


def document_bits(number: int, sizes: Sizes) -> int:
    """Return by how many bits *number* documents are parted."""
    return _bits(number, sizes.documents)


def documents(entries: Iterable[tuple[str, Entry]], bits: int) -> Iterator[Made]:
    """Yield the pieces of documents: what a result shows, by id, for each range of ids."""
    ordered = sorted(entries, key=lambda pair: pair[0][1:])
    parts = groupby(ordered, key=lambda pair: _range(bits, pair[0][1:]))
    made = {at: {id_: shown(entry) for id_, entry in pairs} for at, pairs in parts}
    yield from ((f"documents/{at:x}", made.get(at, {})) for at in range(1 << bits))

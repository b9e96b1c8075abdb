"""The search index: scripts below `search/`, which a page loads when it needs them."""

from __future__ import annotations

import gzip
from bisect import bisect
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, zip_longest
from typing import Any

from masthead.search.encoding import (
    CLAIMS,
    PACKED_CLAIMS,
    PACKED_PAGES,
    PAGES,
    Documents,
    Identified,
    Sizes,
    document_bits,
    document_path,
    document_ranges,
    encoded,
    is_typed,
    long_lists,
    term_pieces,
)
from masthead.search.entry import SearchEntry, shown
from masthead.search.last_index import NO_INDEX, KeptIndex, digest_of, read_index
from masthead.search.postings import changed_postings, identified, postings
from masthead.search.script_pieces import Piece, front_coded, piece_script, utf16

FOLDER = "search/"
# Evidence has an index of its own, which is loaded after all other results are shown.
PAGE_INDEX, EVIDENCE = "", "evidence/"
_SIZES = {PAGE_INDEX: (PAGES, PACKED_PAGES), EVIDENCE: (CLAIMS, PACKED_CLAIMS)}
# Reversed words, by which a word is found whose beginning is mistyped.
TAILS = "tails/"
# Up to this many compressed bytes, an index is a single file.
SMALL = 16_000
# No script is compressed to less than a twelfth of its size.
_LEAST_LEFT = 12


@dataclass(frozen=True, slots=True)
class Script:
    """A script of an index: its path below the folder of the index, and the function that makes the value it passes on."""

    path: str
    make: Callable[[], object]
    is_same: bool = False
    """Whether the last index has the same."""


def search_files(
    entries: Iterable[SearchEntry], small: int = SMALL, *, packed: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each script of the index of *entries*, few and larger ones if *packed*.

    The same entries give the same files, in any order. An index of at most *small* compressed bytes is a single file.
    """
    all_entries = list(entries)
    for below in (PAGE_INDEX, EVIDENCE):
        of_index = (entry for entry in all_entries if (entry.kind == "evidence") is (below == EVIDENCE))
        files, _ = resumed_search_files(below, of_index, {}, small, packed=packed)
        yield from ((path, text if isinstance(text, str) else text()) for path, text in files)


def resumed_search_files(
    below: str, entries: Iterable[SearchEntry], last: Mapping[str, Any], small: int = SMALL, *, packed: bool = False
) -> tuple[Iterator[tuple[str, str | Callable[[], str]]], Mapping[str, Any]]:
    """Return the files of the index in the folder *below*, and the values to keep, which are *last* for the next call.

    *entries* are all those of the index. If they are the same as those before, *last* itself is returned. A file that is
    the same as before has a function in the place of its text, which returns the text. Files are made when asked for.
    """
    sizes = _SIZES[below][packed]
    ordered = identified(entries)
    digests = {id_: digest_of(entry) for id_, entry in ordered}
    before = read_index(last) if last else NO_INDEX
    if last and digests == before.digests:
        return _files(below, partial(_index, ordered, digests, sizes, before), small), last
    index = _index(ordered, digests, sizes, before)
    return _files(below, lambda: index, small), index.kept.values()


def _files(below: str, index: Callable[[], _Index], small: int) -> Iterator[tuple[str, str | Callable[[], str]]]:
    for script in _together(index().scripts(), small):
        text = partial(_text, below, script)
        yield f"{FOLDER}{below}{script.path}.js", text if script.is_same else text()


def _text(below: str, script: Script) -> str:
    return piece_script(f"{below}{script.path}", script.make())


def _together(scripts: Iterator[Script], small: int) -> Iterator[Script]:
    """Yield the *scripts*, or only the manifest, with all others in it, if they are small."""
    first = list(_up_to(_LEAST_LEFT * small, scripts))
    following = next(scripts, None)
    if following is None:
        values = {script.path: script.make() for script in first}
        if len(gzip.compress(repr(list(values.items())).encode(), 9, mtime=0)) <= small:
            manifest: Any = values.pop("manifest")
            yield Script("manifest", partial(list, (*manifest, values)))
            return
    yield from chain(first, filter(None, (following,)), scripts)


def _up_to(most: int, scripts: Iterator[Script]) -> Iterator[Script]:
    """Yield the first of *scripts*, until their length exceeds *most*."""
    length = 0
    while length <= most and (script := next(scripts, None)):
        length += len(repr((script.path, script.make())))
        yield script


@dataclass(frozen=True, slots=True)
class _Index:
    """An index, and what of it differs from the last one."""

    entries: Sequence[Identified]
    sizes: Sizes
    pieces: Sequence[Piece[Documents]]
    tails: Sequence[Piece[Documents]]
    kept: KeptIndex
    last: KeptIndex
    changed: Collection[str]
    """The ids of the entries that are new, changed or gone."""

    def scripts(self) -> Iterator[Script]:
        """Yield the scripts of the index, whose values are made one by one, so that they are never all in memory."""
        bits = self.kept.bits
        words = self._changed_words()
        yield from self._words("", self.pieces, self.last.starts, words)
        yield Script("manifest", lambda: (front_coded(self.kept.starts), len(self.entries), bits))
        if self.sizes.tails:
            yield from self._words(TAILS, self.tails, self.last.tails, frozenset(word[::-1] for word in words))
            yield Script(f"{TAILS}manifest", lambda: (front_coded(self.kept.tails),))
        for word, documents in self.kept.postings.items():
            if len(documents) > self.sizes.ids:
                for path, make in long_lists(word, documents, self.sizes):
                    yield Script(path, make, word not in words)
        is_divided_alike = bits == self.last.bits
        paths = {document_path(id_, bits) for id_ in self.changed}
        for path, entries in document_ranges(self.entries, bits):
            yield Script(path, partial(_documents, entries), is_divided_alike and path not in paths)

    def _words(
        self, folder: str, pieces: Sequence[Piece[Documents]], last: Sequence[str], changed: frozenset[str]
    ) -> Iterator[Script]:
        """Yield the scripts of *pieces*: one is the same if one of the *last* had its start and end, and no word *changed*."""
        same = set(zip_longest(last, last[1:]))
        starts = [piece.start for piece in pieces]
        keys = [utf16(start) for start in starts]
        touched = {bisect(keys, utf16(word)) - 1 for word in changed}  # a word that is gone is no longer in a piece
        for at, (piece, end) in enumerate(zip_longest(pieces, starts[1:])):
            make = partial(encoded, piece, self.sizes, turned=folder == TAILS)
            yield Script(f"{folder}terms/{piece.name}", make, (piece.start, end) in same and at not in touched)

    def _changed_words(self) -> frozenset[str]:
        """Return the words that are new or gone, or find other documents."""
        now, last = self.kept.postings, self.last.postings
        candidates = (word for word in now.keys() | last.keys() if now.get(word) is not last.get(word))
        return frozenset(word for word in candidates if sorted(now.get(word, ())) != sorted(last.get(word, ())))


def _index(entries: Sequence[Identified], digests: Mapping[str, str], sizes: Sizes, last: KeptIndex) -> _Index:
    """Return the index of *entries*, which have *digests*, made from the *last* one and the entries that differ."""
    changed = {id_ for id_ in digests.keys() | last.digests.keys() if digests.get(id_) != last.digests.get(id_)}
    new = postings((id_, entry) for id_, entry in entries if id_ in changed)
    documents = changed_postings(last.postings, changed & last.digests.keys(), new)
    words = sorted(documents, key=utf16)
    documents = {word: documents[word] for word in words}
    pieces = list(term_pieces(documents.items(), sizes))
    # Typing errors are not looked for in evidence.
    turned = sorted((word[::-1] for word in words if is_typed(word)), key=utf16) if sizes.tails else []
    tails = list(term_pieces(((word, documents[word[::-1]]) for word in turned), sizes))
    starts, ends = ([piece.start for piece in some] for some in (pieces, tails))
    kept = KeptIndex(digests, documents, starts, ends, document_bits(len(entries), sizes))
    return _Index(entries, sizes, pieces, tails, kept, last, changed)


def _documents(entries: Iterable[Identified]) -> dict[str, dict[str, object]]:
    return {id_: shown(entry) for id_, entry in entries}

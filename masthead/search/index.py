"""The search index: scripts below `search/`, which a page loads when it needs them."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from masthead.search.encoding import (
    CLAIMS,
    PACKED_CLAIMS,
    PACKED_PAGES,
    PAGES,
    Script,
    Sizes,
    Word,
    document_bits,
    documents,
    encoded,
    is_typed,
    long_lists,
    term_pieces,
)
from masthead.search.entry import SearchEntry
from masthead.search.postings import groups, identified, postings
from masthead.search.script_pieces import front_coded, piece_script, utf16

FOLDER = "search/"
# Evidence has an index of its own, which is loaded after all other results are shown.
EVIDENCE = "evidence/"
# Reversed words, by which a word is found whose beginning is mistyped.
TAILS = "tails/"
# Up to this many compressed bytes, an index is a single file.
SMALL = 16_000
# No script is compressed to less than a twelfth of its size.
_LEAST_LEFT = 12


def search_files(
    entries: Iterable[SearchEntry], small: int = SMALL, *, packed: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each script of the index of *entries*, few and larger ones if *packed*.

    The same entries give the same files, in any order. An index of at most *small* compressed bytes is a single file.
    """
    ordered = identified(entries)
    pages, claims = (PACKED_PAGES, PACKED_CLAIMS) if packed else (PAGES, CLAIMS)
    for below, sizes in (("", pages), (EVIDENCE, claims)):
        chosen = [pair for pair in ordered if (pair[1].kind == "evidence") is (below == EVIDENCE)]
        for path, value in _together(_scripts(chosen, sizes), small):
            yield f"{FOLDER}{below}{path}.js", piece_script(f"{below}{path}", value)


def _together(scripts: Iterator[Script], small: int) -> Iterator[Script]:
    """Yield the *scripts*, or only the manifest, with all others in it, if they are small."""
    first = list(_up_to(_LEAST_LEFT * small, scripts))
    following = next(scripts, None)
    if following is None and len(gzip.compress(repr(first).encode(), 9, mtime=0)) <= small:
        values = dict(first)
        yield "manifest", [*values.pop("manifest"), values]  # type: ignore[misc]  # a sequence, as made below
        return
    yield from chain(first, filter(None, (following,)), scripts)


def _up_to(most: int, scripts: Iterator[Script]) -> Iterator[Script]:
    """Yield the first of *scripts*, until their length exceeds *most*."""
    length = 0
    while length <= most and (script := next(scripts, None)):
        length += len(repr(script))
        yield script


def _scripts(ordered: Sequence[tuple[str, SearchEntry]], sizes: Sizes) -> Iterator[Script]:
    """Yield the scripts of an index one by one, so that they are never all in memory."""
    documents_of, bits = postings(ordered), document_bits(len(ordered), sizes)
    words = sorted(documents_of, key=utf16)
    yield from _words("", ((word, groups(documents_of[word])) for word in words), sizes, len(ordered), bits)
    if sizes.tails:  # typing errors are not looked for in evidence
        turned = sorted((word[::-1] for word in words if is_typed(word)), key=utf16)
        yield from _words(TAILS, ((word, groups(documents_of[word[::-1]])) for word in turned), sizes)
    long = ((word, groups(packed)) for word, packed in documents_of.items() if len(packed) > sizes.ids)
    yield from long_lists(long, sizes)
    yield from documents(ordered, bits)


def _words(folder: str, words: Iterable[Word], sizes: Sizes, *numbers: int) -> Iterator[Script]:
    """Yield the pieces of *words*, and then the manifest, which says where each piece starts."""
    starts = []
    for piece in term_pieces(words, sizes):
        starts.append(piece.start)
        yield f"{folder}terms/{piece.name}", encoded(piece, sizes, turned=folder == TAILS)
    yield f"{folder}manifest", (front_coded(starts), *numbers)

"""The search index, built ahead: the scripts below `search/` that a page loads as it needs them."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from masthead.search.encoding import (
    CLAIMS,
    PAGES,
    Made,
    Sizes,
    Word,
    document_bits,
    documents,
    encoded,
    is_typed,
    long_lists,
    term_pieces,
)
from masthead.search.entry import Entry
from masthead.search.postings import Postings, groups, identified, postings
from masthead.search.script_pieces import front_coded, piece_script, utf16

FOLDER = "search/"
# What is found in evidence is an index of its own, which is loaded when all else is shown.
EVIDENCE = "evidence/"
# Words turned round, by which a word is found when its beginning is mistyped.
TAILS = "tails/"
# Up to so many bytes, compressed, an index is one file and nothing else is loaded.
SMALL = 16_000
# No text of scripts is compressed to less than a twelfth.
_LEAST_LEFT = 12


def search_files(entries: Iterable[Entry], small: int = SMALL) -> Iterator[tuple[str, str]]:
    """Yield path and text of each script of the index of *entries*.

    The same entries give the same files, in whatever order they come. An index that is compressed to no more
    than *small* bytes is one file.
    """
    ordered = identified(entries)
    for below, sizes in (("", PAGES), (EVIDENCE, CLAIMS)):
        chosen = [pair for pair in ordered if (pair[1].kind == "evidence") is (sizes is CLAIMS)]
        for path, value in _together(_made(chosen, sizes), small):
            yield f"{FOLDER}{below}{path}.js", piece_script(f"{below}{path}", value)


def _together(made: Iterator[Made], small: int) -> Iterator[Made]:
    """Yield what was *made*, all of it in the manifest if it is little."""
    first = list(_up_to(_LEAST_LEFT * small, made))
    following = next(made, None)
    if following is None and len(gzip.compress(repr(first).encode(), 9, mtime=0)) <= small:
        values = dict(first)
        yield "manifest", [*values.pop("manifest"), values]  # type: ignore[misc]  # a sequence, as made below
        return
    yield from chain(first, filter(None, (following,)), made)


def _up_to(most: int, made: Iterator[Made]) -> Iterator[Made]:
    """Yield what comes first of *made*, until it is longer than *most*."""
    length = 0
    while length <= most and (one := next(made, None)):
        length += len(repr(one))
        yield one


def _made(ordered: Sequence[tuple[str, Entry]], sizes: Sizes) -> Iterator[Made]:
    """Yield the scripts of one index one by one, so that never all of them are there at once."""
    found, bits = postings(ordered), document_bits(len(ordered), sizes)
    words = sorted(found, key=utf16)
    yield from _words("", ((word, groups(found[word])) for word in words), sizes, len(ordered), bits)
    if sizes is PAGES:  # in evidence no errors of typing are looked for
        turned = sorted((word[::-1] for word in words if is_typed(word)), key=utf16)
        yield from _words(TAILS, ((word, groups(found[word[::-1]])) for word in turned), sizes)
    yield from long_lists(_long(found, sizes.ids), sizes)
    yield from documents(ordered, bits)


def _words(folder: str, words: Iterable[Word], sizes: Sizes, *numbers: int) -> Iterator[Made]:
    """Yield the pieces of *words* and, when all are cut, the manifest that says where each starts."""
    starts = []
    for piece in term_pieces(words, sizes):
        starts.append(piece.start)
        yield f"{folder}terms/{piece.name}", encoded(piece, sizes, turned=folder == TAILS)
    yield f"{folder}manifest", (front_coded(starts), *numbers)


def _long(found: Postings, most: int) -> Iterator[Word]:
    return ((word, groups(packed)) for word, packed in found.items() if len(packed) > most)

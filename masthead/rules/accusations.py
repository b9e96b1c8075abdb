"""Which words of a text accuse, in the languages of the data and in whatever letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from masthead.pinned_lists import ACCUSING_WORDS
from masthead.syntax.look_alikes import folded, unfolded

_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_WORDS = {folded(word.rstrip("*"))[0]: word for word in ACCUSING_WORDS}
"""The accusing words by what is left of them when they are folded, which any of their spellings has."""


def may_accuse(text: str) -> bool:
    """Return whether *text* may have an accusing word: most have none, and a look costs little."""
    return any(any(map(look.__contains__, _WORDS)) for look in folded(text))


def accusing_words(text: str) -> Iterator[str]:
    """Yield the accusing words in *text* as it writes them, whatever letters stand for theirs, in their order."""
    spans = {
        match.span()
        for look in folded(text)
        for stem in _WORDS
        if stem in look
        for match in _pattern(stem).finditer(look)
    }
    last = 0
    for start, end in sorted(spans):
        if start >= last:  # a word within another that accuses is the same accusation
            yield unfolded(text, start, end)
            last = end


@cache
def _pattern(stem: str) -> re.Pattern[str]:
    """Return the pattern of the word with a *stem*; where words have no space between them, it is found within others."""
    word = _WORDS[stem]
    if _SPACELESS.search(word):
        return re.compile(re.escape(stem))
    return re.compile(rf"\b{re.escape(stem)}" + (r"\w*" if word.endswith("*") else r"\b"))

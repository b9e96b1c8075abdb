"""Which words of a text accuse, in the languages of the data and in whatever letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from masthead.pinned_lists import ACCUSING_WORDS
from masthead.syntax.confusable_letters import folded, unfolded

_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_WORDS = {folded(word.rstrip("*"))[0]: word for word in ACCUSING_WORDS}
"""The accusing words by what is left of them when they are folded, which any of their spellings has."""


_WITHIN_OTHERS = tuple(stem for stem in _WORDS if _SPACELESS.search(stem))
_BEGINNINGS = tuple(stem.split(" ")[0] for stem in _WORDS if stem not in _WITHIN_OTHERS)
_ANY_WORD = re.compile(r"\w+")


def may_accuse(text: str) -> bool:
    """Return whether *text* may have an accusing word: most have none, and a look costs little."""
    return any(
        any(map(_begins, set(_ANY_WORD.findall(look))))
        or (_SPACELESS.search(look) is not None and any(map(look.__contains__, _WITHIN_OTHERS)))
        for look in folded(text)
    )


@lru_cache(maxsize=32768)  # the same few thousand words are in most records
def _begins(word: str) -> bool:
    return word.startswith(_BEGINNINGS)


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

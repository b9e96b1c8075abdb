"""Near misses: the known word that a misspelt one probably means."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

LIKENESS = 0.7
MAX_TEXT = 80
# A piece shared by more words than this distinguishes none of them, and counting them all would take long.
_MAX_SHARED = 40
_CANDIDATES = 4


def nearest(text: str, known: Iterable[str]) -> str:
    """Return “did you mean …?” with the word of *known* most like *text*, or an empty text if none is like it."""
    word = near_miss(text, known)
    return f"did you mean {word}?" if word else ""


def near_miss(text: str, known: Iterable[str]) -> str:
    """Return the word of *known* most like *text*, or an empty text if none is like it."""
    words = known if isinstance(known, frozenset) else frozenset(known)
    return _near_miss(words, text[:MAX_TEXT])


def bare(text: str) -> str:
    """Return *text* without what people most often get wrong: case, spaces, hyphens, underscores, dots."""
    return re.sub(r"[\s._-]", "", text.casefold())


# Many records have the same wrong word, and each finding asks for it again.
@lru_cache(maxsize=4096)
def _near_miss(words: frozenset[str], text: str) -> str:
    return _lexicon(words).nearest(text)


@lru_cache(maxsize=64)
def _lexicon(words: frozenset[str]) -> _Lexicon:
    return _Lexicon(words)


class _Lexicon:
    """Words, indexed by their bare form and by its pieces, so that thousands of near misses are found quickly."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[str, str] = {}
        self._sharing: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(words):
            if self._words.setdefault(bare(word), word) == word:
                for piece in _pieces(bare(word)):
                    self._sharing[piece].append(bare(word))

    def nearest(self, text: str) -> str:
        """Return the word most like *text*, the first in alphabetical order if several are, or an empty text."""
        wanted = bare(text)
        if wanted in self._words:
            return self._words[wanted]
        matcher = difflib.SequenceMatcher(b=wanted, autojunk=False)
        best, likeness = "", LIKENESS
        for candidate in self._candidates(wanted):
            matcher.set_seq1(candidate)
            # From the cheapest bound to the ratio itself.
            bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
            if all(bound() > likeness for bound in bounds):
                best, likeness = self._words[candidate], matcher.ratio()
        return best

    def _candidates(self, wanted: str) -> list[str]:
        """Return the few words that share the most pieces with *wanted*."""
        shared: Counter[str] = Counter()
        for piece in _pieces(wanted):
            if len(self._sharing.get(piece, ())) <= _MAX_SHARED:
                shared.update(self._sharing.get(piece, ()))
        return sorted(shared, key=lambda word: (-shared[word], word))[:_CANDIDATES]


def _pieces(word: str) -> set[str]:
    """Return all runs of two and of three letters in *word*, with its start and its end marked."""
    edged = f"^{word}$"
    return {edged[i : i + n] for n in (2, 3) for i in range(len(edged) - n + 1)}

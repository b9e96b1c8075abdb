"""Many texts looked at together, so that only those few are read one by one that have a word or sign of what is looked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import AnyStr

from masthead.syntax.confusable_letters import has_other_scripts, plain, words_of


class Joined:
    """Texts joined to one, and which of them what is found in that is in."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Join *texts*, by lines."""
        self.texts = tuple(texts)
        self.whole = "\n".join(self.texts)
        self._starts = [0, *accumulate(len(text) + 1 for text in self.texts)]

    def text_at(self, place: int) -> int:
        """Return the number of the text that has what is at *place* in the whole."""
        return bisect_right(self._starts, place) - 1

    def with_signs(self, whole: AnyStr, signs: Iterable[AnyStr]) -> set[int]:
        """Return which texts have one of *signs*; *whole* is the whole with other letters, each in the place of one."""
        return {self.text_at(place) for sign in signs for place in _places(whole, sign)}

    def with_pattern(self, whole: AnyStr, pattern: re.Pattern[AnyStr]) -> set[int]:
        """Return which texts have a match of *pattern*; *whole* is the whole with other letters, each in the place of one."""
        return {self.text_at(match.start()) for match in pattern.finditer(whole)}

    def with_many(self, whole: AnyStr, sign: AnyStr, fewest: int) -> set[int]:
        """Return which texts have a *sign* so many times at least."""
        starts = self._starts
        return {number for number in range(len(self.texts)) if whole.count(sign, starts[number], starts[number + 1]) >= fewest}  # fmt: skip


class Together(Joined):
    """Texts as people read them, with their words."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take *texts* as records write them."""
        super().__init__(map(plain, texts))
        self._words = [words_of(text) for text in self.texts]
        self._all_words = set[str]().union(*self._words)

    def with_words(self, is_asked: Callable[[str], bool]) -> set[int]:
        """Return which texts have a word that *is_asked* for."""
        asked = set(filter(is_asked, self._all_words))
        return {number for number, words in enumerate(self._words) if asked and not asked.isdisjoint(words)}

    def in_other_scripts(self) -> set[int]:
        """Return which texts have letters of another script than Latin."""
        return {number for number, text in enumerate(self.texts) if has_other_scripts(text)}


def _places(whole: AnyStr, sign: AnyStr) -> Iterator[int]:
    place = whole.find(sign)
    while place >= 0:
        yield place
        place = whole.find(sign, place + 1)

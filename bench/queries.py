"""The queries of the benchmark: one word, two words, and words with a typing error, in all scripts; always the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from masthead.search.entry import SearchEntry
from masthead.search.normalise import fold, tokens

SEED = 11
LONG_ENOUGH = 6
GROUPS = ("one word", "two words", "typing error")


@dataclass(frozen=True, slots=True)
class Query:
    """A query: its text, its group, and the words that a right answer shows."""

    text: str
    group: str
    shows: tuple[str, ...]

    def answered_by(self, results: Sequence[str]) -> bool:
        """Return whether one of *results* is a right answer."""
        texts = [fold(result).replace("[.]", ".") for result in results]
        return any(all(fold(word) in text for word in self.shows) for text in texts)


def queries(entries: Sequence[SearchEntry], share: float = 1.0) -> list[Query]:
    """Return the queries for a database of *entries*, or a *share* of each sort of query."""
    draw = random.Random(SEED)  # noqa: S311 - the same queries on every machine, nothing secret
    by_kind = {kind: [entry for entry in entries if entry.kind == kind] for kind in ("outlet", "firm", "country")}
    outlets = by_kind["outlet"]
    named = [entry for entry in outlets if " " in entry.title]
    latin = [entry for entry in named if fold(entry.title).isascii()]
    other = [entry for entry in named if not fold(entry.title).isascii()]
    joined = [entry for entry in outlets if " " not in entry.title and not fold(entry.title).isascii()]
    sorts: list[tuple[int, Sequence[SearchEntry], Callable[[SearchEntry], Query]]] = [
        (25, latin, lambda entry: _one_word(entry.title.split()[0])),
        (5, latin, lambda entry: _one_word(entry.title.split()[1])),
        (20, other, lambda entry: _one_word(entry.title.split()[0])),
        (15, joined, lambda entry: _one_word(entry.title)),
        (10, joined, lambda entry: _one_word(entry.title[:2])),
        (12, outlets, lambda entry: _one_word(entry.hosts[0])),
        (12, outlets, lambda entry: _one_word(_label(entry))),
        (12, outlets, lambda entry: _one_word(_label(entry)[:LONG_ENOUGH])),
        (10, by_kind["firm"], lambda entry: _one_word(entry.title.split()[0])),
        (5, by_kind["country"], lambda entry: _one_word(entry.title)),
        (20, latin, lambda entry: _two_words(*entry.title.split()[:2])),
        (20, other, lambda entry: _two_words(*entry.title.split()[:2])),
        (10, joined, lambda entry: _two_words(entry.title[:2], entry.title[-2:])),
        (15, by_kind["firm"], lambda entry: _two_words(*entry.title.split()[:2])),
        (15, named, lambda entry: _two_words(entry.title.split()[0], entry.subtitle)),
        (20, [entry for entry in latin if _is_long(entry)], lambda entry: _mistyped(entry.title.split()[0], draw)),
        (10, [entry for entry in other if _is_long(entry)], lambda entry: _mistyped(entry.title.split()[0], draw)),
        (10, outlets, lambda entry: _mistyped(_label(entry), draw)),
    ]
    return [
        make(entry)
        for number, chosen_from, make in sorts
        for entry in draw.sample(chosen_from, min(len(chosen_from), max(1, round(number * share))))
    ]


def _one_word(word: str) -> Query:
    return Query(word, "one word", (word,))


def _two_words(first: str, second: str) -> Query:
    return Query(f"{first} {second}", "two words", (first, second))


def _mistyped(word: str, draw: random.Random) -> Query:
    """Return a query for *word* with a letter missing, doubled or replaced, or with two letters in the wrong order."""
    at = draw.randrange(len(word) - 1)
    before, letter, following, after = word[:at], word[at], word[at + 1], word[at + 2 :]
    middles = (following, letter * 2 + following, word[-1] + following, following + letter)
    wrong = [before + middle + after for middle in middles]
    return Query(draw.choice([typed for typed in wrong if typed != word]), "typing error", (word,))


def _label(entry: SearchEntry) -> str:
    return entry.hosts[0].split(".")[0]


def _is_long(entry: SearchEntry) -> bool:
    return len(entry.title.split()[0]) >= LONG_ENOUGH and len(tokens(entry.title)) > 1

"""Whether a claim was turned into something else: by what its words are, not by what they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import takewhile

from masthead.relations.graph import Graph
from masthead.syntax.confusable_letters import folded

_NEGATION = re.compile(
    r"\b(?:not|no|none|nobody|nothing|never|neither|nor|without|cannot"
    r"|den(?:y|ies|ied|ying)|refut\w+|reject\w*|disput\w+|contradict\w*|refus\w+|exclud\w+|ceas\w+|stop(?:s|ped)?"
    r"|fail(?:s|ed|ing)?|lack(?:s|ed|ing)?|wrong(?:ly)?|false|untrue|incorrect|unable|unlikely|hardly|barely|unproven|unfounded"
    r"|baseless)\b|n[’']t\b",
    re.IGNORECASE,
)
_AUXILIARIES = frozenset(
    ("do", "does", "did", "has", "have", "had", "is", "are", "was", "were", "be", "been", "that", "it")
)
_STEM = 5
"""How many letters of a word count: so that "operates" and "operate" are one word."""
_MOST_OTHER = 4
"""How many words may differ beside what was turned: a claim that is written anew is another claim, not a turned one.

Of 187 claims that were reworded in the real records, 4 are called opposites that are none, 2 are said to name others that
do not, and 1 has in truth another year.
"""
_LEAST_KEPT = 3
_SAME, _END = 4, 3
_NUMBERS = {
    word: str(number)
    for number, words in {
        0: "zero", 1: "one first", 2: "two second", 3: "three third", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight",
        9: "nine", 10: "ten", 11: "eleven", 12: "twelve dozen", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
        17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty",
        70: "seventy", 80: "eighty", 90: "ninety", 100: "hundred", 1_000: "thousand", 1_000_000: "million",
        1_000_000_000: "billion",
    }.items()
    for word in words.split()
}  # fmt: skip
_NAMES_OTHERS = "names somebody or something else than"
_AMOUNTS = frozenset(("all", "every", "most", "many", "several", "some", "few", "both", "half"))
_SEPARATOR = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3}(?!\d))")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2}[.!?;])\s+")
# A word with a capital, or a host.
_NAME = re.compile(
    r"(?P<begins>(?:^|[.!?:;] )[“\"‘(]?)?\b"
    r"(?P<name>(?=[\w’'.\[\]-]*(?:[^\W\d_a-zß-ÿ]|\w\[?\.\]?[a-z]))[^\W\d_][\w’'.\[\]-]*\w)"
)
# With which a sentence begins that does not begin with a name.
_BEGINNINGS = frozenset((
    "a", "about", "according", "after", "although", "an", "and", "as", "at", "because", "before", "besides", "but", "by", "each",
    "for", "from", "here", "however", "if", "in", "it", "its", "neither", "never", "no", "nobody", "not", "nothing", "of", "on",
    "or", "over", "since", "so", "that", "the", "their", "there", "these", "they", "this", "those", "though", "under", "until",
    "what", "when", "where", "which", "while", "who", "whose", "with", "without", *_AMOUNTS, *_NUMBERS,
))  # fmt: skip


def turned(was: str, now: str) -> str:
    """Return what the claim *now* does otherwise than the claim *was*, such as: has another number than. Or nothing.

    Both are compared as a whole and sentence by sentence, so that further sentences hide nothing.
    """
    pairs = [(was, now), *((one, _most_alike(one, now)) for one in _SENTENCE.split(was))]
    if any(is_opposite(*pair) for pair in pairs):
        return "says the opposite of what"
    for kind, turn in ((_names, _NAMES_OTHERS), (_numbers, "has another number than")):
        lost, new = _gone(kind, was, now), _gone(kind, now, was)
        if _are_in_another_order(was, now, kind) or any(_is_swapped(*pair, lost, new) for pair in pairs):
            return turn
    return ""


def is_opposite(was: str, now: str) -> bool:
    """Return whether *now* says nearly the same as *was*, with a negation more or less."""
    if _is_negative(was) == _is_negative(now):
        return False
    one, other = _stems(was), _stems(now)
    return len(one ^ other) <= min(_MOST_OTHER, len(one & other))


def _is_negative(text: str) -> bool:
    """Return whether *text* has an odd number of negations, also in letters that look like those of one."""
    return len(_NEGATION.findall(folded(text)[0])) % 2 == 1


def _are_in_another_order(was: str, now: str, kind: Callable[[str], Iterable[str]]) -> bool:
    """Return whether the same words have those of a *kind* in another order."""
    one, other = list(kind(was)), list(kind(now))
    return one != other and sorted(one) == sorted(other) and sorted(_words(was)) == sorted(_words(now))


def _gone(kind: Callable[[str], Iterable[str]], was: str, now: str) -> frozenset[str]:
    """Return the stems of what *was* has of a *kind* and *now* has in no form."""
    kept = set(_words(now))
    words = {word for one in kind(was) for word in _words(one)} - kept
    return _stems(" ".join(word for word in words if not any(_is_a_form(word, other) for other in kept)))


def _is_a_form(one: str, other: str) -> bool:
    """Return whether two words differ in their ends alone, as Italy and Italian do; not Austria and Australia, or numbers."""
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return not one.isdecimal() and common >= _SAME and max(len(one), len(other)) - common <= _END


def _is_swapped(was: str, now: str, lost: frozenset[str], new: frozenset[str]) -> bool:
    """Return whether *now* says nearly the same as *was*, with some of *new* in the place of some of *lost*."""
    one, other = _stems(was), _stems(now)
    return bool(one & lost and other & new) and _is_kept(one - lost, other - new)


def _is_kept(was: frozenset[str], now: frozenset[str]) -> bool:
    """Return whether the rest of a claim is nearly the same, or all there among further words."""
    kept, gone = was & now, was - now
    return len(was ^ now) <= min(_MOST_OTHER, len(kept)) or (len(gone) <= 1 and len(kept) >= _LEAST_KEPT)


def _most_alike(sentence: str, text: str) -> str:
    """Return the sentence of *text* that has most words of another *sentence*."""
    return max(_SENTENCE.split(text), key=lambda one: len(_stems(one) & _stems(sentence)))


def _words(text: str) -> list[str]:
    """Return the words of *text*, numbers in figures."""
    return [_NUMBERS.get(word, word) for word in re.findall(r"\w+", _SEPARATOR.sub("", text.casefold()))]


@lru_cache(maxsize=1 << 12)
def _stems(text: str) -> frozenset[str]:
    words = _words(_NEGATION.sub(" ", text))
    return frozenset(
        word if word.isdecimal() else word[:_STEM].removesuffix("s") for word in words if word not in _AUXILIARIES
    )


def _names(text: str) -> Iterator[str]:
    """Yield the names in *text*: words with a capital, but for those with which a sentence may begin, and hosts."""
    for found in _NAME.finditer(text):
        if found["begins"] is None or found["name"].casefold() not in _BEGINNINGS:
            yield found["name"]


def _numbers(text: str) -> Iterator[str]:
    """Yield the words of *text* that say how many, and its numbers, in figures."""
    yield from (word for word in _words(text) if word.isdecimal() or word in _AMOUNTS)


def firms_named(graph: Graph, text: str) -> set[str]:
    """Return the firms of *graph* whose name, or a name that sources print for them, is in *text*."""
    return {
        firm.id
        for firm in graph.firms.values()
        if any(name in text for name in (firm.name, *(one.text for one in firm.aliases)))
    }

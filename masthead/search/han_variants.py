"""Variants of the same Chinese character: traditional, simplified and Japanese.

A record is found by every spelling of its names, regardless of the one in the record. So the table is needed only
where terms are made, and readers do not load its thousands of characters.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product

from masthead.pinned_lists import HAN_VARIANTS

_LONGEST_MIXED = 2


def spellings(token: str) -> tuple[str, ...]:
    """Return the spellings of *token*, its own first: for a pair of characters all, for longer tokens those in one style."""
    if token.isascii() or not any(character in _variants() for character in token):
        return (token,)
    variants = [_variants().get(character, character) for character in token]
    if len(token) <= _LONGEST_MIXED:
        return tuple(dict.fromkeys((token, *map("".join, product(*variants)))))
    # In each line of the list, the simplified character is the first, and the usual traditional one the second.
    return tuple(dict.fromkeys((token, *("".join(line[min(at, len(line) - 1)] for line in variants) for at in (0, 1)))))


@cache
def _variants() -> Mapping[str, str]:
    return {character: line for line in HAN_VARIANTS for character in line}

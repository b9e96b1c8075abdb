"""Signs that are one and the same, written the traditional, the simplified or the Japanese way.

A record is found by each way of writing its names, whichever way the record has them. So the table is needed
only where terms are made, and no reader loads its thousands of signs.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product

from masthead.pinned_lists import HAN_VARIANTS

_LONGEST_MIXED = 2


def spellings(token: str) -> tuple[str, ...]:
    """Return the ways of writing *token*, its own first: of a pair of signs all, of longer ones those in one style."""
    if token.isascii() or not any(sign in _ways() for sign in token):
        return (token,)
    ways = [_ways().get(sign, sign) for sign in token]
    if len(token) <= _LONGEST_MIXED:
        return tuple(dict.fromkeys((token, *map("".join, product(*ways)))))
    # Simplified signs stand first in their line, the usual traditional ones second.
    return tuple(dict.fromkeys((token, *("".join(way[min(at, len(way) - 1)] for way in ways) for at in (0, 1)))))


@cache
def _ways() -> Mapping[str, str]:
    return {sign: line for line in HAN_VARIANTS for sign in line}

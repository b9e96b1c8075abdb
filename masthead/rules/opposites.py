"""Whether a claim was turned into its opposite, or to another firm: by what its words are, not by what they mean."""

from __future__ import annotations

import re

from masthead.relations.graph import Graph

_NEGATION = re.compile(
    r"\b(?:not|no|none|nobody|nothing|never|neither|nor|without|cannot"
    r"|den(?:y|ies|ied|ying)|refut\w+|reject\w*|disput\w+|contradict\w*)\b|n[’']t\b",
    re.IGNORECASE,
)
_AUXILIARIES = frozenset(
    ("do", "does", "did", "has", "have", "had", "is", "are", "was", "were", "be", "been", "that", "it")
)
_STEM = 5
"""How many letters of a word count: so that "operates" and "operate" are one word."""
_MOST_OTHER = 4
"""How many words may differ beside the negation: a claim that is written anew is another claim, not the opposite.

Of 252 claims that were reworded at once in the real records, it calls 2 opposites that are none.
"""


def is_opposite(was: str, now: str) -> bool:
    """Return whether *now* says nearly the same as *was*, with a negation more or less."""
    if len(_NEGATION.findall(was)) % 2 == len(_NEGATION.findall(now)) % 2:
        return False
    one, other = _stems(was), _stems(now)
    return len(one ^ other) <= min(_MOST_OTHER, len(one & other))


def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", _NEGATION.sub(" ", text).casefold())
    return frozenset(word[:_STEM].removesuffix("s") for word in words if word not in _AUXILIARIES)


def firms_named(graph: Graph, text: str) -> set[str]:
    """Return the firms of *graph* whose name, or a name that sources print for them, is in *text*."""
    return {
        firm.id
        for firm in graph.firms.values()
        if any(name in text for name in (firm.name, *(one.text for one in firm.aliases)))
    }

"""Results kept while the same values are asked about: a page, its cite page and its JSON print the same evidence."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

from masthead.edition.reads import Read, note, noted

Values = TypeVarTuple("Values")
Result = TypeVar("Result")


def remembered(most: int) -> Callable[[Callable[[*Values], Result]], Callable[[*Values], Result]]:
    """Return a decorator that keeps the latest *most* results of a pure function of frozen values.

    Unlike `functools.lru_cache` it knows values by identity, texts apart: to hash or compare two records would take
    longer than most results. The values are kept with the result, so that no later value can have their identity, and
    so is what the function read: whoever is given the result depends on that too.
    """

    def decorate(function: Callable[[*Values], Result]) -> Callable[[*Values], Result]:
        known: dict[tuple[object, ...], tuple[object, Result, frozenset[Read]]] = {}

        @wraps(function)
        def recall(*values: *Values) -> Result:
            key = tuple(value if isinstance(value, str) else id(value) for value in values)
            if key not in known:
                with noted() as reads:
                    result = function(*values)
                known[key] = values, result, frozenset(reads)
                if len(known) > most:
                    del known[next(iter(known))]
            _, result, read = known[key]
            note(read)
            return result

        return recall

    return decorate

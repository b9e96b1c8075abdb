"""Results kept for calls with the same values: the page, cite page and JSON of a record print the same evidence."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

from masthead.edition.reads import Read, note, noted

Values = TypeVarTuple("Values")
Result = TypeVar("Result")


def remembered(most: int) -> Callable[[Callable[[*Values], Result]], Callable[[*Values], Result]]:
    """Return a decorator that keeps the latest *most* results of a pure function of frozen values.

    Unlike `functools.lru_cache` it compares values by identity, except texts: hashing or comparing records would take
    longer than most results. The values are kept with the result, so that no later value can have their identity. So
    are the reads of the function: every part of the website that uses the result depends on them too.
    """

    def decorate(function: Callable[[*Values], Result]) -> Callable[[*Values], Result]:
        kept: dict[tuple[object, ...], tuple[object, Result, frozenset[Read]]] = {}

        @wraps(function)
        def recall(*values: *Values) -> Result:
            key = tuple(value if isinstance(value, str) else id(value) for value in values)
            if key not in kept:
                with noted() as reads:
                    result = function(*values)
                kept[key] = values, result, frozenset(reads)
                if len(kept) > most:
                    del kept[next(iter(kept))]
            _, result, read = kept[key]
            note(read)
            return result

        return recall

    return decorate

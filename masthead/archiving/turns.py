"""The order of a run: addresses at busy hosts come last, and the run ends in time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from masthead.archiving.failures import FailureKind, FetchError
from masthead.archiving.polite_client import Visitor

T = TypeVar("T")
R = TypeVar("R")


def in_turns(visitor: Visitor, wanted: Iterable[T], visit: Callable[[T], R], seconds: float) -> Iterator[R]:
    """Yield the result of *visit* for each of *wanted*; items whose hosts are busy get a second turn at the end.

    In the first turn the *visitor* does not wait for busy hosts, and *visit* must raise the error about them; in the
    second it must not raise. After this many *seconds* no further visit begins.
    """
    until = visitor.clock() + seconds
    later: list[T] = []
    for visitor.waits in (False, True):
        for item in later if visitor.waits else wanted:
            if visitor.clock() >= until:
                return
            try:
                yield visit(item)
            except FetchError as error:
                if visitor.waits or error.kind is not FailureKind.BUSY:
                    raise
                later.append(item)

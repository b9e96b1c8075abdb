"""The order of a run: hosts that are busy come last, and the run ends in time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from masthead.archiving.failures import FetchError, Kind
from masthead.archiving.polite_client import Visitor

T = TypeVar("T")
R = TypeVar("R")


def in_turns(visitor: Visitor, wanted: Iterable[T], visit: Callable[[T], R], seconds: float) -> Iterator[R]:
    """Yield what *visit* makes of each of *wanted*; those whose hosts are busy get a second turn at the end.

    In the first turn the *visitor* waits for nobody, and *visit* lets the error pass that somebody is busy; in the
    second it must raise none. After so many *seconds* no other turn begins.
    """
    until = visitor.clock() + seconds
    later: list[T] = []
    for visitor.waits in (False, True):
        for one in later if visitor.waits else wanted:
            if visitor.clock() >= until:
                return
            try:
                yield visit(one)
            except FetchError as error:
                if visitor.waits or error.kind is not Kind.BUSY:
                    raise
                later.append(one)

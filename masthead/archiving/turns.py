"""The order of a run: hosts take turns, addresses at busy hosts come last, and the run ends in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from typing import TypeVar

from masthead.archiving.failures import FailureKind, FetchError
from masthead.archiving.polite_client import Visitor

T = TypeVar("T")
R = TypeVar("R")


def alternating(wanted: Iterable[T], host: Callable[[T], str]) -> Iterator[T]:
    """Yield *wanted* with one of each *host* after the other: a host with many addresses keeps no other waiting."""
    by_host: defaultdict[str, list[T]] = defaultdict(list)
    for item in wanted:
        by_host[host(item)].append(item)
    nothing = object()
    yield from (
        item for turn in zip_longest(*by_host.values(), fillvalue=nothing) for item in turn if item is not nothing
    )  # type: ignore[misc]


def in_turns(
    visitor: Visitor,
    wanted: Iterable[T],
    visit: Callable[[T], R],
    seconds: float,
    waits: Callable[[T], bool] = lambda _item: False,
) -> Iterator[R]:
    """Yield the result of *visit* for each of *wanted*; items whose hosts are busy get a second turn at the end.

    In the first turn the *visitor* does not wait for busy hosts, and *visit* must raise the error about them; in the
    second it must not raise. After this many *seconds* no further visit begins; what *waits* for another run when its
    turn comes is left out.
    """
    until = visitor.clock() + seconds
    later: list[T] = []
    for visitor.waits in (False, True):
        for item in later if visitor.waits else wanted:
            if visitor.clock() >= until:
                return
            if waits(item):
                continue
            try:
                yield visit(item)
            except FetchError as error:
                if visitor.waits or error.kind is not FailureKind.BUSY:
                    raise
                later.append(item)

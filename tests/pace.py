"""Processor time at the usual pace of the machine, for which bounds of time are set.

Another machine may be slower, and so is the same one while others use its processor: up to three times, in processor
time, too. A fixed piece of work shows the pace: what a test times is divided by it.
"""

from __future__ import annotations

import argparse
import gc
import inspect
import time
from collections.abc import Callable
from tokenize import generate_tokens
from typing import TypeVar

Result = TypeVar("Result")

_SOURCE = inspect.getsource(argparse).splitlines(keepends=True)
_USUAL_SECONDS = 0.026
"""The time of the fixed work where the bounds were set: with Python 3.11 on an undisturbed core of 2.1 GHz."""


def timed(task: Callable[[], Result]) -> tuple[Result, float]:
    """Return the result of *task* and the processor time that it took, in seconds.

    Garbage is not collected meanwhile: most of it belongs to what was done before.
    """
    gc.disable()
    try:
        start = time.process_time()
        return task(), time.process_time() - start
    finally:
        gc.enable()


def pace() -> float:
    """Return how many times as long as usual the machine takes now: the better of two tries, since one may be interrupted."""
    return min(timed(_work)[1] for _ in range(2)) / _USUAL_SECONDS


def _work() -> None:
    """Read the source of a module of the library: a mixture of patterns, objects and loops, as in a check of records."""
    lines = iter(_SOURCE)
    for _ in generate_tokens(lambda: next(lines, "")):
        pass

"""Garbage collection, which a command that soon ends can do without."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

LONG_RUNNING = ("archive", "serve", "verify-links")
"""The commands that run for hours, and keep the collector."""

# The interpreter collects once more as it ends, and would look at every record for nothing.
atexit.register(gc.freeze)


@contextmanager
def uncollected() -> Iterator[None]:
    """Turn the collector off: the records stay until the command ends, and to look among them takes a third of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

"""Reading as a user who can be refused a file by the system."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from contextlib import contextmanager

NOBODY = 65534

# Python loads these when a host name first needs them, and may be installed where only root may read.
for _name in ("idna", "punycode"):
    codecs.lookup(_name)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Read as a user who can be refused a file by the system; root is refused nothing."""
    mine = os.geteuid()
    os.seteuid(mine or NOBODY)
    try:
        yield
    finally:
        os.seteuid(mine)

"""A share of a website, for builds on several machines: one rule says which of them makes what.

Each part of the website, each page of text and each file of the theme has a name, and a checksum of the name decides.
So records and lists are spread evenly, and a record that is added moves no other to another shard.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from masthead import MastheadError

MOST = 1000
"""The highest number of shards."""
_FORM = re.compile(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})", re.ASCII)


class ShardError(MastheadError):
    """A text that names no shard; says what was expected."""


@dataclass(frozen=True, slots=True)
class Shard:
    """The share of a website that one build makes: its number, from 1, and the number of all."""

    number: int = 1
    of: int = 1

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    def makes(self, name: str) -> bool:
        """Return whether this shard makes what is called *name*; exactly one of all does."""
        checksum = hashlib.sha256(name.encode("utf-8", "surrogateescape")).digest()
        return int.from_bytes(checksum[:8], "big") % self.of == self.number - 1


WHOLE = Shard()


def read_shard(text: str) -> Shard:
    """Return the shard that *text* names, such as ``2/7``. Raises ShardError if it names none."""
    form = _FORM.fullmatch(text)
    number, of = map(int, form.groups()) if form else (0, 0)
    if not number <= of <= MOST or not number:
        raise ShardError(f"expected the number of a shard and that of all, such as 2/7, at most {MOST}, got {text!r}")
    return Shard(number, of)

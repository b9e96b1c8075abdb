"""Shards: shares of a website, for builds on several machines.

Each part of the website, each page of text and each file of the theme has a name, and the checksum of the name decides
its shard. So records and lists are spread evenly, and adding a record moves no other to another shard.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from masthead import MastheadError

MAX_SHARDS = 1000
"""The highest number of shards."""
_FORM = re.compile(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})", re.ASCII)


class ShardError(MastheadError):
    """A text that is not a shard; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A share of a website: its number, from 1, and the number of shards."""

    number: int = 1
    of: int = 1

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    def makes(self, name: str) -> bool:
        """Return whether this shard makes the part or file called *name*; exactly one shard of a split does."""
        checksum = hashlib.sha256(name.encode("utf-8", "surrogateescape")).digest()
        return int.from_bytes(checksum[:8], "big") % self.of == self.number - 1


WHOLE = Shard()


def read_shard(text: str) -> Shard:
    """Return the shard in *text*, such as ``2/7``. Raises ShardError if it is no shard."""
    form = _FORM.fullmatch(text)
    number, of = map(int, form.groups()) if form else (0, 0)
    if not number <= of <= MAX_SHARDS or not number:
        raise ShardError(
            f"expected the number of a shard and that of all, such as 2/7, at most {MAX_SHARDS}, got {text!r}"
        )
    return Shard(number, of)

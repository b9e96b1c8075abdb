"""An index as the next build needs it, to make only the pieces that have changed: its words with their documents.

Each entry is known by a digest. The words of an entry and the data of a document follow from the entry alone, so only
those of entries with another digest are made again.
"""

from __future__ import annotations

from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain
from typing import Any

from masthead.search.entry import SearchEntry
from masthead.search.postings import Postings

_ID, _DIGEST = 6, 32
"""The characters of the id of an entry, and of its digest."""


@dataclass(frozen=True, slots=True)
class KeptIndex:
    """The entries of an index, its words with their documents, and how these were divided into files."""

    digests: Mapping[str, str] = field(default_factory=dict)
    """The digest of each entry, by id."""
    postings: Postings = field(default_factory=dict)
    starts: Sequence[str] = ()
    """Where each piece of words starts."""
    tails: Sequence[str] = ()
    """Where each piece of reversed words starts."""
    bits: int = 0
    """The number of bits of an id that divide documents into files."""

    def values(self) -> dict[str, Any]:
        """Return the index as plain values; `read_index` turns them into an index again."""
        numbers = array("q")
        for documents in self.postings.values():
            numbers.append(len(documents))
            numbers.extend(documents)
        return {
            "digests": "".join(chain.from_iterable(self.digests.items())),
            "words": "\n".join(self.postings),  # no word has a line feed
            "documents": b64encode(numbers.tobytes()).decode(),
            "starts": list(self.starts),
            "tails": list(self.tails),
            "bits": self.bits,
        }


NO_INDEX = KeptIndex()


def read_index(values: Mapping[str, Any]) -> KeptIndex:
    """Return the index whose plain values are *values*."""
    digests, width = values["digests"], _ID + _DIGEST
    pairs = (digests[at : at + width] for at in range(0, len(digests), width))
    numbers = array("q", b64decode(values["documents"]))
    return KeptIndex(
        {pair[:_ID]: pair[_ID:] for pair in pairs},
        dict(_documents(filter(None, values["words"].split("\n")), numbers)),
        values["starts"],
        values["tails"],
        values["bits"],
    )


def _documents(words: Iterable[str], numbers: array[int]) -> Iterator[tuple[str, array[int]]]:
    at = 0
    for word in words:
        end = at + 1 + numbers[at]
        yield word, numbers[at + 1 : end]
        at = end


def digest_of(entry: SearchEntry) -> str:
    """Return the digest of everything in *entry*."""
    return blake2b(repr(entry).encode("utf-8", "surrogatepass"), digest_size=_DIGEST // 2).hexdigest()

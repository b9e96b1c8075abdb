"""The plain values of record files in which nothing was wrong, by the content of the files: no YAML need be read for them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from masthead.record_files.files import RecordFile
from masthead.syntax.yaml_reader import Value

_SUM = 64
"""The length of a sum."""


class KnownValues:
    """The values that record files have, as JSON, in a line each behind the sum of the file.

    Lines that were kept stay in one piece. As many small pieces would leave holes in the memory when they are freed,
    among which the system searches for each larger one that a build needs.
    """

    def __init__(self, lines: bytes = b"", start: int = 0) -> None:
        """Know the values in *lines* from the offset *start*."""
        self._lines = lines
        self._places: dict[bytes, slice] = {}
        self._added: dict[bytes, bytes] = {}
        while start < len(lines):
            end = lines.find(b"\n", start)
            end = len(lines) if end < 0 else end
            self._places[lines[start : start + _SUM]] = slice(start + _SUM, end)
            start = end + 1

    def __contains__(self, file: RecordFile) -> bool:
        """Return whether the value of *file* is known."""
        return file.sum in self._places or file.sum in self._added

    def of(self, file: RecordFile) -> bytes | None:
        """Return the value of *file* as JSON, or None if it is not known."""
        place = self._places.get(file.sum)
        return self._lines[place] if place else self._added.get(file.sum)

    def add(self, file: RecordFile, json_text: bytes) -> None:
        """Know that the value of *file* is *json_text*."""
        if file.sum not in self._places:
            self._added[file.sum] = json_text

    def sums(self) -> frozenset[bytes]:
        """Return the sums of all files whose values are known."""
        return frozenset((*self._places, *self._added))

    def lines_of(self, sums: Iterable[bytes]) -> list[bytes]:
        """Return the line of each file that has one of *sums*."""
        return [total + (self._added.get(total) or self._lines[self._places[total]]) for total in sums]


def as_json(value: Value) -> bytes:
    """Return *value* as JSON in one line."""
    return json.dumps(value, separators=(",", ":")).encode()

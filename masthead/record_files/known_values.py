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

    Lines are kept in one piece, and added to another. As many small pieces would leave holes in the memory when they are
    freed, among which the system searches for each larger one that a build needs.
    """

    def __init__(self, lines: bytes = b"", start: int = 0) -> None:
        """Know the values in *lines* from the offset *start*."""
        self._lines = lines
        self._places: dict[bytes, slice] = {}
        self._added = bytearray()
        self._added_places: dict[bytes, slice] = {}
        while start < len(lines):
            end = lines.find(b"\n", start)
            end = len(lines) if end < 0 else end
            self._places[lines[start : start + _SUM]] = slice(start + _SUM, end)
            start = end + 1

    def __contains__(self, file: RecordFile) -> bool:
        """Return whether the value of *file* is known."""
        return file.sum in self._places or file.sum in self._added_places

    def of(self, file: RecordFile) -> bytes | None:
        """Return the value of *file* as JSON, or None if it is not known."""
        return self._value(file.sum)

    def add(self, file: RecordFile, json_text: bytes) -> None:
        """Know that the value of *file* is *json_text*."""
        if file not in self:
            start = len(self._added)
            self._added += json_text
            self._added_places[file.sum] = slice(start, len(self._added))

    def sums(self) -> frozenset[bytes]:
        """Return the sums of all files whose values are known."""
        return frozenset((*self._places, *self._added_places))

    def lines_of(self, sums: Iterable[bytes]) -> list[bytes]:
        """Return the line of each file that has one of *sums*."""
        return [total + (self._value(total) or b"") for total in sums]

    def _value(self, total: bytes) -> bytes | None:
        if place := self._places.get(total):
            return self._lines[place]
        place = self._added_places.get(total)
        return bytes(self._added[place]) if place else None


def as_json(value: Value) -> bytes:
    """Return *value* as JSON in one line."""
    return json.dumps(value, separators=(",", ":")).encode()

"""The plain values of record files in which nothing was wrong, by the content of the files: no YAML need be read for them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from masthead.record_files.files import RecordFile
from masthead.syntax.yaml_reader import Value

_SUM = 64
"""The length of a sum."""


class KnownValues:
    """The values that record files have, as JSON, in a line each behind the sum of the file."""

    def __init__(self, lines: Iterable[bytes] = ()) -> None:
        """Know the values in *lines*."""
        self._lines = {line[:_SUM]: line for line in lines}

    def __contains__(self, file: RecordFile) -> bool:
        """Return whether the value of *file* is known."""
        return file.sum in self._lines

    def of(self, file: RecordFile) -> bytes | None:
        """Return the value of *file* as JSON, or None if it is not known."""
        line = self._lines.get(file.sum)
        return line[_SUM:] if line else None

    def add(self, file: RecordFile, json_text: bytes) -> None:
        """Know that the value of *file* is *json_text*."""
        self._lines[file.sum] = file.sum + json_text

    def sums(self) -> frozenset[bytes]:
        """Return the sums of all files whose values are known."""
        return frozenset(self._lines)

    def lines_of(self, sums: Iterable[bytes]) -> list[bytes]:
        """Return the line of each file that has one of *sums*."""
        return [self._lines[total] for total in sums]


def as_json(value: Value) -> bytes:
    """Return *value* as JSON in one line."""
    return json.dumps(value, separators=(",", ":")).encode()

"""The plain values of record files in which nothing was wrong, by the content of the files: no YAML need be read for them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from masthead.record_files.files import RecordFile
from masthead.syntax.yaml_reader import Value


class KnownValues:
    """The values that record files have, as JSON, by the sums of the files."""

    def __init__(self, lines: Iterable[bytes] = ()) -> None:
        """Know what *lines* say: each has the sum of a file and its value."""
        self._values: dict[bytes, bytes] = dict(line.split(b" ", 1) for line in lines)

    def __contains__(self, file: RecordFile) -> bool:
        """Return whether the value of *file* is known."""
        return file.sum in self._values

    def of(self, file: RecordFile) -> Value | None:
        """Return the value of *file*, or None if it is not known."""
        known = self._values.get(file.sum)
        value: Value | None = json.loads(known) if known else None
        return value

    def add(self, file: RecordFile, value: Value) -> None:
        """Know the *value* of *file*."""
        self._values[file.sum] = json.dumps(value, separators=(",", ":")).encode()

    def lines_of(self, files: Iterable[RecordFile]) -> list[bytes]:
        """Return the lines of those of *files* whose values are known."""
        sums = (file.sum for file in files)
        return [b"%s %s" % (total, self._values[total]) for total in sums if total in self._values]

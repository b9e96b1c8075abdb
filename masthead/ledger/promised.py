"""Reads from a ledger what it promises, and nothing else: a check needs it each time, and the rest takes long to read.

That nobody changed the ledger is not looked at here: read.py does, for builds and releases.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

from masthead.ledger.chain import FOLDER
from masthead.records.files import bytes_of
from masthead.rules.permanence import Promised

MAX_BYTES = 1 << 30
# A line as releases write it: its body with commitments, its seal, and what lies open; of each piece the salt, unless
# another took its place, and the piece. Where a piece was removed, a line promises nothing, or less.
_FIRST = r'[^ ]*?"open":\[\[(?:"[\w-]{22}",)?'
_HEAD = re.compile(r'\{"kind":"[a-z]+","number":1,"date":"([0-9-]+)"')
_PAGE = re.compile(r'\{"page":' + _FIRST + r'"((?:sites|firms|campaigns|sources)/[^"/]+)/"\](.*)')
_PAIR = r'"([^"]+)"\],\[(?:"[\w-]{22}",)?"([^"]+)"\]'
_MOVED = re.compile(r'\{"record":"[^"]+","formerly":' + _FIRST + _PAIR)
_RENAMED = re.compile(r'\{"record":"[^"]+","item":' + _FIRST + r'"([^"]+)"\],\[(?:"[\w-]{22}",)?' + _PAIR)
_RECORD = re.compile(r'\{"record":' + _FIRST + r'"([^"]+)"\]')
_ANCHOR = re.compile(r'\["[\w-]{22}","([^"]+)"\]')
# Inside of a text each quote has a backslash before it, so no text can say this.
_WITHDRAWN = re.compile(r'[{,]"withdrawn":\[([^\]]*)\]')
# The fields that hold what readers were told, and must not be told otherwise without a word.
_BINDING = r"(?:corrections|replies|attributions|relations|state|(?:evidence|statements)\[[^\]]*\]\.(?:claim|accuses))"
_BINDS = re.compile(_BINDING)
_TELLING = re.compile(r'\{"record":"[^"]*",(?:"published":|"field":"' + _BINDING + '")')
_HOLE = re.compile(r'#[^"\]]*')


def path_of(number: int) -> str:
    """Return the path of the file of the release *number*."""
    return f"{FOLDER}/{number:04}.jsonl"


def first_day(root: Path) -> date | None:
    """Return the day of the first file of the ledger below *root*, as it says; None before the first release."""
    head = _HEAD.match(next(_lines(root), ""))
    try:
        return date.fromisoformat(head[1]) if head else None
    except ValueError:
        return None


def read_promised(root: Path) -> Promised:
    """Return what the ledger below *root* promises; lines that no release wrote say nothing."""
    book = _Book()
    for line in _lines(root):
        book.enter(line)
    return Promised(book.anchors, book.moved, book.renamed, book.withdrawn, book.told)


class _Book:
    """What is promised, while lines are read."""

    def __init__(self) -> None:
        self.anchors: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
        self.moved: dict[str, str] = {}
        self.renamed: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.withdrawn: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        self.told: defaultdict[str, dict[str, Any]] = defaultdict(dict)

    def enter(self, line: str) -> None:
        """Enter what one line promises."""
        if page := _PAGE.match(line):
            self.anchors[page[1]] += tuple(_ANCHOR.findall(page[2]))
        elif (record := _MOVED.match(line)) and record[1] != record[2]:
            self.moved[record[2]] = record[1]
            self.told.setdefault(record[1], self.told.pop(record[2], {}))
        elif item := _RENAMED.match(line):
            self.renamed[item[1]][item[3]] = item[2]
            self._rename_item(item[1], item[3], item[2])
        elif _TELLING.match(line):
            self._tell(line)
        if '"withdrawn":[' in line and (record := _RECORD.match(line)):
            self.withdrawn[record[1]] |= {id for found in _WITHDRAWN.findall(line) for id in _ids(found)}

    def _rename_item(self, key: str, was: str, now: str) -> None:
        """Call the fields of an item by its present id."""
        told = self.told[key]
        for field in [field for field in told if f"[{was}]." in field]:
            told[field.replace(f"[{was}].", f"[{now}].")] = told.pop(field)

    def _tell(self, line: str) -> None:
        """Enter the fields of a record that bind, as the line has them."""
        key, fields = _read(line)
        told = self.told[key] if key and fields else {}
        for field, value in fields.items():
            told.pop(field, None)
            if value is not None:
                told[field] = value


def _read(line: str) -> tuple[str | None, dict[str, Any]]:
    """Return the record of a line and the fields in it that bind; what was removed is left out, or None."""
    body, _, rest = line.partition(',"seal":"')
    try:
        plain, slots = json.loads(f"{body}}}"), json.loads(rest.partition('"open":')[2][:-1])
        pieces = {
            hole: slot[-1] if slot else None
            for hole, slot in zip(dict.fromkeys(_HOLE.findall(body)), slots, strict=True)
        }
        fields = plain["published"] if "published" in plain else {plain["field"]: plain["now"]}
        binding = [(_named(field, pieces), value) for field, value in fields.items() if _BINDS.fullmatch(field)]
        return pieces[plain["record"]], {field: _value(value, pieces) for field, value in binding if field}
    except (ValueError, LookupError, TypeError, RecursionError):
        return None, {}


def _named(field: str, pieces: Mapping[str, Any]) -> str | None:
    """Return the name of a *field* with the id of the item that it is of, or None if that was removed."""
    name, bracket, rest = field.partition("[")
    hole, _, inner = rest.partition("]")
    if not bracket:
        return name
    return None if pieces[hole] is None else f"{name}[{pieces[hole]}]{inner}"


def _value(value: Any, pieces: Mapping[str, Any]) -> Any:
    """Return a value, or the items of a list, in the place of its commitments."""
    if isinstance(value, list):
        return [pieces[hole] for hole in value if pieces[hole] is not None]
    return None if value is None else pieces[value]


def _ids(text: str) -> tuple[str, ...]:
    return tuple(re.findall('"([^"]+)"', text))


def _lines(root: Path) -> Iterator[str]:
    """Yield the lines of all releases below *root*, the first release first."""
    for number in count(1):
        text = bytes_of(root, path_of(number), MAX_BYTES)
        if text is None:
            return
        yield from (line.decode("utf-8", "replace").removesuffix("\n") for line in BytesIO(text))

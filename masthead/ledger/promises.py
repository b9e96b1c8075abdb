"""Reads the promises of a ledger and nothing else: every check needs them, and reading the rest takes long.

This module does not check that the ledger is unchanged; ledger_reader.py does, for builds and releases.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

from masthead.ledger.chain import ledger_path
from masthead.model import KINDS, Evidence, SetEvidence
from masthead.model.published_fields import binding_names
from masthead.record_files.files import bytes_of
from masthead.rules.permanence import Promised

MAX_BYTES = 1 << 30
# A line as releases write it: its body with commitments, its seal, and its open part. The open part has each piece with
# its salt, or a replacement alone. A line from which a piece was removed promises less, or nothing.
_FIRST = r'[^ ]*?"open":\[\[(?:"[\w-]{22}",)?'
_HEAD_BEGINS = '{"kind":"'
_HEAD = re.compile(r'\{"kind":"[a-z]+","number":[0-9]+,"date":"([0-9-]+)"')
_PAGE = re.compile(r'\{"page":' + _FIRST + r'"((?:sites|firms|campaigns|sources)/[^"/]+)/"\](.*)')
_OTHER_PAGE = re.compile(r'\{"page":' + _FIRST + r'"([^"]*/)"\]')
_PAIR = r'"([^"]+)"\],\[(?:"[\w-]{22}",)?"([^"]+)"\]'
_MOVED = re.compile(r'\{"record":"[^"]+","formerly":' + _FIRST + _PAIR)
_RENAMED = re.compile(r'\{"record":"[^"]+","item":' + _FIRST + r'"([^"]+)"\],\[(?:"[\w-]{22}",)?' + _PAIR)
_RECORD = re.compile(r'\{"record":' + _FIRST + r'"([^"]+)"\]')
_ANCHOR = re.compile(r'\["[\w-]{22}","([^"]+)"\]')
# In a JSON string each quotation mark has a backslash before it, so no text in a record can match this.
_WITHDRAWN = re.compile(r'[{,]"withdrawn":\[([^\]]*)\]')
_BINDING = binding_names(*KINDS.values(), Evidence, SetEvidence)
# A line on a record that is new, or on a field of a record or of an item.
_PUBLISHED = re.compile(r'\{"record":"[^"]*",(?:"published":|"field":"(?:\w+\[[^\]"]*\]\.)?(\w+)")')
_AS_IT_IS = ("anchors", "moved", "renamed", "words", "last_file")
"""The promises that JSON holds as they are."""
_HOLE = re.compile(r'#[^"\]]*')


def first_day(root: Path) -> date | None:
    """Return the date in the first file of the ledger below *root*, or None before the first release."""
    return _day(next(_lines(releases_below(root)), ""))


def _day(line: str) -> date | None:
    """Return the date in the head of a file, or None if it has none."""
    head = _HEAD.match(line)
    try:
        return date.fromisoformat(head[1]) if head else None
    except ValueError:
        return None


def read_promised(root: Path) -> Promised:
    """Return the promises of the ledger below *root*; lines that no release wrote are ignored."""
    return promised_in(releases_below(root))


def promised_in(releases: Iterable[bytes]) -> Promised:
    """Return the promises in the files of *releases*, the first one first; lines that no release wrote are ignored."""
    book = _Book()
    for line in _lines(releases):
        book.enter(line)
    return Promised(
        book.anchors,
        book.moved,
        book.renamed,
        book.withdrawn,
        book.words,
        frozenset(book.pages),
        book.last_day,
        book.last_file,
    )


def plain_of(promised: Promised) -> Mapping[str, Any]:
    """Return the values of *promised* in a form that JSON can hold."""
    return {
        **{name: getattr(promised, name) for name in _AS_IT_IS},
        "withdrawn": {key: sorted(ids) for key, ids in promised.withdrawn.items()},
        "pages": sorted(promised.pages),
        "last_day": promised.last_day and promised.last_day.isoformat(),
    }


def promised_of_plain(plain: Mapping[str, Any]) -> Promised:
    """Return the promises that have these *plain* values."""
    return Promised(
        **{name: plain[name] for name in _AS_IT_IS if name != "anchors"},
        anchors={key: tuple(ids) for key, ids in plain["anchors"].items()},
        withdrawn={key: frozenset(ids) for key, ids in plain["withdrawn"].items()},
        pages=frozenset(plain["pages"]),
        last_day=date.fromisoformat(plain["last_day"]) if plain["last_day"] else None,
    )


class _Book:
    """The promises, while lines are read."""

    def __init__(self) -> None:
        self.anchors: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
        self.moved: dict[str, str] = {}
        self.renamed: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.withdrawn: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        self.words: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        self.pages: set[str] = set()
        self.files = self.last_file = 0
        self.last_day: date | None = None

    def enter(self, line: str) -> None:
        """Enter the promises of one line."""
        if line.startswith(_HEAD_BEGINS):
            self._begin(_day(line))
        elif page := _PAGE.match(line):
            self.anchors[page[1]] += tuple(_ANCHOR.findall(page[2]))
        elif other := _OTHER_PAGE.match(line):
            self.pages.add(other[1])
        elif (record := _MOVED.match(line)) and record[1] != record[2]:
            self.moved[record[2]] = record[1]
            self.words.setdefault(record[1], self.words.pop(record[2], {}))
        elif item := _RENAMED.match(line):
            self.renamed[item[1]][item[3]] = item[2]
            self._rename_item(item[1], item[3], item[2])
        elif (publication := _PUBLISHED.match(line)) and (publication[1] is None or publication[1] in _BINDING):
            self._publish(line)
        if '"withdrawn":[' in line and (record := _RECORD.match(line)):
            self.withdrawn[record[1]] |= {
                id for listed in _WITHDRAWN.findall(line) for id in re.findall('"([^"]+)"', listed)
            }

    def _begin(self, day: date | None) -> None:
        """Begin a file of a *day*."""
        self.files += 1
        if day and (self.last_day is None or day >= self.last_day):
            self.last_day, self.last_file = day, self.files

    def _rename_item(self, key: str, was: str, now: str) -> None:
        """Rename the fields of an item to its present id."""
        words = self.words[key]
        for field in [field for field in words if f"[{was}]." in field]:
            words[field.replace(f"[{was}].", f"[{now}].")] = words.pop(field)

    def _publish(self, line: str) -> None:
        """Enter the binding fields of the record that the line is about."""
        key, fields = _read(line)
        words = self.words[key] if key and fields else {}
        for field, value in fields.items():
            words.pop(field, None)
            if value is not None:
                words[field] = value


def _read(line: str) -> tuple[str | None, dict[str, Any]]:
    """Return the record of a line and its binding fields, without removed pieces; None if the record's key was removed."""
    body, _, rest = line.partition(',"seal":"')
    try:
        plain, slots = json.loads(f"{body}}}"), json.loads(rest.partition('"open":')[2][:-1])
        pieces = {
            hole: slot[-1] if slot else None
            for hole, slot in zip(dict.fromkeys(_HOLE.findall(body)), slots, strict=True)
        }
        fields = plain["published"] if "published" in plain else {plain["field"]: plain["now"]}
        binding = [
            (_named(field, pieces), value) for field, value in fields.items() if field.rpartition("].")[2] in _BINDING
        ]
        return pieces[plain["record"]], {field: _value(value, pieces) for field, value in binding if field}
    except (ValueError, LookupError, TypeError, RecursionError):
        return None, {}


def _named(field: str, pieces: Mapping[str, Any]) -> str | None:
    """Return the name of *field* with the id of its item, or None if that id was removed."""
    name, bracket, rest = field.partition("[")
    hole, _, inner = rest.partition("]")
    if not bracket:
        return name
    return None if pieces[hole] is None else f"{name}[{pieces[hole]}]{inner}"


def _value(value: Any, pieces: Mapping[str, Any]) -> Any:
    """Return the value, or the items of a list, that the commitments in *value* refer to."""
    if isinstance(value, list):
        return [pieces[hole] for hole in value if pieces[hole] is not None]
    return None if value is None else pieces[value]


def _lines(releases: Iterable[bytes]) -> Iterator[str]:
    """Yield the lines of *releases*."""
    for text in releases:
        yield from (line.decode("utf-8", "replace").removesuffix("\n") for line in BytesIO(text))


def releases_below(root: Path) -> Iterator[bytes]:
    """Yield the files of all releases below *root*, the first release first."""
    for number in count(1):
        text = bytes_of(root, ledger_path(number), MAX_BYTES)
        if text is None:
            return
        yield text

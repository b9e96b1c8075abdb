"""Reads from a ledger what it promises, and nothing else: a check needs it each time, and the rest takes long to read.

That nobody changed the ledger is not looked at here: read.py does, for builds and releases.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from masthead.records.files import bytes_of
from masthead.rules.permanence import Promised

FOLDER = "ledger"
MAX_BYTES = 1 << 30
# A line as releases write it: its body with commitments, its seal, and what lies open; of each piece the salt, unless
# another took its place, and the piece. Where a piece was removed, a line promises nothing, or less.
_FIRST = r'[^ ]*?"open":\[\[(?:"[\w-]{22}",)?'
_PAGE = re.compile(r'\{"page":' + _FIRST + r'"((?:sites|firms|campaigns|sources)/[^"/]+)/"\](.*)')
_PAIR = r'"([^"]+)"\],\[(?:"[\w-]{22}",)?"([^"]+)"\]'
_MOVED = re.compile(r'\{"record":"[^"]+","formerly":' + _FIRST + _PAIR)
_RENAMED = re.compile(r'\{"record":"[^"]+","item":' + _FIRST + r'"([^"]+)"\],\[(?:"[\w-]{22}",)?' + _PAIR)
_RECORD = re.compile(r'\{"record":' + _FIRST + r'"([^"]+)"\]')
_ANCHOR = re.compile(r'\["[\w-]{22}","([^"]+)"\]')
# Inside of a text each quote has a backslash before it, so no text can say this.
_WITHDRAWN = re.compile(r'[{,]"withdrawn":\[([^\]]*)\]')


def path_of(number: int) -> str:
    """Return the path of the file of the release *number*."""
    return f"{FOLDER}/{number:04}.jsonl"


def read_promised(root: Path) -> Promised:
    """Return what the ledger below *root* promises; lines that no release wrote say nothing."""
    anchors: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    moved: dict[str, str] = {}
    renamed: defaultdict[str, dict[str, str]] = defaultdict(dict)
    withdrawn: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for line in _lines(root):
        if page := _PAGE.match(line):
            anchors[page[1]] += tuple(_ANCHOR.findall(page[2]))
        elif (record := _MOVED.match(line)) and record[1] != record[2]:
            moved[record[2]] = record[1]
        elif item := _RENAMED.match(line):
            renamed[item[1]][item[3]] = item[2]
        elif '"withdrawn":[' in line and (record := _RECORD.match(line)):
            withdrawn[record[1]] |= {id for found in _WITHDRAWN.findall(line) for id in _ids(found)}
    return Promised(anchors, moved, renamed, withdrawn)


def _ids(text: str) -> tuple[str, ...]:
    return tuple(re.findall('"([^"]+)"', text))


def _lines(root: Path) -> Iterator[str]:
    """Yield the lines of all releases below *root*, the first release first."""
    for number in count(1):
        text = bytes_of(root, path_of(number), MAX_BYTES)
        if text is None:
            return
        yield from text.decode("utf-8", "replace").split("\n")

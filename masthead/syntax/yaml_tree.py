"""The text of a record as a tree that keeps its comments and how it was written, to change it and write it again.

The readers of records need values alone (yaml_reader.py). A program that rewrites what people wrote must
lose no comment, break no line in another place, and keep each comment with its field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

BLANK = ""
"""Stands among comments for an empty line."""
PLAIN = "plain"
"""The style of a text that was written without quotes."""

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT_OR_BLANK = re.compile(r"#[^\n]*|^[ \t]*\n", re.MULTILINE)


@dataclass(slots=True)
class Scalar:
    """One text: its value, how it was written, and its lines if there are several."""

    value: str
    style: str = ""
    """PLAIN, a quotation mark or the sign of a block; nothing for a text that nobody wrote yet."""
    lines: tuple[str, ...] = ()
    """The lines as written, without indentation; for a block, those after its sign."""
    keeps_end: bool = False
    """Whether empty lines at the end of a block belong to it."""


@dataclass(slots=True)
class Entry:
    """A field with its name, or an item of a list without, and the comments that belong to it."""

    key: str | None
    value: Node
    above: list[str] = field(default_factory=list)
    beside: str = ""
    breaks: bool = False
    """Whether it starts a line of its own, between brackets or braces."""


@dataclass(slots=True)
class Collection:
    """A mapping or a list, in lines of its own or between brackets or braces (flow)."""

    is_mapping: bool
    is_flow: bool = False
    entries: list[Entry] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    """The comments after its last entry."""

    def entry(self, key: str) -> Entry | None:
        """Return the field *key*, if it is there."""
        return next((entry for entry in self.entries if entry.key == key), None)


Node = Scalar | Collection


@dataclass(slots=True)
class Document:
    """The mapping of a record, and the comments at the top that belong to no field of it."""

    root: Collection
    head: list[str] = field(default_factory=list)


def parse(text: str) -> Document:
    """Return *text* as a tree; yaml_reader.read must find no fault in it."""
    events = _events(text)
    dashes = [token.start_mark for token in yaml.scan(text, Loader=_Loader) if isinstance(token, yaml.BlockEntryToken)]
    walk = _Walk(text, events, dashes, list(_trivia(text, events)))
    root = _collection(walk)
    root.is_flow = False  # there is nothing around it
    left = _give_feet(walk, _take(walk, len(text)), -1)
    root.foot += [comment.text for comment in left if comment.text != BLANK]
    return Document(root, _take_head(root))


def comments(text: str) -> list[str]:
    """Return the comments of *text*, sorted."""
    return sorted(comment.text for comment in _trivia(text, _events(text)) if comment.text != BLANK)


def _events(text: str) -> list[Any]:
    """Return the events of *text* that start or end a value."""
    events = yaml.parse(text, Loader=_Loader)
    return [event for event in events if isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent)]


def _take_head(root: Collection) -> list[str]:
    """Return the comments above the first field that belong to the whole record: lines for editors, and comments before an empty line."""
    if not root.entries:
        return []
    above = root.entries[0].above
    editors = next((n for n, line in enumerate(above) if not line.startswith("# yaml-language-server:")), len(above))
    cut = max([editors, *(number for number, line in enumerate(above, 1) if line == BLANK)])
    root.entries[0].above = above[cut:]
    return above[:cut]


@dataclass(frozen=True, slots=True)
class _Trivia:
    """A comment, or an empty line: where it starts, and whether it has its line for itself."""

    text: str
    index: int
    column: int
    alone: bool


def _trivia(text: str, events: list[Any]) -> Iterator[_Trivia]:
    """Yield the comments and empty lines of *text*, but not text inside a scalar that looks like one."""
    start = 0
    scalars: list[Any] = [event for event in events if isinstance(event, yaml.ScalarEvent)]
    for scalar in scalars:
        body, end = scalar.start_mark.index, scalar.end_mark.index
        if scalar.style in ("|", ">"):
            header = text.index("\n", body) if "\n" in text[body:end] else end
            body, end = header, end if "+" in text[body:header].partition("#")[0] else _last_line(text, header, end)
        yield from _trivia_between(text, start, body)
        start = max(body, end)
    yield from _trivia_between(text, start, len(text))


def _last_line(text: str, start: int, end: int) -> int:
    """Return where the last line between *start* and *end* that is not empty ends."""
    return start + len(text[start:end].rstrip(" \t\n"))


def _trivia_between(text: str, start: int, end: int) -> Iterator[_Trivia]:
    for match in _COMMENT_OR_BLANK.finditer(text, start, end):
        line = text.rfind("\n", 0, match.start()) + 1
        alone = not text[line : match.start()].strip(" \t")
        yield _Trivia(match.group().strip(), match.start(), match.start() - line, alone)


@dataclass(slots=True)
class _Walk:
    """One walk over the events of a text, on which comments find what they belong to."""

    text: str
    events: list[Any]
    dashes: list[Any]
    trivia: list[_Trivia]
    closed: list[tuple[int, Collection]] = field(default_factory=list)
    """The collections that ended since the last entry started, each with its column, the inner ones first."""
    event: int = 0
    dash: int = 0
    seen: int = 0

    def next(self) -> Any:
        """Return the next event and go beyond it."""
        self.event += 1
        return self.events[self.event - 1]

    def peek(self) -> Any:
        """Return the next event."""
        return self.events[self.event]

    def start(self, collection: Collection) -> Any:
        """Return where the next entry of *collection* starts."""
        if collection.is_flow or collection.is_mapping:
            return self.peek().start_mark
        self.dash += 1
        return self.dashes[self.dash - 1]


def _take(walk: _Walk, limit: int, *, beside: bool = False) -> list[_Trivia]:
    """Return the comments before *limit* that were not taken yet; if *beside*, only those before the first on a line of its own."""
    first = walk.seen
    while walk.seen < len(walk.trivia) and walk.trivia[walk.seen].index < limit:
        if beside and walk.trivia[walk.seen].alone:
            break
        walk.seen += 1
    return walk.trivia[first : walk.seen]


def _give_feet(walk: _Walk, trivia: list[_Trivia], column: int) -> list[_Trivia]:
    """Give comments that are indented deeper than *column* to the collections that ended there, and return the rest."""
    given = 0
    for number, comment in enumerate(trivia, 1):
        homes = [(at, collection) for at, collection in walk.closed if at <= comment.column]
        if comment.text != BLANK:
            if comment.column <= column or not homes:
                break
            max(homes, key=lambda home: home[0])[1].foot += [line.text for line in trivia[given:number]]
            given = number
    return trivia[given:]


def _collection(walk: _Walk) -> Collection:
    """Return the collection that starts with the next event."""
    event = walk.next()
    collection = Collection(isinstance(event, yaml.MappingStartEvent), bool(event.flow_style))
    line, column = event.start_mark.line, event.start_mark.column
    while not isinstance(walk.peek(), yaml.CollectionEndEvent):
        start = walk.start(collection)
        entry = _entry(walk, collection, start, column)
        entry.breaks = collection.is_flow and start.line > line
        line = walk.events[walk.event - 1].end_mark.line
        collection.entries.append(entry)
    if collection.is_flow:
        collection.foot = [comment.text for comment in _take(walk, walk.peek().end_mark.index) if comment.text != BLANK]
    else:
        walk.closed.append((column, collection))
    walk.next()
    return collection


def _entry(walk: _Walk, collection: Collection, start: Any, column: int) -> Entry:
    """Return the next entry of *collection*, with its comments."""
    before = _take(walk, start.index)
    before = before if collection.is_flow else _give_feet(walk, before, start.column)
    walk.closed.clear()
    key = walk.next().value if collection.is_mapping else None
    first = walk.peek()
    beside = _take(walk, first.start_mark.index, beside=True)
    if isinstance(first, yaml.ScalarEvent) or first.flow_style:
        before += _take(walk, first.start_mark.index)
    value = _scalar(walk, column) if isinstance(first, yaml.ScalarEvent) else _collection(walk)
    beside += _take(walk, walk.peek().start_mark.index, beside=True)
    above = [comment.text for comment in before + beside[1:] if comment.text != BLANK or not collection.is_flow]
    return Entry(key, value, above, beside[0].text if beside else "")


def _scalar(walk: _Walk, column: int) -> Scalar:
    """Return the scalar that is the next event, in a collection at *column*."""
    event = walk.next()
    written = walk.text[event.start_mark.index : event.end_mark.index]
    style = event.style or PLAIN
    if style in ("|", ">"):
        return _block(event.value, style, written, column)
    lines = tuple(map(_stripped, written.split("\n"))) if "\n" in written else ()
    return Scalar(event.value, style, lines)


def _stripped(line: str) -> str:
    """Return *line* without the space around it that means nothing; a backslash before it gives it a meaning."""
    bare = line.strip(" \t")
    return line.lstrip(" \t") if bare.endswith("\\") else bare


def _block(value: str, style: str, written: str, column: int) -> Scalar:
    """Return the scalar that is *written* as a block, its lines without their indentation."""
    header, _, body = written.partition("\n")
    sign = header.partition("#")[0]
    lines = body.removesuffix("\n").split("\n") if body else []
    shown = [line for line in lines if line.strip(" ")]
    indent = len(shown[0]) - len(shown[0].lstrip(" ")) if shown else max(map(len, lines), default=0)
    if digit := re.search("[1-9]", sign):
        indent = column + int(digit.group())
    lines = [line[indent:] for line in lines]
    while "+" not in sign and lines and not lines[-1]:
        lines.pop()
    return Scalar(value, style, tuple(lines), keeps_end="+" in sign)

"""Reads of an edition, noted while a part of the website is made: the records on which the part depends.

The mappings of a graph are watched: whoever looks up a key has read the value of that key, and whoever goes through a
mapping has read all of it. Of a group, such as the outlets of a campaign, its size or its first items may be all that
is read. A part that is made again of values with the same digests has the same files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping, Sequence, ValuesView
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, TypeVar, overload

from masthead.model import Part, Record
from masthead.relations.graph import Graph

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

Read = tuple[str, ...]
"""The name of a mapping, an aspect, and the texts of a key in the mapping; the name alone for all of it."""

_ALL, _PRESENCE, _SIZE = "", "?", "#"
"""The aspects of the value of a key; of a group also a slice, as ``0:13``."""

PICTURES = "pictures"
"""The name under which the pictures of an edition are watched, which are beside its graph."""

_NOTED: ContextVar[set[Read] | None] = ContextVar("reads", default=None)


@contextmanager
def noted() -> Iterator[set[Read]]:
    """Give the set into which every read is noted until the end of the context."""
    reads: set[Read] = set()
    before = _NOTED.set(reads)
    try:
        yield reads
    finally:
        _NOTED.reset(before)


def note(reads: Iterable[Read]) -> None:
    """Note *reads* as those of the part that is made."""
    current = _NOTED.get()
    if current is not None:
        current.update(reads)


class Watched(Mapping[Key, Value]):
    """A mapping that notes what is read of it under *name*."""

    __slots__ = ("_name", "_values")

    def __init__(self, name: str, values: Mapping[Key, Value]) -> None:
        self._name = name
        self._values = values

    def __getitem__(self, key: Key) -> Value:
        """Return the value of *key*, which has been read whether there is one or not."""
        value = self._values.get(key)
        current = _NOTED.get()
        if current is None:
            return self._values[key]
        texts: tuple[str, ...] = key if isinstance(key, tuple) else (key,)  # type: ignore[assignment]
        group = type(value) is tuple
        current.add((self._name, _PRESENCE if group else _ALL, *texts))
        return Group(self._name, texts, value) if group else self._values[key]  # type: ignore[return-value, arg-type]

    def __contains__(self, key: object) -> bool:
        """Return whether *key* is there."""
        return self.get(key) is not None  # type: ignore[arg-type]  # of whatever kind it is

    def __iter__(self) -> Iterator[Key]:
        """Go through all keys."""
        return iter(self.keys())

    def __len__(self) -> int:
        """Return how many keys there are."""
        return len(self.keys())

    def keys(self) -> KeysView[Key]:
        """Return all keys."""
        note([(self._name,)])
        return self._values.keys()

    def values(self) -> ValuesView[Value]:
        """Return all values."""
        note([(self._name,)])
        return self._values.values()

    def items(self) -> ItemsView[Key, Value]:
        """Return all keys with their values."""
        note([(self._name,)])
        return self._values.items()


class Group(Sequence[Value]):
    """The items of a key, which notes how much of them is read."""

    __slots__ = ("_key", "_name", "items")

    def __init__(self, name: str, key: tuple[str, ...], items: tuple[Value, ...]) -> None:
        self._name = name
        self._key = key
        self.items = items

    def _note(self, aspect: str) -> None:
        note([(self._name, aspect, *self._key)])

    def __iter__(self) -> Iterator[Value]:
        """Go through all items."""
        self._note(_ALL)
        return iter(self.items)

    def __len__(self) -> int:
        """Return how many items there are."""
        self._note(_SIZE)
        return len(self.items)

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self.items)  # the presence has been noted

    @overload
    def __getitem__(self, at: int) -> Value: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Value, ...]: ...
    def __getitem__(self, at: int | slice) -> Value | tuple[Value, ...]:
        """Return the items *at* a place or a slice."""
        self._note(_slice(at) if isinstance(at, slice) else _ALL)
        return self.items[at]


def _slice(at: slice) -> str:
    """Return the aspect of a slice: all, unless it counts from the start."""
    start, stop = at.start or 0, at.stop
    return _ALL if stop is None or at.step is not None or start < 0 or stop < 0 else f"{start}:{stop}"


def watched(graph: Graph) -> Graph:
    """Return *graph* with every mapping watched, for views; the files of the records are not for them."""
    mappings = {
        one.name: Watched(one.name, value)
        for one in fields(graph)
        if isinstance(value := getattr(graph, one.name), Mapping)
    }
    return replace(graph, loaded=(), broken=frozenset(), **mappings)


class Contents:
    """The digests of all that can be read of some mappings, by content; each is made once."""

    def __init__(self, graph: Graph, pictures: Mapping[str, Any]) -> None:
        """Take what is watched: the *graph*, as it is with its files, and *pictures*."""
        self._files = {id(one.record): one.file for one in graph.loaded}
        self._mappings = {one.name: getattr(graph, one.name) for one in fields(graph)} | {PICTURES: pictures}
        self._texts: dict[int, tuple[object, str]] = {}
        self._read: dict[Read, str] = {}

    def of_reads(self, reads: Iterable[Read]) -> str:
        """Return the digest of all that *reads* give, in their order."""
        return _digest("\n".join(map(self._of_read, reads)))

    def of_values(self, *values: object) -> str:
        """Return the digest of *values*: records, and values made of them."""
        return _digest(self._text(values))

    def _of_read(self, read: Read) -> str:
        known = self._read.get(read)
        if known is None:
            known = self._read[read] = _digest(self._text(self._value(read)))
        return known

    def _value(self, read: Read) -> object:
        """Return what *read* gives now; None for what is not there."""
        name, *rest = read
        mapping = self._mappings[name]
        if not rest:
            return tuple(mapping.items())
        aspect, *key = rest
        value = mapping.get(key[0] if len(key) == 1 else tuple(key))
        match aspect:
            case "":
                return value
            case "?":
                return value is not None, bool(value)
            case "#":
                return len(value or ())
        start, _, stop = aspect.partition(":")
        return (value or ())[int(start) : int(stop)]

    def _text(self, value: object) -> str:
        """Return a text that is the same for the same content, and for no other."""
        if type(value) in _PLAIN or isinstance(value, _PLAIN_TOO) or _is_plain(value):
            return repr(value)
        known = self._texts.get(id(value))
        if known is None:  # the value is kept, so that no other can have its identity
            known = self._texts[id(value)] = value, self._made(value)
        return known[1]

    def _made(self, value: object) -> str:
        match value:
            case Record() if id(value) in self._files:
                file = self._files[id(value)]
                return f"<{file.path} {hashlib.sha256(file.text).hexdigest()}>"
            case bytes():
                return f"<{hashlib.sha256(value).hexdigest()}>"
            case Part():
                return repr(value)
            case Group():
                return self._text(value.items)
            case tuple() | list():
                return _nested("()", map(self._text, value))
            case Mapping():
                return _nested("{}", (f"{self._text(key)}: {self._text(one)}" for key, one in value.items()))
            case _ if is_dataclass(value):
                texts = (self._text(getattr(value, field.name)) for field in fields(value))
                return type(value).__name__ + _nested("()", texts)
            case _:
                raise TypeError(f"{type(value).__name__} has no digest; give it one in {__name__}")


def _nested(brackets: str, texts: Iterable[str]) -> str:
    text = ", ".join(texts)
    # A list of thousands of records is hashed for each page that is made of it.
    return f"{brackets[0]}{text if len(text) < _LONG else _digest(text)}{brackets[1]}"


def _is_plain(value: object) -> bool:
    """Return whether *value* is a tuple of plain values, such as the place of a field: its text is the usual one."""
    return type(value) is tuple and all(type(one) in _PLAIN for one in value)


_PLAIN = frozenset({str, int, float, bool, type(None)})
_PLAIN_TOO = (str, int, date, Enum)
_LONG = 1000


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

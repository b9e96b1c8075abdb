"""Reads of an edition, noted while a part of the website is made: the records on which the part depends.

The mappings of a graph are watched: looking up a key reads its value, and going through a mapping reads all of it. A
group, such as the outlets of a campaign, may be read only for its size or its first items. If all reads of a part have
the same digests as before, the part has the same files as before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping, Sequence, ValuesView
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Any, TypeVar, overload

from masthead.model import Part, Record
from masthead.relations.graph import Graph

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Kind = TypeVar("Kind")

Read = tuple[str, ...]
"""The name of a mapping, an aspect, and the texts of a key in it; only the name if all of the mapping was read."""

_ALL, _PRESENCE, _SIZE, _IDS = "", "?", "#", "id:"
"""The aspects of the value of a key; a group also has slices, such as ``0:13``, and the IDs of the first, such as ``id:2``."""

PICTURES = "pictures"
"""The name under which the pictures of an edition are watched; they are not in its graph."""

_NOTED: ContextVar[set[Read] | None] = ContextVar("reads", default=None)


@contextmanager
def noted() -> Iterator[set[Read]]:
    """Yield a set to which every read is added until the context ends."""
    reads: set[Read] = set()
    token = _NOTED.set(reads)
    try:
        yield reads
    finally:
        _NOTED.reset(token)


def note(reads: Iterable[Read]) -> None:
    """Add *reads* to those of the part that is being made, if one is."""
    current = _NOTED.get()
    if current is not None:
        current.update(reads)


class Watched(Mapping[Key, Value]):
    """A mapping that notes each read of it under *name*."""

    __slots__ = ("_name", "_values")

    def __init__(self, name: str, values: Mapping[Key, Value]) -> None:
        self._name = name
        self._values = values

    def __getitem__(self, key: Key) -> Value:
        """Return the value of *key*, and note the read, also if there is no such key."""
        value = self._values.get(key)
        current = _NOTED.get()
        if current is None:
            return self._values[key]
        texts: tuple[str, ...] = key if isinstance(key, tuple) else (key,)  # type: ignore[assignment]
        group = type(value) is tuple
        current.add((self._name, _PRESENCE if group else _ALL, *texts))
        return Group(self._name, texts, value) if group else self._values[key]  # type: ignore[return-value, arg-type]

    def __contains__(self, key: object) -> bool:
        """Return whether the mapping has *key*."""
        return self.get(key) is not None  # type: ignore[arg-type]  # any object may be asked for

    def __iter__(self) -> Iterator[Key]:
        """Iterate over all keys."""
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
    """The items of a key: a sequence that notes how much of it is read."""

    __slots__ = ("_key", "_name", "items")

    def __init__(self, name: str, key: tuple[str, ...], items: tuple[Value, ...]) -> None:
        self._name = name
        self._key = key
        self.items = items

    def _note(self, aspect: str) -> None:
        note([(self._name, aspect, *self._key)])

    def __iter__(self) -> Iterator[Value]:
        """Iterate over all items."""
        self._note(_ALL)
        return iter(self.items)

    def __len__(self) -> int:
        """Return how many items there are."""
        self._note(_SIZE)
        return len(self.items)

    def __bool__(self) -> bool:
        """Return whether there are any items."""
        return bool(self.items)  # Watched has noted the presence

    def ids(self, most: int) -> tuple[str, ...]:
        """Return the IDs of the first items, which are records, *most* at most."""
        self._note(f"{_IDS}{most}")
        return _ids(self.items[:most])

    @overload
    def __getitem__(self, at: int) -> Value: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Value, ...]: ...
    def __getitem__(self, at: int | slice) -> Value | tuple[Value, ...]:
        """Return the item at the index *at*, or the items of the slice *at*."""
        self._note(_slice(at) if isinstance(at, slice) else _ALL)
        return self.items[at]


def first_ids(records: Sequence[Record], most: int) -> tuple[str, ...]:
    """Return the IDs of the first of *records*, *most* at most; of a group, nothing else of them counts as read."""
    return records.ids(most) if isinstance(records, Group) else _ids(records[:most])


def _ids(records: Iterable[Any]) -> tuple[str, ...]:
    return tuple(record.id for record in records)


def _slice(at: slice) -> str:
    """Return the aspect of a slice: all items, unless both its ends count from the start."""
    start, stop = at.start or 0, at.stop
    return _ALL if stop is None or at.step is not None or start < 0 or stop < 0 else f"{start}:{stop}"


class Contents:
    """The digests, by content, of everything that can be read from a graph and its pictures; each is made once."""

    def __init__(self, graph: Graph, pictures: Mapping[str, Any]) -> None:
        """Take the mappings that are watched, but unwatched: *graph* and *pictures*."""
        self._mappings = {field.name: getattr(graph, field.name) for field in fields(graph)} | {PICTURES: pictures}
        self._texts = _Texts({id(entry.record): entry.values for entry in graph.loaded if entry.values})
        self._records = {entry.file.path: entry.record for entry in graph.loaded}
        self._digests: dict[Read, str] = {}

    def of_reads(self, reads: Iterable[Read]) -> str:
        """Return the digest of the values of *reads*, in their order."""
        return _digest("\n".join(map(self._of_read, reads)))

    def of_values(self, *values: object) -> str:
        """Return the digest of *values*, which are records and values made of records."""
        return _digest(self._texts.of(values))

    def _of_read(self, read: Read) -> str:
        digest = self._digests.get(read)
        if digest is None:
            digest = self._digests[read] = _digest(self._texts.of(self._value(read)))
        return digest

    def _value(self, read: Read) -> object:
        """Return the present value of *read*, or None if its key does not exist."""
        name, *rest = read
        mapping = self._mappings[name]
        if not rest:
            return tuple(mapping.items())
        aspect, *key = rest
        value = mapping.get(key[0] if len(key) == 1 else tuple(key))
        match aspect:
            case "":
                return self._holders(name, key, value) if value else value
            case "?":
                return value is not None, bool(value)
            case "#":
                return len(value or ())
        if aspect.startswith(_IDS):
            return _ids((value or ())[: int(aspect.removeprefix(_IDS))])
        start, _, stop = aspect.partition(":")
        return (value or ())[int(start) : int(stop)]

    def _holders(self, name: str, key: Sequence[str], value: Any) -> object:
        """Return the records that hold the items of a group, if the items follow from these: there are far fewer texts in them."""
        if name == "references":
            return self._records.get(key[0], value)
        holder = _HOLDERS.get(name)
        return tuple({id(record): record for record in map(holder, value)}.values()) if holder else value


_HOLDERS: Mapping[str, Callable[[Any], Record]] = {
    "mentions_by_source": attrgetter("by"),
    "statements_by_firm": attrgetter("about"),
    "evidence_by_firm": attrgetter("record"),
}
"""The attribute of an item in a group that is the record with the item: the record and the key decide which items are there."""


def digest_of_view(*values: object) -> str:
    """Return the digest of *values*, which are a view and others that a page prints; none of them is kept."""
    return _digest(_Texts().of(values))


class _Texts:
    """The texts of values, each made once: the same for equal content."""

    def __init__(self, records: Mapping[int, str] | None = None) -> None:
        """Take the digest of the values of each of *records*, by its identity; others are looked at when they are met."""
        self._records = records or {}
        self._texts: dict[int, tuple[object, str]] = {}

    def of(self, value: object) -> str:
        """Return a text that is the same for equal content, and differs for any other."""
        kind = type(value)
        if kind in _PLAIN:
            return repr(value)
        entry = self._texts.get(id(value))
        if entry is None:
            composed = _COMPOSED.get(kind) or _composed_of(kind)
            if composed is _plain:
                return repr(value)
            # The value is kept, so that no other can have its identity.
            entry = self._texts[id(value)] = value, composed(self, value)
        return entry[1]

    def each(self, values: Iterable[object]) -> Iterable[str]:
        """Return the text of each of *values*: most are plain, and there are hundreds of thousands of them."""
        of = self.of
        return [repr(value) if type(value) in _PLAIN else of(value) for value in values]

    def of_record(self, record: Record) -> str:
        """Return the text of *record*."""
        return f"<{self._records.get(id(record)) or _digest(repr(record))}>"


_Composed = Callable[["_Texts", Any], str]
"""A function that makes the text of a value from the texts of its parts."""
_COMPOSED: dict[type, _Composed] = {}
_MOST_KEPT = 1 << 17
"""The most values of a kind of which digests are kept: the rows of a very large database."""


def _composed_of(kind: type) -> _Composed:
    """Return the function that makes the texts of values of *kind*, and keep it."""
    composed = next((function for base, function in _BY_BASE if issubclass(kind, base)), None)
    if composed is None and is_dataclass(kind):
        composed = _composed_of_fields(kind)
    if composed is None:
        raise TypeError(f"{kind.__name__} has no digest; give it one in {__name__}")
    _COMPOSED[kind] = composed
    return composed


def _composed_of_fields(kind: type) -> _Composed:
    """Return the function for a dataclass: looked at once, since a website has hundreds of thousands of their values."""
    names = [field.name for field in fields(kind)]
    return lambda texts, value: kind.__name__ + _nested("()", texts.each(getattr(value, name) for name in names))


def digested_once(kind: type[Kind]) -> type[Kind]:
    """Decorate the dataclass *kind* of frozen values of which each is on many pages: its digest is made once, and kept."""
    composed = _composed_of_fields(kind)
    kept: dict[int, tuple[object, str]] = {}

    def text(texts: _Texts, value: object) -> str:
        entry = kept.get(id(value))
        if entry is None:
            if len(kept) >= _MOST_KEPT:
                kept.clear()
            # The value is kept, too, so that no other can have its identity.
            entry = kept[id(value)] = value, f"<{_digest(composed(texts, value))}>"
        return entry[1]

    _COMPOSED[kind] = text
    return kind


def _plain(_: _Texts, value: object) -> str:
    return repr(value)


def _sequence(texts: _Texts, value: Iterable[object]) -> str:
    return _nested("()", texts.each(value))


def _mapping(texts: _Texts, value: Mapping[object, object]) -> str:
    return _nested("{}", (f"{texts.of(key)}: {texts.of(item)}" for key, item in value.items()))


_BY_BASE: tuple[tuple[type | tuple[type, ...], _Composed], ...] = (
    # By its values: no page shows the comments of a file, or how it is written.
    (Record, lambda texts, value: texts.of_record(value)),
    (bytes, lambda _, value: f"<{hashlib.sha256(value).hexdigest()}>"),
    (Part, lambda _, value: repr(value)),
    ((str, int, date, Enum), _plain),
    (Group, lambda texts, value: texts.of(value.items)),
    ((tuple, list), _sequence),
    (Mapping, _mapping),
)
"""The functions for the kinds of value, by a class that they have in common; dataclasses are made of their fields."""


def _nested(brackets: str, texts: Iterable[str]) -> str:
    text = ", ".join(texts)
    # A list of thousands of records is in the digest of every page that shows it, so a long text is digested itself.
    return f"{brackets[0]}{text if len(text) < _LONG else _digest(text)}{brackets[1]}"


_PLAIN = frozenset({str, int, float, bool, type(None)})
_LONG = 1000


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

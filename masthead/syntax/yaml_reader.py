"""Safe YAML: bytes to plain text values, with the place of each when asked.

Every scalar stays text, so that nothing is guessed (``NO`` is no boolean, ``010`` no octal number). Syntax that can
hang or mislead a reader is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice
from typing import Any
from unicodedata import is_normalized, normalize

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from masthead.findings.finding import MAX_ALIKE, MORE_ALIKE, Location, Position
from masthead.syntax.characters import in_pieces
from masthead.syntax.decoding import MAX_BYTES, Fault, Unreadable, deceptions, decode

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_EVENTS",
    "MAX_KEY",
    "MAX_SCALAR",
    "Fault",
    "Marks",
    "Value",
    "marks",
    "read",
    "read_all",
]

MAX_DEPTH = 12
MAX_EVENTS = 10_000
MAX_KEY = 64
SHORT = 2_000
MANY = 2_000
"""From how many texts on it pays to start further processes."""
NULLS = frozenset(("~", "null", "Null", "NULL"))
"""The texts that other programs take for no value at all if they have no quotation marks."""
MAX_SCALAR = 20_000
"""The most characters of a text here; its field, which is stricter, looks at it later."""

Value = dict[str, "Value"] | list["Value"] | str
Marks = dict[Location, Position]
"""The place of every key (of the key itself) and every list item."""

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class _Walk:
    """The state of one walk over the events of a text."""

    next: Callable[[], Any]
    """The function that returns the next event."""
    faults: list[Fault] = field(default_factory=list)
    marks: Marks | None = None
    normal: bool = False
    """Whether the whole text is in Unicode form NFC, so that no part of it needs a look of its own."""
    most_depth: int = MAX_DEPTH

    def blame(self, event: Any, rule: str, message: str, cure: str = "", at: Location = ()) -> None:
        """Record a fault and go on reading, unless there are too many of them to report."""
        if len(self.faults) == MAX_ALIKE:
            raise Unreadable(_fault(event, rule, MORE_ALIKE))
        self.faults.append(_fault(event, rule, message, cure, at))


def read(text: bytes, most_depth: int = MAX_DEPTH) -> tuple[Value | None, list[Fault]]:
    """Return the value that *text* holds (None if unreadable) and everything wrong with it, *most_depth* levels at most."""
    return _read(text, None, most_depth)


def read_all(texts: Sequence[bytes]) -> Iterator[tuple[Value | None, list[Fault]]]:
    """Yield the result of `read` for each of *texts*, in order; many are read on all processors, while the caller goes on."""
    if len(texts) < MANY:
        yield from map(read, texts)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - few databases are so large

    with ProcessPoolExecutor() as pool:
        yield from pool.map(read, texts, chunksize=MANY // 20)


@lru_cache(maxsize=64)  # each finding asks again, and a text may have thousands of them
def marks(text: bytes, most_depth: int = MAX_DEPTH) -> Marks:
    """Return the place of each key and item in *text*, up to the first place that cannot be read."""
    places: Marks = {}
    _read(text, places, most_depth)
    return places


def _read(text: bytes, places: Marks | None, most_depth: int) -> tuple[Value | None, list[Fault]]:
    faults: list[Fault] = []
    try:
        decoded = decode(text)
        events = _events(_Loader(decoded).get_event)
        walk = _Walk(events.__next__, faults, places, normal=is_normalized("NFC", decoded), most_depth=most_depth)
        return _document(walk), faults
    except Unreadable as stop:
        return None, [*faults, *stop.faults]
    except yaml.YAMLError as error:
        return None, [*faults, _syntax_fault(error)]


def _events(take: Callable[[], Any]) -> Iterator[Any]:
    """Return the events that *take* gives, refusing a text that has too many of them."""
    return chain(islice(iter(take, None), MAX_EVENTS), _too_many(take))  # no code of ours between one and the next


def _too_many(take: Callable[[], Any]) -> Iterator[Any]:
    yield from ()
    raise Unreadable(_fault(take(), "yaml-size", f"the record has more than {MAX_EVENTS} values and brackets"))


def _syntax_fault(error: yaml.YAMLError) -> Fault:
    """Return the error of the YAML parser as a fault."""
    mark = getattr(error, "problem_mark", None)
    place = Position(mark.line + 1, mark.column + 1) if mark else Position()
    problem = getattr(error, "problem", None) or "unreadable"
    return Fault(place, "yaml-syntax", f"this is not valid YAML: {problem}", "check indentation, quotes and colons")


def _document(walk: _Walk) -> Value | None:
    """Return the one document of the text; anything but exactly one mapping is a fault."""
    walk.next()
    event = walk.next()
    if isinstance(event, StreamEndEvent):
        raise Unreadable(Fault(Position(), "yaml-document", "the file is empty"))
    root = walk.next()
    if not isinstance(root, MappingStartEvent):
        raise Unreadable(
            _fault(root, "yaml-document", "the file does not consist of fields", "write `field: value` lines")
        )
    value = _node(walk, root, (), 1)
    walk.next()
    event = walk.next()
    if not isinstance(event, StreamEndEvent):
        raise Unreadable(
            _fault(
                event,
                "yaml-document",
                "the file has a second YAML document",
                "put each record into a file of its own",
            )
        )
    return value


def _node(walk: _Walk, event: Any, location: Location, depth: int) -> Value:
    """Return the value that starts with *event*."""
    _refuse_markup(walk, event, location)
    kind = type(event)
    if kind is ScalarEvent:
        _refuse_null(walk, event, location)
        return _text(walk, event, location)
    if kind is AliasEvent:
        return ""
    if depth > walk.most_depth:
        raise Unreadable(_fault(event, "yaml-depth", f"the record nests more than {walk.most_depth} levels deep"))
    if kind is SequenceStartEvent:
        return _sequence(walk, location, depth)
    return _mapping(walk, location, depth)


def _is_plain(walk: _Walk, event: Any, longest: int) -> bool:
    """Return whether *event* is a text or key of which _text and _key would find nothing: nearly all are."""
    return (
        type(event) is ScalarEvent
        and event.anchor is None
        and event.tag is None
        and walk.normal
        and event.style != '"'
        and len(event.value) <= longest
        and event.value != "<<"
        and event.value not in NULLS
    )


def _refuse_markup(walk: _Walk, event: Any, location: Location) -> None:
    """Report anchors, aliases and tags, which a record never needs."""
    if isinstance(event, AliasEvent):
        walk.blame(event, "yaml-alias", f"the alias *{event.anchor} is not allowed", "write the value out", location)
    elif event.anchor is not None:
        walk.blame(event, "yaml-alias", f"the anchor &{event.anchor} is not allowed", "delete it", location)
    if getattr(event, "tag", None) is not None:
        walk.blame(event, "yaml-tag", f"the tag {event.tag} is not allowed", "delete it", location)


def _refuse_null(walk: _Walk, event: Any, location: Location) -> None:
    if event.implicit[0] and event.value in NULLS:
        cure = "delete the field, or put the word in quotation marks if it is meant as a text"
        walk.blame(event, "yaml-null", f"`{event.value}` means no value", cure, location)


def _text(walk: _Walk, event: Any, location: Location) -> str:
    """Return the text of a scalar in Unicode form NFC; what is too long or deceives is a fault."""
    text = str(event.value)
    if len(text) > MAX_SCALAR:
        message = f"the text has {len(text)} characters, and at most {MAX_SCALAR} are allowed"
        raise Unreadable(_fault(event, "yaml-size", message, "shorten it", location))
    if event.style == '"':  # may write as escapes what was not found in plain sight
        deceiving = tuple(deceptions(text))
        for fault in deceiving:
            walk.blame(event, fault.rule, fault.message, fault.cure, location)
        if deceiving:
            return text
    pieces = "" if walk.normal and event.style != '"' else in_pieces(text)
    if pieces:
        message = f"the text is not in Unicode form NFC: it contains {pieces}"
        walk.blame(event, "yaml-normalisation", message, "run `masthead fmt`", location)
    return normalize("NFC", text) if pieces else text


def _sequence(walk: _Walk, location: Location, depth: int) -> list[Value]:
    items: list[Value] = []
    while type(event := walk.next()) is not SequenceEndEvent:
        if walk.marks is not None:
            walk.marks[*location, len(items)] = _position(event)
        plain = _is_plain(walk, event, SHORT)
        items.append(event.value if plain else _node(walk, event, (*location, len(items)), depth + 1))
    return items


def _mapping(walk: _Walk, location: Location, depth: int) -> dict[str, Value]:
    fields: dict[str, Value] = {}
    while type(event := walk.next()) is not MappingEndEvent:
        key = event.value if _is_plain(walk, event, MAX_KEY) else _key(walk, event, location, depth)
        if key in fields:
            message = f"the field {key!r} appears twice"
            walk.blame(event, "yaml-duplicate", message, "delete one of the two", (*location, key))
        elif key is not None and walk.marks is not None:
            walk.marks[*location, key] = _position(event)
        inner = walk.next()
        plain = _is_plain(walk, inner, SHORT)
        value = inner.value if plain else _node(walk, inner, (*location, key or ""), depth + 1)
        if key is not None:
            fields.setdefault(key, value)
    return fields


def _key(walk: _Walk, event: Any, location: Location, depth: int) -> str | None:
    """Return the name of a field; what cannot be one is a fault, and its value belongs to no field."""
    if not isinstance(event, ScalarEvent):
        walk.blame(event, "yaml-key", "the name of a field must be plain text", "write `field: value`", location)
        _node(walk, event, (*location, ""), depth + 1)
        return None
    if event.anchor is not None or event.tag is not None:
        _refuse_markup(walk, event, location)
    key = _text(walk, event, location)
    if key == "<<":
        walk.blame(event, "yaml-merge", "the merge key << is not allowed", "write the fields out", location)
        return None
    if len(key) > MAX_KEY:
        message = f"the field name has {len(key)} characters, and at most {MAX_KEY} are allowed"
        walk.blame(event, "yaml-key", message, at=location)
        return None
    return key


def _position(event: Any) -> Position:
    return Position(event.start_mark.line + 1, event.start_mark.column + 1)


def _fault(event: Any, rule: str, message: str, cure: str = "", at: Location = ()) -> Fault:
    return Fault(_position(event), rule, message, cure, at)

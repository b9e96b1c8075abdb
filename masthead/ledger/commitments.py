"""The pieces of a line: all in it that may ever have to be removed. Its body has a commitment in the place of each.

A commitment is `#` and the SHA-256 of a random salt, a line end and the JSON of the piece. Salt and piece lie open
beside the body, in the order of the commitments. Once both are gone, nobody can find the piece by trying.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from masthead import MastheadError
from masthead.ledger.lines import Removed

HOLE = re.compile("#[0-9a-f]{64}")
_SALT = re.compile("[A-Za-z0-9_-]{22}")
_NAME = "[a-z][a-z0-9_]*"
_FIELD = re.compile(rf"({_NAME})(?:\[([^\[\]]*)\]((?:\.{_NAME})?))?")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Plain = dict[str, Any]
"""A line as JSON has it."""
Change = Callable[[str, str, Any], Any]
"""Takes the role of a piece, the field that it is of, and the piece; gives what is to stand in its place."""

VALUE, ITEM = "value", "item"
"""The roles of values, or items of them, and of the ids of items. All other roles are named as what holds them."""
_ONE = frozenset({"record", "formerly", "page", "instead"})
_TEXTS = frozenset({"commit", "reason", "decided_by", "former_seal"})
_ITEMS = frozenset({"item", "was", "field"})


class PieceError(MastheadError):
    """A line is not what its commitments say; says how, and what to do."""


class _LostError(MastheadError):
    """A piece was removed without which the line says nothing."""


def dumps(value: Any) -> str:
    """Return the JSON of *value*, always the same."""
    return _encode(value)


def commitment(salt: str, piece: Any) -> str:
    """Return the commitment to *piece* with *salt*."""
    text = f"{salt}\n{_encode(piece)}"
    return f"#{hashlib.sha256(text.encode()).hexdigest()}"


def conceal(line: Plain, salts: Iterator[str]) -> tuple[str, str]:
    """Return the body of *line*, with commitments made with *salts*, and what lies open: the JSON of both."""
    slots: list[tuple[str, Any]] = []
    ids: dict[str, str] = {}  # an item has one commitment in a line, however many fields it has there

    def change(role: str, _field: str, piece: Any) -> str:
        if role == ITEM and piece in ids:
            return ids[piece]
        salt = next(salts)
        slots.append((salt, piece))
        hole = commitment(salt, piece)
        if role == ITEM:
            ids[piece] = hole
        return hole

    return _encode(walked(line, change)), _encode(slots)


def slots_of(body: str, opened: str) -> dict[str, list[Any] | None]:
    """Return what lies open for each commitment in *body*: salt and piece, a piece alone, or None."""
    try:
        slots = json.loads(opened)
    except (ValueError, RecursionError):
        raise PieceError("what lies open is not JSON") from None
    holes = dict.fromkeys(HOLE.findall(body))
    if len(slots) != len(holes) or _encode(slots) != opened:
        raise PieceError(f"expected what {len(holes)} commitments stand for, got {len(slots)} pieces")
    return dict(zip(holes, slots, strict=True))


def reveal(sealed_body: str, opened: str, removed: Mapping[str, tuple[int, Any]]) -> Plain | None:
    """Return the line with this body and what lies *opened*, or None if it says nothing without what was removed.

    *removed* has the commitments that redactions name: the number of the redaction, and what is read instead, or None.
    """
    line = json.loads(sealed_body)
    if _encode(line) != sealed_body:
        raise PieceError("the line is not written as a release writes it")
    pieces = {hole: _piece(hole, slot, removed.get(hole)) for hole, slot in slots_of(sealed_body, opened).items()}
    if removed.keys() - pieces.keys():
        raise PieceError("a redaction names a piece that the line does not have")

    def change(_role: str, _field: str, hole: Any) -> Any:
        if not isinstance(hole, str) or hole not in pieces:
            raise PieceError("a piece stands in the line itself, where a commitment belongs")
        return pieces[hole]

    try:
        return walked(line, change)
    except _LostError:
        return None


def _piece(hole: str, slot: Any, note: tuple[int, Any] | None) -> Any:
    """Return what stands behind *hole*, of which *note* says that it was removed, if it was."""
    match slot:
        case None if note and note[1] is None:
            return Removed(note[0])
        case [piece] if note and note[1] == piece:
            return piece
        case [str(salt), piece] if not note and _SALT.fullmatch(salt) and commitment(salt, piece) == hole:
            return piece
        case [str(), _] if note:
            raise PieceError("a piece is still there that was removed according to a redaction")
        case [str(), _]:
            raise PieceError("a value, id or address is not the one that was published")
        case _:
            raise PieceError("a value, id or address is gone or replaced, and no redaction says so")


def walked(line: Plain, change: Change) -> Plain:
    """Return *line* with each piece in it as *change* makes it; what says nothing without a removed piece is left out."""
    made: Plain = {}
    for name, value in line.items():
        if name in _ONE:
            made[name] = _kept(change(name, "", value))
        elif name in _TEXTS:
            made[name] = _text(change(name, "", value))
        elif name in _ITEMS:
            made[name] = _field(value, change)
        elif name == "now":
            made[name] = _value(made.get("field", ""), value, change)
        elif name == "anchors":
            made[name] = _anchors(value, change)
        elif name == "published":
            made[name] = _fields(value, change)
        else:
            made[name] = value
    return made


def _kept(piece: Any) -> Any:
    if isinstance(piece, Removed):
        raise _LostError
    return piece


def _text(piece: Any) -> Any:
    return "" if isinstance(piece, Removed) else piece


def _field(name: Any, change: Change) -> str:
    """Return the name of a field or item, such as evidence[listed].claim, with its id as *change* makes it."""
    match = _FIELD.fullmatch(name) if isinstance(name, str) else None
    if not match:
        raise PieceError("the name of a field is not one that a record can have")
    if match[2] is None:
        return match[0]
    return f"{match[1]}[{_kept(change(ITEM, match[1], match[2]))}]{match[3]}"


def _value(field: str, value: Any, change: Change) -> Any:
    """Return a value, of a list each item, as *change* makes it."""
    if isinstance(value, list):
        return [change(VALUE, field, item) for item in value]
    return None if value is None else change(VALUE, field, value)


def _anchors(anchors: Any, change: Change) -> list[Any]:
    if not isinstance(anchors, list | tuple):
        raise PieceError("anchors are a list")
    made = [change("anchor", "", anchor) for anchor in anchors]
    return [anchor for anchor in made if not isinstance(anchor, Removed)]


def _fields(fields: Any, change: Change) -> Plain:
    """Return the *fields* of a record; those of an item that was removed are left out."""
    if not isinstance(fields, dict):
        raise PieceError("the fields of a record are a mapping")
    made: Plain = {}
    for name, value in fields.items():
        try:
            field = _field(name, change)
        except _LostError:
            continue
        made[field] = _value(field, value, change)
    return made

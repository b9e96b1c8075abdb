"""The pieces of a line: everything in it that may ever have to be removed. The body has a commitment in place of each.

A commitment is `#` and the SHA-256 of a random salt, a line end and the JSON of the piece. Salts and pieces are in the
open part of the line, in the order of the commitments. Once both are removed, nobody can guess the piece and check the
guess.
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
"""A line as the JSON values it consists of."""
PieceChange = Callable[[str, str, Any], Any]
"""A function from the role of a piece, its field and the piece to the replacement for the piece."""

VALUE, ITEM = "value", "item"
"""The role of a value or of an item of a list, and the role of an item's id. Other roles have the name of their key."""
_SINGLE_VALUES = frozenset({"record", "formerly", "page", "instead"})
_TEXTS = frozenset({"commit", "reason", "decided_by", "former_seal"})
_ITEMS = frozenset({"item", "was", "field"})


class PieceError(MastheadError):
    """A line does not agree with its commitments; the message says how."""


class _LostError(MastheadError):
    """A line has lost a piece without which it means nothing."""


def dumps(value: Any) -> str:
    """Return the JSON of *value* in the form that a ledger uses."""
    return _encode(value)


def commitment(salt: str, piece: Any) -> str:
    """Return the commitment to *piece*, made with *salt*."""
    text = f"{salt}\n{_encode(piece)}"
    return f"#{hashlib.sha256(text.encode()).hexdigest()}"


def conceal(line: Plain, salts: Iterator[str]) -> tuple[str, str]:
    """Return the JSON of the body of *line*, with commitments made with *salts*, and the JSON of its open part."""
    slots: list[tuple[str, Any]] = []
    ids: dict[str, str] = {}  # an item has one commitment in a line, even if several of its fields are in the line

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
    """Return the open slot of each commitment in *body*: salt and piece, a replacement piece alone, or None.

    Raises PieceError if *opened*, the open part, does not have one slot for each commitment.
    """
    try:
        slots = json.loads(opened)
    except (ValueError, RecursionError):
        raise PieceError("what lies open is not JSON") from None
    holes = dict.fromkeys(HOLE.findall(body))
    if len(slots) != len(holes) or _encode(slots) != opened:
        raise PieceError(f"expected what {len(holes)} commitments stand for, got {len(slots)} pieces")
    return dict(zip(holes, slots, strict=True))


def reveal(sealed_body: str, opened: str, removed: Mapping[str, tuple[int, Any]]) -> Plain | None:
    """Return the line with this body and the open part *opened*, or None if it means nothing without a removed piece.

    *removed* maps each commitment that a redaction names to the number of the redaction and the replacement, or None.
    Raises PieceError if the line does not agree with its commitments or with the redactions.
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
    """Return the piece in the *slot* of the commitment *hole*; *note* is the entry of a redaction that removed it, if any."""
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


def walked(line: Plain, change: PieceChange) -> Plain:
    """Return *line* with each piece replaced by *change*; fields that mean nothing without a removed piece are left out."""
    changed: Plain = {}
    for name, value in line.items():
        if name in _SINGLE_VALUES:
            changed[name] = _kept(change(name, "", value))
        elif name in _TEXTS:
            changed[name] = _text(change(name, "", value))
        elif name in _ITEMS:
            changed[name] = _field(value, change)
        elif name == "now":
            changed[name] = _value(changed.get("field", ""), value, change)
        elif name == "anchors":
            changed[name] = _anchors(value, change)
        elif name == "published":
            changed[name] = _fields(value, change)
        else:
            changed[name] = value
    return changed


def _kept(piece: Any) -> Any:
    if isinstance(piece, Removed):
        raise _LostError
    return piece


def _text(piece: Any) -> Any:
    return "" if isinstance(piece, Removed) else piece


def _field(name: Any, change: PieceChange) -> str:
    """Return the name of a field or item, such as evidence[listed].claim, with the id in it replaced by *change*."""
    match = _FIELD.fullmatch(name) if isinstance(name, str) else None
    if not match:
        raise PieceError("the name of a field is not one that a record can have")
    if match[2] is None:
        return match[0]
    return f"{match[1]}[{_kept(change(ITEM, match[1], match[2]))}]{match[3]}"


def _value(field: str, value: Any, change: PieceChange) -> Any:
    """Return *value*, or each item of it if it is a list, replaced by *change*."""
    if isinstance(value, list):
        return [change(VALUE, field, item) for item in value]
    return None if value is None else change(VALUE, field, value)


def _anchors(anchors: Any, change: PieceChange) -> list[Any]:
    if not isinstance(anchors, list | tuple):
        raise PieceError("anchors are a list")
    changed = [change("anchor", "", anchor) for anchor in anchors]
    return [anchor for anchor in changed if not isinstance(anchor, Removed)]


def _fields(fields: Any, change: PieceChange) -> Plain:
    """Return the *fields* of a record, changed; fields of an item whose id was removed are left out."""
    if not isinstance(fields, dict):
        raise PieceError("the fields of a record are a mapping")
    changed: Plain = {}
    for name, value in fields.items():
        try:
            changed_name = _field(name, change)
        except _LostError:
            continue
        changed[changed_name] = _value(changed_name, value, change)
    return changed

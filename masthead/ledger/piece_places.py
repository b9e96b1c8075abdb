"""The places of a ledger: each piece that was not removed, with its line, its role and its record."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from masthead.ledger.removable_pieces import ITEM, VALUE, Plain, slots_of, walked
from masthead.ledger.sheets import Sheet

Where = tuple[int, int, str]
"""The number of a file, the number of a line in it, and a commitment in that line."""


@dataclass(frozen=True, slots=True)
class Place:
    """A piece in a ledger, and where it is."""

    where: Where
    role: str
    """The role of the piece: value, item (for the id of an item), anchor, or the key that it is under, such as record."""
    kind: str
    """The key that shows the kind of line, such as published, or nothing."""
    record: str
    field: str
    """The field of a value, the list of an item, the page of an anchor, or the number of the file of a former seal."""
    piece: Any

    @property
    def path(self) -> str:
        """The file and line, as messages show them."""
        return f"ledger/{self.where[0]:04}.jsonl:{self.where[1]}"

    @property
    def label(self) -> str:
        """A description of the piece that does not reveal it."""
        if self.role == VALUE:
            return f"a value of {self.field}"
        return {ITEM: "the ID of an item", "formerly": "the ID of a record", "record": "the ID of a record", "page": "an address",
                "former_seal": "the seal of a file in its first form"}.get(self.role, f"the {self.role.replace('_', ' ')}")  # fmt: skip


_KINDS = ("published", "formerly", "item", "field", "page", "redacted", "former_seal")


def places_of(sheets: Sequence[Sheet]) -> list[Place]:
    """Return every place of *sheets* whose piece was not removed, in order."""
    known: dict[Where, Place] = {}
    for number, sheet in enumerate(sheets, 1):
        for line, sealed in enumerate(sheet.lines, 1):
            body, slots = json.loads(sealed.body), slots_of(sealed.body, sealed.open)
            for place in _of_line((number, line), body, slots):
                known[place.where] = _meant(place, body, known)
    return [place for place in known.values() if place.piece is not None]


def _meant(place: Place, body: Plain, known: Mapping[Where, Place]) -> Place:
    """Return *place*; a replacement for an earlier piece gets the role of that piece."""
    target = known.get((body["number"], body["line"], f"#{body['redacted']}")) if place.role == "instead" else None
    return replace(target, where=place.where, piece=place.piece) if target else place


def _of_line(at: tuple[int, int], body: Plain, slots: Mapping[str, list[Any] | None]) -> Iterator[Place]:
    """Yield each place of a line, including those whose pieces were removed."""
    pieces = {hole: slot[-1] if slot else None for hole, slot in slots.items()}
    record, page = (pieces.get(body.get(name, "")) or "" for name in ("record", "page"))
    kind = next((name for name in _KINDS if name in body), "")
    places: dict[str, Place] = {}

    def change(role: str, field: str, hole: str) -> str:
        label = {"anchor": page, "former_seal": str(body.get("number"))}.get(role) or _named(field, pieces)
        places.setdefault(hole, Place((*at, hole), role, kind, record, label, pieces[hole]))
        return hole

    walked(body, change)
    yield from places.values()


def _named(field: str, pieces: Mapping[str, Any]) -> str:
    """Return the name of *field* with the id of its item, or an empty id if that was removed."""
    name, bracket, rest = field.partition("[")
    hole, _, inner = rest.partition("]")
    return f"{name}[{pieces.get(hole) or ''}]{inner}" if bracket else field

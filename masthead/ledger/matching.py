"""The pieces of a ledger that a redaction is about: those of a record, of an item, of a field, or with a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from masthead.ledger.piece_places import Place, Where
from masthead.ledger.removable_pieces import ITEM, VALUE
from masthead.model import KINDS
from masthead.model.references import reference_paths

Matches = dict[Where, Any]
"""The pieces to remove, each with its replacement, or None."""


@dataclass(frozen=True, slots=True)
class RecordNames:
    """The keys that the records of a ledger have had: the successor of each former key, and the keys published as new."""

    heirs: Mapping[str, str]
    published: frozenset[str]

    def now(self, key: str) -> str:
        """Return the present key of the record *key*."""
        seen = {key}
        while (key := self.heirs.get(key, key)) not in seen:
            seen.add(key)
        return key

    def all(self, key: str) -> frozenset[str]:
        """Return every key that the record *key* has had."""
        return frozenset({key, *(other for other in self.heirs if self.now(other) == self.now(key))})


def names_of(places: Sequence[Place]) -> RecordNames:
    """Return the keys of the records in *places*."""
    renamed = ((place.piece, place.record) for place in places if place.role == "formerly")
    heirs = {former: record for former, record in renamed if record and record != former}
    return RecordNames(
        heirs, frozenset(place.piece for place in places if place.role == "record" and place.kind == "published")
    )


def of_record(places: Sequence[Place], key: str, new: str | None) -> Matches:
    """Return the pieces that name the record *key*, which continues as *new*; without *new*, all pieces about it."""
    names = names_of(places)
    heir = names.now(key)
    removed_keys = frozenset({key})
    if new is None and heir != key:
        new = None if heir in names.published else heir
    elif new is None:
        removed_keys = names.all(key)
    matches: Matches = {}
    for place in places:
        for removed in removed_keys:
            _name(matches, place, removed, new)
        if new is None and (
            place.record in removed_keys or (place.role == "anchor" and _page(place.field, removed_keys))
        ):
            matches[place.where] = None
    return matches


def _name(matches: Matches, place: Place, key: str, new: str | None) -> None:
    """Add *place* to *matches* if it names the record *key*, which continues as *new*."""
    folder, _, id = key.partition("/")
    if place.role in ("record", "formerly") and place.piece == key:
        matches[place.where] = new
    elif place.role == "page" and _page(place.piece, (key,)):
        matches[place.where] = new and place.piece.replace(key, new, 1)
    elif (
        place.role == VALUE
        and place.field == "formerly"
        and place.record.startswith(f"{folder}/")
        and place.piece == id
    ):
        matches[place.where] = None
    elif place.role == VALUE and place.record:
        paths = reference_paths(KINDS[place.record.partition("/")[0]], folder)
        path = tuple(re.sub(r"\[.*\]", "", place.field).split("."))
        changed = _referring(place.piece, path, paths, id, new and new.partition("/")[2])
        if changed != place.piece:
            matches[place.where] = changed if new else None


def _page(page: str, keys: Collection[str]) -> bool:
    """Return whether *page* belongs to one of the records *keys*: its page, a page below that, or its JSON file."""
    start = page.removeprefix("api/v1/")
    return any(start.startswith((f"{key}/", f"{key}.json")) for key in keys)


def _referring(value: Any, path: tuple[str, ...], paths: Collection[tuple[str, ...]], id: str, new: str | None) -> Any:
    """Return *value*, which is at *path* in a record, with *new* in place of *id* at all *paths* of references."""
    if isinstance(value, list):
        return [_referring(item, path, paths, id, new) for item in value]
    if isinstance(value, dict):
        return {name: _referring(inner, (*path, name), paths, id, new) for name, inner in value.items()}
    return new if value == id and path in paths else value


def of_item(places: Sequence[Place], key: str, id: str) -> Matches:
    """Return all pieces about the item *id* of the record *key*, or only its id if the item has another id now."""
    keys = names_of(places).all(key)
    heirs = _item_heirs(places, keys)
    ids, new = {id}, heirs.get(id)
    while new is None and (more := {was for was, now in heirs.items() if now in ids} - ids):
        ids |= more
    while new in heirs:
        new = heirs[new]
    return {place.where: new if place.role in (ITEM, "anchor") else None
            for place in places if _is_of_item(place, keys, ids, is_named_only=new is not None)}  # fmt: skip


def _item_heirs(places: Sequence[Place], keys: Collection[str]) -> dict[str, str]:
    """Return the former ids of the items of the records *keys*, each with the id that replaced it."""
    lines: dict[tuple[int, int], list[str]] = {}
    for place in places:
        if place.role == ITEM and place.kind == "item" and place.record in keys:
            lines.setdefault(place.where[:2], []).append(place.piece)
    return {pair[1]: pair[0] for pair in lines.values() if len(pair) == 2 and pair[0] != pair[1]}


def _is_of_item(place: Place, keys: Collection[str], ids: Collection[str], *, is_named_only: bool) -> bool:
    """Return whether *place* names an item with one of *ids* in a record of *keys*.

    Unless *is_named_only*, the values of the item count too.
    """
    if place.role == "anchor":
        return place.piece in ids and place.field.removesuffix("/") in keys
    if place.record not in keys:
        return False
    if place.role == ITEM:
        return place.piece in ids
    is_former = place.field.endswith(".formerly") and place.piece in ids
    withdrawn = (
        place.piece.get("withdrawn", ()) if place.field == "corrections" and isinstance(place.piece, dict) else ()
    )
    is_value = any(f"[{id}]." in place.field for id in ids) and not is_named_only
    return place.role == VALUE and (is_former or is_value or not ids.isdisjoint(withdrawn))  # type: ignore[attr-defined]


def of_field(places: Sequence[Place], key: str, field: str, present: Any) -> Matches:
    """Return the values that *field* of the record *key* had in any release, without its *present* value or items."""
    keys = names_of(places).all(key)
    present_values = present if isinstance(present, list) else [present]
    return {place.where: None for place in places
            if place.role == VALUE and place.record in keys and place.field == field and place.piece not in present_values}  # fmt: skip


def of_text(places: Sequence[Place], text: str) -> Matches:
    """Return each value, address and note that contains *text*; of_record and of_item return ids."""
    holds = _holder(text)
    return {place.where: None for place in places if not _is_id(place) and holds(place.piece)}


def ids_with(places: Sequence[Place], text: str) -> Iterator[str]:
    """Yield the records and items whose ids contain *text*, in the form that `masthead redact` takes."""
    holds = _holder(text)
    for place in places:
        if _is_id(place) and holds(place.piece):
            record = place.record or place.field.removesuffix("/")
            yield f"{record}#{place.piece}" if place.role in (ITEM, "anchor") else _record_of(place)


def _record_of(place: Place) -> str:
    return "/".join(str(place.piece).removeprefix("api/v1/").removesuffix(".json").split("/")[:2])


def _is_id(place: Place) -> bool:
    is_page = place.role == "page" and bool(re.match(r"(api/v1/)?(sites|firms|campaigns|sources)/.", place.piece))
    return is_page or place.role in ("record", "formerly", ITEM, "anchor")


def _holder(text: str) -> Callable[[Any], bool]:
    """Return a function that reports whether a piece contains *text*, ignoring case."""
    wanted = text.casefold()

    def holds(piece: Any) -> bool:
        if isinstance(piece, dict):
            return any(map(holds, piece.values()))
        return any(map(holds, piece)) if isinstance(piece, list) else wanted in str(piece).casefold()

    return holds


def with_former_seals(places: Sequence[Place], matches: Matches) -> Matches:
    """Return *matches* with the former seals of the first file concerned and of all files after it.

    A former seal is a hash, without a salt, of all that the file said: anyone who guesses a removed piece could check
    the guess with it.
    """
    first = min((where[0] for where in matches), default=0)
    seals = {place.where: int(place.field) for place in places if place.role == "former_seal"}
    if not any(where[0] in seals.values() for where in matches):
        return matches
    return {**matches, **{where: None for where, number in seals.items() if number >= first}}

"""Compares a draft with the existing record: what the draft adds, and where the two differ. Nothing is ever removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from masthead.authoring.serialiser import Fields
from masthead.syntax.yaml_reader import Value

Sameness = Callable[[Value], object]


def _by(*names: str) -> Sameness:
    """Return a key function by which two items are the same if they agree in the fields *names*."""
    return lambda item: tuple(item.get(name) for name in names) if isinstance(item, dict) else item


SAME: Mapping[str, Sameness] = MappingProxyType(
    {
        "names": _by("text"),
        "targets": lambda item: item.get("country") or item.get("as_reported") if isinstance(item, dict) else item,
        "languages": _by("tag"),
        "hosts": _by("host"),
        "campaigns": lambda item: item,
        "copies": _by("from", "how"),
        "imitates": _by("name"),
        "activity": _by("status", "date", "source"),
        "attributions": _by("firm", "role", "stance", "by"),
        "indicators": _by("type", "value"),
        "evidence": _by("id"),
    }
)
"""The lists of an outlet that can gain items, and the key by which two items are the same; the existing item stays."""

_STATED = ("names", "targets", "languages")
_SINGLE = ("kind", "registered")


@dataclass(frozen=True, slots=True)
class Comparison:
    """The items that could be added to a record, by field, and the differences between the list and the record."""

    additions: Mapping[str, tuple[Value, ...]]
    differences: tuple[str, ...]


def compare_draft(record: Fields, draft: Fields, fields: frozenset[str]) -> Comparison:
    """Return the items that *draft* would add to *record* in those *fields* that may gain items, and the differences."""
    lacking = {name: tuple(_lacking(name, record, draft)) for name in SAME}
    additions = {name: items for name, items in lacking.items() if items and name in fields}
    return Comparison(MappingProxyType(additions), tuple(_differences(record, draft, lacking)))


def _lacking(name: str, record: Fields, draft: Fields) -> Iterator[Value]:
    """Yield the items of the field *name* that *record* does not have."""
    seen = {SAME[name](item) for item in _items(record, name)}
    for item in _items(draft, name):
        if SAME[name](item) not in seen:
            seen.add(SAME[name](item))
            yield item


def _differences(record: Fields, draft: Fields, lacking: Mapping[str, tuple[Value, ...]]) -> Iterator[str]:
    """Yield the differences between the list and *record*: conflicting values, and evidence in other words."""
    for name in _SINGLE:
        if name in draft and name in record and draft[name] != record[name]:
            yield f"{name}: {_shown(record[name])} in the record, {_shown(draft[name])} in the list"
    for name in _STATED:
        present = _items(record, name)
        if present and lacking[name]:
            yield f"{name}: {_all_shown(present, name)} in the record, {_all_shown(lacking[name], name)} in the list"
    claims = {SAME["evidence"](item): _claim(item) for item in _items(record, "evidence")}
    for item in _items(draft, "evidence"):
        id = SAME["evidence"](item)
        if id in claims and claims[id] != _claim(item):
            yield f"evidence {id[0] if isinstance(id, tuple) else id}: worded differently in the record, which is kept"


def _items(fields: Fields, name: str) -> list[Value]:
    items = fields.get(name, [])
    return items if isinstance(items, list) else []


def _claim(item: Value) -> Value | None:
    return item.get("claim") if isinstance(item, dict) else None


def _all_shown(items: object, name: str) -> str:
    keys = [SAME[name](item) for item in items] if isinstance(items, list | tuple) else []
    return ", ".join(str(key[0] if isinstance(key, tuple) else key) for key in keys)


def _shown(value: Value) -> str:
    return value if isinstance(value, str) else str(value.get("date", "")) if isinstance(value, dict) else "a list"

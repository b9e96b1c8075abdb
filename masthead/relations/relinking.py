"""A graph after a change of a few outlets: if their relations are as before, the new records take the places of the old ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from masthead.model import Campaign, Outlet, Record
from masthead.record_files.reading import Loaded
from masthead.relations.graph import EvidenceOf, Graph, Mention, Said, link
from masthead.relations.page_division import listed_corrections

_GROUPS = (
    "outlets_by_country", "outlets_by_campaign", "outlets_by_name", "outlets_by_operator", "outlets_by_own_operator",
    "outlets_by_indicator", "outlets_by_source", "statements_by_firm", "evidence_by_firm", "mentions_by_source",
)  # fmt: skip
"""The relations in which outlets, or what they say, are grouped."""


def relinked(before: Graph, loaded: Sequence[Loaded]) -> Graph:
    """Return the graph of *loaded* as `link` does, but sooner if all that differs from the graph *before* is in a few outlets."""
    now = {entry.file.path: entry for entry in loaded}
    old = [entry for entry in before.loaded if now.get(entry.file.path) is not entry]
    new = [now[entry.file.path] for entry in old if entry.file.path in now]
    is_alike = len(now) == len(before.loaded) and len(new) == len(old) and all(map(_is_alike, old, new))
    own, own_now = (_alone(some, before) for some in (old, new)) if is_alike else (before, before)
    ids = {entry.record.id for entry in new}
    if not is_alike or any(_places(own, name, ids) != _places(own_now, name, ids) for name in _GROUPS):
        return link(loaded, before.broken, before)
    groups: dict[str, Any] = {name: _with_new(getattr(before, name), getattr(own_now, name), ids) for name in _GROUPS}
    return replace(
        before,
        loaded=tuple(now[entry.file.path] for entry in before.loaded),
        outlets={**before.outlets, **own_now.outlets},
        indicators_by_outlet={**before.indicators_by_outlet, **own_now.indicators_by_outlet},
        references={**before.references, **own_now.references},
        **groups,
    )


def _is_alike(old: Loaded, new: Loaded) -> bool:
    """Return whether both are outlets with the same corrections, which share their pages with those of all records."""
    both = isinstance(old.record, Outlet) and isinstance(new.record, Outlet)
    return both and listed_corrections(old.record) == listed_corrections(new.record)


def _alone(outlets: Sequence[Loaded], graph: Graph) -> Graph:
    """Return the graph of *outlets* beside the campaigns in *graph* that they are in: nothing else decides on their relations."""
    named = {id for entry in outlets if isinstance(entry.record, Outlet) for id in entry.record.campaigns}
    campaigns = (entry for entry in graph.loaded if isinstance(entry.record, Campaign) and entry.record.id in named)
    return link((*outlets, *campaigns))


def _places(graph: Graph, group: str, ids: AbstractSet[str]) -> Mapping[Any, Sequence[str]]:
    """Return the outlets among *ids* that are in a *group* of *graph*, or said what is in it, by key and in their order."""
    held = {key: [_held_by(item, ids) for item in items] for key, items in getattr(graph, group).items()}
    return {key: outlets for key, of in held.items() if (outlets := [id for id in of if id])}


def _with_new(
    values: Mapping[Any, tuple[Any, ...]], own: Mapping[Any, tuple[Any, ...]], ids: AbstractSet[str]
) -> Mapping[Any, tuple[Any, ...]]:
    """Return *values* with the items of the outlets *ids* replaced by their *own* present ones, each in its place."""
    return {**values, **dict(_replaced(values, own, ids))}


def _replaced(
    values: Mapping[Any, tuple[Any, ...]], own: Mapping[Any, tuple[Any, ...]], ids: AbstractSet[str]
) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    for key, items in own.items():
        present: defaultdict[str, list[Any]] = defaultdict(list)
        for item in reversed(items):
            present[_held_by(item, ids)].append(item)
        if present.keys() - {""}:
            yield key, tuple(present[of].pop() if (of := _held_by(item, ids)) else item for item in values[key])


def _held_by(item: object, ids: AbstractSet[str]) -> str:
    """Return the ID of the outlet that an *item* of a group is or belongs to, if it is among *ids*, or an empty text."""
    match item:
        case Said(about=record) | EvidenceOf(record=record) | Mention(by=record) | (Record() as record):
            return record.id if isinstance(record, Outlet) and record.id in ids else ""
    return ""

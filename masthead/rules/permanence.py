"""Permanence: published records stay, evidence keeps its id, and no id is reused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from masthead.findings.finding import Finding, Location
from masthead.model import Firm
from masthead.model.identity import placed_evidence_of
from masthead.record_files.reading import Loaded
from masthead.relations.graph import Graph


@dataclass(frozen=True, slots=True)
class Promised:
    """The promises of the releases; records by folder and id, such as sites/romajournal.org."""

    anchors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Each record that was ever published, with the ids of its evidence that were."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """The record that took the place of another, by the other."""
    renamed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The id that took the place of another id of evidence, by record and by the other."""
    withdrawn: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The ids of evidence that was taken away, by record."""
    words: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The words of the last release for each record that binds, by field, as JSON has it."""
    pages: frozenset[str] = frozenset()
    """The addresses of all other pages that were ever published."""
    last_day: date | None = None
    """The latest day of a file of the ledger."""
    last_file: int = 0
    """The number of the file that has it."""


NOTHING = Promised()
"""The promises before the first release: none."""


def promises_are_kept(graph: Graph, promised: Promised) -> Iterator[Finding]:
    """A record that was published stays or has an heir, and so does its evidence; no id goes to another."""
    present, heirs = present_of(graph), heirs_of(graph)
    unread = {folder for folder, _ in graph.broken}  # what could not be read may be the record, or its heir
    for key in promised.anchors:
        loaded = present.get(key) or heirs.get(key)
        folder, _, id = key.partition("/")
        if loaded:
            yield from _of_evidence(loaded, key, promised)
        elif folder not in unread:
            message = f"the record {key} was published and is now missing"
            cure = f"restore it with `state: {{name: withdrawn, …}}`, or list {id} under formerly in the record that replaced it"
            yield Finding(folder, "published-record", message, cure=cure)
    for former, heir in promised.moved.items():
        if former in present and heirs.get(heir) is not present[former]:  # it may have come back as itself
            message = f"the ID {present[former].record.id!r} was already published for another record"
            cure = f"that record is now {heir}: list the ID there under formerly again, and add what is new there"
            yield present[former].finding((), "published-id", message, cure)


def present_of(graph: Graph) -> dict[str, Loaded]:
    """Return each record of *graph* by folder and id."""
    return {f"{loaded.file.folder}/{loaded.record.id}": loaded for loaded in graph.loaded}


def heirs_of(graph: Graph) -> dict[str, Loaded]:
    """Return the record that took the place of another, by folder and id of the other."""
    return {f"{loaded.file.folder}/{id}": loaded for loaded in graph.loaded for id in loaded.record.formerly}


def _of_evidence(loaded: Loaded, key: str, promised: Promised) -> Iterator[Finding]:
    """Yield the findings on the promised evidence of the record *key*, which *loaded* is or took the place of."""
    places = {id: at for at, evidence in placed_evidence_of(loaded.record) for id in (evidence.id, *evidence.formerly)}
    gone = {id for correction in loaded.record.corrections for id in correction.withdrawn}
    for id in promised.anchors[key]:
        if id not in places and id not in gone:
            message = f"the item {id!r} was published and is now missing"
            cure = "restore it, or list its ID under formerly in the item that replaced it, or under withdrawn in a correction"
            field = "statements" if isinstance(loaded.record, Firm) else "evidence"
            yield loaded.finding((field,), "published-evidence", message, cure)
    for was, now in promised.renamed.get(key, {}).items():
        if was in places and places[was] != places.get(now):
            cure = f"choose another ID; the old item became {now!r}, so list this ID there under formerly again"
            yield _taken(loaded, places[was], was, cure)
    for id in promised.withdrawn.get(key, ()):
        if id in places:
            cure = "choose another ID; a correction withdrew the old item, so list this ID there under withdrawn again"
            yield _taken(loaded, places[id], id, cure)


def _taken(loaded: Loaded, at: Location, id: str, cure: str) -> Finding:
    message = f"the ID {id!r} was already published for another item"
    return loaded.finding((*at, "id"), "published-id", message, cure)

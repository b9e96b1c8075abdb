"""Published words bind: everything that a release published and that says something about somebody."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from pydantic import ValidationError

from masthead.field_types.fields import Refers
from masthead.field_types.vocabulary import StateName, Verification
from masthead.findings.finding import Finding, Location
from masthead.model import Answered, Attribution, Evidence, Firm, Outlet, Part, Record, Reply, Source, State
from masthead.model.identity import placed_evidence_of
from masthead.model.published_fields import Binding, bindings_of, fields_of
from masthead.model.references import reference_paths
from masthead.model.traversal import paths_marked
from masthead.record_files.reading import Loaded
from masthead.relations.graph import Graph
from masthead.rules.permanence import Promised, heirs_of, present_of
from masthead.rules.published_parts import Plain, difference, is_kept, lost, parts_in, shown, still_there
from masthead.rules.replies import claims_that_stand

_OF_ITEM = re.compile(r"(evidence|statements)\[(.*)\]\.(\w+)")
# The fields of a part that name the sources which say what it says.
_SAID_BY = frozenset(("by", "source", "sources", "printed_by"))
_MOST_STEPS = 5
"""More than the way to any reference in a record; values in a ledger may be nested deeper."""
_READ = list(Verification)
"""The verification of a source, the whole of it read first."""


def published_words_are_kept(graph: Graph, promised: Promised) -> Iterator[Finding]:
    """Published words stay as they were, or a new correction names what changed."""
    heirs = heirs_of(graph)
    holders = {**heirs, **present_of(graph)}
    published: defaultdict[str, list[Plain]] = defaultdict(list)
    for key, fields in promised.words.items():
        if fields and key in holders:
            published[holders[key].file.path].append(fields)
    ids = {key: loaded.record.id for key, loaded in heirs.items()}
    for loaded in graph.loaded:
        if loaded.file.path in published:
            yield from _of_record(graph, loaded, published[loaded.file.path], ids)


def _of_record(graph: Graph, loaded: Loaded, published: Sequence[Plain], ids: Mapping[str, str]) -> Iterator[Finding]:
    """Yield each difference between a record and its published words, or those of a record that it replaced."""
    now = fields_of(loaded.record)
    if all(now.get(field) == value for fields in published for field, value in fields.items()):
        return  # most records
    known = [_unreplaced(item) for fields in published for item in parts_in(fields.get("corrections"))]
    new = [item for item in parts_in(now.get("corrections")) if _unreplaced(item) not in known]
    named = {id for correction in new for id in correction.get("changed", ())}
    named |= {ids[key] for id in named if (key := f"sources/{id}") in ids}
    for fields in published:
        yield from _Comparison(graph, loaded, now, frozenset(named), ids).findings(fields)


@dataclass(frozen=True)
class _Comparison:
    """A record, to be compared with its published words."""

    graph: Graph
    loaded: Loaded
    now: Plain
    """Its fields."""
    named: frozenset[str]
    """The names of what its new corrections changed."""
    ids: Mapping[str, str]
    """The present id of each record that got another, by its former folder and id."""

    @cached_property
    def items(self) -> Mapping[str, tuple[Location, Evidence]]:
        """Its items of evidence with their places, by their present and former IDs."""
        placed = placed_evidence_of(self.loaded.record)
        return {id: (at, item) for at, item in placed for id in (item.id, *item.formerly)}

    def findings(self, published: Plain) -> Iterator[Finding]:
        """Yield each published item that has changed without being named in a new correction."""
        for field, value in published.items():
            if self.now.get(field) == value:
                continue
            match = _OF_ITEM.fullmatch(field)
            if not match:
                yield from self._of_field(field, self._renamed((field,), value))
            elif match[2] in self.items:
                yield from self._of_item(match[2], match[3], self._renamed((match[1], match[3]), value))

    def _of_field(self, field: str, was: Any) -> Iterator[Finding]:
        """Yield the differences in a *field* of the record."""
        binding, kind = bindings_of(type(self.loaded.record)).get(field, (Binding.FREE, None))
        now = self.now.get(field)
        if is_kept(binding, kind, was, now):
            return
        if kind and isinstance(was, list):
            published, parts = parts_in(was), parts_in(now)
            published = still_there(kind, published, parts) if binding is Binding.IF_THERE else published
            yield from self._of_parts((field,), kind, published, parts)
        elif field not in self.named and not self._is_overtaken(field, was):
            name = difference(kind, was, now) if kind and isinstance(was, dict) and isinstance(now, dict) else None
            yield self._otherwise((field,), f"the {field} of the record", name, was, now, (field,))

    def _of_parts(
        self, at: Location, kind: type[Part], was: Sequence[Plain], now: Sequence[Plain], item: Sequence[str] = ()
    ) -> Iterator[Finding]:
        """Yield which parts in the field at a place were taken away or changed; a correction may name the *item* that has it."""
        field = str(at[-1])
        published = [self._standing(part) if kind is Reply else self._with_present_items(part) for part in was]
        for part, place in lost(kind, published, now):
            names = item or (() if field == "corrections" else sorted(_sources_of(kind, part)) or (field,))
            if not self.named.isdisjoint(names) or self._is_inherited(field, part):
                continue
            if place is None:
                yield self._otherwise(at, _label(field, part), None, part, None, names)
            else:
                name = difference(kind, part, now[place])
                yield self._otherwise((*at, place), _label(field, part), name, part, now[place], names)

    def _of_item(self, id: str, name: str, was: Any) -> Iterator[Finding]:
        """Yield the differences in a field of an item with an id."""
        at, item = self.items[id]
        if name == "balanced_by":  # an item that was withdrawn balances nothing
            was = self._present_ids(was)
        now = self.now.get(f"{at[0]}[{item.id}].{name}")
        binding, kind = bindings_of(type(item)).get(name, (Binding.FREE, None))
        names = (item.id, *item.formerly)
        if is_kept(binding, kind, was, now) or not self.named.isdisjoint(names):
            return
        if binding is Binding.IF_THERE and kind:
            parts = parts_in(now)
            yield from self._of_parts((*at, name), kind, still_there(kind, parts_in(was), parts), parts, names)
        else:
            part = {} if now is None else {name: now}
            yield self._otherwise(at, f"the item {item.id!r}", name, {name: was}, part, names[:1])

    def _otherwise(
        self, at: Location, label: str, name: str | None, was: Any, now: Any, names: Sequence[str]
    ) -> Finding:
        """Return that something at a place was published otherwise: a field of it by *name*, or the whole.

        A correction that lists one of *names* is the way out.
        """
        field = str(at[0])
        if name is not None:
            message = f"{label} was published {f'with {name} {shown(was[name])}' if name in was else f'without {name}'}"
            at = (*at, name) if name in now else at
        elif now is None:
            message = f"{label} was published{'' if isinstance(was, dict) else f' as {shown(was)}'} and is now missing"
        else:
            message = f"{label} was published as {shown(was)}"
        cure = f"add a correction that lists {names[0]!r} under changed" if names else ""
        restore = f"restore it, or {cure}" if cure else "restore it; if it was wrong itself, add another correction"
        return self.loaded.finding(at, *_judged(field, message, restore))

    def _is_overtaken(self, field: str, was: Any) -> bool:
        """Return whether a *field* ended because more was done since, or the record is no longer published."""
        match self.loaded.record:
            case Firm(requests=(_, *_)) if field == "not_asked":
                return True
            case Source(verification=now) if field == "verification":
                return was in _READ and _READ.index(now) < _READ.index(was)
            case Source(verification=Verification.FULL) if field == "via":
                return True
            case Source() if field == "title_is_ours":
                return "title" in self.named
            case Record(state=State(name=now)) if field == "state" and isinstance(was, dict):
                is_over = now in (StateName.WITHDRAWN, StateName.EXCLUDED)
                return is_over and was.get("name") == StateName.DISPUTED
        return False

    def _is_inherited(self, field: str, was: Plain) -> bool:
        """Return whether an outlet inherits now from a campaign what was said in its own record."""
        record = self.loaded.record
        if field != "attributions" or not isinstance(record, Outlet):
            return False
        # The evidence of one record is not that of another.
        rest = {name: value for name, value in was.items() if name != "evidence"}
        statements = (
            inherited.attribution.model_dump(mode="json", exclude_defaults=True)
            for inherited in self.graph.attributions_of(record)
        )
        return any(difference(Attribution, rest, each) is None for each in statements)

    def _with_present_items(self, statement: Plain) -> Plain:
        """Return a published statement with the present IDs of the evidence that it is based on, without what was withdrawn."""
        return (
            {**statement, "evidence": self._present_ids(statement["evidence"])}
            if "evidence" in statement
            else statement
        )

    def _present_ids(self, ids: Any) -> Any:
        """Return the present IDs of those items of evidence that are in the record still."""
        if not isinstance(ids, list):
            return ids
        return [self.items[id][1].id for id in ids if isinstance(id, str) and id in self.items]

    def _standing(self, reply: Plain) -> Plain:
        """Return a published reply with only those of its claims that are still there."""
        claims = []
        for claim in parts_in(reply.get("answers")):
            try:
                claims.append(Answered(**claim))
            except (ValidationError, TypeError):
                continue  # of a format that is no longer read
        stand = claims_that_stand(self.graph, self.loaded, claims)
        return {**reply, "answers": [claim.model_dump(mode="json", exclude_defaults=True) for claim in stand]}

    def _renamed(self, path: tuple[str, ...], value: Any) -> Any:
        """Return a *value* with the present ids of records that got others."""
        if not self.ids or len(path) > _MOST_STEPS:
            return value
        if isinstance(value, list):
            return [item if isinstance(item, list) else self._renamed(path, item) for item in value]
        if isinstance(value, dict):
            return {name: self._renamed((*path, name), inner) for name, inner in value.items()}
        folder = _references(type(self.loaded.record)).get(path)
        return self.ids.get(f"{folder}/{value}", value) if folder else value


@cache
def _references(kind: type[Record]) -> Mapping[tuple[str, ...], str]:
    """Return the folder to whose records each field of a *kind* of record refers, by its path."""
    return {path: mark.folder for path, mark in paths_marked(kind, Refers)}


def _sources_of(kind: type[Part], part: Plain) -> set[str]:
    """Return the sources that say what a *part* says."""
    sources: set[str] = set()
    for name, *inner in reference_paths(kind, "sources"):
        if name in _SAID_BY:
            value = part.get(name)
            values = value if isinstance(value, list) else [value]
            for step in inner:
                values = [item.get(step) for item in values if isinstance(item, dict)]
            sources.update(id for id in values if isinstance(id, str))
    return sources


def _judged(field: str, message: str, cure: str) -> tuple[str, str, str]:
    """Return rule, message and cure of what is no longer as it was published in a *field*."""
    match field:
        case "evidence" | "statements":
            return "published-claim", message, cure
        case "attributions" | "relations":
            return "published-statement", message, cure
        case "replies":
            return "published-reply", message, cure
        case "corrections":
            return "published-correction", message, cure
        case "state":
            return "published-state", message, cure
        case _:
            return "published-field", message, cure


def _label(field: str, part: Plain) -> str:
    """Return the name of a *part* of a field in findings."""
    if field in ("corrections", "replies"):
        return f"the {'reply' if field == 'replies' else 'correction'} of {part.get('date')}"
    if field in ("attributions", "relations"):
        return f"the statement by {part.get('by')!r} on {part.get('firm', 'nobody it names')!r}"
    return f"an item of {field}"


def _unreplaced(correction: Plain) -> Plain:
    """Return *correction* without the date on which another took its place, which is known only later."""
    return {name: value for name, value in correction.items() if name != "replaced"}

"""What readers were told binds: corrections, replies, doubts and claims that a release published."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from masthead.findings.finding import Finding, Location
from masthead.model import Answered, Evidence, Outlet
from masthead.model.identity import placed_evidence_of
from masthead.records.reading import Loaded
from masthead.relations.graph import Graph
from masthead.rules.attributions import attributions_in
from masthead.rules.permanence import Promised, heirs_of, present_of
from masthead.rules.published_parts import Became, Plain, cut, differing, lost, nearest, plain, shown
from masthead.rules.replies import claims_that_stand
from masthead.rules.turned_claims import firms_named, turned

_OF_ITEM = re.compile(r"(?:evidence|statements)\[(.*)\]\.(claim|accuses)")
_REFERENCES = {"source": "sources", "by": "sources", "firm": "firms", "campaign": "campaigns", "outlet": "sites"}
# What makes a statement another statement; whatever else it has are words about it.
_CORE = ("by", "firm", "role", "stance", "part")
_WORDS = ("wording", "said", "confidence", "concerns", "reservation", "counts", "note")


def published_words_are_kept(graph: Graph, promised: Promised) -> Iterator[Finding]:
    """What a release told readers stays as it was told, or a new correction names what changed."""
    heirs = heirs_of(graph)
    holders = {**heirs, **present_of(graph)}
    told: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for key, fields in promised.told.items():
        if fields and key in holders:
            _join(told[holders[key].file.path], fields)
    ids = {key: one.record.id for key, one in heirs.items()}
    for one in graph.loaded:
        if one.file.path in told:
            yield from _Comparison(graph, one, told[one.file.path], ids).findings()


def _join(told: dict[str, Any], fields: Plain) -> None:
    """Add the *fields* of one record to what was *told* of others whose place the same record took."""
    for name, value in fields.items():
        both = isinstance(value, list) and isinstance(told.get(name), list)
        told[name] = [*told[name], *value] if both else value


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A record, and what was told of it."""

    graph: Graph
    one: Loaded
    told: Plain
    ids: Mapping[str, str]
    """The present id of each record that got another, by its former folder and id."""

    def findings(self) -> Iterator[Finding]:
        """Yield what is told otherwise now, and not named by a correction that is new."""
        record = self.one.record
        corrections = [_unreplaced(item) for item in plain(record.corrections)]
        new = [
            each
            for each, now in zip(record.corrections, corrections, strict=True)
            if now not in self._told_corrections()
        ]
        named = frozenset(id for correction in new for id in correction.changed)
        yield from self._corrections(corrections)
        yield from self._replies(named)
        state = self.told.get("state")
        if isinstance(state, dict) and record.state is None and not new:
            message = f"the record was published as {state.get('name')!r}, and is now simply listed"
            yield self.one.finding(
                (), "published-state", message, "restore the state, or add a correction that says why it ended"
            )
        if record.is_published:
            yield from self._attributions(named)
            yield from self._items(named)

    def _list(self, field: str) -> Sequence[Plain]:
        """Return the items of a list that was told."""
        return [item for item in self.told.get(field, ()) if isinstance(item, dict)]

    def _told_corrections(self) -> Sequence[Plain]:
        return [_unreplaced(item) for item in self._list("corrections")]

    def _corrections(self, now: Sequence[Plain]) -> Iterator[Finding]:
        for became in lost(self._told_corrections(), now):
            cure = "restore it word for word; if it was wrong itself, add another correction"
            yield self._finding("corrections", became, "published-correction", cure)

    def _replies(self, named: frozenset[str]) -> Iterator[Finding]:
        replies = plain(self.one.record.replies)
        if all(item in replies for item in self._list("replies")):
            return
        told = [self._reply(item) for item in self._list("replies")]
        claims = [claim for reply in told for claim in reply["answers"]]
        # That a reply answers further claims takes nothing away from what it said.
        now = [{**reply, "answers": [claim for claim in reply["answers"] if claim in claims]} for reply in replies]
        for became in lost(told, now):
            source = became[0]["source"]
            if source not in named:
                cure = f"restore it word for word, or add a correction that lists {source!r} under changed"
                yield self._finding("replies", became, "published-reply", cure)

    def _reply(self, told: Plain) -> Plain:
        """Return a reply that was *told*, by the present ids of records, and with the claims only that still stand."""
        claims = []
        for claim in told.get("answers", ()):
            try:
                claims.append(Answered(**self._renamed(claim)))
            except (ValidationError, TypeError):
                continue  # of a format that is no longer read
        stand = claims_that_stand(self.graph, self.one, claims)
        return {**told, "source": self._id("source", told.get("source")), "answers": plain(stand)}

    def _renamed(self, part: Plain) -> dict[str, Any]:
        return {name: self._id(name, value) for name, value in part.items()}

    def _id(self, field: str, value: Any) -> Any:
        """Return the present id if *value* is the id of a record that got another."""
        return self.ids.get(f"{_REFERENCES[field]}/{value}", value) if field in _REFERENCES else value

    def _finding(self, field: str, became: Became, rule: str, cure: str) -> Finding:
        """Return the finding on an item of a list that is gone, or became the one at a place."""
        was, now, place = became
        item = f"the {rule.removeprefix('published-')} of {was.get('date')}"
        if place is None:
            return self.one.finding((field,), rule, f"{item} was published and is now missing", cure)
        at, name = differing(field, place, was, now[place])
        return self.one.finding(at, rule, f"{item} was published {shown(name, was)}", cure)

    def _attributions(self, named: frozenset[str]) -> Iterator[Finding]:
        field = "relations" if "relations" in self.told else "attributions"
        now = plain(attributions_in(self.one.record))
        free = list(range(len(now)))
        for was in sorted(map(self._renamed, self._list(field)), key=lambda told: told not in now):
            same = nearest(was, now, [place for place in free if _core(now[place]) == _core(was)])
            closest = nearest(was, now, [place for place in free if now[place]["by"] == was.get("by")])
            place = closest if same is None else same
            if place is not None:
                free.remove(place)
            if was.get("by") in named or was in now or (same is None and self._is_inherited(was)):
                continue
            rule, names = ("published-meaning", _CORE) if same is None else ("published-claim", _WORDS)
            yield from self._statement(field, rule, (was, now, place), names)

    def _statement(self, field: str, rule: str, became: Became, names: Sequence[str]) -> Iterator[Finding]:
        """Yield that a statement is gone, or that the first of *names* that differs is not as it was."""
        was, now, place = became
        cure = f"restore it, or add a correction that lists {was.get('by')!r} under changed"
        if place is None:
            about = was.get("firm", "nobody it names")
            message = f"the statement by {was.get('by')!r} on {about!r} was published and is now missing"
            yield self.one.finding((field,), rule, message, cure)
        elif any(was.get(name) != now[place].get(name) for name in names):
            at, name = differing(field, place, was, now[place], names)
            yield self.one.finding(at, rule, f"the statement was published {shown(name, was)}", cure)

    def _is_inherited(self, was: Plain) -> bool:
        """Return whether an outlet inherits now from a campaign what was said in its own record."""
        record = self.one.record
        said = self.graph.attributions_of(record) if isinstance(record, Outlet) else ()
        return any(_core(each) == _core(was) for each in plain(tuple(one.attribution for one in said)))

    def _items(self, named: frozenset[str]) -> Iterator[Finding]:
        """Yield each item of evidence that says something else than it did."""
        items = {id: (at, item) for at, item in placed_evidence_of(self.one.record) for id in (item.id, *item.formerly)}
        for field, value in self.told.items():
            match = _OF_ITEM.fullmatch(field)
            if not match or match[1] not in items:
                continue
            at, item = items[match[1]]
            if not named.isdisjoint((match[1], item.id, *item.formerly)):
                continue
            if match[2] == "claim" and isinstance(value, str):
                yield from self._claim(at, item, value)
            elif match[2] == "accuses" and isinstance(value, list):
                yield from self._accused(at, item, value)

    def _claim(self, at: Location, item: Evidence, was: str) -> Iterator[Finding]:
        if item.claim == was:
            return
        cure = f"if it was wrong, add a correction that lists {item.id!r} under changed"
        if turn := turned(was, item.claim) or self._turns_to_a_firm(was, item.claim):
            message = f"the claim {turn} was published: {cut(was)!r}"
            yield self.one.finding((*at, "claim"), "published-meaning", message, cure)
        else:
            message = f"the claim was published in other words: {cut(was)!r}"
            yield self.one.finding((*at, "claim"), "published-claim", message, cure)

    def _turns_to_a_firm(self, was: str, now: str) -> str:
        """Return that a claim names another firm of the database, however it is worded, or nothing."""
        swapped = _is_swapped(firms_named(self.graph, was), firms_named(self.graph, now))
        return "names another firm than" if swapped else ""

    def _accused(self, at: Location, item: Evidence, was: Sequence[Any]) -> Iterator[Finding]:
        firms = {self._id("firm", firm) for firm in was if isinstance(firm, str)}
        if _is_swapped(firms, set(item.accuses)):
            message = f"the claim was published as one that accuses {', '.join(sorted(firms))}"
            cure = f"restore it, or add a correction that lists {item.id!r} under changed"
            yield self.one.finding((*at, "accuses"), "published-meaning", message, cure)


def _core(attribution: Plain) -> tuple[Any, ...]:
    return tuple(attribution.get(name) for name in _CORE)


def _is_swapped(was: set[str], now: set[str]) -> bool:
    """Return whether some went and others came."""
    return bool(was - now and now - was)


def _unreplaced(correction: Plain) -> Plain:
    """Return *correction* without the date on which another took its place, which is known only later."""
    return {name: value for name, value in correction.items() if name != "replaced"}

"""Rules on circles: nothing is known through itself, and no outlet has its texts from itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from masthead.findings.finding import Finding, Location
from masthead.model import Outlet, Source
from masthead.model.named_hosts import host_meant, own_hosts
from masthead.record_files.reading import Loaded
from masthead.relations.graph import Graph
from masthead.relations.grounds import originals
from masthead.relations.provenance import behind
from masthead.syntax.confusable_letters import skeleton


@dataclass(frozen=True, slots=True)
class _Step:
    """A record that names another, and where it does."""

    loaded: Loaded
    at: Location
    to: str


def sources_are_not_known_through_themselves(graph: Graph) -> Iterator[Finding]:
    """No source is known through itself, and none repeats or retells itself; but through a copy of it, it may be known."""
    texts = originals(graph.sources)
    ways = [step for loaded in graph.loaded for step in _ways(loaded)]
    # A source and its copies are one text, which may be known through another one only if that is not known through it.
    between_texts = [step for step in ways if texts.get(step.loaded.record.id) != texts.get(step.to)]
    repeated = [step for loaded in graph.loaded for step in _repeated(loaded)]
    steps = (*_in_circles(ways), *_in_circles(between_texts, texts), *_in_circles(repeated))
    for step in {(step.loaded.file.path, step.at): step for step in steps}.values():
        message = f"{step.to!r} leads back to {step.loaded.record.id!r}"
        yield step.loaded.finding(step.at, "source-circle", message, "name the document that was read")


def outlets_do_not_copy_themselves(graph: Graph) -> Iterator[Finding]:
    """No outlet copies what another has from it."""
    copying = [loaded for loaded in graph.loaded if isinstance(loaded.record, Outlet) and loaded.record.copies]
    by_name = {mark: id for id, outlet in graph.outlets.items() for mark in _marks(outlet)} if copying else {}
    for step in _in_circles([step for loaded in copying for step in _copied(loaded, by_name)]):
        message = f"{step.to!r} copies from {step.loaded.record.id!r} too, by its own record or through others"
        yield step.loaded.finding(step.at, "copies-circle", message, "compare with the source who copies from whom")


def _ways(loaded: Loaded) -> Iterator[_Step]:
    """Yield the sources through which the source *loaded* is known."""
    if isinstance(loaded.record, Source):
        yield from (
            _Step(loaded, ("via", number), id) for number, id in enumerate(loaded.record.via) if id != loaded.record.id
        )


def _repeated(loaded: Loaded) -> Iterator[_Step]:
    """Yield the sources that the source *loaded* is a copy of, or retells."""
    if isinstance(loaded.record, Source):
        named = (("retells", number) for number in range(len(loaded.record.retells)))
        places: Iterator[Location] = chain([("copy_of",)] if loaded.record.copy_of else [], named)
        yield from (
            _Step(loaded, at, id)
            for at, id in zip(places, behind(loaded.record), strict=True)
            if id != loaded.record.id
        )


def _copied(loaded: Loaded, by_name: Mapping[str, str]) -> Iterator[_Step]:
    if isinstance(loaded.record, Outlet):
        for number, copy in enumerate(loaded.record.copies):
            origin = by_name.get(host_meant(copy.origin)) or by_name.get(skeleton(copy.origin))
            if origin:
                yield _Step(loaded, ("copies", number, "from"), origin)


def _marks(outlet: Outlet) -> Iterator[str]:
    """Yield the forms in which others may name *outlet*: its hosts, and the skeleton of its name."""
    yield from own_hosts(outlet)
    if outlet.name:
        yield skeleton(outlet.name)


def _in_circles(steps: Iterable[_Step], as_one: Mapping[str, str] | None = None) -> Iterator[_Step]:
    """Yield the *steps* from which further ones lead back to their start; one from a record to itself counts too.

    Records that *as_one* maps to the same count as one.
    """
    names = as_one or {}
    ends = [
        (step, names.get(step.loaded.record.id, step.loaded.record.id), names.get(step.to, step.to)) for step in steps
    ]
    leads: defaultdict[str, list[str]] = defaultdict(list)
    for _, start, end in ends:
        leads[start].append(end)
    circles = _circles(leads)
    yield from (step for step, start, end in ends if circles[start] == circles[end])


def _circles(leads: Mapping[str, list[str]]) -> Mapping[str, str]:
    """Return a name of the circle that each start and end in *leads* is in, alone or with others, in two walks.

    These are the strongly connected components by the algorithm of Kosaraju and Sharir: https://doi.org/10.1016/0898-1221(81)90008-0.
    """
    led_from: defaultdict[str, list[str]] = defaultdict(list)
    for start, ends in leads.items():
        for end in ends:
            led_from[end].append(start)
    circles: dict[str, str] = {}
    for first in reversed(list(_as_they_are_left(leads))):
        waiting = [first]
        while waiting:
            id = waiting.pop()
            if id not in circles:
                circles[id] = first
                waiting += led_from[id]
    return circles


def _as_they_are_left(leads: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield each start and end in *leads* when a walk that goes on until it can go no further leaves it for the last time."""
    met: set[str] = set()
    waiting = [(first, False) for first in leads]
    while waiting:
        id, is_left = waiting.pop()
        if is_left:
            yield id
        elif id not in met:
            met.add(id)
            waiting += ((id, True), *((end, False) for end in leads.get(id, ())))

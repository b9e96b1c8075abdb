"""Rules on circles: nothing is known through itself, and no outlet has its texts from itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from masthead.findings.finding import Finding, Location
from masthead.model import Outlet, Source
from masthead.model.named_hosts import own_hosts
from masthead.records.reading import Loaded
from masthead.relations.graph import Graph
from masthead.syntax.confusable_letters import skeleton


@dataclass(frozen=True, slots=True)
class _Step:
    """A record that names another, by path, and where it does."""

    one: Loaded
    at: Location
    to: str


_Steps = Mapping[str, tuple[_Step, ...]]


def sources_are_not_known_through_themselves(graph: Graph) -> Iterator[Finding]:
    """No source is known through itself or repeats itself, whatever lies between; but through a copy of it, it may be."""
    for origins in (_ways, _repeated):
        steps = {one.record.id: tuple(origins(one)) for one in graph.loaded if isinstance(one.record, Source)}
        for step in _in_circles(steps):
            message = f"{step.to!r} leads back to {step.one.record.id!r}"
            yield step.one.finding(step.at, "source-circle", message, "name the document that was read")


def outlets_do_not_copy_themselves(graph: Graph) -> Iterator[Finding]:
    """No outlet copies what another has from it."""
    by_name = {mark: id for id, outlet in graph.outlets.items() for mark in _marks(outlet)}
    steps = {one.record.id: tuple(_copied(one, by_name)) for one in graph.loaded if isinstance(one.record, Outlet)}
    for step in _in_circles(steps):
        message = f"{step.to!r} copies from {step.one.record.id!r} too, by its own record or through others"
        yield step.one.finding(step.at, "copies-circle", message, "compare with the source who copies from whom")


def _ways(one: Loaded) -> Iterator[_Step]:
    """Yield the sources through which the source *one* is known."""
    if isinstance(one.record, Source):
        yield from (_Step(one, ("via", number), id) for number, id in enumerate(one.record.via) if id != one.record.id)


def _repeated(one: Loaded) -> Iterator[_Step]:
    """Yield the source of which the source *one* is a copy."""
    if isinstance(one.record, Source) and one.record.copy_of and one.record.copy_of != one.record.id:
        yield _Step(one, ("copy_of",), one.record.copy_of)


def _copied(one: Loaded, by_name: Mapping[str, str]) -> Iterator[_Step]:
    if isinstance(one.record, Outlet):
        for number, copy in enumerate(one.record.copies):
            origin = by_name.get(copy.origin) or by_name.get(skeleton(copy.origin))
            if origin:
                yield _Step(one, ("copies", number, "from"), origin)


def _marks(outlet: Outlet) -> Iterator[str]:
    """Yield what *outlet* may be called by others: its hosts, and what its name looks like."""
    yield from own_hosts(outlet)
    if outlet.name:
        yield skeleton(outlet.name)


def _in_circles(steps: _Steps) -> Iterator[_Step]:
    """Yield the steps from which further ones lead back to their start; one from a record to itself counts too."""
    left = _without_ends(steps)
    for start, taken in left.items():
        yield from (step for step in taken if _leads_to(left, step.to, start))


def _without_ends(steps: _Steps) -> _Steps:
    """Return *steps* without those that lead out of every circle: few are left, and most times none."""
    while True:
        left = {start: tuple(step for step in taken if step.to in steps) for start, taken in steps.items()}
        left = {start: taken for start, taken in left.items() if taken}
        if left == steps:
            return left
        steps = left


def _leads_to(steps: _Steps, start: str, end: str) -> bool:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        id = waiting.pop()
        if id == end:
            return True
        if id not in seen:
            seen.add(id)
            waiting += (step.to for step in steps.get(id, ()))
    return False

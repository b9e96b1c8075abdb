"""The provenance of statements: the ways from those who found something out, through those who pass it on, to us."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import NamedTuple

from masthead.field_types.vocabulary import Verification
from masthead.model import Source
from masthead.relations.grounds import Apart, bodies_of, is_judged, original

Said = tuple[str, tuple[str, ...]]
"""The ID of a source that says something, and those through which we know it, if they are not those of the source."""


class _Step(NamedTuple):
    """A place on a way: a source, or the door of a source, which leads to where all that it says came from."""

    id: str
    is_door: bool = False


_START, _END = _Step(""), _Step("", is_door=True)
_Ways = Mapping[_Step, list[_Step]]


def behind(source: Source) -> tuple[str, ...]:
    """Return the IDs of the sources that *source* repeats or retells, as the record says."""
    return (*((source.copy_of,) if source.copy_of else ()), *source.retells)


def comes_from(sources: Mapping[str, Source], said: Iterable[Said], is_one: Callable[[Source], bool]) -> bool:
    """Return whether all that was read of what is *said* has passed through a source that *is_one*.

    If nothing was read, whether all sources that say it are.
    """
    stated = [(id, via) for id, via in said if id in sources]
    if any(_found_it_out(sources[id]) and not is_one(sources[id]) for id, _ in stated):
        return False  # as nearly always, and quicker to see
    ways = _ways(sources, stated, lambda _: True)
    marked = {step for step in ways if step.id in sources and not step.is_door and is_one(sources[step.id])}
    if _END not in _reached(ways, ()):
        return all(is_one(sources[id]) for id, _ in stated)
    return _END not in _reached(ways, marked)


def _found_it_out(source: Source) -> bool:
    """Return whether *source* was read, and has what it says from no other."""
    return source.verification is not Verification.CITED and not behind(source)


def rest_on_one(sources: Mapping[str, Source], said: Iterable[Said], apart: Apart, kin: Apart = frozenset()) -> bool:
    """Return whether what is *said* comes to us by one publisher alone, without which nothing of it would be left.

    Publishers of each pair in *kin* are taken for one. Documents of unknown and of unreliable publishers do not count as read.
    """
    known: dict[str, str] = {}
    stated = [(id, via) for id, via in said if id in sources]
    ways = _ways(sources, stated, lambda id: is_judged(sources[original(sources, id, known)]))
    met = sorted({step.id for step in ways if step.id in sources})
    bodies = bodies_of((sources[id] for id in met), apart, kin)

    def place(step: _Step) -> Hashable:
        return step if step.is_door or step == _START else bodies.of(sources[step.id])

    joined: defaultdict[Hashable, list[Hashable]] = defaultdict(list)
    for step, following in ways.items():
        joined[place(step)] += map(place, following)
    return _has_bottleneck(joined, {bodies.of(sources[id]) for id in met})


def _ways(sources: Mapping[str, Source], said: Iterable[Said], counts: Callable[[str], bool]) -> _Ways:
    """Return the steps that follow each step on the ways of what is *said*: the last is a document that was read and *counts*.

    A source that repeats or retells others has all that it says from them.
    """
    through = _through(sources, said)
    ways: defaultdict[_Step, list[_Step]] = defaultdict(list)
    ways[_START] = [_Step(id, is_door=True) for id in dict.fromkeys(id for id, _ in said)]
    for id, others in through.items():
        if sources[id].verification is Verification.CITED:
            ways[_Step(id)] += (_Step(other, is_door=True) for other in sorted(others))
        elif counts(id):
            ways[_Step(id)].append(_END)
    waiting, met = list(through), set(through)
    while waiting:
        id = waiting.pop()
        origins = [other for other in behind(sources[id]) if other in sources and other != id]
        ways[_Step(id, is_door=True)] = [_Step(other, is_door=True) for other in origins] or [_Step(id)]
        for other in origins:
            ways[_Step(other)].append(_Step(id))
        waiting += (new := dict.fromkeys(origins).keys() - met)
        met |= new
    return ways


def _through(sources: Mapping[str, Source], said: Iterable[Said]) -> Mapping[str, set[str]]:
    """Return each source by which what is *said* is known, with those through which it is, if it was not read."""
    through: dict[str, set[str]] = {}
    waiting = list(said)
    done: set[Said] = set()
    while waiting:
        id, via = statement = waiting.pop()
        others = through.setdefault(id, set())
        if statement not in done and sources[id].verification is Verification.CITED:
            named = [other for other in via or sources[id].via if other in sources]
            others.update(named)
            waiting += ((other, ()) for other in named)
        done.add(statement)
    return through


def _reached(ways: _Ways, without: Iterable[_Step]) -> set[_Step]:
    """Return the steps that can be reached from the start, without those *without* which a way must do."""
    met = {_START, *without}
    waiting = [_START]
    while waiting:
        new = [step for step in ways.get(waiting.pop(), ()) if step not in met]
        met.update(new)
        waiting += new
    return met.difference(without)


def _has_bottleneck(leads: Mapping[Hashable, list[Hashable]], places: set[str]) -> bool:
    """Return whether no way leads from the start to the end, or all of them lead through one of *places*.

    Only a place on the shortest way can be one. The others lead around it if they leave that way before, and return after.
    """
    way = _shortest(leads)
    number = {step: at for at, step in enumerate(way)}
    furthest = 0
    met: set[Hashable] = set()
    for at, step in enumerate(way):
        if at == furthest and step in places:
            return True
        waiting = [step]
        while waiting:
            for following in leads.get(waiting.pop(), ()):
                if following in number:
                    furthest = max(furthest, number[following])
                elif following not in met:
                    met.add(following)
                    waiting.append(following)
    return not way


def _shortest(leads: Mapping[Hashable, list[Hashable]]) -> list[Hashable]:
    """Return the shortest way from the start to the end, or nothing."""
    came_from: dict[Hashable, Hashable] = {_START: _START}
    waiting: list[Hashable] = [_START]
    for step in waiting:  # the list grows during the loop
        for following in leads.get(step, ()):
            if following not in came_from:
                came_from[following] = step
                waiting.append(following)
    if _END not in came_from:
        return []
    way: list[Hashable] = [_END]
    while way[-1] != _START:
        way.append(came_from[way[-1]])
    return way[::-1]

"""Parts of records as JSON has them, compared with what a release told of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from masthead.findings.finding import Location
from masthead.model import Part

Plain = Mapping[str, Any]
"""A part of a record as JSON has it, without what it leaves out."""
Became = tuple[Plain, Sequence[Plain], int | None]
"""A part as it was told, those that are there now, and the place of the one among them that it became."""
_MAX_SHOWN = 80


def plain(parts: Sequence[Part]) -> list[Plain]:
    """Return *parts* as the ledger has them."""
    return [part.model_dump(mode="json", by_alias=True, exclude_defaults=True) for part in parts]


def lost(told: Sequence[Plain], now: Sequence[Plain]) -> Iterator[Became]:
    """Yield each of *told* that is not among *now*, with the place of the one that it became, if it is there in part."""
    free = [place for place, item in enumerate(now) if item not in told]
    for was in told:
        if was not in now:
            place = nearest(was, now, [n for n in free if 2 * _shared(was, now[n]) >= len(was)])
            if place is not None:
                free.remove(place)
            yield was, now, place


def nearest(was: Plain, now: Sequence[Plain], places: Sequence[int]) -> int | None:
    """Return which of *places* has the most in common with what was told."""
    return max(places, key=lambda place: _shared(was, now[place]), default=None)


def _shared(one: Plain, other: Plain) -> int:
    return sum(other.get(name) == value for name, value in one.items())


def differing(field: str, place: int, was: Plain, now: Plain, names: Sequence[str] = ()) -> tuple[Location, str]:
    """Return where in *field* a part first differs from what was told, in one of *names* if given, and the name."""
    name = next(name for name in names or {**was, **now} if was.get(name) != now.get(name))
    return (field, place, name) if name in now else (field, place), name


def shown(name: str, was: Plain) -> str:
    """Return with which value of *name* something was published."""
    if name not in was:
        return f"without {name}"
    value = was[name]
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"with {name} {cut(text)!r}"


def cut(text: str) -> str:
    """Return the beginning of *text*, enough to recognise it by."""
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"

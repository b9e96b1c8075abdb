"""Parts of records as JSON has them, compared with their last release."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from masthead.model import Part
from masthead.model.published_fields import Binding, bindings_of, identifying_field

Plain = Mapping[str, Any]
"""A part of a record as JSON has it, without the fields that are left out."""
_MAX_SHOWN = 80
# Signs that print the same, so that changing one into the other leaves the text as readers know it. Every other sign
# counts: "The firm, says the report, runs the sites" has the words of "The firm says the report runs the sites".
_SAME_SIGNS = str.maketrans({
    **dict.fromkeys("‘’‚‛ʼ′", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‐‑‒–—―−", "-"), "…": "...",
})  # fmt: skip


def is_kept(binding: Binding, kind: type[Part] | None, was: Any, now: Any) -> bool:
    """Return whether a field that was published as *was* may be as it is *now*, or None; its parts are of the *kind*."""
    if binding is Binding.FREE:
        return True
    if binding is Binding.IF_THERE and kind:
        was = still_there(kind, parts_in(was), parts_in(now))
    was, now = (None if value == [] else value for value in (was, now))
    if was is None:
        return binding is not Binding.FIXED or now is None
    if isinstance(was, list) and isinstance(now, list):
        gone, new = _unmatched(kind, was, now)
        return not gone and (not new or binding is not Binding.FIXED)
    return _is_same(kind, was, now)


def difference(kind: type[Part], was: Plain, now: Plain) -> str | None:
    """Return the name of the first field that a part of a *kind* no longer has as it was published, or None."""
    for name, (binding, inner) in bindings_of(kind).items():
        if was.get(name) != now.get(name) and not is_kept(binding, inner, was.get(name), now.get(name)):
            return name
    return None


def still_there(kind: type[Part], was: Sequence[Plain], now: Sequence[Plain]) -> list[Plain]:
    """Return which of the parts *was*, of a *kind* that may come and go, are there *now*, as they were or otherwise."""
    mark = identifying_field(kind)
    present = {_key(part.get(mark)) for part in now}
    return [part for part in was if _key(part.get(mark)) in present]


def lost(kind: type[Part], was: Sequence[Plain], now: Sequence[Plain]) -> Iterator[tuple[Plain, int | None]]:
    """Yield each part of a *kind* that is no longer as it was published, with the place of the one that it became, if any."""
    gone, new = _unmatched(kind, was, now)
    for part in gone:
        place = max(new, key=lambda at: _shared(part, now[at]), default=None)
        if place is not None and 2 * _shared(part, now[place]) >= len(part):
            new.remove(place)
            yield part, place
        else:
            yield part, None


def parts_in(value: Any) -> list[Plain]:
    """Return the parts in a list, without other values."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _unmatched(kind: type[Part] | None, was: Sequence[Any], now: Sequence[Any]) -> tuple[list[Any], list[int]]:
    """Return which of *was* are no longer there, and the places of those *now* that were not."""
    places: dict[str, list[int]] = {}
    for place, item in enumerate(now):
        places.setdefault(_key(item), []).append(place)
    rest = [item for item in was if not ((same := places.get(_key(item))) and same.pop() >= 0)]
    new = sorted(place for same in places.values() for place in same)
    gone = []
    for item in rest:
        if alike := [place for place in new if _is_same(kind, item, now[place])]:
            new.remove(alike[0])
        else:
            gone.append(item)
    return gone, new


def _key(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _is_same(kind: type[Part] | None, was: Any, now: Any) -> bool:
    """Return whether a value is as it was published: a part in all that binds, a text in all signs that look different."""
    if isinstance(was, dict) and isinstance(now, dict) and kind:
        return difference(kind, was, now) is None
    if isinstance(was, str) and isinstance(now, str):
        return _printed(was) == _printed(now)
    return bool(was == now)


def _printed(text: str) -> str:
    return " ".join(text.translate(_SAME_SIGNS).split())


def _shared(part: Plain, other: Plain) -> int:
    return sum(other.get(name) == value for name, value in part.items())


def shown(value: Any) -> str:
    """Return a published *value* as findings quote it: its beginning, enough to recognise it by."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return repr(text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…")

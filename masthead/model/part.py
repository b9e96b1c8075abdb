"""The part: what records are made of, and the walk over the parts of a part."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict

from masthead.findings.finding import Location


class Part(BaseModel):
    """A part of a record: frozen, and without fields that nobody defined."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def parts_of(part: Part) -> list[tuple[Location, Part]]:
    """Return *part* and all parts in it, each with its place; what holds others comes before them."""
    found: list[tuple[Location, Part]] = [((), part)]
    for at, one in found:  # which grows while it is gone through
        for name, alias in _inner(type(one)):
            value = getattr(one, name)
            if not value:
                continue  # most fields of most parts are left out
            if type(value) is tuple:
                found.extend([((*at, alias, number), inner) for number, inner in enumerate(value)])
            else:
                found.append(((*at, alias), value))
    return found


@cache
def _inner(model: type[Part]) -> tuple[tuple[str, str], ...]:
    """Return the fields of *model* that hold parts, by name and by what records call them."""
    hints = get_type_hints(model, include_extras=True)
    return tuple((name, field.alias or name) for name, field in model.model_fields.items() if _holds_parts(hints[name]))


def _holds_parts(hint: Any) -> bool:
    """Return whether *hint* is a part, or several, or perhaps none."""
    if get_origin(hint) in (tuple, Union, UnionType):
        return any(map(_holds_parts, get_args(hint)))
    return isinstance(hint, type) and issubclass(hint, Part)

"""The part: what records are made of, and the walk over the parts of a part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

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
def hints_of(model: type[BaseModel]) -> Mapping[str, Any]:
    """Return the types of the fields of *model*, with the marks that they carry: to resolve them takes long."""
    return get_type_hints(model, include_extras=True)


@cache
def _inner(model: type[Part]) -> tuple[tuple[str, str], ...]:
    """Return the fields of *model* that hold parts, by name and by what records call them."""
    hints = hints_of(model)
    return tuple(
        (name, field.alias or name) for name, field in model.model_fields.items() if any(kinds_of_parts(hints[name]))
    )


def kinds_of_parts(hint: Any) -> Iterator[type[Part]]:
    """Yield the kinds of parts that a field of the type *hint* holds: one, or several, or perhaps none."""
    return (kind for kind in types_in(hint) if isinstance(kind, type) and issubclass(kind, Part))


def types_in(hint: Any) -> Iterator[Any]:
    """Yield the types that *hint* is made of, without marks: of a list those of its items, of a choice each."""
    if get_origin(hint) is Annotated:
        yield from types_in(get_args(hint)[0])
    elif get_origin(hint) in (tuple, Union, UnionType):
        for inner in get_args(hint):
            yield from types_in(inner)
    else:
        yield hint

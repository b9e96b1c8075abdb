"""The part, of which records consist, and the walk over the parts inside a part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from annotated_types import BaseMetadata
from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

from masthead.findings.finding import Location

_GIVEN: dict[frozenset[str], set[str]] = {}
"""The sets of fields that parts were given: a few, where each part's own would be a fifth of the memory of all records."""


class Part(BaseModel):
    """A part of a record: frozen, and with no other fields than those defined."""

    # Only the kinds of record that a command reads are compiled, each with the parts in it, not every part by itself.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def model_post_init(self, _context: object, /) -> None:
        """Share the set of the fields that were given, which pydantic keeps for each part, with all parts that have the same."""
        given = self.__pydantic_fields_set__
        object.__setattr__(self, "__pydantic_fields_set__", _GIVEN.setdefault(frozenset(given), given))


def parts_of(part: Part) -> list[tuple[Location, Part]]:
    """Return *part* and all parts in it, each with its location; a part comes before the parts in it."""
    parts: list[tuple[Location, Part]] = [((), part)]
    for at, outer in parts:  # the list grows during the loop
        for name, alias in _inner(type(outer)):
            value = getattr(outer, name)
            if not value:
                continue  # most fields of most parts are left out
            if type(value) is tuple:
                parts.extend([((*at, alias, number), inner) for number, inner in enumerate(value)])
            else:
                parts.append(((*at, alias), value))
    return parts


@cache
def hints_of(model: type[BaseModel]) -> Mapping[str, Any]:
    """Return the types of the fields of *model* with their marks, as pydantic has resolved them: again would take long."""
    return {name: _with_marks(field) for name, field in model.model_fields.items()}


def _with_marks(field: FieldInfo) -> Any:
    """Return the type of *field* as it was written; what Field() says of it, such as a least length, is no mark."""
    marks = [mark for mark in field.metadata if not isinstance(mark, BaseMetadata)]
    return Annotated[(field.annotation, *marks)] if marks else field.annotation


@cache
def _inner(model: type[Part]) -> tuple[tuple[str, str], ...]:
    """Return the fields of *model* that contain parts, each as its name here and its name in records."""
    hints = hints_of(model)
    return tuple(
        (name, field.alias or name) for name, field in model.model_fields.items() if any(kinds_of_parts(hints[name]))
    )


def kinds_of_parts(hint: Any) -> Iterator[type[Part]]:
    """Yield the kinds of part that a field of the type *hint* may contain: none, one or several."""
    return (kind for kind in types_in(hint) if isinstance(kind, type) and issubclass(kind, Part))


def types_in(hint: Any) -> Iterator[Any]:
    """Yield the types in *hint*, without marks: for a list the types of its items, for a union each member."""
    if get_origin(hint) is Annotated:
        yield from types_in(get_args(hint)[0])
    elif get_origin(hint) in (tuple, Union, UnionType):
        for inner in get_args(hint):
            yield from types_in(inner)
    else:
        yield hint

"""The references of a record to others, found from the types of its fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from masthead.fields import Refers
from masthead.findings import Location
from masthead.model import Part


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of a record in *folder*, and where it stands in the record that names it."""

    folder: str
    id: str
    at: Location


def references(part: Part, at: Location = ()) -> Iterator[Reference]:
    """Yield each reference in *part* and its parts, in the order of the fields."""
    for name, alias, folder in _plan(type(part)):
        value = getattr(part, name)
        if isinstance(value, tuple):
            for number, item in enumerate(value):
                yield from _of(item, folder, (*at, alias, number))
        elif value is not None:
            yield from _of(value, folder, (*at, alias))


def _of(value: Any, folder: str | None, at: Location) -> Iterator[Reference]:
    if folder:
        yield Reference(folder, value, at)
    elif isinstance(value, Part):
        yield from references(value, at)


@cache
def _plan(model: type[Part]) -> tuple[tuple[str, str, str | None], ...]:
    """Return the fields of *model* that hold references (with their folder) or parts."""
    hints = get_type_hints(model, include_extras=True)
    plan = ((name, field.alias or name, _kind(hints[name])) for name, field in model.model_fields.items())
    return tuple((name, alias, kind or None) for name, alias, kind in plan if kind is not None)


def holds_parts(model: type[Part], name: str) -> bool:
    """Return whether the field *name* of *model* holds parts, one or several."""
    return _kind(get_type_hints(model, include_extras=True)[name]) == ""


def _kind(hint: Any) -> str | None:
    """Return the folder that *hint* refers to, "" for a part, None for anything else."""
    if get_origin(hint) is Annotated:
        marks = [mark.folder for mark in get_args(hint)[1:] if isinstance(mark, Refers)]
        return marks[0] if marks else _kind(get_args(hint)[0])
    if get_origin(hint) in (tuple, Union, UnionType):
        return next((kind for kind in map(_kind, get_args(hint)) if kind is not None), None)
    return "" if isinstance(hint, type) and issubclass(hint, Part) else None

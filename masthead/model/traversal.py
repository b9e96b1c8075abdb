"""Walks over a record: its parts, and the fields whose types have a mark."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from masthead.findings.finding import Location
from masthead.model import Part, Record
from masthead.model.part import hints_of, kinds_of_parts, parts_of

M = TypeVar("M")


def parts(part: Part) -> list[tuple[Location, Part]]:
    """Return *part* and all parts in it, each with its location; a part comes before the parts in it."""
    return [((), part), *part.inner_parts] if isinstance(part, Record) else parts_of(part)


def marked(part: Part, kind: type[M]) -> Iterator[tuple[Location, M, Any]]:
    """Yield the location, the mark and the value of each field in *part* and its parts whose type has a mark of *kind*."""
    fields = _marked_fields(kind)  # type: ignore[arg-type] # mypy knows no class as hashable
    for at, inner in parts(part):
        for name, alias, mark in fields[type(inner)]:
            value = getattr(inner, name)
            if not value:
                continue  # most fields of most parts are left out
            if type(value) is tuple:
                yield from (((*at, alias, number), mark, item) for number, item in enumerate(value))
            else:
                yield (*at, alias), mark, value


def fields_marked(model: type[Part], kind: Any) -> tuple[str, ...]:
    """Return the names of the fields of *model* whose type has a mark of *kind*."""
    return tuple(name for name, _, _ in _marked_fields(kind)[model])


def paths_marked(model: type[Part], kind: type[M], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], M]]:
    """Yield the path and the mark of each field of *model* and its parts whose type has a mark of *kind*."""
    for _, alias, mark in _marked_fields(kind)[model]:  # type: ignore[arg-type] # as above
        yield (*above, alias), mark
    hints = hints_of(model)
    for name, field in model.model_fields.items():
        for inner in kinds_of_parts(hints[name]):
            yield from paths_marked(inner, kind, (*above, field.alias or name))


class _Fields(dict[type[Part], tuple[tuple[str, str, Any], ...]]):
    """The fields of each model whose type has a mark of *kind*: the name here, the name in records, and the mark.

    A model is looked through when its first part is met.
    """

    def __init__(self, kind: Any) -> None:
        self._kind = kind

    def __missing__(self, model: type[Part]) -> tuple[tuple[str, str, Any], ...]:
        hints = hints_of(model)
        fields = model.model_fields.items()
        marks = ((name, field.alias or name, _mark(hints[name], self._kind)) for name, field in fields)
        self[model] = tuple((name, alias, mark) for name, alias, mark in marks if mark is not None)
        return self[model]


@cache
def _marked_fields(kind: Any) -> _Fields:
    return _Fields(kind)


def _mark(hint: Any, kind: type[M]) -> M | None:
    """Return the mark of *kind* that *hint* has, or None."""
    if get_origin(hint) is Annotated:
        of_kind = (mark for mark in get_args(hint)[1:] if isinstance(mark, kind))
        return next(of_kind, None) or _mark(get_args(hint)[0], kind)
    if get_origin(hint) in (tuple, Union, UnionType):
        return next((mark for mark in (_mark(inner, kind) for inner in get_args(hint)) if mark is not None), None)
    return None

"""Recovery of records with wrong values: stand-ins take the places of the values that have the wrong type."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from masthead.field_types.fields import OfKind
from masthead.findings.finding import Location
from masthead.model import Record
from masthead.model.part import hints_of
from masthead.pinned_lists import TECHNIQUES

MAX_WRONG = 1_000
"""The most wrong values of a record that is recovered: of more, the first hundred are reported, to be cured first."""
_TRIES = 3
# One valid value for each kind of value; findings on stand-ins are not reported.
STAND_INS: Mapping[str, str] = MappingProxyType({
    "id": "stand-in-for-what-was-not-read", "changed": "stand-in-for-what-was-not-read",
    "source-id": "stand-in-for-what-was-not-read", "firm-id": "stand-in-for-what-was-not-read", "campaign-id": "stand-in-for-what-was-not-read",
    "line": "…", "prose": "…", "host": "stand-in.invalid", "outlet-id": "stand-in.invalid",
    "web-address": "https://stand-in.invalid/", "date": "2002-02-02", "moment": "2002-02-02T02:02:02Z",
    "country": "IT", "language": "it", "technique": min(TECHNIQUES), "sha256": "0" * 64,
    "picture-file": "stand-in.png", "count": "0", "schema-version": "1",
})  # fmt: skip


class _Field(NamedTuple):
    """The type of a field, and whether a part must have it."""

    hint: Any
    required: bool


def salvage(kind: type[Record], value: dict[str, Any]) -> tuple[Record, frozenset[Location]] | None:
    """Return the record of *kind* that is left of *value*, which is changed, and the places where it is not as written.

    Wrong values are left out where they can be; in a list, or where they are required, a stand-in takes their place, so that
    all else keeps its own.
    """
    unread: set[Location] = set()
    for _ in range(_TRIES):
        try:
            return kind.model_validate(value), frozenset(unread)
        except ValidationError as error:
            if error.error_count() > MAX_WRONG:
                return None
            for detail in error.errors(include_url=False, include_context=False):
                if detail["type"] != "too_short" or not detail["input"]:  # else its items have errors of their own
                    unread.add(detail["loc"])
                    _mend(kind, value, detail["loc"])
    return None


def _mend(hint: Any, holder: Any, at: Location) -> None:
    """Remove the value of type *hint* at the place *at* in *holder*, or put a stand-in there."""
    for step in at[:-1]:
        hint, holder = _inside(hint, step).hint, holder[step]
    field = _inside(hint, at[-1])
    if field.required:
        holder[at[-1]] = stand_in(field.hint)
    else:
        holder.pop(at[-1], None)


def _inside(hint: Any, step: str | int) -> _Field:
    """Return the field *step* of a part, or the items of a list; undefined fields may be left out."""
    if get_origin(hint) in (Union, UnionType):
        hint = next(inner for inner in get_args(hint) if inner is not type(None))
    if isinstance(step, int):
        return _Field(get_args(hint)[0], required=True)
    return _fields(hint).get(step, _Field(None, required=False))


@cache
def _fields(model: type[BaseModel]) -> Mapping[str, _Field]:
    """Return the fields of *model* by what records call them."""
    hints = hints_of(model)
    return {field.alias or name: _Field(hints[name], field.is_required()) for name, field in model.model_fields.items()}


def stand_in(hint: Any) -> Any:
    """Return a right value of the type *hint*, as a record would write it."""
    if get_origin(hint) is tuple:
        return [stand_in(get_args(hint)[0])]
    if get_origin(hint) is Annotated:
        return STAND_INS[next(mark.kind for mark in get_args(hint)[1:] if isinstance(mark, OfKind))]
    if issubclass(hint, StrEnum):
        return next(iter(hint)).value
    return {name: stand_in(field.hint) for name, field in _fields(hint).items() if field.required}

"""The errors of pydantic in our words: which rule, what was expected and found, how to cure it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from masthead.field_types.fields import shorten
from masthead.field_types.near_misses import near_miss, nearest
from masthead.field_types.vocabulary import Term
from masthead.findings.finding import Location
from masthead.model import KINDS, Record


def explain(model: type[BaseModel], error: Any) -> tuple[str, str, str]:
    """Return rule, message and cure for an *error* of pydantic in a record of the kind *model*."""
    context, location, value = error.get("ctx", {}), error["loc"], error["input"]
    match error["type"]:
        case "field":
            cure = context["cure"]
            return "field-value", context["message"], cure() if callable(cure) else cure
        case "missing":
            return "field-missing", f"the field {location[-1]} is missing", f"add `{location[-1]}: …`"
        case "extra_forbidden":
            name = shorten(str(location[-1]))
            return "field-unknown", f"{name!r} is not a known field", _place_of(name, model, location[:-1])
        case "enum" | "literal_error":
            terms = context["expected"].replace("'", "")
            message = f"expected {terms}, got {_shown(value)}"
            return "field-value", message, _term(value, terms.replace(" or ", ", ").split(", "))
        case "tuple_type":
            message, cure = f"expected a list, got {_shown(value)}", "write each item on a line that starts with `- `"
            return "field-value", message, cure
        case "model_type" | "model_attributes_type":
            message, cure = f"expected fields with values, got {_shown(value)}", "write `field: value` lines"
            return "field-value", message, cure
        case "too_short":
            return "field-value", "the list is empty", "add an item, or delete the field"
        case _:
            return "field-value", f"this value is not allowed: {error['msg']}", ""


def _shown(value: object) -> str:
    if isinstance(value, str):
        return repr(shorten(value))
    return "a list" if isinstance(value, list) else "fields"


def _term(value: object, terms: list[str]) -> str:
    """Return the question whether one of *terms* was meant, by the word that records use or by its label."""
    if not isinstance(value, str):
        return ""
    meant = near_miss(value, terms) or _labels(frozenset(terms)).get(near_miss(value, _labels(frozenset(terms))), "")
    return f"did you mean {meant}?" if meant else ""


@cache
def _labels(terms: frozenset[str]) -> Mapping[str, str]:
    """Return the terms of the list that holds just *terms*, by their labels."""
    lists = (kind for kind in Term.__subclasses__() if terms == {term.value for term in kind})
    return {term.label: term.value for kind in lists for term in kind}


def _place_of(name: str, model: type[BaseModel], at: Location) -> str:
    """Return a guess at the unknown field *name*, in words: a near miss, or a field that belongs elsewhere."""
    here = part_at(model, at)
    near = nearest(name, frozenset(fields_of(here)))
    if near:
        return near
    if name in fields_of(model):
        return "it belongs to the record itself: write it without indentation"
    holder = next(_holders(name, model), "")
    if holder:
        return f"it belongs in the items of {holder}"
    folder = next((folder for folder, kind in KINDS.items() if name in fields_of(kind)), "")
    return f"records in {folder}/ have this field" if folder else ""


def part_at(model: type[BaseModel], location: Location) -> type[BaseModel]:
    """Return the part of *model* at *location*."""
    for step in location:
        if isinstance(step, str):
            model = fields_of(model).get(step) or model
    return model


@cache
def fields_of(model: type[BaseModel]) -> Mapping[str, type[BaseModel] | None]:
    """Return the fields that *model* may have, each with the part that it holds, if it holds any."""
    return {
        field.alias or name: _part_in(field.annotation)
        for name, field in model.model_fields.items()
        if name != "id" or not issubclass(model, Record)
    }


def _holders(name: str, model: type[BaseModel]) -> Iterator[str]:
    """Yield the fields of *model* whose parts have a field *name*."""
    yield from (holder for holder, part in fields_of(model).items() if part and name in fields_of(part))


def _part_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside an annotation such as ``tuple[Evidence, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, Union, UnionType):
        return next((part for part in map(_part_in, get_args(annotation)) if part), None)
    return None

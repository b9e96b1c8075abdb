"""The records as JSON Schema (draft 7, which editors read), made from the model.

Published as /schema/v1/outlet.json, firm.json, campaign.json and source.json.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from babel import Locale

from masthead.field_types import vocabulary
from masthead.field_types.fields import SCHEMA_VERSION
from masthead.model import KINDS, Record
from masthead.pinned_lists import TECHNIQUES
from masthead.schema.value_kinds import VALUE_KINDS

Schema = dict[str, Any]
FOLDER = f"schema/v{SCHEMA_VERSION}"
NAMES: Mapping[str, str] = {folder: model.__name__.lower() for folder, model in KINDS.items()}
"""The name of the schema of each folder: sites/ holds outlets."""
_NAMES: Mapping[str, Callable[[str], str]] = {
    "country": lambda code: Locale("en").territories[code],
    "technique": lambda id: TECHNIQUES[id],
}


def schema_files() -> Iterator[tuple[str, str]]:
    """Yield the path of each schema, below the root, and its text."""
    for folder, name in NAMES.items():
        yield f"{FOLDER}/{name}.json", json.dumps(schema_of(folder), indent=2, ensure_ascii=False) + "\n"


@cache
def schema_of(folder: str) -> Schema:
    """Return the schema of the records in *folder*."""
    schema = KINDS[folder].model_json_schema(by_alias=True)
    parts = {name: _part(part) for name, part in sorted(schema.pop("$defs").items())}
    root = _part(schema)
    kinds = sorted(set(_kinds_in([root, parts])))
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"{NAMES[folder]}.json",
        "title": f"Masthead: {NAMES[folder]}",
        "$comment": "Made from the model by `masthead schema`; DISARM techniques are CC BY-SA 4.0, DISARM Foundation.",
        **root,
        "definitions": {**parts, **{kind: _value(kind) for kind in kinds}},
    }


def field_order(model: type[Record]) -> list[str]:
    """Return the names of the fields of *model* as they are written in records, in that order."""
    own = [field.alias or name for name, field in model.model_fields.items() if name not in Record.model_fields]
    shared = [field.alias or name for name, field in Record.model_fields.items() if name != "id"]
    return [shared[0], *own, *shared[1:]]  # the version of the format comes first


def _part(pydantic_schema: Schema) -> Schema:
    """Return our schema of a part, or of a list of terms, from *pydantic_schema*, that of pydantic."""
    if "enum" in pydantic_schema:
        return _terms(pydantic_schema)
    model = next((kind for kind in KINDS.values() if kind.__name__ == pydantic_schema["title"]), None)
    names = field_order(model) if model else list(pydantic_schema["properties"])
    schema = {
        "description": pydantic_schema["description"],
        "type": "object",
        "properties": {name: _field(name, pydantic_schema["properties"][name]) for name in names},
        "required": [name for name in pydantic_schema.get("required", []) if name in names],
        "additionalProperties": False,
    }
    return schema if schema["required"] else {key: value for key, value in schema.items() if key != "required"}


def _field(name: str, pydantic_schema: Schema) -> Schema:
    """Return the schema of a field: its name, its description, and its kind of value."""
    default = {"default": pydantic_schema["default"]} if pydantic_schema.get("default") else {}
    pydantic_schema = {
        **pydantic_schema,
        **next((option for option in pydantic_schema.get("anyOf", []) if option != {"type": "null"}), {}),
    }
    return {
        "title": name.replace("_", " "),
        "description": pydantic_schema["description"],
        **default,
        **_type(pydantic_schema),
    }


def _type(pydantic_schema: Schema) -> Schema:
    """Return the schema of a value alone; kinds of value, parts and lists of terms are references to definitions."""
    if "x-kind" in pydantic_schema or "$ref" in pydantic_schema:
        # Draft 7 ignores everything beside a bare $ref.
        return {"allOf": [_reference(pydantic_schema)]}
    if pydantic_schema["type"] == "array":
        least = {"minItems": pydantic_schema["minItems"]} if "minItems" in pydantic_schema else {}
        return {"type": "array", "items": _reference(pydantic_schema["items"]), **least}
    return {key: pydantic_schema[key] for key in ("type", "const") if key in pydantic_schema}


def _reference(pydantic_schema: Schema) -> Schema:
    name = pydantic_schema.get("x-kind") or pydantic_schema["$ref"].rpartition("/")[2]
    return {"$ref": f"#/definitions/{name}"}


def _terms(pydantic_schema: Schema) -> Schema:
    """Return the schema of a closed list, with the definition of each term."""
    terms: type[vocabulary.Term] = getattr(vocabulary, pydantic_schema["title"])
    return {
        "$comment": pydantic_schema["description"],
        "type": "string",
        "enum": [str(term) for term in terms],
        "enumDescriptions": [f"{term.label}: {term.definition}" if term.definition else term.label for term in terms],
    }


def _value(name: str) -> Schema:
    """Return the schema of a kind of value, whose description is a comment, since fields have their own."""
    kind = VALUE_KINDS[name]
    schema: Schema = {"$comment": f"{kind.title}: {kind.description}", **kind.rules}
    if name in _NAMES:
        schema["enumDescriptions"] = [_NAMES[name](code) for code in schema["enum"]]
    if "pattern" in schema:
        schema["patternErrorMessage"] = f"expected {kind.description}"
    return schema | ({"examples": list(kind.examples)} if kind.examples else {})


def _kinds_in(schema: Any) -> Iterator[str]:
    """Yield the kind of value of each field in *schema*."""
    if isinstance(schema, dict):
        reference = schema.get("$ref", "").rpartition("/")[2]
        if reference in VALUE_KINDS:
            yield reference
        schema = list(schema.values())
    if isinstance(schema, list):
        for inner in schema:
            yield from _kinds_in(inner)

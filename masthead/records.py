"""Files to records: reads each, types it, and says everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from masthead import yaml_text
from masthead.fields import SCHEMA_VERSION
from masthead.files import RecordFile
from masthead.findings import Finding, Location, Position, field_name
from masthead.lists import nearest
from masthead.model import Campaign, Firm, Outlet, Record, Source

KINDS: Mapping[str, type[Record]] = {"sites": Outlet, "firms": Firm, "campaigns": Campaign, "sources": Source}
_VERSION = "0|[1-9][0-9]{0,3}"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record and the file that it came from."""

    file: RecordFile
    record: Record

    def finding(self, at: Location, rule: str, message: str, cure: str = "") -> Finding:
        """Return a finding on the field *at*, with its place in the file."""
        return _finding(self.file, at, rule, message, cure)


def parse(file: RecordFile) -> tuple[Loaded | None, list[Finding]]:
    """Return the record in *file* (None if it is wrong) and everything that is wrong with it."""
    value, faults = yaml_text.read(file.text)
    findings = [_from_fault(file, fault) for fault in faults]
    if not isinstance(value, dict):
        return None, findings
    version = value.get("schema", "")
    if isinstance(version, str) and re.fullmatch(_VERSION, version) and int(version) != SCHEMA_VERSION:
        # The rest is in another format: to judge it by this one would say nothing true.
        return None, [*findings, _of_another_version(file, int(version))]
    if "id" in value:
        findings.append(
            _finding(
                file,
                ("id",),
                "field-unknown",
                "expected no field id: the name of the file is the id",
                "delete the line",
            )
        )
    try:
        record = KINDS[file.folder].model_validate({**value, "id": file.id})
    except ValidationError as error:
        return None, findings + [_from_error(file, found) for found in error.errors()]
    return (None if findings else Loaded(file, record)), findings


def _of_another_version(file: RecordFile, version: int) -> Finding:
    """Return the finding on a record in an older or newer format."""
    cure = "run `masthead migrate`" if version < SCHEMA_VERSION else "check it with a newer version of masthead"
    message = f"expected the schema version {SCHEMA_VERSION}, got '{version}'"
    return _finding(file, ("schema",), "schema-version", message, cure)


def parse_all(files: Iterable[RecordFile | Finding]) -> tuple[list[Loaded], list[Finding]]:
    """Return all records that could be read, and all findings on the rest."""
    loaded: list[Loaded] = []
    findings: list[Finding] = []
    for file in files:
        record, found = (None, [file]) if isinstance(file, Finding) else parse(file)
        findings += found
        if record:
            loaded.append(record)
    return loaded, findings


def _finding(file: RecordFile, at: Location, rule: str, message: str, cure: str = "") -> Finding:
    return Finding(file.path, rule, message, field_name(at), _place(file, at), cure)


def _place(file: RecordFile, at: Location) -> Position:
    """Return where the field *at*, or else the nearest field around it, stands in *file*."""
    marks = yaml_text.marks(file.text)
    while at and at not in marks:
        at = at[:-1]
    return marks.get(at, Position())


def _from_fault(file: RecordFile, fault: yaml_text.Fault) -> Finding:
    return Finding(file.path, fault.rule, fault.message, field_name(fault.location), fault.position, fault.cure)


def _from_error(file: RecordFile, error: Any) -> Finding:
    """Return what pydantic found, in our words."""
    location: Location = error["loc"]
    rule, message, cure = _explain(KINDS[file.folder], error)
    return _finding(file, location, rule, message, cure)


def _explain(model: type[BaseModel], error: Any) -> tuple[str, str, str]:
    """Return rule, message and cure for an error of pydantic."""
    context, location = error.get("ctx", {}), error["loc"]
    match error["type"]:
        case "field":
            return "field-value", context["message"], context["cure"]
        case "missing":
            return "field-missing", f"expected the field {location[-1]}, found none", f"add `{location[-1]}: …`"
        case "extra_forbidden":
            return (
                "field-unknown",
                f"expected a known field, got {location[-1]!r}",
                nearest(str(location[-1]), _fields_at(model, location[:-1])),
            )
        case "enum" | "literal_error":
            terms = context["expected"].replace("'", "")
            return (
                "field-value",
                f"expected {terms}, got {_shown(error['input'])}",
                nearest(str(error["input"]), terms.replace(" or ", ", ").split(", ")),
            )
        case "tuple_type":
            return (
                "field-value",
                f"expected a list, got {_shown(error['input'])}",
                "write each item on a line that starts with `- `",
            )
        case "model_type" | "model_attributes_type":
            return (
                "field-value",
                f"expected fields with values, got {_shown(error['input'])}",
                "write `field: value` lines",
            )
        case "too_short":
            return "field-value", "expected at least one item, got an empty list", "add an item, or delete the field"
        case _:
            return "field-value", f"expected another value: {error['msg']}", ""


def _shown(value: object) -> str:
    return repr(value[:60]) if isinstance(value, str) else "a list" if isinstance(value, list) else "fields"


def _fields_at(model: type[BaseModel], location: Location) -> list[str]:
    """Return the names of the fields that the part of *model* at *location* may have."""
    for step in location:
        if isinstance(step, str):
            named = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
            model = _part_in(named.get(step)) or model
    return [
        field.alias or name for name, field in model.model_fields.items() if name != "id" or model not in KINDS.values()
    ]


def _part_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside an annotation such as ``tuple[Evidence, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, Union, UnionType):
        return next((part for part in map(_part_in, get_args(annotation)) if part), None)
    return None

"""Files to records: reads each, types it, and says everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from masthead import yaml_text
from masthead.explain import explain
from masthead.fields import SCHEMA_VERSION
from masthead.files import RecordFile
from masthead.findings import Finding, Location, Position, field_name
from masthead.model import KINDS, Record

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
    rule, message, cure = explain(KINDS[file.folder], error)
    return _finding(file, location, rule, message, cure)

"""Files to records: reads each, types it, and says everything that is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol

from pydantic import ValidationError

from masthead.field_types.fields import SCHEMA_VERSION
from masthead.findings.finding import Finding, Location, Position, few, field_name
from masthead.model import KINDS, Record
from masthead.record_files.files import RecordFile
from masthead.record_files.known_values import KnownValues, as_json
from masthead.record_files.recovery import salvage
from masthead.record_files.type_errors import explain
from masthead.syntax import yaml_reader
from masthead.syntax.decoding import Fault

_VERSION = "0|[1-9][0-9]{0,3}"
# A bracket that closes at once, or behind a comment: most records have none, and need no walk over their values.
_EMPTY_LIST = re.compile(rb"\[\s*[\]#]")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record and the file that it came from."""

    file: RecordFile
    record: Record
    values: str = field(default="", compare=False)
    """The digest of the path and the values of the file, without its comments and layout; without it, an empty text."""

    def finding(self, at: Location, rule: str, message: str, cure: str = "") -> Finding:
        """Return a finding on the field *at*, with its place in the file."""
        return _finding(self.file, at, rule, message, cure)


class Records(Protocol):
    """The records that a rule judges each by itself: it is given nothing else, so what it finds in one depends on that one alone."""

    @property
    def loaded(self) -> Sequence[Loaded]:
        """The records with their files."""


@dataclass(frozen=True, slots=True)
class Partial:
    """The readable rest of a wrong record, with the places that were replaced: it is judged and never published."""

    loaded: Loaded
    unread: frozenset[Location]


def parse(file: RecordFile) -> tuple[Loaded | None, list[Finding]]:
    """Return the record in *file* (None if it is wrong) and everything that is wrong with it."""
    record, findings = _typed(file, *yaml_reader.read(file.text))
    return Loaded(file, record) if record else None, findings


def _typed(
    file: RecordFile, value: yaml_reader.Value | None, faults: list[Fault]
) -> tuple[Record | None, list[Finding]]:
    """Return the record that the *value* in *file* is, and everything that is wrong with it."""
    findings = [_from_fault(file, fault) for fault in faults]
    if not isinstance(value, dict):
        return None, findings
    version = _version(value)
    if version != SCHEMA_VERSION:
        # The rest is in another format: to judge it by this one would say nothing true.
        return None, [*findings, _of_another_version(file, version)]
    if "id" in value:
        findings.append(
            _finding(
                file,
                ("id",),
                "field-unknown",
                "`id` is not a field: the ID of a record is the name of its file",
                "delete the line",
            )
        )
    unused = list(few(_unused(file, value))) if _EMPTY_LIST.search(file.text) else []
    try:
        record = KINDS[file.folder].model_validate({**value, "id": file.id})
    except ValidationError as error:
        findings += few(_from_error(file, detail) for detail in _errors(error))
        reported = {finding.field for finding in findings}
        return None, findings + [finding for finding in unused if finding.field not in reported]
    return (None if findings else record), findings + unused


def _version(value: dict[str, Any]) -> int:
    """Return the format that *value* says it is in; ours, if it names none."""
    version = value.get("schema", "")
    return int(version) if isinstance(version, str) and re.fullmatch(_VERSION, version) else SCHEMA_VERSION


def _of_another_version(file: RecordFile, version: int) -> Finding:
    """Return the finding on a record in an older or newer format."""
    cure = "run `masthead migrate`" if version < SCHEMA_VERSION else "check it with a newer version of Masthead"
    message = f"the record is in version {version} of the format, and this program reads version {SCHEMA_VERSION}"
    return _finding(file, ("schema",), "schema-version", message, cure)


def _unused(file: RecordFile, value: yaml_reader.Value, at: Location = ()) -> Iterator[Finding]:
    """Yield a finding for each list in *value* that is empty; an empty mapping is nowhere right, and refused before."""
    if value == []:
        yield _finding(file, at, "field-unused", "the list is empty", "delete the field")
    elif not isinstance(value, str):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _unused(file, inner, (*at, step))


_loaded: dict[str, Loaded] = {}
"""The records in which nothing was wrong when they were read last, by path: a preview reads the same after every change."""


def parse_all(
    files: Iterable[RecordFile | Finding], known: KnownValues | None = None
) -> tuple[list[Loaded], list[Finding], list[Partial]]:
    """Return all records that could be read, all findings on the rest, and what could be read of it.

    The YAML of files whose values are *known* is not read again; those of others in which nothing is wrong are added.
    """
    all_files = list(files)
    findings = [file for file in all_files if isinstance(file, Finding)]
    records = [file for file in all_files if isinstance(file, RecordFile)]
    loaded = [before for file in records if (before := _loaded.get(file.path)) and before.file == file]
    as_before = {before.file.path for before in loaded}
    new = [file for file in records if file.path not in as_before]
    values = KnownValues() if known is None else known
    partial: list[Partial] = []
    for file, value, faults in _values(new, values):
        record, own = _typed(file, value, faults)
        findings += own
        if record and value is not None:
            text = values.of(file) or as_json(value)
            entry = Loaded(file, record, sha256(b"%s %s" % (file.path.encode(), text)).hexdigest())
            loaded.append(entry)
            if not own:
                _loaded[file.path] = entry
                values.add(file, text)
        elif isinstance(value, dict):
            partial += _partial(file, value, faults)
    return loaded, findings, partial


def _values(
    files: Iterable[RecordFile], known: KnownValues
) -> Iterator[tuple[RecordFile, yaml_reader.Value | None, list[Fault]]]:
    """Yield each of *files* with the value in it and the faults of its YAML: first those whose values are *known*."""
    unread = []
    for file in files:
        text = known.of(file)
        if text is None:
            unread.append(file)
        else:
            yield file, json.loads(text), []
    readings = yaml_reader.read_all([file.text for file in unread])
    yield from ((file, *reading) for file, reading in zip(unread, readings, strict=True))


def _partial(file: RecordFile, value: dict[str, Any], faults: list[Fault]) -> Iterator[Partial]:
    """Yield the part of the record in *file*, which has faults, that can be read, if it is in our format."""
    if _version(value) != SCHEMA_VERSION:
        return
    left = salvage(KINDS[file.folder], {**value, "id": file.id})
    if left:
        record, unread = left
        yield Partial(Loaded(file, record), unread.union(fault.location for fault in faults))


def _finding(file: RecordFile, at: Location, rule: str, message: str, cure: str = "") -> Finding:
    return Finding(file.path, rule, message, field_name(at), _place(file, at), cure)


def _place(file: RecordFile, at: Location) -> Position:
    """Return where the field *at*, or else the nearest field around it, is in *file*."""
    marks = yaml_reader.marks(file.text)
    while at and at not in marks:
        at = at[:-1]
    return marks.get(at, Position())


def _from_fault(file: RecordFile, fault: yaml_reader.Fault) -> Finding:
    return Finding(file.path, fault.rule, fault.message, field_name(fault.location), fault.position, fault.cure)


def _errors(error: ValidationError) -> Iterator[Any]:
    """Yield the errors of pydantic, except that a list is too short whose items it has refused one by one."""
    yield from (
        detail for detail in error.errors(include_url=False) if detail["type"] != "too_short" or not detail["input"]
    )


def _from_error(file: RecordFile, error: Any) -> Finding:
    """Return an error of pydantic as a finding."""
    location: Location = error["loc"]
    rule, message, cure = explain(KINDS[file.folder], error)
    return _finding(file, location, rule, message, cure)

"""Turns archived copies into `archives:` entries in the records of sources; nothing else in a record changes."""

from __future__ import annotations

from masthead.archiving.state_files import ArchiveAnswer
from masthead.authoring.amending import AmendError, amended
from masthead.authoring.serialiser import Fields, entry_of
from masthead.model import Source
from masthead.record_files.files import RecordFile
from masthead.record_files.reading import parse
from masthead.record_files.type_errors import fields_of
from masthead.syntax import yaml_printer

SHOWS = "The document at the address of the source, as the archive captured it."
"""The description of a copy that nobody has looked at yet."""


def entry(answer: ArchiveAnswer) -> Fields | None:
    """Return the entry for the copy in *answer*, or None if the archive has no copy."""
    if answer.copy is None:
        return None
    fields: Fields = {"url": answer.copy.url, "original": answer.copy.original, "captured": answer.copy.captured}
    if answer.sha256:
        fields["sha256"] = answer.sha256
    return fields | {"shows": SHOWS}


def lines(fields: Fields) -> list[str]:
    """Return the lines of an entry in the form of records."""
    return list(yaml_printer.lines_of(entry_of("archives", [fields], fields_of(Source)["archives"])))


def with_entry(file: RecordFile, fields: Fields) -> bytes:
    """Return the text of the source *file* with one more entry; everything else stays the same.

    Raises AmendError if the entry cannot be added, or if the record would then have a finding.
    """
    text = amended(file.text, {"archives": [fields]}, Source)
    _, findings = parse(RecordFile(file.path, file.folder, text))
    if findings:
        raise AmendError(findings[0].message)
    return text

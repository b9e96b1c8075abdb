"""Copies into `archives:` entries of the records of sources: nothing else of a record changes."""

from __future__ import annotations

from masthead.archiving.state_files import Asked
from masthead.authoring.amending import AmendError, amended
from masthead.authoring.serialiser import Fields, entry_of
from masthead.model import Source
from masthead.records.files import RecordFile
from masthead.records.reading import parse
from masthead.records.type_errors import fields_of
from masthead.syntax import yaml_printer

SHOWS = "The document at the address of the source, as the archive captured it."
"""All that is known of a copy before somebody has looked at it."""


def entry(asked: Asked) -> Fields | None:
    """Return the entry on the copy of *asked*, or None if there is none."""
    if asked.copy is None:
        return None
    fields: Fields = {"url": asked.copy.url, "original": asked.copy.original, "captured": asked.copy.captured}
    if asked.sha256:
        fields["sha256"] = asked.sha256
    return fields | {"shows": SHOWS}


def lines(fields: Fields) -> list[str]:
    """Return the lines of an entry, as a record has them."""
    return list(yaml_printer.lines_of(entry_of("archives", [fields], fields_of(Source)["archives"])))


def with_entry(file: RecordFile, fields: Fields) -> bytes:
    """Return the text of the source *file* with one more entry; whatever else it says is the same.

    Raises AmendError if that cannot be done, or if the record would no longer be right.
    """
    text = amended(file.text, {"archives": [fields]}, Source)
    _, findings = parse(RecordFile(file.path, file.folder, text))
    if findings:
        raise AmendError(findings[0].message)
    return text

"""The way from older formats of records to the present one, a step for each version; no step invents a fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from masthead import MastheadError
from masthead.authoring.formatter import UnformattableError, formatted, sort_fields
from masthead.authoring.migrations import from_0
from masthead.field_types.fields import SCHEMA_VERSION
from masthead.syntax import yaml_printer
from masthead.syntax.yaml_tree import Document, Entry, Scalar, comments, parse

Step = Callable[[Document, str], None]

STEPS: Mapping[int, Step] = {0: from_0.migrate}
"""The steps that bring a record from one version of the format to the next, by folder. A step is never changed afterwards."""

_VERSION = "0|[1-9][0-9]{0,3}"
_EDITOR_LINE = re.compile(r"(# yaml-language-server: .*/schema/v)[0-9]+/")


class MigrationError(MastheadError):
    """A record was left as it is; the message says why."""


def migrated(text: bytes, folder: str, unmarked: int = 1) -> bytes:
    """Return the record *text* of *folder* in the present format and the house style.

    A record that does not say its version has the version *unmarked*. Fields that the older format did not
    have are missing afterwards, and the checker reports them. Raises MigrationError if the record cannot be brought up to date.
    """
    try:
        before = formatted(text, folder).decode()
    except UnformattableError as reason:
        raise MigrationError(str(reason)) from None
    document = parse(before)
    version = _version(document, unmarked)
    if version == SCHEMA_VERSION:
        return text
    for step in range(version, SCHEMA_VERSION):
        STEPS[step](document, folder)
    _mark(document)
    sort_fields(document, folder)
    after = yaml_printer.write(document)
    if sorted(map(_without_version, comments(before))) != sorted(map(_without_version, comments(after))):
        raise MigrationError("it cannot be rewritten without losing a comment")
    return after.encode()


def _version(document: Document, unmarked: int) -> int:
    """Return the version of *document*; one that no step leads on from is an error."""
    entry = document.root.entry("schema")
    text = str(unmarked) if entry is None else entry.value.value if isinstance(entry.value, Scalar) else ""
    if not re.fullmatch(_VERSION, text):
        raise MigrationError(f"schema: expected the number of a version, got {text!r}")
    if int(text) > SCHEMA_VERSION:
        raise MigrationError(f"it is in version {text}, and this program supports versions up to {SCHEMA_VERSION}")
    return int(text)


def _mark(document: Document) -> None:
    """Let *document* and its line for editors say the present version."""
    document.head = [_EDITOR_LINE.sub(rf"\g<1>{SCHEMA_VERSION}/", line) for line in document.head]
    entry = document.root.entry("schema")
    if entry is None:
        document.root.entries.insert(0, Entry("schema", Scalar(str(SCHEMA_VERSION))))
    else:
        entry.value = Scalar(str(SCHEMA_VERSION))


def _without_version(comment: str) -> str:
    return _EDITOR_LINE.sub(r"\1/", comment)

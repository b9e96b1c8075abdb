"""The JSON Schemas of records, in /schema/, for editors and other programs."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.edition.edition import Edition
from masthead.schema.json_schema import schema_files


def json_schema_files(_edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each schema; they are the same for every edition."""
    yield from schema_files()

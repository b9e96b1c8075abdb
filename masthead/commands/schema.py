"""masthead schema: the JSON Schemas and the field reference, made from the model."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from masthead.commands.common.messages import say
from masthead.commands.common.options import ROOT
from masthead.record_files.writing import put
from masthead.schema.field_documentation import PATH, field_reference
from masthead.schema.json_schema import schema_files


@click.command()
@ROOT
@click.option("--write", is_flag=True, help="Write the files that are missing or differ.")
def schema(root: Path, write: bool) -> None:  # noqa: FBT001 - click passes flags by name
    """Compare schema/v1/*.json and docs/fields.md with the model, or write them.

    Exit code: 0 if every file agrees with the model or was written, 1 if not, 2 for a usage error.
    """
    stale = [(path, text) for path, text in [*schema_files(), (PATH, field_reference())] if _text(root / path) != text]
    for path, text in stale:
        if write:
            put(root, path, text.encode())
        say(f"{path}: {'written' if write else 'differs from the model; run `masthead schema --write`'}", err=True)
    if stale and not write:
        sys.exit(1)


def _text(file: Path) -> str | None:
    return file.read_text("utf-8") if file.is_file() else None

"""A new record with comments for its editor: the meaning of each field, and the fields that are still missing."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.authoring.serialiser import Fields, editor_line, tree_of
from masthead.model import KINDS
from masthead.schema.field_documentation import PATH as REFERENCE
from masthead.schema.json_schema import Schema, schema_of
from masthead.syntax import yaml_printer
from masthead.syntax.yaml_tree import BLANK, Document, Entry

HINT = f"# Comments are for you: delete them when you are done. Every field, with its parts and terms: {REFERENCE}"


def template(path: str, value: Fields) -> str:
    """Return the text of the record *value* for the file at *path*."""
    folder = path.partition("/")[0]
    root = tree_of(value, KINDS[folder])
    schema = schema_of(folder)
    for entry in root.entries:
        entry.above = [_comment(entry, schema)]
    root.foot = [BLANK, *_left_out(value, schema)]
    return yaml_printer.write(Document(root, [editor_line(path).rstrip(), HINT, BLANK]))


def _comment(entry: Entry, schema: Schema) -> str:
    """Return the comment above a field: its description, and the terms to choose from."""
    field = schema["properties"][entry.key]
    kind = schema["definitions"][field["allOf"][0]["$ref"].rpartition("/")[2]] if "allOf" in field else {}
    terms = f": {', '.join(kind['enum'])}" if "enumDescriptions" in kind and len(kind["enum"]) < 20 else ""
    return f"# {field['description']}{terms}"


def _left_out(value: Fields, schema: Schema) -> Iterator[str]:
    """Yield a comment for each field that *value* does not have."""
    yield "# Left out so far: a field that no source speaks of stays out."
    fields: Schema = {name: field for name, field in schema["properties"].items() if name not in {*value, "schema"}}
    yield from (f"# {name}: {field['description']}" for name, field in fields.items())

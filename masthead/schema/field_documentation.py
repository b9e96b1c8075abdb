"""The reference of fields, docs/fields.md, made from the JSON Schema of the records."""

from __future__ import annotations

import re
from collections.abc import Iterable

from masthead.field_types import vocabulary
from masthead.model import Record
from masthead.schema.json_schema import FOLDER, NAMES, Schema, schema_of
from masthead.schema.value_kinds import VALUE_KINDS

PATH = "docs/fields.md"
_SHARED = frozenset(field.alias or name for name, field in Record.model_fields.items())
_HEAD = f"""\
# Fields

Every field that a record may have. The checker, the schemas for editors in `{FOLDER}/`, the records that `masthead new` writes and this page all come from one model, in `masthead/model/`. `masthead schema --write` regenerates this page.

Fields in **bold** are required. If no source says anything about a field, leave it out: a missing field means unknown. Fields come in the order of the tables; `masthead fmt` puts them into this order.
"""


def field_reference() -> str:
    """Return the page on all fields of records, their parts, their terms and the kinds of value, in Markdown."""
    schemas = {folder: schema_of(folder) for folder in NAMES}
    defined = sorted(
        {name: part for schema in schemas.values() for name, part in schema["definitions"].items()}.items()
    )
    sections = [
        _HEAD,
        *(_record(folder, schema) for folder, schema in schemas.items()),
        _shared(schemas["sites"]),
        "## Parts\n",
        *(_part(name, part) for name, part in defined if "properties" in part),
        "## Terms\n",
        *(_terms(name) for name, part in defined if "enum" in part and name not in VALUE_KINDS),
        "## Kinds of value\n",
        *(_kind(name) for name in VALUE_KINDS),
    ]
    return "\n".join(sections)


def _record(folder: str, schema: Schema) -> str:
    """Return the section on a kind of record, without the fields that all kinds have."""
    file = "sites/<country>/<host>.yml" if folder == "sites" else f"{folder}/<id>.yml"
    head = f"## {NAMES[folder].capitalize()}\n\n{schema['description']} One file each: `{file}`.\n"
    table = _table(schema, (name for name in schema["properties"] if name not in _SHARED))
    return f"{head}\n{table}\nThen [the fields of every record](#fields-of-every-record).\n"


def _shared(schema: Schema) -> str:
    """Return the section on the fields that all kinds of record have."""
    table = _table(schema, (name for name in schema["properties"] if name in _SHARED))
    return f"## Fields of every record\n\n`schema` comes before all other fields, the rest after them.\n\n{table}"


def _part(name: str, schema: Schema) -> str:
    """Return the section on a part of records."""
    return f"### {_title(name)}\n\n{schema['description']}\n\n{_table(schema, schema['properties'])}"


def _table(schema: Schema, names: Iterable[str]) -> str:
    """Return the table of the fields of *schema* with these *names*."""
    rows = ["| field | value | what it says |", "| --- | --- | --- |"]
    for name in names:
        field = schema["properties"][name]
        shown = f"**`{name}`**" if name in schema.get("required", []) else f"`{name}`"
        default = f"; `{field['default']}` if left out" if isinstance(field.get("default"), str) else ""
        rows.append(f"| {shown} | {_value(field)} | {field['description']}{default} |")
    return "\n".join(rows) + "\n"


def _value(field: Schema) -> str:
    """Return the kind of value of a field, with links."""
    if "const" in field:
        return f"`{field['const']}`"
    if field.get("type") == "array":
        return f"list of {_link(field['items'])}"
    return _link(field["allOf"][0])


def _link(reference: Schema) -> str:
    words = _words(reference["$ref"].rpartition("/")[2])
    return f"[{words}](#{words.lower().replace(' ', '-')})"


def _title(name: str) -> str:
    """Return the heading of a definition."""
    words = _words(name)
    return words[0].upper() + words[1:]


def _words(name: str) -> str:
    """Return the name of a definition as it is written in a sentence."""
    return VALUE_KINDS[name].title if name in VALUE_KINDS else re.sub("(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _terms(name: str) -> str:
    """Return the section on a closed list."""
    terms: type[vocabulary.Term] = getattr(vocabulary, name)
    rows = [f"| `{term}` | {term.label} | {term.definition} |" for term in terms]
    return "\n".join(
        [f"### {_title(name)}\n\n{terms.__doc__}\n\n| term | shown as | meaning |\n| --- | --- | --- |", *rows, ""]
    )


def _kind(name: str) -> str:
    """Return the section on a kind of value."""
    kind = VALUE_KINDS[name]
    examples = f" Such as {', '.join(f'`{example}`' for example in kind.examples)}." if kind.examples else ""
    return f"### {_title(name)}\n\n{kind.description[0].upper()}{kind.description[1:]}.{examples}\n"

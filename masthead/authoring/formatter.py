"""The repairs that need no decision: bytes, line ends, order of fields, spaces, quotes. Comments and values stay."""

from __future__ import annotations

import codecs
import re
from unicodedata import normalize

from masthead import MastheadError
from masthead.schema.json_schema import Schema, schema_of
from masthead.syntax import yaml_printer
from masthead.syntax.decoding import deceptions
from masthead.syntax.yaml_reader import MAX_BYTES, Fault, Value, read
from masthead.syntax.yaml_tree import Document, Entry, Node, Scalar, comments, parse

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_INDENTATION = re.compile(r"^[ \t]+(?=\S)", re.MULTILINE)


class UnformattableError(MastheadError):
    """A record was left as it is; the message says why."""


def formatted(text: bytes, folder: str) -> bytes:
    """Return the record *text* of *folder* in the house style.

    Raises UnformattableError if *text* cannot be read, or would no longer say the same.
    """
    repaired = _repaired(text)
    value, faults = _read(repaired.encode())
    if faults:
        raise UnformattableError(_reason(faults[0]))
    document = parse(repaired)
    compose(document.root)
    sort_fields(document, folder)
    result = yaml_printer.write(document)
    before, unread = _read(text)
    same = read(result.encode()) == (value, []) and (bool(unread) or before == value)
    if not same or comments(repaired) != comments(result):
        raise UnformattableError("it cannot be reformatted without changing what it says")
    return result.encode()


def _read(text: bytes) -> tuple[Value | None, list[Fault]]:
    """Return the value of *text*, and all that is wrong with it but for its Unicode form, which is cured here."""
    value, faults = read(text)
    return value, [fault for fault in faults if fault.rule != "yaml-normalisation"]


def compose(node: Node) -> None:
    """Put all text of *node* into Unicode form NFC, also what was written as escapes."""
    if isinstance(node, Scalar):
        composed = normalize("NFC", node.value)
        if composed != node.value:
            node.value, node.lines = composed, ()
        return
    for entry in node.entries:
        entry.key = None if entry.key is None else normalize("NFC", entry.key)
        compose(entry.value)


def sort_fields(document: Document, folder: str) -> None:
    """Put the fields of *document* and of its parts into the order of the model."""
    schema = schema_of(folder)
    _sort(document.root, schema, schema["definitions"])


def _sort(node: Node, schema: Schema, definitions: Schema) -> None:
    """Sort the fields of *node* and of everything in it as *schema* does."""
    if isinstance(node, Scalar):
        return
    for reference in schema.get("allOf", [schema]):
        schema = definitions[reference["$ref"].rpartition("/")[2]] if "$ref" in reference else schema
    fields: Schema = schema.get("properties", {})
    if node.is_mapping:
        breaks = [entry.breaks for entry in node.entries]
        node.entries = _in_order(node.entries, list(fields))
        for entry, starts_line in zip(node.entries, breaks, strict=True):
            entry.breaks = starts_line
    for entry in node.entries:
        _sort(entry.value, fields.get(entry.key or "") or schema.get("items", {}), definitions)


def _in_order(entries: list[Entry], names: list[str]) -> list[Entry]:
    """Return *entries* in the order of *names*; unknown ones stay behind the one that they followed."""
    places: list[int] = []
    for entry in entries:
        behind = places[-1] if places else -1
        places.append(names.index(entry.key) if entry.key in names else behind)
    return [entries[number] for number in sorted(range(len(entries)), key=places.__getitem__)]


def _repaired(text: bytes) -> str:
    """Return *text* with the encoding, line ends and Unicode form of all records."""
    encoding = next((name for mark, name in _MARKS if text.startswith(mark)), "utf-8")
    if len(text) > MAX_BYTES:
        raise UnformattableError(f"it is longer than {MAX_BYTES} bytes")
    try:
        decoded = text.decode(encoding)
    except UnicodeDecodeError:
        raise UnformattableError("it is not UTF-8; save it as UTF-8") from None
    deceiving = next(deceptions(decoded), None)
    if deceiving:  # also what would take long to compose
        raise UnformattableError(_reason(deceiving))
    return _without_tabs(normalize("NFC", decoded).replace("\r\n", "\n").replace("\r", "\n"))


def _without_tabs(text: str) -> str:
    """Return *text* indented by spaces, if it is indented by tabs alone: two spaces are one level."""
    indents = _INDENTATION.findall(text)
    if not any("\t" in indent for indent in indents) or any(" " in indent for indent in indents):
        return text
    return _INDENTATION.sub(lambda match: " " * yaml_printer.STEP * len(match.group()), text)


def _reason(fault: Fault) -> str:
    """Return the reason why a text cannot be read."""
    cure = f"; {fault.cure}" if fault.cure else ""
    return f"{fault.position.line}:{fault.position.column}: {fault.message}{cure}"

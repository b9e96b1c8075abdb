"""Plain values to the tree of a record, laid out in the style that all records have; yaml_printer.py prints the tree."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from typing import cast

from pydantic import BaseModel

from masthead.model import Record
from masthead.record_files.type_errors import fields_of
from masthead.schema.json_schema import FOLDER, NAMES, field_order
from masthead.syntax import yaml_printer
from masthead.syntax.yaml_printer import STEP
from masthead.syntax.yaml_reader import Value
from masthead.syntax.yaml_tree import Collection, Document, Entry, Node, Scalar

MAX_WIDTH = 118
"""The most characters that a line has where it could be broken."""
FOLD_WIDTH = 112
"""The most characters that a line has after it was broken."""

Fields = dict[str, Value]
Part = type[BaseModel] | None

# Items with room for sentences; all others are written on one line if they fit.
_TALL = frozenset({"attributions", "archives", "evidence", "relations", "replies", "statements"})
# Nearly always one short item, which is written beside the name of the list.
_BESIDE = frozenset({"answers", "sources"})
# Texts that are sentences: each is on a line of its own, however short.
_SENTENCES = frozenset({"not_known"})


def emit(value: Fields, model: type[Record]) -> str:
    """Return the text of the record *value*: the fields in the order of *model*, each text as it is."""
    return yaml_printer.write(Document(tree_of(value, model)))


def editor_line(path: str) -> str:
    """Return the line from which an editor knows the schema of the record at *path*, below the root."""
    folder, *_ = path.split("/")
    return f"# yaml-language-server: $schema={'../' * path.count('/')}{FOLDER}/{NAMES[folder]}.json\n"


def tree_of(value: Fields, model: Part, indent: int = 0) -> Collection:
    """Return the fields of *value* in the order of *model*, laid out to be printed after *indent* spaces."""
    parts = fields_of(model) if model else {}
    entries = [entry_of(name, inner, parts.get(name), indent) for name, inner in _ordered(value, model).items()]
    return Collection(is_mapping=True, is_flow=not entries, entries=entries)


def entry_of(name: str, value: Value, part: Part, indent: int = 0) -> Entry:
    """Return the field *name* with *value*, whose parts are as *part* has them, laid out as in tree_of."""
    if isinstance(value, str):
        return _text(name, value, indent)
    if isinstance(value, dict):
        line = Entry(name, _flow(value, part))
        is_line = _is_flat(value) and _fits(line, indent)
        return line if is_line else Entry(name, tree_of(value, part, indent + STEP))
    if all(isinstance(item, str) for item in value):
        return _texts(name, cast("Sequence[str]", value), indent)
    if (
        name in _BESIDE
        and len(value) == 1
        and _is_flat(value[0])
        and _fits(line := Entry(name, _flow(value, part)), indent)
    ):
        return line
    items = [_item(item, part, indent + STEP, is_tall=name in _TALL) for item in value]
    return Entry(name, Collection(is_mapping=False, entries=items))


def _ordered(value: Fields, model: Part) -> Fields:
    """Return *value* with its fields in the order of *model*; those that it does not know come last."""
    names: Sequence[str] = ()
    if model is not None:
        names = field_order(model) if issubclass(model, Record) else list(fields_of(model))
    known = {name: value[name] for name in names if name in value}
    return known | value


def _text(key: str | None, text: str, indent: int) -> Entry:
    """Return a field or an item with *text*: on one line if it fits, else in its own lines or folded."""
    line = Entry(key, Scalar(text))
    if "\n" in text and _keeps_lines(text):
        return Entry(key, Scalar(text, "|", tuple(text.split("\n"))))
    if _fits(line, indent) or not _folds(text):
        return line
    folded = textwrap.wrap(text, FOLD_WIDTH - indent - STEP, break_long_words=False, break_on_hyphens=False)
    return Entry(key, Scalar(text, ">", tuple(folded)))


def _keeps_lines(text: str) -> bool:
    """Return whether a block of lines gives back *text* as it is."""
    return text == text.strip() and all(line == line.rstrip() for line in text.split("\n")) and "\t" not in text


def _folds(text: str) -> bool:
    """Return whether folding at its spaces gives back *text* as it is."""
    return " " in text and text == " ".join(re.findall(r"[^ \t\n]+", text))


def _texts(name: str, texts: Sequence[str], indent: int) -> Entry:
    """Return a list of *texts*: in brackets, or an item a line if they are long."""
    line = Entry(name, _flow(list(texts), None))
    if name not in _SENTENCES and _fits(line, indent):
        return line
    if name in _SENTENCES or any(" " in text for text in texts):
        return Entry(name, Collection(is_mapping=False, entries=[_text(None, text, indent + STEP) for text in texts]))
    return Entry(name, Collection(is_mapping=False, is_flow=True, entries=_filled(texts, indent + STEP)))


def _filled(texts: Sequence[str], indent: int) -> list[Entry]:
    """Return items with *texts* in brackets, as many in each line as fit."""
    items, width = [], FOLD_WIDTH
    for text in texts:
        length = len(yaml_printer.scalar(Scalar(text), in_flow=True))
        breaks = width + length + 3 > FOLD_WIDTH
        width = indent + length if breaks else width + length + 2
        items.append(Entry(None, Scalar(text), breaks=breaks))
    return items


def _item(value: Value, part: Part, indent: int, *, is_tall: bool) -> Entry:
    """Return an item of a list that has lines of its own."""
    if isinstance(value, str):
        return _text(None, value, indent)
    line = Entry(None, _flow(value, part))
    if isinstance(value, list) or (not is_tall and _is_flat(value) and _fits(line, indent)):
        return line
    return Entry(None, tree_of(value, part, indent + STEP))


def _flow(value: Value, part: Part) -> Node:
    """Return *value* in brackets or braces."""
    if isinstance(value, str):
        return Scalar(value)
    if isinstance(value, list):
        return Collection(is_mapping=False, is_flow=True, entries=[Entry(None, _flow(item, part)) for item in value])
    parts = fields_of(part) if part else {}
    inner = [Entry(name, _flow(item, parts.get(name))) for name, item in _ordered(value, part).items()]
    return Collection(is_mapping=True, is_flow=True, entries=inner)


def _is_flat(value: Value) -> bool:
    """Return whether *value* reads well on one line: it holds texts and lists of texts only."""
    if not isinstance(value, dict):
        return False
    texts = [text for inner in value.values() for text in (inner if isinstance(inner, list) else [inner])]
    return bool(texts) and all(isinstance(text, str) and "\n" not in text for text in texts)


def _fits(entry: Entry, indent: int) -> bool:
    """Return whether *entry* is one line that is not too long, printed after *indent* spaces."""
    lines = list(yaml_printer.lines_of(entry, indent))
    return len(lines) == 1 and len(lines[0]) <= MAX_WIDTH

"""Plain values to the text of a record, in the style that all records have."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import cast

from pydantic import BaseModel

from masthead.model import Record
from masthead.records.type_errors import fields_of
from masthead.schema.json_schema import FOLDER, NAMES, field_order
from masthead.syntax.yaml_reader import Value

MAX_WIDTH = 118
FOLD_WIDTH = 112
STEP = "  "

Fields = dict[str, Value]

# Items with room for sentences; all others stand on one line if they fit.
_TALL = frozenset({"attributions", "archives", "evidence", "relations", "replies", "statements"})
# Nearly always one short item, which stands beside its name.
_BESIDE = frozenset({"answers", "sources"})
# Texts that are sentences: each stands on a line of its own, however short.
_SENTENCES = frozenset({"not_known"})

# What YAML would read as something else than the text itself, or a careless reader as no text.
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]([^\n]*[^\s:])?")
_BROKEN = re.compile(r":\s|\s#")
_FLOW_BROKEN = re.compile(r"[,?\[\]{}]")
_UNPLAIN_WORD = re.compile(r"<<|=|~|null|Null|NULL|\.\.\.|---.*")


def emit(value: Fields, model: type[Record]) -> str:
    """Return the text of the record *value*: the fields in the order of *model*, each text as it stands."""
    return "".join(f"{line}\n" for line in _mapping(value, model, ""))


def editor_line(path: str) -> str:
    """Return the line from which an editor knows the schema of the record at *path*, below the root."""
    folder, *_ = path.split("/")
    return f"# yaml-language-server: $schema={'../' * path.count('/')}{FOLDER}/{NAMES[folder]}.json\n"


def emit_list(field: str, values: Sequence[Value], model: type[BaseModel] | None, indent: str) -> list[str]:
    """Return the lines of the *field* that holds *values*, which stand after *indent*."""
    return list(_list(field, values, model, indent))


def ordered(value: Fields, model: type[BaseModel] | None) -> Fields:
    """Return *value* with its fields in the order of *model*; those that it does not know come last."""
    names = _order(model)
    known = {name: value[name] for name in names if name in value}
    return known | {name: inner for name, inner in value.items() if name not in known}


def scalar(text: str, *, flow: bool = False) -> str:
    """Return *text* as YAML writes it on one line: plain, or in quotes where the syntax forces them."""
    if _is_plain(text) and not (flow and _FLOW_BROKEN.search(text)):
        return text
    if "\n" in text:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    return "'" + text.replace("'", "''") + "'"


def _is_plain(text: str) -> bool:
    """Return whether YAML reads *text* without quotes as just this text."""
    return bool(_PLAIN.fullmatch(text)) and not _BROKEN.search(text) and not _UNPLAIN_WORD.fullmatch(text)


def _order(model: type[BaseModel] | None) -> list[str]:
    if model is None:
        return []
    return field_order(model) if issubclass(model, Record) else list(fields_of(model))


def _mapping(value: Fields, model: type[BaseModel] | None, indent: str) -> Iterator[str]:
    """Yield the lines of the fields of *value*."""
    parts = fields_of(model) if model else {}
    for name, inner in ordered(value, model).items():
        if isinstance(inner, str):
            yield from _text(name, inner, indent)
        elif isinstance(inner, list):
            yield from _list(name, inner, parts.get(name), indent)
        else:
            yield from _part(name, inner, parts.get(name), indent)


def _text(name: str, text: str, indent: str) -> Iterator[str]:
    """Yield the lines of a field with text: on one line if it fits, else folded."""
    line = f"{indent}{name}: {scalar(text)}"
    if "\n" in text and _keeps_lines(text):
        yield f"{indent}{name}: |-"
        yield from (f"{indent}{STEP}{one}" if one else "" for one in text.split("\n"))
    elif len(line) <= MAX_WIDTH or not _folds(text):
        yield line
    else:
        yield f"{indent}{name}: >-"
        yield from textwrap.wrap(text, FOLD_WIDTH, initial_indent=indent + STEP, subsequent_indent=indent + STEP,
                                 break_long_words=False, break_on_hyphens=False)  # fmt: skip


def _keeps_lines(text: str) -> bool:
    """Return whether a block of lines gives back *text* as it is."""
    return text == text.strip() and all(line == line.rstrip() for line in text.split("\n")) and "\t" not in text


def _folds(text: str) -> bool:
    """Return whether folding at its spaces gives back *text* as it is."""
    return " " in text and text == " ".join(re.findall(r"[^ \t\n]+", text))


def _list(name: str, values: Sequence[Value], part: type[BaseModel] | None, indent: str) -> Iterator[str]:
    if all(isinstance(one, str) for one in values):
        yield from _texts(name, cast("Sequence[str]", values), indent)
        return
    beside = f"{indent}{name}: [{_flow(values[0], part)}]"
    if name in _BESIDE and len(values) == 1 and len(beside) <= MAX_WIDTH and _is_flat(values[0]):
        yield beside
        return
    yield f"{indent}{name}:"
    for one in values:
        yield from _item(one, part, name, indent + STEP)


def _texts(name: str, texts: Sequence[str], indent: str) -> Iterator[str]:
    """Yield the lines of a list of texts: in brackets, or an item a line if they are long."""
    written = [scalar(text, flow=True) for text in texts]
    line = f"{indent}{name}: [{', '.join(written)}]"
    if len(line) <= MAX_WIDTH and name not in _SENTENCES:
        yield line
    elif name in _SENTENCES or any(" " in text for text in texts):
        yield f"{indent}{name}:"
        for text in texts:
            yield from _text_item(text, indent + STEP)
    else:
        yield f"{indent}{name}: ["
        yield from _filled(written, indent + STEP)
        yield f"{indent}]"


def _filled(items: Sequence[str], indent: str) -> Iterator[str]:
    """Yield lines of *items*, as many on each as fit."""
    line = indent + items[0]
    for item in items[1:]:
        if len(line) + len(item) + 3 > FOLD_WIDTH:
            yield f"{line},"
            line = indent + item
        else:
            line = f"{line}, {item}"
    yield line


def _text_item(text: str, indent: str) -> Iterator[str]:
    first, *rest = _text("-", text, indent)
    yield first.replace("-: ", "- ", 1)
    yield from rest


def _item(value: Value, part: type[BaseModel] | None, field: str, indent: str) -> list[str]:
    if isinstance(value, str):
        return list(_text_item(value, indent))
    line = f"{indent}- {_flow(value, part)}"
    if field not in _TALL and len(line) <= MAX_WIDTH and _is_flat(value):
        return [line]
    first, *rest = _mapping(cast("Fields", value), part, indent + STEP)
    return [f"{indent}- {first.lstrip()}", *rest]


def _part(name: str, value: Fields, part: type[BaseModel] | None, indent: str) -> Iterator[str]:
    line = f"{indent}{name}: {_flow(value, part)}"
    if len(line) <= MAX_WIDTH and _is_flat(value):
        yield line
        return
    yield f"{indent}{name}:"
    yield from _mapping(value, part, indent + STEP)


def _is_flat(value: Value) -> bool:
    """Return whether *value* reads well on one line: it holds texts and lists of texts only."""
    if not isinstance(value, dict):
        return False
    texts = [one for inner in value.values() for one in (inner if isinstance(inner, list) else [inner])]
    return bool(texts) and all(isinstance(one, str) and "\n" not in one for one in texts)


def _flow(value: Value, part: type[BaseModel] | None) -> str:
    """Return *value* on one line, in brackets."""
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, list):
        return f"[{', '.join(_flow(one, part) for one in value)}]"
    parts = fields_of(part) if part else {}
    inner = (f"{name}: {_flow(one, parts.get(name))}" for name, one in ordered(value, part).items())
    return f"{{{', '.join(inner)}}}"

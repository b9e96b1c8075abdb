"""The house style of records: a tree to text, a line or a block for each field, two spaces for each level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from io import StringIO
from itertools import groupby
from typing import Any, TypeGuard

from yaml import ScalarNode
from yaml.emitter import Emitter
from yaml.resolver import Resolver

from masthead.syntax.yaml_tree import BLANK, PLAIN, Collection, Document, Entry, Node, Scalar

STEP = 2
_EMITTER: Any = Emitter(StringIO(), allow_unicode=True)
_RESOLVER: Any = Resolver()
# Texts that YAML reads without quotes as null, as a merge key, or as the default value of a mapping.
_SPECIAL = frozenset({"", "~", "null", "Null", "NULL", "<<", "="})
# Between brackets or braces these end an item; and libyaml accepts no colon at the beginning of one.
_FLOW_MARK = re.compile(r"[,\[\]{}?]|\A:")
_TEXT_TAG = "tag:yaml.org,2002:str"


def write(document: Document) -> str:
    """Return the text of *document*."""
    head = _comments(document.head, no_blank=True)
    lines = [*head, *_lines(document.root, 0, no_blank=head[-1:] in ([], [BLANK]))]
    while lines and not lines[-1] and not _ends_in_blanks(document.root):
        lines.pop()
    return "\n".join(lines) + "\n"


def _ends_in_blanks(node: Node) -> bool:
    """Return whether empty lines after *node* would belong to its last value."""
    if isinstance(node, Scalar):
        return node.keeps_end
    return bool(node.entries) and not node.foot and not node.is_flow and _ends_in_blanks(node.entries[-1].value)


def _lines(collection: Collection, indent: int, *, in_item: bool = False, no_blank: bool = True) -> Iterator[str]:
    """Yield the lines of a collection that has lines of its own; *in_item* if it starts in the line of an item."""
    if not collection.entries:
        yield "{}"
    for entry in collection.entries:
        above = [] if in_item and entry is collection.entries[0] else _above(entry)
        yield from (_indented(line, indent) for line in _comments(above, no_blank=no_blank))
        yield from lines_of(entry, indent)
        no_blank = _ends_in_blanks(entry.value)
    yield from (_indented(line, indent) for line in _comments(collection.foot, no_blank=no_blank))


def _above(entry: Entry) -> list[str]:
    """Return the comments above an entry, for an item with those between its hyphen and its first field."""
    if entry.key is not None or not _has_lines(entry.value):
        return entry.above
    between = [entry.beside, *_above(entry.value.entries[0])]
    return [*entry.above, *(line for line in between if line != BLANK)]


def _has_lines(node: Node) -> TypeGuard[Collection]:
    """Return whether *node* is a collection with lines of its own."""
    return isinstance(node, Collection) and not node.is_flow


def _comments(lines: list[str], *, no_blank: bool = False) -> list[str]:
    """Return comments with one empty line where there are several, and perhaps none before the first."""
    runs = groupby(lines, lambda line: line == BLANK)
    single = [line for blank, run in runs for line in ([BLANK] if blank else run)]
    return single[1:] if no_blank and single[:1] == [BLANK] else single


def _indented(line: str, indent: int) -> str:
    return " " * indent + line if line else ""


def lines_of(entry: Entry, indent: int = 0) -> Iterator[str]:
    """Yield the lines of a field or an item, after *indent* spaces."""
    value = entry.value
    if entry.key is None and _has_lines(value):
        first, *rest = _lines(value, indent + STEP, in_item=True)
        yield from [_indented("- " + first[indent + STEP :], indent), *rest]
        return
    label = "-" if entry.key is None else _key(entry.key) + ":"
    if _has_lines(value):
        yield from [_indented(_with_comment(label, entry.beside), indent), *_lines(value, indent + STEP)]
        return
    if isinstance(value, Collection):
        first, *rest = _flow(value, indent + STEP if entry.key is None else indent)
    else:
        first, *rest = _text(value, indent)
    lines = [_indented(f"{label} {first}".rstrip(" "), indent), *rest]
    place = 0 if isinstance(value, Scalar) and _is_block(value) else -1
    lines[place] = _with_comment(lines[place], entry.beside)
    yield from lines


def _with_comment(line: str, comment: str) -> str:
    return f"{line}  {comment}" if comment else line


def _is_block(scalar: Scalar) -> bool:
    return scalar.style in ("|", ">")


def _text(node: Scalar, indent: int) -> list[str]:
    """Return the lines of a scalar that is no part of brackets or braces; all but the first are indented."""
    if _is_block(node):
        return [_sign(node), *(_indented(line, indent + STEP) for line in node.lines)]
    if node.lines:
        return [node.lines[0], *(_indented(line, indent + STEP) for line in node.lines[1:])]
    return [scalar(node)]


def _sign(scalar: Scalar) -> str:
    """Return the first line of a block: its style, the indentation where it does not show, what happens to its end."""
    start = next((n for n, line in enumerate(scalar.lines, 1) if line.strip(" ")), len(scalar.lines))
    indentation = str(STEP) if any(line.startswith((" ", "\t")) for line in scalar.lines[:start]) else ""
    end = ("+" if scalar.keeps_end else "") if scalar.value.endswith("\n") else "-"
    return scalar.style + indentation + end


def scalar(node: Scalar, *, in_flow: bool = False) -> str:
    """Return a scalar in one line, with quotes only where YAML or a reader of other types needs them."""
    value = node.value
    if node.style == PLAIN and not node.lines and not (in_flow and value in ("", "-", "?")):
        return value
    analysis = _analysis(value)
    plain = analysis.allow_block_plain and not _reads_otherwise(value) and not (in_flow and _FLOW_MARK.search(value))
    if plain and (node.style not in ("'", '"') or _is_text_to_others(value)):
        return value
    if analysis.multiline or not analysis.allow_single_quoted or ("'" in value and not {'"', "\\"} & set(value)):
        return _double_quoted(value)
    return "'" + value.replace("'", "''") + "'"


@lru_cache(maxsize=10_000)  # a text is tried in one line, then broken, and names of fields come again and again
def _analysis(value: str) -> Any:
    """Return which ways of writing *value* keep it, as PyYAML finds."""
    return _EMITTER.analyze_scalar(value)


def _key(name: str) -> str:
    return scalar(Scalar(name), in_flow=True) if name else "''"


def _reads_otherwise(value: str) -> bool:
    """Return whether our reader would take *value* without quotes for something else, or refuse a special space at its edge."""
    return value in _SPECIAL or value != value.strip()


def _is_text_to_others(value: str) -> bool:
    """Return whether *value* without quotes is text to readers that know numbers, dates and booleans."""
    return bool(_RESOLVER.resolve(ScalarNode, value, (True, False)) == _TEXT_TAG)


def _double_quoted(value: str) -> str:
    for character, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        value = value.replace(character, escaped)
    return f'"{value}"'


def _flow(collection: Collection, indent: int) -> list[str]:
    """Return the lines of a collection between brackets or braces, broken where it was; all but the first are indented."""
    opening, closing = "{}" if collection.is_mapping else "[]"
    pieces = [_piece(entry, indent + STEP) for entry in collection.entries]
    if (
        not collection.foot
        and not any(map(_needs_lines, collection.entries))
        and all(len(piece) == 1 for piece in pieces)
    ):
        return [opening + ", ".join(piece[0] for piece in pieces) + closing]
    lines = [opening]
    fresh = True
    for entry, piece in zip(collection.entries, pieces, strict=True):
        if fresh or entry.breaks or entry.above:
            lines += [_indented(line, indent + STEP) for line in [*entry.above, piece[0]]]
        else:
            lines[-1] += " " + piece[0]
        lines += piece[1:]
        lines[-1] = _with_comment(lines[-1] + ("" if entry is collection.entries[-1] else ","), entry.beside)
        fresh = bool(entry.beside)
    return [*lines, *(_indented(line, indent + STEP) for line in collection.foot), _indented(closing, indent)]


def _needs_lines(entry: Entry) -> bool:
    return entry.breaks or bool(entry.above or entry.beside)


def _piece(entry: Entry, indent: int) -> list[str]:
    """Return the lines of an entry between brackets or braces."""
    value = entry.value
    first, *rest = _flow(value, indent) if isinstance(value, Collection) else [scalar(value, in_flow=True)]
    key = "" if entry.key is None else _key(entry.key) + ": "
    return [key + first, *rest]

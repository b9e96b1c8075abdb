"""Reads JSON into a table: lists and tables of objects, one object a line, and what threat_lists.py knows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from masthead.field_types.fields import shorten
from masthead.importing.lists import threat_lists
from masthead.importing.lists.json_paths import at_path, left_out, not_a_list, rows_in
from masthead.importing.lists.problems import Problem, Unusable
from masthead.importing.lists.table import Layout, Row, Table, refuse_rows, table_of_items

Cells = dict[str, str]

KEY, VALUE = "key", "value"
"""The columns of what has no name of its own: the names in an object of rows, and rows that are texts."""
_SCALARS: Mapping[Any, str] = {None: "", True: "true", False: "false"}


def read_json(place: str, text: str, layout: Layout) -> Table:
    """Return the rows in the JSON document *text*; raises Unusable with the problem.

    Rows are the items of a list, or the values of an object in which each name has one row. Either may be in a
    further object, alone or at the path that *layout* gives. STIX bundles and MISP events have rows of their own.
    """
    try:
        whole = _parsed(place, 1, text)
        document = at_path(place, whole, layout.rows)
        known = threat_lists.read(place, document, layout)
        rows = document if known or layout.rows else rows_in(place, document)
        table = known or table_of_items(place, _in_order(place, rows), layout)
        return replace(table, notes=(*table.notes, *left_out(whole, rows)))
    except RecursionError:
        raise _too_deep(place) from None


def read_json_lines(place: str, text: str, layout: Layout) -> Table:
    """Return the rows in *text*, each of whose lines is a JSON document; raises Unusable with the problem."""
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    refuse_rows(place, len(lines))
    try:
        documents = [(f"{place}:{n}", at_path(place, _parsed(place, n, line), layout.rows)) for n, line in lines]
        return table_of_items(place, [(at, _row(at, item)) for at, item in documents], layout)
    except RecursionError:
        raise _too_deep(place) from None


def _too_deep(place: str) -> Unusable:
    return Unusable(Problem(place, "the JSON is nested too deeply"))


def _parsed(place: str, line: int, text: str) -> Any:
    """Return the JSON document in *text*, which starts on *line*, with numbers as they are written."""
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        at = f"{place}:{line + error.lineno - 1}"
        raise Unusable(Problem(at, f"this is not valid JSON: {error.msg}")) from None


class _Repeating(dict[str, Any]):
    """An object with a name that appears several times: it cannot be used, but what is around it can."""

    repeated: str


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _ in pairs]
        content = _Repeating(content)
        content.repeated = next(name for name in names if names.count(name) > 1)
    return content


def _in_order(place: str, rows: Any) -> list[tuple[str, Row | Cells]]:
    if isinstance(rows, dict):
        items = [(f"{place}: {shorten(name)}", {KEY: name, **_keyed(value)}) for name, value in rows.items()]
        return [(at, _row(at, item)) for at, item in items]
    if not isinstance(rows, list):
        raise not_a_list(place)
    if all(isinstance(item, list) for item in rows) and any(len(item) > 1 for item in rows):
        cure = "write each as an object with names, such as [{…}, {…}], or save the list as CSV"
        raise Unusable(Problem(place, "the rows are lists of cells without names", cure))
    return [(at, _row(at, item)) for at, item in ((f"{place}: item {n}", item) for n, item in enumerate(rows, 1))]


def _keyed(value: Any) -> dict[str, Any]:
    """Return the cells that the row of a name has besides the name."""
    if not isinstance(value, dict):
        return {VALUE: value}
    return {f"{KEY} (inner)" if name == KEY else name: inner for name, inner in value.items()}


def _row(place: str, item: Any) -> Row | Cells:
    """Return the cells of *item*, or a row with its fault."""
    if isinstance(item, _Repeating):
        return Row(place, {}, f"the name {shorten(item.repeated)!r} appears twice")
    if isinstance(item, str):
        return {VALUE: item}
    if not isinstance(item, dict):
        return Row(place, {}, "this is not an object with names and values")
    return cells_of(item)


def cells_of(item: Mapping[str, Any]) -> Cells:
    """Return the texts in *item* by path: names joined by dots, and the values of a list one to a line."""
    texts_by_path: dict[str, list[str]] = {}
    for path, text in _texts((), item):
        texts_by_path.setdefault(".".join(path), []).append(text)
    return {path: texts[0] if len(texts) == 1 else "\n".join(_lines(texts)) for path, texts in texts_by_path.items()}


def _texts(at: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each text in *value* with its path."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts((*at, name.strip()), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(at, inner)
    else:
        yield at, value if isinstance(value, str) else _SCALARS[value]


def _lines(texts: Iterable[str]) -> Sequence[str]:
    return [" ".join(text.split()) for text in texts if text.strip()]

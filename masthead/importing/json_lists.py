"""Reads JSON into a table: lists and tables of objects, one object a line, and what threat_lists.py knows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from masthead.field_types.fields import shorten
from masthead.importing import threat_lists
from masthead.importing.problems import Problem, Unusable
from masthead.importing.table import Layout, Row, Table, refuse_rows, table_of_items

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
        document = _at(place, _parsed(place, 1, text), layout.rows)
        known = threat_lists.read(place, document, layout)
        return known or table_of_items(place, _in_order(place, _rows(place, document, layout)), layout)
    except RecursionError:
        raise _too_deep(place) from None


def read_json_lines(place: str, text: str, layout: Layout) -> Table:
    """Return the rows in *text*, each of whose lines is a JSON document; raises Unusable with the problem."""
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    refuse_rows(place, len(lines))
    try:
        documents = [(f"{place}:{n}", _at(place, _parsed(place, n, line), layout.rows)) for n, line in lines]
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


def _at(place: str, document: Any, path: str) -> Any:
    """Return the value at *path*, names joined by dots, in *document*; raises Unusable if there is nothing."""
    for step in path.split(".") if path else ():
        if not isinstance(document, dict) or step not in document:
            raise Unusable(
                Problem(
                    place, f"there is nothing at {shorten(path)!r}, which `rows` in the map names", _names(document)
                )
            )
        document = document[step]
    return document


def _names(document: Any) -> str:
    return f"the names are {shorten(', '.join(document))}" if isinstance(document, dict) else ""


def _rows(place: str, document: Any, layout: Layout) -> Any:
    """Return the list or the object of rows that *document* is or has in it."""
    if layout.rows or not isinstance(document, dict) or _has_hosts_for_names(document):
        return document
    inner: dict[str, Any] = {name: value for name, value in document.items() if isinstance(value, list) and value}
    inner = inner or {
        n: value for n, value in document.items() if isinstance(value, dict) and _has_hosts_for_names(value)
    }
    if len(inner) == 1:
        return next(iter(inner.values()))
    if not inner and document and all(isinstance(value, dict) for value in document.values()):
        return document
    cure = f"write `rows: {shorten(next(iter(inner)))}` in the map" if inner else "write [{…}, {…}]"
    raise Unusable(Problem(place, "this is not a list of objects", cure))


def _has_hosts_for_names(document: Mapping[str, Any]) -> bool:
    return bool(document) and all("." in name for name in document)


def _in_order(place: str, rows: Any) -> list[tuple[str, Row | Cells]]:
    if isinstance(rows, dict):
        items = [(f"{place}: {shorten(name)}", {KEY: name, **_keyed(value)}) for name, value in rows.items()]
        return [(at, _row(at, item)) for at, item in items]
    if not isinstance(rows, list):
        raise Unusable(Problem(place, "this is not a list of objects", "write [{…}, {…}]"))
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

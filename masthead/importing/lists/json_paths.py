"""Finds the list in a JSON document: the only one, or the one at a path; and says what else the document has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from masthead.field_types.fields import shorten
from masthead.field_types.web_addresses import AddressError
from masthead.hosts.host_for_record import read_pasted
from masthead.hosts.public_suffixes import is_public
from masthead.importing.lists.problems import Problem, Unusable, some_of

Path = tuple[str, ...]

_SHOWN = 5
"""The most lists that a message names."""


def at_path(place: str, document: Any, path: str) -> Any:
    """Return the value at *path*, names joined by dots, in *document*; raises Unusable if there is nothing."""
    steps = path.split(".") if path else []
    while steps:
        names = (".".join(steps[:number]) for number in range(len(steps), 0, -1))
        # A name may itself have dots: the longest one that is there is meant.
        name = next((name for name in names if isinstance(document, dict) and name in document), None)
        if name is None:
            message = f"there is nothing at {shorten(path)!r}, which `rows` in the map names"
            raise Unusable(Problem(place, message, _names(document)))
        document = document[name]
        steps = steps[name.count(".") + 1 :]
    return document


def _names(document: Any) -> str:
    return f"the names are {shorten(', '.join(document))}" if isinstance(document, dict) else ""


def rows_in(place: str, document: Any) -> Any:
    """Return the list or the object of rows that *document* is or has in it; raises Unusable if several may be meant."""
    if not isinstance(document, dict) or _has_hosts_for_names(document):
        return document
    lists = sorted(_lists_in(document), key=lambda place_and_rows: len(place_and_rows[0]))
    nearest = [rows for path, rows in lists if len(path) == 1]
    nearest = nearest or [rows for rows in document.values() if isinstance(rows, dict) and _has_hosts_for_names(rows)]
    if len(nearest) == 1:
        return nearest[0]
    is_wrapper = len(document) == 1 and lists
    if not nearest and not is_wrapper and document and all(isinstance(rows, dict) for rows in document.values()):
        return document
    raise not_a_list(place, [".".join(path) for path, _ in lists])


def not_a_list(place: str, lists: Sequence[str] = ()) -> Unusable:
    """Return the error for a document that is no list, but may have the *lists* at these paths."""
    cure = f"write `rows: {shorten(lists[0])}` in the map" if lists else "write [{…}, {…}]"
    others = f"; each other list needs a map of its own: {some_of(lists[1:], _SHOWN)}" if len(lists) > 1 else ""
    return Unusable(Problem(place, "this is not a list of objects", cure + others))


def left_out(document: Any, rows: Any) -> Iterator[str]:
    """Yield a note on the lists of *document* that have none of its *rows*."""
    if document is rows or not isinstance(document, dict):
        return
    others = [f"{'.'.join(path)} ({len(items)})" for path, items in _lists_in(document, rows)]
    if others:
        yield f"not read: the other lists in the document, with their numbers of items: {some_of(others, _SHOWN)}"


def _lists_in(document: Mapping[str, Any], except_in: Any = None, at: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield each list in *document*, and each object whose names are sites, with its path; none within another, or in *except_in*."""
    for name, value in document.items():
        if value is except_in and except_in is not None:
            continue
        if isinstance(value, list) and value:
            yield (*at, name), value
        elif isinstance(value, dict):
            if _has_sites_for_names(value):
                yield (*at, name), value
            else:
                yield from _lists_in(value, except_in, (*at, name))


def _has_hosts_for_names(document: Mapping[str, Any]) -> bool:
    return bool(document) and all("." in name for name in document)


def _has_sites_for_names(document: Mapping[str, Any]) -> bool:
    """Return whether the names in *document* are hosts that exist, and not just texts with a dot, such as versions."""
    return _has_hosts_for_names(document) and all(map(_is_site, list(document)[:20]))


def _is_site(name: str) -> bool:
    try:
        return is_public(read_pasted(name).host)
    except AddressError:
        return False

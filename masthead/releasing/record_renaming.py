"""A record under another ID: its file in another place, and the references to it in other records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from masthead import MastheadError
from masthead.findings.finding import Location
from masthead.importing.plan import Change
from masthead.model.references import references
from masthead.records.files import SUFFIX, RecordFile
from masthead.records.reading import Loaded
from masthead.relations.graph import Graph
from masthead.syntax import yaml_printer, yaml_reader
from masthead.syntax.yaml_tree import Collection, Node, Scalar, comments, parse


class MoveError(MastheadError):
    """A record cannot get another ID; says why."""


def moved(graph: Graph, key: str, new: str) -> tuple[Change, ...]:
    """Return the files that change when the record *key* of *graph* is called *new*."""
    changes = [change for one in graph.loaded if (change := _changed(one, key, new))]
    if not any(change.path != change.before.path for change in changes if change.before):
        raise MoveError(f"no record has the ID {key}; leave --new-id out, or name the record as it is called now")
    return tuple(changes)


def _changed(one: Loaded, key: str, new: str) -> Change | None:
    """Return what becomes of a record when *key* is called *new*; nothing, if it is another and does not refer to it."""
    folder, _, id = key.partition("/")
    path, new_id = one.file.path, new.partition("/")[2]
    places = [ref.at for ref in references(one.record) if (ref.folder, ref.id) == (folder, id)]
    if (one.file.folder, one.file.id) == (folder, id):
        path = f"{path.removesuffix(f'{id}{SUFFIX}')}{new_id}{SUFFIX}"
    if path == one.file.path and not places:
        return None
    return Change(path, _rewritten(one.file, places, new_id) if places else one.file.text, one.file)


def _rewritten(file: RecordFile, places: Sequence[Location], new: str) -> bytes:
    """Return the text of *file* with *new* at the *places*; nothing else of it changes."""
    text = file.text.decode()
    document = parse(text)
    for at in places:
        scalar = _at(document.root, at)
        scalar.value, scalar.lines = new, ()
    result = yaml_printer.write(document)
    if list(_differences(yaml_reader.read(file.text)[0], yaml_reader.read(result.encode())[0])) != sorted(
        places, key=str
    ):
        raise MoveError(f"{file.path}: the reference to the record cannot be rewritten safely; change it by hand first")
    if comments(text) != comments(result):
        raise MoveError(f"{file.path}: a comment would be lost; change the reference to the record by hand first")
    return result.encode()


def _at(node: Node, at: Location) -> Scalar:
    """Return the text at the place *at* below *node*."""
    for step in at:
        if not isinstance(node, Collection):
            break
        entry = node.entry(step) if isinstance(step, str) else node.entries[step]
        node = entry.value if entry else node
    if not isinstance(node, Scalar):
        raise MoveError(f"{'.'.join(map(str, at))} is not a text")
    return node


def _differences(before: object, after: object, at: Location = ()) -> Iterator[Location]:
    """Yield each place at which the values differ, in the order of their names."""
    yield from sorted(_unsorted(before, after, at), key=str)


def _unsorted(before: object, after: object, at: Location) -> Iterator[Location]:
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        for name in before:
            yield from _unsorted(before[name], after[name], (*at, name))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, pair in enumerate(zip(before, after, strict=True)):
            yield from _unsorted(*pair, (*at, number))
    elif before != after:
        yield at

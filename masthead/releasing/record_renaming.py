"""Gives a record another ID: moves its file, and changes the references to it in other records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from masthead import MastheadError
from masthead.findings.finding import Location
from masthead.importing.plan import Change
from masthead.model.references import references
from masthead.record_files.files import SUFFIX, RecordFile
from masthead.record_files.reading import Loaded
from masthead.relations.graph import Graph
from masthead.syntax import yaml_printer, yaml_reader
from masthead.syntax.yaml_tree import Collection, Node, Scalar, comments, parse


class MoveError(MastheadError):
    """A record cannot get another ID; the message says why."""


def moved(graph: Graph, key: str, new: str) -> tuple[Change, ...]:
    """Return the changes to files that rename the record *key* of *graph* to *new*; raises MoveError if it cannot be done."""
    changes = [change for loaded in graph.loaded if (change := _changed(loaded, key, new))]
    if not any(change.path != change.before.path for change in changes if change.before):
        raise MoveError(f"no record has the ID {key}; leave --new-id out, or name the record as it is called now")
    return tuple(changes)


def _changed(loaded: Loaded, key: str, new: str) -> Change | None:
    """Return the change to a record when *key* is renamed to *new*, or None if it is another record without references."""
    folder, _, id = key.partition("/")
    path, new_id = loaded.file.path, new.partition("/")[2]
    places = [ref.at for ref in references(loaded.record) if (ref.folder, ref.id) == (folder, id)]
    if (loaded.file.folder, loaded.file.id) == (folder, id):
        path = f"{path.removesuffix(f'{id}{SUFFIX}')}{new_id}{SUFFIX}"
    if path == loaded.file.path and not places:
        return None
    return Change(path, _rewritten(loaded.file, places, new_id) if places else loaded.file.text, loaded.file)


def _rewritten(file: RecordFile, places: Sequence[Location], new: str) -> bytes:
    """Return the text of *file* with *new* at *places*; nothing else in it changes."""
    text = file.text.decode()
    document = parse(text)
    for at in places:
        scalar = _at(document.root, at)
        scalar.value, scalar.lines = new, ()
    result = yaml_printer.write(document)
    if sorted(_differences(yaml_reader.read(file.text)[0], yaml_reader.read(result.encode())[0]), key=str) != sorted(
        places, key=str
    ):
        raise MoveError(f"{file.path}: the reference to the record cannot be rewritten safely; change it by hand first")
    if comments(text) != comments(result):
        raise MoveError(f"{file.path}: a comment would be lost; change the reference to the record by hand first")
    return result.encode()


def _at(node: Node, at: Location) -> Scalar:
    """Return the text at the location *at* below *node*; raises MoveError if something else is there."""
    for step in at:
        if not isinstance(node, Collection):
            break
        entry = node.entry(step) if isinstance(step, str) else node.entries[step]
        node = entry.value if entry else node
    if not isinstance(node, Scalar):
        raise MoveError(f"{'.'.join(map(str, at))} is not a text")
    return node


def _differences(before: object, after: object, at: Location = ()) -> Iterator[Location]:
    """Yield each location below *at* at which the two values differ."""
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        for name in before:
            yield from _differences(before[name], after[name], (*at, name))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, pair in enumerate(zip(before, after, strict=True)):
            yield from _differences(*pair, (*at, number))
    elif before != after:
        yield at

"""The references of a record to other records, and its texts for readers: the types of its fields mark both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from masthead.field_types.fields import Refers, Written
from masthead.findings.finding import Location
from masthead.model import Part
from masthead.model.traversal import fields_marked, marked, paths_marked


@dataclass(frozen=True, slots=True)
class Reference:
    """The ID of a record in *folder*, and its location in the record that refers to it."""

    folder: str
    id: str
    at: Location


def references(part: Part) -> Iterator[Reference]:
    """Yield each reference in *part* and in the parts inside it."""
    for at, mark, id in marked(part, Refers):
        yield Reference(mark.folder, id, at)


def reference_paths(model: type[Part], folder: str) -> frozenset[tuple[str, ...]]:
    """Return the paths of the fields of *model* that refer to records in *folder*, such as (attributions, firm)."""
    return frozenset(path for path, mark in paths_marked(model, Refers) if mark.folder == folder)


def text_fields(model: type[Part]) -> tuple[str, ...]:
    """Return the names of the fields of *model* that contain text for readers."""
    return fields_marked(model, Written)


def texts(part: Part) -> Iterator[tuple[Location, str]]:
    """Yield each text for readers in *part* and in the parts inside it, with its location."""
    for at, _, text in marked(part, Written):
        yield at, text

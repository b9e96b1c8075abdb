"""Rules on references: what a record names exists, and agrees with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, get_origin

from masthead.field_types.near_misses import nearest
from masthead.findings.finding import Finding, Location, few
from masthead.model import Campaign, Part, Record
from masthead.model.part import hints_of, types_in
from masthead.model.references import Reference
from masthead.model.traversal import parts
from masthead.record_files.reading import Loaded, Records
from masthead.relations.graph import Graph


def references_resolve(graph: Graph) -> Iterator[Finding]:
    """Every id that a record names is that of another record, which is not withdrawn."""
    shelves: Mapping[str, Mapping[str, Record]] = {
        "sites": graph.outlets, "firms": graph.firms, "campaigns": graph.campaigns, "sources": graph.sources,
    }  # fmt: skip
    ids = {folder: frozenset(shelf) for folder, shelf in shelves.items()}
    for loaded in graph.loaded:
        resolved = [
            (reference, shelves[reference.folder].get(reference.id)) for reference in graph.references[loaded.file.path]
        ]
        yield from few(_unknown(loaded, (reference for reference, record in resolved if record is None), graph, ids))
        for reference, record in resolved:
            itself = (reference.folder, reference.id) == (loaded.file.folder, loaded.record.id)
            if itself and reference.at[0] not in ("relations", "statements"):  # which may be about the firm itself
                message = f"a record cannot refer to itself ({reference.id!r})"
                yield loaded.finding(reference.at, "reference-self", message, "name another record, or leave it out")
            if record and loaded.record.is_published and not record.is_published:
                message = f"the record {reference.id!r} is {record.state_name}, so nothing may rest on it"
                yield loaded.finding(reference.at, "reference-state", message, "name another record, or leave it out")


def _unknown(
    loaded: Loaded, unresolved: Iterable[Reference], graph: Graph, ids: Mapping[str, frozenset[str]]
) -> Iterator[Finding]:
    for reference in unresolved:
        if not graph.is_broken(reference.folder, reference.id):  # that record has findings of its own
            message = f"no record in {reference.folder}/ has the ID {reference.id!r}"
            cure = nearest(reference.id, ids[reference.folder]) or f"add {reference.folder}/{reference.id}.yml"
            yield loaded.finding(reference.at, "reference", message, cure)


def lists_name_each_once(records: Records) -> Iterator[Finding]:
    """A list of records, techniques or grounds names each once: twice, it would be counted twice."""
    for loaded in records.loaded:
        lists = (
            ((*at, alias), values)
            for at, part in parts(loaded.record)
            for name, alias in _lists(type(part))
            if len(values := getattr(part, name)) > 1
        )
        yield from few(finding for at, values in lists for finding in _twice(loaded, at, values))


def _twice(loaded: Loaded, at: Location, values: Sequence[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, value in enumerate(values):
        if value in seen:
            message = f"{str(value)!r} is listed twice"
            yield loaded.finding((*at, number), "reference-twice", message, "delete one of the two")
        seen.add(value)


@cache
def _lists(model: type[Part]) -> tuple[tuple[str, str], ...]:
    """Return the fields of *model* that are lists of words, and what records call them."""
    hints = hints_of(model)
    fields = ((name, field.alias or name) for name, field in model.model_fields.items())
    return tuple((name, alias) for name, alias in fields if _lists_words(hints[name]))


def _lists_words(hint: Any) -> bool:
    return get_origin(hint) is tuple and issubclass(next(types_in(hint)), str)


def outlets_of_a_set_belong_to_the_campaign(graph: Graph) -> Iterator[Finding]:
    """An outlet that a campaign names in a set names the campaign itself."""
    for loaded in graph.loaded:
        if not isinstance(loaded.record, Campaign):
            continue
        for reference in graph.references[loaded.file.path]:
            outlet = graph.outlets.get(reference.id) if reference.folder == "sites" else None
            if outlet and loaded.record.id not in outlet.campaigns:
                message = f"the record of {outlet.id!r} does not list this campaign"
                yield loaded.finding(
                    reference.at, "campaign-membership", message, f"add {loaded.record.id} to campaigns in that record"
                )

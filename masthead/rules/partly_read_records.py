"""Findings on records that could be read only in part: those that hold for any content of the unread rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from masthead.findings.finding import Finding, Location, field_name
from masthead.findings.rule_descriptions import RULEBOOK, Reads
from masthead.model import KINDS
from masthead.model.references import references
from masthead.record_files.reading import Loaded, Partial
from masthead.relations.graph import Graph
from masthead.rules.registry import AMONG_ALL, judge
from masthead.syntax import yaml_reader


def judge_partial(graph: Graph, partial: Sequence[Partial], today: date) -> Iterator[Finding]:
    """Yield the findings on the records of *partial* when they are among those of *graph*, but none on the latter."""
    if not partial:
        return
    readable = tuple(rest.loaded for rest in partial)
    named = {loaded.file.path: tuple(references(loaded.record)) for loaded in readable}
    alone = replace(graph, loaded=readable, references=named)
    among = replace(graph, loaded=(*graph.loaded, *readable))
    gaps = {rest.loaded.file.path: _gaps(rest.loaded, rest.unread) for rest in partial}
    findings = judge(alone, today)
    findings += (finding for judgement in AMONG_ALL for finding in judgement(among))
    certain = (finding for finding in findings if finding.path in gaps and _is_certain(finding, gaps[finding.path]))
    yield from dict.fromkeys(certain)


@dataclass(frozen=True, slots=True)
class _Gaps:
    """The places in a record that were replaced, by the names of fields."""

    unread: frozenset[str]
    around: frozenset[str]
    """The places that were not read, and all around them."""
    parts: frozenset[str]
    """The parts that have a field that was not read."""
    written: frozenset[str]
    """The places that the text has."""
    fields_lost: bool
    """Whether any field of the record may be under a name that nobody knows."""


def _gaps(loaded: Loaded, unread: frozenset[Location]) -> _Gaps:
    known = {field.alias or name for name, field in KINDS[loaded.file.folder].model_fields.items()}
    return _Gaps(
        unread=frozenset(map(field_name, unread)),
        around=frozenset(field_name(at[:end]) for at in unread for end in range(1, len(at) + 1)),
        parts=frozenset(_part(field_name(at)) for at in unread),
        written=frozenset(map(field_name, yaml_reader.marks(loaded.file.text))),
        fields_lost=any(not at or (len(at) == 1 and at[0] not in known) for at in unread),
    )


def _is_certain(finding: Finding, gaps: _Gaps) -> bool:
    """Return whether *finding* would be there for any content of the places that could not be read."""
    rule, field = RULEBOOK[finding.rule], finding.field
    if rule.reads is Reads.RECORD or field in gaps.around or not gaps.unread.isdisjoint(_upwards(field)):
        return False
    if rule.beside and (gaps.fields_lost or not gaps.around.isdisjoint(rule.beside)):
        return False
    return _is_whole_around(field, gaps) if rule.reads is Reads.PART else not field or field in gaps.written


def _is_whole_around(field: str, gaps: _Gaps) -> bool:
    """Return whether the list around an item, or the part around a field, was read as it was written."""
    return _outside(field) not in gaps.around if field.endswith("]") else _part(field) not in gaps.parts


def _upwards(field: str) -> Iterator[str]:
    """Yield *field* and the parts that contain it, but not the record."""
    while field:
        yield field
        field = _outside(field)


def _part(field: str) -> str:
    """Return the part that *field*, or the list whose item it is, belongs to."""
    while field.endswith("]"):
        field = _outside(field)
    return _outside(field)


def _outside(field: str) -> str:
    """Return the part that directly contains *field*; nothing for the record."""
    return field[: max(field.rfind("."), field.rfind("["), 0)]

"""The rule on dates against sources: nobody reports what was later, and no copy is older than what it copies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from masthead.field_types.dates import PartialDate, read_date
from masthead.field_types.fields import Refers
from masthead.findings.finding import Finding, Location
from masthead.hosts.meant_page import page_key
from masthead.model import Archive, Attachment, Citation, Part, Reply, Source
from masthead.model.traversal import fields_marked, parts
from masthead.record_files.reading import Loaded
from masthead.relations.graph import Graph
from masthead.relations.provenance import behind
from masthead.rules.dates import is_placeholder

_SAID_BY = ("source", "by", "sources", "via")
_OBSERVED = ("date", "first_seen", "last_seen")
"""Fields with the date of a fact. Ends are left out: a source may report when something will end."""
_ONE_DAY = timedelta(days=1)
"""A day may have another date elsewhere."""
_CURE = "compare the dates with the source; if it was changed after its date, give the date of that under updated"


def dates_agree_with_sources(graph: Graph, today: date) -> Iterator[Finding]:
    """Nothing is later than every source that says so, and nothing that a source repeats, nor a copy of it, is older than it.

    Dates after *today* have a rule of their own, and so have placeholders.
    """
    known = {id: _last_day(source) for id, source in graph.sources.items()}
    for loaded in graph.loaded:
        for at, part in parts(loaded.record):
            dated = [(name, when) for name in _dated_by_sources(type(part)) if (when := getattr(part, name))]
            if dated and (last := _last_of(graph, known, part)):
                yield from (
                    loaded.finding(
                        (*at, name), "date-source", f"the date {when} is after that of every source for it", _CURE
                    )
                    for name, when in dated
                    if last + _ONE_DAY < when.earliest <= today + _ONE_DAY
                )
        if isinstance(loaded.record, Source):
            yield from _of_source(graph, loaded, loaded.record)


def _of_source(graph: Graph, loaded: Loaded, source: Source) -> Iterator[Finding]:
    """Yield a finding for each later source that *source* repeats, and for each copy of it that does not have its date."""
    last = _last_day(source)
    for id in behind(source):
        other = graph.sources.get(id)
        if last and other and other.date and other.date.earliest > last + _ONE_DAY:
            yield loaded.finding(
                ("date",), "date-source", f"{id!r} is later, and this one repeats or retells it", _CURE
            )
    for number, copy in enumerate(source.archives):
        if source.date and source.url and page_key(copy.original) == page_key(source.url):
            at: Location = ("archives", number)
            if copy.captured and _day(copy.captured) + _ONE_DAY < source.date.earliest:
                message = (
                    f"the copy was captured on {_day(copy.captured)}, before the date of the source, {source.date}"
                )
                yield loaded.finding((*at, "captured"), "date-source", message, _CURE)
            elif copy.published and not _may_be_of(source, copy.published):
                message = f"the page gives {copy.published}, and the source {source.date}"
                yield loaded.finding((*at, "published"), "date-source", message, _CURE)


def _may_be_of(source: Source, given: PartialDate) -> bool:
    """Return whether a page of *source* may give the date *given*: that of the source, or of the version that is cited."""
    dates = (when for when in (source.date, source.updated) if when)
    return any(when.earliest <= given.latest + _ONE_DAY and given.earliest <= when.latest + _ONE_DAY for when in dates)


def _last_of(graph: Graph, known: Mapping[str, date | None], part: Part) -> date | None:
    """Return the last day that the sources of *part*, and its copies, can speak of; None if one of them has no date."""
    ids = {id for name in _naming_sources(type(part)) for id in _ids(getattr(part, name))}
    ids |= {id for named in ids if named in graph.sources for id in graph.sources[named].via}
    days = [known.get(id) for id in ids]
    shown = (*getattr(part, "archives", ()), *getattr(part, "attachments", ()))
    days += [_day(copy.captured) for copy in shown if isinstance(copy, Archive | Attachment) and copy.captured]
    sure = [day for day in days if day]
    return max(sure) if ids and len(sure) == len(days) else None


def _last_day(source: Source) -> date | None:
    """Return the last day on which *source* may have been written, by its dates and copies; None if it has no date."""
    dates = [when.latest for when in (source.date, source.updated) if when]
    if not dates or (source.date and is_placeholder(source.date)):
        return None
    return max((*dates, *(_day(copy.captured) for copy in source.archives if copy.captured)))


def _day(moment: str) -> date:
    return read_date(moment[:10]).earliest


def _ids(value: object) -> Iterator[str]:
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, Citation):
            yield item.source
        elif isinstance(item, str):
            yield item


@cache
def _naming_sources(kind: type[Part]) -> tuple[str, ...]:
    """Return the fields of a *kind* of part that name who says what it says."""
    marked = {*fields_marked(kind, Refers), "sources"}
    return tuple(name for name in _SAID_BY if name in marked and name in kind.model_fields)


@cache
def _dated_by_sources(kind: type[Part]) -> tuple[str, ...]:
    """Return the fields of a *kind* of part that say when something was so, as its sources say."""
    is_said = _naming_sources(kind) and kind is not Reply  # which a page may add when it comes
    return tuple(name for name in _OBSERVED if name in kind.model_fields) if is_said else ()

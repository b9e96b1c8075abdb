"""Rules on names: pages show one that a source prints, and none that is, or is like, the name of another body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from masthead.field_types.near_misses import nearest
from masthead.findings.finding import Finding, Location
from masthead.model import Campaign, Firm, Outlet
from masthead.record_files.reading import Loaded, Records
from masthead.relations.graph import Graph
from masthead.relations.like_names import like_pairs


def name_is_one_of_names(records: Records) -> Iterator[Finding]:
    """The name of an outlet is one of its names, which have sources."""
    for loaded in records.loaded:
        if isinstance(loaded.record, Outlet) and loaded.record.name is not None:
            texts = [name.text for name in loaded.record.names]
            if loaded.record.name not in texts:
                message = f"the name {loaded.record.name!r} is not in names, so no source is given for it"
                cure = nearest(loaded.record.name, texts) or "add it to names, with the source that prints it"
                yield loaded.finding(("name",), "name-sourced", message, cure)


@dataclass(frozen=True, slots=True, eq=False)
class _Bearer:
    """A record that has a name, and where; a wrong spelling is not one of its own names."""

    loaded: Loaded
    at: Location
    is_wrong: bool


def names_are_unique(graph: Graph) -> Iterator[Finding]:
    """No firm and no campaign has a name that is like a name, or a recorded wrong spelling, of another one."""
    for kind in (Firm, Campaign):
        bearers: defaultdict[str, dict[tuple[str, bool], _Bearer]] = defaultdict(dict)
        for loaded in graph.loaded:
            if isinstance(loaded.record, kind) and loaded.record.is_published:
                for name, bearer in _names(loaded):
                    bearers[name].setdefault((loaded.file.path, bearer.is_wrong), bearer)
        for (bearer, name), rival in _rivals({name: [*alike.values()] for name, alike in bearers.items()}).items():
            message = f"{rival.loaded.file.path} has a name that looks like {name!r}"
            cure = "explain the difference in a note, or join the records if both are the same"
            yield bearer.loaded.finding(bearer.at, "name-unique", message, cure)


def _rivals(bearers: Mapping[str, list[_Bearer]]) -> dict[tuple[_Bearer, str], _Bearer]:
    """Return each of *bearers* whose name is like that of another record, with its name, and the other one."""
    rivals: dict[tuple[_Bearer, str], _Bearer] = {}
    for pair in (*((name, name) for name in bearers), *like_pairs(bearers)):
        for name, other in (pair, pair[::-1]):
            for bearer in bearers[name]:
                rival = next((rival for rival in bearers[other] if _may_be_confused(bearer, rival)), None)
                if rival:
                    rivals.setdefault((bearer, name), rival)
    return rivals


def _may_be_confused(bearer: _Bearer, rival: _Bearer) -> bool:
    return rival.loaded is not bearer.loaded and not (bearer.is_wrong and rival.is_wrong)


def _names(loaded: Loaded) -> Iterator[tuple[str, _Bearer]]:
    """Yield the names of a firm or campaign, and the wrong spellings of it."""
    record = loaded.record
    if isinstance(record, Firm | Campaign):
        yield record.name, _Bearer(loaded, ("name",), is_wrong=False)
        if isinstance(record, Firm) and record.short_name:
            yield record.short_name, _Bearer(loaded, ("short_name",), is_wrong=False)
        for number, alias in enumerate(record.aliases):
            yield alias.text, _Bearer(loaded, ("aliases", number, "text"), is_wrong=False)
    if isinstance(record, Firm):
        if record.native_name:
            yield record.native_name.text, _Bearer(loaded, ("native_name", "text"), is_wrong=False)
        for number, spelling in enumerate(record.misspellings):
            yield spelling.text, _Bearer(loaded, ("misspellings", number, "text"), is_wrong=True)

"""Gathers the drafts of a list by site: several rows about one site, and several hosts of one registered domain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from masthead import MastheadError
from masthead.authoring.serialiser import Fields
from masthead.hosts.public_suffixes import registered_domain
from masthead.importing.draft import Draft, NoDraft, Status
from masthead.importing.draft_differences import SAME
from masthead.importing.lists.problems import some_of
from masthead.importing.maps.file import Map
from masthead.model import Outlet
from masthead.syntax.yaml_reader import Value

Result = Draft | NoDraft

MAX_MERGED = 200
"""The most rows about one site that can become one record: more are hardly about one outlet."""
_MAX_ID = 60
_SHOWN = 3


class _DifferError(MastheadError):
    """Rows about one site contradict each other; the message names the field."""


def gathered(mapping: Map, drafts: Iterable[Result]) -> list[Result]:
    """Return *drafts*, in their order, with at most one draft for each site."""
    singles = _one_for_each_host(mapping, list(drafts))
    return list(_related(mapping, singles))


def _one_for_each_host(mapping: Map, drafts: Sequence[Result]) -> list[Result]:
    """Return *drafts* with one for each host: the first of its rows, with what the others add if the map merges them."""
    rows: dict[str, list[Draft]] = {}
    for draft in drafts:
        if isinstance(draft, Draft):
            rows.setdefault(draft.host, []).append(draft)
    results = {
        id(row): result for same in rows.values() for row, result in zip(same, _of_one(mapping, same), strict=True)
    }
    return [results.get(id(draft), draft) for draft in drafts]


def _of_one(mapping: Map, rows: Sequence[Draft]) -> Iterator[Result]:
    """Yield the result of each of *rows*, which are about one host."""
    if len(rows) == 1:
        yield rows[0]
        return
    first = rows[0]
    try:
        merged = _merged(rows) if mapping.merges_repeats else _the_same(rows)
    except _DifferError as error:
        yield from (NoDraft(row.row, row.host, (_differs(row, rows, error),)) for row in rows)
        return
    yield merged
    seen = {(first.page, repr(first.fields))}
    for row in rows[1:]:
        says = (row.page, repr(row.fields))
        yield _repeat(first, row, is_seen=says in seen)
        seen.add(says)


def _differs(row: Draft, rows: Sequence[Draft], error: _DifferError) -> str:
    first = [other.row.place.rpartition("/")[2] for other in rows[: _SHOWN + 1] if other is not row][:_SHOWN]
    more = len(rows) - 1 - len(first)
    others = ", ".join(first) + (f" and {more} more" if more else "")
    return f"{others} {'says' if len(rows) == 2 else 'say'} something else about this site: {error}"


def _repeat(first: Draft, row: Draft, *, is_seen: bool) -> NoDraft:
    """Return the result of *row*, whose content is in the draft of the *first* row about its site."""
    if is_seen:
        return NoDraft(row.row, row.host, (f"the same as {first.row.place}",), Status.LEFT_OUT)
    if row.fields == first.fields:
        note = f"another page of the site in {first.row.place}, of which the map keeps nothing: {row.page or row.host}"
        return NoDraft(row.row, row.host, (note,), Status.MERGED)
    return NoDraft(row.row, row.host, (f"part of the record of {first.row.place}",), Status.MERGED)


def _the_same(rows: Sequence[Draft]) -> Draft:
    """Return the first of *rows* if all say the same."""
    for row in rows[1:]:
        if row.fields != rows[0].fields:
            names = sorted(n for n in {*row.fields, *rows[0].fields} if row.fields.get(n) != rows[0].fields.get(n))
            raise _DifferError(f"{some_of(names, 4)}; if all is right, write `repeats: merge` in the map")
    return rows[0]


def _merged(rows: Sequence[Draft]) -> Draft:
    """Return one draft with what all of *rows* say: lists are joined, and each row has its evidence."""
    if len(rows) > MAX_MERGED:
        raise _DifferError(f"there are {len(rows)} rows about it, and at most {MAX_MERGED} can be merged")
    said = _joined([row.said for row in rows])
    fields = {**_joined([_defaults(row) for row in rows], prefer_first=True), **said}
    outlet = Outlet.model_validate({**fields, "id": rows[0].host})
    return replace(rows[0], fields=fields, said=said, outlet=outlet)


def _defaults(row: Draft) -> Fields:
    return {name: value for name, value in row.fields.items() if name not in row.said}


def _joined(all_fields: Sequence[Fields], *, prefer_first: bool = False) -> Fields:
    """Return the fields of several rows as one; raises _DifferError if a single value differs."""
    joined: Fields = {}
    for fields in all_fields:
        for name, value in fields.items():
            there = joined.get(name)
            if there is None or prefer_first:
                joined.setdefault(name, value)
            elif isinstance(there, list) and isinstance(value, list):
                joined[name] = _with_items(name, there, value)
            elif there != value:
                raise _DifferError(f"{name}: {_shown(there)} and {_shown(value)}")
    return joined


def _with_items(name: str, there: Sequence[Value], further: Sequence[Value]) -> list[Value]:
    """Return the items of a list with those of a *further* row that it does not have."""
    items = list(there)
    same = _without_id if name == "evidence" else SAME.get(name, repr)
    seen = {repr(same(item)): item for item in items}
    for item in further:
        key = repr(same(item))
        if key not in seen:
            seen[key] = item
            items.append(_renumbered(item, items) if name == "evidence" else item)
        elif name != "evidence" and seen[key] != item:
            raise _DifferError(f"{name}: {_shown(seen[key])} and {_shown(item)}")
    return items


def _without_id(item: Value) -> Value:
    return {name: value for name, value in item.items() if name != "id"} if isinstance(item, dict) else item


def _renumbered(item: Value, items: Sequence[Value]) -> Value:
    """Return an item of evidence with an ID that none of *items* has: listed, listed-2, listed-3."""
    taken = {other.get("id") for other in items if isinstance(other, dict)}
    id = item.get("id") if isinstance(item, dict) else None
    if not isinstance(item, dict) or not isinstance(id, str) or id not in taken:
        return item
    number = next(n for n in range(2, len(items) + 3) if f"{id[:_MAX_ID]}-{n}" not in taken)
    return {**item, "id": f"{id[:_MAX_ID]}-{number}"}


def _shown(value: Value) -> str:
    if isinstance(value, dict):
        return some_of([f"{name}: {inner}" for name, inner in value.items() if isinstance(inner, str)], 3)
    return value[:60] if isinstance(value, str) else "a list"


def _related(mapping: Map, drafts: Sequence[Result]) -> Iterator[Result]:
    """Yield *drafts*: a host below another of the list becomes a further host of that, or is asked about."""
    domains = {id(draft): registered_domain(draft.host) for draft in drafts if isinstance(draft, Draft)}
    numbers = Counter(domains.values())
    several: dict[str, dict[str, Draft]] = {}
    for draft in drafts:
        if isinstance(draft, Draft) and numbers[domains[id(draft)]] > 1:
            several.setdefault(domains[id(draft)], {})[draft.host] = draft
    results: dict[str, Result] = {}
    for hosts in several.values():
        results |= _of_one_domain(mapping, hosts)
    yield from (results.get(draft.host, draft) if isinstance(draft, Draft) else draft for draft in drafts)


def _of_one_domain(mapping: Map, hosts: Mapping[str, Draft]) -> dict[str, Result]:
    """Return the results for the drafts of the *hosts* of one registered domain."""
    parent = _above_all(hosts)
    below = {} if parent is None else {h: d for h, d in hosts.items() if d.further and h != parent.host}
    results: dict[str, Result] = dict(hosts)
    if parent is not None and below:
        whole, refused = _with_further(mapping, parent, below)
        results[parent.host] = whole
        also = some_of([f"its {name}" for name in sorted(mapping.further_host_adds)])
        remark = f"of the row, its host and {also} are kept" if also else "of the row, only its host is kept"
        note = f"a further host of {parent.host}, the site in {parent.row.place}; {remark}"
        results |= {host: NoDraft(draft.row, host, (note,), Status.MERGED) for host, draft in below.items()} | refused
    asked = [host for host in hosts if host not in below and (parent is None or host != parent.host)]
    names = (*([] if parent is None else [parent.host]), *asked)
    if len(names) > 1 and not mapping.takes_relatives:
        results |= {host: replace(hosts[host], relatives=names) for host in asked}
    return results


def _above_all(hosts: Mapping[str, Draft]) -> Draft | None:
    """Return the draft whose host all others are below, if there is one."""
    shortest = min(hosts, key=len)
    return hosts[shortest] if all(host == shortest or host.endswith(f".{shortest}") for host in hosts) else None


def _with_further(mapping: Map, draft: Draft, below: Mapping[str, Draft]) -> tuple[Draft, dict[str, NoDraft]]:
    """Return *draft* with the hosts *below* it and the items of theirs that the map keeps, and the rows that contradict it."""
    said = _joined([draft.said, {"hosts": [further.further for further in below.values() if further.further]}])
    refused = {}
    for host, further in below.items():
        try:
            said = _joined([said, _kept_of(mapping, further, len(below))])
        except _DifferError as error:
            reason = f"the row cannot join {draft.row.place}: {error}"
            refused[host] = NoDraft(further.row, host, (reason,))
    fields = {**draft.fields, **said}
    whole = replace(draft, fields=fields, said=said, outlet=Outlet.model_validate({**fields, "id": draft.host}))
    return whole, refused


def _kept_of(mapping: Map, further: Draft, number: int) -> Fields:
    """Return the values that the map keeps of a row that becomes one of *number* further hosts; raises _DifferError for too many."""
    values = {name: value for name, value in further.said.items() if name in mapping.further_host_adds}
    if values and number > MAX_MERGED:  # each row is compared with all that the others added
        raise _DifferError(f"it has {number} further hosts, and at most {MAX_MERGED} can add more than that")
    return values

"""Reads the formats in which threat intelligence is exchanged: STIX 2.1 bundles, and MISP events and feeds.

STIX: https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html, MISP: https://www.misp-standard.org/rfc/misp-standard-core.html
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from masthead.importing.lists.problems import Problem, Unusable
from masthead.importing.lists.table import Layout, Row, Table, table_of_items

Cells = dict[str, str]
Item = tuple[str, Row | Cells]

_SITES = ("domain-name", "url")
# [domain-name:value = 'a.org']: a comparison in a pattern. A quotation mark in a text has a backslash before it. Every
# repetition is bounded, so that no pattern takes long.
_QUOTED = r"'(?:[^'\\]|\\.){0,4000}'"
_COMPARISON = re.compile(
    r"(?<![a-z0-9-])(?:domain-name|url):value\s{0,9}(?P<not>NOT\s{1,9})?(?P<sign>=|!=|<>|IN\b|LIKE\b|MATCHES\b)"
    rf"\s{{0,9}}(?P<texts>\(?\s{{0,9}}{_QUOTED}(?:\s{{0,9}},\s{{0,9}}{_QUOTED})*)",
    re.DOTALL,
)
_TEXT = re.compile(_QUOTED, re.DOTALL)
_STIX_TEXTS = ("type", "id", "name", "description", "created", "modified", "confidence", "valid_from", "valid_until",
               "revoked", "pattern")  # fmt: skip
_STIX_REFERENCES = ("source_name", "description", "url", "external_id")
_STIX_LISTS = ("labels", "indicator_types", "aliases")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_MISP_SITES = frozenset({"domain", "hostname", "url", "link", "uri", "domain|ip", "hostname|port"})
_MISP_TEXTS = ("type", "category", "comment", "to_ids", "uuid", "first_seen", "last_seen", "object_relation")


def read(place: str, document: Any, layout: Layout) -> Table | None:
    """Return the rows of *document* if it is a bundle, an event or a list of events; else None."""
    if not isinstance(document, dict | list):
        return None
    if isinstance(document, dict) and document.get("type") == "bundle":
        return _table(place, _bundle(place, _objects(document.get("objects"))), layout)
    _refuse_manifest(place, document)
    events = list(_events(document))
    return _table(place, _misp(place, events), layout) if events else None


@dataclass(slots=True)
class _Contents:
    """The contents of a document: the rows, and by kind the numbers of all else."""

    items: list[Item] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    """Objects that name no site."""
    withdrawn: Counter[str] = field(default_factory=Counter)
    """Objects that name sites, but were taken back, or say that these are harmless."""


def _table(place: str, contents: _Contents, layout: Layout) -> Table:
    table = table_of_items(place, contents.items, layout)
    notes = (
        *_note("since they name no site", contents.others),
        *_note("since they were taken back or are said to be harmless", contents.withdrawn),
    )
    return Table(table.place, table.columns, table.rows, table.wrong, notes, layout)


def _note(reason: str, numbers: Counter[str]) -> Iterator[str]:
    """Yield the note on everything that is no row for that *reason*, with its *numbers* by kind; nothing if there is nothing."""
    if numbers:
        counted = ", ".join(f"{number} {kind[:40]}" for kind, number in numbers.most_common(6))
        more = f" and {len(numbers) - 6} more kinds" if len(numbers) > 6 else ""
        yield f"not rows, {reason}: {counted}{more}"


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    """Return the text of a *value*; nothing, if it is a list or an object."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else ""


def _bundle(place: str, objects: Sequence[Mapping[str, Any]]) -> _Contents:
    """Return a row for each domain, address and indicator of a bundle, and the number of other objects."""
    names = {_text(item.get("id")): _text(item.get("name") or item.get("value")) for item in objects}
    withdrawal = _Withdrawal(objects)
    related = _relations([item for item in objects if not withdrawal.of(item)], names)
    contents = _Contents()
    for number, item in enumerate(objects, 1):
        kind, at = _text(item.get("type")), f"{place}: object {number}"
        values = list(_stix_values(kind, item))
        if not values:
            contents.others[kind or "without a type"] += 1
            continue
        withdrawn = withdrawal.of(item)
        if withdrawn:
            contents.withdrawn[f"{kind} ({withdrawn})"] += 1
            continue
        for value, fault in values:
            cells = _stix_cells(item, names, related) | {"value": value}
            wrong = fault or _contradiction(item)
            contents.items.append((at, Row(at, cells, wrong={"value": wrong}) if wrong else cells))
    return contents


class _Withdrawal:
    """The reasons why objects of a bundle are no rows: only the last version of each counts, and revoked ones never come back."""

    def __init__(self, objects: Sequence[Mapping[str, Any]]) -> None:
        self._revoked = {_text(item.get("id")) for item in objects if _is_true(item.get("revoked"))} - {""}
        self._modified: dict[str, str] = {}
        for item in objects:
            id, modified = _text(item.get("id")), _text(item.get("modified"))
            self._modified[id] = max(modified, self._modified.get(id, ""))

    def of(self, item: Mapping[str, Any]) -> str:
        """Return why *item* is no row, in a word or two; nothing if it may be one."""
        id, modified = _text(item.get("id")), _text(item.get("modified"))
        if _is_true(item.get("revoked")) or id in self._revoked:
            return "revoked"
        if id and modified < self._modified[id]:
            return "an earlier version"
        return "benign" if _sorts(item) == {"benign"} else ""


def _sorts(item: Mapping[str, Any]) -> set[str]:
    """Return the sorts of sites that an indicator names, in the words of STIX; of STIX 2.0, where labels have them, only benign."""
    sorts, labels = item.get("indicator_types"), item.get("labels")
    if isinstance(sorts, list) and sorts:
        return {_text(sort).strip().lower() for sort in sorts}
    if item.get("type") != "indicator" or not isinstance(labels, list):
        return set()
    said = {_text(label).strip().lower() for label in labels}
    return said if "benign" in said else set()


def _contradiction(item: Mapping[str, Any]) -> str:
    is_benign = "benign" in _sorts(item)
    return "the indicator says that the site is benign, and something else" if is_benign else ""


def _is_true(value: Any) -> bool:
    """Return whether a *value* is true, in the ways in which programs write it."""
    return value is True or (isinstance(value, str) and value.strip().lower() in ("true", "1", "yes"))


def _stix_values(kind: str, item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the hosts and addresses that an object names, each with the reason why it cannot be used, or nothing."""
    if kind in _SITES:
        yield _text(item.get("value")), ""
    if kind == "indicator":
        for match in _COMPARISON.finditer(_text(item.get("pattern"))):
            is_plain = match["sign"] in ("=", "IN") and not match["not"]
            fault = "" if is_plain else f"the pattern does not name a site, but compares by {match['sign']}"
            for text in _TEXT.findall(match["texts"]):
                yield re.sub(r"\\(.)", r"\1", text[1:-1]), fault


def _stix_cells(item: Mapping[str, Any], names: Mapping[str, str], related: Mapping[str, Cells]) -> Cells:
    cells = {name: _text(item.get(name)) for name in _STIX_TEXTS if name in item}
    lists = {name: item[name] for name in _STIX_LISTS if isinstance(item.get(name), list)}
    return {
        **cells,
        **{name: "\n".join(map(_text, texts)) for name, texts in lists.items()},
        **_references(item),
        "created_by": names.get(_text(item.get("created_by_ref")), ""),
        **related.get(_text(item.get("id")), {}),
    }


def _references(item: Mapping[str, Any]) -> Cells:
    """Return the documents to which an object refers, by path: those of one name have one value to a line."""
    references = _objects(item.get("external_references"))
    texts_by_name = {
        name: [text for reference in references if (text := _text(reference.get(name)))] for name in _STIX_REFERENCES
    }
    return {f"external_references.{name}": "\n".join(texts) for name, texts in texts_by_name.items() if texts}


def _relations(objects: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> Mapping[str, Cells]:
    """Return, by the ID of an object, the names of those that it is related to, one to a line, by kind of relation."""
    related: dict[str, dict[str, list[str]]] = {}
    for item in objects:
        if item.get("type") == "relationship":
            ends = _text(item.get("source_ref")), _text(item.get("target_ref"))
            for end, other in (ends, ends[::-1]):
                column = f"related.{_text(item.get('relationship_type'))}"
                related.setdefault(end, {}).setdefault(column, []).append(names.get(other) or other)
    return {
        id: {column: "\n".join(dict.fromkeys(texts)) for column, texts in columns.items()}
        for id, columns in related.items()
    }


def _events(document: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the events in *document*: one, a list of them, or the answer of a server to a search."""
    if isinstance(document, list):
        for item in document:
            if not isinstance(item, dict) or not isinstance(item.get("Event"), dict):
                return
            yield item["Event"]
    elif isinstance(document.get("Event"), dict):
        yield document["Event"]
    elif isinstance(document.get("response"), dict) and isinstance(document["response"].get("Attribute"), list):
        yield document["response"]
    elif isinstance(document.get("response"), list):
        yield from _events(document["response"])


def _refuse_manifest(place: str, document: Any) -> None:
    """Raise Unusable if *document* is the table of contents of a feed, which names events but no sites."""
    entries = document if isinstance(document, dict) and "Event" not in document else {}
    if entries and all(
        isinstance(entry, dict) and "info" in entry and (_UUID.fullmatch(key) or ("Orgc" in entry and "." not in key))
        for key, entry in entries.items()
    ):
        raise Unusable(
            Problem(place, "this is the manifest of a MISP feed, which names no sites", "import the events of the feed")
        )


def _misp(place: str, events: Sequence[Mapping[str, Any]]) -> _Contents:
    """Return a row for each attribute that is a host or an address, and how many attributes are not."""
    contents = _Contents()
    for number, event in enumerate(events, 1):
        about = _event_cells(event)
        for at, attribute, of in _attributes(event):
            kind = _text(attribute.get("type"))
            if kind not in _MISP_SITES:
                contents.others[kind or "without a type"] += 1
                continue
            if _is_true(attribute.get("deleted")):
                contents.withdrawn[f"{kind} (deleted)"] += 1
                continue
            cells = {name: _text(attribute.get(name)) for name in _MISP_TEXTS if name in attribute}
            value, _, rest = _text(attribute.get("value")).partition("|" if "|" in kind else "\0")
            cells |= {"value": value, "further_value": rest, "object": of, "time": _time(attribute.get("timestamp"))}
            own = attribute.get("Event")  # the answer to a search for attributes has the event in each of them
            event_cells = {**about, **_said(_event_cells(own))} if isinstance(own, dict) else about
            contents.items.append((f"{place}: event {number}, {at}", cells | {"tags": _tags(attribute)} | event_cells))
    return contents


def _attributes(event: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    """Yield each attribute of *event*, those of its objects included, with its place and the name of its object."""
    for number, attribute in enumerate(_objects(event.get("Attribute")), 1):
        yield f"attribute {number}", attribute, ""
    for number, item in enumerate(_objects(event.get("Object")), 1):
        for inner, attribute in enumerate(_objects(item.get("Attribute")), 1):
            deleted = {"deleted": True} if _is_true(item.get("deleted")) else {}
            yield f"object {number}, attribute {inner}", {**attribute, **deleted}, _text(item.get("name"))


def _event_cells(event: Mapping[str, Any]) -> Cells:
    organisation = event.get("Orgc")
    return {
        "event.info": _text(event.get("info")),
        "event.date": _text(event.get("date")),
        "event.uuid": _text(event.get("uuid")),
        "event.organisation": _text(organisation.get("name")) if isinstance(organisation, dict) else "",
        "event.tags": _tags(event),
    }


def _said(cells: Cells) -> Cells:
    return {name: text for name, text in cells.items() if text}


def _tags(item: Mapping[str, Any]) -> str:
    return "\n".join(_text(tag.get("name")) for tag in _objects(item.get("Tag")))


def _time(seconds: Any) -> str:
    """Return the time that MISP writes as *seconds* since 1970, as records write times; nothing if it is not a time."""
    if not isinstance(seconds, str) or not re.fullmatch("[0-9]{1,10}", seconds) or seconds == "0":
        return ""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

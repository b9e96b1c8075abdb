"""The search index, built ahead: `search-index.js`.

A script and not a JSON file, because a page opened from disk may load the one but not the other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal

from lunr.builder import Builder

from masthead.search.hosts import host_tokens, registered_names, text_tokens
from masthead.search.normalise import tails, typed_host, whole

Kind = Literal["outlet", "firm", "campaign", "country", "source"]

# How much a match in a field counts, against a match in another. `whole` holds each name as one token
# (romajournal for Roma Journal): who types all of it means this record and no other.
FIELDS: Mapping[str, int] = {"whole": 10, "host": 6, "name": 5, "alias": 4, "detail": 1}
# What lunr.js calls itself in the indexes that it loads without a warning.
LUNR_VERSION = "2.3.9"
# What would end the script element, start a comment in it, or break a line or the file's encoding.
_UNSAFE_IN_SCRIPT = re.compile("[<\u2028\u2029\ud800-\udfff]")


class DuplicateEntryError(Exception):
    """Two entries have one address; carries that address."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One page that search can find, what it is found by and how it is shown.

    `ref` is the address of the page below the root, such as `sites/romajournal.org/`. `subtitle` and `note`
    (Disputed) are shown but not searched; `details` (a country, a firm) are searched but not shown.
    """

    ref: str
    kind: Kind
    title: str
    subtitle: str = ""
    hosts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    lang: str | None = None
    note: str = ""


def search_script(entries: Iterable[Entry]) -> str:
    """Return the text of the script that hands the index of *entries* to the search page.

    The same entries give the same bytes, in whatever order they come.
    """
    ordered = sorted(entries, key=lambda entry: entry.ref)
    for entry, following in pairwise(ordered):
        if entry.ref == following.ref:
            raise DuplicateEntryError(entry.ref)
    found = {"documents": [_shown(entry) for entry in ordered], "index": _index(ordered)}
    return f"mastheadSearch.load({_literal(found)});\n"


def _literal(value: object) -> str:
    """Return *value* as a JavaScript expression that is safe in any script, also inside a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE_IN_SCRIPT.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _shown(entry: Entry) -> dict[str, object]:
    """Return what a result shows of *entry*; `also` are further names, of which one is shown if it was meant."""
    also = dict.fromkeys((*entry.names, *entry.aliases))
    also.pop(entry.title, None)
    fields = {"ref": entry.ref, "kind": entry.kind, "title": entry.title, "subtitle": entry.subtitle}
    fields |= {"lang": entry.lang or "", "note": entry.note}
    lists = {"hosts": list(entry.hosts), "also": list(also)}
    return {name: value for name, value in (fields | lists).items() if value}


def _index(ordered: Sequence[Entry]) -> dict[str, object]:
    """Return the index in the form that lunr.js loads, a document being called by its place in *ordered*."""
    # lunr divides by the number of documents, and has no index of none.
    built = _build(ordered) if ordered else {"invertedIndex": [], "fieldVectors": []}
    terms = sorted(built["invertedIndex"], key=lambda posting: _utf16(posting[0]))
    vectors = [[field, vector] for field, vector in built["fieldVectors"] if vector]
    settings = {"version": LUNR_VERSION, "fields": list(FIELDS), "pipeline": []}
    return settings | {"invertedIndex": terms, "fieldVectors": vectors}


def _build(ordered: Sequence[Entry]) -> dict[str, Any]:
    """Return lunr's index of *ordered*. A new builder has no stemmer, stop words or trimmer, as is meant."""
    builder = Builder()
    for field, boost in FIELDS.items():
        builder.field(field, boost=boost)
    for number, entry in enumerate(ordered):
        builder.add({"id": number} | _terms(entry))
    serialized: dict[str, Any] = builder.build().serialize()
    return serialized


def _terms(entry: Entry) -> dict[str, list[str]]:
    """Return the tokens of each field. lunr takes a list as it is and cuts up nothing."""
    names = _names(entry)
    # Who types UK means "UK (including Scotland)" too: a remark in brackets is no part of a name.
    wholes = [whole(form) for name in (*names, *entry.aliases) for form in (name, name.partition(" (")[0])]
    registered = [name for host in entry.hosts for name in registered_names(host)]
    # The title of a source tells of others, and answers after those whose own name it holds.
    named, told = ((), names) if entry.kind == "source" else (names, ())
    return {
        "whole": [token for token in dict.fromkeys((*wholes, *registered)) if token],
        "host": list(dict.fromkeys(token for host in entry.hosts for token in host_tokens(host))),
        "name": list(_field(named)),
        "alias": list(_field(entry.aliases)),
        "detail": list(_field((*told, *entry.details))),
    }


def _names(entry: Entry) -> tuple[str, ...]:
    """Return the names of *entry*; a title that is only its host is none, and would make a word of "com"."""
    hosts = {typed_host(host) for host in entry.hosts}
    return tuple(name for name in dict.fromkeys((entry.title, *entry.names)) if typed_host(name) not in hosts)


def _field(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _text(text)


@lru_cache(maxsize=4096)  # thousands of outlets share a country and a firm
def _text(text: str) -> tuple[str, ...]:
    return (*text_tokens(text), *tails(text))


def _utf16(term: str) -> bytes:
    """Return the key by which JavaScript sorts: lunr.js refuses an index that is sorted by code point."""
    return term.encode("utf-16-be", "surrogatepass")

"""The search index, built ahead: `search-index.js`.

A script and not a JSON file, because a page opened from disk may load the one but not the other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from lunr.builder import Builder

from masthead.search.entry import FIELDS, Entry, shown, terms

# What lunr.js calls itself in the indexes that it loads without a warning.
LUNR_VERSION = "2.3.9"
# What would end the script element, start a comment in it, or break a line or the file's encoding.
_UNSAFE_IN_SCRIPT = re.compile("[<\u2028\u2029\ud800-\udfff]")


class DuplicateEntryError(Exception):
    """Two entries have one address; carries that address."""


def search_script(entries: Iterable[Entry]) -> str:
    """Return the text of the script that hands the index of *entries* to the search page.

    The same entries give the same bytes, in whatever order they come.
    """
    ordered = sorted(entries, key=lambda entry: entry.ref)
    for entry, following in pairwise(ordered):
        if entry.ref == following.ref:
            raise DuplicateEntryError(entry.ref)
    found = {"documents": [shown(entry) | {"kind": entry.kind} for entry in ordered], "index": _index(ordered)}
    return f"mastheadSearch.load({_literal(found)});\n"


def _literal(value: object) -> str:
    """Return *value* as a JavaScript expression that is safe in any script, also inside a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE_IN_SCRIPT.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


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
        builder.add({"id": number} | {field: list(words) for field, words in terms(entry).items()})
    serialized: dict[str, Any] = builder.build().serialize()
    return serialized


def _utf16(term: str) -> bytes:
    """Return the key by which JavaScript sorts: lunr.js refuses an index that is sorted by code point."""
    return term.encode("utf-16-be", "surrogatepass")

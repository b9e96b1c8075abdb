"""From version 0, the format of the first draft, to version 1.

- Languages were tags alone; now each has a source.
- A name of an outlet had no source; now it has, and says how it was tied to the outlet.
- A copy had one source; now it has a list.
- A withdrawn record had the field withdrawn; now it has a state.
- An archived copy did not state the address that was copied; now it does.

The sources of languages and names are not in the old record: the checker asks for them afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.syntax.yaml_tree import Collection, Document, Entry, Scalar

_COPY = re.compile(r"https://web\.archive\.org/web/[0-9*]+/(https?://.+)")


def migrate(document: Document, folder: str) -> None:
    """Bring *document*, a record of *folder*, from version 0 to version 1."""
    root = document.root
    if folder == "sites":
        _give_languages_fields(root)
        _give_copies_lists(root)
    _make_withdrawn_a_state(root)
    for holder in [root, *_items(root, "evidence"), *_items(root, "statements")]:
        for archive in _items(holder, "archives"):
            _state_what_was_copied(archive)


def _items(mapping: Collection, key: str) -> Iterator[Collection]:
    """Yield the items of the list *key* of *mapping* that have fields."""
    entry = mapping.entry(key)
    if entry and isinstance(entry.value, Collection):
        yield from (item.value for item in entry.value.entries if isinstance(item.value, Collection))


def _give_languages_fields(root: Collection) -> None:
    languages = root.entry("languages")
    if languages and isinstance(languages.value, Collection):
        for item in languages.value.entries:
            if isinstance(item.value, Scalar):
                item.value = Collection(is_mapping=True, is_flow=True, entries=[Entry("tag", item.value)])


def _give_copies_lists(root: Collection) -> None:
    for copy in _items(root, "copies"):
        source = copy.entry("source")
        if source and not copy.entry("sources"):
            source.key = "sources"
            source.value = Collection(is_mapping=False, is_flow=True, entries=[Entry(None, source.value)])


def _make_withdrawn_a_state(root: Collection) -> None:
    withdrawn = root.entry("withdrawn")
    if withdrawn and isinstance(withdrawn.value, Collection) and not root.entry("state"):
        withdrawn.key = "state"
        withdrawn.value.entries.insert(0, Entry("name", Scalar("withdrawn")))


def _state_what_was_copied(archive: Collection) -> None:
    """Take the address that was copied from the address of the copy, which holds it."""
    url = archive.entry("url")
    if url and isinstance(url.value, Scalar) and not archive.entry("original"):
        match = _COPY.fullmatch(url.value.value)
        if match:
            archive.entries.append(Entry("original", Scalar(match[1])))

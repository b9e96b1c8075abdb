"""The skeleton of a page: its elements, without the texts and without what prose may make of its marks."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from masthead.edition.safe_markdown import TAGS

# What may hold words of a record; of all other attributes the values must be alike too.
WORDS = frozenset({"content", "title", "alt", "value", "aria-label"})


def skeleton(html: str) -> list[tuple[int, str, tuple[tuple[str, str], ...]]]:
    """Return the elements of *html*, in order, each with its depth and attributes."""
    root = LexborHTMLParser(html).root
    assert root is not None
    return list(_elements(root, 0))


def _elements(node: LexborNode, depth: int) -> Iterator[tuple[int, str, tuple[tuple[str, str], ...]]]:
    attributes = tuple(sorted((name, "" if name in WORDS else value or "") for name, value in node.attributes.items()))
    # A label of a picture lies where its words have room; what might be in it is looked at all the same.
    kept = node.tag != "text" and (bool(attributes) or node.tag not in TAGS)
    if kept:
        yield depth, str(node.tag), attributes
    for child in node.iter():
        yield from _elements(child, depth + kept)

"""The skeleton of a page: its elements, without the texts and without the elements that prose may make of its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from masthead.edition.safe_markdown import TAGS

# The attributes that may hold words of a record. The values of all other attributes must be alike too.
WORDS = frozenset({"content", "title", "alt", "value", "aria-label"})
PLACES = frozenset({"x", "x1", "x2", "y", "y1", "y2", "height"})
"""The places and heights in a picture, which grows with its labels."""
_PLACE = re.compile(r"-?[0-9]*(?:\.?[0-9]+)(?:em|%)")


_PLACED = "placed"

Attributes = tuple[tuple[str, str], ...]


def skeleton(html: str) -> list[tuple[int, str, Attributes]]:
    """Return the elements of *html*, in order, each with its depth and attributes."""
    root = LexborHTMLParser(html).root
    assert root is not None
    return list(_elements(root, 0))


def _elements(node: LexborNode, depth: int, *, drawn: bool = False) -> Iterator[tuple[int, str, Attributes]]:
    """Yield the elements from *node* on; *drawn* says whether it is in a picture."""
    drawn = drawn or node.tag == "svg"
    attributes = tuple(
        sorted((name, _shape(name, value or "", drawn=drawn)) for name, value in node.attributes.items())
    )
    # A label of a picture is where its words have room, and a line leads there, straight or with a bend. The number of
    # texts and lines depends on the words, but nothing else may be in them.
    is_line = drawn and node.tag == "line" and {value for _, value in attributes} <= {_PLACED}
    kept = node.tag != "text" and not is_line and (bool(attributes) or node.tag not in TAGS)
    if kept:
        yield depth, str(node.tag), attributes
    for child in node.iter():
        yield from _elements(child, depth + kept, drawn=drawn)


def _shape(name: str, value: str, *, drawn: bool) -> str:
    """Return the part of the *value* of an attribute that no text of a record may decide."""
    if name in WORDS:
        return ""
    return _PLACED if drawn and name in PLACES and _PLACE.fullmatch(value) else value

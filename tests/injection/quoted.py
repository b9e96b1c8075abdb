"""The data of pages for programs: in the head, in citations, in HTML to embed; each with its structure alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import rispy
from pybtex.database.input.bibtex import Parser
from selectolax.lexbor import LexborHTMLParser

from tests.injection.skeleton import skeleton
from tests.page_citations import citations

# Names whose values depend on our own addresses and closed lists, and on no text of a record.
FIXED = frozenset({"@context", "@type", "@id", "license", "id", "type", "URL", "url", "language"})


def structure(html: str) -> list[tuple[str, Any]]:
    """Return the data for programs in *html*, in order, each with its format and its structure."""
    page = LexborHTMLParser(html)
    data = [("json", shape(json.loads(script.text()))) for script in page.css('script[type="application/ld+json"]')]
    return [*data, *((form, READERS[form](text)) for form, text in citations(page))]


def feed(text: str) -> list[tuple[str, list[str], Any]]:
    """Return the elements of a feed, in order, each with the names of its attributes and the structure of its HTML."""
    elements = ET.fromstring(text).iter()  # noqa: S314 - we have written it
    return [
        (element.tag, sorted(element.attrib), skeleton(element.text or "") if "html" in element.attrib.values() else "")
        for element in elements
    ]


def without_hashes(text: str) -> str:
    """Return *text* without the hashes that identify corrections by their words."""
    return re.sub(r"\bc-[0-9a-f]{12}\b", "c-", text)


def shape(value: Any, name: str = "") -> Any:
    """Return *value* of JSON without its texts, except those that no record decides."""
    if isinstance(value, dict):
        return {key: shape(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner, name) for inner in value]
    return value if name in FIXED or not isinstance(value, str) else ""


def _entries(text: str) -> list[tuple[str, str, list[str], list[str]]]:
    """Return the entries of BibTeX: key, kind, fields and authors."""
    entries = Parser().parse_string(text).entries
    return [
        (key, entry.type, list(entry.fields), list(map(str, entry.persons["author"]))) for key, entry in entries.items()
    ]


def _records(text: str) -> list[tuple[str, list[str], list[str]]]:
    """Return the records of RIS: key, tags and authors."""
    return [(record["id"], sorted(record), record["authors"]) for record in rispy.loads(text)]


def _lines(text: str) -> int:
    return len(text.splitlines())


READERS: dict[str, Callable[[str], Any]] = {
    "": _lines, "plain": _lines, "apa": _lines, "chicago": _lines, "html": skeleton,
    "bibtex": _entries, "ris": _records, "csl": lambda text: shape(json.loads(text)),
}  # fmt: skip
"""The reader of each format."""

"""The citations of a page that says how to cite, those included that a browser makes when a reader asks for them.

A second way to make them, without the script and without the code that wrote the page: tests in a browser compare the two.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

_TEX = {character: rf"\{character}" for character in "%&#_$"} | {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}", "^": r"{\textasciicircum}",
}  # fmt: skip
_WRITTEN: dict[str, Callable[[str], str]] = {
    "bibtex": lambda text: "".join(_TEX.get(character, character) for character in text),
    "csl": lambda text: json.dumps(text, ensure_ascii=False)[1:-1],
    "html": lambda text: escape(text).replace("&#x27;", "&#39;").replace("&quot;", "&#34;"),
}


def citations(page: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Yield the format and the text of each citation on *page*, then of those that a browser makes."""
    for shown in page.css("pre[data-format]"):
        yield shown.attributes["data-format"] or "", shown.text()
    for item in page.css("[data-cite-item]"):
        yield from browser_citations(page, item)


def browser_citations(page: LexborHTMLParser, item: LexborNode) -> Iterator[tuple[str, str]]:
    """Yield the format and the text of each citation that a browser makes for an item of evidence."""
    parts = {shown.attributes["data-part"]: shown.text() for shown in item.css("[data-part]")}
    parts["id"] = item.attributes["id"] or ""
    parts["Note"] = parts["note"][:1].upper() + parts["note"][1:]
    (template,) = re.findall(r"<template data-cite-more=[^>]*>(.*)</template>", page.html or "", re.DOTALL)
    for text in LexborHTMLParser(template).css("pre[data-format]"):
        form = text.attributes["data-format"] or ""
        write = _WRITTEN.get(form, str)
        for place in text.css("[data-part]"):
            place.replace_with(write(parts[place.attributes["data-part"]]))
        yield form, text.text()

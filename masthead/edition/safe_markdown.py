"""Conversion of the limited Markdown in records to safe HTML: paragraphs, emphasis, lists, quotations, code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import nh3
from markdown import Markdown
from markupsafe import Markup

TAGS = {"p", "em", "strong", "ul", "ol", "li", "blockquote", "code", "br"}
ATTRIBUTES = {"ol": {"start"}}
# No raw HTML, and no links or pictures: an address belongs in a source, where it is checked.
_UNWANTED = ("html", "entity", "link", "image_link", "image_reference", "reference", "short_reference",
             "short_image_ref", "autolink", "automail")  # fmt: skip
# Nor headings, rules or blocks of code: a sentence may begin with "#1".
_UNWANTED_BLOCKS = ("reference", "hashheader", "setextheader", "hr", "code")
_MARKED = re.compile(r"[*_`\\>\n]|^[ \t]*([-+]|[0-9]+[.)])")
# Nested lists opened on one line: enough of them would exceed the recursion limit of Python, and nobody writes them.
_DEEP = re.compile(r"^[ \t]*(?:(?:[-+*>]|[0-9]+[.)])[ \t]*){5}", re.MULTILINE)
# Python-Markdown decodes "&#8238;", and the character may be one that records must not contain.
_AMPERSAND = "\ue000"  # for private use, so no record contains it


def _converter() -> Markdown:
    # sane_lists keeps the first number of a list that does not start with 1, such as a year.
    markdown = Markdown(output_format="html", extensions=["sane_lists"])
    markdown.preprocessors.deregister("html_block")
    for name in _UNWANTED_BLOCKS:
        markdown.parser.blockprocessors.deregister(name)
    for name in _UNWANTED:
        markdown.inlinePatterns.deregister(name)
    return markdown


@lru_cache(maxsize=4096)
def prose(text: str) -> Markup:
    """Return *text* as HTML; everything that is not limited Markdown is shown as it is written."""
    if not _MARKED.search(text) or _DEEP.search(text):
        return Markup("<p>{}</p>").format(text)
    html = _converter().convert(text.replace("&", _AMPERSAND)).replace(_AMPERSAND, "&amp;")
    return Markup(nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES))  # noqa: S704 - cleaned


def plain(text: str) -> str:
    """Return *text* without its Markdown, for places that cannot show HTML."""
    return prose(text).striptags() if _MARKED.search(text) else " ".join(text.split())


_BEGINNING = 60
"""The most characters of a claim in the text of a link."""
_MORE = 30
"""The further characters where two claims begin alike."""


def shortened(claim: str, most: int = _BEGINNING) -> str:
    """Return the beginning of *claim*, of at most *most* characters, as the text of a link to it."""
    words = " ".join(plain(claim).split())
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"


def beginnings(claims: Sequence[str]) -> tuple[str, ...]:
    """Return the beginnings of *claims*, as the texts of links in one list; those that begin alike are longer."""
    texts, most = [shortened(claim) for claim in claims], _BEGINNING
    while most < max(map(len, claims), default=0) and len(set(texts)) < len(set(claims)):
        most += _MORE
        alike = {text for text, number in Counter(texts).items() if number > 1}
        texts = [shortened(claim, most) if text in alike else text for claim, text in zip(claims, texts, strict=True)]
    return tuple(texts)

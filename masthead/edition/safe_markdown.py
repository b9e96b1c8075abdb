"""Limited Markdown of records as safe HTML: paragraphs, emphasis, lists, quotations, code."""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from markdown import Markdown
from markupsafe import Markup

TAGS = {"p", "em", "strong", "ul", "ol", "li", "blockquote", "code", "br"}
ATTRIBUTES = {"ol": {"start"}}
# No raw HTML, and no links or pictures: an address belongs into a source, where it is checked.
_UNWANTED = ("html", "entity", "link", "image_link", "image_reference", "reference", "short_reference",
             "short_image_ref", "autolink", "automail")  # fmt: skip
# No headings, rules and blocks of code either: "#1" begins a sentence.
_UNWANTED_BLOCKS = ("reference", "hashheader", "setextheader", "hr", "code")
_MARKED = re.compile(r"[*_`\\>\n]|^[ \t]*([-+]|[0-9]+[.)])")
# Lists in lists in one line: as many as fit would be deeper than Python goes, and nobody means them.
_DEEP = re.compile(r"^[ \t]*(?:(?:[-+*>]|[0-9]+[.)])[ \t]*){5}", re.MULTILINE)
# Python-Markdown takes "&#8238;" for the character, which may be one that no record may hold.
_AMPERSAND = "\ue000"  # of private use, which no record holds


def _converter() -> Markdown:
    # sane_lists keeps the number of a list that starts with another than 1, such as a year.
    markdown = Markdown(output_format="html", extensions=["sane_lists"])
    markdown.preprocessors.deregister("html_block")
    for name in _UNWANTED_BLOCKS:
        markdown.parser.blockprocessors.deregister(name)
    for name in _UNWANTED:
        markdown.inlinePatterns.deregister(name)
    return markdown


@lru_cache(maxsize=4096)
def prose(text: str) -> Markup:
    """Return the HTML of *text*; whatever is no mark of limited Markdown is shown as it is."""
    if not _MARKED.search(text) or _DEEP.search(text):
        return Markup("<p>{}</p>").format(text)
    html = _converter().convert(text.replace("&", _AMPERSAND)).replace(_AMPERSAND, "&amp;")
    return Markup(nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES))  # noqa: S704 - cleaned


def plain(text: str) -> str:
    """Return *text* without its marks, for places that take no HTML."""
    return prose(text).striptags()

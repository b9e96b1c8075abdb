"""Limited Markdown of records as safe HTML: paragraphs, emphasis, lists, quotations, code."""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from markdown import Markdown
from markupsafe import Markup

TAGS = {"p", "em", "strong", "ul", "ol", "li", "blockquote", "code", "br"}
# No raw HTML, and no links or pictures: an address belongs into a source, where it is checked.
_UNWANTED = ("html", "entity", "link", "image_link", "image_reference", "reference", "short_reference",
             "short_image_ref", "autolink", "automail")  # fmt: skip
_MARKED = re.compile(r"[*_`\[\]<>#&\\|~\n]|^\s*([-+]|\d+[.)])|^( {4}|\t)|^=|---")


def _converter() -> Markdown:
    markdown = Markdown(output_format="html")
    markdown.preprocessors.deregister("html_block")
    markdown.parser.blockprocessors.deregister("reference")
    for name in _UNWANTED:
        markdown.inlinePatterns.deregister(name)
    return markdown


@lru_cache(maxsize=4096)
def prose(text: str) -> Markup:
    """Return the HTML of *text*; whatever is not in TAGS is shown as text or dropped."""
    if not _MARKED.search(text):
        return Markup("<p>{}</p>").format(text)
    return Markup(nh3.clean(_converter().convert(text), tags=TAGS, attributes={}))  # noqa: S704 - cleaned


def plain(text: str) -> str:
    """Return *text* without its marks, for places that take no HTML."""
    return prose(text).striptags()

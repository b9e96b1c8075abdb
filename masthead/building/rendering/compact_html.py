"""Line breaks and indentation that nobody sees, taken out of the HTML of pages, of which they are an eighth."""

from __future__ import annotations

import re

# Our pages have no preformatted text.
_INDENTATION = re.compile(r"\n\s+")
# Line breaks before blocks, of which nothing is seen. Items of lists, paragraphs and cells can be in one line with others.
_BREAK = re.compile(
    r"\n(?=</?(?:aside|article|body|d[dlt]|details|div|footer|h[1-6]|head(?:er)?|main|nav|ol|section|summary|t(?:body|head|r)|ul)\b"
    r"|</(?:html|li|p|td|th)\b|<(?:link|meta|title)\b)"
)


def compact(html: str) -> str:
    """Return *html*, or a piece of it, without the line breaks and the indentation that nobody sees.

    A page has the same text whether its pieces were compacted before or not.
    """
    return _BREAK.sub("", _INDENTATION.sub("\n", html))

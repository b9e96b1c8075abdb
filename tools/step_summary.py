"""Adds the text on standard input to the summary of a workflow's step, as text and nothing else.

The summary is a page of Markdown and HTML, and the text comes from a stranger's records: it stands in a block that is
read as HTML alone, with every character of markup escaped, and cut before it is longer than a summary may be.
"""

from __future__ import annotations

import html
import os
import sys
from pathlib import Path

from masthead.syntax.characters import is_unseen

# A summary may have 1 MiB; no character becomes longer than ten bytes.
MOST_CHARACTERS = 90_000


def section(title: str, text: str) -> str:
    """Return a part of a summary: *title* as a heading, *text* as it would stand in a terminal."""
    cut = len(text) - MOST_CHARACTERS
    more = f"\n… and {cut} more characters; see the log\n" if cut > 0 else ""
    return f"### {escape(title)}\n\n<pre>\n{escape(text[:MOST_CHARACTERS])}{more}</pre>\n\n"


def escape(text: str) -> str:
    """Return *text* without markup, and with characters that nobody can see written as their code points."""
    return "".join(visible(character) for character in html.escape(text))


def visible(character: str) -> str:
    """Return *character*, or its code point if nobody can see it: what a check does not print either."""
    hidden = is_unseen(character) or character in "\t\r"
    return f"\\u{{{ord(character):x}}}" if hidden else character


def main() -> None:
    """Write the section to the file that GITHUB_STEP_SUMMARY names, or print it where there is none."""
    text = sys.stdin.buffer.read().decode("utf-8", "replace")
    made = section(" ".join(sys.argv[1:]) or "Summary", text)
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as summary:
            summary.write(made)
    else:
        sys.stdout.write(made)


if __name__ == "__main__":
    main()

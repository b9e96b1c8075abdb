"""Adds the text on standard input to the summary of a workflow's step, as plain text.

The summary is a page of Markdown and HTML, and the text comes from a stranger's records. So it is put into a block that
is read as HTML alone, with every character of markup escaped, and cut to the size that a summary may have.
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
    """Return a section of a summary: *title* as a heading, and *text* as a terminal would show it."""
    cut = len(text) - MOST_CHARACTERS
    more = f"\n… and {cut} more characters; see the log\n" if cut > 0 else ""
    return f"### {escape(title)}\n\n<pre>\n{escape(text[:MOST_CHARACTERS])}{more}</pre>\n\n"


def escape(text: str) -> str:
    """Return *text* with markup escaped, and with invisible characters written as their code points."""
    return "".join(visible(character) for character in html.escape(text))


def visible(character: str) -> str:
    """Return *character*, or its code point if it is invisible, by the same rule as the report of a check."""
    hidden = is_unseen(character) or character in "\t\r"
    return f"\\u{{{ord(character):x}}}" if hidden else character


def main() -> None:
    """Add the section to the file that GITHUB_STEP_SUMMARY names, or print it if the variable is not set."""
    text = sys.stdin.buffer.read().decode("utf-8", "replace")
    summary_text = section(" ".join(sys.argv[1:]) or "Summary", text)
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as summary:
            summary.write(summary_text)
    else:
        sys.stdout.write(summary_text)


if __name__ == "__main__":
    main()

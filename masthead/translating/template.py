"""The template of all catalogues: every text of the website that can be translated, taken from code and templates.

A comment that begins with “Translators:” is a note on the texts that follow it: in Python on all texts of the statement
below it, such as a whole class or table, in a template on those of the next line that has any.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.pofile import write_po

FOLDER = "translations"
PATH = f"{FOLDER}/masthead.pot"
"""The path of the template, relative to the root."""
TAG = "Translators:"
REVIEWER = "X-Reviewed-By"
"""The header of a catalogue that names the native speaker who has reviewed it; empty until one has."""

_KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "say": None,
    "sentence": None,
    "NN_": (1, 2),
    "ngettext": (1, 2),
    "plural": (1, 2),
    "plural_forms": (1, 2),
}
_TEMPLATES = {"silent": "false", "newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true"}
_HEADER = """\
# The texts of Masthead, for translators; docs/translating.md has the rules.
# This file is made from code and templates by `masthead translations --write`."""


def template(root: Path) -> Catalog:
    """Return all texts of the engine and the theme below *root*, with their places and the notes on them."""
    catalogue = Catalog(project="Masthead", header_comment=_HEADER, fuzzy=False)
    methods: list[tuple[str, Any]] = [  # Babel takes functions too, though its types do not have them
        ("masthead/commands/**", "ignore"),
        ("masthead/**.py", _of_module),
        ("theme/templates/**.html", "jinja2"),
    ]
    options: dict[str, dict[str, Any]] = {"theme/templates/**.html": _TEMPLATES}
    top = root.absolute()

    def has_texts(folder: str) -> bool:
        """Return whether Babel shall go into *folder*: other folders have ten times as many files."""
        return Path(folder).relative_to(top).parts[0] in ("masthead", "theme") and not folder.endswith("__pycache__")

    messages = extract_from_dir(
        top, methods, options, _KEYWORDS, (TAG,), strip_comment_tags=True, directory_filter=has_texts
    )
    for file, _, message, notes, context in messages:
        catalogue.add(message, locations=[(file, 0)], auto_comments=notes, context=context)
    return catalogue


def template_text(texts: Catalog) -> bytes:
    """Return the template *texts* as its file has it: the same for the same texts, whenever it is made."""
    text = BytesIO()
    write_po(text, texts, width=0, sort_by_file=True, include_lineno=False)
    dated = (b'"POT-Creation-Date:', b'"PO-Revision-Date:', b'"Generated-By:')
    lines = [line for line in text.getvalue().splitlines(keepends=True) if not line.startswith(dated)]
    lines.insert(lines.index(b"\n"), f'"{REVIEWER}: \\n"\n'.encode())
    return b"".join(lines)


def _of_module(
    file: IO[bytes], keywords: Mapping[str, Any], _tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, Any, Any, list[str]]]:
    """Yield the texts of a module as Babel does, each with the notes on the statements around it."""
    source = file.read()
    notes = tuple(_notes(source.decode()))
    for line, function, message, _ in extract_python(
        BytesIO(source), keywords, (), {"encoding": options.get("encoding", "utf-8")}
    ):
        yield line or 0, function, message, [text for first, last, text in notes if first <= (line or 0) <= last]


def _notes(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield the first and the last line of each statement below a note, and the note."""
    if TAG not in source:
        return
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.stmt):
            continue
        comment: list[str] = []
        first = min((decorator.lineno for decorator in getattr(node, "decorator_list", ())), default=node.lineno)
        for line in reversed(lines[: first - 1]):
            text = line.strip()
            if not text.startswith("#"):
                break
            comment.insert(0, text.lstrip("# "))
            if comment[0].startswith(TAG):
                yield node.lineno, node.end_lineno or node.lineno, " ".join(comment).removeprefix(TAG).strip()
                break

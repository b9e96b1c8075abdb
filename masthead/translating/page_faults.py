"""The faults of translated pages of text: those that are missing, and those that are built otherwise than the English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from masthead.files.regular_files import files_below, read_ordinary

ORIGINALS = "pages"
"""The folder of the pages in the first language, beside those of the other languages."""
_FIELD = re.compile(r"^(\w+): *(.*)$")
_HEADING = re.compile(r"^(#+) ", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Page:
    fields: Mapping[str, str]
    text: str


def text_page_faults(content: Path, language: str) -> Iterator[tuple[Path, str]]:
    """Yield the file and what is wrong with it for each page of text in the folder *content* in the *language*."""
    pages = {page.fields.get("slug", ""): (file, page) for file, page in _pages(content / language)}
    for original, page in _pages(content / ORIGINALS):
        slug = page.fields.get("slug", "")
        if slug not in pages:
            yield content / language / original.name, f"the page is missing: translate {original.relative_to(content)}"
        else:
            file, translated = pages.pop(slug)
            yield from ((file, fault) for fault in _faults(page, translated))
    yield from (
        (file, "no English page has its Slug; correct the Slug, or delete the page") for file, _ in pages.values()
    )


def _pages(folder: Path) -> Iterator[tuple[Path, _Page]]:
    for file in files_below(folder) if folder.is_dir() else ():
        if file.suffix == ".md":
            yield file, _page(read_ordinary(file).decode("utf-8", "replace"))


def _page(source: str) -> _Page:
    head, _, text = source.partition("\n\n")
    fields = (match for line in head.splitlines() if (match := _FIELD.match(line)))
    return _Page({match[1].lower(): match[2].strip() for match in fields}, text)


def _faults(page: _Page, translated: _Page) -> Iterator[str]:
    """Yield the faults of a *translated* page."""
    for name in page.fields:
        if not translated.fields.get(name):
            yield f"the field {name.capitalize()} is missing"
    if page.fields.get("template") != translated.fields.get("template"):
        yield "the field Template is another than in English"
    for what, pattern in (("headings", _HEADING), ("links", _LINK), ("texts in backquotes", _CODE)):
        if Counter(pattern.findall(page.text)) != Counter(pattern.findall(translated.text)):
            yield f"the {what} are not those of the English page"

"""The files of the theme that are published beside the pages: complete, and ordinary files alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from masthead import MastheadError
from masthead.building.configuration.settings import Settings
from masthead.files.regular_files import files_below, read_ordinary
from masthead.loading.website_files import judge_pages, judge_texts, judge_theme
from masthead.model.website_paths import STYLESHEET

_COMMENT = re.compile(rb"""(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*.*?\*/\s*""", re.DOTALL)
"""A comment, or a text between quotes, in which nothing is one."""


class SourceError(MastheadError):
    """A file of the theme or of the pages of text cannot be published; the message says which and why."""


def refuse_damaged(settings: Settings) -> None:
    """Raise SourceError if `masthead check` finds an error in the theme or the pages of text that *settings* name."""
    theme, content = Path(settings["THEME"]), Path(settings["PATH"])
    page_findings = [
        judge_pages(folder, str(folder)) for folder in (content, *map(Path, settings["THEME_TEMPLATES_OVERRIDES"]))
    ]
    for finding in chain(judge_theme(theme, str(theme)), *page_findings, judge_texts(content, str(content))):
        raise SourceError(f"{finding.path}: {finding.message}; {finding.cure}")


def theme_files(settings: Settings, static: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of the stylesheet, and of each file in the folders *static* of the theme."""
    theme = Path(settings["THEME"])
    yield STYLESHEET, stylesheet(theme)
    for name in static:
        source = theme / name
        for file in files_below(source) if source.is_dir() else (source,):
            below = file.relative_to(source).as_posix() if source.is_dir() else source.name
            yield f"{settings['THEME_STATIC_DIR']}/{below}", source_bytes(file)


def source_bytes(file: Path) -> bytes:
    """Return the bytes of *file*. Raises SourceError if it cannot be read or is not an ordinary file."""
    try:
        return read_ordinary(file)
    except OSError as error:
        raise SourceError(f"{file} cannot be read: {error.strerror}") from error


def stylesheet(theme: Path) -> bytes:
    """Return the style sheets of the *theme* as one, sorted by path, without comments: more than a quarter of what is sent."""
    sheets = b"\n".join(source_bytes(layer) for layer in sorted((theme / "css").rglob("*.css")))
    return _COMMENT.sub(lambda match: match["text"] or b"", sheets)

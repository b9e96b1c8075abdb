"""The files of the theme that are published beside its pages: ordinary files alone, and whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from masthead import MastheadError
from masthead.building.settings import Settings
from masthead.database.website_files import judge_pages, judge_theme
from masthead.files.regular_files import files_below, read_ordinary

STYLESHEET = "theme/masthead.css"


class SourceError(MastheadError):
    """A file of the theme or of the pages of text cannot be published; says which and why."""


def refuse_damaged(settings: Settings) -> None:
    """Refuse what a check of the folders that *settings* name refuses: another theme than its sums say, links, empty files."""
    theme, content = Path(settings["THEME"]), Path(settings["PATH"])
    beside = [
        judge_pages(folder, str(folder)) for folder in (content, *map(Path, settings["THEME_TEMPLATES_OVERRIDES"]))
    ]
    for finding in chain(judge_theme(theme, str(theme)), *beside):
        raise SourceError(f"{finding.path}: {finding.message}; {finding.cure}")


def theme_files(settings: Settings, static: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of the stylesheet, and of each file in the folders *static* of the theme."""
    theme = Path(settings["THEME"])
    yield STYLESHEET, _stylesheet(theme)
    for name in static:
        source = theme / name
        for file in files_below(source) if source.is_dir() else (source,):
            below = file.relative_to(source).as_posix() if source.is_dir() else source.name
            yield f"{settings['THEME_STATIC_DIR']}/{below}", source_bytes(file)


def source_bytes(file: Path) -> bytes:
    """Return the bytes of *file*, which must be an ordinary one."""
    try:
        return read_ordinary(file)
    except OSError as error:
        raise SourceError(f"{file} cannot be read: {error.strerror}") from error


def _stylesheet(theme: Path) -> bytes:
    """Return the layers of the theme's style as one sheet, in the order of their names."""
    return b"\n".join(source_bytes(layer) for layer in sorted((theme / "css").rglob("*.css")))

"""The files of the theme that are published beside its pages: ordinary files alone, and whole."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from masthead import MastheadError
from masthead.building.settings import Settings
from masthead.files.regular_files import read_ordinary

STYLESHEET = "theme/masthead.css"


class SourceError(MastheadError):
    """A file of the theme or of the pages of text cannot be published; says which and why."""


def refuse_links(settings: Settings) -> None:
    """Refuse links and devices in the folders that *settings* name: a link publishes what is elsewhere."""
    for folder in (settings["THEME"], settings["PATH"], *settings["THEME_TEMPLATES_OVERRIDES"]):
        for file in _files(Path(folder)):
            mode = os.lstat(file).st_mode
            if not stat.S_ISREG(mode):
                kind = "link" if stat.S_ISLNK(mode) else "device"
                raise SourceError(f"{file} is a {kind}, not an ordinary file; put the file itself there, or delete it")


def theme_files(settings: Settings, static: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of the stylesheet, and of each file in the folders *static* of the theme."""
    theme = Path(settings["THEME"])
    yield STYLESHEET, _stylesheet(theme)
    for name in static:
        source = theme / name
        for file in _files(source):
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


def _files(place: Path) -> Iterator[Path]:
    """Yield *place*, or if it is a folder whatever is in it and no folder, sorted, except what is hidden."""
    if not place.is_dir():
        yield place
        return
    for entry in sorted(os.scandir(place), key=lambda entry: entry.name):
        if entry.name.startswith("."):
            continue
        yield from _files(Path(entry.path)) if entry.is_dir(follow_symlinks=False) else (Path(entry.path),)

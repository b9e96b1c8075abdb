"""The files of the theme that are published beside its pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

STYLESHEET = "theme/masthead.css"


def theme_files(theme: Path) -> Iterator[tuple[str, str]]:
    """Yield the address and the content of each file of *theme* that is published."""
    yield STYLESHEET, _stylesheet(theme)


def _stylesheet(theme: Path) -> str:
    """Return the layers of the theme's style as one sheet, in the order of their names."""
    return "\n".join(layer.read_text("utf-8") for layer in sorted((theme / "css").glob("*.css")))

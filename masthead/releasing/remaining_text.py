"""Finds where a text remains in a repository: in the names and the contents of files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from masthead.files.regular_files import read_ordinary

MAX_BYTES = 1 << 26
# Folders that tools and git write: nothing in them is published from this repository.
_GENERATED = frozenset({"node_modules", "__pycache__", "build", "dist", "mutants", "test-results"})
_KEPT = frozenset({".github", ".gitlab"})


def remains(root: Path, wanted: re.Pattern[str], changed: Mapping[str, str | None]) -> Iterator[str]:
    """Yield the path, or path and line, of each match of *wanted* below *root*.

    *changed* has the future texts of files that will change, by path; None is a file that will be removed.
    """
    for path in sorted({*_paths(root), *changed}):
        text = changed[path] if path in changed else _text(root / path)
        if text is None:
            continue
        if wanted.search(path):
            yield f"{path}: in its name"
        if wanted.search(text):
            yield from (f"{path}:{n}" for n, line in enumerate(text.split("\n"), 1) if wanted.search(line))


def _paths(root: Path) -> Iterator[str]:
    """Yield the path of each file below *root* that a person may have written."""
    for folder, folders, files in os.walk(root):
        at = Path(folder).relative_to(root)
        folders[:] = [name for name in folders if _is_written(name, is_top=at == Path())]
        yield from ((at / name).as_posix() for name in files)


def _is_written(folder: str, *, is_top: bool) -> bool:
    if is_top and folder.startswith("output"):
        return False
    return folder in _KEPT or not (folder.startswith(".") or folder in _GENERATED or folder.endswith(".egg-info"))


def _text(file: Path) -> str | None:
    """Return the text of *file*: empty if it is binary or too large, and None if it is not an ordinary file."""
    if file.is_symlink() or not file.is_file():
        return None
    if file.stat().st_size > MAX_BYTES:
        return ""
    content = read_ordinary(file)
    return "" if b"\0" in content else content.decode("utf-8", "replace")

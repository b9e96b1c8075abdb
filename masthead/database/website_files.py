"""The files of a website that are no records: those of the theme and the pages of text, judged when records are checked."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from masthead.files.regular_files import NOT_ORDINARY, NotOrdinaryError, files_below, read_ordinary
from masthead.files.sums import NAME, differences
from masthead.findings.finding import Finding, few

THEME, CONTENT = "theme", "content"
"""Where they are below the root, unless settings say otherwise."""


def judge_website_files(root: Path) -> Iterator[Finding]:
    """Yield what is wrong with the theme and the pages of text below *root*, where they are there."""
    for name, judge in ((THEME, judge_theme), (CONTENT, judge_pages)):
        if os.path.lexists(root / name):
            yield from judge(root / name, name)


def judge_theme(folder: Path, name: str) -> Iterator[Finding]:
    """Yield a finding for each file of the theme in *folder*, called *name*, that is not as its sums say."""
    yield from _refuse_folder(folder, name, "theme-sum") or few(
        Finding(f"{name}/{path}", "theme-sum", fault, cure=_cure(path)) for path, fault in differences(folder)
    )


def judge_pages(folder: Path, name: str) -> Iterator[Finding]:
    """Yield a finding for each file in *folder*, called *name*, that is empty or no ordinary file."""
    yield from _refuse_folder(folder, name, "content-file") or few(
        Finding(
            f"{name}/{file.relative_to(folder).as_posix()}",
            "content-file",
            fault,
            cure="put the file there, or delete it",
        )
        for file in files_below(folder)
        if (fault := _fault(file))
    )


def _refuse_folder(folder: Path, name: str, rule: str) -> list[Finding]:
    """Return a finding if *folder* is not a folder that can be read."""
    try:
        mode = os.lstat(folder).st_mode
        if stat.S_ISDIR(mode):
            os.scandir(folder).close()
            return []
    except OSError as error:
        return [Finding(name, rule, f"the folder cannot be read: {error.strerror}")]
    kind = "a link, not a folder" if stat.S_ISLNK(mode) else "not a folder"
    return [Finding(name, rule, f"this is {kind}", cure="replace it with a folder")]


def _cure(path: str) -> str:
    if path == NAME:
        return "bring it back, or write it with `masthead theme --write`"
    return "bring the file back; if you have changed the theme, run `masthead theme --write`"


def _fault(file: Path) -> str:
    """Return what is wrong with a *file* beside the pages of text; nothing, if it is an ordinary one that is not empty."""
    try:
        return "" if read_ordinary(file, 0) else "the file is empty"
    except NotOrdinaryError:
        return NOT_ORDINARY
    except OSError as error:
        return f"the file cannot be read: {error.strerror}"

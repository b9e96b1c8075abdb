"""The files of a website that are no records: those of the theme and the pages of text, judged when records are checked.

Sums say whether the theme is whole. People who edit pages of text, in the browser too, run no command, so each of these
says by itself where it ends.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from masthead.files.regular_files import NOT_ORDINARY, NotOrdinaryError, files_below, read_ordinary
from masthead.files.sums import NAME, differences
from masthead.findings.finding import Finding, few

THEME, CONTENT, ORIGINALS = "theme", "content", "pages"
"""Where they are below the root, unless settings say otherwise."""
PAGE_END = "<!-- end of page -->"
"""The last line of every page of text: a page that was cut short, in any place, does not have it. Readers do not see it."""
NEEDED = ("about", "contribute", "corrections", "method")
"""The pages of text to which templates of the theme lead: without one of them no build succeeds."""
_SLUG = re.compile(rb"^slug:[ \t]*([^\s]+)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_PAGES = frozenset({".md", ".markdown", ".mkd", ".mdown"})
"""The endings of the names of pages of text, from which Pelican knows Markdown."""


def judge_website_files(root: Path) -> Iterator[Finding]:
    """Yield the findings on the theme and the pages of text below *root*, if they exist."""
    for name, judge in ((THEME, judge_theme), (CONTENT, judge_pages)):
        if os.path.lexists(root / name):
            yield from judge(root / name, name)
    if (root / THEME).is_dir() and (root / CONTENT).is_dir():  # other websites have other pages
        yield from _missing_pages(root)


def judge_theme(folder: Path, name: str) -> Iterator[Finding]:
    """Yield a finding for each file of the theme in *folder*, called *name*, that is not as its sums say."""
    yield from _refuse_folder(folder, name, "theme-sum") or few(
        Finding(f"{name}/{path}", "theme-sum", fault, cure=_cure(path)) for path, fault in differences(folder)
    )


def judge_pages(folder: Path, name: str) -> Iterator[Finding]:
    """Yield a finding for each file in *folder*, called *name*, that is empty, no ordinary file, or a page without its end."""
    yield from _refuse_folder(folder, name, "content-file") or few(
        Finding(f"{name}/{file.relative_to(folder).as_posix()}", "content-file", fault, cure=cure)
        for file in files_below(folder)
        for fault, cure in _faults(file)
    )


def _missing_pages(root: Path) -> Iterator[Finding]:
    """Yield a finding for each page of text below *root* that is needed and not there."""
    folder = root / CONTENT / ORIGINALS
    pages = list(_pages_in(folder))
    faulty = {file.stem for file in pages if any(_faults(file))}  # which is a finding of its own
    present = faulty | {slug for file in pages for slug in _slugs(file)}
    for slug in NEEDED:
        if slug not in present:
            fault = f"no page of text has the Slug {slug}, and pages of the website lead to it"
            yield Finding(f"{CONTENT}/{ORIGINALS}/{slug}.md", "content-file", fault, cure="bring the page back")


def _pages_in(folder: Path) -> Iterator[Path]:
    """Yield the pages of text in *folder*, if it is a folder."""
    if folder.is_dir() and not folder.is_symlink():
        yield from (file for file in files_below(folder) if file.suffix.lower() in _PAGES)


def _slugs(file: Path) -> Iterator[str]:
    """Yield the name in addresses that the head of *file* gives, if it can be read."""
    with suppress(OSError):
        head = read_ordinary(file).partition(b"\n\n")[0].replace(b"\r\n", b"\n")
        yield from (match[1].decode("utf-8", "replace") for match in _SLUG.finditer(head))


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


def _faults(file: Path) -> Iterator[tuple[str, str]]:
    """Yield each fault of *file*, a page of text or a file beside pages, with the cure."""
    put_back = "put the file there, or delete it"
    is_page = file.suffix.lower() in _PAGES
    try:
        text = read_ordinary(file, -1 if is_page else 0)
    except NotOrdinaryError:
        yield NOT_ORDINARY, put_back
    except OSError as error:
        yield f"the file cannot be read: {error.strerror}", put_back
    else:
        if not text:
            yield "the file is empty", put_back
        elif is_page and not text.rstrip().endswith(f"\n{PAGE_END}".encode()):
            yield (
                f"the last line is not {PAGE_END}, so the page may have been cut short",
                "bring the page back; if it is whole, add that line at its end",
            )

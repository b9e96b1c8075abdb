"""The files of a website that are no records: those of the theme and the pages of text, judged when records are checked.

Sums say whether the theme is whole. People who edit pages of text, in the browser too, run no command, so each of these
says by itself where it ends.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from masthead.files.regular_files import NOT_ORDINARY, NotOrdinaryError, files_below, read_ordinary
from masthead.files.sums import NAME, differences
from masthead.findings.finding import Finding, few
from masthead.loading.text_pages import (
    ORIGINALS,
    TextPage,
    answering,
    is_for_text,
    is_of_text,
    judge_links,
    judge_published,
    judge_templates,
    judge_text_pages,
    judge_translations,
    read_text_page,
)
from masthead.relations.graph import Graph

THEME, CONTENT = "theme", "content"
"""Where they are below the root, unless settings say otherwise."""
PAGE_END = "<!-- end of page -->"
"""The last line of every page of text: a page that was cut short, in any place, does not have it. Readers do not see it."""
NEEDED = ("about", "contribute", "corrections", "method")
"""The pages of text to which templates of the theme lead: without one of them no build succeeds."""
_PAGES = frozenset({".md", ".markdown", ".mkd", ".mdown"})
"""The endings of the names of pages of text, from which Pelican knows Markdown."""
_OTHER_PAGES = frozenset({".htm", ".html", ".rst"})
"""The endings of other files of which Pelican makes pages."""


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


def judge_texts(folder: Path, name: str) -> Iterator[Finding]:
    """Yield the findings on the pages of text in *folder*, called *name*, that do not depend on anything else."""
    pages = list(_whole_pages(folder))
    yield from few(judge_text_pages(pages, _further_folders(pages), name))
    languages = {page.folder for page in pages} | {ORIGINALS}
    for file in files_below(folder):
        path = file.relative_to(folder).as_posix()
        if file.suffix.lower() in _OTHER_PAGES and path.partition("/")[0] in languages:
            fault = "a page of text is written in Markdown, and this file is not"
            yield Finding(
                f"{name}/{path}", "content-page", fault, cure="write it as Markdown, or move it to another folder"
            )


def judge_website_texts(root: Path, graph: Graph, published: Iterable[str]) -> Iterator[Finding]:
    """Yield the findings on the pages of text below *root*, beside the records of *graph* and all *published* addresses."""
    folder = root / CONTENT
    if not folder.is_dir() or folder.is_symlink():
        return
    yield from judge_texts(folder, CONTENT)
    pages = list(_whole_pages(folder))
    slugs = {*NEEDED, *_present_slugs(folder), *(page.slug for page in pages if page.folder == ORIGINALS)}
    if (folder / ORIGINALS).is_dir():
        yield from few(judge_translations(pages, slugs, CONTENT))
    if not (root / THEME).is_dir():  # other websites have other pages
        return
    yield from few(judge_templates(pages, _templates_for(pages, root / THEME / "templates"), CONTENT))
    yield from few(judge_published(filter(is_of_text, published), slugs, CONTENT))
    files, theme = (_paths_below(place) for place in (folder, root / THEME / "static"))
    known = answering(graph, slugs, files, theme, _further_folders(pages), published)
    yield from few(judge_links(pages, known, CONTENT))


def _paths_below(folder: Path) -> list[str]:
    return [file.relative_to(folder).as_posix() for file in files_below(folder)]


def _whole_pages(folder: Path) -> Iterator[TextPage]:
    """Yield the pages of text in the folders of languages in *folder*, but those that are not whole."""
    for file in _pages_in(folder):
        if file.parent != folder and not any(_faults(file)):
            yield read_text_page(file.relative_to(folder).as_posix(), read_ordinary(file))


def _templates_for(pages: Iterable[TextPage], folder: Path) -> set[str]:
    """Return the names of the templates in *folder* that *pages* name and that are for pages of text."""
    names = {page.template for page in pages}
    fitting = {"page"}
    for file in files_below(folder):
        if file.parent == folder and file.stem in names:
            with suppress(OSError):
                fitting |= {file.stem} if is_for_text(read_ordinary(file)) else set()
    return fitting


def _further_folders(pages: Iterable[TextPage]) -> frozenset[str]:
    """Return the folders of *pages* in further languages."""
    return frozenset(page.folder for page in pages) - {ORIGINALS}


def _missing_pages(root: Path) -> Iterator[Finding]:
    """Yield a finding for each page of text below *root* that is needed and not there."""
    present = _present_slugs(root / CONTENT)
    for slug in NEEDED:
        if slug not in present:
            fault = f"no page of text has the Slug {slug}, and pages of the website lead to it"
            yield Finding(f"{CONTENT}/{ORIGINALS}/{slug}.md", "content-file", fault, cure="bring the page back")


def _present_slugs(folder: Path) -> set[str]:
    """Return the slugs of the pages of text in the first language in *folder*; the name of a page that is not whole."""
    files = list(_pages_in(folder / ORIGINALS))
    faulty = {file.stem for file in files if any(_faults(file))}  # which is a finding of its own
    return faulty | {page.slug for page in _whole_pages(folder) if page.folder == ORIGINALS}


def _pages_in(folder: Path) -> Iterator[Path]:
    """Yield the pages of text in *folder*, if it is a folder."""
    if folder.is_dir() and not folder.is_symlink():
        yield from (file for file in files_below(folder) if file.suffix.lower() in _PAGES)


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

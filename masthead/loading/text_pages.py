"""The pages of text as a build needs them: their heads, their addresses and where they lead, judged without the settings.

Pelican, which reads the pages for a build, takes longer to load than a check of all records takes. So a check reads the
heads by itself, and lets them have only what it understands; a build, which refuses what a check finds, gives Pelican no
other. Markdown is converted only where a page names something that may not be there.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote

from masthead.field_types.fields import shorten
from masthead.findings.finding import Finding, Position
from masthead.ledger.published_addresses import UNANSWERED
from masthead.model import Outlet, Record, Source
from masthead.model.identity import former_keys, key_of
from masthead.model.website_paths import (
    DOWNLOADS,
    FOLDERS,
    OWN_FILES,
    OWN_FOLDERS,
    OWN_PAGES,
    STYLESHEET,
    api_path,
    card_path,
    cite_path,
    pack_path,
    page_path,
    path_fault,
)
from masthead.relations.graph import Graph
from masthead.relations.shared_values import INDEXES, NAVIGATOR_LAYER, TECHNIQUE_PAGES, shared_values

ORIGINALS = "pages"
"""The folder of the pages in the first language; the other folders beside it are those of further languages."""
# Attributes that name a file. They are looked for from a sign that is found faster than their names are.
_FILE = re.compile(r'="(?:(?:(?<=\shref=")|(?<=\ssrc="))([^"#?<>]+)|(?<=\scontent=")(https?:[^"#?<>]+))')
# data-* also has texts that scripts show: an address there begins with ./ or ../, and may be that of a folder.
_FILE_OR_FOLDER = re.compile(r'data-(?<=\sdata-)[a-z-]+="(\.\.?/[^"#?\s<>]*)["#?]')
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//")
"""The beginning of an address outside of the website."""

Named = tuple[str, bool]
"""An address that an attribute names, as HTML writes it, and whether it may be that of a folder."""

_LINES = ("title", "slug", "template", "summary")
"""The lines that a head can have."""
_LINE = re.compile(r" {0,3}([A-Za-z0-9_-]+):\s*(.*)")
_MORE = re.compile(r" {4,}\S")
_PLAIN = re.compile(r"[A-Za-z0-9 .,:;!?()_'’-]+")
"""A title of which the address follows in one way."""
_EXTENDS = re.compile(rb"""\{%-?\s*extends\s+["']page\.html["']""")
_NAMING = re.compile(
    r"""\]\(\s*<?([^)\s>]+)|^[ ]{0,3}\[[^\]]+\]:\s*<?(\S+)|\s(?:src|href|data-[a-z-]+)="([^"]+)""", re.MULTILINE
)
"""Markdown that may name a file; not all of it does."""
_OF_PELICAN = re.compile(r"[{|](.*?)[|}](.*)", re.DOTALL)
_FILES_OF_PELICAN = ("filename", "static")
"""The marks before the path of a page, and of a file beside pages. Others lead to pages that are not there, or move a file."""
_PART_OF_LIST = re.compile("(.+?/)(?:sites/[^/]+/)?(?:page/[0-9]+/)?")
"""The address of a further page of a list, or of a list of the sites of a record."""
_EXTENSIONS = ("markdown.extensions.meta", "markdown.extensions.fenced_code", "markdown.extensions.tables")


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of text: its path below the folder of all pages, its text, and what its head says."""

    path: str
    text: str
    lines: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """The lines of the head by name, each with its number."""
    fault: tuple[int, str, str] | None = None
    """The first fault of the head: the number of its line, the fault and the cure."""

    @property
    def folder(self) -> str:
        """The folder of its language."""
        return self.path.partition("/")[0]

    @property
    def slug(self) -> str:
        """Its address, without the language; empty if it cannot be known."""
        return self.lines["slug"][1] if "slug" in self.lines else _slug_of(self.lines.get("title", (1, ""))[1])

    @property
    def template(self) -> str:
        """The template that its head names, if it names one."""
        return self.lines["template"][1] if "template" in self.lines else ""

    def line_of(self, name: str) -> int:
        """Return the number of the line *name* of the head, or of the title."""
        return self.lines.get(name, self.lines.get("title", (1, "")))[0]


def read_text_page(path: str, data: bytes) -> TextPage:
    """Return the page of text with the bytes *data* at *path*."""
    try:
        text = data.decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        place = data[: error.start].count(b"\n") + 1
        return TextPage(path, "", fault=(place, "this is not UTF-8", "save the page as UTF-8"))
    lines: dict[str, tuple[int, str]] = {}
    name = ""
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.fullmatch(line)
        if match:
            name = match[1].lower()
            if name not in _LINES or name in lines:
                fault = f"the head has the line {match[1]}" + (" twice" if name in lines else "")
                return TextPage(path, text, lines, (number, fault, _HEAD_CURE))
            lines[name] = (number, match[2].strip())
        elif not name or not _MORE.match(line):
            break
        elif name != "summary":
            return TextPage(path, text, lines, (number, f"the head has two lines for the {name}", _HEAD_CURE))
    return TextPage(path, text, lines, next(_head_faults(lines), None))


_HEAD_CURE = "a head has the lines Title, Slug, Template and Summary, each once, and an empty line after them"


def _head_faults(lines: Mapping[str, tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    """Yield each fault of the *lines* of a head, with the number of its line and the cure."""
    for name in ("title", "slug"):
        if name in lines and not lines[name][1]:
            yield lines[name][0], f"the line {name.capitalize()} is empty", "write it, or bring it back"
    if "title" not in lines:
        yield 1, "the head has no Title", "let the page begin with the line Title: and its title"
    elif "slug" not in lines and not _slug_of(lines["title"][1]):
        cure = "add the line Slug: with the last part of its address"
        yield lines["title"][0], "nothing says at which address the page is", cure
    if "](" in lines.get("summary", (1, ""))[1]:
        yield lines["summary"][0], "the Summary has a link", "write it without one: it is shown as plain text"


def _slug_of(title: str) -> str:
    """Return the slug that Pelican makes of a plain *title*; of another, nothing."""
    if not _PLAIN.fullmatch(title):
        return ""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", title).strip()).lower()


def judge_text_pages(pages: Iterable[TextPage], folders: Collection[str], name: str) -> Iterator[Finding]:
    """Yield the findings on each of *pages* by itself, and on addresses that two have, below the folder called *name*.

    *folders* are those of further languages: nothing of the first language is there.
    """
    taken: dict[tuple[str, str], str] = {}
    for page in pages:
        if page.fault:
            line, message, cure = page.fault
            yield _at_line(name, page, line, message, cure)
            continue
        message = _address_fault(page.slug, folders)
        first = taken.setdefault((page.folder, page.slug), page.path)
        if not message and first != page.path:
            message = f"{name}/{first} has the address /{page.slug}/ too"
        if message:
            cure = "give the page another Slug"
            yield _at_line(name, page, page.line_of("slug"), message, cure)


def _address_fault(slug: str, folders: Collection[str]) -> str:
    """Return why no page of text can have *slug*, or nothing."""
    first, _, rest = slug.partition("/")
    fault = path_fault(f"{slug}/")
    if fault:
        return f"the page cannot have the address /{slug}/: {fault}"
    if first in OWN_FOLDERS or first in folders or len(first) == 2 or re.fullmatch("page/[0-9]+", rest):
        return f"the address /{slug}/ is one of pages that the website makes by itself"
    return ""


def judge_templates(pages: Iterable[TextPage], fitting: Collection[str], name: str) -> Iterator[Finding]:
    """Yield a finding for each of *pages* that names another template than those *fitting* pages of text."""
    for page in pages:
        if page.template and page.template not in fitting:
            message = f"{page.template!r} is not a template for pages of text"
            cure = "name one that extends page.html, or leave the line out"
            yield _at_line(name, page, page.line_of("template"), message, cure)


def is_for_text(template: bytes) -> bool:
    """Return whether *template*, the bytes of a template, is for pages of text."""
    return bool(_EXTENDS.match(template.lstrip()))


@dataclass(frozen=True, slots=True)
class Answering:
    """The addresses that a page of text may lead to: those of pages, downloads, and files beside pages."""

    graph: Graph
    paths: frozenset[str]
    """All that are known."""
    folders: frozenset[str]
    """The folders of further languages."""
    text_files: frozenset[str]
    """The files in the folder of the pages of text, at the paths that they have there."""

    def answers(self, path: str) -> bool:
        """Return whether something may answer at *path*, relative to the root of the website.

        The build alone knows which pages settings switch off.
        """
        path = path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path
        first, slash, rest = path.partition("/")
        if first in self.folders and slash:  # which has pages alone
            return (not rest or rest.endswith("/")) and self.answers(rest)
        if path in self.paths:
            return True
        if first in FOLDERS.values():
            return self.graph.is_broken(first, rest.partition("/")[0])
        return bool(self.graph.broken) and first in OWN_FOLDERS  # a record that cannot be read may have the value


def answering(
    graph: Graph,
    slugs: Iterable[str],
    files: Iterable[str],
    theme: Iterable[str],
    folders: Iterable[str],
    published: Iterable[str],
) -> Answering:
    """Return the addresses of the website of *graph*, with pages of text at *slugs* and *files* beside them.

    *theme* are the files of the theme that are published, *published* the addresses that must answer for ever.
    """
    text_files, values = frozenset(files), list(shared_values(graph))
    indexes = {value.index for value in values}
    paths = {f"{folder}/" for folder in (*OWN_PAGES, *slugs)} - {*INDEXES} | indexes | {value.path for value in values}
    paths |= {"", STYLESHEET, *OWN_FILES, *DOWNLOADS, *published, *text_files, *(f"theme/{file}" for file in theme)}
    paths |= {f"countries/{country.lower()}/" for country in graph.outlets_by_country}
    for record in graph.records():
        paths |= {f"{key}/" for key in former_keys(record)} | set(_paths_of(record))
    paths |= {NAVIGATOR_LAYER} if TECHNIQUE_PAGES in indexes else set()
    return Answering(graph, frozenset(paths), frozenset(folders), text_files)


def _paths_of(record: Record) -> Iterator[str]:
    """Yield each path of *record*, under its present ID, that the website may have."""
    page = page_path(FOLDERS[type(record)], record.id)
    yield from (page, api_path(page), pack_path(key_of(record)))
    if not isinstance(record, Source):
        yield cite_path(page)
    if isinstance(record, Outlet):
        yield card_path(page)


def judge_links(pages: Iterable[TextPage], known: Answering, name: str) -> Iterator[Finding]:
    """Yield a finding for each name of a file in *pages* that nothing *known* answers to."""
    for page in pages:
        suspects = [match for match in _NAMING.finditer(page.text) if _link_fault(page, _first_of(match), known)]
        named = _named_in(page.text) if suspects else frozenset()
        for match in suspects:
            address = _first_of(match)
            if address in named:
                line = page.text.count("\n", 0, match.start()) + 1
                yield _at_line(name, page, line, _link_fault(page, address, known), "correct it, or leave it out")


def _first_of(match: re.Match[str]) -> str:
    """Return the address in *match*, without what follows ? or #."""
    address = next(group for group in match.groups() if group)
    return re.split("[#?]", unescape(address), maxsplit=1)[0]


def _named_in(text: str) -> frozenset[str]:
    """Return the addresses that the HTML of the Markdown *text* names."""
    from markdown import Markdown  # noqa: PLC0415 - pages seldom name what is not there

    html = Markdown(extensions=_EXTENSIONS).convert(text)
    return frozenset(unescape(address) for address, _ in named_in(html))


def named_in(html: str, known: Container[Named] = ()) -> Iterator[Named]:
    """Yield the address that each attribute in the tags of *html* names, unless it is *known*."""
    for pattern, may_be_folder in ((_FILE, False), (_FILE_OR_FOLDER, True)):
        for match in pattern.finditer(html):
            named = match[match.lastindex or 0], may_be_folder
            if named not in known and _is_in_tag(html, match):
                yield named


def _is_in_tag(html: str, match: re.Match[str]) -> bool:
    """Return whether *match* is in a tag of *html*, and not in a text that looks like one."""
    start = html.rfind("<", 0, match.start())
    end = html.find(">", match.end())
    is_tag = 0 <= start < end and "a" <= html[start + 1] <= "z"
    return is_tag and html.find(">", start, match.start()) < 0 and html.find("<", match.end(), end) < 0


def _link_fault(page: TextPage, address: str, known: Answering) -> str:
    """Return the fault of *address* on *page*, or nothing."""
    own = _OF_PELICAN.match(address)
    if own:
        what, path = own[1], own[2]
        folder = posixpath.dirname(page.path)
        file = path[1:] if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
        there = {file, unquote(file)} & known.text_files
        if what == "index":
            return ""
        if what not in _FILES_OF_PELICAN:
            return f"pages of text know {{filename}} and {{static}}, and not {shorten(address)}"
        if not there:
            return f"the page names {address}, and the folder of the pages has no such file"
        fault = path_fault(min(there)) if what == "static" else ""
        return f"the page names {address}, which cannot be published: {fault}" if fault else ""
    if not address or (address[0] != "/" and ELSEWHERE.match(address)):  # a build reads //x as a path, too
        return ""
    path = address[1:] if address.startswith("/") else path_at(f"{page.slug}/", address)
    if known.answers(path):
        return ""
    whole = _PART_OF_LIST.fullmatch(path)
    if whole and whole[1] != path and known.answers(whole[1]):
        return f"the page leads to {address}, a part of a list that may hold other items later"
    return f"the page leads to {address}, and the website has no page or download there"


def path_at(page: str, address: str) -> str:
    """Return the path of the relative *address* on *page*."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), address))
    return "" if path == "." else f"{path}/" if address.endswith("/") else path


def judge_translations(pages: Iterable[TextPage], slugs: Collection[str], name: str) -> Iterator[Finding]:
    """Yield a finding for each of *pages* in a further language that is a translation of none with one of *slugs*."""
    for page in pages:
        if page.folder != ORIGINALS and not page.fault and page.slug not in slugs:
            message = f"no page in {name}/{ORIGINALS}/ has the Slug {page.slug}"
            yield _at_line(name, page, page.line_of("slug"), message, "correct the Slug, or delete the page")


def judge_published(published: Iterable[str], slugs: Collection[str], name: str) -> Iterator[Finding]:
    """Yield a finding for each of the *published* addresses of pages of text that no page with one of *slugs* has."""
    for address in published:
        slug = address.removesuffix("/")
        if slug not in slugs:
            cure = f"bring back the page of text with the Slug {slug}"
            yield Finding(
                f"{name}/{ORIGINALS}/{slug}.md", "content-page", f"the page {UNANSWERED.format(address)}", cure=cure
            )


def is_of_text(address: str) -> bool:
    """Return whether *address*, which was published, was that of a page of text: the website makes no such page by itself."""
    first, slash, rest = address.partition("/")
    return (
        bool(slash) and address.endswith("/") and first not in OWN_FOLDERS and not re.search("(^|/)page/[0-9]+/$", rest)
    )


def _at_line(name: str, page: TextPage, line: int, message: str, cure: str) -> Finding:
    return Finding(f"{name}/{page.path}", "content-page", message, position=Position(line), cure=cure)

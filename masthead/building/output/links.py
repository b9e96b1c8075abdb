"""Links between pages: relative, so that a website works in any folder and from disk.

A template writes a link as a mark, and the finished page turns its marks into links. So the HTML of a component depends
on its arguments alone, regardless of the page that it is on.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

# Private-use characters, which no record contains.
_BEGIN, _END = "\ue001", "\ue002"
ROOT = "\ue003"
"""The mark of the root, without a trailing slash, for scripts that know the addresses below it."""
HOME = "\ue004"
"""The mark of the folder of the pages in the language of the page, without a trailing slash."""

OF_PELICAN = "\ue005"
"""The mark of what a page of text names, until its language is known: before the address, which begins with a slash."""


def link(path: str) -> str:
    """Return the mark of a link to *path*, an address relative to the root."""
    return f"{_BEGIN}{path}{_END}"


def marked(html: str, languages: Collection[str]) -> str:
    """Return *html* with the marks of its own for what it names; *languages* are the folders of further languages."""
    return re.sub(f'{OF_PELICAN}/([^"]*)', lambda to: link(_of_any_language(to[1], languages)), html)


def _of_any_language(path: str, languages: Collection[str]) -> str:
    """Return *path* so that a link in any language leads there."""
    page = path.removesuffix("index.html")
    return f"/{page}" if f"{page.partition('/')[0]}/" in languages else page


@dataclass(frozen=True, slots=True)
class Start:
    """The start of the links of a page: *root* and *home*, relative or absolute, and *folder*, the folder of the page.

    *home* is the folder of the pages in the language of the page: the root, or a folder below it; *folder* is below it.
    *index* is the file of a folder in links, for pages opened from disk. Without *folder*, every link starts at the root
    or at *home*.
    """

    root: str
    home: str
    index: str
    folder: str = ""

    def linked(self, html: str) -> str:
        """Return *html* with its marks turned into links."""
        # Pages have tens of thousands of letters and a hundred links: to split them is thrice as fast as a pattern.
        first, *rest = html.replace(ROOT, self.root).replace(HOME, self.home).split(_BEGIN)
        pieces = [first]
        beyond = self.root, self.home, self.index
        for piece in rest:
            path, _, text = piece.partition(_END)
            pieces += self.to(path) if path.startswith(self.folder) else _from(*beyond, path), text
        return "".join(pieces)

    def to(self, path: str) -> str:
        """Return the link to the address *path*: a short one if it is on the page or below its folder.

        A link to a page leads to the page in the same language; other files exist only once. A path that begins with a
        slash starts at the root in every language.
        """
        if path.startswith("/"):
            return relative_link(self.root, path[1:], self.index)
        if self.home != self.root and not is_page(path):
            return relative_link(self.root, path, self.index)
        if self.folder and path.startswith(self.folder) and path != self.folder:
            below = path[len(self.folder) :]
            return below if below.startswith("#") else _file(below, self.index)
        return relative_link(self.home, path, self.index)


def is_page(path: str) -> bool:
    """Return whether the address *path*, perhaps with an anchor, is that of a page and not of another file."""
    address = path.partition("#")[0]
    return address == "" or address.endswith("/")


def start_of(path: str, index: str, base: str | None = None, language: str = "") -> Start:
    """Return the start of the links of the page at *path* in the folder *language*.

    Absolute links start with *base*, the root's path on its host.
    """
    if base is not None:
        return Start(base, f"{base}/{language}".rstrip("/"), index)
    return Start(root_of(language + path), root_of(path), index, path.rpartition("/")[0].rstrip("/") + "/")


def relative_link(root: str, path: str, index: str) -> str:
    """Return *path* as a link from the relative *root*; *index* is the file of a folder, for pages opened from disk."""
    return f"{root}/{_file(path, index)}"


@lru_cache(maxsize=1 << 13)
def _from(root: str, home: str, index: str, path: str) -> str:
    """Return the link to *path*, which is beyond the folder of the page: the same for all pages of the same depth."""
    return Start(root, home, index).to(path)


def _file(path: str, index: str) -> str:
    address, sharp, anchor = path.partition("#")
    file = index if address == "" or address.endswith("/") else ""
    return f"{address}{file}{sharp}{anchor}"


def safe_url(address: str) -> str:
    """Return *address* if it begins with http:// or https://, else an empty text."""
    return address if re.match("https?://", address) else ""


def base_of(url: str) -> str | None:
    """Return the path of the root on its host, without a trailing slash, from its address *url*; None if that is empty.

    The path never begins with two slashes, which would name another host.
    """
    path = urlsplit(url).path.strip("/")
    return f"/{path}" if path else "" if url else None


def root_of(path: str) -> str:
    """Return the relative path from the page at *path* to the root."""
    return "/".join(".." for _ in range(path.count("/"))) or "."

"""The files that pages name, and the scripts that scripts of the theme load."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from html import unescape

from masthead.building.links import base_of, root_of
from masthead.building.writer import file_of

THEME = "theme/"

_TAGS = re.compile(r"<[a-z][^<>]*>")
# Texts that scripts show are in data-* too: an address there starts with a step, as those of whole folders do.
_NAMED = re.compile(r'\s(?:(?:src|href)="([^"#?]+)|data-[a-z-]+="(\.\.?/[^"#?\s]*)["#?]|content="(https?:[^"#?]+))')
# Scripts of the theme load others that are beside them.
_LOADED = re.compile(r"""["'`]((?:\.{1,2}/)*[a-z0-9][\w./-]*\.js)["'`]""")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//")


class NamedFiles:
    """What pages name of the website with the public address *url*, if it has one."""

    def __init__(self, url: str = "") -> None:
        self._roots = (f"{url}/", f"{base_of(url)}/") if url else ()
        self.pages: dict[str, str] = {}
        """The path of each file that is named, with the first that names it."""
        self.folders: dict[str, str] = {}
        """The path of each folder or file that data-* names, with the first that names it."""
        # Pages of one depth have most of their links in common: each is resolved once.
        self._seen: dict[str, set[tuple[str, str, str]]] = {}

    def add(self, path: str, data: bytes) -> None:
        """Note what the file at *path*, which contains *data*, names: a page, or a script of the theme."""
        if path.endswith(".html"):
            self._add_page(path, data.decode())
        elif path.endswith(".js") and path.startswith(THEME):
            for name in _LOADED.findall(data.decode()):
                self._note(path, name, self.pages)

    def missing(self, files: Collection[str]) -> list[tuple[str, str]]:
        """Return each file or folder that is named and not among *files*, after the first file that names it."""
        known = set(files)
        folders = {f"{folder}/" for file in known for folder in _folders_of(file)} | {""}
        pages = ((page, file_of(path)) for path, page in self.pages.items() if file_of(path) not in known)
        return sorted([*pages, *((page, path) for path, page in self.folders.items() if path not in known | folders)])

    def _add_page(self, page: str, html: str) -> None:
        root = f"{root_of(page)}/"
        seen = self._seen.setdefault(root, set())
        names = set(_NAMED.findall("".join(_TAGS.findall(html)))) - seen
        for address, data, public in names:
            self._note(page, address or public, self.pages)
            self._note(page, data, self.folders)
        seen.update(one for one in names if (one[0] or one[1] or root).startswith(root))

    def _note(self, page: str, address: str, among: dict[str, str]) -> None:
        address = unescape(address)
        root = next((root for root in self._roots if f"{address}/".startswith(root)), "")
        if root and not address.startswith("//"):
            among.setdefault(address[len(root) :], page)
        elif address and not _ELSEWHERE.match(address):
            among.setdefault(_resolved(page, address), page)


def _resolved(page: str, address: str) -> str:
    """Return the path of the relative *address* on *page*."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), address))
    return "" if path == "." else f"{path}/" if address.endswith("/") else path


def _folders_of(file: str) -> Iterator[str]:
    while file := file.rpartition("/")[0]:
        yield file

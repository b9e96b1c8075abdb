"""The files that pages refer to, and the scripts that scripts of the theme load."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import unescape

from masthead.building.output.links import base_of, root_of
from masthead.building.output.writer import file_of
from masthead.loading.text_pages import ELSEWHERE, Named, named_in, path_at

THEME = "theme/"

# Scripts of the theme load others beside them.
_LOADED = re.compile(r"""["'`]((?:\.{1,2}/)*[a-z0-9][\w./-]*\.js)["'`]""")


class NamedFiles:
    """Collects the files that the pages of a website refer to; *url* is its public address, if it has one."""

    def __init__(self, url: str = "") -> None:
        self._roots = (f"{url}/", f"{base_of(url)}/") if url else ()
        self.pages: dict[str, str] = {}
        """The path of each file that src, href, content or a script names, with the path of the first file that does."""
        self.folders: dict[str, str] = {}
        """The path of each file or folder that data-* names, with the path of the first page that does."""
        # Pages of the same depth have most of their links in common: each is resolved once.
        self._resolved_links: dict[str, set[Named]] = {}

    def add(self, path: str, data: bytes) -> None:
        """Add the references in *data*, the content of the file at *path*: a page, or a script of the theme."""
        if path.endswith(".html"):
            self._add_page(path, data.decode())
        elif path.endswith(".js") and path.startswith(THEME):
            for name in _LOADED.findall(data.decode()):
                self._note(path, name, self.pages)

    def add_all(self, pages: Mapping[str, str], folders: Mapping[str, str]) -> None:
        """Add the *pages* and *folders* of another collection; those that are known already stay."""
        for path, page in pages.items():
            self.pages.setdefault(path, page)
        for path, page in folders.items():
            self.folders.setdefault(path, page)

    @property
    def files(self) -> frozenset[str]:
        """The files and folders that are referred to."""
        return frozenset((*map(file_of, self.pages), *self.folders))

    def missing(self, files: Collection[str]) -> list[tuple[str, str]]:
        """Return each referenced file or folder that is not among *files*, after the first page that refers to it."""
        known = set(files)
        pages = [(page, file_of(path)) for path, page in self.pages.items() if file_of(path) not in known]
        known |= folders_of(files) | {""}
        return sorted([*pages, *((page, path) for path, page in self.folders.items() if path not in known)])

    def _add_page(self, page: str, html: str) -> None:
        root = f"{root_of(page)}/"
        resolved = self._resolved_links.setdefault(root, set())
        for named in set(named_in(html, resolved)):
            address, may_be_folder = named
            self._note(page, address, self.folders if may_be_folder else self.pages)
            if address.startswith((root, "https:", "http:")):
                resolved.add(named)

    def _note(self, page: str, address: str, among: dict[str, str]) -> None:
        address = unescape(address)
        root = next((root for root in self._roots if f"{address}/".startswith(root)), "")
        if root and not address.startswith("//"):
            among.setdefault(address[len(root) :], page)
        elif address and not ELSEWHERE.match(address):
            among.setdefault(path_at(page, address), page)


def folders_of(files: Iterable[str]) -> set[str]:
    """Return the folders that *files* are in, each with a slash at its end."""
    return {f"{folder}/" for file in files for folder in _folders_of(file)}


def _folders_of(file: str) -> Iterator[str]:
    while file := file.rpartition("/")[0]:
        yield file

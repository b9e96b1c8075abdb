"""Whether a website is whole: every file as it was written, and every file that a page names.

The result is its manifest, /manifest.json: the size and the SHA-256 of every other file, in the order of their paths.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from html import unescape
from pathlib import Path

from masthead import MastheadError
from masthead.site.links import root_of
from masthead.site.workers import results_of
from masthead.site.writer import Digest, Writer, digest, file_of

MANIFEST = "manifest.json"
THEME = "theme/"
MARK = b'{"masthead": 1,'
"""How every manifest begins, by which a folder is known to be a website of ours."""

_TAGS = re.compile(r"<[a-z][^<>]*>")
# Texts that scripts show are in data-* too: an address there starts with a step, as those of whole folders do.
_NAMED = re.compile(r'\s(?:(?:src|href)="([^"#?]+)|data-[a-z-]+="(\.\.?/[^"#?\s]*)["#?]|content="(https?:[^"#?]+))')
# Scripts of the theme load others that are beside them.
_LOADED = re.compile(r"""["'`]((?:\.{1,2}/)*[a-z0-9][\w./-]*\.js)["'`]""")
_BATCH = 500
"""How many files are read together."""
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//")


class VerificationError(MastheadError):
    """The website is not whole; says which file is missing or wrong."""


def complete(writer: Writer, url: str) -> Mapping[str, Digest]:
    """Verify the website that *writer* has written, add its manifest, and return that; *url* is its public address."""
    manifest = verified(writer.root, writer.written, url, writer.jobs)
    writer.written.pop(MANIFEST, None)
    writer.write(MANIFEST, manifest_text(manifest))
    return manifest


def manifest_text(manifest: Mapping[str, Digest]) -> str:
    """Return *manifest* as its file has it, a line for each file."""
    files = (
        f"{json.dumps(path)}: " + json.dumps({"bytes": one.size, "sha256": one.sha256})
        for path, one in manifest.items()
    )
    return f'{MARK.decode()} "files": {{\n' + ",\n".join(files) + "\n}}\n"


def read_manifest(root: Path) -> Mapping[str, Digest]:
    """Return the manifest of the website in the folder *root*; an empty one if it has none that can be read."""
    try:
        files = json.loads((root / MANIFEST).read_bytes())["files"]
        return {path: Digest(one["bytes"], one["sha256"]) for path, one in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def verified(root: Path, written: Mapping[str, Digest], url: str = "", jobs: int = 1) -> dict[str, Digest]:
    """Return what each file below *root* contains, by path; *jobs* processes read them.

    Raises VerificationError if a file differs from what was *written*, is missing, empty or no ordinary file, or if a
    page names a file that is not there. Addresses that start with *url* are those of the website itself.
    """
    paths = sorted(_files(root))
    tasks = [partial(_read, root, paths[at : at + _BATCH], written, url) for at in range(0, len(paths), _BATCH)]
    found: dict[str, Digest] = {}
    named = _Named(url)
    for files, names in results_of(tasks, jobs):
        found |= files
        named.join(names)
    _refuse_missing(found, written)
    named.refuse_missing(found)
    return found


def _read(
    root: Path, paths: Iterable[str], written: Mapping[str, Digest], url: str
) -> tuple[dict[str, Digest], _Named]:
    """Return what the files at *paths* contain, and what they name."""
    found: dict[str, Digest] = {}
    named = _Named(url)
    for path in paths:
        data = _bytes(root / path)
        found[path] = digest(data)
        if path in written and found[path] != written[path]:
            raise VerificationError(f"{path} has {len(data)} bytes that are not the {written[path].size} written")
        if path.endswith(".html"):
            named.add(path, data.decode())
        elif path.endswith(".js") and path.startswith(THEME):
            named.add_loaded(path, data.decode())
    return found, named


def _files(folder: Path, below: str = "") -> Iterator[str]:
    """Yield the path of each file below *folder*."""
    for entry in list(os.scandir(folder)):
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), f"{below}{entry.name}/")
        elif not entry.is_file(follow_symlinks=False):
            raise VerificationError(f"{below}{entry.name} is a link or a device, not an ordinary file")
        elif f"{below}{entry.name}" != MANIFEST:
            yield f"{below}{entry.name}"


def _bytes(file: Path) -> bytes:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise VerificationError(f"{file} cannot be read back: {error.strerror}") from error
    if not data:
        raise VerificationError(f"{file} is empty")
    return data


def _refuse_missing(found: Mapping[str, Digest], written: Mapping[str, Digest]) -> None:
    missing = [path for path in written if path not in found and path != MANIFEST]
    if missing:
        raise VerificationError(f"{missing[0]} was written and is missing")


class _Named:
    """The files that pages name, each with the first page that does."""

    def __init__(self, url: str) -> None:
        self._url = f"{url}/" if url else ""
        self._pages: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        # Pages of one depth have most of their links in common: each is resolved once.
        self._seen: dict[str, set[tuple[str, str, str]]] = {}

    def join(self, later: _Named) -> None:
        """Note what *later* has noted of pages that come after those of this one."""
        self._pages = later._pages | self._pages
        self._folders = later._folders | self._folders

    def add(self, page: str, html: str) -> None:
        """Note what the *html* of *page* names."""
        root = f"{root_of(page)}/"
        seen = self._seen.setdefault(root, set())
        names = set(_NAMED.findall("".join(_TAGS.findall(html)))) - seen
        for address, data, public in names:
            self._note(page, address or public, self._pages)
            self._note(page, data, self._folders)
        seen.update(one for one in names if (one[0] or one[1] or root).startswith(root))

    def add_loaded(self, script: str, text: str) -> None:
        """Note what the *script* of the theme with this *text* loads."""
        for name in _LOADED.findall(text):
            self._note(script, name, self._pages)

    def _note(self, page: str, address: str, among: dict[str, str]) -> None:
        address = unescape(address)
        if self._url and f"{address}/".startswith(self._url):
            among.setdefault(address[len(self._url) :], page)
        elif address and not _ELSEWHERE.match(address):
            among.setdefault(_resolved(page, address), page)

    def refuse_missing(self, found: Iterable[str]) -> None:
        """Refuse a page that names a file, or in data-* a folder, that is not among those *found*."""
        files = set(found)
        folders = {f"{folder}/" for file in files for folder in _folders_of(file)} | {""}
        wrong = [(page, file_of(path)) for path, page in self._pages.items() if file_of(path) not in files]
        wrong += [(page, path) for path, page in self._folders.items() if path not in files | folders]
        if wrong:
            more = f" (and {len(wrong) - 1} more files are missing)" if len(wrong) > 1 else ""
            raise VerificationError(f"{wrong[0][0]} names {wrong[0][1]}, which is missing{more}")


def _resolved(page: str, address: str) -> str:
    """Return the path of the relative *address* on *page*."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), address))
    return "" if path == "." else f"{path}/" if address.endswith("/") else path


def _folders_of(file: str) -> Iterator[str]:
    while file := file.rpartition("/")[0]:
        yield file

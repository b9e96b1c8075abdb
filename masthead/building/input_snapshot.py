"""A look at everything that a build reads: if it is what the last build read, the website is the one that is there.

It loads no record, no template and no library that makes pages. What it does not know, it takes for changed: settings
beyond those of pelicanconf.py, which may lead Pelican to other files, and whatever is no ordinary file or folder.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from masthead.building.inputs import text_of_setting
from masthead.building.kept_build import cache_beside
from masthead.files.engine_code import code_digest, libraries
from masthead.files.regular_files import read_ordinary
from masthead.ledger.chain import FOLDER as LEDGER
from masthead.ledger.tracked import tracked
from masthead.records.files import FOLDERS
from masthead.records.unfinished import IMPORT, REDACTION

BESIDE_RECORDS = (LEDGER, "status", IMPORT, REDACTION)
"""What a build reads below the root beside the folders of records and those that settings name."""
_ENVIRONMENT = ("LANG", "LANGUAGE", "LC_", "TZ", "SOURCE_DATE_EPOCH")
"""How the variables begin that a build reads; those that settings read are in their values."""
_PLAIN_SETTINGS = frozenset(
    [
        "SITENAME",
        "SITEURL",
        "RELATIVE_URLS",
        "THEME_STATIC_DIR",
        "TIMEZONE",
        "DEFAULT_LANG",
        "PAGE_URL",
        "PAGE_SAVE_AS",
        "ARTICLE_PATHS",
        "STATIC_PATHS",
        "DIRECT_TEMPLATES",
        "AUTHOR_SAVE_AS",
        "CATEGORY_SAVE_AS",
        "TAG_SAVE_AS",
        "ARCHIVES_SAVE_AS",
        "DRAFT_SAVE_AS",
        "FEED_ALL_ATOM",
        "CATEGORY_FEED_ATOM",
        "TRANSLATION_FEED_ATOM",
        "AUTHOR_FEED_ATOM",
        "AUTHOR_FEED_RSS",
        "DELETE_OUTPUT_DIRECTORY",
        "PLUGINS",
        "PATH",
        "THEME",
        "PAGE_PATHS",
        "CACHE_CONTENT",
        "LOAD_CONTENT_CACHE",
        "JINJA_ENVIRONMENT",
        "MARKDOWN",
    ]
)
_OURS = "MASTHEAD_"
_EXTENSIONS = {"MARKDOWN": "markdown.extensions.", "JINJA_ENVIRONMENT": "jinja2.ext."}
"""Where extensions come from whose code is known by the versions of libraries."""
_TICK = 50_000_000
"""Nanoseconds within which two changes of a file may bear the same time."""
_AGAIN = 3


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of all that a build of the database below *root* with Pelican's *settings* reads."""

    root: Path
    settings: str
    key: str = ""
    """Its digest by content; nothing if something is not known."""
    stamps: str = ""
    """By what each file is known again."""
    places: tuple[Path, ...] = ()
    cache: Path = Path()
    """The folder of what is kept between builds."""

    def is_still_true(self) -> bool:
        """Return whether nothing was written since, so that a build in between has read what was seen."""
        if not self.key:
            return False
        seen = _Seen()
        return all(seen.add(place, read=False) for place in self.places) and seen.stamps() == self.stamps


def look_at(root: Path, settings: str) -> Look:
    """Return what a build of the database below *root* with Pelican's *settings* reads, as it is now."""
    unknown, file = Look(root, settings), root / settings
    try:
        values = _values_of(file)
        if not _are_known(values):
            return unknown
        named = [os.path.abspath(file.parent / values[name]) for name in ("PATH", "THEME")]  # noqa: PTH100 - as Pelican does
        named += [values["MASTHEAD_CATALOGUES"]] if values.get("MASTHEAD_CATALOGUES") else []
        programs = sorted(file.parent.glob("*.py"))  # the settings, and what they may take from beside them
    except Exception:  # noqa: BLE001 - settings are a program, which may raise anything: the build says what
        return unknown
    places = (*(root / name for name in (*FOLDERS, *BESIDE_RECORDS)), *map(Path, named), *programs)
    around = [code_digest(), *(text_of_setting(one) for one in values.values())]
    if not all(around):
        return unknown
    around += [
        *values,
        *libraries(),
        *_environment(),
        str(root.absolute()),
        str(file.absolute()),
        *sorted(tracked(root)),
    ]
    return _seen(replace(unknown, places=places, cache=cache_beside(Path(named[0]))), "\n".join(around))


def _seen(unknown: Look, around: str) -> Look:
    """Return what is seen at the places of a look, once nothing is so new that a further change may bear its time."""
    for _ in range(_AGAIN):
        start = time.time_ns()
        seen = _Seen()
        if not all(seen.add(place, read=True) for place in unknown.places):
            return unknown
        if seen.latest < start - _TICK:
            key = hashlib.sha256(f"{around}\n{seen.day}\n{seen.digest()}".encode("utf-8", "surrogateescape"))
            return replace(unknown, key=key.hexdigest(), stamps=seen.stamps())
        time.sleep(_TICK / 1e9)
    return unknown


class _Seen:
    """Files as they are seen, one after the other."""

    def __init__(self) -> None:
        self.day = datetime.now(UTC).date()
        """Findings on dates depend on it, and whether the status of links can be true."""
        self.latest = 0
        """When the last of the files changed, in nanoseconds."""
        self._contents = hashlib.sha256()
        self._stamps = hashlib.sha256(str(self.day).encode())

    def digest(self) -> str:
        """Return the digest of the names and contents of all files that were read."""
        return self._contents.hexdigest()

    def stamps(self) -> str:
        """Return the digest of that by which they are known again: time, size, and number in the file system."""
        return self._stamps.hexdigest()

    def add(self, place: Path, *, read: bool) -> bool:
        """Add what is at *place*, and return whether that is nothing, a file, or a folder of ordinary files and folders.

        A link is none of these, even at the place itself: a build refuses one to a folder of records.
        """
        self._note(f"[{place}]", b"")
        try:
            if place.is_symlink():
                return False
            if place.is_dir():
                return self._folder(str(place), read=read)
            return not os.path.lexists(place) or self._file(str(place), read=read)
        except OSError:
            return False

    def _folder(self, path: str, *, read: bool) -> bool:
        self._note(f"{path}/", b"")
        self._know(Path(path).stat())  # what is put there and taken away again changes its time
        return all(
            self._folder(one.path, read=read)
            if one.is_dir(follow_symlinks=False)
            else one.is_file(follow_symlinks=False) and self._file(one.path, read=read)
            for one in _entries(path)
        )

    def _file(self, path: str, *, read: bool) -> bool:
        found, data = _read(path) if read else (os.lstat(path), b"")
        self._note(path, data)
        self._know(found)
        return stat.S_ISREG(found.st_mode)

    def _know(self, found: os.stat_result) -> None:
        self.latest = max(self.latest, found.st_ctime_ns, found.st_mtime_ns)
        known_by = f"{found.st_mode} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}\n"
        self._stamps.update(known_by.encode())

    def _note(self, name: str, data: bytes) -> None:
        said = f"{name}\0{len(data)}\n".encode("utf-8", "surrogateescape")
        self._contents.update(said)
        self._contents.update(data)
        self._stamps.update(f"{name}\0".encode("utf-8", "surrogateescape"))


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Return what lies in *folder*, hidden or not, in the order of the names, but nothing that Python keeps there."""
    with os.scandir(folder) as found:
        return sorted((entry for entry in found if entry.name != "__pycache__"), key=lambda entry: entry.name)


def _read(path: str) -> tuple[os.stat_result, bytes]:
    """Return what the system says of the file at *path*, and then its bytes."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.fstat(handle)
        pieces = list(iter(lambda: os.read(handle, max(found.st_size, 1)), b""))
    finally:
        os.close(handle)
    return found, b"".join(pieces)


def _values_of(file: Path) -> Mapping[str, Any]:
    """Return the settings in *file*, in the order of their names, as Pelican reads them."""
    program = compile(read_ordinary(file), file, "exec")
    modules, paths, without = set(sys.modules), list(sys.path), sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    module = ModuleType(file.stem)
    module.__file__ = str(file)
    try:
        exec(program, module.__dict__)  # noqa: S102 - settings are a program
    finally:
        sys.dont_write_bytecode, sys.path[:] = without, paths
        for name in set(sys.modules) - modules:
            if Path(getattr(sys.modules[name], "__file__", None) or "/").parent == file.parent:
                del sys.modules[name]  # so that Pelican, too, runs what is beside the file
    return {name: getattr(module, name) for name in sorted(dir(module)) if name.isupper()}


def _are_known(values: Mapping[str, Any]) -> bool:
    """Return whether *values* lead a build to no file but those that are looked at."""
    if not all(name in _PLAIN_SETTINGS or name.startswith(_OURS) for name in values):
        return False
    inner = [path for name in ("PAGE_PATHS", "ARTICLE_PATHS", "STATIC_PATHS") for path in values.get(name, ())]
    extensions = [
        one.startswith(library)
        for name, library in _EXTENSIONS.items()
        for one in (*values.get(name, {}).get("extensions", ()), *values.get(name, {}).get("extension_configs", ()))
    ]
    is_alone = values.get("PLUGINS") == ["masthead.building.pelican_plugin"]
    keeps_nothing = not values.get("LOAD_CONTENT_CACHE", False)
    inside = all(not Path(path).is_absolute() and ".." not in Path(path).parts for path in inner)
    return is_alone and keeps_nothing and inside and all(extensions) and {"PATH", "THEME"} <= values.keys()


def _environment() -> Iterator[str]:
    yield from (f"{name}={value}" for name, value in sorted(os.environ.items()) if name.startswith(_ENVIRONMENT))

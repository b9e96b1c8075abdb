"""A snapshot of all inputs of a build: if it equals that of the last build, the website would be the same.

Taking it loads no record, no template and no library that makes pages. An input that it does not know counts as
changed: settings other than those of pelicanconf.py, which may lead Pelican to other files, and anything but ordinary
files and folders.
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

from masthead.building.configuration.settings_program import leaving_nothing
from masthead.building.incremental.inputs import text_of_setting
from masthead.files.engine_code import code_digest, libraries
from masthead.files.regular_files import read_ordinary
from masthead.files.sealed_cache import cache_beside
from masthead.ledger.chain import FOLDER as LEDGER
from masthead.ledger.git_tracking import tracked
from masthead.record_files.files import FOLDERS
from masthead.record_files.unfinished import IMPORT, REDACTION

BESIDE_RECORDS = (LEDGER, "status", IMPORT, REDACTION)
"""The inputs below the root other than the folders of records and the folders that settings name."""
_ENVIRONMENT = ("LANG", "LANGUAGE", "LC_", "TZ", "SOURCE_DATE_EPOCH")
"""The prefixes of the variables that a build reads itself; the values of settings cover those that settings read."""
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
"""The packages of extensions whose code is known by the versions of libraries."""
_TICK = 50_000_000
"""The time, in nanoseconds, within which two changes of a file may get the same time stamp."""
_AGAIN = 3


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state of all inputs of a build of the database below *root* with Pelican's *settings*."""

    root: Path
    settings: str
    key: str = ""
    """The digest of their contents; empty if an input is not known."""
    stamps: str = ""
    """The digest of their time stamps, sizes and inode numbers."""
    places: tuple[Path, ...] = ()
    cache: Path = Path()
    """The folder of the values that are kept between builds."""

    def is_current(self) -> bool:
        """Return whether no input was written since, so that a build in between has read these inputs."""
        if not self.key:
            return False
        digests = _Digests()
        return all(digests.add(place, read=False) for place in self.places) and digests.stamps() == self.stamps


def take_snapshot(root: Path, settings: str) -> Snapshot:
    """Return the present state of all inputs of a build of the database below *root* with Pelican's *settings*."""
    unknown, file = Snapshot(root, settings), root / settings
    try:
        values = _values_of(file)
        if not _are_known(values):
            return unknown
        named = [os.path.abspath(file.parent / values[name]) for name in ("PATH", "THEME")]  # noqa: PTH100 - as Pelican does
        named += [values["MASTHEAD_CATALOGUES"]] if values.get("MASTHEAD_CATALOGUES") else []
        programs = sorted(file.parent.glob("*.py"))  # the settings, and the modules beside them that they may import
    except Exception:  # noqa: BLE001 - settings are a program, which may raise anything; the build reports it
        return unknown
    places = (*(root / name for name in (*FOLDERS, *BESIDE_RECORDS)), *map(Path, named), *programs)
    other_inputs = [code_digest(), *(text_of_setting(value) for value in values.values())]
    if not all(other_inputs):
        return unknown
    other_inputs += [
        *values,
        *libraries(),
        *_environment(),
        str(root.absolute()),
        str(file.absolute()),
        *sorted(tracked(root)),
    ]
    return _with_digests(replace(unknown, places=places, cache=cache_beside(Path(named[0]))), "\n".join(other_inputs))


def _with_digests(unknown: Snapshot, other_inputs: str) -> Snapshot:
    """Return *unknown* with the digests of its places, once no file is so new that a change may get the same time."""
    for _ in range(_AGAIN):
        start = time.time_ns()
        digests = _Digests()
        if not all(digests.add(place, read=True) for place in unknown.places):
            return unknown
        if digests.latest < start - _TICK:
            key = hashlib.sha256(
                f"{other_inputs}\n{digests.day}\n{digests.digest()}".encode("utf-8", "surrogateescape")
            )
            return replace(unknown, key=key.hexdigest(), stamps=digests.stamps())
        time.sleep(_TICK / 1e9)
    return unknown


class _Digests:
    """The digests of files, which are added one by one."""

    def __init__(self) -> None:
        self.day = datetime.now(UTC).date()
        """Part of the digests, since findings on dates depend on it, and so does the check of the status of links."""
        self.latest = 0
        """The latest time stamp of a file, in nanoseconds."""
        self._contents = hashlib.sha256()
        self._stamps = hashlib.sha256(str(self.day).encode())

    def digest(self) -> str:
        """Return the digest of the names and contents of the files."""
        return self._contents.hexdigest()

    def stamps(self) -> str:
        """Return the digest of the names, modes, sizes, time stamps and inode numbers of the files."""
        return self._stamps.hexdigest()

    def add(self, place: Path, *, read: bool) -> bool:
        """Add the files at *place*; return False if anything there is neither an ordinary file nor a folder, else True.

        A link is neither, even at *place* itself: a build refuses a folder of records that is a link. With *read*
        unset, the contents are not read.
        """
        self._add_content(f"[{place}]", b"")
        try:
            if place.is_symlink():
                return False
            if place.is_dir():
                return self._folder(str(place), read=read)
            return not os.path.lexists(place) or self._file(str(place), read=read)
        except OSError:
            return False

    def _folder(self, path: str, *, read: bool) -> bool:
        self._add_content(f"{path}/", b"")
        self._add_stamp(Path(path).stat())  # adding and removing a file changes its time
        return all(
            self._folder(entry.path, read=read)
            if entry.is_dir(follow_symlinks=False)
            else entry.is_file(follow_symlinks=False) and self._file(entry.path, read=read)
            for entry in _entries(path)
        )

    def _file(self, path: str, *, read: bool) -> bool:
        status, data = _read(path) if read else (os.lstat(path), b"")
        self._add_content(path, data)
        self._add_stamp(status)
        return stat.S_ISREG(status.st_mode)

    def _add_stamp(self, status: os.stat_result) -> None:
        self.latest = max(self.latest, status.st_ctime_ns, status.st_mtime_ns)
        known_by = f"{status.st_mode} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}\n"
        self._stamps.update(known_by.encode())

    def _add_content(self, name: str, data: bytes) -> None:
        head = f"{name}\0{len(data)}\n".encode("utf-8", "surrogateescape")
        self._contents.update(head)
        self._contents.update(data)
        self._stamps.update(f"{name}\0".encode("utf-8", "surrogateescape"))


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Return the entries of *folder*, hidden or not, by name, except the compiled modules that Python keeps there."""
    with os.scandir(folder) as entries:
        return sorted((entry for entry in entries if entry.name != "__pycache__"), key=lambda entry: entry.name)


def _read(path: str) -> tuple[os.stat_result, bytes]:
    """Return the status and the bytes of the file at *path*, in this order: a later change has a later time."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(handle)
        pieces = list(iter(lambda: os.read(handle, max(status.st_size, 1)), b""))
    finally:
        os.close(handle)
    return status, b"".join(pieces)


def _values_of(file: Path) -> Mapping[str, Any]:
    """Return the settings in *file* by name, sorted, as Pelican reads them."""
    program = compile(read_ordinary(file), file, "exec")
    paths, module = list(sys.path), ModuleType(file.stem)
    module.__file__ = str(file)
    try:
        with leaving_nothing(file):
            exec(program, module.__dict__)  # noqa: S102 - settings are a program
    finally:
        sys.path[:] = paths
    return {name: getattr(module, name) for name in sorted(dir(module)) if name.isupper()}


def _are_known(values: Mapping[str, Any]) -> bool:
    """Return whether *values* lead a build only to files that are in the snapshot."""
    if not all(name in _PLAIN_SETTINGS or name.startswith(_OURS) for name in values):
        return False
    folders = [path for name in ("PAGE_PATHS", "ARTICLE_PATHS", "STATIC_PATHS") for path in values.get(name, ())]
    extensions = [
        extension.startswith(library)
        for name, library in _EXTENSIONS.items()
        for extension in (
            *values.get(name, {}).get("extensions", ()),
            *values.get(name, {}).get("extension_configs", ()),
        )
    ]
    is_alone = values.get("PLUGINS") == ["masthead.building.pelican_plugin"]
    keeps_nothing = not values.get("LOAD_CONTENT_CACHE", False)
    inside = all(not Path(path).is_absolute() and ".." not in Path(path).parts for path in folders)
    return is_alone and keeps_nothing and inside and all(extensions) and {"PATH", "THEME"} <= values.keys()


def _environment() -> Iterator[str]:
    yield from (f"{name}={value}" for name, value in sorted(os.environ.items()) if name.startswith(_ENVIRONMENT))

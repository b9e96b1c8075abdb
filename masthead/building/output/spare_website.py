"""The spare: the website before the last one, which a build turns into the new website by what differs.

Almost all files of a website stay the same, and each of them is a link, in a folder of its own. To make and to delete
thousands of links and folders takes longer than to look at them, so the website that a build has replaced is set aside,
and the next build links, moves and deletes only what is different. A file of the spare is taken for one of the last
website only if it is the same file, by its number in the file system. So the new website is the same if the spare is
damaged, or if a build was killed while it changed the spare.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from masthead.building.output.verification import files_in
from masthead.building.output.writer import LastFiles, PagePathError, Stamp, stamp
from masthead.files.regular_files import remove_folder


def add_linked(new: Path, last: LastFiles, linked: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """Put the files *linked* of the *last* website beside those written into *new*; return their stamps.

    If there is a spare, it takes the place of *new*, with the same files in the end. Raises PagePathError if a file was
    both written and linked, or if one cannot be put there.
    """
    if not linked:
        return {}
    written = list(files_in(new))
    for path in linked.keys() & written:
        raise PagePathError(f"two pages have the path {path!r}")
    try:
        held, folders = _turned(last.spare, new, linked, written)
        return {
            path: known if path in held else _link(last.path(path), new, path, folders)
            for path, known in linked.items()
        }
    except OSError as error:
        raise PagePathError(f"{error.filename or new} cannot be written: {error.strerror}") from error
    finally:
        if last.spare:
            remove_folder(last.spare)


def set_aside(website: Path, spare: Path) -> None:
    """Make *website*, which another has replaced, the *spare*; on another file system it is left where it is."""
    with suppress(OSError):
        spare.parent.mkdir(parents=True, exist_ok=True)
        website.rename(spare)


def _turned(
    spare: Path | None, new: Path, linked: Mapping[str, Stamp], written: Collection[str]
) -> tuple[Collection[str], set[str]]:
    """Let *spare*, with those of its files that are *linked* and those *written* into *new*, take the place of *new*.

    Return the linked files that are in *new* now, and its folders; no files if no spare can be used.
    """
    content = _content(spare, os.lstat(new)) if spare else None
    if spare is None or content is None:
        return (), set(_folders_of(written))
    files, before = content
    same = {path for path, inode in files.items() if path in linked and linked[path].inode == inode}
    for path in files.keys() - same:
        (spare / path).unlink()
    needed = set(_folders_of((*linked, *written)))
    for folder in sorted(before - needed, reverse=True):  # what is in a folder comes before it
        (spare / folder).rmdir()
    folders = before & needed
    for path in written:
        _make_folder(spare, path, folders)
        (new / path).rename(spare / path)
    shutil.rmtree(new)
    spare.rename(new)
    return same, folders


def _link(source: str, new: Path, path: str, folders: set[str]) -> Stamp:
    """Link *source* as *path* in *new*, or copy it if the file system allows no more links; *folders* are there."""
    target = new / path
    _make_folder(new, path, folders)
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        with Path(source).open("rb") as old, target.open("xb") as copy:
            shutil.copyfileobj(old, copy)
    return stamp(os.lstat(target))


def _make_folder(root: Path, path: str, folders: set[str]) -> None:
    """Make the folder of the file *path* below *root*, unless it is among *folders*, and add it to them."""
    missing = []
    for folder in _folders_of_file(path):
        if folder in folders:
            break
        missing.append(folder)
    for folder in reversed(missing):
        with suppress(FileExistsError):
            (root / folder).mkdir()
        folders.add(folder)


def _folders_of(paths: Iterable[str]) -> Iterator[str]:
    for folder in {path.rpartition("/")[0] for path in paths}:
        yield from _folders_of_file(f"{folder}/")


def _folders_of_file(path: str) -> Iterator[str]:
    """Yield the folders that contain the file *path*, the innermost first, without the root."""
    folder = path.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def _content(folder: Path, like: os.stat_result) -> tuple[dict[str, int], set[str]] | None:
    """Return the files of *folder*, with their numbers in the file system, and the folders below it, by path.

    Return None if it is no folder, or has anything but ordinary files, and folders that are *like* another: of the same
    device, mode and owner.
    """
    files: dict[str, int] = {}
    folders: set[str] = set()
    rest = [""]
    try:
        while rest:
            below = rest.pop()
            status = os.lstat(f"{folder}/{below}".rstrip("/"))
            if _kind(status) != _kind(like):
                return None
            with os.scandir(f"{folder}/{below}") as entries:
                for entry in entries:
                    path = f"{below}{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        folders.add(path)
                        rest.append(f"{path}/")
                    elif entry.is_file(follow_symlinks=False):
                        files[path] = entry.inode()
                    else:
                        return None
    except OSError:
        return None
    return files, folders


def _kind(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_dev, status.st_mode, status.st_uid

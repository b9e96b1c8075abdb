"""The pictures of records, judged when records are checked; image_reencoding.py makes the published copies.

They are in a folder with the name of the record: sites/it/romajournal.org/front-page.png belongs to
sites/it/romajournal.org.yml, whose evidence names it. Published at /attachments/<SHA-256 of the file>.webp.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from masthead.findings.finding import Finding, Location
from masthead.loading.image_heads import MAX_BYTES, Head, PictureError, read_head
from masthead.model import Attachment
from masthead.model.identity import placed_evidence_of
from masthead.record_files.files import SUFFIX, bytes_of
from masthead.record_files.reading import Loaded
from masthead.relations.graph import Graph

MAX_FILES = 100
"""The most pictures of a record; in a folder with more, no picture is opened."""


def judge_attachments(root: Path, graph: Graph, holds: Callable[[str], bool] | None = None) -> Iterator[Finding]:
    """Yield the findings on the pictures of the records of *graph* below *root*, or of those whose path it *holds*."""
    with_folder = _folders(root, {loaded.file.path.rpartition("/")[0] for loaded in graph.loaded})
    for loaded in graph.loaded:
        if holds and not holds(loaded.file.path):
            continue
        named = list(attachments_of(loaded))
        folder = loaded.file.path.removesuffix(SUFFIX)
        present = _names(root / folder) if folder in with_folder else set()
        if len(present) > MAX_FILES:
            yield Finding(
                folder,
                "attachment-named",
                f"the folder has {len(present)} pictures, and at most {MAX_FILES} are allowed",
            )
            continue
        for at, attachment in named:
            yield from _judge(root, loaded, at, attachment, present)
        for name in sorted(present - {attachment.file for _, attachment in named}):
            message = "no evidence in the record names this picture"
            cure = f"add it to the attachments of an item in {loaded.file.path}, or delete it"
            yield Finding(f"{folder}/{name}", "attachment-named", message, cure=cure)


def attachments_of(loaded: Loaded) -> Iterator[tuple[Location, Attachment]]:
    """Yield each attachment of a record, with its place."""
    for at, evidence in placed_evidence_of(loaded.record):
        yield from (((*at, "attachments", n), attachment) for n, attachment in enumerate(evidence.attachments))


def _folders(root: Path, shelves: Iterable[str]) -> set[str]:
    """Return everything in the *shelves* below *root* but records: among it are the folders of pictures, which few records have."""
    names: set[str] = set()
    for shelf in shelves:
        with suppress(OSError):  # it is gone, and its records are read already
            names |= {f"{shelf}/{entry.name}" for entry in os.scandir(root / shelf) if not entry.name.endswith(SUFFIX)}
    return names


def _names(folder: Path) -> set[str]:
    """Return the contents of *folder*; nothing if it does not exist or is a link."""
    try:
        return {entry.name for entry in os.scandir(folder)} if stat.S_ISDIR(os.lstat(folder).st_mode) else set()
    except OSError:
        return set()


def _judge(root: Path, loaded: Loaded, at: Location, attachment: Attachment, present: set[str]) -> Iterator[Finding]:
    """Yield the findings on one *attachment*."""
    path = path_of_picture(loaded, attachment)
    if attachment.file not in present:
        message = f"the picture {path} is missing"
        yield loaded.finding((*at, "file"), "attachment-named", message, "put it there, or correct the name")
        return
    data = bytes_of(root, path, MAX_BYTES)
    try:
        _head(attachment.file, data)
    except PictureError as error:
        yield Finding(path, "attachment-file", str(error), cure="take a new picture, or delete it")
        return
    digest = hashlib.sha256(data or b"").hexdigest()
    if digest != attachment.sha256:
        message = f"the SHA-256 of {path} is {digest}, not {attachment.sha256}"
        yield loaded.finding(
            (*at, "sha256"), "attachment-hash", message, "find out whether the file or the record was changed"
        )


def path_of_picture(loaded: Loaded, attachment: Attachment) -> str:
    """Return where the picture of *attachment* is, below the root."""
    return f"{loaded.file.path.removesuffix(SUFFIX)}/{attachment.file}"


def _head(name: str, data: bytes | None) -> Head:
    if data is None:
        raise PictureError("this is not an ordinary file, or it cannot be read")
    return read_head(name, data)

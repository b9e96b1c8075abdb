"""Verification of a website: every file as it was written, and every file that a page refers to.

The result is its manifest, /manifest.json: the size and the SHA-256 of every other file, sorted by path.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from masthead import MastheadError
from masthead.building.output.named_files import NamedFiles, folders_of
from masthead.building.output.writer import Digest, Writer, digest
from masthead.files.regular_files import read_ordinary
from masthead.ledger.published_addresses import Addresses, unanswered
from masthead.processes.workers import results_of

MANIFEST = "manifest.json"
MARK = b'{"masthead": 1,'
"""The beginning of every manifest, which marks a folder as a website of ours."""

_BATCH = 500
"""The number of files that are read in one task."""


class VerificationError(MastheadError):
    """The website is incomplete; the message says which file is missing or wrong."""


@dataclass(frozen=True, slots=True)
class _ReadFiles:
    """The digests of files that others have made, and the files and folders that pages refer to, each with the first page that does."""

    others: dict[str, Digest]
    pages: dict[str, str]
    folders: dict[str, str]


@dataclass(frozen=True, slots=True)
class Complete:
    """A complete website: its manifest, and the files and folders that its pages refer to, perhaps with more than these."""

    manifest: Mapping[str, Digest]
    named: frozenset[str]


def complete(writer: Writer, url: str) -> Complete:
    """Verify the website that *writer* has written, and write its manifest.

    *url* is the public address of the website, if it has one. Raises VerificationError as `verified` does.
    """
    last = writer.last
    # A linked page was read when it was written, and refers only to files that existed then.
    trusted = frozenset() if _gone(last.digests, writer.written) & last.named else writer.linked
    manifest, named = _read_back(writer.root, writer.written, url, writer.jobs, trusted)
    writer.written.pop(MANIFEST, None)
    writer.write(MANIFEST, manifest_text(manifest))
    return Complete(manifest, named.files | last.named if trusted else named.files)


def _gone(before: Collection[str], after: Collection[str]) -> set[str]:
    """Return the files and folders of the files *before* that are not among those *after*."""
    gone = set(before).difference(after)
    return gone | (folders_of(gone) - folders_of(after)) if gone else gone


def manifest_text(manifest: Mapping[str, Digest], head: str = MARK.decode()) -> str:
    """Return *manifest* as text after *head*, with a line for each file."""
    files = (
        f'{json.dumps(path)}: {{"bytes": {file.size}, "sha256": "{file.sha256}"}}' for path, file in manifest.items()
    )
    return f'{head} "files": {{\n' + ",\n".join(files) + "\n}}\n"


def refuse_unanswered(root: Path, addresses: Addresses) -> None:
    """Raise VerificationError if the website in *root* lacks one of *addresses*, which were published before."""
    missing = list(unanswered(root, addresses))
    if missing:
        raise VerificationError(missing[0] + (f" (and {len(missing) - 1} more addresses)" if len(missing) > 1 else ""))


def read_manifest(root: Path) -> Mapping[str, Digest]:
    """Return the manifest of the website in the folder *root*; empty if it has none that can be read."""
    try:
        files = json.loads(read_ordinary(root / MANIFEST))["files"]
        return {path: Digest(file["bytes"], file["sha256"]) for path, file in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def verified(root: Path, written: Mapping[str, Digest], url: str | None = "", jobs: int = 1) -> Mapping[str, Digest]:
    """Return the digest of each file below *root*, by path, all of them read back in *jobs* processes.

    Raises VerificationError if a file differs from *written*, or is missing, empty or not an ordinary file, or if a
    page in *written* refers to a file that is missing. Addresses that begin with *url* are those of the website itself;
    with None for *url*, the folder is a share of a website, whose pages refer to files of other shares.
    """
    return _read_back(root, written, url, jobs)[0]


def _read_back(
    root: Path,
    written: Mapping[str, Digest],
    url: str | None,
    jobs: int,
    trusted: Collection[str] = frozenset(),
) -> tuple[dict[str, Digest], NamedFiles]:
    """Return the digests of `verified`, which reads no file in *trusted* here, and the files that pages refer to."""
    paths = sorted(files_in(root))
    read = [path for path in paths if path not in trusted]
    batches = (read[start : start + _BATCH] for start in range(0, len(read), _BATCH))
    others: dict[str, Digest] = {}
    named = NamedFiles()
    for part in results_of([partial(_read, root, batch, written, url) for batch in batches], jobs):
        others |= part.others
        named.add_all(part.pages, part.folders)
    digests = {path: others.get(path) or written[path] for path in paths}
    _refuse_missing(digests, written, named)
    return digests, named


def _read(root: Path, paths: Sequence[str], written: Mapping[str, Digest], url: str | None) -> _ReadFiles:
    """Read the files at *paths* back, and compare them with *written*."""
    others: dict[str, Digest] = {}
    named = NamedFiles(url or "")
    for path in paths:
        data = _bytes(root / path)
        content = digest(data)
        if path not in written:  # made by another plugin of Pelican, or by an earlier run of the pelican command
            others[path] = content
            continue
        if content != written[path]:
            raise VerificationError(f"{path} has {len(data)} bytes that are not the {written[path].size} written")
        if url is not None:
            named.add(path, data)
    return _ReadFiles(others, named.pages, named.folders)


def _refuse_missing(files: Mapping[str, Digest], written: Mapping[str, Digest], named: NamedFiles) -> None:
    lost = [path for path in written if path not in files and path != MANIFEST]
    if lost:
        raise VerificationError(f"{lost[0]} was written and is missing")
    missing = named.missing(files)
    if missing:
        page, file = missing[0]
        more = f" (and {len(missing) - 1} more files are missing)" if len(missing) > 1 else ""
        raise VerificationError(f"{page} names {file}, which is missing{more}")


def files_in(folder: Path, below: str = "") -> Iterator[str]:
    """Yield the path of each file below *folder* but the manifest. Raises VerificationError at links and devices."""
    for entry in list(os.scandir(folder)):
        if entry.is_dir(follow_symlinks=False):
            yield from files_in(Path(entry.path), f"{below}{entry.name}/")
        elif not entry.is_file(follow_symlinks=False):
            raise VerificationError(f"{below}{entry.name} is a link or a device, not an ordinary file")
        elif f"{below}{entry.name}" != MANIFEST:
            yield f"{below}{entry.name}"


def _bytes(file: Path) -> bytes:
    try:
        data = read_ordinary(file)
    except OSError as error:
        raise VerificationError(f"{file} cannot be read back: {error.strerror}") from error
    if not data:
        raise VerificationError(f"{file} is empty")
    return data

"""Whether a website is whole: every file as it was written, and every file that a page names.

The result is its manifest, /manifest.json: the size and the SHA-256 of every other file, in the order of their paths.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from masthead import MastheadError
from masthead.building.named_files import NamedFiles
from masthead.building.workers import results_of
from masthead.building.writer import Digest, Writer, digest
from masthead.files.regular_files import read_ordinary
from masthead.ledger.published_addresses import Addresses, unanswered

MANIFEST = "manifest.json"
MARK = b'{"masthead": 1,'
"""How every manifest begins, by which a folder is known to be a website of ours."""

_BATCH = 500
"""How many files are read in one go."""


class VerificationError(MastheadError):
    """The website is not whole; says which file is missing or wrong."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What some files contain, and the files and folders that they name, each with the first that names it."""

    found: dict[str, Digest]
    pages: dict[str, str]
    folders: dict[str, str]


def complete(writer: Writer, url: str) -> Mapping[str, Digest]:
    """Verify the website that *writer* has written, add its manifest, and return that; *url* is its public address."""
    gone = any(path not in writer.written for path in writer.last.digests)
    # A page that was linked was read when it was written, and names only files that were there then.
    manifest = verified(writer.root, writer.written, url, writer.jobs, frozenset() if gone else writer.linked)
    writer.written.pop(MANIFEST, None)
    writer.write(MANIFEST, manifest_text(manifest))
    return manifest


def manifest_text(manifest: Mapping[str, Digest], head: str = MARK.decode()) -> str:
    """Return *manifest* as its file has it after the *head*, a line for each file."""
    files = (
        f"{json.dumps(path)}: " + json.dumps({"bytes": one.size, "sha256": one.sha256})
        for path, one in manifest.items()
    )
    return f'{head} "files": {{\n' + ",\n".join(files) + "\n}}\n"


def refuse_unanswered(root: Path, addresses: Addresses) -> None:
    """Refuse a website in the folder *root* that does not answer at one of the *addresses* that were published."""
    gone = list(unanswered(root, addresses))
    if gone:
        raise VerificationError(gone[0] + (f" (and {len(gone) - 1} more addresses)" if len(gone) > 1 else ""))


def read_manifest(root: Path) -> Mapping[str, Digest]:
    """Return the manifest of the website in the folder *root*; an empty one if it has none that can be read."""
    try:
        files = json.loads(read_ordinary(root / MANIFEST))["files"]
        return {path: Digest(one["bytes"], one["sha256"]) for path, one in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def verified(
    root: Path, written: Mapping[str, Digest], url: str | None = "", jobs: int = 1, known: Collection[str] = frozenset()
) -> dict[str, Digest]:
    """Return what each file below *root* contains, by path, read back in *jobs* processes but for those *known*.

    Raises VerificationError if a file differs from what was *written*, is missing, empty or no ordinary file, or if a
    page that was written names a file that is not there. Addresses that start with *url* are those of the website itself;
    without a *url*, the folder has a share of a website, whose pages name what others have.
    """
    paths = sorted(files_in(root))
    read = [path for path in paths if path not in known]
    batches = (read[start : start + _BATCH] for start in range(0, len(read), _BATCH))
    found = {path: written[path] for path in paths if path in known}
    named = NamedFiles()
    for part in results_of([partial(_read, root, batch, written, url) for batch in batches], jobs):
        found |= part.found
        named.pages = part.pages | named.pages
        named.folders = part.folders | named.folders
    _refuse_missing(found, written, named)
    return {path: found[path] for path in paths}


def _read(root: Path, paths: Sequence[str], written: Mapping[str, Digest], url: str | None) -> _Read:
    """Read the files at *paths* back, and compare them with what was *written*."""
    found: dict[str, Digest] = {}
    named = NamedFiles(url or "")
    for path in paths:
        data = _bytes(root / path)
        found[path] = digest(data)
        if path not in written:  # by another plugin of Pelican, or by an earlier run of the pelican command
            continue
        if found[path] != written[path]:
            raise VerificationError(f"{path} has {len(data)} bytes that are not the {written[path].size} written")
        if url is not None:
            named.add(path, data)
    return _Read(found, named.pages, named.folders)


def _refuse_missing(found: Mapping[str, Digest], written: Mapping[str, Digest], named: NamedFiles) -> None:
    lost = [path for path in written if path not in found and path != MANIFEST]
    if lost:
        raise VerificationError(f"{lost[0]} was written and is missing")
    missing = named.missing(found)
    if missing:
        page, file = missing[0]
        more = f" (and {len(missing) - 1} more files are missing)" if len(missing) > 1 else ""
        raise VerificationError(f"{page} names {file}, which is missing{more}")


def files_in(folder: Path, below: str = "") -> Iterator[str]:
    """Yield the path of each file below *folder*, without the manifest. Raises VerificationError at what is no file."""
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

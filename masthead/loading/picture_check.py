"""The pictures of records as a build will decode them: one that has a right head may still be none.

To decode a picture takes longer than to check many records. So the hashes of those that were decoded are kept in the state
folder of the user, behind a seal, with that of the code that decodes; a check writes nothing into the database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from masthead.files.engine_code import code_digest, libraries
from masthead.files.sealed_cache import ForeignError, HomeError, read_sealed, state_folder, write_sealed
from masthead.findings.finding import Finding
from masthead.loading.attachments import attachments_of, path_of_picture
from masthead.loading.image_heads import MAX_BYTES, PictureError, read_head
from masthead.record_files.files import bytes_of
from masthead.relations.graph import Graph

_FILE = "decoded-pictures"
_MOST = 10_000
"""The most hashes that are kept."""


def judge_pictures(root: Path, graph: Graph, holds: Callable[[str], bool] | None = None) -> Iterator[Finding]:
    """Yield a finding for each picture of the published records of *graph*, or of those it *holds*, that no build can decode."""
    wanted = {
        attachment.sha256: path_of_picture(loaded, attachment)
        for loaded in graph.loaded
        if loaded.record.is_published and (holds is None or holds(loaded.file.path))
        for _, attachment in attachments_of(loaded)
    }
    if not wanted:
        return
    code = hashlib.sha256("\n".join((code_digest("loading"), *libraries())).encode()).hexdigest()
    known = _known(code)
    new = {sha256: path for sha256, path in sorted(wanted.items()) if sha256 not in known}
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - few records have pictures

    with ThreadPoolExecutor(2) as pool:  # each waits for a process of its own, which may use much memory
        faults = dict(zip(new, pool.map(lambda item: _fault(root, *item), new.items()), strict=True))
    for sha256, fault in faults.items():
        if fault:
            yield Finding(new[sha256], "attachment-file", fault, cure="take a new picture, or delete it")
    decoded = [sha256 for sha256, fault in faults.items() if fault == ""]
    if decoded:
        with suppress(HomeError):
            write_sealed(state_folder(), _FILE, " ".join([code, *[*decoded, *known][:_MOST]]).encode())


def _known(code: str) -> list[str]:
    """Return the hashes of the pictures that the same *code* has decoded, the last ones first."""
    with suppress(OSError, ForeignError, HomeError):
        first, *known = read_sealed(state_folder(), _FILE).decode().split()
        return known if first == code and code_digest("loading") else []
    return []


def _fault(root: Path, sha256: str, path: str) -> str | None:
    """Return why the picture at *path* cannot be decoded, an empty text if it can, or None if it has another fault."""
    from masthead.loading.image_reencoding import RedrawError, redraw  # noqa: PLC0415 - few records have pictures

    data = bytes_of(root, path, MAX_BYTES)
    if data is None or hashlib.sha256(data).hexdigest() != sha256:
        return None
    try:
        head = read_head(path, data)
        redraw(data, head.format, head.width, head.height)
    except (PictureError, OSError):  # a fault of its own, or of the system, which keeps the decoder from starting
        return None
    except RedrawError as error:
        return str(error)
    return ""

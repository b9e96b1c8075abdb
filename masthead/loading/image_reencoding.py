"""The pictures that are published, each encoded again from its pixels, without other data (place, time, camera, text)."""

from __future__ import annotations

import hashlib
import os
import struct
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from masthead import MastheadError
from masthead.loading import image_decoder
from masthead.loading.attachments import attachments_of, path_of_picture
from masthead.loading.image_heads import MAX_BYTES, PictureError, read_head
from masthead.record_files.files import bytes_of
from masthead.relations.graph import Graph


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is published: its address, its size, and its bytes."""

    path: str
    width: int
    height: int
    webp: bytes


Pictures = Mapping[str, Picture]
NO_PICTURES: Pictures = MappingProxyType({})


class AttachmentError(MastheadError):
    """A picture that seemed right cannot be published; the message says which and why."""


class RedrawError(MastheadError):
    """A picture could not be decoded within its limits; the message says why."""


def redrawn(root: Path, graph: Graph) -> Pictures:
    """Return the pictures of the published records, each encoded again from its pixels, by the hash of its file."""
    wanted = {
        attachment.sha256: path_of_picture(loaded, attachment)
        for loaded in graph.loaded
        if loaded.record.is_published
        for _, attachment in attachments_of(loaded)
    }
    if not wanted:
        return NO_PICTURES
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:  # each waits for a process of its own
        pictures = pool.map(lambda item: _redraw(root, *item), sorted(wanted.items()))
        return {picture.path.rpartition("/")[2].removesuffix(".webp"): picture for picture in pictures}


def _redraw(root: Path, sha256: str, path: str) -> Picture:
    """Return the picture at *path*, encoded again; it must still be the one that was checked."""
    data = bytes_of(root, path, MAX_BYTES)
    if data is None or hashlib.sha256(data).hexdigest() != sha256:
        raise AttachmentError(f"{path}: the picture has changed since it was checked")
    try:
        head = read_head(path, data)
        new = redraw(data, head.format, head.width, head.height)
    except (PictureError, RedrawError) as error:
        raise AttachmentError(f"{path}: {error}") from None
    return Picture(f"attachments/{sha256}.webp", new.width, new.height, new.webp)


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A picture as WebP, with its size in pixels."""

    width: int
    height: int
    webp: bytes


def redraw(data: bytes, format: str, width: int, height: int) -> Redrawn:  # noqa: A002 - Pillow's word
    """Return a new picture from *data*, whose head gives *format*, *width* and *height*."""
    command = [sys.executable, "-I", image_decoder.__file__, format, str(width), str(height)]
    try:
        process = subprocess.run(  # noqa: S603 - our own script, and no text of anybody's
            command, input=data, capture_output=True, timeout=image_decoder.SECONDS * 1.5, check=False, env={}
        )
    except subprocess.TimeoutExpired:
        raise RedrawError(f"the picture takes more than {image_decoder.SECONDS} seconds to decode") from None
    if process.returncode != 0 or len(process.stdout) < 12:
        last = process.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        why = last[0][:200] if last else f"the decoder was stopped ({process.returncode})"
        raise RedrawError(f"the picture cannot be decoded: {why}")
    wide, high = struct.unpack_from(">II", process.stdout)
    return Redrawn(wide, high, process.stdout[8:])

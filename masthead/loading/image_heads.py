"""The head of a picture: its format and its size, read without decoding it, and that nothing else hides in its file.

A file that is a picture and something else too (a page, an archive) is refused here where its structure shows it; the
published picture is encoded again from the pixels in any case (image_reencoding.py).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from masthead import MastheadError

MAX_BYTES = 5_000_000
MAX_PIXELS = 20_000_000
MAX_SIDE = 16_383
"""The largest side of a picture in WebP, in pixels."""
MAX_PARTS = 10_000
"""Many times the chunks or segments that a picture of so many bytes is written in."""
_PNG = b"\x89PNG\r\n\x1a\n"
_SUFFIXES = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
# Without the bytes that may fill the space before a marker, of which a file can have any number.
_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])")
_ALONE = frozenset({0x01, 0xD8})
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


class PictureError(MastheadError):
    """A file is not a picture that can be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Head:
    """The format of a picture, as Pillow names it, and its size in pixels."""

    format: str
    width: int
    height: int


def read_head(name: str, data: bytes) -> Head:
    """Return the head of the picture *data*, which has the file *name*."""
    if len(data) > MAX_BYTES:
        raise PictureError(f"the file is larger than {MAX_BYTES:,} bytes")
    head = _head(data)
    if _SUFFIXES.get(name.rpartition(".")[2]) != head.format:
        raise PictureError(f"the picture is a {head.format}, but its name {name!r} ends differently")
    if not (0 < head.width <= MAX_SIDE and 0 < head.height <= MAX_SIDE and head.width * head.height <= MAX_PIXELS):
        limit = f"at most {MAX_PIXELS:,} pixels in all, and from 1 to {MAX_SIDE:,} on a side"
        raise PictureError(f"the size {head.width} × {head.height} is not allowed: {limit}")
    return head


def _head(data: bytes) -> Head:
    try:
        if data.startswith(_PNG):
            return _png(data)
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
        if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
            return _webp(data)
    except (struct.error, IndexError):
        raise PictureError("the picture is incomplete") from None
    raise PictureError("this is not a PNG, JPEG or WebP picture")


def _png(data: bytes) -> Head:
    chunks = list(_png_chunks(data))
    if chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        raise PictureError("the picture is incomplete")
    if any(kind == b"acTL" for kind, _ in chunks):
        raise PictureError("the picture is animated")
    return Head("PNG", *struct.unpack_from(">II", data, chunks[0][1]))


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield the kind of each chunk, and where its content starts."""
    at = len(_PNG)
    for number in count():
        _count(number)
        length, kind = struct.unpack_from(">I4s", data, at)
        yield kind, at + 8
        at += length + 12
        if kind == b"IEND" or at > len(data):
            break
    _end(data, at)


def _jpeg(data: bytes) -> Head:
    head: Head | None = None
    at, number = 2, 0
    while match := _MARKER.search(data, at):
        _count(number := number + 1)
        marker, at = match[1][0], match.end()
        if marker == 0xD9:
            _end(data, at)
            break
        if marker in _ALONE:
            continue
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 3)
            if head:
                raise PictureError("the file contains several pictures")
            head = Head("JPEG", width, height)
        at += struct.unpack_from(">H", data, at)[0]
    if not head or not match:
        raise PictureError("the picture is incomplete")
    return head


def _webp(data: bytes) -> Head:
    (size,) = struct.unpack_from("<I", data, 4)
    _end(data, size + 8)
    kind, at = data[12:16], 20
    if kind == b"VP8X":
        if data[at] & 2:
            raise PictureError("the picture is animated")
        width, height = (int.from_bytes(data[at + place : at + place + 3], "little") + 1 for place in (4, 7))
    elif kind == b"VP8L" and data[at] == 0x2F:
        (bits,) = struct.unpack_from("<I", data, at + 1)
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif kind == b"VP8 " and data[at + 3 : at + 6] == b"\x9d\x01\x2a":
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", data, at + 6))
    else:
        raise PictureError("this is not a PNG, JPEG or WebP picture")
    return Head("WEBP", width, height)


def _count(number: int) -> None:
    """Refuse a picture of too many parts: to walk through them all would take long."""
    if number > MAX_PARTS:
        raise PictureError(f"the picture has more than {MAX_PARTS:,} parts")


def _end(data: bytes, at: int) -> None:
    """Refuse *data* that does not end *at* the end of the picture."""
    if at > len(data):
        raise PictureError("the picture is incomplete")
    if at < len(data):
        raise PictureError(f"the file has {len(data) - at} bytes after the end of the picture")

"""The script that decodes one picture: reads it from the standard input, writes its size and a WebP to the standard output.

It is run in a process of its own, which the system stops if it takes too much, and imports nothing of ours.
"""

from __future__ import annotations

import resource
import struct
import sys
from io import BytesIO

from PIL import Image, ImageOps

MEMORY = 1_500_000_000
"""Bytes that the process may use."""
SECONDS = 60
"""Seconds of the processor that the process may use."""


def _limit() -> None:
    """Take from this process what a decoder does not need."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),  # it writes to a pipe, never to a file
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (most, most))


def _decode(data: bytes, format: str, size: tuple[int, int]) -> bytes:  # noqa: A002
    """Return the size of the picture *data* as it is to be seen, and its pixels as WebP."""
    Image.MAX_IMAGE_PIXELS = size[0] * size[1]
    with Image.open(BytesIO(data), formats=[format]) as picture:
        if picture.size != size or getattr(picture, "n_frames", 1) != 1:
            raise ValueError(f"a picture of {picture.size}, not of {size} as its head says")
        picture.load()
        turned = ImageOps.exif_transpose(picture)
        has_alpha = turned.has_transparency_data
        pixels = turned.convert("RGBA" if has_alpha else "RGB")
    clean = Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())
    out = BytesIO()
    # Lossless pictures stay lossless; a lossless copy of a lossy one would only be larger.
    clean.save(out, "WEBP", lossless=format == "PNG", quality=90, method=2, exact=True)
    return struct.pack(">II", *clean.size) + out.getvalue()


def _main() -> None:
    name, width, height = sys.argv[1:]
    data = sys.stdin.buffer.read()
    _limit()
    sys.stdout.buffer.write(_decode(data, name, (int(width), int(height))))


if __name__ == "__main__":
    _main()

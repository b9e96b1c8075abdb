"""A picture made anew from its pixels: what else its file held (place, time, camera, preview, text) is gone.

Decoding is the work of a process of its own, which the system stops if it takes too much: started as a script, this
module reads a picture from the standard input and writes its size and a WebP to the standard output.
"""

from __future__ import annotations

import resource
import struct
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO

MEMORY = 1_500_000_000
SECONDS = 60
"""Seconds of the processor; of the clock half as many more are waited for."""


class RedrawError(Exception):
    """A picture could not be decoded within its limits; says why."""


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A picture as WebP, with its size in pixels."""

    width: int
    height: int
    webp: bytes


def redraw(data: bytes, format: str, width: int, height: int) -> Redrawn:  # noqa: A002 - Pillow's word
    """Return the picture *data*, of which its head says *format*, *width* and *height*, made anew."""
    command = [sys.executable, "-I", __file__, format, str(width), str(height)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS * 1.5, check=False, env={})  # noqa: S603 - our own script, and no text of anybody's
    except subprocess.TimeoutExpired:
        raise RedrawError(f"the picture takes more than {SECONDS} seconds to decode") from None
    if done.returncode != 0 or len(done.stdout) < 12:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        why = last[0][:200] if last else f"the decoder was stopped ({done.returncode})"
        raise RedrawError(f"the picture cannot be decoded: {why}")
    wide, high = struct.unpack_from(">II", done.stdout)
    return Redrawn(wide, high, done.stdout[8:])


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
    from PIL import Image, ImageOps  # noqa: PLC0415 - only the process that decodes needs it

    Image.MAX_IMAGE_PIXELS = size[0] * size[1]
    with Image.open(BytesIO(data), formats=[format]) as found:
        if found.size != size or getattr(found, "n_frames", 1) != 1:
            raise ValueError(f"a picture of {found.size}, not of {size} as its head says")
        found.load()
        turned = ImageOps.exif_transpose(found)
        has_alpha = turned.has_transparency_data
        pixels = turned.convert("RGBA" if has_alpha else "RGB")
    clean = Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())
    out = BytesIO()
    # What was kept without loss stays so; the noise of a lossy format would only be blown up.
    clean.save(out, "WEBP", lossless=format == "PNG", quality=90, method=2, exact=True)
    return struct.pack(">II", *clean.size) + out.getvalue()


def _main() -> None:
    name, width, height = sys.argv[1:]
    data = sys.stdin.buffer.read()
    _limit()
    sys.stdout.buffer.write(_decode(data, name, (int(width), int(height))))


if __name__ == "__main__":
    _main()

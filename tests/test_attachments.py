"""Pictures beside records: only plain pictures are accepted, and of their bytes only the pixels are published."""

from __future__ import annotations

import hashlib
import os
import struct
import subprocess
import sys
import time
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from masthead.building.output.outcome import BuildError
from masthead.loading import database, image_decoder, picture_check
from masthead.loading.attachments import MAX_FILES
from masthead.loading.image_heads import MAX_BYTES, Head, PictureError, read_head
from masthead.loading.image_reencoding import RedrawError, redraw
from tests.site import Tag, build, fingerprint, furnish, read
from tests.world import UNPLACED, World

FOLDER = UNPLACED.removesuffix(".yml")
FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
SECRET = b"53.5511N 9.9937E by J. Doe"
ICC = b"\x00" * 128 + SECRET


def picture(suffix: str, size: tuple[int, int] = (6, 4), colour: str | None = "navy", **options: Any) -> bytes:
    """Return a picture of one colour, or of its own pixels each, in the format that *suffix* names."""
    image = Image.new("RGB", size, colour or "black")
    if colour is None:
        image.putdata([(x * 40 % 256, x * 7 % 256, x * 3 % 256) for x in range(size[0] * size[1])])
    out = BytesIO()
    image.save(out, FORMATS[suffix], **options)
    return out.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, pixels: bytes = b"", *further: bytes) -> bytes:
    """Return a PNG whose head says *width* and *height*, even if its *pixels* do not fit."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(further) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def webp(kind: bytes, content: bytes) -> bytes:
    """Return a WebP of one chunk."""
    body = b"WEBP" + kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body


MOVING = BytesIO()
Image.new("RGB", (6, 4)).save(
    MOVING, "WEBP", save_all=True, append_images=[Image.new("RGB", (6, 4), "red")], duration=100
)
MOVING_PNG = BytesIO()
Image.new("RGB", (6, 4)).save(MOVING_PNG, "PNG", save_all=True, append_images=[Image.new("RGB", (6, 4), "red")])


# The head


@pytest.mark.parametrize(
    ("suffix", "options"),
    [
        ("png", {}), ("png", {"optimize": True}), ("jpg", {}), ("jpeg", {"progressive": True}), ("jpg", {"comment": b"x"}),
        ("webp", {}), ("webp", {"lossless": True}), ("webp", {"icc_profile": ICC}),
    ],
)  # fmt: skip
def test_head_has_format_and_size(suffix: str, options: dict[str, Any]) -> None:
    """The format and the size that are read without decoding are those of the picture."""
    data = picture(suffix, (37, 11), None, **options)

    assert Head(FORMATS[suffix], 37, 11) == read_head(f"x.{suffix}", data)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("x.png", b"", "this is not a PNG, JPEG or WebP picture"),
        ("x.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script>', "this is not a PNG, JPEG or WebP picture"),
        ("x.png", b"<!doctype html><script>alert(1)</script>", "this is not a PNG, JPEG or WebP picture"),
        ("x.jpg", b"%PDF-1.7\n", "this is not a PNG, JPEG or WebP picture"),
        ("x.png", b"GIF89a\x01\x00\x01\x00", "this is not a PNG, JPEG or WebP picture"),
        ("x.webp", b"RIFF\x04\x00\x00\x00WAVE", "this is not a PNG, JPEG or WebP picture"),
        ("x.webp", webp(b"ANIM", b"\0" * 20), "this is not a PNG, JPEG or WebP picture"),
        ("x.jpg", picture("png"), "the picture is a PNG, but its name 'x.jpg' ends differently"),
        ("x.png", picture("webp"), "the picture is a WEBP, but its name 'x.png' ends differently"),
        ("x.png", png(60_000, 60_000), "the size 60000 × 60000 is not allowed: at most 20,000,000 pixels in all, and from 1 to 16,383 on a side"),
        ("x.png", png(16_384, 1), "the size 16384 × 1 is not allowed"),
        ("x.png", png(5_000, 4_001), "the size 5000 × 4001 is not allowed"),
        ("x.png", png(0, 5), "the size 0 × 5 is not allowed"),
        ("x.webp", webp(b"VP8X", b"\0\0\0\0\xff\xff\xff\xff\xff\xff"), "the size 16777216 × 16777216 is not allowed"),
        ("x.png", picture("png") + b"\0" * MAX_BYTES, "the file is larger than 5,000,000 bytes"),
        ("x.png", picture("png") + b"PK\x03\x04", "the file has 4 bytes after the end of the picture"),
        ("x.jpg", picture("jpg") + b"<script>", "the file has 8 bytes after the end of the picture"),
        ("x.webp", picture("webp") + b"<script>", "the file has 8 bytes after the end of the picture"),
        ("x.png", picture("png")[:-1], "the picture is incomplete"),
        ("x.jpg", picture("jpg")[:-2], "the picture is incomplete"),
        ("x.webp", picture("webp")[:-2], "the picture is incomplete"),
        ("x.png", MOVING_PNG.getvalue(), "the picture is animated"),
        ("x.webp", MOVING.getvalue(), "the picture is animated"),
        ("x.jpg", picture("jpg")[:-2] + picture("jpg")[2:], "the file contains several pictures"),
    ],
)  # fmt: skip
def test_what_is_no_plain_picture_is_refused(name: str, data: bytes, message: str) -> None:
    """Formats that can hold a program, sizes that burst a decoder and files that are two things at once are refused."""
    with pytest.raises(PictureError) as raised:
        read_head(name, data)

    assert message in str(raised.value)


@given(
    suffix=st.sampled_from(["png", "jpg", "webp"]),
    cut=st.integers(0, 300),
    at=st.integers(0, 300),
    noise=st.binary(max_size=8),
)
def test_no_bytes_break_the_reader_of_heads(suffix: str, cut: int, at: int, noise: bytes) -> None:
    """Any bytes are read as a head within the limits, or are refused."""
    data = picture(suffix)
    data = (data[:at] + noise + data[at + len(noise) :])[: len(data) - cut]
    try:
        head = read_head(f"x.{suffix}", data)
    except PictureError:
        return

    assert head.width * head.height <= 20_000_000


def test_head_of_hostile_bytes_is_read_at_once() -> None:
    """A file of nothing but markers or empty chunks is walked through once."""
    start = time.monotonic()
    for name, data in (
        ("x.jpg", b"\xff\xd8\xff" + b"\xff" * (MAX_BYTES - 3)),
        ("x.jpg", b"\xff\xd8" + b"\xff\x01" * (MAX_BYTES // 2 - 1)),
        ("x.jpg", b"\xff\xd8" + b"\xff\xe0\0\2" * (MAX_BYTES // 4 - 1)),
        ("x.png", b"\x89PNG\r\n\x1a\n" + b"\0" * (MAX_BYTES - 8)),
    ):
        with pytest.raises(PictureError):
            read_head(name, data)

    assert time.monotonic() - start < 5


# The published picture


def exif() -> Image.Exif:
    """Return data as a phone writes them: the place and the owner."""
    metadata = Image.Exif()
    metadata[0x010F] = SECRET.decode()
    metadata.get_ifd(0x8825).update({1: "N", 2: (53.0, 33.0, 4.0), 3: "E", 4: (9.0, 59.0, 37.0)})
    return metadata


def new(suffix: str, data: bytes) -> tuple[Image.Image, bytes]:
    """Return the picture *data* as it is published."""
    head = read_head(f"x.{suffix}", data)
    drawing = redraw(data, head.format, head.width, head.height)
    image = Image.open(BytesIO(drawing.webp))
    assert (drawing.width, drawing.height) == image.size
    return image, drawing.webp


@pytest.mark.parametrize(
    ("suffix", "options"),
    [
        ("jpg", {"exif": exif(), "comment": SECRET, "icc_profile": ICC, "xmp": SECRET}),
        ("webp", {"exif": exif(), "icc_profile": ICC, "xmp": SECRET}),
        ("png", {"exif": exif(), "icc_profile": ICC}),
    ],
)
def test_place_and_owner_are_gone(suffix: str, options: dict[str, Any]) -> None:
    """EXIF with the place, XMP, comments and colour profiles are in the file, but not in the published picture."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET.decode())
    options = options | {"pnginfo": texts} if suffix == "png" else options
    data = picture(suffix, (40, 30), None, **options)
    before = Image.open(BytesIO(data))
    image, published = new(suffix, data)

    assert 53.0 == before.getexif().get_ifd(0x8825)[2][0]
    assert SECRET in data
    assert SECRET not in published
    assert not image.getexif()
    assert not {"exif", "xmp", "icc_profile", "comment", "Author"} & set(image.info)
    assert [b"VP8L" if suffix == "png" else b"VP8 "] == chunks(published)


def chunks(data: bytes) -> list[bytes]:
    """Return the kinds of the chunks of a WebP."""
    kinds, at = [], 12
    while at < len(data):
        kinds.append(data[at : at + 4])
        at += 8 + struct.unpack_from("<I", data, at + 4)[0] + struct.unpack_from("<I", data, at + 4)[0] % 2
    return kinds


def test_pixels_of_a_png_stay() -> None:
    """A screenshot is evidence: it is published without loss, and its transparent pixels stay transparent."""
    image = Image.new("RGBA", (5, 3), (1, 2, 3, 4))
    image.putpixel((2, 1), (250, 100, 50, 255))
    out = BytesIO()
    image.save(out, "PNG")

    assert image.tobytes() == new("png", out.getvalue())[0].convert("RGBA").tobytes()


def test_turned_picture_stands_upright() -> None:
    """The data that say how a phone was held are removed: the pixels are turned instead."""
    turned = Image.Exif()
    turned[0x0112] = 6

    assert (4, 6) == new("jpg", picture("jpg", (6, 4), exif=turned))[0].size


def test_same_picture_gives_the_same_bytes() -> None:
    """A build of the same records is the same website."""
    data = picture("jpg", (60, 40), None)

    assert new("jpg", data)[1] == new("jpg", data)[1]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.png", png(5, 5, b"")),
        ("x.png", picture("png").replace(b"IDAT", b"IDAX")),
        ("x.png", png(4_000, 4_000, b"\0" * 100)),
        ("x.jpg", b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x10\x00\x10\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xd9"),
        ("x.webp", webp(b"VP8L", b"\x2f" + struct.pack("<I", 99 | 99 << 14) + b"\0" * 20)),
        ("x.webp", webp(b"VP8X", b"\0\0\0\0\x09\0\0\x09\0\0") ),
    ],
)  # fmt: skip
def test_picture_that_cannot_be_decoded_is_told(name: str, data: bytes) -> None:
    """A head can promise a picture that does not follow: the process that decodes ends, and ours reports it."""
    head = read_head(name, data)

    with pytest.raises(RedrawError, match="the picture cannot be decoded"):
        redraw(data, head.format, head.width, head.height)


def test_text_that_bursts_is_refused() -> None:
    """A picture of 5 × 5 with a compressed text of 100 MB is refused, or the text is thrown away unread."""
    bomb = chunk(b"zTXt", b"x\0\0" + zlib.compress(b"\0" * 100_000_000, 9))
    data = png(5, 5, b"\0" * 80, bomb)
    start = time.monotonic()
    try:
        drawing = redraw(data, "PNG", 5, 5)
    except RedrawError:
        pass
    else:
        assert len(drawing.webp) < 1000

    assert time.monotonic() - start < 30


def test_decoder_is_stopped_by_the_system() -> None:
    """A decoder that wants more memory than it may have ends without a picture."""
    script = Path(image_decoder.__file__).read_text("utf-8")
    small = script.replace("MEMORY = 1_500_000_000", "MEMORY = 60_000_000")
    command = [sys.executable, "-I", "-c", small, "PNG", "4000", "4000"]
    done = subprocess.run(command, input=picture("png", (4_000, 4_000)), capture_output=True, check=False)

    assert small != script
    assert (True, b"") == (done.returncode != 0, done.stdout)


# Beside a record


def attach(
    world: World, data: bytes, name: str = "front-page.png", sha256: str = "", alt: str = "The front page."
) -> None:
    """Put a picture beside the outlet of *world*, and name it in its evidence."""
    world.add(
        UNPLACED,
        f"    attachments:\n      - file: {name}\n        alt: {alt}\n"
        f"        sha256: {sha256 or hashlib.sha256(data).hexdigest()}\n        captured: 2024-01-17T09:02:34Z\n",
    )
    world.write(f"{FOLDER}/{name}", data)


def test_picture_that_is_named_is_right(world: World) -> None:
    """The folder of a record's pictures is not a stray file."""
    attach(world, picture("png"))

    assert [] == world.lines()


def test_alternative_text_is_required(world: World) -> None:
    """A person who cannot see the picture must learn what it shows."""
    attach(world, picture("png"))
    world.edit(UNPLACED, "        alt: The front page.\n", "")

    assert ["field-missing"] == world.rules()


@pytest.mark.parametrize(
    "name", ["front.svg", "front.html", "front.pdf", "front.gif", "Front.png", "../front.png", "a/b.png", ".png"]
)
def test_other_names_are_refused(world: World, name: str) -> None:
    """The record cannot name a file that is not a picture, or that is elsewhere."""
    world.add(UNPLACED, f"    attachments:\n      - {{file: {name}, alt: x, sha256: {'0' * 64}}}\n")

    assert ["field-value"] == world.rules()


def test_stray_files_are_found(world: World) -> None:
    """Everything in the folder that is not named is reported: pages of others must not be published by accident."""
    attach(world, picture("png"))
    world.write(f"{FOLDER}/page.html", "<script>")
    world.write(f"{FOLDER}/.hidden", "x")
    world.write(f"{FOLDER}/deeper/x.png", picture("png"))

    assert [
        f"{FOLDER}/{name}:1:1: error: no evidence in the record names this picture; add it to the attachments"
        f" of an item in {UNPLACED}, or delete it [attachment-named]"
        for name in (".hidden", "deeper", "page.html")
    ] == world.lines()


def test_link_or_pipe_is_no_picture(world: World) -> None:
    """A link in the place of a picture is not followed, and nothing waits for a pipe."""
    attach(world, picture("png"))
    for make in (lambda path: path.symlink_to("/etc/hostname"), os.mkfifo, Path.mkdir):
        path = world.root / FOLDER / "front-page.png"
        path.rmdir() if path.is_dir() else path.unlink()
        make(path)

        assert ["attachment-file"] == world.rules()


def test_folder_that_is_a_link_is_refused(world: World) -> None:
    """A link in the place of the folder could publish any picture on the machine."""
    attach(world, picture("png"))
    (world.root / FOLDER).rename(world.root / "elsewhere")
    (world.root / FOLDER).symlink_to(world.root / "elsewhere")

    assert {"attachment-named", "file-name"} == set(world.rules())


def test_folder_without_a_record_is_refused(world: World) -> None:
    """A folder that has no record of the same name is a stray file."""
    world.write("sites/zz/nobody.example/x.png", picture("png"))
    world.write("firms/nobody/x.png", picture("png"))

    assert ["file-name", "file-name"] == world.rules()


def test_too_many_pictures_are_not_opened(world: World) -> None:
    """A folder with too many files is one finding."""
    for number in range(MAX_FILES + 1):
        world.write(f"{FOLDER}/p{number}.png", b"x")

    assert [
        f"{FOLDER}:1:1: error: the folder has {MAX_FILES + 1} pictures, and at most {MAX_FILES} are allowed [attachment-named]"
    ] == world.lines()


# On the page


def shown(world: World) -> list[Tag]:
    """Return the pictures on the page of the outlet."""
    page = read(world.root / "output" / "sites" / "valley-echo.example" / "index.html")
    return [tag for tag in page.all("img") if "attachments/" in tag.attributes["src"]]


def test_page_shows_the_picture_made_anew(world: World) -> None:
    """It has its text, its size and the hash of the original; the published file is not the one that was sent."""
    data = picture("jpg", (60, 40), None, exif=exif())
    attach(furnish(world), data, "front-page.jpg", alt="'\"><script>alert(1)</script>'")
    built = build(world.root, "pelicanconf.py", world.root / "output")
    assert () == built.database.findings
    (tag,) = shown(world)
    sha256 = hashlib.sha256(data).hexdigest()
    published = world.root / "output" / "attachments" / f"{sha256}.webp"

    assert f"../../attachments/{sha256}.webp" == tag.attributes["src"]
    assert ("60", "40", '"><script>alert(1)</script>') == tuple(tag.attributes[n] for n in ("width", "height", "alt"))
    assert b"Exif" not in published.read_bytes()
    assert SECRET not in b"".join(path.read_bytes() for path in world.root.rglob("output/**/*") if path.is_file())
    text = read(world.root / "output" / "sites" / "valley-echo.example" / "index.html").text
    assert f"Taken on 17 January 2024; SHA-256 of the original {sha256}" in text
    assert [] == [path for path in fingerprint(world.root / "output") if path.endswith((".jpg", ".jpeg"))]


def test_picture_of_a_withdrawn_record_is_not_published(world: World) -> None:
    """A tombstone shows no evidence, and the file is not there for those who know its address."""
    attach(furnish(world), picture("png"))
    world.add(UNPLACED, "state: {name: withdrawn, date: 2024-05-01, reason: It was another site.}\n")
    build(world.root, "pelicanconf.py", world.root / "output")

    assert not (world.root / "output" / "attachments").exists()


def test_picture_that_no_build_can_decode_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the head is right and the rest is not, each check names the file, and nothing is published."""
    attach(furnish(world), png(5, 5, b""))
    for _ in range(2):
        (finding,) = world.load().findings
        assert (f"{FOLDER}/front-page.png", "attachment-file") == (finding.path, finding.rule)
        assert finding.message.startswith("the picture cannot be decoded: ")

    assert 1 == build(world.root, "pelicanconf.py", world.root / "output").database.errors
    assert not (world.root / "output").exists()

    monkeypatch.setattr(database, "judge_pictures", lambda *_: ())
    with pytest.raises(BuildError, match=f"{FOLDER}/front-page.png: the picture cannot be decoded"):
        build(world.root, "pelicanconf.py", world.root / "output")


def test_picture_that_was_decoded_is_known_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Decoding takes long: the same bytes are decoded once, and again only after a change of the code."""
    drawn: list[str] = []
    monkeypatch.setattr(picture_check, "code_digest", lambda *_: "the same")
    monkeypatch.setattr(
        "masthead.loading.image_reencoding.redraw", lambda data, *_: drawn.append(hashlib.sha256(data).hexdigest())
    )
    attach(world, picture("png", (7, 9)))
    for _ in range(2):
        assert [] == world.rules()
    assert 1 == len(drawn)

    monkeypatch.setattr(picture_check, "code_digest", lambda *_: "another")
    assert [] == world.rules()
    assert 2 == len(drawn)

"""Cards: pictures of 1200 by 630 pixels for services that preview links, drawn with the fonts of this package.

A card never shows only a part of a verdict: if the fonts lack a glyph for it, or it is too long, the card has other
words in its place. Drawn cards are kept, sealed, under the hash of everything that they depend on.
"""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Iterator
from dataclasses import astuple
from functools import cache, lru_cache
from pathlib import Path

import PIL
from PIL import Image, ImageDraw, ImageFont

from masthead.edition.edition import Edition, path_of
from masthead.files.sealed_cache import ForeignError, read_sealed, set_aside, throw_away, write_sealed
from masthead.model import Outlet, Record
from masthead.model.website_paths import card_path
from masthead.views.metadata.card_text import CARD, CardView, card_view, general_card

SIZE = (1200, 630)
FONTS = Path(__file__).parent / "fonts"
_KEPT = "cards"
"""The folder of drawn cards in that of everything that is kept."""
_SUBSETS = ("latin", "latin-ext", "cyrillic", "greek")
_MARGIN = 80
_WIDTH = SIZE[0] - 2 * _MARGIN
_VERSION = 2  # raise it when the drawing changes, so that cards kept from before are not used

# The card is drawn in shades of grey and coloured by a palette: ink on paper, like the pages.
_INK, _PAPER = (28, 26, 23), (251, 250, 246)
_SHADES = 16
_TITLE_SIZES = (84, 72, 60, 50, 42)
_SAID_SIZES = (44, 40, 36, 32, 28)
_TITLE_TOP, _TITLE_HEIGHT = 148, 106
_SAID_TOP, _SAID_HEIGHT = 322, 216
_LINE = 1.3
_BELOW = 0.1
"""The share of the font size below the last line, so that its descenders are not cut off."""


class _Pen:
    """Draws lines of text in several fonts of one weight and size."""

    def __init__(self, weight: int, size: int) -> None:
        self.size = size
        self._fonts = [_font(subset, weight, size) for subset in _SUBSETS]

    def runs(self, text: str) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        """Yield *text* in pieces, each with the first font that has all of its characters."""
        piece, current = "", -1
        for character in text:
            subset = _subset(character)
            if subset != current and piece:
                yield self._fonts[current], piece
                piece = ""
            piece, current = piece + character, subset
        if piece:
            yield self._fonts[current], piece

    def width(self, text: str) -> float:
        """Return the width of *text* in pixels."""
        return sum(_width(font, word) for font, word in self.runs(text))

    def wrap(self, text: str) -> list[str]:
        """Return *text* in lines that fit the width of the card, unless a single word does not."""
        lines: list[list[str]] = [[]]
        room = float(_WIDTH)
        space = self.width(" ")
        for word in text.split():
            width = self.width(word) + space
            if width > room and lines[-1]:
                lines.append([])
                room = float(_WIDTH)
            lines[-1].append(word)
            room -= width
        return [" ".join(line) for line in lines]

    def draw(self, on: ImageDraw.ImageDraw, start: tuple[float, float], text: str, shade: int = 0) -> None:
        """Draw *text* in one line that begins at *start*, in a *shade* of grey from 0 (black) to 255."""
        across, down = start
        for font, piece in self.runs(text):
            on.text((across, down), piece, fill=shade, font=font)
            across += _width(font, piece)


def general_card_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of the card that pages share if they have no card of their own.

    Services need the full address of a picture: without a public address there are no cards.
    """
    if edition.url:
        yield CARD, kept(general_card(edition), edition.cache)


def card_files(edition: Edition, record: Record) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of the card of *record*, if it is an outlet and the edition has cards of outlets."""
    if edition.url and edition.cards and isinstance(record, Outlet) and record.is_published:
        yield card_path(path_of(record)), kept(card_view(edition, record), edition.cache)


def drawable(text: str) -> bool:
    """Return whether the fonts have a glyph for every character of *text*."""
    return all(_subset(character) >= 0 for character in text)


def card(view: CardView) -> bytes:
    """Return the card of *view* as a PNG file."""
    image = Image.new("L", SIZE, 255)
    on = ImageDraw.Draw(image)
    _frame(on, view)
    is_named = _title(image, view)
    # A card that cannot name the site must not say anything about it.
    for text in (view.said, view.instead) if is_named else (view.instead,):
        block = _block(text, 400, _SAID_SIZES, _SAID_HEIGHT)
        if block:
            image.paste(block, (_MARGIN, _SAID_TOP))
            break
    return _png(image)


def _title(image: Image.Image, view: CardView) -> bool:
    """Draw the name of the site with its address below, or only the address, and return whether either could be drawn."""
    for title, below in ((view.title, view.host), (view.host, "")):
        block = _block(title, 600, _TITLE_SIZES, _TITLE_HEIGHT)
        if title and block:
            image.paste(block, (_MARGIN, _TITLE_TOP))
            _Pen(400, 34).draw(ImageDraw.Draw(image), (_MARGIN, _TITLE_TOP + block.height), below, 90)
            return True
    return False


def _frame(on: ImageDraw.ImageDraw, view: CardView) -> None:
    """Draw the frame of every card: the name of this website, rules, and the date of the data."""
    on.rectangle((0, 0, SIZE[0], 14), fill=0)
    _Pen(600, 34).draw(on, (_MARGIN, 56), view.brand)
    on.line((_MARGIN, 120, SIZE[0] - _MARGIN, 120), fill=0, width=2)
    on.line((_MARGIN, 552, SIZE[0] - _MARGIN, 552), fill=150, width=1)
    if drawable(view.foot):
        _Pen(400, 26).draw(on, (_MARGIN, 566), view.foot, 90)


@lru_cache(maxsize=256)  # the sites of a campaign share their verdict
def _block(text: str, weight: int, sizes: tuple[int, ...], height: int) -> Image.Image | None:
    """Return *text* drawn in the largest of *sizes* that fits, or None if no size fits or a glyph is missing."""
    if not drawable(text):
        return None
    for size in sizes:
        pen = _Pen(weight, size)
        lines = pen.wrap(text)
        needed = math.ceil(size * _LINE * len(lines))
        if needed <= height and all(pen.width(line) <= _WIDTH for line in lines):
            image = Image.new("L", (_WIDTH, needed + math.ceil(size * _BELOW)), 255)
            for number, line in enumerate(lines):
                pen.draw(ImageDraw.Draw(image), (0, number * size * _LINE), line)
            return image
    return None


def _png(image: Image.Image) -> bytes:
    """Return *image* as a small PNG file in the colours of the pages."""
    shades = image.point([level * (_SHADES - 1) // 255 for level in range(256)])
    shades.putpalette([channel for shade in range(_SHADES) for channel in _colour(shade)])
    file = io.BytesIO()
    shades.save(file, "PNG", bits=4, compress_level=5)
    return file.getvalue()


def _colour(shade: int) -> tuple[int, ...]:
    """Return the colour of *shade*, from 0 (ink) to 15 (paper)."""
    return tuple(ink + (paper - ink) * shade // (_SHADES - 1) for ink, paper in zip(_INK, _PAPER, strict=True))


@lru_cache(maxsize=16384)
def _width(font: ImageFont.FreeTypeFont, text: str) -> float:
    return font.getlength(text)


@cache
def _font(subset: str, weight: int, size: int) -> ImageFont.FreeTypeFont:
    file = FONTS / f"noto-serif-{subset}-{weight}.woff2"
    # The basic layout draws the same picture on every system; the scripts of these fonts need nothing more.
    return ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _subset(character: str) -> int:
    """Return the number of the first subset that has a glyph for *character*, or -1."""
    return next((number for number, points in enumerate(_coverage()) if ord(character) in points), -1)


@cache
def _coverage() -> tuple[frozenset[int], ...]:
    """Return the code points of each subset."""
    lines = (FONTS / "coverage.txt").read_text("ascii").splitlines()
    ranges = {name: text.split() for name, _, text in (line.partition(":") for line in lines if line[0] != "#")}
    return tuple(frozenset(point for pair in ranges[name] for point in _points(pair)) for name in _SUBSETS)


def _points(text: str) -> range:
    """Return the code points of a range such as 0020-007e, or of a single code point."""
    first, _, last = text.partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


def kept(view: CardView, cache: Path | None) -> bytes:
    """Return the card of *view* from *cache*, if it is there as we have kept it; otherwise draw it and keep it there."""
    if cache is None:
        return card(view)
    dependencies = repr((_VERSION, PIL.__version__, astuple(view)))
    folder, name = cache / _KEPT, f"{hashlib.sha256(dependencies.encode()).hexdigest()}.card"
    try:
        return read_sealed(folder, name)
    except FileNotFoundError:
        pass
    except (ForeignError, OSError):
        set_aside(folder, name)
    drawn = card(view)
    write_sealed(folder, name, drawn)
    return drawn


def thrown_away(cache: Path | None) -> tuple[str, ...]:
    """Delete those cards in *cache* that were not as we have kept them, and return a warning if there were any."""
    number = throw_away(cache / _KEPT) if cache else 0
    if not number:
        return ()
    cards = "1 card was" if number == 1 else f"{number:,} cards were"
    return (f"{cache}/{_KEPT}: {cards} damaged, or kept by another user, and drawn again",)

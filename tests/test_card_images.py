"""Cards: pictures of the right size, in scripts that the fonts have, with a whole verdict or none."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFont

from masthead.edition.edition import edition
from masthead.exports import card_images as cards
from masthead.exports.card_images import FONTS, card, drawable, kept
from masthead.files.sealed_cache import write_sealed
from masthead.views.metadata.card_text import CardView, card_view, general_card
from masthead.views.metadata.head import head_view
from tests.site import build, furnish, read
from tests.world import OUTLET, World

VIEW = CardView(
    brand="Masthead",
    title="Harbour Times",
    host="harbour-times[.]example",
    said="According to the Harbour Lab, it is operated by Quay Media Co., Ltd. as part of LIGHTHOUSE.",
    instead="Who is said to run it, who says so, and on what evidence.",
    foot="Data of 7 February 2024",
)
BLANK = replace(VIEW, said="", instead="")
SAID = (80, 322, 1120, 540)


def picture(view: CardView) -> Image.Image:
    """The card of *view*, decoded."""
    return Image.open(io.BytesIO(card(view))).convert("L")


def same(image: Image.Image, other: Image.Image, box: tuple[int, int, int, int] | None = None) -> bool:
    """Whether two pictures are alike inside *box*."""
    return ImageChops.difference(image.crop(box), other.crop(box)).getbbox() is None


def test_a_card_has_the_size_that_services_show() -> None:
    """A card is a small PNG of 1200 by 630 pixels."""
    data = card(VIEW)
    image = Image.open(io.BytesIO(data))

    assert ("PNG", (1200, 630)) == (image.format, image.size)
    assert len(data) < 50_000


def test_a_card_is_the_same_each_time() -> None:
    """The same words give the same bytes."""
    assert card(VIEW) == card(VIEW)


@pytest.mark.parametrize("name", ["Žurnál města", "Gazeta Łódzka", "Найти Москву", "Εφημερίδα", "Türkiye’nin Sesi"])
def test_a_name_is_drawn_in_its_own_script(name: str) -> None:
    """A name is drawn on the card if the fonts have every letter of it."""
    assert drawable(name)
    assert not same(picture(replace(VIEW, title=name)), picture(replace(VIEW, title="")))


@pytest.mark.parametrize(
    "name",
    ["銀座デイリー", "온라인", "صحيفة", "עיתון", "News 📰", "a\u200bb", "a\u202eb", "e\u0301", "x" * 80, "x y " * 60],
)
def test_a_name_that_cannot_be_drawn_gives_way_to_the_address(name: str) -> None:
    """No box is empty, no letters are in the wrong order, nothing is cut: the card is that of a nameless outlet."""
    assert same(picture(replace(VIEW, title=name)), picture(replace(VIEW, title="")))


@pytest.mark.parametrize("said", ["According to 銀座, it is operated by X.", "It is operated by X. " * 40, "x" * 200])
def test_a_verdict_is_drawn_whole_or_not_at_all(said: str) -> None:
    """A text that cannot be drawn or is too long is not cut: the card has other words in its place."""
    drawn = picture(replace(VIEW, said=said))

    assert same(drawn, picture(replace(VIEW, said=VIEW.instead)))
    assert not same(drawn, picture(BLANK), SAID)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.text(max_size=400))
def test_any_words_make_a_card(title: str, said: str) -> None:
    """Any words of a record make a card of the right size."""
    assert (1200, 630) == picture(replace(VIEW, title=title, said=said)).size


def test_nothing_is_said_of_a_site_that_cannot_be_named() -> None:
    """Without a name and an address on the card, there is no verdict either."""
    drawn = picture(replace(VIEW, title="銀座", host="x" * 250))

    assert same(drawn, picture(replace(VIEW, title="", host="", said=VIEW.instead)))


REPLIED = "As of 30 January 2024 Quay Media had not replied to what the Harbour Lab said."


def test_the_verdict_on_a_card_has_its_author(world: World) -> None:
    """A card says the same as the verdict on the page: first of all who says so, and how surely."""
    view = card_view(world.edition(), world.outlet())

    assert view.said == (
        "Listed by the Harbour Lab as part of LIGHTHOUSE. Target: Italy. In February 2024 the Harbour Lab attributed LIGHTHOUSE, the set of sites in which it lists this site, to Quay Media Co., Ltd. "
        "As of 30 January 2024 Quay Media had not replied to what the Harbour Lab said."
    )
    assert ("Harbour Times", "harbour-times[.]example") == (view.title, view.host)


def test_a_disputed_record_says_so_on_its_card(world: World) -> None:
    """A person who sees only the card sees that the record is disputed."""
    world.add(OUTLET, "state: {name: disputed, date: 2024-02-07, reason: The firm contests the record.}\n")

    assert card_view(world.edition(), world.outlet()).said.endswith(f"{REPLIED} The record is disputed.")


def test_other_pages_have_a_general_card(world: World) -> None:
    """A page that is not about an outlet has the picture of the website, which says nothing about anybody."""
    current_edition = edition(world.edition().graph, world.edition().book, None, "https://masthead.example")

    assert "https://masthead.example/card.png" == head_view(current_edition, "firms/").image
    assert "operated" not in general_card(current_edition).said
    assert not same(picture(general_card(current_edition)), picture(BLANK), SAID)


@pytest.mark.parametrize("lines", range(1, 6))
@pytest.mark.parametrize(("weight", "sizes"), [(400, cards._SAID_SIZES), (600, cards._TITLE_SIZES)])  # noqa: SLF001
def test_the_last_line_is_drawn_down_to_its_last_stroke(lines: int, weight: int, sizes: tuple[int, ...]) -> None:
    """Below the letters that reach deepest, the last row of pixels is empty."""
    for size in sizes:
        block = cards._block(" ".join(["(gjpqyçŞQ;)" + "x" * (400 // size)] * lines), weight, (size,), 10_000)  # noqa: SLF001

        assert block is not None
        assert (255, 255) == block.crop((0, block.height - 1, block.width, block.height)).getextrema()


def test_every_character_that_we_draw_has_a_glyph() -> None:
    """The fonts have every character on the list: none of them is drawn as the mark for a missing character."""
    missing = []
    for number, points in enumerate(cards._coverage()):  # noqa: SLF001 - nothing else says which font draws what
        font = cards._font(cards._SUBSETS[number], 600, 20)  # noqa: SLF001
        empty = _glyph(font, "\u4e00")
        missing += [hex(point) for point in points if _glyph(font, chr(point)) == empty]

    assert [] == missing


def _glyph(font: ImageFont.FreeTypeFont, character: str) -> tuple[float, bytes]:
    return font.getlength(character), bytes(font.getmask(character))


def test_the_fonts_are_small_and_licensed() -> None:
    """The fonts take less than 250 kB together, and their licence is beside them."""
    assert sum(file.stat().st_size for file in FONTS.iterdir()) < 250_000
    assert "SIL Open Font License" in (FONTS / "LICENSE").read_text()


def test_a_card_is_drawn_once(tmp_path: Path) -> None:
    """A card that was drawn before is read from the folder that keeps it; other words give another card."""
    first = kept(VIEW, tmp_path)
    (file,) = (tmp_path / "cards").iterdir()
    write_sealed(file.parent, file.name, b"kept")

    assert b"kept" == kept(VIEW, tmp_path)
    assert first == card(VIEW)
    assert kept(replace(VIEW, foot="Data of 8 February 2024"), tmp_path) not in (b"kept", first)
    assert {".card"} == {path.suffix for path in (tmp_path / "cards").iterdir()}


@pytest.mark.parametrize("damage", [b"", b"<html>", b"\0" * 32, b"\0" * 40, b"end"])
def test_a_damaged_card_is_drawn_again(tmp_path: Path, damage: bytes) -> None:
    """A kept card that is not as it was written is thrown away: foreign bytes, or a file that was cut short or grew."""
    first = kept(VIEW, tmp_path)
    (file,) = (tmp_path / "cards").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole + damage if damage == b"end" else damage or whole[:-1])

    assert first == kept(VIEW, tmp_path)
    assert whole == file.read_bytes()


def test_a_pipe_among_the_cards_keeps_nobody_waiting(tmp_path: Path) -> None:
    """A card is drawn again, and replaces a pipe that has the name of its file."""
    first = kept(VIEW, tmp_path)
    (file,) = (tmp_path / "cards").iterdir()
    file.unlink()
    os.mkfifo(file)

    assert first == kept(VIEW, tmp_path)
    assert file.is_file()


def test_without_a_place_to_keep_them_cards_are_drawn(tmp_path: Path) -> None:
    """A card is drawn even if nothing can be written beside the records."""
    (tmp_path / "file").write_text("")

    assert card(VIEW) == kept(VIEW, tmp_path / "file")


@pytest.mark.usefixtures("named_publisher")
def test_a_published_website_names_its_cards(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a public address each page names it, its card and its data; a tombstone and the 404 page name nothing."""
    furnish(world)
    world.write("sites/zz/gone.example.yml", _withdrawn())
    monkeypatch.setenv("MASTHEAD_URL", "https://masthead.example/list/")
    build(world.root, "publishconf.py", world.root / "output")
    page = read(world.root / "output/sites/harbour-times.example/index.html")
    meta = {tag.attributes.get("property", ""): tag.attributes.get("content") for tag in page.all("meta")}

    assert "https://masthead.example/list/sites/harbour-times.example/" == meta["og:url"]
    assert "https://masthead.example/list/sites/harbour-times.example/card.png" == meta["og:image"]
    assert "Harbour Times – Masthead" == meta["og:title"]
    assert meta["og:description"] is not None
    assert meta["og:description"].startswith("Harbour Times (harbour-times[.]example): Listed by the Harbour Lab")
    assert meta["og:description"].endswith(REPLIED)
    cards_made = {path.relative_to(world.root / "output").as_posix() for path in world.root.glob("output/**/*.png")}
    assert {"card.png", "sites/harbour-times.example/card.png", "sites/valley-echo.example/card.png"} == cards_made
    for file in ("404.html", "sites/gone.example/index.html"):
        assert "og:image" not in (world.root / "output" / file).read_text()


def test_a_copy_without_a_public_address_has_no_cards(world: World) -> None:
    """Services ask for the whole address of a picture: where none is known, no page names one."""
    build(furnish(world).root, "pelicanconf.py", world.root / "output")
    output = world.root / "output"

    assert [] == list(output.rglob("*.png"))
    assert [] == [str(file) for file in output.rglob("*.html") if "og:" in file.read_text()]


def _withdrawn() -> str:
    return """\
kind: local-news
operator: unknown
campaigns: [lighthouse]
evidence: [{id: listed, claim: Once listed., kind: listing, sources: [{source: harbour-lab-2024}]}]
state: {name: withdrawn, date: 2024-02-07, reason: It was another website.}
"""

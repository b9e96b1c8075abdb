"""The map of target countries: it says what the list beside it says, and nothing else."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from masthead.pinned_lists import COUNTRIES
from masthead.pinned_lists.world_outlines import OUTLINES, WORLD
from masthead.views.parts.label_places import text_width
from masthead.views.parts.world_map import Frame, MapView, world_map
from tests.site import ROOT, Page, read, run
from tests.world import World

SIZES = {WORLD: 4_500}
PAGES = ("index.html", "countries/index.html", "campaigns/paperwall/index.html", "firms/haimai/index.html")


Draw = Callable[..., MapView]


def targets(*sites: str) -> list[tuple[str, ...]]:
    """The target countries of sites, of texts such as “IT FR”."""
    return [tuple(site.split()) for site in sites]


@pytest.fixture
def drawn(world: World) -> Draw:
    """A function that draws the map of target countries of sites."""
    made = world.edition()

    def draw(*sites: str) -> MapView:
        view = world_map(made, targets(*sites))
        assert view
        return view

    return draw


def of_frame(view: MapView, name: str) -> Frame:
    """The frame called *name*."""
    return next(frame for frame in view.frames if frame.id == name)


def named(view: MapView) -> dict[str, str]:
    """The country pages that circles lead to, with the names of the circles, each once."""
    circles = [circle for frame in view.frames for circle in frame.circles]
    assert len(circles) == len({circle.path for circle in circles})
    return {circle.path: circle.name for circle in circles}


def test_outlines_are_light_and_whole() -> None:
    """An outline is on every page with a map; it is a path of whole steps, each ring closed."""
    for name, outline in OUTLINES.items():
        assert len(outline.land) < SIZES.get(name, 2_600), name
        assert re.fullmatch(r"(m-?\d+ ?-?\d+(l(-?\d+ ?-?\d+ ?)+)z)+", outline.land), name
        assert (outline.box is None) == (name == WORLD)


def test_every_country_is_where_it_should_be() -> None:
    """On the map of the world, all but what is at its very edge; a few known ones lie as they do on the globe."""
    places = OUTLINES[WORLD].places

    assert {"AQ", "BV", "CC", "CX", "NU", "SJ"} == COUNTRIES - set(places)
    for outline in OUTLINES.values():
        assert all(0 <= x <= outline.width and 0 <= y <= outline.height for x, y in outline.places.values())
    for west, east in pairwise(("US", "BR", "PT", "DE", "RU", "JP", "NZ")):
        assert places[west][0] < places[east][0]
    for north, south in pairwise(("NO", "DE", "IT", "TN", "NG", "ZA")):
        assert places[north][1] < places[south][1]


def test_circles_are_the_numbers_of_the_list(drawn: Draw) -> None:
    """Each country once, with its number; a circle of twice the area for twice the sites."""
    view = drawn("BR", "BR", "BR", "BR", "AU AR", "AR", "")

    assert [("Brazil", "4"), ("Argentina", "2"), ("Australia", "1")] == [
        (one.link.text, one.link.note) for one in view.countries
    ]
    assert {
        "countries/br/": "Brazil: 4 sites",
        "countries/ar/": "Argentina: 2 sites",
        "countries/au/": "Australia: 1 site",
    } == named(view)
    largest, middle, _ = (float(circle.radius) for circle in view.frames[0].circles)
    assert largest**2 == pytest.approx(2 * middle**2, rel=0.03)


def test_what_is_left_out_is_said(drawn: Draw) -> None:
    """Sites without a country are counted in words, and a country without a place is named."""
    notes = " ".join(drawn("BR", "CX", "CX AU", "", "").notes)

    assert "Not on the map: 2 of the 5 sites, whose target country no source gives." in notes
    assert "A site with several target countries counts in each." in notes
    assert "Too small to be on this map: Christmas Island 2." in notes
    assert "does not show where sites are run from" in notes
    assert "no position on borders" in notes
    plain = " ".join(drawn("BR", "AU").notes)
    assert "Not on the map" not in plain
    assert "several" not in plain


@pytest.mark.parametrize("sites", [(), ("",), ("JP", "JP", "")], ids=["none", "unknown", "one country"])
def test_fewer_than_two_countries_are_no_map(world: World, sites: tuple[str, ...]) -> None:
    """A single circle says less than a sentence."""
    assert world_map(world.edition(), targets(*sites)) is None


@pytest.mark.parametrize(
    ("region", "codes"),
    [
        ("europe", "BE NL LU DE"),
        ("east-asia", "VN LA KH"),
        ("western-asia", "SY LB JO"),
        ("central-america", "SV HN GT"),
        ("western-africa", "GH TG BJ"),
    ],
)
def test_a_dense_region_is_enlarged(drawn: Draw, region: str, codes: str) -> None:
    """Its countries leave the map of the world, which shows the outline of what is enlarged."""
    view = drawn(*codes.split(), "AU")

    assert [WORLD, region] == [frame.id for frame in view.frames]
    assert {f"countries/{code.lower()}/" for code in codes.split()} == {
        circle.path for circle in of_frame(view, region).circles
    }
    assert ["countries/au/"] == [circle.path for circle in of_frame(view, WORLD).circles]
    assert (OUTLINES[region].box,) == of_frame(view, WORLD).enlarged


def test_where_there_is_room_nothing_is_enlarged(drawn: Draw) -> None:
    """A few countries of Europe that are far apart stay on the map of the world."""
    assert [WORLD] == [frame.id for frame in drawn("ES", "FI", "BR").frames]


def test_all_countries_at_once(drawn: Draw) -> None:
    """Each has its circle, once; labels that would cover one another are left out."""
    view = drawn(*COUNTRIES, *(code for code in COUNTRIES if code < "G"))

    assert COUNTRIES - set(OUTLINES[WORLD].places) == COUNTRIES - {path[10:12].upper() for path in named(view)}
    assert set(OUTLINES) == {frame.id for frame in view.frames}


def boxes(frame: Frame, width: float, *, wide: bool) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """The rectangle of each label of *frame* when it is *width* em wide, from what the page itself says of it."""
    height = width * frame.height / frame.width
    for circle in frame.circles:
        label = circle.wide if wide else circle.on_a_phone
        if label:
            x = float(circle.x) / 100 * width + float(label.dx)
            y = float(circle.y) / 100 * height + float(label.dy)
            left = x - text_width(circle.text) * {"start": 0, "middle": 0.5, "end": 1}[label.anchor]
            yield circle.text, (left, y - 0.75, left + text_width(circle.text), y + 0.2)


@pytest.mark.parametrize("factor", [1, 1.3, 2.5])
@pytest.mark.parametrize(("world_wide", "region_wide"), [(29.0, 25.0), (42.0, 29.0)], ids=["phone", "wide"])
def test_labels_do_not_overlap(drawn: Draw, world_wide: float, region_wide: float, factor: float) -> None:
    """None covers another, in the narrowest frame or in one that is wider."""
    view = drawn(*(code for at, code in enumerate(sorted(COUNTRIES)) for _ in range(1 + at % 7)))
    shown = 0
    for frame in view.frames:
        width = world_wide if frame.id == WORLD else region_wide
        placed = list(boxes(frame, width * factor, wide=world_wide > 30))
        shown += len(placed)
        for at, (text, one) in enumerate(placed):
            for other, two in placed[:at]:
                assert one[0] >= two[2] or two[0] >= one[2] or one[1] >= two[3] or two[1] >= one[3], (text, other)
    assert shown > 40


def circles(page: Page) -> dict[str, str]:
    """What each circle on *page* leads to, with its name."""
    links = [at for at, tag in enumerate(page.tags) if tag.attributes.get("class") == "map__country"]
    return {page.tags[at].attributes["href"]: page.tags[at + 1].text for at in links}


def listed(page: Page) -> dict[str, str]:
    """What each country of the lists beside a map leads to, as a circle would say it."""
    found = {}
    kind = ""
    for at, tag in enumerate(page.tags):
        if tag.name == "ul":
            kind = tag.attributes.get("class", "")
        if tag.name != "li" or kind != "tally":
            continue
        link = page.tags[at + 1]
        number = next(tag.text for tag in page.tags[at:] if tag.name == "span")
        found[link.attributes["href"]] = f"{link.text.strip()}: {number} site{'s' if number != '1' else ''}"
    return found


@pytest.mark.parametrize("path", PAGES)
def test_map_and_list_are_equal(real_site: Path, path: str) -> None:
    """On each kind of page with a map, whoever reads the list instead knows the same."""
    page = read(real_site / path)
    in_list = {href: text for href, text in listed(page).items() if "zz/index.html" not in href}

    assert len(circles(page)) > 10
    assert in_list == circles(page)


def test_maps_are_pictures_with_names(real_site: Path) -> None:
    """Each has a title and a description, a role, and nothing that moves or is loaded."""
    for path in PAGES:
        page = read(real_site / path)
        ids = {tag.attributes["id"]: tag for tag in page.tags if "id" in tag.attributes}
        pictures = [tag for tag in page.all("g") if tag.attributes.get("aria-labelledby", "").startswith("_map-")]
        assert len(pictures) == 2
        for picture in pictures:
            assert "img" == picture.attributes["role"]
            assert ids[picture.attributes["aria-labelledby"]].name == "title"
            assert ids[picture.attributes["aria-describedby"]].name == "desc"
        assert not {"animate", "image", "use", "foreignobject"} & {tag.name for tag in page.tags}


def test_a_campaign_without_known_targets_has_no_map(real_site: Path) -> None:
    """Its page prints no number of countries either."""
    assert not circles(read(real_site / "campaigns/glassbridge/index.html"))


def test_maps_are_the_same_in_every_run(world: World) -> None:
    """Whatever order sets have in this process."""
    program = (
        "import sys; from pathlib import Path; from tests.world import World\n"
        "from masthead.pinned_lists import COUNTRIES; from masthead.views.parts.world_map import world_map\n"
        f"print(world_map(World(Path({str(world.root)!r})).edition(), [{{code, 'IT'}} for code in sorted(COUNTRIES)]))"
    )
    first, second = (run([sys.executable, "-c", program], ROOT, {"PYTHONHASHSEED": seed}) for seed in "17")

    assert (0, "") == (first.returncode, first.stderr)
    assert first.stdout == second.stdout

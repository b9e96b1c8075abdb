"""The map of target countries: it says what the list beside it says, and nothing else."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile
from math import hypot
from pathlib import Path

import pytest

from masthead.edition.edition import edition
from masthead.edition.localisation import phrasebook
from masthead.pinned_lists import COUNTRIES
from masthead.pinned_lists.world_outlines import OUTLINES, WORLD
from masthead.relations.graph import Graph
from masthead.views.pages.campaign import campaign_view
from masthead.views.pages.country import countries_map
from masthead.views.pages.firm import firm_view
from masthead.views.pictures.label_places import Label, text_width
from masthead.views.pictures.world_map import Circle, Frame, MapView, world_map
from tests.golden import LANGUAGES
from tests.site import ROOT, Page, read, run
from tests.world import World

SIZES = {WORLD: 4_500}
CAMPAIGNS = ("doppelganger", "metric-media-network", "paperwall", "portal-kombat")
FIRMS = ("haimai", "tigerweb", "times-newswire")
PAGES = ("index.html", "countries/index.html", "campaigns/paperwall/index.html", "firms/haimai/index.html")


Draw = Callable[..., MapView]


def targets(*sites: str) -> list[tuple[str, ...]]:
    """The target countries of sites, of texts such as “IT FR”."""
    return [tuple(site.split()) for site in sites]


@pytest.fixture
def drawn(world: World) -> Draw:
    """A function that draws the map of target countries of sites."""
    current_edition = world.edition()

    def draw(*sites: str) -> MapView:
        view = world_map(current_edition, targets(*sites))
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
    """All but six countries are on the map of the world, and a few known ones are placed as they are on the globe."""
    places = OUTLINES[WORLD].places

    assert {"AQ", "BV", "CC", "CX", "NU", "SJ"} == COUNTRIES - set(places)
    for outline in OUTLINES.values():
        assert all(0 <= x <= outline.width and 0 <= y <= outline.height for x, y in outline.places.values())
    for west, east in pairwise(("US", "BR", "PT", "DE", "RU", "JP", "NZ")):
        assert places[west][0] < places[east][0]
    for north, south in pairwise(("NO", "DE", "IT", "TN", "NG", "ZA")):
        assert places[north][1] < places[south][1]


def test_circles_are_the_numbers_of_the_list(drawn: Draw) -> None:
    """Each country is there once, with its number, and a circle of twice the area means twice the sites."""
    view = drawn("BR", "BR", "BR", "BR", "AU AR", "AR", "")

    assert [("Brazil", "4"), ("Argentina", "2"), ("Australia", "1")] == [
        (country.link.text, country.link.note) for country in view.countries
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
    """Each country that has a place on the map has its circle, and every frame is there."""
    view = drawn(*COUNTRIES, *(code for code in COUNTRIES if code < "G"))

    assert COUNTRIES - set(OUTLINES[WORLD].places) == COUNTRIES - {path[10:12].upper() for path in named(view)}
    assert set(OUTLINES) == {frame.id for frame in view.frames}


Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True)
class Drawn:
    """A country as a browser draws it: its circle, the rectangle of its label, and the line between them, in em."""

    circle: Circle
    x: float
    y: float
    label: Rectangle | None
    line: tuple[tuple[float, float], ...]

    @property
    def text(self) -> str:
        """The text of its label, even if there is no room for the label."""
        return self.circle.text

    @property
    def radius(self) -> float:
        """The radius of its circle."""
        return float(self.circle.radius)

    def hides(self, other: Drawn) -> bool:
        """Whether it covers the whole circle of an *other* that is below it."""
        return hypot(self.x - other.x, self.y - other.y) + other.radius <= self.radius

    def gap(self, rectangle: Rectangle) -> float:
        """The distance between the circle and a *rectangle*: less than zero if they meet."""
        left, top, right, bottom = rectangle
        return hypot(max(left - self.x, 0, self.x - right), max(top - self.y, 0, self.y - bottom)) - self.radius


def as_drawn(frame: Frame, width: float, labels: str) -> list[Drawn]:
    """The countries of *frame* when it is *width* em wide, from the values on the page itself."""
    height = width * frame.height / frame.width
    countries = []
    for circle in frame.circles:
        x, y = float(circle.x) / 100 * width, float(circle.y) / 100 * height
        at: Label | None = getattr(circle, labels)
        if not at:
            countries.append(Drawn(circle, x, y, None, ()))
            continue
        across, down = at.line or ("0", "0")
        to_x, to_y = x + float(across) / 100 * width, y + float(down) / 100 * height
        left = to_x + float(at.dx) - text_width(circle.text) * {"start": 0, "middle": 0.5, "end": 1}[at.anchor]
        base = to_y + float(at.dy)
        line = [(x + part / 50 * (to_x - x), y + part / 50 * (to_y - y)) for part in range(51)] if at.line else []
        countries.append(
            Drawn(circle, x, y, (left, base - 0.75, left + text_width(circle.text), base + 0.2), tuple(line))
        )
    return countries


def number_of(circle: Circle) -> int:
    """The number at the end of its label."""
    return int(re.sub(r"\D", "", circle.text))


def meet(rectangle: Rectangle, other: Rectangle) -> bool:
    """Whether two rectangles share anything."""
    return rectangle[0] < other[2] and other[0] < rectangle[2] and rectangle[1] < other[3] and other[1] < rectangle[3]


def misplaced(frame: Frame, width: float, labels: str) -> Iterator[str]:
    """The faults that could mislead a reader when *frame* is *width* em wide."""
    drawn = as_drawn(frame, width, labels)
    scale = width / frame.width
    for at, country in enumerate(drawn):
        yield from (f"{later.text} hides {country.text}" for later in drawn[at + 1 :] if later.hides(country))
        if not country.label:
            continue
        left, top, right, bottom = country.label
        if left < 0 or top < 0 or right > width or bottom > scale * frame.height:
            yield f"{country.text} leaves the frame"
        for box in frame.enlarged:
            if meet(country.label, (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale)):
                yield f"{country.text} is on a frame"
        for other in drawn:
            if other is not country:
                yield from between(country, other)


def between(country: Drawn, other: Drawn) -> Iterator[str]:
    """The faults of the label and line of *country* beside an *other* one."""
    assert country.label
    own = 0 if country.line else country.gap(country.label)
    outside = [(x, y) for x, y in country.line if hypot(x - country.x, y - country.y) > country.radius]
    if other.gap(country.label) <= max(own, 0):
        yield f"{country.text} is as near to the circle of {other.text}"
    if any(hypot(x - other.x, y - other.y) <= other.radius for x, y in outside):
        yield f"the line of {country.text} meets the circle of {other.text}"
    if other.label and meet(country.label, other.label):
        yield f"{country.text} covers {other.text}"
    if other.label and any(meet((x, y, x, y), other.label) for x, y in country.line):
        yield f"the line of {country.text} runs through {other.text}"


WIDTHS = {"on_a_phone": 29.0, "wide": 34.0}
FACTORS = (1, 1.1, 1.25, 1.5, 2, 2.5)


@pytest.mark.parametrize("labels", WIDTHS)
def test_labels_are_beside_their_circles(drawn: Draw, labels: str) -> None:
    """No label covers another or is nearer to another circle than to its own, in narrow or wide frames."""
    view = drawn(*(code for at, code in enumerate(sorted(COUNTRIES)) for _ in range(1 + at % 7)))

    for frame in view.frames:
        for factor in FACTORS:
            faults = misplaced(frame, WIDTHS[labels] * factor, labels)
            assert [] == [fault for fault in faults if "hides" not in fault]  # the Vatican has the place of Italy
    assert sum(bool(getattr(circle, labels)) for frame in view.frames for circle in frame.circles) > 80


@pytest.fixture(scope="module")
def real_graph() -> Graph:
    """The real records."""
    return World(ROOT).load().graph


@pytest.mark.parametrize("language", ["en-GB", *LANGUAGES])
def test_real_maps_can_be_read(real_graph: Graph, language: str) -> None:
    """At any width, in any language, each label is beside its circle; only countries with the fewest sites lack one."""
    current_edition = edition(real_graph, phrasebook(language, ROOT / "translations"))
    views = [countries_map(current_edition)]
    views += [campaign_view(current_edition, real_graph.campaigns[name]).sites.map for name in CAMPAIGNS]
    views += [firm_view(current_edition, real_graph.firms[name]).sites.map for name in FIRMS]

    for view in views:
        assert view
        numbers = {circle.path: number_of(circle) for frame in view.frames for circle in frame.circles}
        for frame in view.frames:
            for labels, width in WIDTHS.items():
                assert [] == [fault for factor in FACTORS for fault in misplaced(frame, width * factor, labels)]
                bare = [numbers[circle.path] for circle in frame.circles if not getattr(circle, labels)]
                assert max(bare, default=0) <= min(numbers.values()), (frame.id, labels)


def test_the_largest_has_its_label_first(drawn: Draw) -> None:
    """It has its label even among many countries that are close to it and have fewer sites."""
    view = drawn(*["DE"] * 55, "NL BE LU", "CH AT CZ", "DK PL FR", "LI SK SI HU")
    germany = next(circle for circle in of_frame(view, "europe").circles if "de" in circle.path)

    assert germany.on_a_phone
    assert germany.wide


def test_a_number_beyond_the_scale_is_a_ring(drawn: Draw) -> None:
    """A note explains it; all other areas are in proportion to the numbers, so that no circle exaggerates."""
    view = drawn(*["US"] * 300, *["BR"] * 64, *["AU"] * 16, "AR", "ZA")
    circles = {circle.text: circle for circle in view.frames[0].circles}
    radius = {text: float(circle.radius) for text, circle in circles.items()}

    assert ["United States 300"] == [text for text, circle in circles.items() if circle.is_ring]
    assert radius["United States 300"] == radius["Brazil 64"]
    assert (radius["Brazil 64"] / radius["Australia 16"]) ** 2 == pytest.approx(4, rel=0.01)
    assert (radius["Australia 16"] / radius["Argentina 1"]) ** 2 == pytest.approx(16, rel=0.01)
    assert "A ring is a country with more than 64 sites, which is not drawn to scale." in " ".join(view.notes)
    assert "ring" not in " ".join(drawn("US", "BR").notes)


def circles(page: Page) -> dict[str, str]:
    """The address that each circle on *page* leads to, with the name of the circle."""
    maps = [at for at, tag in enumerate(page.tags) if (tag.name, tag.attributes.get("class")) == ("figure", "map")]
    in_map = [tag for at in maps for tag in takewhile(lambda tag: tag.name != "figcaption", page.tags[at:])]
    links = [at for at, tag in enumerate(in_map) if tag.name == "a"]
    return {in_map[at].attributes["href"]: in_map[at + 1].text for at in links}


def listed(page: Page) -> dict[str, str]:
    """The address that each country of the lists beside a map leads to, with the name that its circle would have."""
    names = {}
    kind = ""
    for at, tag in enumerate(page.tags):
        if tag.name == "ul":
            kind = tag.attributes.get("class", "")
        if tag.name != "li" or kind != "tally":
            continue
        link = page.tags[at + 1]
        number = next(tag.text for tag in page.tags[at:] if tag.name == "span")
        names[link.attributes["href"]] = f"{link.text.strip()}: {number} site{'s' if number != '1' else ''}"
    return names


@pytest.mark.parametrize("path", PAGES)
def test_map_and_list_are_equal(real_site: Path, path: str) -> None:
    """On each kind of page with a map, a person who reads the list instead learns the same."""
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
    """The page of such a campaign has no circles."""
    assert not circles(read(real_site / "campaigns/glassbridge/index.html"))


def test_maps_are_the_same_in_every_run(world: World) -> None:
    """The order of sets in a process makes no difference."""
    program = (
        "import sys; from pathlib import Path; from tests.world import World\n"
        "from masthead.pinned_lists import COUNTRIES; from masthead.views.pictures.world_map import world_map\n"
        f"print(world_map(World(Path({str(world.root)!r})).edition(), [{{code, 'IT'}} for code in sorted(COUNTRIES)]))"
    )
    first, second = (run([sys.executable, "-c", program], ROOT, {"PYTHONHASHSEED": seed}) for seed in "17")

    assert (0, "") == (first.returncode, first.stderr)
    assert first.stdout == second.stdout

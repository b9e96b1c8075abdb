"""The map of target countries: a circle for each, on the outline of the land, and a dense region enlarged beside it.

Outlines and places are drawn ahead by tools/world_map/. Here circles get their sizes and labels their places, once for a
phone and once for a wide page. docs/pictures.md has the reasons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import dist, sqrt

from masthead.edition.edition import Edition, Link, country_path
from masthead.field_types.vocabulary import N_, NN_
from masthead.pinned_lists.world_outlines import OUTLINES, WORLD, Outline
from masthead.views.parts.bars import Barred, barred
from masthead.views.parts.label_places import Box, Label, label_beside, length, text_width

# The least width of a frame on a phone and elsewhere, in em of its labels: theme/css/components/map.css makes none narrower.
_WORLD, _REGION = (29.0, 42.0), (25.0, 29.0)
_LARGEST, _SMALLEST = 1.15, 0.3
"""The radius of a circle, in em."""
_CROWD = 3
"""The least number of circles that touch others in a region that is enlarged."""

_NAMES = {
    WORLD: N_("Map of target countries"),
    "europe": N_("Europe"),
    "east-asia": N_("East and Southeast Asia"),
    "western-asia": N_("Western Asia"),
    "central-america": N_("Central America and the Caribbean"),
    "western-africa": N_("Western Africa"),
}
_ENLARGED = N_("Map of target countries: %(region)s, enlarged")
_NUMBERED = NN_("%(country)s: %(num)s site", "%(country)s: %(num)s sites")
_MEANING = N_(
    "Each circle is a target country according to sources, or the country of a place that a list gives: the larger, the more sites. The map does not show where sites are run from."
)
_SEVERAL = N_("A site with several target countries counts in each.")
_UNKNOWN = NN_(
    "Not on the map: %(num)s of the %(all)s sites, whose target country no source gives.",
    "Not on the map: %(num)s of the %(all)s sites, whose target country no source gives.",
)
_UNPLACED = N_("Too small to be on this map: %(countries)s.")
_BORDERS = N_("We draw coasts only, and take no position on borders.")


@dataclass(frozen=True, slots=True)
class Circle:
    """A country on a map: a link, its name with the number of sites, the circle, and its label on a phone and elsewhere."""

    path: str
    name: str
    text: str
    x: str
    y: str
    radius: str
    on_a_phone: Label | None
    wide: Label | None


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture of the map: the world, or a region enlarged, with the outlines of the regions that others enlarge."""

    id: str
    title: str
    region: str
    width: int
    height: int
    land: str
    enlarged: tuple[tuple[int, int, int, int], ...]
    circles: tuple[Circle, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """The frames of a map, notes on its content and its omissions, and the same numbers as links."""

    frames: tuple[Frame, ...]
    notes: tuple[str, ...]
    countries: tuple[Barred, ...]


@dataclass(frozen=True, slots=True)
class _Country:
    code: str
    name: str
    number: int
    radius: float


def country_tally(edition: Edition, numbers: Mapping[str, int]) -> tuple[Barred, ...]:
    """Return links to the countries in *numbers*, each with its number of sites, by number, then by name."""
    ordered = sorted(numbers.items(), key=lambda pair: (-pair[1], edition.book.country(pair[0]).casefold()))
    return barred(edition, ((Link(edition.book.country(code), country_path(code)), number) for code, number in ordered))


def world_map(edition: Edition, targets: Sequence[Collection[str]]) -> MapView | None:
    """Return the map of *targets*, the target countries of each site; None if they are fewer than two countries."""
    numbers = Counter(code for codes in targets for code in codes)
    if len(numbers) < 2:
        return None
    countries = _countries(edition, numbers)
    on_frames = _shared_out(countries)
    enlarged = tuple(box for name in on_frames if (box := OUTLINES[name].box))
    return MapView(
        frames=tuple(_frame(edition, name, inside, enlarged) for name, inside in on_frames.items()),
        notes=tuple(_notes(edition, targets, countries)),
        countries=country_tally(edition, numbers),
    )


def _countries(edition: Edition, numbers: Mapping[str, int]) -> list[_Country]:
    """Return the countries with the sizes of their circles, the largest first, so that no circle hides a smaller one."""
    most = max(numbers.values())
    countries = (
        _Country(code, edition.book.country(code), number, max(_SMALLEST, _LARGEST * sqrt(number / most)))
        for code, number in numbers.items()
    )
    return sorted(countries, key=lambda country: (-country.number, country.code))


def _shared_out(countries: Sequence[_Country]) -> dict[str, list[_Country]]:
    """Return the countries of each frame, each once: of a region where circles are crowded, else of the world."""
    placed = [country for country in countries if country.code in OUTLINES[WORLD].places]
    crowded = {
        country.code for country in placed if any(_touch(country, other) for other in placed if other is not country)
    }
    frames: dict[str, list[_Country]] = {WORLD: placed}
    for name, outline in OUTLINES.items():
        inside = [country for country in frames[WORLD] if country.code in outline.places]
        if name != WORLD and sum(country.code in crowded for country in inside) >= _CROWD:
            frames[name] = inside
            frames[WORLD] = [country for country in frames[WORLD] if country not in inside]
    return frames


def _touch(country: _Country, other: _Country) -> bool:
    places, scale = OUTLINES[WORLD].places, _WORLD[0] / OUTLINES[WORLD].width
    return dist(places[country.code], places[other.code]) * scale < country.radius + other.radius


def _frame(
    edition: Edition, name: str, countries: list[_Country], enlarged: tuple[tuple[int, int, int, int], ...]
) -> Frame:
    outline, title = OUTLINES[name], edition.book.say(_NAMES[name])
    region = "" if name == WORLD else title
    widths = _REGION if region else _WORLD
    on_a_phone, wide = (_labels(edition, outline, countries, width, region) for width in widths)
    return Frame(
        id=name,
        title=edition.book.say(_ENLARGED) % {"region": region} if region else title,
        region=region,
        width=outline.width,
        height=outline.height,
        land=outline.land,
        enlarged=() if region else enlarged,
        circles=tuple(
            _circle(edition, outline, country, on_a_phone.get(country.code), wide.get(country.code))
            for country in countries
        ),
    )


def _label(edition: Edition, country: _Country) -> str:
    return f"{country.name} {edition.book.number(country.number)}"


def _labels(
    edition: Edition, outline: Outline, countries: Sequence[_Country], width: float, region: str
) -> dict[str, Label]:
    """Return the labels for which there is room in a frame of *width*, by country; those of the largest go first."""
    scale = width / outline.width
    size = width, outline.height * scale
    circles = {
        country.code: Box(x, y, x - country.radius, y - country.radius, x + country.radius, y + country.radius)
        for country in countries
        for x, y in [[scale * part for part in outline.places[country.code]]]
    }
    boxes = [Box(0, 0, 0, 0, 1 + text_width(region), 1.8)] if region else []
    labels: dict[str, Label] = {}
    for country in countries:
        others = [box for code, box in circles.items() if code != country.code]
        place = label_beside(circles[country.code], _label(edition, country), size, [*boxes, *others])
        if place:
            labels[country.code], box = place
            boxes.append(box)
    return labels


def _circle(
    edition: Edition, outline: Outline, country: _Country, on_a_phone: Label | None, wide: Label | None
) -> Circle:
    x, y = outline.places[country.code]
    return Circle(
        path=country_path(country.code),
        name=edition.book.plural(*_NUMBERED, country.number, country=country.name),
        text=_label(edition, country),
        x=length(100 * x / outline.width),
        y=length(100 * y / outline.height),
        radius=length(country.radius),
        on_a_phone=on_a_phone,
        wide=wide,
    )


def _notes(edition: Edition, targets: Sequence[Collection[str]], countries: Iterable[_Country]) -> Iterable[str]:
    """Yield notes on the content of the map, on its omissions, and that it takes no position on borders."""
    book = edition.book
    unknown = sum(not codes for codes in targets)
    unplaced = [_label(edition, country) for country in countries if country.code not in OUTLINES[WORLD].places]
    yield book.say(_MEANING)
    if any(len(codes) > 1 for codes in targets):
        yield book.say(_SEVERAL)
    if unknown:
        yield book.plural(*_UNKNOWN, unknown, all=book.number(len(targets)))
    if unplaced:
        yield book.say(_UNPLACED) % {"countries": book.list(unplaced)}
    yield book.say(_BORDERS)

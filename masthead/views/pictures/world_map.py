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
from masthead.views.pictures.bars import Barred, barred
from masthead.views.pictures.label_places import (
    Box,
    Label,
    Surroundings,
    area,
    disc,
    label_beside,
    length,
    surroundings,
    text_width,
)

_PHONE, _WIDE = 29.0, 34.0
"""The least width of a frame on a phone and elsewhere, in em of its labels: theme/css/components/map.css makes none narrower."""
_SMALLEST = 0.18
"""The radius of the circle of the least number, in em; the areas of the others are to its area as the numbers are."""
_ON_SCALE = 64
"""The largest area, as a multiple of the least; a country with more sites is a ring of that size."""
_GAP = 0.2
"""The distance between a label and the frame of what is enlarged, in em."""
_ATTEMPTS = 4
"""The number of orders in which the labels of a frame are placed."""
_CROWD = 3
"""The least number of circles that are close to others in a region that is enlarged."""
_CLOSE = 0.3
"""The distance between such circles, in em: a label would not fit between them."""

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
    "Each circle is a target country according to sources, or the country of a place that a list gives; twice the area is twice the sites. The map does not show where sites are run from."
)
_RINGS = NN_(
    "A ring is a country with more than %(num)s site, which is not drawn to scale.",
    "A ring is a country with more than %(num)s sites, which is not drawn to scale.",
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
    """A country on a map: a link, its name with the number of sites, the circle, and its label on a phone and elsewhere.

    It is a ring if the number is too large for the scale of the circles.
    """

    path: str
    name: str
    text: str
    x: str
    y: str
    radius: str
    is_ring: bool
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
    is_ring: bool


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
    most = _most_on_scale(numbers.values())
    countries = (
        _Country(
            code,
            edition.book.country(code),
            number,
            _SMALLEST * sqrt(min(number, most) * _ON_SCALE / most),
            number > most,
        )
        for code, number in numbers.items()
    )
    return sorted(countries, key=lambda country: (-country.number, country.code))


def _most_on_scale(numbers: Iterable[int]) -> int:
    return min(numbers) * _ON_SCALE


def _shared_out(countries: Sequence[_Country]) -> dict[str, list[_Country]]:
    """Return the countries of each frame, each once: of a region where circles are crowded, else of the world."""
    placed = [country for country in countries if country.code in OUTLINES[WORLD].places]
    crowded = {
        country.code
        for country in placed
        if any(_are_close(country, other) for other in placed if other is not country)
    }
    frames: dict[str, list[_Country]] = {WORLD: placed}
    for name, outline in OUTLINES.items():
        inside = [country for country in frames[WORLD] if country.code in outline.places]
        if name != WORLD and sum(country.code in crowded for country in inside) >= _CROWD:
            frames[name] = inside
            frames[WORLD] = [country for country in frames[WORLD] if country not in inside]
    return frames


def _are_close(country: _Country, other: _Country) -> bool:
    places, scale = OUTLINES[WORLD].places, _PHONE / OUTLINES[WORLD].width
    return dist(places[country.code], places[other.code]) * scale < country.radius + other.radius + _CLOSE


def _frame(
    edition: Edition, name: str, countries: list[_Country], enlarged: tuple[tuple[int, int, int, int], ...]
) -> Frame:
    outline, title = OUTLINES[name], edition.book.say(_NAMES[name])
    region = "" if name == WORLD else title
    boxes = () if region else enlarged
    on_a_phone, wide = (_labels(edition, outline, countries, width, region, boxes) for width in (_PHONE, _WIDE))
    return Frame(
        id=name,
        title=edition.book.say(_ENLARGED) % {"region": region} if region else title,
        region=region,
        width=outline.width,
        height=outline.height,
        land=outline.land,
        enlarged=boxes,
        circles=tuple(
            _circle(edition, outline, country, on_a_phone.get(country.code), wide.get(country.code))
            for country in countries
        ),
    )


def _label(edition: Edition, country: _Country) -> str:
    return f"{country.name} {edition.book.number(country.number)}"


def _labels(
    edition: Edition,
    outline: Outline,
    countries: Sequence[_Country],
    width: float,
    region: str,
    enlarged: Iterable[tuple[int, int, int, int]],
) -> dict[str, Label]:
    """Return the labels for which there is room in a frame of *width*, by country."""
    scale = width / outline.width
    size = width, outline.height * scale
    circles = {
        country.code: (x, y, country.radius)
        for country in countries
        for x, y in [[scale * part for part in outline.places[country.code]]]
    }
    # On the frame of what is enlarged elsewhere, or in it, a label would be taken for one of its own.
    taken = [area(*(scale * part for part in box)).grown(_GAP) for box in enlarged]
    if region:
        taken.append(Box(0, size[1], 0, size[1] - 1.8, 1 + text_width(region), size[1]))
    texts = {country.code: _label(edition, country) for country in countries}
    return _best_placed(texts, circles, size, taken)


def _best_placed(
    texts: Mapping[str, str],
    circles: Mapping[str, tuple[float, float, float]],
    size: tuple[float, float],
    taken: Collection[Box],
) -> dict[str, Label]:
    """Return the labels of *texts* for which there is room, so that none has lost its place to one of fewer sites.

    They are placed from the largest to the smallest. If a country gets none, all are placed once more, that one first.
    """
    order = list(texts)
    around = {code: surroundings(disc(*circle)) for code, circle in circles.items()}
    attempts: list[dict[str, Label]] = []
    for _ in range(_ATTEMPTS):
        attempts.append(_placed({code: texts[code] for code in order}, circles, around, size, taken))
        missing = [code for code in texts if code not in attempts[-1]]
        if not missing:
            break
        order.remove(missing[0])
        order.insert(0, missing[0])
    return max(attempts, key=lambda labels: [code in labels for code in texts])


def _placed(
    texts: Mapping[str, str],
    circles: Mapping[str, tuple[float, float, float]],
    around: Mapping[str, Surroundings],
    size: tuple[float, float],
    taken: Iterable[Box],
) -> dict[str, Label]:
    """Return the labels for which there is room if they are placed in the order of *texts*; *around* has what is around each circle."""
    boxes = list(taken)
    labels: dict[str, Label] = {}
    for code, text in texts.items():
        others = [surrounding for other, surrounding in around.items() if other != code]
        x, y, radius = circles[code]
        place = label_beside(Box(x, y, x, y, x, y).grown(radius), text, size, others, boxes)
        if place:
            labels[code] = place[0]
            boxes.extend(place[1])
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
        radius=f"{country.radius:.3g}",
        is_ring=country.is_ring,
        on_a_phone=on_a_phone,
        wide=wide,
    )


def _notes(edition: Edition, targets: Sequence[Collection[str]], countries: Sequence[_Country]) -> Iterable[str]:
    """Yield notes on the content of the map, on its omissions, and that it takes no position on borders."""
    book = edition.book
    unknown = sum(not codes for codes in targets)
    unplaced = [_label(edition, country) for country in countries if country.code not in OUTLINES[WORLD].places]
    yield book.say(_MEANING)
    if any(country.is_ring for country in countries):
        yield book.plural(*_RINGS, _most_on_scale(country.number for country in countries))
    if any(len(codes) > 1 for codes in targets):
        yield book.say(_SEVERAL)
    if unknown:
        yield book.plural(*_UNKNOWN, unknown, all=book.number(len(targets)))
    if unplaced:
        yield book.say(_UNPLACED) % {"countries": book.list(unplaced)}
    yield book.say(_BORDERS)

"""Lists of outlets as tables, in pages of 500: /sites/, and below the pages of countries, firms and campaigns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from masthead.edition.edition import NAME, Edition, Link, Meaning, path_of
from masthead.edition.kept_results import remembered
from masthead.field_types.vocabulary import N_, StateName
from masthead.field_types.web_addresses import defang
from masthead.model import Outlet
from masthead.views.parts.claims import meaning
from masthead.views.parts.facets import Namer, Operator, facets_of
from masthead.views.parts.facts import source_names

SITES = "sites/"
"""The address of the list of all outlets."""
_ALL = N_("All sites")
_NAMED_BY = N_("named by %(sources)s")
_LISTED_BY = N_("listed under it by %(sources)s")
_REPORTING = N_("%(source)s, which reports others")
_OF_CAMPAIGN = N_("%(source)s (for %(campaign)s)")
_WITHOUT = {"firms": "firm", "campaigns": "campaign"}
PAGE = 500
"""How many outlets a page lists at most."""


@dataclass(frozen=True, slots=True)
class Row:
    """An outlet as a line of a table."""

    path: str
    host: str
    name: str
    lang: str
    countries: tuple[Link, ...]
    campaigns: tuple[Link, ...]
    operators: tuple[Link, ...]
    year: str
    state: Meaning | None
    facets: str
    """What it has of each facet, as `Facets.code` writes it."""


@dataclass(frozen=True, slots=True)
class Group:
    """The outlets of a page whose host starts with a letter or digit; without a letter, all of them."""

    letter: str
    anchor: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Jump:
    """A letter of a list, its anchor, and, if it is not on this page, the link to the page where it begins."""

    letter: str
    anchor: str
    link: Link | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list of outlets, A to Z by host; most lists have no other page."""

    start: str
    """The address of the first page of the list."""
    number: int
    """How many outlets the list has."""
    groups: tuple[Group, ...]
    jumps: tuple[Jump, ...]
    page: int
    last: int
    pages: tuple[Link, ...]
    """Links to this page, those around it, the first and the last; nothing if there is only one."""
    path: str
    without: str
    """The column that says the same of all of them, if there is one: the campaign, or the firm."""
    firm: str
    """The firm that is said to operate all of them, if the list is of one."""
    version: str
    """The date of the data."""
    attribution: str
    """How downloads name this database."""
    url: str
    """The public address of the website with a slash, if it is known."""


@dataclass(frozen=True, slots=True)
class OutletsView:
    """The first page of all outlets."""

    path: str
    title: str
    listing: Listing


def listing(edition: Edition, start: str, outlets: Sequence[Outlet], page: int = 1) -> Listing:
    """Return a *page* of the list of *outlets*, sorted by host, whose first page is at *start*."""
    last = page_count(outlets)
    folder, id, *_ = start.split("/")
    shown = outlets[(page - 1) * PAGE : page * PAGE]
    lettered = start == SITES or last > 1
    letters = groupby(shown, key=_letter) if lettered else [("", iter(shown))] if shown else []
    return Listing(
        start=start,
        number=len(outlets),
        groups=tuple(_group(edition, letter, of_letter) for letter, of_letter in letters),
        jumps=tuple(_jumps(start, outlets, page)) if lettered else (),
        page=page,
        last=last,
        pages=tuple(_page_links(edition, start, page, last)) if max(page, last) > 1 else (),
        path=page_path(start, page),
        without=_WITHOUT.get(folder, ""),
        firm=id if folder == "firms" else "",
        version=str(edition.date or ""),
        attribution=f"{NAME}, {edition.url}/" if edition.url else NAME,
        url=edition.address(""),
    )


def page_count(outlets: Sequence[Outlet]) -> int:
    """Return how many pages the list of *outlets* needs."""
    return max(1, -(-len(outlets) // PAGE))


def page_path(start: str, page: int) -> str:
    """Return the address of a *page* of the list that begins at *start*."""
    return start if page == 1 else f"{start}page/{page}/"


def _letter(outlet: Outlet) -> str:
    return outlet.host[0]


def _group(edition: Edition, letter: str, outlets: Iterable[Outlet]) -> Group:
    return Group(letter.upper(), _anchor(letter), tuple(row(edition, outlet) for outlet in outlets))


def _anchor(letter: str) -> str:
    return f"_letter-{letter}" if letter else ""


def _jumps(start: str, outlets: Sequence[Outlet], page: int) -> Iterable[Jump]:
    """Yield each letter of the whole list."""
    here = {_letter(outlet) for outlet in outlets[(page - 1) * PAGE : page * PAGE]}
    for letter, place in _beginnings(outlets):
        anchor, path = _anchor(letter), page_path(start, place // PAGE + 1)
        yield Jump(letter.upper(), anchor, None if letter in here else Link(letter.upper(), f"{path}#{anchor}"))


def _beginnings(outlets: Sequence[Outlet]) -> Iterable[tuple[str, int]]:
    """Yield each letter with the place of the first outlet whose host starts with it."""
    place = 0
    while place < len(outlets):
        letter = _letter(outlets[place])
        yield letter, place
        place = bisect_left(outlets, f"{letter}~", key=lambda outlet: outlet.host)  # ~ sorts behind all of hosts


def _page_links(edition: Edition, start: str, page: int, last: int) -> Iterable[Link]:
    """Yield links to the first page, to *page* and the two on each side, and to the *last*."""
    near = range(max(1, page - 2), min(max(page, last), page + 2) + 1)
    for number in sorted({1, *near, last}):
        yield Link(edition.book.number(number), page_path(start, number))


@remembered(1 << 14)  # an outlet is in the lists of all, of its countries, campaigns and firms
def row(edition: Edition, outlet: Outlet) -> Row:
    """Return *outlet* as a line of a table."""
    graph = edition.graph
    found = facets_of(edition, outlet)
    _, lang = edition.title(outlet)
    return Row(
        path=path_of(outlet),
        host=defang(outlet.host),
        name=outlet.name or "",
        lang=lang,
        countries=edition.countries_of(outlet),
        campaigns=tuple(edition.link(graph.campaigns[id]) for id in found.campaigns),
        operators=tuple(
            replace(edition.link(firm, named_by(edition, operator)), text=edition.short(firm))
            for operator in found.operators
            for firm in [graph.firms[operator.firm]]
        ),
        year=found.year,
        state=meaning(edition, outlet.state.name) if outlet.state and outlet.state.name is StateName.DISPUTED else None,
        facets=found.code,
    )


def named_by(edition: Edition, operator: Operator) -> str:
    """Return who names *operator*, or lists the outlet under its name, and of what; whoever was not read is marked."""
    groups = (
        (_NAMED_BY, [one for one in operator.by if not one.lists]),
        (_LISTED_BY, [one for one in operator.by if one.lists]),
    )
    return "; ".join(
        edition.book.say(message)
        % {"sources": edition.book.list(_namer(edition, one) for one in sorted(namers, key=lambda one: one.reports))}
        for message, namers in groups
        if namers
    )


def _namer(edition: Edition, one: Namer) -> str:
    name = source_names(edition, (one.source,))
    if one.reports:
        name = edition.book.say(_REPORTING) % {"source": name}
    if not one.campaign:
        return name
    return edition.book.say(_OF_CAMPAIGN) % {"source": name, "campaign": edition.graph.campaigns[one.campaign].name}


def published(edition: Edition) -> list[Outlet]:
    """Return the outlets that count, by host."""
    return [outlet for outlet in edition.graph.outlets.values() if outlet.is_published]


def outlets_view(edition: Edition) -> OutletsView:
    """Return the first page of all outlets."""
    return OutletsView(SITES, edition.book.say(_ALL), listing(edition, SITES, published(edition)))

"""Lists of outlets as tables, in pages: /sites/, and on and below the pages of countries and of other records."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from masthead.edition.edition import NAME, Edition, Link, Meaning, path_of
from masthead.edition.reads import digested_once
from masthead.edition.shared_results import remembered
from masthead.field_types.vocabulary import N_, StateName
from masthead.field_types.web_addresses import defang
from masthead.model import Outlet
from masthead.search.facets import Namer, Operator, facets_of
from masthead.views.parts.claims import meaning
from masthead.views.parts.facts import source_names
from masthead.views.parts.paging import PAGE, PageNumber, list_page_path, page_numbers
from masthead.views.parts.pivots import index_links
from masthead.views.parts.sublists import BESIDE, FEW

SITES = "sites/"
"""The address of the list of all outlets."""
_ALL = N_("All sites")
_LISTED_BY = N_("listed by %(sources)s")
_REPORTING = N_("%(source)s, which reports others")
_OF_SET = N_("%(source)s*")
"""A source that speaks of the whole campaign: the caption of the table explains the asterisk."""
_WITHOUT = {"firms": "firm", "campaigns": "campaign", "countries": "country"}
_RECORDS = frozenset({"firms", "campaigns", "sources"})
FILTERED = 6
"""The fewest outlets of a list with filters: fewer are seen at a glance."""


@digested_once
@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet as a row of a table."""

    path: str
    host: str
    name: str
    lang: str
    countries: tuple[Link, ...]
    campaigns: tuple[Link, ...]
    operators: tuple[Link, ...]
    targets_further: bool
    """Whether its targets say more than one country: several, or a note."""
    year: str
    state: Meaning | None
    facets: str
    """Its values in each facet, as `Facets.code` writes them."""


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The outlets on a page whose hosts start with a letter or digit; without a letter, all outlets on the page."""

    letter: str
    anchor: str
    rows: tuple[OutletRow, ...]


@dataclass(frozen=True, slots=True)
class Jump:
    """A letter of a list: its anchor, and a link to the page where it begins if that is another page."""

    letter: str
    anchor: str
    link: Link | None


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list of outlets, and what it shows of the other pages: no other change of the list changes this page."""

    start: str
    """The address of the first page of the list."""
    page: int
    number: int
    """The number of outlets in the list."""
    outlets: tuple[Outlet, ...]
    """Those on the page."""
    letters: tuple[tuple[str, int], ...]
    """Each letter of the list with the index of the first outlet whose host starts with it; empty if the list has no letters."""

    @property
    def last(self) -> int:
        """The number of pages of the list."""
        return _page_count(self.start, self.number)


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list of outlets, A to Z by host; most lists have only one page."""

    start: str
    """The address of the first page of the list."""
    number: int
    """The number of outlets in the list."""
    groups: tuple[LetterGroup, ...]
    jumps: tuple[Jump, ...]
    page: int
    last: int
    pages: tuple[PageNumber, ...]
    """Links to this page and its neighbours, and to the first and the last page; empty if there is only one page."""
    path: str
    without: str
    """The column that is left out since the title of the list says it of all its outlets: campaign, country, firm, or empty."""
    firm: str
    """The ID of the firm whose list this is, if it is the list of a firm."""
    is_short: bool
    """Whether it has too few outlets for filters."""
    version: str
    """The date of the data."""
    attribution: str
    """The citation of this database in downloads."""
    url: str
    """The public address of the website with a trailing slash; empty if it is not known."""


@dataclass(frozen=True, slots=True)
class OutletsView:
    """The first page of the list of all outlets."""

    path: str
    title: str
    others: tuple[Link, ...]
    """Links to the lists by language, by technique and so on."""
    listing: Listing


def list_page(start: str, outlets: Sequence[Outlet], page: int = 1) -> ListPage:
    """Return the page number *page* of the list of *outlets*, which are sorted by host; its first page is at *start*."""
    number = len(outlets)
    lettered = start == SITES or _page_count(start, number) > 1
    letters = tuple(_beginnings(outlets)) if lettered else ()
    return ListPage(start, page, number, tuple(outlets[_on_page(_first(start, number), page)]), letters)


def listing(edition: Edition, shown: ListPage) -> Listing:
    """Return the page *shown* as it is printed."""
    start, page, last = shown.start, shown.page, shown.last
    folder, id, *below = start.split("/")
    is_own = below == [""]  # the list on the page of a record or a country, not one of several below it
    groups = (
        groupby(shown.outlets, key=_letter) if shown.letters else [("", iter(shown.outlets))] if shown.outlets else []
    )
    return Listing(
        start=start,
        number=shown.number,
        groups=tuple(_group(edition, letter, of_letter) for letter, of_letter in groups),
        jumps=tuple(_jumps(shown)),
        page=page,
        last=last,
        pages=tuple(page_numbers(edition, start, page, last)),
        path=list_page_path(start, page),
        without=_WITHOUT.get(folder, "") if is_own else "",
        firm=id if is_own and folder == "firms" else "",
        is_short=shown.number < FILTERED,
        version=str(edition.date or ""),
        attribution=attribution(edition),
        url=edition.address(""),
    )


def attribution(edition: Edition) -> str:
    """Return who is to be named by those who use the data."""
    return f"{NAME}, {edition.url}/" if edition.url else NAME


def page_count(start: str, outlets: Sequence[Outlet]) -> int:
    """Return the number of pages of the list of *outlets* that begins at *start*."""
    return _page_count(start, len(outlets))


def _page_count(start: str, number: int) -> int:
    return _page_of(_first(start, number), max(number, 1) - 1)


def _is_record(start: str) -> bool:
    """Return whether the page at *start* is that of a firm, a campaign or a source."""
    folder, _, *below = start.split("/")
    return folder in _RECORDS and below == [""]


def _first(start: str, number: int) -> int:
    """Return the most outlets that the first page of the list at *start* has, of *number* outlets."""
    if not _is_record(start):
        return PAGE
    return min(BESIDE if number <= BESIDE else FEW, PAGE)


def _page_of(first: int, index: int) -> int:
    """Return the page that has the outlet number *index*, counted from 0, of a list whose first page has *first*."""
    return 1 + max(0, -(-(index + 1 - first) // PAGE))


def _on_page(first: int, page: int) -> slice:
    """Return which outlets the page number *page* has of a list whose first page has *first*."""
    end = first + (page - 1) * PAGE
    return slice(end - PAGE if page > 1 else 0, end)


def _letter(outlet: Outlet) -> str:
    return outlet.host[0]


def _group(edition: Edition, letter: str, outlets: Iterable[Outlet]) -> LetterGroup:
    return LetterGroup(letter.upper(), _anchor(letter), tuple(row(edition, outlet) for outlet in outlets))


def _anchor(letter: str) -> str:
    return f"_letter-{letter}" if letter else ""


def _jumps(shown: ListPage) -> Iterable[Jump]:
    """Yield a jump for each letter of the whole list."""
    first = _first(shown.start, shown.number)
    here = {_letter(outlet) for outlet in shown.outlets}
    for letter, index in shown.letters:
        anchor, path = _anchor(letter), list_page_path(shown.start, _page_of(first, index))
        yield Jump(letter.upper(), anchor, None if letter in here else Link(letter.upper(), f"{path}#{anchor}"))


def _beginnings(outlets: Sequence[Outlet]) -> Iterable[tuple[str, int]]:
    """Yield each letter with the index of the first outlet whose host starts with it."""
    index = 0
    while index < len(outlets):
        letter = _letter(outlets[index])
        yield letter, index
        index = bisect_left(
            outlets, f"{letter}~", key=lambda outlet: outlet.host
        )  # ~ sorts after all characters of hosts


@remembered(1 << 17)  # an outlet is in the list of all, and in those of its countries, campaigns and firms
def row(edition: Edition, outlet: Outlet) -> OutletRow:
    """Return *outlet* as a row of a table."""
    graph = edition.graph
    facets, countries = facets_of(edition, outlet), edition.countries_of(outlet)
    _, lang = edition.title(outlet)
    return OutletRow(
        path=path_of(outlet),
        host=defang(outlet.host),
        name=outlet.name or "",
        lang=lang,
        countries=countries,
        targets_further=len(countries) > 1 or any(country.note for country in countries),
        campaigns=tuple(edition.link(graph.campaigns[id]) for id in facets.campaigns),
        operators=tuple(
            replace(edition.link(firm, named_by(edition, operator)), text=edition.short(firm))
            for operator in facets.operators
            for firm in [graph.firms[operator.firm]]
        ),
        year=facets.year,
        state=meaning(edition, outlet.state.name) if outlet.state and outlet.state.name is StateName.DISPUTED else None,
        facets=facets.code,
    )


def named_by(edition: Edition, operator: Operator) -> str:
    """Return which sources name *operator*, or list the outlet under its name, each with a note if second-hand."""
    named = _names(edition, (namer for namer in operator.by if not namer.lists))
    listed = _names(edition, (namer for namer in operator.by if namer.lists))
    if listed:
        listed = edition.book.say(_LISTED_BY) % {"sources": listed}
    return "; ".join(filter(None, (named, listed)))


def _names(edition: Edition, namers: Iterable[Namer]) -> str:
    return edition.book.list(_name(edition, namer) for namer in sorted(namers, key=lambda namer: namer.reports))


def _name(edition: Edition, namer: Namer) -> str:
    name = source_names(edition, (namer.source,))
    if namer.reports:
        name = edition.book.say(_REPORTING) % {"source": name}
    return edition.book.say(_OF_SET) % {"source": name} if namer.campaign else name


def published(edition: Edition) -> list[Outlet]:
    """Return the published outlets, by host."""
    return [outlet for outlet in edition.graph.outlets.values() if outlet.is_published]


def outlets_view(edition: Edition) -> OutletsView:
    """Return the first page of the list of all outlets."""
    shown = list_page(SITES, published(edition))
    return OutletsView(SITES, edition.book.say(_ALL), index_links(edition), listing(edition, shown))

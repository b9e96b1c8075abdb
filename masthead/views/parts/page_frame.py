"""The frame of every page: its head and foot, with the navigation and the other languages."""

from __future__ import annotations

from dataclasses import dataclass

from masthead.edition.edition import NAME, Edition, When
from masthead.edition.shared_results import remembered
from masthead.field_types.vocabulary import N_
from masthead.views.parts.publisher_details import PublisherView, publisher_view

MISSING = "404.html"
"""The address of the page for addresses that do not exist."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """A link of the main navigation."""

    text: str
    path: str
    current: bool


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A link to a page in another language, whose name it has in that language itself."""

    name: str
    tag: str
    path: str


@dataclass(frozen=True, slots=True)
class SiteView:
    """The frame of a page. *path* is the path of the page, empty if no reply can be about it."""

    path: str
    name: str
    tagline: str
    locale: str
    direction: str
    data_date: When | None
    nav: tuple[NavItem, ...]
    canonical: str
    publisher: PublisherView
    translated: bool
    """Whether the page is in another language than the records."""
    reviewed: bool
    """Whether a native speaker has reviewed its translation."""
    languages: tuple[LanguageLink, ...]
    """The same page in the other languages of the website."""
    has_comparison: bool
    """Whether there is a page that compares records: it reads their JSON."""


def site_view(edition: Edition, path: str) -> SiteView:
    """Return the frame of the page at *path*."""
    say = edition.book.say
    return SiteView(
        path="" if path == MISSING else path,
        name=NAME,
        tagline=say(N_("Who stands behind that news site?")),
        locale=edition.book.tag,
        direction=edition.book.direction,
        data_date=edition.when(edition.date),
        nav=_navigation(edition, next(filter(path.startswith, _SECTIONS), "")),
        canonical=edition.own_address(path),
        publisher=publisher_view(edition),
        translated=bool(edition.record_language),
        reviewed=bool(edition.book.reviewed_by),
        languages=_other_languages(edition, path),
        has_comparison=edition.api,
    )


_SECTIONS = {
    "sites/": N_("Sites"), "countries/": N_("Countries"), "firms/": N_("Firms"), "campaigns/": N_("Campaigns"),
    "sources/": N_("Sources"), "method/": N_("Method"), "about/": N_("About"),
}  # fmt: skip


@remembered(len(_SECTIONS) + 1)
def _navigation(edition: Edition, current: str) -> tuple[NavItem, ...]:
    """Return the links of the main navigation on pages below the address *current*."""
    return tuple(NavItem(edition.book.say(text), start, start == current) for start, text in _SECTIONS.items())


def _other_languages(edition: Edition, path: str) -> tuple[LanguageLink, ...]:
    """Return links to the page at *path* in the other languages of the website; none from the page for missing addresses."""
    if path == MISSING:
        return ()
    others = (language for language in edition.languages if language.folder != edition.folder)
    return tuple(LanguageLink(other.name, other.tag, f"/{other.folder}{path}") for other in others)

"""The page /compare/, on which the browser puts side by side what the records of a few sites, firms or campaigns share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from masthead.edition.edition import Edition, Link
from masthead.field_types.vocabulary import N_
from masthead.field_types.web_addresses import defang
from masthead.model import Outlet
from masthead.relations.shared_values import INDICATORS
from masthead.views.parts.pivots import index_links

COMPARE = "compare/"
"""The address of the page; its questions are behind #, which browsers send to nobody."""

FIELDS = "abcde"
"""The names of the records in a question; theme/scripts/compare.js has the same."""


@dataclass(frozen=True, slots=True)
class CompareView:
    """The page on which records are compared."""

    path: str
    title: str
    lists: tuple[Link, ...]
    """The lists of values that sites share, for readers without script."""


def compare_view(edition: Edition) -> CompareView:
    """Return the page on which records are compared."""
    lists = tuple(link for link in index_links(edition) if link.path == INDICATORS)
    return CompareView(COMPARE, edition.book.say(N_("Compare records")), lists)


def comparison_with(edition: Edition, outlet: Outlet, other: Outlet | None) -> Link | None:
    """Return a link to the comparison of *outlet* with an *other*; None without one, or if there is no such page."""
    if not edition.api or other is None:
        return None
    text = edition.book.say(N_("Compare with %(host)s")) % {"host": edition.book.isolated(defang(other.host))}
    return Link(text, _asking((outlet, other)))


def _asking(outlets: Sequence[Outlet]) -> str:
    """Return the address of the page that compares *outlets*."""
    return f"{COMPARE}#{urlencode({name: outlet.host for name, outlet in zip(FIELDS, outlets, strict=False)})}"


def comparison_of(edition: Edition, outlets: Sequence[Outlet]) -> Link | None:
    """Return a link to the comparison of the first of *outlets*; None if there is nothing to compare, or no such page."""
    if not edition.api or len(outlets) < 2:
        return None
    text = N_("Compare their records") if len(outlets) <= len(FIELDS) else N_("Compare the records of the first five")
    return Link(edition.book.say(text), _asking(outlets))

"""The search page, which is filled in by a script."""

from __future__ import annotations

from dataclasses import dataclass

from masthead.edition.edition import Edition
from masthead.field_types.vocabulary import N_


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page."""

    path: str
    title: str


def search_view(edition: Edition) -> SearchView:
    """Return the search page."""
    return SearchView("search/", edition.book.say(N_("Search")))

"""The page for an address that does not exist."""

from __future__ import annotations

from dataclasses import dataclass

from masthead.edition.edition import Edition
from masthead.field_types.vocabulary import N_
from masthead.views.parts.page_frame import MISSING


@dataclass(frozen=True, slots=True)
class MissingView:
    """The page for an address that does not exist."""

    path: str
    title: str


def missing_view(edition: Edition) -> MissingView:
    """Return the page for an address that does not exist."""
    return MissingView(MISSING, edition.book.say(N_("Page not found")))

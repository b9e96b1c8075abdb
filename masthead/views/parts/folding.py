"""Folds: lists that are longer than a reader's view are folded, under a title that says how long they are."""

from __future__ import annotations

from masthead.edition.edition import Edition
from masthead.field_types.vocabulary import NN_

SITES = NN_("%(num)s site, by address", "All %(num)s sites, by address")
UNFOLDED = 6
"""The most rows of a list that a page prints without folding them."""


def fold_title(edition: Edition, phrase: tuple[str, str], number: int) -> str:
    """Return *phrase*, a singular and a plural, for a list of *number* rows; empty if the list is not folded."""
    return edition.book.plural(*phrase, number) if number > UNFOLDED else ""

"""Folds of lists: what a page folds because it is longer than what a reader has in view at once, and under which title."""

from __future__ import annotations

from masthead.edition.edition import Edition
from masthead.field_types.vocabulary import NN_

SITES = NN_("%(num)s site, by address", "All %(num)s sites, by address")
UNFOLDED = 6
"""How many rows of a list a page prints without folding them."""


def fold_title(edition: Edition, phrase: tuple[str, str], number: int) -> str:
    """Return *phrase*, which is a singular and a plural, for a list of *number* rows; nothing if it is not folded."""
    return edition.book.plural(*phrase, number) if number > UNFOLDED else ""

"""What the look-up says of each host, in the tables that the browser loads from /lookup/."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.edition.edition import Edition
from masthead.lookup.answer_tables import lookup_files
from masthead.views.pages.lookup import alike, answers


def lookup_table_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each piece of the tables."""
    yield from lookup_files(answers(edition), alike(edition))

"""The answers of the look-up for each host, in tables that the browser loads from /lookup/."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from masthead.edition.edition import Edition
from masthead.lookup.answer_tables import Answer, answer_files, lookup_files
from masthead.model import Outlet
from masthead.views.pages.lookup import alike, host_answers, summary_of


def lookup_table_files(
    edition: Edition, summary: Callable[[Edition, Outlet], Answer] = summary_of
) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each piece of the tables, and of the answers in each further language.

    *summary* gives the summary of an outlet in the language of an edition.
    """
    answers = host_answers(edition, summary)
    yield from lookup_files(answers, alike(edition), packed=edition.packed)
    for further in edition.further:
        for path, text in answer_files(answers, host_answers(further, summary), packed=edition.packed):
            yield further.folder + path, text

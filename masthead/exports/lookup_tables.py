"""The answers of the look-up for each host, in tables that the browser loads from /lookup/."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from masthead.edition.edition import Edition
from masthead.edition.reads import digest_of_view
from masthead.exports.compared import Compared
from masthead.lookup.answer_tables import Alike, Answer, answer_files, lookup_files
from masthead.model import Outlet
from masthead.views.pages.lookup import alike, host_answers, summary_of


def lookup_table_files(edition: Edition, summary: Callable[[Edition, Outlet], Answer] = summary_of) -> Compared:
    """Return each piece of the tables, and of the answers in each further language.

    *summary* gives the summary of an outlet in the language of an edition.
    """
    answers, likes = host_answers(edition, summary), tuple(alike(edition))
    worded = {further.folder: host_answers(further, summary) for further in edition.further}
    digest = digest_of_view(answers, likes, worded, edition.packed)
    return Compared(digest, _files(answers, likes, worded, packed=edition.packed))


def _files(
    answers: Mapping[str, Answer], likes: Iterable[Alike], worded: Mapping[str, Mapping[str, Answer]], *, packed: bool
) -> Iterator[tuple[str, str]]:
    """Yield the pieces of the tables, and those of the *answers* as *worded* in each language, by its folder."""
    yield from lookup_files(answers, likes, packed=packed)
    for folder, of_language in worded.items():
        for path, text in answer_files(answers, of_language, packed=packed):
            yield folder + path, text

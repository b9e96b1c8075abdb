"""Lists in numbered pages: addresses, titles, the links between the pages, and the links to entries on later pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from masthead.edition.edition import Edition, Link
from masthead.field_types.vocabulary import N_

PAGE = 150
"""The most rows on a page of a list: no page may have more than 150 kB of HTML."""

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Jump:
    """An entry that is on a further page: its anchor, and a link to it."""

    id: str
    link: Link


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number of a page of a list: the page that it is on has no path, and some follow pages that are left out."""

    text: str
    path: str
    after_gap: bool


def list_page_path(start: str, page: int) -> str:
    """Return the address of the page number *page* of the list that begins at *start*."""
    return start if page == 1 else f"{start}page/{page}/"


def numbered(edition: Edition, title: str, page: int) -> str:
    """Return the title of the page number *page* of the list with *title*."""
    if page == 1:
        return title
    return edition.book.say(N_("%(list)s, page %(page)s")) % {"list": title, "page": edition.book.number(page)}


def pages_of_rows(number: int) -> int:
    """Return how many pages a list of that *number* of rows has; there is always one."""
    return max(1, -(-number // PAGE))


def rows_on(rows: Sequence[Row], page: int) -> Sequence[Row]:
    """Return those of the *rows* of a list that are on the page number *page*; none if the list has become shorter."""
    return rows[(page - 1) * PAGE : page * PAGE]


def page_numbers(edition: Edition, start: str, page: int, last: int) -> Iterator[PageNumber]:
    """Yield the first page, *page* with two on each side of it, and the *last* page; nothing for a single page."""
    if max(page, last) == 1:
        return
    near = range(max(1, page - 2), min(max(page, last), page + 2) + 1)
    shown = sorted({1, *near, last})
    for before, number in zip((0, *shown), shown, strict=False):
        path = "" if number == page else list_page_path(start, number)
        yield PageNumber(edition.book.number(number), path, after_gap=number > before + 1)

"""“On this page”: the sections of a record's page, each with the number of its items where that says something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeVar

from masthead.edition.edition import Edition


class Section(NamedTuple):
    """A section that a page may have: its anchor, its heading and its items."""

    anchor: str
    heading: str
    """Its heading as on the page, in the language of the page."""
    number: int = 0
    """The number of its items; 0 if they are not alike."""
    there: object = True
    """Whether the page has it: the value that it shows, or true."""


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A link to a section of the page."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class SectionedPage:
    """A page with links to its own sections, which it has once its other values are known."""

    contents: tuple[SectionLink, ...] = field(default=(), kw_only=True)


Page = TypeVar("Page", bound=SectionedPage)


def with_contents(edition: Edition, page: Page, sections: Iterable[Section]) -> Page:
    """Return *page* with a link to each of its *sections* that is there."""
    return replace(page, contents=tuple(contents(edition, sections)))


def contents(edition: Edition, sections: Iterable[Section]) -> Iterator[SectionLink]:
    """Yield a link to each of *sections* that is there."""
    for section in sections:
        if section.there:
            number = f" ({edition.book.number(section.number)})" if section.number else ""
            yield SectionLink(section.anchor, f"{section.heading}{number}")

"""The page on the content of others found on the sites of a campaign: /campaigns/<id>/sites/content/found/."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from masthead.edition.edition import Edition, Link, Meaning
from masthead.edition.localisation import capitalised
from masthead.field_types.vocabulary import N_, NN_, CopyMethod
from masthead.field_types.web_addresses import defang
from masthead.model import Campaign
from masthead.relations.page_division import divided
from masthead.views.parts.claims import meaning
from masthead.views.parts.facts import defang_host, source_links
from masthead.views.parts.paging import PageNumber, list_page_path, numbered, page_numbers
from masthead.views.pictures.diagram import DiagramView
from masthead.views.pictures.found_content import FoundContent, found_content, found_diagram, found_path

_TITLE = N_("%(campaign)s: content found on its sites")
# Translators: “found” names nobody who put the content there.
_SUMMARY = NN_(
    "According to sources, content of others was found on %(num)s site of %(campaign)s.",
    "According to sources, content of others was found on %(num)s sites of %(campaign)s.",
)
_OTHERS = N_("That a site is not in the list means only that no such statement is recorded here.")
_TERM = N_("%(term)s: %(meaning)s.")
_ROW, _SOURCE = 400, 130
"""The bytes of HTML around the texts of a row, and of the link to one of its sources."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """Content of others found on a site: its origin, the way it got there, and the sources that say so."""

    site: Link
    origin: str
    how: str
    note: str
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FoundContentView:
    """A page on the content of others found on the sites of a campaign: the picture is on the first."""

    path: str
    title: str
    campaign: Link
    first: Link
    description: str
    diagram: DiagramView | None
    rows: tuple[FoundRow, ...]
    terms: tuple[str, ...]
    """The meanings of the words for the way the content got there."""
    pages: tuple[PageNumber, ...]


def found_content_view(edition: Edition, campaign: Campaign, page: int) -> FoundContentView:
    """Return the page number *page* on content of others found on the sites of *campaign*; it is empty if the list became shorter."""
    facts, start = found_content(edition, campaign), found_path(campaign)
    pages = _pages(facts)
    shown = [fact for of_page in pages[page - 1 : page] for fact in of_page]
    name = edition.title(campaign)[0]
    title = edition.book.say(_TITLE) % {"campaign": name}
    number = len({fact.site.id for fact in facts})
    hows = {fact.copy.how for fact in shown}
    return FoundContentView(
        path=list_page_path(start, page),
        title=numbered(edition, title, page),
        campaign=edition.link(campaign),
        first=Link(title, start),
        description=f"{edition.book.plural(*_SUMMARY, number, campaign=name)} {edition.book.say(_OTHERS)}",
        diagram=found_diagram(edition, campaign, facts) if page == 1 else None,
        rows=tuple(_row(edition, fact) for fact in shown),
        terms=tuple(_term(edition, meaning(edition, how)) for how in CopyMethod if how in hows),
        pages=tuple(page_numbers(edition, start, page, len(pages))),
    )


def found_page_count(edition: Edition, campaign: Campaign) -> int:
    """Return the number of pages on content of others found on the sites of *campaign*; zero if no page is needed."""
    facts = found_content(edition, campaign)
    return len(_pages(facts)) if facts else 0


def _pages(facts: Sequence[FoundContent]) -> tuple[tuple[FoundContent, ...], ...]:
    return tuple(divided(facts, _length))


def _length(fact: FoundContent) -> int:
    """Return about how many bytes of HTML the row of *fact* has."""
    texts = (fact.site.id, fact.site.id, fact.copy.origin, fact.copy.note or "")
    return _ROW + sum(len(text.encode()) for text in texts) + _SOURCE * len(fact.copy.sources)


def _row(edition: Edition, fact: FoundContent) -> FoundRow:
    linked = edition.link(fact.site)
    return FoundRow(
        site=Link(defang(fact.site.host), linked.path, state=linked.state),
        origin=defang_host(fact.copy.origin),
        how=capitalised(edition.book.label(fact.copy.how)),
        note=fact.copy.note or "",
        sources=source_links(edition, fact.copy.sources),
    )


def _term(edition: Edition, term: Meaning) -> str:
    return edition.book.say(_TERM) % {"term": capitalised(term.label), "meaning": term.definition}

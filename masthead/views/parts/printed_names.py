"""Names as sources print them, and the sources that print them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from masthead.edition.edition import Edition, Link
from masthead.field_types.vocabulary import PublisherKind
from masthead.model import PrintedName
from masthead.views.parts.facts import source_links


@dataclass(frozen=True, slots=True)
class NameView:
    """A name as printed, and the sources that print it."""

    text: str
    lang: str
    sources: tuple[Link, ...]
    note: str


def names_in_print(edition: Edition, names: Iterable[PrintedName]) -> tuple[PrintedName, ...]:
    """Return those of *names* that a known publisher prints.

    An apparent misspelling may be the name of another firm: search finds the other names, but no page shows them.
    """
    sources = edition.graph.sources
    return tuple(
        name for name in names if any(sources[id].publisher_kind is not PublisherKind.UNKNOWN for id in name.printed_by)
    )


def name_views(edition: Edition, names: Iterable[PrintedName]) -> tuple[NameView, ...]:
    """Return *names* as pages print them."""
    return tuple(
        NameView(name.text, name.lang or "", source_links(edition, name.printed_by), name.note or "") for name in names
    )

"""The head of a page, for programs and for services that preview links: its address, picture and linked data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from masthead.edition.edition import Edition, path_of
from masthead.model import Outlet, Record
from masthead.model.website_paths import card_path
from masthead.views.metadata.card_text import CARD
from masthead.views.metadata.linked_data import linked_data


@dataclass(frozen=True, slots=True)
class HeadView:
    """The public addresses of a page and its picture, empty if they are not known, and the linked data of the page."""

    address: str
    image: str
    linked_data: Markup
    languages: tuple[tuple[str, str], ...]
    """The tag of each language of the website, and the public address of the page in it, its own among them; at the end the
    address for readers of any other."""


def head_view(edition: Edition, path: str, record: Record | None = None) -> HeadView:
    """Return the head of the page at *path*; *record* is the record that the page is about, if it is about one."""
    image = card_path(path_of(record)) if edition.cards and isinstance(record, Outlet) else CARD
    return HeadView(
        address=edition.own_address(path),
        image=edition.address(image),
        linked_data=linked_data(edition, record) if record or path == "" else Markup(""),
        languages=tuple(_languages(edition, path)) if edition.url else (),
    )


def _languages(edition: Edition, path: str) -> Iterator[tuple[str, str]]:
    for language in edition.languages:
        yield language.tag, edition.address(f"{language.folder}{path}")
    if edition.languages:
        yield "x-default", edition.address(path)

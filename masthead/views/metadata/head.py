"""What the head of a page says to programs and to services that show a link: its address, picture and data."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from masthead.edition.edition import Edition
from masthead.model import Outlet, Record
from masthead.views.metadata.card_text import CARD, card_path
from masthead.views.metadata.linked_data import linked_data


@dataclass(frozen=True, slots=True)
class HeadView:
    """The public address of a page and of its picture, if the website has one, and its data, if it has any."""

    address: str
    image: str
    linked_data: Markup


def head_view(edition: Edition, path: str, record: Record | None = None) -> HeadView:
    """Return the head of the page at *path*, which is of *record* if it is of one."""
    image = card_path(record) if edition.cards and isinstance(record, Outlet) else CARD
    return HeadView(
        address=edition.address(path),
        image=edition.address(image),
        linked_data=linked_data(edition, record) if record or path == "" else Markup(""),
    )

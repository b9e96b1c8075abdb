"""The words on cards, which services show beside a link: /sites/<host>/card.png, and /card.png for all other pages."""

from __future__ import annotations

from dataclasses import dataclass

from masthead.edition.edition import NAME, Edition
from masthead.field_types.vocabulary import N_
from masthead.field_types.web_addresses import defang
from masthead.model import Outlet
from masthead.views.parts.quotations import verdict_in_words

CARD = "card.png"
"""The address of the card that pages share if they have no card of their own."""


@dataclass(frozen=True, slots=True)
class CardView:
    """The words on a card: the site, the statement about it, and the date; *instead* replaces one that cannot be drawn."""

    brand: str
    title: str
    host: str
    said: str
    instead: str
    foot: str


_OPENING = N_("Who is said to run it, who says so, and on what evidence.")
_TAGLINE = N_("Who stands behind that news site?")
_ABOUT = N_(
    "A public record of websites that sources say pose as news outlets: who is said to run them, and who says so."
)
_DATA_OF = N_("Data as of %(date)s")


def card_view(edition: Edition, outlet: Outlet) -> CardView:
    """Return the card of *outlet*: it has the whole verdict with its authors, or other words instead."""
    return CardView(
        brand=NAME,
        title=outlet.name or "",
        host=defang(outlet.host),
        said=verdict_in_words(edition, outlet),
        instead=edition.book.say(_OPENING),
        foot=_foot(edition),
    )


def general_card(edition: Edition) -> CardView:
    """Return the card that pages share if they have no card of their own."""
    say = edition.book.say
    return CardView(NAME, say(_TAGLINE), "", say(_ABOUT), say(_ABOUT), _foot(edition))


def _foot(edition: Edition) -> str:
    return edition.book.say(_DATA_OF) % {"date": edition.book.date(edition.date)} if edition.date else ""

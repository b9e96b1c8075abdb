"""The publisher of this copy, and how to reply: on the about page, in every footer, and beside each verdict."""

from __future__ import annotations

from dataclasses import dataclass

from masthead.edition.edition import NAME, Edition
from masthead.edition.shared_results import remembered
from masthead.field_types.vocabulary import N_


@dataclass(frozen=True, slots=True)
class LanguageName:
    """A language: its name in the language of the page, and its own name if that differs."""

    tag: str
    text: str
    own: str


@dataclass(frozen=True, slots=True)
class PublisherView:
    """The publisher of this copy; values that the settings do not give are empty. *contact* is as people read it."""

    name: str
    place: str
    responsible: str
    funding: str
    contact: str
    by_mail: bool
    takes_page: bool
    languages: tuple[LanguageName, ...]


@remembered(1)
def publisher_view(edition: Edition) -> PublisherView:
    """Return the publisher of *edition*, their contact, and the languages in which people can write to it."""
    publisher, contact = edition.publisher, edition.publisher.contact
    languages = publisher.languages if contact else ()
    return PublisherView(
        name=publisher.name or "",
        place=publisher.place or "",
        responsible=publisher.responsible or "",
        funding=publisher.funding or "",
        contact=contact.shown if contact else "",
        by_mail=bool(contact and contact.is_mail),
        takes_page=bool(contact and contact.takes_page),
        languages=tuple(
            LanguageName(tag, edition.book.language(tag), edition.book.own_language(tag)) for tag in languages
        ),
    )


_SUBJECT = N_("%(name)s: reply or correction")
_BODY = N_("Page: %(page)s")


def reply_address(edition: Edition, path: str) -> str:
    """Return the address that opens a reply about the page at *path*; empty in a copy without a contact.

    The page is named by its public address, or by its path if that is not known.
    """
    contact = edition.publisher.contact
    if contact is None:
        return ""
    page, say = edition.page_address(path), edition.book.say
    return contact.opened(page, say(_SUBJECT) % {"name": NAME}, f"{say(_BODY) % {'page': page}}\n\n")

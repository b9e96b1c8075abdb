"""Who publishes this copy, and how to reply: on the page about it, in every foot, and beside each verdict."""

from __future__ import annotations

from dataclasses import dataclass

from masthead.edition.edition import NAME, Edition
from masthead.edition.kept_results import remembered
from masthead.field_types.vocabulary import N_


@dataclass(frozen=True, slots=True)
class LanguageName:
    """A language in the language of the page, and in itself if that is another name."""

    tag: str
    text: str
    own: str


@dataclass(frozen=True, slots=True)
class PublisherView:
    """Who publishes this copy: what the settings do not say is empty. *contact* is as people read it."""

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
    """Return who publishes *edition*, and in which languages one can write to them where."""
    said, contact = edition.publisher, edition.publisher.contact
    return PublisherView(
        name=said.name or "",
        place=said.place or "",
        responsible=said.responsible or "",
        funding=said.funding or "",
        contact=contact.shown if contact else "",
        by_mail=bool(contact and contact.is_mail),
        takes_page=bool(contact and contact.takes_page),
        languages=tuple(LanguageName(t, edition.book.language(t), edition.book.own_language(t)) for t in said.languages)
        if contact
        else (),
    )


_SUBJECT = N_("%(name)s: reply or correction")
_BODY = N_("Page: %(page)s")


def reply_address(edition: Edition, path: str) -> str:
    """Return the address that opens a reply about the page at *path*; nothing in a copy without a contact.

    The page is named by its public address, or by its path if that is not known.
    """
    contact = edition.publisher.contact
    if contact is None:
        return ""
    page, say = edition.page_address(path), edition.book.say
    return contact.opened(page, say(_SUBJECT) % {"name": NAME}, f"{say(_BODY) % {'page': page}}\n\n")

"""The publisher of this copy of the database and how to reach them, read from the settings and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from masthead import MastheadError
from masthead.field_types.fields import BREAKS, MAX_LINE
from masthead.field_types.web_addresses import AddressError, is_host, read_web_address
from masthead.pinned_lists import LANGUAGE_TAG, LANGUAGES
from masthead.syntax.characters import strange_characters

PAGE = "{page}"
"""The placeholder for the address of the page in the address of a form."""

SETTINGS = (
    "MASTHEAD_FOR_THE_WEB",
    "MASTHEAD_PUBLISHER",
    "MASTHEAD_PUBLISHER_PLACE",
    "MASTHEAD_RESPONSIBLE",
    "MASTHEAD_FUNDING",
    "MASTHEAD_CONTACT",
    "MASTHEAD_CONTACT_LANGUAGES",
)
_NEEDED = {
    "MASTHEAD_PUBLISHER": (
        "A website for the web must say who publishes it: set it to the name of the organisation or person."
    ),
    "MASTHEAD_CONTACT": (
        "Whoever is named must be able to reply without an account: set it to an email address such as"
        " replies@example.org, or to the address of a form that starts with https://."
    ),
}
# Narrower than email allows, so that an address needs no quoting anywhere that it is printed.
_MAILBOX = re.compile(r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*")
_MAX_MAILBOX = 64


class PublisherError(MastheadError):
    """A setting about the publisher is missing or wrong; the message says which, and how to write it."""


@dataclass(frozen=True, slots=True)
class Contact:
    """The address for replies: an email address, or the web address of a form."""

    text: str
    """The address as the setting gives it."""

    @property
    def is_mail(self) -> bool:
        """Whether it is an email address."""
        return not self.text.startswith("https://")

    @property
    def takes_page(self) -> bool:
        """Whether a reply opens with the page filled in: always in an email, in a form only with the placeholder."""
        return self.is_mail or PAGE in self.text

    @property
    def shown(self) -> str:
        """The address as pages print it: for a form, without the query."""
        return self.text.partition("?")[0]

    def opened(self, page: str, subject: str, body: str) -> str:
        """Return the address that opens a reply about *page*: an email with *subject* and *body*, or the form."""
        if not self.is_mail:
            return self.address(page)
        filled = "&".join(f"{name}={_in_mail(text)}" for name, text in (("subject", subject), ("body", body)))
        return f"mailto:{quote(self.text, safe='@')}?{filled}"

    def address(self, page: str) -> str:
        """Return the address for programs: for a form, with *page* in place of the placeholder, if it has one."""
        return self.text if self.is_mail else self.text.replace(PAGE, quote(page, safe=""))


def _in_mail(text: str) -> str:
    """Return *text* quoted for a mailto address, with the line breaks of email."""
    return quote(text.replace("\n", "\r\n"), safe="")


@dataclass(frozen=True, slots=True)
class Publisher:
    """The publisher of this copy of the database, as given in the settings."""

    name: str | None = None
    place: str | None = None
    responsible: str | None = None
    """The person or body responsible for the content, who decides on replies and corrections."""
    funding: str | None = None
    """The funding of the publication, in a line of text."""
    contact: Contact | None = None
    languages: tuple[str, ...] = ()
    """The tags of the languages in which people can write to the contact."""


NOBODY = Publisher()
"""The publisher of a copy whose settings name nobody."""


def read_publisher(settings: Mapping[str, Any]) -> Publisher:
    """Return the publisher that *settings* name; a website for the web must have one that can be reached.

    Raises PublisherError, with a sentence for each missing setting, or for the first wrong one.
    """
    publisher = Publisher(
        name=_line(settings, "MASTHEAD_PUBLISHER"),
        place=_line(settings, "MASTHEAD_PUBLISHER_PLACE"),
        responsible=_line(settings, "MASTHEAD_RESPONSIBLE"),
        funding=_line(settings, "MASTHEAD_FUNDING"),
        contact=_contact(settings),
        languages=tuple(_languages(settings)),
    )
    for_the_web = settings["MASTHEAD_FOR_THE_WEB"]
    if not isinstance(for_the_web, bool):
        raise PublisherError(f"MASTHEAD_FOR_THE_WEB is {for_the_web!r}. Write True or False.")
    if for_the_web:
        _refuse_nobody(publisher)
    return publisher


def _refuse_nobody(publisher: Publisher) -> None:
    """Raise PublisherError if *publisher* has no name or no contact."""
    values = {"MASTHEAD_PUBLISHER": publisher.name, "MASTHEAD_CONTACT": publisher.contact}
    missing = [f"{name} is not set. {cure}" for name, cure in _NEEDED.items() if values[name] is None]
    if missing:
        raise PublisherError(" ".join(missing))


def _line(settings: Mapping[str, Any], name: str) -> str | None:
    """Return the setting *name*, which is one line of text, or None if it is empty."""
    text = settings[name]
    if text in ("", None):
        return None
    if not isinstance(text, str):
        raise PublisherError(f"{name} is {text!r}. Write it as text, in quotation marks.")
    if re.search(f"[{BREAKS}]", text) or text != text.strip() or any(strange_characters(text)):
        raise PublisherError(
            f"{name} is {text!r}. Write it in one line, without space around it and without invisible characters."
        )
    if len(text) > MAX_LINE:
        raise PublisherError(f"{name} has {len(text)} characters. Shorten it to {MAX_LINE}.")
    return text


def _contact(settings: Mapping[str, Any]) -> Contact | None:
    text = _line(settings, "MASTHEAD_CONTACT")
    if text is None:
        return None
    if not (_is_form(text) if text.startswith("https://") else _is_mail(text)):
        raise PublisherError(
            f"MASTHEAD_CONTACT is {text!r}, which is not an address that a reply can go to. Write an email address"
            " such as replies@example.org, or the whole address of a form, such as https://example.org/reply or"
            f" https://example.org/reply?page={PAGE}."
        )
    return Contact(text)


def _is_mail(text: str) -> bool:
    mailbox, _, host = text.rpartition("@")
    return len(mailbox) <= _MAX_MAILBOX and bool(_MAILBOX.fullmatch(mailbox)) and is_host(host)


def _is_form(text: str) -> bool:
    """Return whether *text* is a web address, whose query may contain the placeholder of the page."""
    before, _, query = text.partition("?")
    try:
        read_web_address(f"{before}?{query.replace(PAGE, 'page')}" if query else text)
    except AddressError:
        return False
    return True


def _languages(settings: Mapping[str, Any]) -> Iterator[str]:
    """Yield the tags of the languages in which people can write to the contact, each once."""
    tags = settings["MASTHEAD_CONTACT_LANGUAGES"]
    if not isinstance(tags, list | tuple):
        raise PublisherError(f"MASTHEAD_CONTACT_LANGUAGES is {tags!r}. Write a list of tags such as ['en', 'zh-Hans'].")
    for tag in dict.fromkeys(tags):
        if not isinstance(tag, str) or not re.fullmatch(LANGUAGE_TAG, tag) or tag.split("-")[0] not in LANGUAGES:
            raise PublisherError(
                f"MASTHEAD_CONTACT_LANGUAGES holds {tag!r}, which is not the tag of a language. Write tags of BCP 47"
                " such as en, ko or zh-Hans."
            )
        yield tag

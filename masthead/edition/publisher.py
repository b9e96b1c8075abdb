"""Who publishes this copy of the database and how to reach them, read and checked from the settings."""

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
"""What stands for the address of the page in the address of a form."""

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
# Plainer than mail allows, so that an address needs no quoting wherever it is printed.
_MAILBOX = re.compile(r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*")
_MAX_MAILBOX = 64


class PublisherError(MastheadError):
    """A setting about the publisher is missing or wrong; says which, and what to write."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Where replies go: an email address, or the address of a form on the web."""

    text: str
    """As the setting has it."""

    @property
    def is_mail(self) -> bool:
        """Whether it is an email address."""
        return not self.text.startswith("https://")

    @property
    def takes_page(self) -> bool:
        """Whether whoever opens it finds the page filled in: in a message always, in a form if it has a place for it."""
        return self.is_mail or PAGE in self.text

    @property
    def shown(self) -> str:
        """The address as pages print it: of a form without what is filled in."""
        return self.text.partition("?")[0]

    def opened(self, page: str, subject: str, body: str) -> str:
        """Return the address that opens a reply about *page*: a message with *subject* and *body*, or the form."""
        if not self.is_mail:
            return self.address(page)
        filled = "&".join(f"{name}={_in_mail(text)}" for name, text in (("subject", subject), ("body", body)))
        return f"mailto:{quote(self.text, safe='@')}?{filled}"

    def address(self, page: str) -> str:
        """Return the address for programs: of a form with *page* filled in, if the setting has a place for it."""
        return self.text if self.is_mail else self.text.replace(PAGE, quote(page, safe=""))


def _in_mail(text: str) -> str:
    """Return *text* as it stands in a mailto address, with the line ends of mail."""
    return quote(text.replace("\n", "\r\n"), safe="")


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes this copy of the database, as far as its settings say."""

    name: str | None = None
    place: str | None = None
    responsible: str | None = None
    """The person or body responsible for the content, who decides on replies and corrections."""
    funding: str | None = None
    """How it is paid for."""
    contact: Contact | None = None
    languages: tuple[str, ...] = ()
    """Tags of the languages in which one can write to the contact."""


NOBODY = Publisher()
"""The publisher of a copy whose settings name none."""


def read_publisher(settings: Mapping[str, Any]) -> Publisher:
    """Return the publisher that *settings* name, who must be reachable if the website is for the web.

    Raises PublisherError with a sentence for each setting that is missing, or for the first that is wrong.
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
    """Refuse a publisher without name or contact."""
    found = {"MASTHEAD_PUBLISHER": publisher.name, "MASTHEAD_CONTACT": publisher.contact}
    missing = [f"{name} is not set. {cure}" for name, cure in _NEEDED.items() if found[name] is None]
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
    """Return whether *text* is a web address, in whose query the page may have a place."""
    before, _, query = text.partition("?")
    try:
        read_web_address(f"{before}?{query.replace(PAGE, 'page')}" if query else text)
    except AddressError:
        return False
    return True


def _languages(settings: Mapping[str, Any]) -> Iterator[str]:
    """Yield the tags of the languages, each once."""
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

"""Linked data: the content of a page for programs, as JSON-LD in the vocabulary of schema.org.

An outlet poses as a news outlet: calling it a ``NewsMediaOrganization`` would repeat its pose under our name. It is
certainly a ``WebSite``, and its description says which source lists it, and as what. ``NewsMediaOrganization`` is only
for genuine news outlets: publishers of the press, and the outlets that others imitate.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from masthead.edition.edition import NAME, Edition, path_of, text_of
from masthead.field_types.vocabulary import N_, PublisherKind, SourceType
from masthead.field_types.web_addresses import defang
from masthead.model import Campaign, Firm, Outlet, Record, Source
from masthead.views.parts.lead import lead
from masthead.views.parts.printed_addresses import cited_sources
from masthead.views.parts.printed_names import names_in_print

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
Node = dict[str, Any]


def linked_data(edition: Edition, record: Record | None) -> Markup:
    """Return the linked data of the page of *record* or, without a record, that of the home page on the database."""
    node = _page(edition, record) if record else _catalog(edition)
    return as_script({"@context": "https://schema.org", **node})


def as_script(node: Mapping[str, Any]) -> Markup:
    """Return *node* as JSON that can neither end the element around it nor begin another one."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - without < and & it is the same in HTML


def _known(node: Mapping[str, Any]) -> Node:
    """Return *node* without empty values, which are not known."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}


def _publisher(edition: Edition, path: str) -> Node:
    """Return the publisher of the page at *path*, with the contact for replies; empty if the settings name nobody.

    No setting says whether it is a person or an organisation, and no type is better than a wrong one.
    """
    publisher, contact = edition.publisher, edition.publisher.contact
    if publisher.name is None:
        return {}
    address = contact.address(edition.page_address(path)) if contact else ""
    point = {
        "@type": "ContactPoint",
        "contactType": edition.book.say(N_("replies and corrections")),
        "email" if contact and contact.is_mail else "url": address,
        "availableLanguage": list(publisher.languages),
    }
    return _known(
        {"name": publisher.name, "address": publisher.place, "contactPoint": _known(point) if contact else {}},
    )


def _catalog(edition: Edition) -> Node:
    """Return the database as a catalogue of one data set."""
    home = edition.address("")
    described = edition.book.say(
        N_(
            "Records of websites that sources say pose as news outlets: who is said to run them, who says so, and on what evidence."
        )
    )
    dated = str(edition.date) if edition.date else ""
    dataset = _known(
        {
            "@type": "Dataset",
            "@id": home and f"{home}#dataset",
            "name": NAME,
            "description": described,
            "license": LICENCE,
            "dateModified": dated,
            "version": dated,
            "isAccessibleForFree": True,
            "publisher": _publisher(edition, ""),
        }
    )
    catalog = {"@type": "DataCatalog", "@id": home, "url": home, "name": NAME, "dataset": dataset}
    return _known({**catalog, "publisher": _publisher(edition, "")})


def _page(edition: Edition, record: Record) -> Node:
    address = edition.own_address(path_of(record))
    home = edition.address("")
    return _known(
        {
            "@type": "WebPage",
            "@id": address,
            "name": edition.title(record)[0],
            "inLanguage": edition.book.tag,
            "creativeWorkStatus": edition.book.label(record.state.name) if record.state else "",
            "dateModified": str(edition.date) if edition.date else "",
            "license": LICENCE,
            "publisher": _publisher(edition, path_of(record)),
            "isPartOf": _known({"@type": "DataCatalog", "@id": home, "name": NAME}),
            "mainEntity" if isinstance(record, Source) else "about": _about(edition, record),
            "mentions": _imitated(record),
            "citation": [_reference(source) for source in cited_sources(edition, record)],
        }
    )


def _about(edition: Edition, record: Record) -> Node:
    """Return the subject of the page of *record*, without the claims of sources: the page has those, with their authors."""
    match record:
        case Outlet():
            return _known(
                {
                    "@type": "WebSite",
                    "name": edition.title(record)[0],
                    "identifier": {"@type": "PropertyValue", "propertyID": "host", "value": defang(record.host)},
                    "description": text_of(lead(edition, record)),
                }
            )
        case Firm():
            return _firm(edition, record)
        case Campaign():
            names = [alias.text for alias in record.aliases]
            return _known({"@type": "Thing", "name": record.name, "alternateName": names})
        case Source():
            return _work(record)
    return {}


def _firm(edition: Edition, firm: Firm) -> Node:
    names = [firm.native_name.text] if firm.native_name else []
    numbers = [
        {"@type": "PropertyValue", "propertyID": registration.scheme.value, "value": registration.number}
        for registration in firm.registration
    ]
    return _known(
        {
            "@type": "Organization",
            "name": firm.name,
            "alternateName": [*names, *(alias.text for alias in names_in_print(edition, firm.aliases))],
            "identifier": numbers,
        }
    )


def _imitated(record: Record) -> list[Node]:
    """Return the genuine outlets that *record* imitates."""
    imitated = record.imitates if isinstance(record, Outlet) else ()
    return [{"@type": "NewsMediaOrganization", "name": genuine.name} for genuine in imitated]


_WORKS = {
    SourceType.REPORT: "Report",
    SourceType.ARTICLE: "Article",
    SourceType.INTERVIEW: "Article",
    SourceType.COMMENTARY: "Article",
    SourceType.POST: "SocialMediaPosting",
    SourceType.DATA_SET: "Dataset",
}
_PRESS = frozenset({PublisherKind.PRESS})


def _reference(source: Source) -> Node:
    """Return a reference to *source*: only its address if it has one, since its own page has the rest."""
    return {"@id": source.url} if source.url else {"@type": "CreativeWork", "name": source.title}


def _work(source: Source) -> Node:
    """Return *source* as a published work."""
    publisher = "NewsMediaOrganization" if source.publisher_kind in _PRESS else "Organization"
    return _known(
        {
            "@type": _WORKS.get(source.type, "CreativeWork"),
            "@id": source.url or "",
            "name": source.title,
            "datePublished": str(source.date) if source.date else "",
            "publisher": {"@type": publisher, "name": source.publisher},
            "creditText": ", ".join(source.authors),
            "inLanguage": source.language or "",
        }
    )

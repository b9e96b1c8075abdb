"""The pages that say how to cite a record and each item of its evidence: /sites/<host>/cite/ and the like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from masthead.citations.cited_item import in_line, key_of
from masthead.citations.registry import FORMATS, Cited, Format
from masthead.edition.edition import NAME, Edition, Link, path_of
from masthead.edition.safe_markdown import shortened
from masthead.field_types.vocabulary import N_, StateName
from masthead.model import Campaign, Evidence, Firm, Outlet
from masthead.model.identity import evidence_of
from masthead.model.website_paths import cite_path
from masthead.views.parts.claims import evidence_view
from masthead.views.parts.quotations import (
    Citable,
    balance_in_words,
    item_replies_in_words,
    quote,
    quote_of,
    record_title,
    replies_in_words,
    sources_in_words,
)

WHOLE = "cite_page"
"""The anchor of the page itself; no item of evidence can have an id like it."""


@dataclass(frozen=True, slots=True)
class CitationText:
    """A citation in one format, and the file that a browser may save it as."""

    format: str
    name: str
    text: Markup
    file: str


@dataclass(frozen=True, slots=True)
class CiteItem:
    """A cited item: its address, a sentence to quote, and its citations."""

    id: str
    formerly: tuple[str, ...]
    link: Link
    """The page; or the item of evidence, by the first words of its claim."""
    address: str
    quote: str
    texts: tuple[CitationText, ...]
    more: tuple[CitationText, ...] = ()
    """The formats that the page folds; the browser makes those of items of evidence."""


@dataclass(frozen=True, slots=True)
class CiteView:
    """The page that says how to cite a record: the record first, then its evidence."""

    path: str
    title: str
    section: Link
    record: Link
    public: bool
    items: tuple[CiteItem, ...]
    more: tuple[CitationText, ...]
    """The formats that the browser makes for each item of evidence: texts with places for the parts that differ."""
    more_names: str


def cite_view(edition: Edition, record: Citable) -> CiteView:
    """Return the page that says how to cite *record*."""
    path = path_of(record)
    evidence = evidence_of(record)
    more = _more(edition, record) if evidence else ()
    return CiteView(
        path=cite_path(path),
        title=edition.book.say(N_("How to cite %(record)s")) % {"record": record_title(edition, record)},
        section=_section(edition, record),
        record=edition.link(record),
        public=bool(edition.url),
        items=(_whole(edition, record), *(_item(edition, record, item) for item in evidence)),
        more=more,
        more_names=edition.book.list(edition.book.say(form.name) for form in _MORE),
    )


def cited_page(edition: Edition, record: Citable) -> Cited:
    """Return the page of *record* as the formats cite it."""
    replies = _replies(edition, replies_in_words(edition, record))
    return _cited(edition, record, _note(edition, record, replies), quote(edition, record))


def cited_item(edition: Edition, record: Citable, evidence: Evidence) -> Cited:
    """Return an item of the evidence of *record* as the formats cite it."""
    item = evidence_view(edition, evidence, path_of(record))
    citing = edition.book.say(_CITING) % {"sources": sources_in_words(edition, item.citations)}
    note = _note(edition, record, citing, _beside(edition, record, evidence))
    return _cited(edition, record, note, quote_of(edition, record, evidence, item), item.id)


_MEDIUM = N_("database record")
_MEDIUM_HERE = N_("database record, page %(path)s of a copy without a public address")
# The address has the ID of the item, and says which one it is.
_ITEM = N_("%(record)s, an item of its evidence")
_CITING = N_("citing %(sources)s")
# Translators: somebody concerned contests the record.
_DISPUTED = N_("the record is disputed")


def _cited(edition: Edition, record: Citable, note: str, sentence: str, id: str = "") -> Cited:
    """Return *record*, or its item of evidence *id*, as a cited item; items differ only in *note* and *sentence*."""
    say = edition.book.say
    path = f"{path_of(record)}#{id}" if id else path_of(record)
    title = record_title(edition, record)
    key = key_of(NAME.lower(), path.split("/", maxsplit=1)[0], record.id)
    return Cited(
        key=f"{key}:{id}" if id else key,
        author=NAME,
        title=say(_ITEM) % {"record": title} if id else title,
        medium=say(_MEDIUM) if edition.url else say(_MEDIUM_HERE) % {"path": path},
        date=edition.date,
        version=edition.book.date(edition.date) if edition.date else "",
        address=edition.address(path),
        language=edition.book.tag,
        note=note,
        sentence=sentence,
    )


def _note(edition: Edition, record: Citable, *parts: str) -> str:
    """Return *parts* in one line, with a note if *record* is disputed."""
    disputed = edition.book.say(_DISPUTED) if record.state_name is StateName.DISPUTED else ""
    return in_line("; ".join(filter(None, (*parts, disputed))))


_REPLIES = N_("replies, in the words of the database: “%(replies)s”")


def _replies(edition: Edition, replies: str) -> str:
    """Return *replies* as part of a quotation: “we” becomes the name of the database."""
    return edition.book.say(_REPLIES) % {"replies": replies} if replies else ""


def _beside(edition: Edition, record: Citable, evidence: Evidence) -> str:
    """Return the evidence that balances an item, and the replies of the firms that it accuses."""
    replies = _replies(edition, item_replies_in_words(edition, record, evidence))
    return "; ".join(filter(None, (balance_in_words(edition, record, evidence), replies)))


def _whole(edition: Edition, record: Citable) -> CiteItem:
    """Return how to cite the page of *record*, in every format."""
    cited = cited_page(edition, record)
    link = Link(record_title(edition, record), path_of(record))
    first, *others = (_text(edition, form, cited) for form in FORMATS)
    return CiteItem(WHOLE, (), link, cited.address, cited.sentence, (first,), tuple(others))


def _item(edition: Edition, record: Citable, evidence: Evidence) -> CiteItem:
    """Return how to cite an item of evidence: in plain text, in which its note is marked for the other formats."""
    item = evidence_view(edition, evidence, path_of(record))
    cited = cited_item(edition, record, evidence)
    parts = {"note": Markup('<span data-part="note">%s</span>') % cited.note}
    text = _text(edition, _PLAIN, replace(cited, note=_place("note")), parts)
    link = Link(shortened(evidence.claim), item.permalink, edition.record_language)
    return CiteItem(item.id, item.formerly, link, cited.address, cited.sentence, (text,))


# The format that each item has without a script; theme/scripts/citations.js makes the others.
_PLAIN, *_MORE = FORMATS
# After the name of a part, in a text that has a place for it. A private-use character, which no record contains.
_MARK = "\ue000"
# A format that capitalises a part has capitalised this name.
_PLACES = re.compile(f"(id|[Nn]ote|sentence){_MARK}")


_ELEMENTS = {part: Markup('<i data-part="%s"></i>') % part for part in ("id", "note", "Note", "sentence")}


def _place(part: str) -> str:
    """Return the text that the formats get instead of *part*, so that their texts have a place for it."""
    return f"{part}{_MARK}"


def _more(edition: Edition, record: Citable) -> tuple[CitationText, ...]:
    """Return the formats other than plain text, each with elements in the places of the id, note and sentence of an item."""
    cited = _cited(edition, record, _place("note"), _place("sentence"), _place("id"))
    return tuple(_text(edition, form, cited, _ELEMENTS) for form in _MORE)


def _text(edition: Edition, form: Format, cited: Cited, parts: Mapping[str, Markup] | None = None) -> CitationText:
    """Return *cited* in a format, with *parts* in their places, if there are any."""
    text = form.write(cited)
    html = _lines(text) if parts is None else _filled(text, parts)
    return CitationText(form.id, edition.book.say(form.name), html, _file(form, cited) if form.ending else "")


def _filled(text: str, parts: Mapping[str, Markup]) -> Markup:
    """Return *text* as HTML with *parts* in their places."""
    return Markup(_PLACES.sub(lambda place: parts[place[1]], _lines(text)))  # noqa: S704 - text and parts are escaped


def _file(form: Format, cited: Cited) -> str:
    """Return the name of a file for *cited*, with ``{id}`` where there is a place for the ID."""
    name = _PLACES.sub(r"{\1}", cited.key) if _MARK in cited.key else cited.key
    return f"{name.replace(':', '-')}.{form.ending}"


def _lines(text: str) -> Markup:
    """Return *text* as HTML whose line ends and indents survive the folding of a page's white space."""
    html = escape(text)
    return Markup(str(html).replace("\n", "&#10;")) if "\n" in text else html  # noqa: S704 - escaped


_SECTIONS: dict[type[Citable], tuple[str, str]] = {
    Outlet: (N_("Sites"), "sites/"), Firm: (N_("Firms"), "firms/"), Campaign: (N_("Campaigns"), "campaigns/"),
}  # fmt: skip


def _section(edition: Edition, record: Citable) -> Link:
    text, path = _SECTIONS[type(record)]
    return Link(edition.book.say(text), path)

"""The pages that say how to cite a record and each item of its evidence: /sites/<host>/cite/ and the like."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from masthead.citations import FORMATS, Cited
from masthead.citations.cited_item import key_of
from masthead.edition.edition import NAME, Edition, Link, path_of
from masthead.field_types.vocabulary import N_, StateName
from masthead.model import Campaign, Evidence, Firm, Outlet
from masthead.model.website_paths import cite_path
from masthead.views.parts.claims import EvidenceView, evidence_view
from masthead.views.parts.quotations import (
    Citable,
    balance_in_words,
    item_replies_in_words,
    plain_text,
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
    """What is cited: where it stands, a sentence to quote, its citations, and a piece of HTML to embed."""

    id: str
    formerly: tuple[str, ...]
    link: Link
    address: str
    quote: str
    texts: tuple[CitationText, ...]
    snippet: Markup


@dataclass(frozen=True, slots=True)
class CiteView:
    """The page that says how to cite a record: the record first, then its evidence."""

    path: str
    title: str
    section: Link
    record: Link
    public: bool
    items: tuple[CiteItem, ...]


def cite_view(edition: Edition, record: Citable) -> CiteView:
    """Return the page that says how to cite *record*."""
    path = path_of(record)
    return CiteView(
        path=cite_path(path),
        title=edition.book.say(N_("How to cite %(record)s")) % {"record": record_title(edition, record)},
        section=_section(edition, record),
        record=edition.link(record),
        public=bool(edition.url),
        items=(_whole(edition, record), *(_item(edition, record, evidence) for evidence in _evidence(record))),
    )


_MEDIUM = N_("database record")
_MEDIUM_HERE = N_("database record, page %(path)s of a copy without a public address")
_CITING = N_("citing %(sources)s")
_DISPUTED = N_("the record is disputed")


def _cited(edition: Edition, record: Citable, item: EvidenceView | None = None, beside: str = "") -> Cited:
    """Return *record*, or an item of its evidence with what belongs *beside* it, as the formats cite it."""
    say = edition.book.say
    path = item.permalink if item else path_of(record)
    title = record_title(edition, record)
    citing = say(_CITING) % {"sources": sources_in_words(edition, item.citations)} if item else ""
    disputed = say(_DISPUTED) if record.state_name is StateName.DISPUTED else ""
    folder = path_of(record).split("/", maxsplit=1)[0]
    return Cited(
        key=key_of(NAME.lower(), folder, record.id, item.id if item else ""),
        author=NAME,
        title=say(N_("%(record)s, evidence #%(id)s")) % {"record": title, "id": item.id} if item else title,
        medium=say(_MEDIUM) if edition.url else say(_MEDIUM_HERE) % {"path": path},
        date=edition.date,
        version=edition.book.date(edition.date) if edition.date else "",
        address=edition.address(path),
        language=edition.book.tag,
        note="; ".join(
            filter(None, (citing, beside if item else _replies(edition, replies_in_words(edition, record)), disputed))
        ),
    )


_REPLIES = N_("replies, in the words of the database: “%(replies)s”")


def _replies(edition: Edition, replies: str) -> str:
    """Return *replies* as a quotation: “we” is the database, whoever cites it."""
    return edition.book.say(_REPLIES) % {"replies": replies} if replies else ""


def _beside(edition: Edition, record: Citable, evidence: Evidence) -> str:
    """Return what balances an item of evidence, and what those replied whom it accuses."""
    replies = _replies(edition, item_replies_in_words(edition, record, evidence))
    return "; ".join(filter(None, (balance_in_words(edition, record, evidence), replies)))


def _whole(edition: Edition, record: Citable) -> CiteItem:
    """Return how to cite the page of *record*."""
    link = Link(record_title(edition, record), path_of(record))
    return _cite_item(_cited(edition, record), (WHOLE, ()), link, quote(edition, record))


def _item(edition: Edition, record: Citable, evidence: Evidence) -> CiteItem:
    """Return how to cite an item of evidence."""
    item = evidence_view(edition, evidence, path_of(record))
    link = Link(plain_text(item.claim), item.permalink)
    cited = _cited(edition, record, item, _beside(edition, record, evidence))
    return _cite_item(cited, (item.id, item.formerly), link, quote_of(edition, record, evidence, item))


def _cite_item(cited: Cited, ids: tuple[str, tuple[str, ...]], link: Link, sentence: str) -> CiteItem:
    name = cited.key.replace(":", "-")
    texts = (
        CitationText(form.id, form.name, _lines(form.write(cited)), f"{name}.{form.ending}" if form.ending else "")
        for form in FORMATS
    )
    return CiteItem(ids[0], ids[1], link, cited.address, sentence, tuple(texts), _lines(snippet(cited, sentence)))


def snippet(cited: Cited, sentence: str) -> str:
    """Return HTML to embed: a quotation with its source, which loads nothing and runs nothing."""
    title = f"{cited.author}: {cited.title}"
    link = f'<a href="{escape(cited.address)}">{escape(title)}</a>' if cited.address else str(escape(title))
    version = f", {escape(cited.version)}" if cited.version else ""
    cite = f' cite="{escape(cited.address)}"' if cited.address else ""
    said = f"<p>{escape(sentence)}</p>\n" if sentence else ""
    return f"<blockquote{cite}>\n{said}<p>{link}{version}</p>\n</blockquote>"


def _lines(text: str) -> Markup:
    """Return *text* as HTML whose line ends and indents survive the folding of a page's white space."""
    return escape(text).replace("\n", Markup("&#10;")) if "\n" in text else escape(text)


def _evidence(record: Citable) -> tuple[Evidence, ...]:
    """Return the evidence that has its permalink on the page of *record*."""
    return record.statements if isinstance(record, Firm) else record.evidence


_SECTIONS: dict[type[Citable], tuple[str, str]] = {
    Outlet: (N_("Sites"), "sites/"), Firm: (N_("Firms"), "firms/"), Campaign: (N_("Campaigns"), "campaigns/"),
}  # fmt: skip


def _section(edition: Edition, record: Citable) -> Link:
    text, path = _SECTIONS[type(record)]
    return Link(edition.book.say(text), path)

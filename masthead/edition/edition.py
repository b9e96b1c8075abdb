"""An edition: the graph with its language, date and publisher, from which every view is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from masthead.edition.localisation import Phrasebook
from masthead.edition.publisher import NOBODY, Publisher
from masthead.field_types.dates import PartialDate
from masthead.field_types.vocabulary import N_, Verification
from masthead.field_types.web_addresses import defang
from masthead.ledger.contents import NOTHING, Ledger
from masthead.loading.image_reencoding import NO_PICTURES, Pictures
from masthead.loading.link_status import NO_LINKS, Links
from masthead.model import Campaign, Firm, Outlet, Record, Source
from masthead.model.identity import key_of
from masthead.model.website_paths import FOLDERS, api_path, cite_path, pack_path, page_path
from masthead.pinned_lists import UNDETERMINED
from masthead.relations.graph import Graph

NAME = "Masthead"
"""The name of the website, in every language."""
RECORD_LANGUAGE = "en"
"""The language that the records are written in."""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a sentence; it is a link if it has a path."""

    text: str
    path: str = ""
    lang: str = ""


Sentence = tuple[Words, ...]
Piece = str | Words | Sentence
"""A value for a placeholder in a message."""

# Translators: we have not read the document: others cite it.
_SECOND_HAND = N_("second-hand")
# Translators: we have not read the document: the others cite it.
_THROUGH = N_("second-hand, through %(others)s")
_MARKED = " (second-hand)"
"""The end of the short name of a source that retells another."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page of the website, with a short note such as a count, and the state of a record if not listed."""

    text: str
    path: str
    lang: str = ""
    note: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A date for machines and for people."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """A term of a closed list: its value, and its label and definition in the language of the edition."""

    value: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the website: its tag, its name in itself, and the folder of its pages, which ends with a slash.

    The folder of the language that the ledger binds, the first, is the root: an empty text.
    """

    tag: str
    name: str
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A graph, the phrasebook that words it, the date of its data, and where and how it is published."""

    graph: Graph
    book: Phrasebook
    date: PartialDate | None
    """The date of the data."""
    url: str = ""
    """The public address of the root, without a trailing slash; empty if it is not known."""
    ledger: Ledger = NOTHING
    """The ledger of everything published before."""
    links: Links = field(default_factory=lambda: NO_LINKS)
    """The status of the addresses of sources and archived copies, by address."""
    pictures: Pictures = field(default_factory=lambda: NO_PICTURES)
    """The pictures beside the records, by the SHA-256 of their files."""

    citing: bool = True
    """Whether each record has a page that says how to cite it: one more file per record."""
    api: bool = True
    """Whether each record is also published as JSON: one more file per record."""
    packed: bool = False
    """Whether JSON, and the pieces of search and look-up, are in few files, with many records in each."""
    cards: bool = True
    """Whether each outlet has its own picture for services that preview links: one more file per outlet."""
    cache: Path | None = None
    """The folder that keeps slow results, such as drawn cards, between builds; None if nothing is kept."""
    publisher: Publisher = NOBODY
    """The publisher named in the settings."""
    folder: str = ""
    """The folder of the pages in this language below the root; empty in the first edition, which has all other files."""
    languages: tuple[Language, ...] = ()
    """All languages of the website, this one among them; empty if there is only one."""
    further: tuple[Edition, ...] = ()
    """The editions in the further languages of the website, in the first edition."""

    def cite_path(self, path: str, id: str = "") -> str:
        """Return the path that cites the page at *path*, or its item of evidence *id*; empty without cite pages."""
        return cite_path(path, id) if self.citing else ""

    def api_path(self, record: Record) -> str:
        """Return the path of the JSON of *record*, or of the pack that has it; empty if the edition has none."""
        if not self.api:
            return ""
        return pack_path(key_of(record)) if self.packed else api_path(path_of(record))

    def address(self, path: str) -> str:
        """Return the public address of *path*, in the language that the ledger binds; empty if it is not known."""
        return f"{self.url}/{path}" if self.url else ""

    def own_address(self, path: str) -> str:
        """Return the public address of the page at *path* in the language of the edition; empty if it is not known."""
        return self.address(self.folder + path)

    def page_address(self, path: str) -> str:
        """Return how people are shown the address of the page at *path*: in full or, if that is not known, its path."""
        return self.address(path) or f"/{path}"

    def recorded(self, text: str) -> Words:
        """Return *text* of a record as a piece of a sentence, with its language if that is not the language of the page."""
        return Words(text, lang=self.record_language)

    @property
    def record_language(self) -> str:
        """The language that records are written in; empty if it is the language of the edition."""
        return "" if self.book.locale.language == RECORD_LANGUAGE else RECORD_LANGUAGE

    def when(self, date: PartialDate | None) -> When | None:
        """Return *date* for machines and for people, or None."""
        return When(str(date), self.book.date(date)) if date else None

    def sentence(self, message: str, **pieces: Piece) -> Sentence:
        """Return the translation of *message* with *pieces* in place of its ``%(names)s``."""
        words: list[Words] = []
        for name, rest in _places(self.book.say(message)):
            if name is not None:
                piece = pieces[name]
                if isinstance(piece, tuple):
                    words += piece
                else:
                    words.append(piece if isinstance(piece, Words) else Words(self.book.isolated(piece)))
            if rest.text:
                words.append(rest)
        return tuple(words)

    def file(self, record: Record) -> str:
        """Return the path of the file of *record*."""
        return self.graph.paths[FOLDERS[type(record)], record.id]

    def link(self, record: Record, note: str = "") -> Link:
        """Return a link to the page of *record*."""
        text, lang = self.title(record)
        state = self.book.label(record.state.name) if record.state else ""
        return Link(text, path_of(record), lang, note, state)

    def words(self, record: Record, text: str = "") -> Words:
        """Return the name of *record* (or *text*) as a linked piece of a sentence."""
        title, lang = self.title(record)
        return Words(text or title, path_of(record), "" if text else lang)

    def title(self, record: Record) -> tuple[str, str]:
        """Return the title of *record*, and the language of the title if it is known to differ from that of the page."""
        if isinstance(record, Outlet):
            return record.name or defang(record.host), name_language(record)
        if isinstance(record, Source):
            is_ours = record.title_is_ours or record.original_title
            return record.title, self.record_language if is_ours else record.language or self.record_language
        if isinstance(record, Firm | Campaign):
            return record.name, ""
        return record.id, ""

    def by(self, source_id: str) -> Words:
        """Return the short name of the publisher of a source as a linked piece of a sentence."""
        source = self.graph.sources[source_id]
        return self.words(source, self.short_source(source))

    def short_source(self, source: Source) -> str:
        """Return how sentences and lists name *source*: by the short name of its publisher."""
        return self.without_article(source.short_name)

    def without_article(self, name: str) -> str:
        """Return an English *name* for a text in the language of the edition: elsewhere than in English, “the” is left out.

        A capital “The” is a part of the name, as in “The Readable”.
        """
        return name.removeprefix("the ") if self.record_language else name

    def is_second_hand(self, source_id: str) -> bool:
        """Return whether a source is known only through another, or retells sources that we have not read."""
        source = self.graph.sources[source_id]
        return source.verification is Verification.CITED or bool(source.retells)

    def second_hand(self, source: Source) -> str:
        """Return a note that *source* was not read, with the sources through which it is known; empty if it was read.

        A source that retells another needs no note: its short name says so.
        """
        if source.verification is not Verification.CITED:
            return ""
        others = self.book.list(self.short_source(self.graph.sources[id]).removesuffix(_MARKED) for id in source.via)
        return self.book.say(_THROUGH) % {"others": others} if others else self.book.say(_SECOND_HAND)

    def firm(self, firm_id: str) -> Words:
        """Return the short name of a firm as a linked piece of a sentence."""
        firm = self.graph.firms[firm_id]
        return self.words(firm, self.in_sentence(firm))

    def in_sentence(self, firm: Firm) -> str:
        """Return how sentences name *firm*: in English with its article, if it has one."""
        return self.without_article(firm.short_name or firm.name)

    def short(self, firm: Firm) -> str:
        """Return how lists and pictures name *firm*: without an article."""
        return (firm.short_name or firm.name).removeprefix("the ")

    def countries_of(self, outlet: Outlet) -> tuple[Link, ...]:
        """Return links to the countries that *outlet* targets, each with a note if second-hand, or to the unknown target."""
        return tuple(
            Link(self.book.country(code), country_path(code), note=self._target_note(outlet, code))
            for code in outlet.countries or (UNDETERMINED,)
        )

    def _target_note(self, outlet: Outlet, code: str) -> str:
        sources = [target.source for target in outlet.targets if target.country == code]
        return self.book.say(_SECOND_HAND) if sources and all(map(self.is_second_hand, sources)) else ""


def edition(
    graph: Graph, book: Phrasebook, date: PartialDate | None = None, url: str = "", ledger: Ledger = NOTHING
) -> Edition:
    """Return the edition of *graph* in the language of *book*, dated *date* or, without one, the latest date in the data.

    That is the latest date in a record, or of a release. *url* is the public address of the root, if it is known;
    *ledger* lists everything published before.
    """
    return Edition(graph, book, date or _latest_date(graph, ledger), url.rstrip("/"), ledger)


def path_of(record: Record) -> str:
    """Return the address of the page of *record*, relative to the root of the website."""
    return page_path(FOLDERS[type(record)], record.id)


def country_path(code: str) -> str:
    """Return the address of the page of a country, relative to the root of the website."""
    return f"countries/{code.lower()}/"


def name_language(outlet: Outlet) -> str:
    """Return the language of the name that pages show for *outlet*; empty if its record does not give it."""
    return next((name.lang or "" for name in outlet.names if name.text == outlet.name), "")


@lru_cache(maxsize=1024)
def _places(message: str) -> tuple[tuple[str | None, Words], ...]:
    """Return the name of each ``%(name)s`` in *message* with the text after it; first none, with the text before them."""
    first, *rest = message.split("%(")
    parts = (part.partition(")s") for part in rest)
    return (None, Words(first)), *((name, Words(text)) for name, end, text in parts if end)


def text_of(sentence: Iterable[Words]) -> str:
    """Return *sentence* without its links."""
    return "".join(words.text for words in sentence)


def _latest_date(graph: Graph, ledger: Ledger) -> PartialDate | None:
    """Return the latest date in any record or of the last file of *ledger*, or None without any date."""
    dates = (*(record.latest_date for record in graph.records()), ledger.last_date)
    return max(filter(None, dates), key=PartialDate.order, default=None)

"""Sentences to quote: the statements of the database on a date, with their sources, and never more than these say."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup

from masthead.citations.cited_item import in_line
from masthead.edition.edition import NAME, Edition, text_of
from masthead.edition.safe_markdown import plain, prose
from masthead.field_types.vocabulary import N_, StateName
from masthead.field_types.web_addresses import defang
from masthead.model import Campaign, Evidence, Firm, Outlet
from masthead.model.identity import evidence_of
from masthead.relations.graph import Said
from masthead.views.parts.claims import CitationView, EvidenceView
from masthead.views.parts.claims_on_firms import Claim, claims_on_campaign, claims_on_firm, is_accusing
from masthead.views.parts.lead import lead
from masthead.views.parts.replies import reply_sentences
from masthead.views.parts.verdict import verdict

Citable = Outlet | Firm | Campaign


def record_title(edition: Edition, record: Citable) -> str:
    """Return the title of *record* in citations: the name and the defanged host of an outlet."""
    title, _ = edition.title(record)
    if isinstance(record, Outlet) and record.name:
        return f"{title} ({defang(record.host)})"
    return title


@lru_cache(maxsize=256)
def plain_text(html: Markup) -> str:
    """Return the text of *html*, in one line."""
    return in_line(html.striptags())


def quote(edition: Edition, record: Citable) -> str:
    """Return a sentence to quote on *record*; empty for a firm, since the statements about it are in other records."""
    match record:
        case Outlet():
            return _framed(edition, record, _QUOTED % {"said": verdict_in_words(edition, record)})
        case Campaign():
            summary = _QUOTED % {"said": in_line(plain(record.summary))}
            notes = (summary, replies_in_words(edition, record), disputed(edition, record))
            return _framed(edition, record, " ".join(filter(None, notes)))
        case _:
            return ""


_QUOTED = "“%(said)s”"
# Translators: an introduction to a sentence to quote: it says whose words follow. %(name)s is the name of the
# database.
_AS_OF = N_("As of %(date)s, the %(name)s database says of %(record)s: %(said)s")
# Translators: an introduction to a sentence to quote: it says whose words follow.
_UNDATED = N_("The %(name)s database says of %(record)s: %(said)s")
# Translators: an introduction to a sentence to quote: it says whose words follow.
_AS_OF_CITING = N_("As of %(date)s, the %(name)s database says of %(record)s, citing %(sources)s: %(said)s")
# Translators: an introduction to a sentence to quote: it says whose words follow.
_UNDATED_CITING = N_("The %(name)s database says of %(record)s, citing %(sources)s: %(said)s")
# Translators: a degree of certainty in the words of the source, not in ours.
_CONFIDENCE = N_("(How sure that source is, in its words: “%(words)s”.)")
_DISPUTED = N_("The record is disputed.")
# Translators: many innocent explanations would fit it too.
_WEAK = N_("The database marks this as weak on its own.")
# Translators: what this database infers itself: never to be taken for the words of a source.
_INFERENCE = N_("Our inference: %(text)s")
# Translators: a claim that balances the one before.
_BALANCED = N_("Beside it the database has: “%(said)s”")
_UPDATED = N_("updated %(date)s")


def _framed(edition: Edition, record: Citable, said: str, sources: str = "") -> str:
    """Return *said* after an introduction: as of when, by which database, about which record, citing which *sources*."""
    with_date, without = (_AS_OF_CITING, _UNDATED_CITING) if sources else (_AS_OF, _UNDATED)
    date = edition.book.date(edition.date) if edition.date else ""
    pieces = {"date": date, "name": NAME, "record": record_title(edition, record), "said": said, "sources": sources}
    return in_line(edition.book.say(with_date if date else without) % pieces)


def verdict_in_words(edition: Edition, outlet: Outlet) -> str:
    """Return who lists *outlet* and the verdict on it, always whole: replies and reservations are part of it."""
    conclusion = verdict(edition, outlet)
    confidence = ""
    if conclusion.confidence:
        confidence = edition.book.say(_CONFIDENCE) % {"words": conclusion.confidence.words}
    opening = (text_of(lead(edition, outlet)), text_of(conclusion.sentence))
    sentences = (*opening, confidence, *map(text_of, conclusion.rest))
    return in_line(" ".join(filter(None, sentences)))


def replies_in_words(edition: Edition, record: Citable) -> str:
    """Return the replies of the firms named on the page of *record* in short, or a sentence that no reply is known."""
    match record:
        case Outlet():
            conclusion = verdict(edition, record)
            sentences = (*conclusion.answered, *conclusion.others_answered, *conclusion.replies)
        case Campaign():
            sentences = reply_sentences(edition, claims_on_campaign(edition, record))
        case Firm():
            sentences = reply_sentences(edition, claims_on_firm(edition, record))
    return " ".join(map(text_of, sentences))


def disputed(edition: Edition, record: Citable) -> str:
    """Return a sentence that *record* is disputed, or an empty text if it is not."""
    return edition.book.say(_DISPUTED) if record.state_name is StateName.DISPUTED else ""


def quote_of(edition: Edition, record: Citable, evidence: Evidence, item: EvidenceView) -> str:
    """Return a sentence to quote on an item of evidence: the whole claim, evidence that balances it, replies, and sources."""
    claim = _QUOTED % {"said": plain_text(item.claim)}
    weak = edition.book.say(_WEAK) if item.weight else ""
    inferred = edition.book.say(_INFERENCE) % {"text": plain_text(item.inference)} if item.inference else ""
    replies = item_replies_in_words(edition, record, evidence)
    notes = (claim, balance_in_words(edition, record, evidence), weak, inferred, replies, disputed(edition, record))
    return _framed(edition, record, " ".join(filter(None, notes)), sources_in_words(edition, item.citations))


def balance_in_words(edition: Edition, record: Citable, evidence: Evidence) -> str:
    """Return the claims in *record* that balance an item of evidence, quoted whole, or an empty text."""
    items = {item.id: item for item in evidence_of(record)}
    claims = (plain_text(prose(items[id].claim)) for id in evidence.balanced_by if id in items)
    return " ".join(edition.book.say(_BALANCED) % {"said": claim} for claim in claims)


def item_replies_in_words(edition: Edition, record: Citable, evidence: Evidence) -> str:
    """Return the replies of the firms that *evidence* accuses, or that statements based on it accuse, or an empty text."""
    accused = (Claim(item=evidence, holder=record),) if evidence.accuses else ()
    named = (
        Claim(said=Said(attribution, record))
        for attribution in (() if isinstance(record, Firm) else record.attributions)
        if evidence.id in attribution.evidence and is_accusing(Said(attribution, record))
    )
    return " ".join(map(text_of, reply_sentences(edition, (*accused, *named))))


def sources_in_words(edition: Edition, citations: Iterable[CitationView]) -> str:
    """Return the sources as one phrase, each with its date and, unless we read all of it, the part that we read."""
    return edition.book.list(_source(edition, citation) for citation in citations)


def _source(edition: Edition, citation: CitationView) -> str:
    via = edition.book.list(link.text for link in citation.via) if citation.via else ""
    known = citation.verification.label + (f": {via}" if via else "") if citation.verification.value != "full" else ""
    updated = edition.book.say(_UPDATED) % {"date": citation.updated.text} if citation.updated else ""
    dates = ", ".join(filter(None, (citation.date.text if citation.date else "", updated)))
    notes = "; ".join(filter(None, (dates, citation.note, known)))
    return f"{citation.publisher} ({notes})" if notes else citation.publisher

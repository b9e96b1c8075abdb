"""Sentences to quote: what the database records on a date, with who says so, never more than its sources say."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from masthead.addresses import defang
from masthead.citing.cited import in_line
from masthead.model import Campaign, Firm, Outlet
from masthead.prose import plain
from masthead.views.claims import CitationView, EvidenceView
from masthead.views.edition import NAME, Edition, text_of
from masthead.views.outlet import lead, replies_of
from masthead.views.verdict import verdict
from masthead.vocabulary import N_, Confidence, ReplyOutcome, StateName

Citable = Outlet | Firm | Campaign


def record_title(edition: Edition, record: Citable) -> str:
    """Return what citations call *record*: an outlet by its name and its address, defanged."""
    title, _ = edition.title(record)
    if isinstance(record, Outlet) and record.name:
        return f"{title} ({defang(record.host)})"
    return title


def plain_text(html: Markup) -> str:
    """Return what *html* says, in one line."""
    return in_line(html.striptags())


def quote(edition: Edition, record: Citable) -> str:
    """Return a sentence to quote on *record*; of a firm there is none, since what is said of it is another's."""
    match record:
        case Outlet():
            return _framed(edition, record, _verdict(edition, record))
        case Campaign():
            said = _QUOTED % {"said": in_line(plain(record.summary))}
            return _framed(edition, record, " ".join(filter(None, (said, disputed(edition, record)))))
        case _:
            return ""


_QUOTED = "“%(said)s”"
_AS_OF = N_("As of %(date)s, the %(name)s database records on %(record)s: %(said)s")
_UNDATED = N_("The %(name)s database records on %(record)s: %(said)s")
_AS_OF_CITING = N_("As of %(date)s, the %(name)s database records on %(record)s, citing %(sources)s: %(said)s")
_UNDATED_CITING = N_("The %(name)s database records on %(record)s, citing %(sources)s: %(said)s")
_CONFIDENCE = N_("(Confidence of that source, as this database reads it: %(confidence)s.)")
_NO_CONFIDENCE = N_("(That source states no degree of confidence.)")
_DISPUTED = N_("The record is disputed.")
_ANSWERED = N_("What those named have answered stands on the same page.")
_WEAK = N_("The database says that this proves little by itself.")


def _framed(edition: Edition, record: Citable, said: str, sources: str = "") -> str:
    """Return *said* after who says it, on what, and when."""
    with_date, without = (_AS_OF_CITING, _UNDATED_CITING) if sources else (_AS_OF, _UNDATED)
    date = edition.book.date(edition.date) if edition.date else ""
    pieces = {"date": date, "name": NAME, "record": record_title(edition, record), "said": said, "sources": sources}
    return in_line(edition.book.say(with_date if date else without) % pieces)


def _verdict(edition: Edition, outlet: Outlet) -> str:
    """Return the whole verdict as a quotation, and whether anybody has answered."""
    answered = any(reply.outcome.value == ReplyOutcome.ANSWERED for reply in replies_of(edition, outlet))
    said = _QUOTED % {"said": verdict_in_words(edition, outlet)}
    return f"{said} {edition.book.say(_ANSWERED)}" if answered else said


def verdict_in_words(edition: Edition, outlet: Outlet) -> str:
    """Return the verdict on *outlet*, never a part of it; where no operator is named, who lists it stands before."""
    found = verdict(edition, outlet)
    if found.confidence is None:
        return " ".join((text_of(lead(edition, outlet)), *map(text_of, (found.sentence, *found.others))))
    stated = found.confidence.value != Confidence.NOT_STATED
    sure = edition.book.say(_CONFIDENCE if stated else _NO_CONFIDENCE)
    sure = sure % {"confidence": found.confidence.label} if stated else sure
    return " ".join((text_of(found.sentence), sure, *map(text_of, found.others)))


def disputed(edition: Edition, record: Citable) -> str:
    """Return that somebody disputes *record*, if so."""
    is_so = record.state is not None and record.state.name is StateName.DISPUTED
    return edition.book.say(_DISPUTED) if is_so else ""


def quote_of(edition: Edition, record: Citable, item: EvidenceView) -> str:
    """Return a sentence to quote on an item of evidence: the claim whole, with the sources that carry it."""
    said = _QUOTED % {"said": plain_text(item.claim)}
    weak = edition.book.say(_WEAK) if item.weight else ""
    notes = (said, weak, disputed(edition, record))
    return _framed(edition, record, " ".join(filter(None, notes)), sources_in_words(edition, item.citations))


def sources_in_words(edition: Edition, citations: Iterable[CitationView]) -> str:
    """Return the sources in words, each with its date, and how it was read if not in full."""
    return edition.book.list(_source(edition, citation) for citation in citations)


def _source(edition: Edition, citation: CitationView) -> str:
    via = edition.book.list(link.text for link in citation.via) if citation.via else ""
    known = citation.verification.label + (f": {via}" if via else "") if citation.verification.value != "full" else ""
    notes = "; ".join(filter(None, (citation.date.text if citation.date else "", known)))
    return f"{citation.publisher} ({notes})" if notes else citation.publisher

"""Sentences on the statements of sources about a firm's role, made with the phrases of phrases.py.

A sentence is in the past tense, with the month of the statement, its author, and the author's own verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from masthead.edition.edition import Edition, Piece, Sentence, Words
from masthead.edition.safe_markdown import plain
from masthead.field_types.dates import PartialDate
from masthead.field_types.vocabulary import N_, NN_, Role, Stance, Verification
from masthead.model import Attribution, Campaign, Firm, Outlet, SetAttribution, Source
from masthead.relations.graph import Said, names_operator
from masthead.views.parts.phrases import BY_ROLE, BY_WORDING

# Translators: %(said)s is the rest of the sentence in the words of the record, in English.
_OWN_WORDS = N_("%(by)s %(said)s")
# Translators: %(date)s is a month with its year, or a year; %(sentence)s a whole sentence without its full stop.
_IN = N_("In %(date)s %(sentence)s")
# Translators: the statement is known at second hand: we have not read its source.
_THROUGH = N_("We know of this statement only from %(others)s.")
# Translators: %(counts)s are numbers in the words of the source, in English: “more than 100 sites”.
_COUNTED = N_("%(by)s spoke of %(counts)s")
# Translators: in the place of %(what)s in a verdict.
_THIS_SITE = N_("this site")
# Translators: in the place of %(what)s in a verdict.
_NAMED = NN_(
    "%(num)s domain named in connection with %(campaign)s", "%(num)s domains named in connection with %(campaign)s"
)
# Translators: in the place of %(what)s in a verdict.
_SITES_OF = N_("the sites of %(campaign)s")
# Translators: the full stop of a sentence.
_FULL_STOP = N_(".")
_CLAUSE_END = ",،、，"
"""The commas that close a clause, which have no place at the end of a sentence."""


def statement(
    edition: Edition, said: Said, what: Sentence, *, by: Words | None = None, firm: Sentence | None = None
) -> Sentence:
    """Return *said*, a statement about *what*, as a whole sentence: when, who, with which verb, about which firm.

    *by* and *firm* replace the names of the source and the firm; if *by* is given, the sentence leaves out the month.
    """
    attribution = said.attribution
    if attribution.said:
        words = edition.recorded(attribution.said)
        own = edition.sentence(_OWN_WORDS, by=by or edition.by(attribution.by), said=words)
        return finished(edition, own if by else _dated(edition, attribution, own))
    pieces: dict[str, Piece] = {
        "by": by or edition.by(attribution.by),
        "firm": firm or (edition.firm(attribution.firm) if attribution.firm else Words("")),
        "what": what,
        "role": Words(edition.book.label(attribution.role)),
    }
    message, clause = _messages(attribution)
    worded = edition.sentence(message, **pieces, clause=edition.sentence(clause, **pieces) if clause else "")
    return finished(edition, worded if by else _dated(edition, attribution, worded))


def _messages(attribution: Attribution) -> tuple[str, str]:
    """Return the sentence that says *attribution*, and the clause on the role in it, if it has one."""
    of_role, of_wording = BY_ROLE[attribution.role], BY_WORDING[attribution.wording]
    match attribution.stance:
        case Stance.DENIES:
            return (of_wording.denied, "") if of_wording.denied else (of_wording.with_clause, of_role.denied)
        case Stance.CANNOT_SAY:
            return of_role.cannot_say_who if attribution.firm is None else of_role.cannot_say_whether, ""
    is_of_part = isinstance(attribution, SetAttribution) and attribution.part and attribution.role is Role.OPERATOR
    whole = (of_wording.of_part if is_of_part else "") or of_wording.sentence(attribution.role)
    return (whole, "") if whole else (of_wording.with_clause, of_role.asserted)


def _dated(edition: Edition, attribution: Attribution, sentence: Sentence) -> Sentence:
    """Return *sentence* with the month of the statement, or its year if no month is known; as it is if undated."""
    date = attribution.date or edition.graph.sources[attribution.by].date
    if date is None:
        return sentence
    return edition.sentence(_IN, date=edition.book.date(PartialDate(date.year, date.month)), sentence=sentence)


def finished(edition: Edition, sentence: Sentence) -> Sentence:
    """Return *sentence* with a capital first letter and one full stop, even after a name such as “Co., Ltd.”."""
    first, *rest = sentence
    words = [replace(first, text=first.text[:1].upper() + first.text[1:]), *rest]
    while words[-1].text in _CLAUSE_END:  # it would close a clause, but the sentence ends here
        words.pop()
    words[-1] = replace(words[-1], text=words[-1].text.rstrip(_CLAUSE_END))
    stop = edition.book.say(_FULL_STOP)
    return tuple(words) if words[-1].text.endswith((".", "…", stop)) else (*words, Words(stop))


def source_again(edition: Edition, said: Said) -> Words:
    """Return how a later sentence names the source of *said*: by its short name, without a link."""
    return Words(edition.short_source(edition.graph.sources[said.attribution.by]))


def through(edition: Edition, attribution: Attribution) -> Iterable[Sentence]:
    """Yield a sentence on the sources through which a statement is known, if its own source was not read."""
    sources = known_through(edition, attribution)
    if sources:
        yield edition.sentence(_THROUGH, others=edition.book.list(map(edition.short_source, sources)))


def known_through(edition: Edition, attribution: Attribution) -> tuple[Source, ...]:
    """Return the sources through which a statement is known; empty if its own source was read."""
    source = edition.graph.sources[attribution.by]
    if source.verification is not Verification.CITED and not attribution.via:
        return ()
    return tuple(edition.graph.sources[id] for id in attribution.via or source.via)


def reservation(edition: Edition, attribution: Attribution) -> Iterable[Sentence]:
    """Yield the reservation of the source, against a wider reading of its statement, if there is one.

    Records begin it with “It”. After a sentence that ends with the name of a firm, “It” would mean the firm, so the
    source is named again.
    """
    if attribution.reservation:
        text = " ".join(plain(attribution.reservation).split())
        by = edition.graph.sources[attribution.by].short_name
        yield finished(edition, (edition.recorded(f"{by}{text[2:]}" if text.startswith("It ") else text),))


_UP_TO_NUMBER = re.compile(r".*\d")
"""A count with a word before it, such as “more than 600”, without what is counted."""


def counted(edition: Edition, attribution: Attribution) -> Iterable[Sentence]:
    """Yield a sentence on the number of sites that the source gives, unless its statement or reservation has it."""
    known = f"{attribution.said} {attribution.reservation} {getattr(attribution, 'part', '')}"
    number = _UP_TO_NUMBER.match(attribution.counts or "")
    if attribution.counts and not _contains(known, number[0] if number else attribution.counts):
        by = Words(edition.short_source(edition.graph.sources[attribution.by]))
        counts = edition.recorded(attribution.counts)
        yield finished(edition, edition.sentence(_COUNTED, by=by, counts=counts))


def _contains(text: str, words: str) -> bool:
    """Return whether *text* has *words*, and not only as a part of a longer word or number."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w|,\d)", text) is not None


def what_of(edition: Edition, said: Said, on: Outlet | None = None) -> Sentence:
    """Return the subject of a statement in words; *on* is the outlet whose page prints it, None on other pages."""
    attribution, about = said.attribution, said.about
    if isinstance(about, Firm):
        return (edition.words(about, edition.in_sentence(about)),)
    if isinstance(about, Outlet):
        return (Words(edition.book.say(_THIS_SITE)),) if on is not None else (edition.words(about),)
    return _what_of_set(edition, attribution, about, on)


def _what_of_set(edition: Edition, attribution: Attribution, about: Campaign, on: Outlet | None) -> Sentence:
    named = attribution.concerns if isinstance(attribution, SetAttribution) else ()
    if isinstance(attribution, SetAttribution) and attribution.part:
        return (edition.recorded(attribution.part),)
    if named and on is not None:
        return (Words(edition.book.say(_THIS_SITE)),)
    if named:
        text = edition.book.plural(*_NAMED, len(named), campaign=about.name)
        return (Words(text, edition.link(about).path),)
    asserts_operator = attribution.role is Role.OPERATOR and attribution.stance is Stance.ASSERTS
    # A source attributes, links or lists the campaign itself; a clause after any other verb is about its sites.
    by_name = asserts_operator and BY_WORDING[attribution.wording].sentence(Role.OPERATOR)
    return (edition.words(about),) if by_name else edition.sentence(_SITES_OF, campaign=edition.words(about))


def behind(edition: Edition, attribution: Attribution) -> Said | None:
    """Return the statement of the same source on who operates the firm that *attribution* names, or None."""
    firm = edition.graph.firms.get(attribution.firm or "")
    relations = firm.relations if firm else ()
    parent = next((each for each in relations if each.by == attribution.by and names_operator(each)), None)
    return Said(parent, firm) if parent and firm else None


def account(edition: Edition, said: Said, what: Sentence) -> Iterator[Sentence]:
    """Yield a statement about *what*, the sources it is known through, its reservation, and the firm behind its firm."""
    yield statement(edition, said, what)
    yield from through(edition, said.attribution)
    yield from reservation(edition, said.attribution)
    parent = behind(edition, said.attribution) if said.attribution.role is Role.OPERATOR else None
    if parent and said.attribution.stance is Stance.ASSERTS:
        yield statement(edition, parent, what_of(edition, parent), by=source_again(edition, said))


def is_asserted(said: Said) -> bool:
    """Return whether the source says that the firm has the role, rather than denying it or leaving it open."""
    return said.attribution.stance is Stance.ASSERTS


def role_order(said: Said) -> int:
    """Return the key that sorts statements by role, the weightiest first."""
    return list(Role).index(said.attribution.role)


def by_date(edition: Edition, said: Said) -> tuple[str, str]:
    """Return the key that sorts statements by date, the earliest first; undated statements come last."""
    date = said.attribution.date or edition.graph.sources[said.attribution.by].date
    return str(date or "9999"), said.attribution.by

"""The claims without a known reply, and our requests for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from masthead.edition.edition import Edition, Sentence
from masthead.field_types.vocabulary import N_, NN_
from masthead.model import Firm
from masthead.views.parts.claims_on_firms import Claim
from masthead.views.parts.statements import finished

_AND = " and "
# Translators: what is between the items of a list that are lists themselves; with the space after it, if your language
# has one there.
_SEMICOLON = N_("; ")
# Translators: we know of no reply; there may be one. It must not sound like an admission.
_NONE = N_("We know of no reply by %(firms)s to this.")
# Translators: we know of no reply; there may be one. %(firms)s is “A, B or C”, %(by)s the sources of the claim.
_NONE_TO = N_("We know of no reply by %(firms)s to what %(by)s said.")
# Translators: as before, of sources to which the firms replied on another matter only.
_NONE_TO_REST = N_("We know of no reply by %(firms)s to what else %(by)s said.")
# Translators: this database has not asked for a reply, after a sentence that we know of none.
_NOT_ASKED = N_("We have not asked for one.")
# Translators: as before, after a sentence on somebody whom we had a reason not to ask; the number is that of the others.
_OTHERS_NOT_ASKED = NN_("We have not asked the other for a reply.", "We have not asked the others for a reply.")
# Translators: %(why)s is a reason, in English.
_NOT_ASKED_WHY = N_("We have not asked %(firm)s: %(why)s")
# Translators: this database asked for a reply; %(channel)s is how, in English: “by email”.
_ASKED = N_("We asked %(firm)s on %(date)s, %(channel)s.")


def unanswered(edition: Edition, claims: tuple[Claim, ...], *, after: bool) -> tuple[Sentence, ...]:
    """Return sentences on the claims without a known reply, by firms and speakers, and on whether we asked the firms.

    If they come *after* the claims, “this” is enough for a single statement; elsewhere they say whose it is.
    """
    pairs = [(claim, edition.graph.firms[id]) for claim in claims for id in claim.firms]
    answered = _answered(pair for pair in pairs if pair[0].is_accusation)
    commented = _answered(pairs) - answered
    sources = [voice for voice, _ in (*answered, *commented) if voice in edition.graph.sources]
    # A firm may have answered a source on another page: readers must not take that source for one without a reply.
    sources += (answer.source for _, firm in pairs for reply in firm.replies for answer in reply.answers)
    silence, rest = _Silence(dict), _Silence(dict)
    dates: dict[str, str] = {}
    unheard = [pair for pair in pairs if pair[0].is_accusation and answered.isdisjoint(_asked(*pair))]
    all_sources = [*sources, *(source for claim, _ in unheard for source in claim.sources)]
    for claim, firm in unheard:  # of the others, the reply is shown
        is_silent = commented.isdisjoint(_asked(claim, firm))
        for speaker, date in claim.speakers(edition, dict.fromkeys(sources if is_silent else all_sources)):
            (silence if is_silent else rest)[speaker][firm.id] = None
            dates[speaker] = min(date, dates.get(speaker, date))
    firms = dict.fromkeys(id for of_speaker in (*silence.values(), *rest.values()) for id in of_speaker)
    if not firms:
        return ()
    if after and len(claims) == 1 and claims[0].said:
        return (edition.sentence(_NONE, firms=_names(edition, firms)), *_requests(edition, firms))
    sentences = (*_none_to(edition, _NONE_TO, silence, dates), *_none_to(edition, _NONE_TO_REST, rest, dates))
    return (*sentences, *_requests(edition, firms))


_Silence = defaultdict[str, dict[str, None]]
"""The IDs of the firms of which no reply to a speaker is known, by the name of the speaker."""


def _asked(claim: Claim, firm: Firm) -> list[tuple[str, str]]:
    """Return the speakers of *claim*, each with the ID of *firm*, which could reply to them."""
    return [(voice, firm.id) for voice in claim.voices]


def _answered(pairs: Iterable[tuple[Claim, Firm]]) -> set[tuple[str, str]]:
    """Return the speakers that a firm has answered, each with the ID of the firm."""
    return {
        (voice, firm.id)
        for claim, firm in pairs
        for voice in claim.voices
        if any(claim.is_answered_by(reply, firm) for reply in firm.replies)
    }


def _none_to(
    edition: Edition, message: str, silence: Mapping[str, Mapping[str, None]], dates: Mapping[str, str]
) -> Iterator[Sentence]:
    """Yield *message* for each group of firms, with the speakers that have no known reply from them, the earliest first."""
    groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for speaker, firms in silence.items():
        groups[tuple(firms)].append(speaker)
    for names, speakers in groups.items():
        by = _list(edition, sorted(speakers, key=dates.__getitem__))
        yield edition.sentence(message, firms=_names(edition, names), by=by)


def _list(edition: Edition, speakers: Sequence[str]) -> str:
    """Return *speakers* as one phrase, with semicolons between them if one of them is itself a list."""
    if len(speakers) > 1 and any(_AND in speaker for speaker in speakers):
        return edition.book.say(_SEMICOLON).join(map(edition.book.isolated, speakers))
    return edition.book.list(speakers)


def _names(edition: Edition, firms: Iterable[str]) -> str:
    return edition.book.alternatives(edition.in_sentence(edition.graph.firms[id]) for id in firms)


def _requests(edition: Edition, firms: Iterable[str]) -> Iterator[Sentence]:
    """Yield when and how we asked *firms*, or that we have not asked, and why."""
    records = [edition.graph.firms[id] for id in firms]
    asked = [(firm, request) for firm in records for request in firm.requests]
    for firm, request in asked:
        date = edition.book.date(request.date)
        channel = edition.recorded(request.channel)
        yield edition.sentence(_ASKED, firm=edition.in_sentence(firm), date=date, channel=channel)
    if not asked:
        for firm in records:
            if firm.not_asked:
                why = edition.recorded(firm.not_asked)
                yield finished(edition, edition.sentence(_NOT_ASKED_WHY, firm=edition.in_sentence(firm), why=why))
        others = sum(not firm.not_asked for firm in records)
        if others:
            all_alike = others == len(records)
            yield edition.sentence(_NOT_ASKED if all_alike else edition.book.plural(*_OTHERS_NOT_ASKED, others))

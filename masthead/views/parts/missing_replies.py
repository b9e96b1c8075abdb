"""The claims without a known reply, and our requests for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from masthead.edition.edition import Edition, Sentence
from masthead.field_types.vocabulary import N_, NN_
from masthead.views.parts.claims_on_firms import Claim
from masthead.views.parts.statements import finished

# Translators: we know of no reply; there may be one. It must not sound like an admission.
_NONE = N_("No reply by %(firms)s to this is known to us.")
# Translators: we know of no reply; there may be one. %(firms)s is “A, B or C”, %(by)s the sources of the claim.
_NONE_TO = N_("No reply by %(firms)s to what %(by)s said is known to us.")
# Translators: this database has not asked for a reply.
_NOT_ASKED = NN_("We have not asked the firm.", "We have not asked the firms.")
# Translators: %(why)s is a reason, in English.
_NOT_ASKED_WHY = N_("We have not asked %(firm)s: %(why)s")
# Translators: this database asked for a reply; %(channel)s is how, in English: “by email”.
_ASKED = N_("We asked %(firm)s on %(date)s, %(channel)s.")


def unanswered(edition: Edition, claims: tuple[Claim, ...], *, after: bool) -> tuple[Sentence, ...]:
    """Return sentences on the claims without a known reply, by firms and speakers, and on whether we asked the firms.

    If they come *after* the claims, “this” is enough for a single statement; elsewhere they say whose it is.
    """
    unanswered_firms: defaultdict[str, dict[str, None]] = defaultdict(dict)
    pairs = [(claim, edition.graph.firms[id]) for claim in claims for id in claim.firms]
    answered = {
        (voice, firm.id)
        for claim, firm in pairs
        for voice in claim.voices
        if any(claim.is_answered_by(reply, firm) for reply in firm.replies)
    }
    sources = [voice for voice, _ in answered if voice in edition.graph.sources]
    for claim, firm in pairs:
        if not any((voice, firm.id) in answered for voice in claim.voices):  # otherwise the reply is shown
            for speaker in claim.speakers(edition, sources):
                unanswered_firms[speaker][firm.id] = None
    firms = dict.fromkeys(id for of_speaker in unanswered_firms.values() for id in of_speaker)
    if not unanswered_firms:
        return ()
    if after and len(claims) == 1 and claims[0].said:
        return (edition.sentence(_NONE, firms=_names(edition, firms)), *_requests(edition, firms))
    return (*_none_to(edition, unanswered_firms), *_requests(edition, firms))


def _none_to(edition: Edition, unanswered_firms: Mapping[str, Mapping[str, None]]) -> Iterator[Sentence]:
    """Yield a sentence for each group of firms, with the speakers that have no known reply from them."""
    groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for speaker, firms in unanswered_firms.items():
        groups[tuple(firms)].append(speaker)
    for names, speakers in groups.items():
        yield edition.sentence(_NONE_TO, firms=_names(edition, names), by=edition.book.list(speakers))


def _names(edition: Edition, firms: Iterable[str]) -> str:
    return edition.book.alternatives(edition.short(edition.graph.firms[id]) for id in firms)


def _requests(edition: Edition, firms: Iterable[str]) -> Iterator[Sentence]:
    """Yield when and how we asked *firms*, or that we have not asked, and why."""
    records = [edition.graph.firms[id] for id in firms]
    asked = [(firm, request) for firm in records for request in firm.requests]
    for firm, request in asked:
        date = edition.book.date(request.date)
        channel = edition.recorded(request.channel)
        yield edition.sentence(_ASKED, firm=edition.short(firm), date=date, channel=channel)
    if not asked:
        if not all(firm.not_asked for firm in records):
            yield edition.sentence(edition.book.plural(*_NOT_ASKED, len(records)))
        for firm in records:
            if firm.not_asked:
                why = edition.recorded(firm.not_asked)
                yield finished(edition, edition.sentence(_NOT_ASKED_WHY, firm=edition.short(firm), why=why))

"""The verdict: the sentence on top of an outlet's page, made from its attributions by these rules.

1. Of the attributions that name an operator, the surest speaks: by confidence, then by the
   verb of the source, then its own before its campaign's, then the earlier, then by source.
2. The sentence has its author first, and the verb that the source uses, never a stronger one.
3. If another source names another operator, a second sentence says so, with the firm that the
   same source puts behind that operator, if it does. What it says of a campaign as a whole, it
   is not made to say of the outlet.
4. If a source says that a firm which is named here does not operate it, or that it cannot say who does, a sentence
   says so.
5. Of a source that is known only through others, a sentence says through whom.
6. If no source names one, the sentence says that.
7. If the record, a firm that is named or the campaign is disputed, the last sentence says which.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from masthead.graph import Said
from masthead.model import Attribution, Campaign, Outlet
from masthead.views.attributions import behind, by_date
from masthead.views.claims import meaning
from masthead.views.edition import Edition, Meaning, Sentence, When, Words, path_of
from masthead.vocabulary import N_, Confidence, Role, Stance, StateName, Verification, Wording


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who is said to run an outlet, by whom and how surely; without an operator only the first sentence."""

    sentence: Sentence
    others: tuple[Sentence, ...] = ()
    confidence: Meaning | None = None
    wording: Meaning | None = None
    date: When | None = None
    basis: tuple[Meaning, ...] = ()
    of_set: str = ""


_PLAIN = N_("According to %(by)s, it is operated by %(firm)s")
_SENTENCES = {
    Wording.ASSESSES: N_("%(by)s assesses that it is operated by %(firm)s"),
    Wording.BELIEVES: N_("%(by)s believes that it is operated by %(firm)s"),
    Wording.CLAIMS: N_("%(by)s claims that it is operated by %(firm)s"),
    Wording.SUGGESTS: N_("%(by)s suggests that it is operated by %(firm)s"),
    Wording.REPORTS: N_("%(by)s reports that it is said to be operated by %(firm)s"),
    Wording.LINKS: N_("%(by)s links it to %(firm)s"),
}
_AS_PART = N_(" as part of %(campaign)s.")
_OTHER = N_("%(by)s names another operator: %(firm)s.")
_OTHER_SAID = N_("%(by)s names another operator: %(firm)s, which it says is operated in turn by %(parent)s.")
_OTHER_BELIEVED = N_("%(by)s names another operator: %(firm)s, which it believes to be operated in turn by %(parent)s.")
_WHOLE = N_("Of %(campaign)s as a whole, ")
_THROUGH = N_("What %(by)s says is known here only through %(others)s.")
_DENIED = N_("%(by)s says that %(firm)s does not operate it.")
_DENIED_SOMEHOW = {
    Wording.ASSESSES: N_("%(by)s assesses that %(firm)s does not operate it."),
    Wording.BELIEVES: N_("%(by)s believes that %(firm)s does not operate it."),
    Wording.CLAIMS: N_("%(by)s claims that %(firm)s does not operate it."),
    Wording.SUGGESTS: N_("%(by)s suggests that %(firm)s does not operate it."),
    Wording.REPORTS: N_("%(by)s reports that %(firm)s is said not to operate it."),
    Wording.VIEWS_AS_DISTINCT: N_("%(by)s views %(firm)s as distinct from it."),
}
_CANNOT_SAY_WHO = N_("%(by)s cannot say who operates it.")
_CANNOT_SAY_WHETHER = N_("%(by)s cannot say whether %(firm)s operates it.")
_DISPUTED = N_("The record is disputed.")
_DISPUTED_OTHER = N_("The record of %(name)s is disputed.")
_NOBODY = N_("No source in this database names who operates it.")


def verdict(edition: Edition, outlet: Outlet) -> Verdict:
    """Return the verdict on *outlet*."""
    ranked = sorted(edition.graph.operators_of(outlet), key=lambda said: _rank(edition, said))
    if not ranked:
        return Verdict(edition.sentence(_NOBODY), tuple(_disputes(edition, outlet, ())))
    first = ranked[0].attribution
    source = edition.graph.sources[first.by]
    return Verdict(
        sentence=_sentence(edition, ranked[0]),
        others=(
            *_through(edition, first),
            *_others(edition, ranked),
            *_doubts(edition, outlet, ranked),
            *_disputes(edition, outlet, ranked),
        ),
        confidence=meaning(edition, first.confidence),
        wording=meaning(edition, first.wording),
        date=edition.when(first.date or source.date),
        basis=tuple(meaning(edition, basis) for basis in first.basis),
        of_set=edition.title(ranked[0].about)[0] if ranked[0].is_of_whole else "",
    )


def _rank(edition: Edition, said: Said) -> tuple[int, int, bool, str, str]:
    """Return what sorts the surest attribution first."""
    one = said.attribution
    date = one.date or edition.graph.sources[one.by].date
    confidence, wording = list(Confidence).index(one.confidence), list(Wording).index(one.wording)
    return confidence, wording, isinstance(said.about, Campaign), str(date or "9999"), one.by


def _sentence(edition: Edition, said: Said) -> Sentence:
    one = said.attribution
    assert one.firm is not None  # noqa: S101 - operators_of gives no other
    opening = edition.sentence(_SENTENCES.get(one.wording, _PLAIN), by=edition.by(one.by), firm=edition.firm(one.firm))
    if isinstance(said.about, Campaign):
        return _finished(opening + edition.sentence(_AS_PART, campaign=edition.words(said.about)))
    return _finished(opening + edition.sentence("."))


def _finished(sentence: Sentence) -> Sentence:
    """Return *sentence* with a capital in front and one full stop at the end, also after a name such as “Co., Ltd.”."""
    first, *rest = sentence
    *_, before, last = sentence
    if last.text == "." and before.text.endswith("."):
        rest.pop()
    return (replace(first, text=first.text[:1].upper() + first.text[1:]), *rest)


def _others(edition: Edition, ranked: Iterable[Said]) -> Iterable[Sentence]:
    """Yield a sentence for each further firm that a source names, by the surest that names it."""
    named: set[str] = set()
    for said in ranked:
        one = said.attribution
        if one.firm and named and one.firm not in named:
            yield _finished(_bounds(edition, said) + _other(edition, one, one.firm))
            yield from _through(edition, one)
        named.add(one.firm or "")


def _bounds(edition: Edition, said: Said) -> Sentence:
    """Return the opening that says of what campaign as a whole something is said, if it is."""
    return edition.sentence(_WHOLE, campaign=edition.words(said.about)) if said.is_of_whole else ()


def _doubts(edition: Edition, outlet: Outlet, ranked: Iterable[Said]) -> Iterable[Sentence]:
    """Yield a sentence for each source that does not see a firm that is named here as the operator."""
    named = {said.attribution.firm for said in ranked}
    for said in sorted(edition.graph.attributions_of(outlet), key=lambda said: by_date(edition, said)):
        one = said.attribution
        of_operator = one.role is Role.OPERATOR and one.stance is not Stance.ASSERTS
        if of_operator and (one.firm is None or one.firm in named):
            firm = edition.firm(one.firm) if one.firm else Words("")
            yield _finished(_bounds(edition, said) + edition.sentence(_doubt(one), by=edition.by(one.by), firm=firm))
            yield from _through(edition, one)


def _doubt(one: Attribution) -> str:
    if one.stance is Stance.DENIES:
        return _DENIED_SOMEHOW.get(one.wording, _DENIED)
    return _CANNOT_SAY_WHETHER if one.firm else _CANNOT_SAY_WHO


def _disputes(edition: Edition, outlet: Outlet, ranked: Iterable[Said]) -> Iterable[Sentence]:
    """Yield that the record is disputed, or what the verdict rests on."""
    if outlet.state_name is StateName.DISPUTED:
        yield edition.sentence(_DISPUTED)
    about = [said.about for said in ranked if isinstance(said.about, Campaign)]
    firms = [edition.graph.firms[said.attribution.firm] for said in ranked if said.attribution.firm]
    named = {path_of(record): record for record in (*firms, *about)}
    for record in named.values():
        if record.state_name is StateName.DISPUTED:
            yield edition.sentence(_DISPUTED_OTHER, name=edition.words(record))


def _through(edition: Edition, one: Attribution) -> Iterable[Sentence]:
    """Yield through whom the source of *one* is known, if it was not read itself."""
    source = edition.graph.sources[one.by]
    if source.verification is Verification.CITED and source.via:
        others = edition.book.list(edition.graph.sources[id].short_name for id in source.via)
        yield edition.sentence(_THROUGH, by=edition.by(one.by), others=others)


def _other(edition: Edition, one: Attribution, firm: str) -> Sentence:
    """Return the sentence that a source names *firm* too, and whom it puts behind that firm."""
    pieces = {"by": edition.by(one.by), "firm": edition.firm(firm)}
    if one.wording in _SENTENCES:
        return edition.sentence(_SENTENCES[one.wording], **pieces) + edition.sentence(".")
    parent = behind(edition, one)
    message = _behind(parent.wording) if parent else _OTHER
    if parent is None or parent.firm is None or message == _OTHER:
        return edition.sentence(_OTHER, **pieces)
    return edition.sentence(message, **pieces, parent=edition.firm(parent.firm))


def _behind(wording: Wording) -> str:
    """Return the sentence that says no more of the firm behind another than *wording* does."""
    if wording in (Wording.ASSESSES, Wording.BELIEVES):
        return _OTHER_BELIEVED
    return _OTHER if wording in _SENTENCES else _OTHER_SAID

"""Where sources differ on a firm's role: a passage for each question, made from the attributions by these rules.

1. Two sources differ if one says that a firm has a role, and the other that it has not, or that it cannot say who has.
2. On who operates something, they also differ if each names firms of which the other names none; a firm that a source
   puts behind the one that it names counts as named by it. In any other role there may be several firms: to name one
   denies no other. Nor does it deny a link to view two firms as distinct.
3. Each speaks for itself, the earliest first, in the sentence that stands for its statement everywhere, with its
   reservations. Which of them is right the passage does not say.
4. What is said of a whole campaign is said of its outlets too; what is said of a part that nobody listed is apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from masthead.edition.edition import Edition, Sentence, Words
from masthead.field_types.vocabulary import N_, Role, Stance, Wording
from masthead.model import Firm, Outlet, Record, SetAttribution
from masthead.relations.graph import Said
from masthead.views.parts.statements import account, behind, by_date, finished, what_of

_QUESTIONS = {
    Role.OPERATOR: N_("Sources disagree on who operated %(what)s"),
    Role.RELATED: N_("Sources disagree on whether %(firm)s had links with %(what)s"),
}
_QUESTION_OTHERWISE = N_("Sources disagree on whether %(firm)s had the role “%(role)s” for %(what)s")

Scope = tuple[str, tuple[str, ...], str]


def differences(edition: Edition, statements: Iterable[Said], on: Outlet | None = None) -> tuple[Sentence, ...]:
    """Return a passage for each question on which *statements* differ; *on* is the outlet that all of them cover."""
    return tuple(_passage(edition, one, opposed, on) for one, opposed in _questions(edition, tuple(statements), on))


def differences_on(edition: Edition, firm: Firm) -> tuple[Sentence, ...]:
    """Return where sources differ on a role of *firm* for what other records are about, whoever else is named.

    Outlets are left out: the page of each says so itself, and there may be thousands.
    """
    about = dict.fromkeys(
        (type(said.about), said.about.id) for said in edition.graph.statements_by_firm.get(firm.id, ())
    )
    found: list[Sentence] = []
    for kind, id in about:
        for one, opposed in _questions(edition, tuple(_said_on(edition, kind, id)), None):
            if any(said.attribution.firm == firm.id for said in opposed):
                found.append(_passage(edition, one, opposed, None))
    return tuple(found)


def _said_on(edition: Edition, kind: type[Record], id: str) -> Iterator[Said]:
    """Yield what is said on a campaign or a firm."""
    if kind is Firm:
        firm = edition.graph.firms[id]
        yield from (Said(relation, firm) for relation in firm.relations)
    elif kind is not Outlet:
        campaign = edition.graph.campaigns[id]
        yield from (Said(attribution, campaign) for attribution in campaign.attributions)


def _questions(edition: Edition, statements: tuple[Said, ...], on: Outlet | None) -> Iterator[tuple[Said, list[Said]]]:
    """Yield the statements that are opposed to each other on a question, after one that has its bounds."""
    for scope, within in _by_scope(statements, on).items():
        for of_question in _by_question(within):
            opposed = [
                one for one in of_question if any(_differ(edition, one, other, of_question) for other in of_question)
            ]
            own = next((one for one in opposed if on is not None or _scope(one) == scope), None)
            if own is not None:
                yield own, opposed


def _by_scope(statements: tuple[Said, ...], on: Outlet | None) -> dict[Scope, list[Said]]:
    """Return *statements* by what they are about; what is said of a whole is among what is said of a listed part."""
    if on is not None:
        return {(on.id, (), ""): list(statements)}
    scopes = dict.fromkeys(map(_scope, statements))
    return {
        scope: [said for said in statements if _scope(said) in (scope, ("" if scope[2] else scope[0], (), ""))]
        for scope in scopes
    }


def _scope(said: Said) -> Scope:
    attribution = said.attribution
    if isinstance(attribution, SetAttribution):
        return said.about.id, attribution.concerns, attribution.part or ""
    return said.about.id, (), ""


def _by_question(statements: list[Said]) -> Iterator[list[Said]]:
    """Yield the statements on who operates, and for each further role and firm those on whether it has the role."""
    for role in Role:
        of_role = [said for said in statements if said.attribution.role is role]
        firms = dict.fromkeys(said.attribution.firm for said in of_role if said.attribution.firm)
        if role is Role.OPERATOR:
            yield of_role
        else:
            yield from ([said for said in of_role if said.attribution.firm in (None, firm)] for firm in firms)


def _differ(edition: Edition, one: Said, other: Said, among: list[Said]) -> bool:
    """Return whether two statements contradict each other."""
    first, second = one.attribution, other.attribution
    distinct = first.role is Role.RELATED and Wording.VIEWS_AS_DISTINCT in (first.wording, second.wording)
    if first.by == second.by or distinct:
        return False
    if first.stance is Stance.ASSERTS and second.stance is Stance.ASSERTS:
        return not _named_by(edition, first.by, among) & _named_by(edition, second.by, among)
    asserted, doubted = (first, second) if first.stance is Stance.ASSERTS else (second, first)
    is_doubt = asserted.stance is Stance.ASSERTS and doubted.stance is not Stance.ASSERTS
    return is_doubt and doubted.firm in (None, asserted.firm)


def _named_by(edition: Edition, source: str, among: list[Said]) -> set[str | None]:
    """Return the firms that *source* names, with those that it puts behind them."""
    said = [one.attribution for one in among if one.attribution.by == source]
    named = [one for one in said if one.stance is Stance.ASSERTS]
    parents = (behind(edition, one) for one in named)
    return {*(one.firm for one in named), *(parent.attribution.firm for parent in parents if parent)}


def _passage(edition: Edition, one: Said, opposed: list[Said], on: Outlet | None) -> Sentence:
    """Return the question on which sources differ, and the answer of each."""
    named = next((said.attribution.firm for said in opposed if said.attribution.firm), None)
    question = edition.sentence(
        _QUESTIONS.get(one.attribution.role, _QUESTION_OTHERWISE),
        what=what_of(edition, _stated(one), on),
        firm=edition.firm(named) if named else Words(""),
        role=edition.book.label(one.attribution.role),
    )
    answers = (
        sentence
        for said in sorted(opposed, key=lambda said: by_date(edition, said))
        for sentence in account(edition, said, what_of(edition, said, on))
    )
    return (*finished(question), *(piece for answer in answers for piece in (Words(" "), *answer)))


def _stated(said: Said) -> Said:
    """Return *said* with a verb that speaks of sites, as the question does."""
    return replace(said, attribution=said.attribution.model_copy(update={"wording": Wording.STATES}))

"""Where sources differ on a firm's role: a passage for each question, made from the attributions by these rules.

1. Two sources differ if one says that a firm has a role, and the other that it has not, or that it cannot say who has.
2. On who operates something, they also differ if each names firms of which the other names none; a firm that a source
   puts behind the one that it names counts as named by it. In any other role there may be several firms: to name one
   denies no other. Nor does it deny a link to view two firms as distinct.
3. The question is about a firm if all name the same one, and a source that denies or cannot say is quoted with whom it
   names itself. Each speaks for itself, the earliest first, in the sentence that stands for its statement everywhere, with its
   reservations. Which of them is right the passage does not say.
4. What is said of a whole campaign is said of its outlets too; what is said of a part that nobody listed is apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from masthead.edition.edition import Edition, Sentence, Words
from masthead.field_types.vocabulary import N_, Role, Stance, Wording
from masthead.model import Firm, Outlet, Record, SetAttribution
from masthead.relations.graph import Said
from masthead.views.parts.statements import account, behind, by_date, finished, is_asserted, what_of

_QUESTIONS = {
    Role.OPERATOR: N_("Sources differ on who operated %(what)s"),
    Role.RELATED: N_("Sources differ on whether %(firm)s had links with %(what)s"),
}
_QUESTION_OF_OPERATOR = N_("Sources differ on whether %(firm)s operated %(what)s")
_QUESTION_OTHERWISE = N_("Sources differ on whether %(firm)s had the role “%(role)s” for %(what)s")

Scope = tuple[str, tuple[str, ...], str]


def differences(edition: Edition, statements: Iterable[Said], on: Outlet | None = None) -> tuple[Sentence, ...]:
    """Return a passage for each question on which *statements* differ; *on* is the outlet that all of them cover."""
    return tuple(_passage(edition, question, on) for question in _questions(edition, tuple(statements), on))


def differences_on(edition: Edition, firm: Firm) -> tuple[Sentence, ...]:
    """Return where sources differ on a role of *firm* for what other records are about, whoever else is named.

    Outlets are left out: the page of each says so itself, and there may be thousands.
    """
    about = dict.fromkeys(
        (type(said.about), said.about.id) for said in edition.graph.statements_by_firm.get(firm.id, ())
    )
    return tuple(
        _passage(edition, question, None)
        for kind, id in about
        for question in _questions(edition, tuple(_said_on(edition, kind, id)), None)
        if firm.id in question.firms
    )


def _said_on(edition: Edition, kind: type[Record], id: str) -> Iterator[Said]:
    """Yield what is said on a campaign or a firm."""
    if kind is Firm:
        firm = edition.graph.firms[id]
        yield from (Said(relation, firm) for relation in firm.relations)
    elif kind is not Outlet:
        campaign = edition.graph.campaigns[id]
        yield from (Said(attribution, campaign) for attribution in campaign.attributions)


@dataclass(frozen=True, slots=True)
class Question:
    """A question on which sources differ: a statement with its bounds, those that are opposed, and what belongs beside."""

    bounds: Said
    opposed: tuple[Said, ...]
    beside: tuple[Said, ...]
    """Whom a source that denies or cannot say names itself."""

    @property
    def firms(self) -> set[str | None]:
        """The firms that the opposed statements name."""
        return {said.attribution.firm for said in self.opposed}


def _questions(edition: Edition, statements: tuple[Said, ...], on: Outlet | None) -> Iterator[Question]:
    """Yield the questions on which *statements* differ."""
    for scope, within in _by_scope(statements, on).items():
        for of_question in _by_question(within):
            opposed = [
                one for one in of_question if any(_differ(edition, one, other, of_question) for other in of_question)
            ]
            own = next((one for one in opposed if on is not None or _scope(one) == scope), None)
            if own is not None:
                doubting = {one.attribution.by for one in opposed if not is_asserted(one)}
                beside = (one for one in of_question if one.attribution.by in doubting and is_asserted(one))
                yield Question(own, tuple(opposed), tuple(one for one in beside if one not in opposed))


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


def _passage(edition: Edition, question: Question, on: Outlet | None) -> Sentence:
    """Return the question on which sources differ, and the answer of each."""
    named = next((said.attribution.firm for said in question.opposed if said.attribution.firm), None)
    role = question.bounds.attribution.role
    is_of_one_operator = role is Role.OPERATOR and question.firms == {named}
    asked = edition.sentence(
        _QUESTION_OF_OPERATOR if is_of_one_operator else _QUESTIONS.get(role, _QUESTION_OTHERWISE),
        what=what_of(edition, _stated(question.bounds), on),
        firm=edition.firm(named) if named else Words(""),
        role=edition.book.label(role),
    )
    answers = (
        sentence
        for said in sorted((*question.beside, *question.opposed), key=lambda said: by_date(edition, said))
        for sentence in account(edition, said, what_of(edition, said, on))
    )
    return (*finished(asked), *(piece for answer in answers for piece in (Words(" "), *answer)))


def _stated(said: Said) -> Said:
    """Return *said* with a verb that speaks of sites, as the question does."""
    return replace(said, attribution=said.attribution.model_copy(update={"wording": Wording.STATES}))

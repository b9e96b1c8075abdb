"""Differences between sources on a firm's role: a passage for each question, made from attributions by these rules.

1. Two sources differ if one says that a firm has a role, and the other that the firm does not, or that it cannot say
   who does.
2. On who operates something, two sources also differ if they name no firm in common; a firm that a source says is
   behind the one it names counts as named by it. Several firms may have any other role, so naming one of them does not
   deny another. Viewing two firms as distinct does not deny a link between them.
3. The question is about one firm if all sources name the same one. A source that denies something, or cannot say, is
   also quoted on the firm that it names itself. Each source has the same sentence as everywhere else, with its
   reservations, the earliest first. The passage does not say which source is right.
4. A statement about a whole campaign covers its outlets too; a statement about a part that nobody has listed is
   separate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from masthead.edition.edition import Edition, Sentence, Words
from masthead.field_types.vocabulary import Role, Stance, Wording
from masthead.model import Attribution, Firm, Outlet, Record, SetAttribution
from masthead.relations.graph import Said
from masthead.views.parts.phrases import BY_ROLE
from masthead.views.parts.statements import account, behind, by_date, finished, is_asserted, what_of

Scope = tuple[str, tuple[str, ...], str]
"""The subject of a statement: the ID of a record, the outlets it is limited to, and the part in words."""


def differences(edition: Edition, statements: Iterable[Said], on: Outlet | None = None) -> tuple[Sentence, ...]:
    """Return a passage for each question on which *statements* differ; *on* is the outlet that they all cover, if any."""
    return tuple(_passage(edition, question, on) for question in _questions(edition, tuple(statements), on))


def differences_on(edition: Edition, firm: Firm) -> tuple[Sentence, ...]:
    """Return a passage for each question on which sources differ about a role of *firm*, in any record but outlets.

    Outlets are left out: their own pages have these passages, and there may be thousands.
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


def contradicted(edition: Edition, about: Record) -> tuple[Attribution, ...]:
    """Return the statements on roles for *about*, an outlet, a campaign or a firm, that other statements contradict."""
    on = about if isinstance(about, Outlet) else None
    said = edition.graph.attributions_of(on) if on else _said_on(edition, type(about), about.id)
    questions = _questions(edition, tuple(said), on)
    return tuple(said.attribution for question in questions for said in question.opposed)


def _said_on(edition: Edition, kind: type[Record], id: str) -> Iterator[Said]:
    """Yield the statements in the record *id* of *kind*, if that is a campaign or a firm."""
    if kind is Firm:
        firm = edition.graph.firms[id]
        yield from (Said(relation, firm) for relation in firm.relations)
    elif kind is not Outlet:
        campaign = edition.graph.campaigns[id]
        yield from (Said(attribution, campaign) for attribution in campaign.attributions)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question on which sources differ: an example with its scope, the opposed statements, and others to show too."""

    example: Said
    opposed: tuple[Said, ...]
    beside: tuple[Said, ...]
    """Statements that name a firm, by the sources that deny something or cannot say."""

    @property
    def firms(self) -> set[str | None]:
        """The firms that the opposed statements name."""
        return {said.attribution.firm for said in self.opposed}


def _questions(edition: Edition, statements: tuple[Said, ...], on: Outlet | None) -> Iterator[OpenQuestion]:
    """Yield the questions on which *statements* differ."""
    for scope, within in _by_scope(statements, on).items():
        for of_question in _by_question(within):
            opposed = [
                said for said in of_question if any(_differ(edition, said, other, of_question) for other in of_question)
            ]
            own = next((said for said in opposed if on is not None or _scope(said) == scope), None)
            if own is not None:
                doubting = {said.attribution.by for said in opposed if not is_asserted(said)}
                beside = (said for said in of_question if said.attribution.by in doubting and is_asserted(said))
                yield OpenQuestion(own, tuple(opposed), tuple(said for said in beside if said not in opposed))


def _by_scope(statements: tuple[Said, ...], on: Outlet | None) -> dict[Scope, list[Said]]:
    """Return *statements* by scope; those about a whole campaign are also under the scope of each listed part of it."""
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
    """Yield the statements on who operates, and then, for each other role and firm, those on whether it has the role."""
    for role in Role:
        of_role = [said for said in statements if said.attribution.role is role]
        firms = dict.fromkeys(said.attribution.firm for said in of_role if said.attribution.firm)
        if role is Role.OPERATOR:
            yield of_role
        else:
            yield from ([said for said in of_role if said.attribution.firm in (None, firm)] for firm in firms)


def _differ(edition: Edition, said: Said, other: Said, among: list[Said]) -> bool:
    """Return whether two statements contradict each other; *among* is all statements on the question."""
    first, second = said.attribution, other.attribution
    distinct = first.role is Role.RELATED and Wording.VIEWS_AS_DISTINCT in (first.wording, second.wording)
    if first.by == second.by or distinct:
        return False
    if first.stance is Stance.ASSERTS and second.stance is Stance.ASSERTS:
        return not _named_by(edition, first.by, among) & _named_by(edition, second.by, among)
    asserted, doubted = (first, second) if first.stance is Stance.ASSERTS else (second, first)
    is_doubt = asserted.stance is Stance.ASSERTS and doubted.stance is not Stance.ASSERTS
    return is_doubt and doubted.firm in (None, asserted.firm)


def _named_by(edition: Edition, source: str, among: list[Said]) -> set[str | None]:
    """Return the firms that *source* names, with those that it says are behind them."""
    own = [said.attribution for said in among if said.attribution.by == source]
    naming = [attribution for attribution in own if attribution.stance is Stance.ASSERTS]
    parents = (behind(edition, attribution) for attribution in naming)
    return {*(attribution.firm for attribution in naming), *(parent.attribution.firm for parent in parents if parent)}


def _passage(edition: Edition, question: OpenQuestion, on: Outlet | None) -> Sentence:
    """Return the question on which sources differ, followed by the statement of each."""
    named = next((said.attribution.firm for said in question.opposed if said.attribution.firm), None)
    role = question.example.attribution.role
    phrases = BY_ROLE[role]
    is_about_one = question.firms == {named} or not phrases.differ_on_who
    question_text = edition.sentence(
        phrases.differ_on_whether if is_about_one else phrases.differ_on_who,
        what=what_of(edition, _stated(question.example), on),
        firm=edition.firm(named) if named else Words(""),
        role=edition.book.label(role),
    )
    answers = (
        sentence
        for said in sorted((*question.beside, *question.opposed), key=lambda said: by_date(edition, said))
        for sentence in account(edition, said, what_of(edition, said, on))
    )
    return (*finished(edition, question_text), *(piece for answer in answers for piece in (Words(" "), *answer)))


def _stated(said: Said) -> Said:
    """Return *said* with a verb that is about sites, as the question is, and not about a campaign by name."""
    return replace(said, attribution=said.attribution.model_copy(update={"wording": Wording.STATES}))

"""Where sources differ on a firm's role: a sentence for each question, made from the attributions by these rules.

1. Two sources differ if one says that a firm has a role, and the other that it has not, or that it cannot say who has.
2. On who operates something, they also differ if each names firms of which the other names none. In any other role
   there may be several firms: to name one denies no other. Where they differ on who operates, those are heard too
   who see a firm as distinct from it.
3. Each speaks for itself, the earliest first, with its date, with the verb that it uses and never a stronger one, and
   with how far it was read, if not in full. Which of them is right the sentence does not say.
4. What is said of a whole campaign is said of its outlets too; what is said of a part that nobody listed stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from masthead.graph import Said
from masthead.model import Attribution, Firm, Outlet, Record, SetAttribution
from masthead.views.attributions import behind, by_date, what_of
from masthead.views.edition import Edition, Sentence, Words
from masthead.vocabulary import N_, Role, Stance, Verification, Wording

_QUESTIONS = {
    Role.OPERATOR: N_("The sources differ on who operates %(what)s: "),
    Role.RELATED: N_("The sources differ on whether %(firm)s is tied to %(what)s: "),
}
_QUESTION_OTHERWISE = N_("The sources differ on whether %(firm)s has the role “%(role)s” for %(what)s: ")

# On who operates something: what a source answers, by its verb.
_NAMES = N_("%(by)s names %(firm)s")
_NAMES_SOMEHOW = {
    Wording.ASSESSES: N_("%(by)s assesses that it is %(firm)s"),
    Wording.BELIEVES: N_("%(by)s believes that it is %(firm)s"),
    Wording.CLAIMS: N_("%(by)s claims that it is %(firm)s"),
    Wording.SUGGESTS: N_("%(by)s suggests that it is %(firm)s"),
    Wording.REPORTS: N_("%(by)s reports that it is said to be %(firm)s"),
    Wording.LINKS: N_("%(by)s links it to %(firm)s and leaves the role open"),
}
_NOT_IT = N_("%(by)s says that it is not %(firm)s")
_NOT_IT_SOMEHOW = {
    Wording.ASSESSES: N_("%(by)s assesses that it is not %(firm)s"),
    Wording.BELIEVES: N_("%(by)s believes that it is not %(firm)s"),
    Wording.CLAIMS: N_("%(by)s claims that it is not %(firm)s"),
    Wording.SUGGESTS: N_("%(by)s suggests that it is not %(firm)s"),
    Wording.REPORTS: N_("%(by)s reports that it is said not to be %(firm)s"),
    Wording.VIEWS_AS_DISTINCT: N_("%(by)s views %(firm)s as distinct from it"),
}
_IN_TURN = N_(", which it says is operated in turn by %(firm)s")
_IN_TURN_BELIEVED = N_(", which it believes to be operated in turn by %(firm)s")
_CANNOT_SAY_WHO = N_("%(by)s cannot say who it is")
_CANNOT_SAY_WHETHER_IT = N_("%(by)s cannot say whether it is %(firm)s")

# On whether a firm has another role.
_YES = N_("%(by)s says so")
_YES_SOMEHOW = {
    Wording.ASSESSES: N_("%(by)s assesses that it is so"),
    Wording.BELIEVES: N_("%(by)s believes so"),
    Wording.CLAIMS: N_("%(by)s claims so"),
    Wording.SUGGESTS: N_("%(by)s suggests so"),
    Wording.REPORTS: N_("%(by)s reports that it is said to be so"),
    Wording.LINKS: N_("%(by)s links the two and leaves the role open"),
}
_NO = N_("%(by)s says that it is not so")
_NO_SOMEHOW = {
    Wording.ASSESSES: N_("%(by)s assesses that it is not so"),
    Wording.BELIEVES: N_("%(by)s believes that it is not so"),
    Wording.CLAIMS: N_("%(by)s claims that it is not so"),
    Wording.SUGGESTS: N_("%(by)s suggests that it is not so"),
    Wording.REPORTS: N_("%(by)s reports that it is said not to be so"),
    Wording.VIEWS_AS_DISTINCT: N_("%(by)s views the two as distinct"),
}
_CANNOT_SAY = N_("%(by)s cannot say")

_UNSAID = frozenset({Wording.CLAIMS, Wording.SUGGESTS, Wording.REPORTS, Wording.LINKS})
"""Verbs too weak for a clause: what is said with them of the firm behind another is left to the table."""

_BETWEEN = N_("; ")
_READ = N_(" (%(notes)s)")

_OF_ONE = frozenset({Role.OPERATOR, Role.RELATED})
"""Roles in which to be distinct means not to be the operator."""

Scope = tuple[str, tuple[str, ...], str]


def differences(edition: Edition, statements: Iterable[Said], on: Outlet | None = None) -> tuple[Sentence, ...]:
    """Return a sentence for each question on which *statements* differ; *on* is the outlet that all of them cover."""
    return tuple(_sentence(edition, one, opposed, on) for one, opposed in _questions(tuple(statements), on))


def differences_on(edition: Edition, firm: Firm) -> tuple[Sentence, ...]:
    """Return where sources differ on a role of *firm* for what other records are about, whoever else is named.

    Outlets are left out: the page of each says so itself, and there may be thousands.
    """
    about = dict.fromkeys(
        (type(said.about), said.about.id) for said in edition.graph.statements_by_firm.get(firm.id, ())
    )
    found: list[Sentence] = []
    for kind, id in about:
        for one, opposed in _questions(tuple(_said_on(edition, kind, id)), None):
            if any(said.attribution.firm == firm.id for said in opposed):
                found.append(_sentence(edition, one, opposed, None))
    return tuple(found)


def _said_on(edition: Edition, kind: type[Record], id: str) -> Iterator[Said]:
    """Yield what is said on a campaign or a firm."""
    if kind is Firm:
        firm = edition.graph.firms[id]
        yield from (Said(relation, firm) for relation in firm.relations)
    elif kind is not Outlet:
        campaign = edition.graph.campaigns[id]
        yield from (Said(attribution, campaign) for attribution in campaign.attributions)


def _questions(statements: tuple[Said, ...], on: Outlet | None) -> Iterator[tuple[Said, list[Said]]]:
    """Yield the statements that are opposed to each other on a question, after one that has its bounds."""
    for scope, within in _by_scope(statements, on).items():
        for of_question in _by_question(within):
            opposed = [one for one in of_question if any(_differ(one, other, of_question) for other in of_question)]
            own = next((one for one in opposed if on is not None or _scope(one) == scope), None)
            if own is not None:
                yield own, [*opposed, *_distinct(own, within, opposed)]


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


def _differ(one: Said, other: Said, among: list[Said]) -> bool:
    """Return whether two statements contradict each other."""
    first, second = one.attribution, other.attribution
    if first.by == second.by:
        return False
    if first.stance is Stance.ASSERTS and second.stance is Stance.ASSERTS:
        return not _named_by(first.by, among) & _named_by(second.by, among)
    asserted, doubted = (first, second) if first.stance is Stance.ASSERTS else (second, first)
    is_doubt = asserted.stance is Stance.ASSERTS and doubted.stance is not Stance.ASSERTS
    return is_doubt and doubted.firm in (None, asserted.firm)


def _distinct(own: Said, within: list[Said], opposed: list[Said]) -> Iterator[Said]:
    """Yield who sees a firm as distinct from what sources differ on the operator of: that is an answer, too."""
    if own.attribution.role is Role.OPERATOR:
        seen = (said for said in within if said.attribution.wording is Wording.VIEWS_AS_DISTINCT)
        yield from (said for said in seen if said not in opposed and said.attribution.role in _OF_ONE)


def _named_by(source: str, among: list[Said]) -> set[str | None]:
    said = (one.attribution for one in among if one.attribution.by == source)
    return {one.firm for one in said if one.stance is Stance.ASSERTS}


def _sentence(edition: Edition, one: Said, opposed: list[Said], on: Outlet | None) -> Sentence:
    attribution = one.attribution
    named = next((said.attribution.firm for said in opposed if said.attribution.firm), None)
    pieces = {
        "what": what_of(edition, one, on),
        "firm": edition.firm(named) if named else Words(""),
        "role": Words(edition.book.label(attribution.role)),
    }
    sentence = edition.sentence(_QUESTIONS.get(attribution.role, _QUESTION_OTHERWISE), **pieces)
    between: Sentence = ()
    for said in sorted(opposed, key=lambda said: by_date(edition, said)):
        sentence += between + _answer(edition, said, attribution.role)
        between = edition.sentence(_BETWEEN)
    # A name such as “Co., Ltd.” ends in the full stop already.
    return sentence if sentence[-1].text.endswith(".") else (*sentence, Words("."))


def _answer(edition: Edition, said: Said, role: Role) -> Sentence:
    """Return what a source answers to the question on *role*, with its date beside its name."""
    attribution = said.attribution
    firm = edition.firm(attribution.firm) if attribution.firm else Words("")
    words = edition.sentence(_message(attribution, role), by=edition.by(attribution.by), firm=firm)
    at = next(number for number, piece in enumerate(words) if piece == edition.by(attribution.by))
    return (*words[: at + 1], *_read(edition, said), *words[at + 1 :], *_in_turn(edition, attribution))


def _in_turn(edition: Edition, attribution: Attribution) -> Sentence:
    """Return whom the same source puts behind the operator that it names, as far as the verb bears it."""
    names_one = attribution.role is Role.OPERATOR and attribution.stance is Stance.ASSERTS
    parent = behind(edition, attribution) if names_one else None
    if parent is None or parent.firm is None or parent.wording in _UNSAID:
        return ()
    believed = parent.wording in (Wording.ASSESSES, Wording.BELIEVES)
    return edition.sentence(_IN_TURN_BELIEVED if believed else _IN_TURN, firm=edition.firm(parent.firm))


def _read(edition: Edition, said: Said) -> Sentence:
    """Return when a source said it, and how far it was read or through whom it is known, if not in full."""
    source = edition.graph.sources[said.attribution.by]
    date = said.attribution.date or source.date
    known = "" if source.verification is Verification.FULL else edition.book.label(source.verification)
    if known and source.via:
        known += f": {edition.book.list(edition.graph.sources[id].short_name for id in source.via)}"
    notes = edition.book.say(_BETWEEN).join(filter(None, (edition.book.date(date) if date else "", known)))
    return edition.sentence(_READ, notes=notes) if notes else ()


def _message(attribution: Attribution, role: Role) -> str:
    wording, of_operator = attribution.wording, role is Role.OPERATOR
    match attribution.stance:
        case Stance.ASSERTS:
            return _NAMES_SOMEHOW.get(wording, _NAMES) if of_operator else _YES_SOMEHOW.get(wording, _YES)
        case Stance.DENIES:
            return _NOT_IT_SOMEHOW.get(wording, _NOT_IT) if of_operator else _NO_SOMEHOW.get(wording, _NO)
        case _:
            whether = _CANNOT_SAY_WHETHER_IT if attribution.firm else _CANNOT_SAY_WHO
            return whether if of_operator else _CANNOT_SAY

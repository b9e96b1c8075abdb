"""What a source says of a firm's role, as a sentence: one table of phrases by wording, one by role.

1. The sentence is in the past tense, with the month of the statement, its author, and the author's own verb.
2. A verb that denies, or leaves open, keeps that; no phrase is stronger than the verb that it stands for.
3. The phrases of operators by attribution, link and list name no role that the source does not name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from masthead.edition.edition import Edition, Piece, Sentence, Words
from masthead.edition.safe_markdown import plain
from masthead.field_types.dates import PartialDate
from masthead.field_types.vocabulary import N_, NN_, Role, Stance, Verification, Wording
from masthead.model import Attribution, Campaign, Firm, Outlet, SetAttribution, Source
from masthead.relations.graph import Said, names_operator

# How each verb opens a clause.
_FRAMES = {
    Wording.DETERMINES: N_("%(by)s said it had determined that "),
    Wording.STATES: N_("%(by)s stated that "),
    Wording.ATTRIBUTES: N_("%(by)s concluded that "),
    Wording.ASSERTS: N_("%(by)s asserted that "),
    Wording.FINDS: N_("%(by)s found that "),
    Wording.ASSESSES: N_("%(by)s assessed that "),
    Wording.LINKS: N_("%(by)s said that "),
    Wording.LISTS: N_("%(by)s said that "),
    Wording.BELIEVES: N_("%(by)s said it believed that "),
    Wording.CLAIMS: N_("%(by)s claimed that "),
    Wording.SUGGESTS: N_("%(by)s said its evidence suggested that "),
    Wording.REPORTS: N_("%(by)s reported, at second hand, that "),
    Wording.VIEWS_AS_DISTINCT: N_("%(by)s said that "),
    Wording.CANNOT_ATTRIBUTE: N_("%(by)s said that "),
}
_ASSERTED = {
    Role.OPERATOR: N_("%(firm)s operated %(what)s"),
    Role.INFRASTRUCTURE: N_("%(what)s used infrastructure of %(firm)s"),
    Role.SUPPORTER: N_("%(firm)s supported %(what)s"),
    Role.CONTENT_SOURCE: N_("content of %(firm)s appeared on %(what)s"),
    Role.RESELLER: N_("%(firm)s offered paid placements on %(what)s"),
    Role.HOST: N_("%(firm)s provided hosting for %(what)s"),
    Role.SERVICE: N_("%(what)s used a service of %(firm)s"),
    Role.SUBJECT: N_("content about %(firm)s appeared on %(what)s"),
    Role.RELATED: N_("%(firm)s had links with %(what)s"),
}
# Verbs that say less than a clause with a role would.
_WHOLE = {
    (Wording.ATTRIBUTES, Role.OPERATOR): N_("%(by)s attributed %(what)s to %(firm)s"),
    (Wording.LINKS, Role.OPERATOR): N_("%(by)s linked %(what)s to %(firm)s"),
    (Wording.LINKS, Role.INFRASTRUCTURE): N_("%(by)s linked %(what)s to infrastructure of %(firm)s"),
    (Wording.LISTS, Role.OPERATOR): N_("%(by)s listed %(what)s under %(firm)s"),
}
_LINKED = N_("%(by)s linked %(what)s to %(firm)s")
_LISTED = N_("%(by)s listed %(what)s under %(firm)s")
_DENIED = {
    Role.OPERATOR: N_("%(firm)s did not operate %(what)s"),
    Role.RELATED: N_("%(firm)s and %(what)s were distinct"),
}
_DENIED_OTHERWISE = N_("%(firm)s did not have the role “%(role)s” for %(what)s")
_DISTINCT = N_("%(by)s viewed %(firm)s and %(what)s as distinct")
_CANNOT_SAY_WHO = {Role.OPERATOR: N_("%(by)s said it could not tell who operated %(what)s")}
_CANNOT_SAY_WHO_OTHERWISE = N_("%(by)s said it could not tell who had the role “%(role)s” for %(what)s")
_CANNOT_SAY_WHETHER = {
    Role.OPERATOR: N_("%(by)s said it could not tell whether %(firm)s operated %(what)s"),
    Role.RELATED: N_("%(by)s said it could not tell whether %(firm)s had links with %(what)s"),
}
_CANNOT_SAY_WHETHER_OTHERWISE = N_(
    "%(by)s said it could not tell whether %(firm)s had the role “%(role)s” for %(what)s"
)
_PART_ATTRIBUTED = N_("%(by)s attributed to %(firm)s %(what)s")
_OWN_WORDS = N_("%(by)s %(said)s")
_IN = N_("In %(date)s ")
_THROUGH = N_("We know of this statement only from %(others)s.")
_COUNTED = N_("%(by)s spoke of %(counts)s")
_THIS_SITE = N_("this site")
IT = N_("it")
"""How a sentence names a source that was named before it."""
_NAMED = NN_(
    "%(num)s domain by name in connection with %(campaign)s", "%(num)s domains by name in connection with %(campaign)s"
)
_SITES_OF = N_("the sites of %(campaign)s")


def statement(
    edition: Edition, said: Said, what: Sentence, *, by: Words | None = None, firm: Sentence | None = None
) -> Sentence:
    """Return what *said* says of *what* as a whole sentence: when, who, in which words, of whom.

    *by* and *firm* stand in for the names of the source and the firm; with another *by*, the month is left out.
    """
    attribution = said.attribution
    opening = () if by else _opening(edition, attribution)
    if attribution.said:
        own = edition.sentence(_OWN_WORDS, by=by or edition.by(attribution.by), said=attribution.said)
        return finished((*opening, *own))
    pieces: dict[str, Piece] = {
        "by": by or edition.by(attribution.by),
        "firm": firm or (edition.firm(attribution.firm) if attribution.firm else Words("")),
        "what": what,
        "role": Words(edition.book.label(attribution.role)),
    }
    messages = _messages(attribution)
    clauses = (piece for message in messages for piece in edition.sentence(message, **pieces))
    return finished((*opening, *clauses))


def _messages(attribution: Attribution) -> tuple[str, ...]:
    """Return the phrases that say *attribution*, in their order."""
    role, wording = attribution.role, attribution.wording
    match attribution.stance:
        case Stance.DENIES if wording is Wording.VIEWS_AS_DISTINCT:
            return (_DISTINCT,)
        case Stance.DENIES:
            return _FRAMES[wording], _DENIED.get(role, _DENIED_OTHERWISE)
        case Stance.CANNOT_SAY if attribution.firm is None:
            return (_CANNOT_SAY_WHO.get(role, _CANNOT_SAY_WHO_OTHERWISE),)
        case Stance.CANNOT_SAY:
            return (_CANNOT_SAY_WHETHER.get(role, _CANNOT_SAY_WHETHER_OTHERWISE),)
    if (
        wording is Wording.ATTRIBUTES
        and role is Role.OPERATOR
        and isinstance(attribution, SetAttribution)
        and attribution.part
    ):
        return (_PART_ATTRIBUTED,)
    whole = _WHOLE.get((wording, role)) or {Wording.LINKS: _LINKED, Wording.LISTS: _LISTED}.get(wording)
    return (whole,) if whole else (_FRAMES[wording], _ASSERTED[role])


def _opening(edition: Edition, attribution: Attribution) -> Sentence:
    """Return the month in which a source said something, or the year if no month is known."""
    date = attribution.date or edition.graph.sources[attribution.by].date
    if date is None:
        return ()
    return edition.sentence(_IN, date=edition.book.date(PartialDate(date.year, date.month)))


def finished(sentence: Sentence) -> Sentence:
    """Return *sentence* with a capital in front and one full stop, also after a name such as “Co., Ltd.”."""
    first, *rest = sentence
    words = [replace(first, text=first.text[:1].upper() + first.text[1:]), *rest]
    while words[-1].text == ",":  # which closes a clause inside a sentence only
        words.pop()
    words[-1] = replace(words[-1], text=words[-1].text.rstrip(","))
    return tuple(words) if words[-1].text.endswith((".", "…")) else (*words, Words("."))


def source_again(edition: Edition, said: Said) -> Words:
    """Return how a further sentence names the source of *said*: by its name, without a link."""
    return Words(edition.graph.sources[said.attribution.by].short_name)


def through(edition: Edition, attribution: Attribution) -> Iterable[Sentence]:
    """Yield through whom a statement is known, if its source was not read itself."""
    known = known_through(edition, attribution)
    if known:
        yield edition.sentence(_THROUGH, others=edition.book.list(source.short_name for source in known))


def known_through(edition: Edition, attribution: Attribution) -> tuple[Source, ...]:
    """Return the sources through which a statement is known; none if its source was read."""
    source = edition.graph.sources[attribution.by]
    if source.verification is not Verification.CITED and not attribution.via:
        return ()
    return tuple(edition.graph.sources[id] for id in attribution.via or source.via)


def reservation(edition: Edition, attribution: Attribution) -> Iterable[Sentence]:
    """Yield what the source itself says against a wider reading of its statement, if it does.

    Records begin it with “It”. After a sentence that ends with the name of a firm that would be the firm: the source
    is named again.
    """
    if attribution.reservation:
        text = " ".join(plain(attribution.reservation).split())
        by = edition.graph.sources[attribution.by].short_name
        yield finished((Words(f"{by}{text[2:]}" if text.startswith("It ") else text),))


def counted(edition: Edition, attribution: Attribution) -> Iterable[Sentence]:
    """Yield how many sites the source itself speaks of, unless its statement or its reservation says so."""
    said = f"{attribution.reservation} {getattr(attribution, 'part', '')}"
    if attribution.counts and attribution.counts not in said:
        by = Words(edition.graph.sources[attribution.by].short_name)
        yield finished(edition.sentence(_COUNTED, by=by, counts=attribution.counts))


def what_of(edition: Edition, said: Said, on: Outlet | None = None) -> Sentence:
    """Return what a statement is about, in words; *on* is the outlet whose page it is on, if it is one."""
    attribution, about = said.attribution, said.about
    if isinstance(about, Firm):
        return (edition.words(about, edition.short(about)),)
    if isinstance(about, Outlet):
        return (Words(edition.book.say(_THIS_SITE)),) if on is not None else (edition.words(about),)
    return _what_of_set(edition, attribution, about, on)


def _what_of_set(edition: Edition, attribution: Attribution, about: Campaign, on: Outlet | None) -> Sentence:
    named = attribution.concerns if isinstance(attribution, SetAttribution) else ()
    if isinstance(attribution, SetAttribution) and attribution.part:
        return (Words(attribution.part),)
    if named and on is not None:
        return (Words(edition.book.say(_THIS_SITE)),)
    if named:
        text = edition.book.plural(*_NAMED, len(named), campaign=about.name)
        return (Words(text, edition.link(about).path),)
    asserts_operator = attribution.role is Role.OPERATOR and attribution.stance is Stance.ASSERTS
    by_name = asserts_operator and attribution.wording in _OF_NAMES
    return (edition.words(about),) if by_name else edition.sentence(_SITES_OF, campaign=edition.words(about))


_OF_NAMES = frozenset({Wording.ATTRIBUTES, Wording.LINKS, Wording.LISTS})
"""Verbs that a source uses of a campaign by its name, not of its sites."""


def behind(edition: Edition, attribution: Attribution) -> Said | None:
    """Return what the same source says of who operates the firm that it names, if it says that."""
    firm = edition.graph.firms.get(attribution.firm or "")
    relations = firm.relations if firm else ()
    found = next((one for one in relations if one.by == attribution.by and names_operator(one)), None)
    return Said(found, firm) if found and firm else None


def account(edition: Edition, said: Said, what: Sentence) -> Iterator[Sentence]:
    """Yield a statement of *what* in full: with what its source reserves, the firm behind the one it names, and its way."""
    yield statement(edition, said, what)
    yield from reservation(edition, said.attribution)
    parent = behind(edition, said.attribution) if said.attribution.role is Role.OPERATOR else None
    if parent and said.attribution.stance is Stance.ASSERTS:
        yield statement(edition, parent, what_of(edition, parent), by=source_again(edition, said))
    yield from through(edition, said.attribution)


def is_asserted(said: Said) -> bool:
    """Return whether a source says that a firm has a role, rather than denying it or leaving it open."""
    return said.attribution.stance is Stance.ASSERTS


def role_order(said: Said) -> int:
    """Return what sorts the weightiest role first."""
    return list(Role).index(said.attribution.role)


def by_date(edition: Edition, said: Said) -> tuple[str, str]:
    """Return what sorts the earliest statement first; those without a date come last."""
    date = said.attribution.date or edition.graph.sources[said.attribution.by].date
    return str(date or "9999"), said.attribution.by

"""Attributions as pages print them: the statement of a source on a firm's role, its evidence, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from masthead.edition.edition import Edition, Link, Meaning, Sentence, When, path_of
from masthead.edition.safe_markdown import beginnings, prose
from masthead.field_types.vocabulary import Role, Stance
from masthead.model import Attribution, Campaign, Outlet
from masthead.model.identity import evidence_of
from masthead.relations.graph import Said
from masthead.views.parts.claims import meaning
from masthead.views.parts.source_names import names_in_list
from masthead.views.parts.statements import by_date, counted, known_through, reservation, statement, what_of


@dataclass(frozen=True, slots=True)
class Quoted:
    """The degree of confidence that a source states, with its own words and their place in the source."""

    degree: Meaning
    words: str
    lang: str
    locator: str


@dataclass(frozen=True, slots=True)
class AttributionView:
    """A statement by a source on a firm's role, with its reservations, its evidence, and how sure the source is."""

    by: Link
    date: When | None
    role: Meaning
    stance: Meaning
    statement: Sentence
    """The statement, which begins with the name of the source; its date is given apart."""
    reservation: Sentence
    counts: Sentence
    of_set: Link | None
    """A link to the page of the campaign, which says more, if the statement is about the campaign as a whole."""
    basis: tuple[Meaning, ...]
    grounds: tuple[Link, ...]
    confidence: Meaning
    quoted: Quoted | None
    our_reading: Markup
    note: Markup
    verification: Meaning
    via: tuple[Link, ...]
    locator: str


def attribution_view(edition: Edition, said: Said, on: Outlet | None = None) -> AttributionView:
    """Return *said* as pages print it; *on* is the outlet whose page prints it, if it is the page of one.

    The note on a statement about a whole campaign is printed on the page of the campaign, not on those of its outlets.
    """
    attribution = said.attribution
    has_note = attribution.note and not (on and said.is_of_whole)
    source = edition.graph.sources[attribution.by]
    return AttributionView(
        by=edition.link(source),
        date=edition.when(attribution.date or source.date),
        role=meaning(edition, attribution.role),
        stance=meaning(edition, attribution.stance),
        statement=statement(edition, said, what_of(edition, said, on), by=edition.by(attribution.by)),
        reservation=next(iter(reservation(edition, attribution)), ()),
        counts=next(iter(counted(edition, attribution)), ()),
        of_set=_of_set(edition, said),
        basis=tuple(meaning(edition, basis) for basis in attribution.basis),
        grounds=tuple(_grounds(said)),
        confidence=meaning(edition, attribution.confidence),
        quoted=quoted(edition, said),
        our_reading=prose(attribution.our_reading) if attribution.our_reading else Markup(""),
        note=prose(attribution.note or "") if has_note else Markup(""),
        verification=meaning(edition, source.verification),
        via=tuple(_through(edition, attribution)),
        locator=attribution.locator or "",
    )


def _grounds(said: Said) -> Iterator[Link]:
    """Yield links to the items of evidence that a statement is based on, each with the beginning of its claim."""
    items = {item.id: item for item in evidence_of(said.about)}
    ids = said.attribution.evidence
    for id, text in zip(ids, beginnings([items[id].claim for id in ids]), strict=True):
        yield Link(text, f"{path_of(said.about)}#{id}")


def _through(edition: Edition, attribution: Attribution) -> Iterator[Link]:
    """Yield links to the sources through which a statement is known."""
    others = known_through(edition, attribution)
    for other, name in zip(others, names_in_list(edition, others), strict=True):
        yield replace(edition.link(other), text=name, lang="")


def _of_set(edition: Edition, said: Said) -> Link | None:
    if not said.is_of_whole or not isinstance(said.about, Campaign):
        return None
    return replace(edition.link(said.about), path=f"{path_of(said.about)}#_attributions")


def quoted(edition: Edition, said: Said) -> Quoted | None:
    """Return the degree of confidence of a statement with the words of its source, or None if it states none."""
    attribution = said.attribution
    words = attribution.confidence_words
    if words is None:
        return None
    return Quoted(meaning(edition, attribution.confidence), words.text, words.lang or "", words.locator)


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements of sources about firms: operators, firms in other roles, and roles that are denied or left open."""

    operators: tuple[AttributionView, ...]
    """Operators of outlets that are listed here: all of a campaign, or those that the source lists."""
    operators_of_parts: tuple[AttributionView, ...]
    """Operators of what sources name in a campaign without listing its outlets, such as a part, or the campaign itself."""
    other_roles: tuple[AttributionView, ...]
    denials: tuple[AttributionView, ...]
    others_are_cleared: bool
    """Whether no source says of any firm in another role that it operates, or takes part in what the outlets do."""
    have_bystanders: bool
    """Whether a firm in another role is said to host outlets, to sell space on them, or to be written about on them."""


WITHOUT_PART = frozenset({Role.CONTENT_SOURCE, Role.RESELLER, Role.HOST, Role.SERVICE, Role.SUBJECT})
"""Roles in which a firm takes no part in what the outlets do."""
BYSTANDERS = frozenset({Role.HOST, Role.RESELLER, Role.SUBJECT})
"""Roles of which pages say that they are not operating."""


def statements_view(edition: Edition, statements: Iterable[Said], on: Outlet | None = None) -> Statements:
    """Return *statements* in groups: operators, other roles, denials; each group by date. *on* is as in attribution_view."""
    ordered = sorted(statements, key=lambda said: by_date(edition, said))
    asserted = [said for said in ordered if said.attribution.stance is Stance.ASSERTS]
    all_operators = [said for said in asserted if said.attribution.role is Role.OPERATOR]
    operators = [said for said in all_operators if not said.is_of_part]
    others = [said for said in asserted if said.attribution.role is not Role.OPERATOR]
    named = {said.attribution.firm for said in all_operators}
    return Statements(
        operators=_views(edition, operators, on),
        operators_of_parts=_views(edition, (said for said in all_operators if said.is_of_part), on),
        other_roles=_views(edition, others, on),
        denials=_views(edition, (said for said in ordered if said.attribution.stance is not Stance.ASSERTS), on),
        others_are_cleared=all(
            said.attribution.role in WITHOUT_PART and said.attribution.firm not in named for said in others
        ),
        have_bystanders=any(said.attribution.role in BYSTANDERS for said in others),
    )


def _views(edition: Edition, statements: Iterable[Said], on: Outlet | None) -> tuple[AttributionView, ...]:
    return tuple(attribution_view(edition, said, on) for said in statements)

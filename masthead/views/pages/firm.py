"""The pages of firms: /firms/, /firms/<id>/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from masthead.edition.edition import Edition, Link, Sentence, When, path_of
from masthead.edition.safe_markdown import prose
from masthead.field_types.vocabulary import N_, Role, Wording
from masthead.field_types.web_addresses import defang
from masthead.model import Firm
from masthead.relations.graph import Said
from masthead.views.parts.attributions import AttributionView, attribution_view
from masthead.views.parts.claims import CitationView, EvidenceView, citation_view, evidence_view
from masthead.views.parts.claims_on_firms import (
    claims_on_firm,
    is_accusing,
)
from masthead.views.parts.differences import differences, differences_on
from masthead.views.parts.facts import source_links
from masthead.views.parts.outlet_table import Listing, listing
from masthead.views.parts.printed_names import NameView, name_views, names_in_print
from masthead.views.parts.record_descriptions import firm_description
from masthead.views.parts.record_head import RecordHead, record_head
from masthead.views.parts.replies import RepliesView, replies_view
from masthead.views.parts.statements import by_date, is_asserted


@dataclass(frozen=True, slots=True)
class RegistrationView:
    """A number in a register."""

    scheme: str
    number: str
    source: Link
    note: str


@dataclass(frozen=True, slots=True)
class FoundedView:
    """When a firm was founded, as a source words it."""

    date: When | None
    source: Link
    note: str


@dataclass(frozen=True, slots=True)
class WebsiteView:
    """A website of a firm, defanged."""

    host: str
    what: str
    citations: tuple[CitationView, ...]


@dataclass(frozen=True, slots=True)
class RoleStatements:
    """What is said of a firm under one heading."""

    heading: str
    statements: tuple[AttributionView, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """How many sites a source itself speaks of, in its words."""

    source: Link
    words: str


@dataclass(frozen=True, slots=True)
class FirmView:
    """The page of a firm."""

    record: RecordHead
    native: NameView | None
    business: str
    jurisdiction: str
    seat: str
    description: str
    replies: RepliesView
    roles: tuple[RoleStatements, ...]
    differences: tuple[Sentence, ...]
    relations: tuple[AttributionView, ...]
    differences_here: tuple[Sentence, ...]
    statements: tuple[EvidenceView, ...]
    elsewhere: tuple[EvidenceView, ...]
    founded: FoundedView | None
    registration: tuple[RegistrationView, ...]
    websites: tuple[WebsiteView, ...]
    aliases: tuple[NameView, ...]
    misspellings: tuple[NameView, ...]
    not_known: tuple[Markup, ...]
    number: int
    totals: tuple[Total, ...]
    of_campaign: bool
    """Whether a source says of a campaign as a whole that the firm operates it."""
    listing: Listing


@dataclass(frozen=True, slots=True)
class FirmRow:
    """A firm as a line of a table."""

    link: Link
    native: NameView | None
    business: str
    jurisdiction: str
    roles: tuple[str, ...]
    number: int
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class FirmsView:
    """The page of all firms."""

    path: str
    title: str
    number: int
    rows: tuple[FirmRow, ...]


def firm_view(edition: Edition, firm: Firm) -> FirmView:
    """Return the page of *firm*; of a firm that does not stand only its name and state."""
    graph, path = edition.graph, path_of(firm)
    operated = graph.outlets_by_operator.get(firm.id, ())
    native = firm.native_name
    said = (Said(relation, firm) for relation in firm.relations)
    claims = claims_on_firm(edition, firm)
    relations = tuple(sorted(said, key=lambda one: by_date(edition, one)))
    return FirmView(
        record=record_head(edition, firm),
        native=NameView(native.text, native.lang, (), "") if native else None,
        business=firm.business,
        jurisdiction=edition.book.country(firm.jurisdiction) if firm.jurisdiction else "",
        seat=firm.seat or "",
        description=firm_description(edition, firm, claims),
        replies=replies_view(edition, claims, firm),
        roles=_roles(edition, firm),
        differences=differences_on(edition, firm),
        relations=tuple(attribution_view(edition, said) for said in relations),
        differences_here=differences(edition, relations),
        statements=tuple(evidence_view(edition, statement, path) for statement in firm.statements),
        elsewhere=tuple(
            evidence_view(edition, one.evidence, path_of(one.record)) for one in graph.evidence_by_firm.get(firm.id, ())
        ),
        founded=_founded(edition, firm),
        registration=tuple(_registration(edition, firm)),
        websites=tuple(_websites(edition, firm)),
        aliases=name_views(edition, names_in_print(edition, firm.aliases)),
        misspellings=name_views(edition, names_in_print(edition, firm.misspellings)),
        not_known=tuple(prose(text) for text in firm.not_known),
        number=len(operated),
        totals=_totals(edition, firm),
        of_campaign=any(
            said.is_of_whole and said.attribution.role is Role.OPERATOR
            for said in graph.statements_by_firm.get(firm.id, ())
        ),
        listing=listing(edition, path, operated),
    )


def firms_view(edition: Edition) -> FirmsView:
    """Return the page of all firms that stand, by name."""
    firms = sorted((f for f in edition.graph.firms.values() if f.is_published), key=lambda f: f.name.casefold())
    lines = tuple(_row(edition, firm) for firm in firms)
    return FirmsView("firms/", edition.book.say(N_("Firms and services")), len(lines), lines)


def _row(edition: Edition, firm: Firm) -> FirmRow:
    native = firm.native_name
    return FirmRow(
        link=edition.link(firm),
        native=NameView(native.text, native.lang, (), "") if native else None,
        business=firm.business,
        jurisdiction=edition.book.country(firm.jurisdiction) if firm.jurisdiction else "",
        roles=tuple(_named_roles(edition, firm)),
        number=len(edition.graph.outlets_by_operator.get(firm.id, ())),
        totals=_totals(edition, firm),
    )


_SECOND_HAND = N_("%(role)s (second-hand)")


def _named_roles(edition: Edition, firm: Firm) -> Iterator[str]:
    """Yield each role that a source gives *firm* for sites or campaigns, marked if no such source was read."""
    said = [one for one in edition.graph.statements_by_firm.get(firm.id, ()) if is_asserted(one)]
    for role in (role for role in Role if role is not Role.RELATED):
        of_role = [one.attribution for one in said if one.attribution.role is role]
        label = edition.book.label(role)
        if of_role and all(edition.is_second_hand(one.by) for one in of_role):
            yield edition.book.say(_SECOND_HAND) % {"role": label}
        elif of_role:
            yield label


def _is_distinct(said: Said) -> bool:
    return said.attribution.wording is Wording.VIEWS_AS_DISTINCT


_HEADINGS = {
    Role.OPERATOR: N_("Sources that say it operates sites"),
    Role.INFRASTRUCTURE: N_("Sources that say sites used its infrastructure"),
    Role.SUPPORTER: N_("Sources that say it supported a campaign"),
    Role.CONTENT_SOURCE: N_("Sources that say its content appeared on sites"),
    Role.RESELLER: N_("Sources that say it offered placements on sites"),
    Role.HOST: N_("Sources that say it hosted sites"),
    Role.SERVICE: N_("Sources that say its service was used by others"),
    Role.SUBJECT: N_("Sources that say sites carried content about it"),
    Role.RELATED: N_("Sources that say it has links with another firm"),
}
_DENIALS = N_("Sources that deny a role or a tie, or cannot say")
_DISTINCT = N_("Sources that view it and another firm as distinct")


def _roles(edition: Edition, firm: Firm) -> tuple[RoleStatements, ...]:
    """Return what other records say of *firm*, role by role, each by date; denials apart from what they deny."""
    said = sorted(edition.graph.statements_by_firm.get(firm.id, ()), key=lambda one: by_date(edition, one))
    groups = [
        (_HEADINGS[role], [one for one in said if is_asserted(one) and one.attribution.role is role]) for role in Role
    ]
    doubts = [one for one in said if not is_asserted(one)]
    groups.append((_DENIALS, [one for one in doubts if not _is_distinct(one)]))
    groups.append((_DISTINCT, [one for one in doubts if _is_distinct(one)]))
    return tuple(
        RoleStatements(edition.book.say(heading), tuple(attribution_view(edition, one) for one in found))
        for heading, found in groups
        if found
    )


def _totals(edition: Edition, firm: Firm) -> tuple[Total, ...]:
    """Return the numbers of sites that sources themselves give for *firm* as operator."""
    said = (one.attribution for one in edition.graph.statements_by_firm.get(firm.id, ()) if is_accusing(one))
    found = dict.fromkeys((one.by, one.counts) for one in said if one.counts and one.role is Role.OPERATOR)
    return tuple(Total(source_links(edition, (by,))[0], words) for by, words in found)


def _founded(edition: Edition, firm: Firm) -> FoundedView | None:
    if firm.founded is None:
        return None
    source = source_links(edition, (firm.founded.source,))[0]
    return FoundedView(edition.when(firm.founded.date), source, firm.founded.note or "")


def _registration(edition: Edition, firm: Firm) -> Iterable[RegistrationView]:
    for one in firm.registration:
        source = source_links(edition, (one.source,))[0]
        yield RegistrationView(edition.book.label(one.scheme), one.number, source, one.note or "")


def _websites(edition: Edition, firm: Firm) -> Iterable[WebsiteView]:
    for website in firm.websites:
        citations = tuple(citation_view(edition, citation) for citation in website.sources)
        yield WebsiteView(defang(website.host), website.what, citations)

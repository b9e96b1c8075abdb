"""The pages of firms: /firms/, /firms/<id>/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from masthead.edition.edition import Edition, Link, Sentence, When, Words, path_of
from masthead.edition.safe_markdown import prose
from masthead.field_types.vocabulary import N_, NN_, Role
from masthead.field_types.web_addresses import defang
from masthead.model import Firm, SetAttribution
from masthead.relations.graph import EvidenceOf, Said
from masthead.views.parts.attributions import AttributionView, attribution_view
from masthead.views.parts.claims import CitationView, EvidenceView, Fold, citation_views, evidence_view, folds
from masthead.views.parts.claims_on_firms import claims_on_firm, is_accusing
from masthead.views.parts.contents import Section, SectionedPage, with_contents
from masthead.views.parts.differences import differences, differences_on
from masthead.views.parts.facts import source_links
from masthead.views.parts.firm_statements import Counted, counted_views, mentions_of, statements_of
from masthead.views.parts.folding import SITES, fold_title
from masthead.views.parts.outlet_table import Listing, list_page, listing
from masthead.views.parts.paging import PageNumber, list_page_path, numbered, page_numbers, pages_of_rows, rows_on
from masthead.views.parts.printed_names import NameView, name_views, names_in_print
from masthead.views.parts.record_descriptions import firm_description, firm_lead
from masthead.views.parts.record_head import RecordHead, record_head
from masthead.views.parts.replies import RepliesView, replies_view
from masthead.views.parts.statements import by_date, is_asserted
from masthead.views.pictures.diagram import DiagramView
from masthead.views.pictures.statement_diagram import firm_diagram
from masthead.views.pictures.timeline import TimelineView, firm_timeline
from masthead.views.pictures.world_map import MapView, world_map

FIRMS = "firms/"
"""The address of the list of all firms."""
# Translators: what is between the items of a list, with the space after it, if your language has one there.
_COMMA = N_(", ")
_MENTIONS = NN_("%(num)s item", "%(num)s items")
_NAMES = NN_("%(num)s name as sources print it", "%(num)s names as sources print them")
_WEBSITES = NN_("%(num)s website", "%(num)s websites")


@dataclass(frozen=True, slots=True)
class RegistrationView:
    """A number in a register."""

    scheme: str
    number: str
    source: Link
    note: str


@dataclass(frozen=True, slots=True)
class FoundedView:
    """When a firm was founded, according to a source."""

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
    """The statements about a firm under one heading."""

    heading: str
    statements: tuple[AttributionView, ...]
    counted: tuple[Counted, ...]
    """The statements about single outlets, source by source, if the page has no room for them."""
    more_sources: int
    """The number of other sources that make such statements."""


@dataclass(frozen=True, slots=True)
class Total:
    """The number of sites that a source itself gives, in its words."""

    source: Link
    words: str


@dataclass(frozen=True, slots=True)
class Mention:
    """An item of evidence that mentions the firm, and the record that it belongs to, which its words may leave out."""

    record: Link
    item: EvidenceView


@dataclass(frozen=True, slots=True)
class FirmProfile:
    """The business of a firm, the country whose law it is under, its seat, its founding and its numbers in registers."""

    business: str
    jurisdiction: str
    seat: str
    founded: FoundedView | None
    registration: tuple[RegistrationView, ...]


@dataclass(frozen=True, slots=True)
class FirmNames:
    """The further names of a firm, misspellings among them, and its websites, each with the title of their fold."""

    aliases: tuple[NameView, ...]
    misspellings: tuple[NameView, ...]
    fold: str
    websites: tuple[WebsiteView, ...]
    websites_fold: str


@dataclass(frozen=True, slots=True)
class FirmMentions:
    """The items of evidence that mention the firm, with the title of their fold."""

    items: tuple[Mention, ...]
    fold: str
    elsewhere: Link | None
    """A link to the outlets with such items, if the page has no room for the items."""


@dataclass(frozen=True, slots=True)
class FirmSites:
    """The outlets that sources attribute to the firm, or list under its name, with the title of their fold."""

    number: int
    totals: tuple[Total, ...]
    of_campaign: bool
    """Whether a source says that the firm operates a campaign as a whole."""
    map: MapView | None
    listing: Listing
    fold: str


@dataclass(frozen=True, slots=True)
class FirmView(SectionedPage):
    """The page of a firm."""

    record: RecordHead
    short: str
    """The name of the firm in sentences."""
    native: NameView | None
    profile: FirmProfile
    description: str
    lead: str
    replies: RepliesView
    roles: tuple[RoleStatements, ...]
    differences: tuple[Sentence, ...]
    relations: tuple[AttributionView, ...]
    differences_here: tuple[Sentence, ...]
    diagram: DiagramView | None
    timeline: TimelineView | None
    statements: tuple[EvidenceView, ...]
    statements_by_kind: tuple[Fold[EvidenceView], ...]
    """The statements by kind, if there are so many that the page folds them."""
    mentions: FirmMentions
    names: FirmNames
    not_known: tuple[Markup, ...]
    sites: FirmSites


@dataclass(frozen=True, slots=True)
class FirmRow:
    """A firm as a row of a table."""

    link: Link
    native: NameView | None
    business: str
    jurisdiction: str
    roles: tuple[Sentence, ...]
    number: int
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class FirmsView:
    """A page of the list of all firms."""

    path: str
    title: str
    first: Link
    number: int
    rows: tuple[FirmRow, ...]
    pages: tuple[PageNumber, ...]


def firm_view(edition: Edition, firm: Firm) -> FirmView:
    """Return the page of *firm*."""
    claims, relations = claims_on_firm(edition, firm), _relations(edition, firm)
    statements = tuple(evidence_view(edition, statement, path_of(firm)) for statement in firm.statements)
    view = FirmView(
        record=record_head(edition, firm),
        short=edition.short(firm),
        native=_native(firm),
        profile=_profile(edition, firm),
        description=firm_description(edition, firm, claims),
        lead=firm_lead(edition, firm),
        replies=replies_view(edition, claims, firm),
        roles=tuple(_roles(edition, firm)),
        differences=differences_on(edition, firm),
        relations=tuple(attribution_view(edition, said) for said in relations),
        differences_here=differences(edition, relations),
        diagram=firm_diagram(edition, firm),
        timeline=firm_timeline(edition, firm),
        statements=statements,
        statements_by_kind=folds(edition, statements, lambda statement: statement.kind.label),
        mentions=_mentions(edition, firm),
        names=_names(edition, firm),
        not_known=tuple(prose(text) for text in firm.not_known),
        sites=_sites(edition, firm),
    )
    return with_contents(edition, view, _sections(edition, view))


def _sections(edition: Edition, view: FirmView) -> Iterator[Section]:
    """Yield the sections of the page, in their order, each with the number of its items."""
    say, corrections = edition.book.say, view.record.filed.number_of_corrections
    printed = sum(len(role.statements) for role in view.roles) if not any(role.counted for role in view.roles) else 0
    names = len(view.names.aliases) + len(view.names.misspellings) + len(view.names.websites)
    mentions = view.mentions.items
    yield Section("_replies", say(N_("Replies")), len(view.replies.replies), there=view.replies)
    yield Section("_said", say(N_("Claims about this firm")), printed)
    relations = say(N_("What sources say about it and other firms"))
    yield Section("_relations", relations, len(view.relations), there=view.relations)
    yield Section("_timeline", say(N_("Timeline")), there=view.timeline)
    yield Section("_statements", say(N_("Other statements")), len(view.statements), there=view.statements)
    mentioned = say(N_("Evidence that mentions this firm"))
    yield Section("_elsewhere", mentioned, len(mentions), there=mentions or view.mentions.elsewhere)
    yield Section("_names", say(N_("Names and websites")), names, there=names)
    yield Section("_not-known", say(N_("Not known")), len(view.not_known), there=view.not_known)
    yield Section("_corrected", say(N_("Corrections")), corrections, there=corrections)
    # Translators: attributed and listed by sources, not by us.
    sites = say(N_("Sites attributed to it, or listed under its name"))
    yield Section("_sites", sites, view.sites.number, there=view.sites.number)


def _relations(edition: Edition, firm: Firm) -> tuple[Said, ...]:
    """Return the statements in the record of *firm* on it and other firms, by date."""
    relations = (Said(relation, firm) for relation in firm.relations)
    return tuple(sorted(relations, key=lambda said: by_date(edition, said)))


def _native(firm: Firm) -> NameView | None:
    """Return the name of *firm* in its own language; None if its record has no such name."""
    native = firm.native_name
    return NameView(native.text, native.lang, (), "") if native else None


def _jurisdiction(edition: Edition, firm: Firm) -> str:
    return edition.book.country(firm.jurisdiction) if firm.jurisdiction else ""


def _profile(edition: Edition, firm: Firm) -> FirmProfile:
    return FirmProfile(
        business=firm.business,
        jurisdiction=_jurisdiction(edition, firm),
        seat=firm.seat or "",
        founded=_founded(edition, firm),
        registration=tuple(_registration(edition, firm)),
    )


def _names(edition: Edition, firm: Firm) -> FirmNames:
    aliases, misspellings = names_in_print(edition, firm.aliases), names_in_print(edition, firm.misspellings)
    return FirmNames(
        aliases=name_views(edition, aliases),
        misspellings=name_views(edition, misspellings),
        fold=fold_title(edition, _NAMES, len(aliases) + len(misspellings)),
        websites=tuple(_websites(edition, firm)),
        websites_fold=fold_title(edition, _WEBSITES, len(firm.websites)),
    )


def _sites(edition: Edition, firm: Firm) -> FirmSites:
    operated = edition.graph.outlets_by_operator.get(firm.id, ())
    statements = edition.graph.statements_by_firm.get(firm.id, ())
    return FirmSites(
        number=len(operated),
        totals=_totals(edition, firm),
        of_campaign=any(said.is_of_whole and said.attribution.role is Role.OPERATOR for said in statements),
        map=world_map(edition, [outlet.countries for outlet in operated]),
        listing=listing(edition, list_page(path_of(firm), operated)),
        fold=fold_title(edition, SITES, len(operated)),
    )


def _mentions(edition: Edition, firm: Firm) -> FirmMentions:
    printed, elsewhere = mentions_of(edition, firm)
    items = tuple(_mention(edition, mention) for mention in printed)
    return FirmMentions(items, fold_title(edition, _MENTIONS, len(items)), elsewhere)


def _mention(edition: Edition, mention: EvidenceOf) -> Mention:
    return Mention(edition.link(mention.record), evidence_view(edition, mention.evidence, path_of(mention.record)))


def firms_view(edition: Edition, page: int = 1) -> FirmsView:
    """Return the page number *page* of the list of all published firms, by name."""
    firms = sorted(_published(edition), key=lambda firm: firm.name.casefold())
    title = edition.book.say(N_("Firms and services"))
    return FirmsView(
        path=list_page_path(FIRMS, page),
        title=numbered(edition, title, page),
        first=Link(title, FIRMS),
        number=len(firms),
        rows=tuple(_row(edition, firm) for firm in rows_on(firms, page)),
        pages=tuple(page_numbers(edition, FIRMS, page, pages_of_rows(len(firms)))),
    )


def firms_page_count(edition: Edition) -> int:
    """Return how many pages the list of all published firms has."""
    return pages_of_rows(len(_published(edition)))


def _published(edition: Edition) -> list[Firm]:
    return [firm for firm in edition.graph.firms.values() if firm.is_published]


def _row(edition: Edition, firm: Firm) -> FirmRow:
    return FirmRow(
        link=edition.link(firm),
        native=_native(firm),
        business=firm.business,
        jurisdiction=_jurisdiction(edition, firm),
        roles=tuple(_named_roles(edition, firm)),
        number=len(edition.graph.outlets_by_operator.get(firm.id, ())),
        totals=_totals(edition, firm),
    )


_SECOND_HAND = N_("%(role)s (second-hand)")
# Translators: %(role)s is a role such as “operator”; %(part)s is in English, such as “four state news outlets”.
_ROLE_IN_PART = N_("%(role)s of %(part)s")


def _named_roles(edition: Edition, firm: Firm) -> Iterator[Sentence]:
    """Yield each role that sources give *firm* for sites or campaigns, marked if all these sources are second-hand.

    An operator of no site that is listed here is called that of what the sources name.
    """
    asserted = [said for said in edition.graph.statements_by_firm.get(firm.id, ()) if is_asserted(said)]
    for role in (role for role in Role if role is not Role.RELATED):
        of_role = [said for said in asserted if said.attribution.role is role]
        if of_role:
            label = _operator_of(edition, of_role) if role is Role.OPERATOR else (Words(edition.book.label(role)),)
            is_second_hand = all(edition.is_second_hand(said.attribution.by) for said in of_role)
            yield edition.sentence(_SECOND_HAND, role=label) if is_second_hand else label


def _operator_of(edition: Edition, statements: Sequence[Said]) -> Sentence:
    """Return the label of an operator: with what *statements* name, if all of them are about parts of campaigns."""
    label = edition.book.label(Role.OPERATOR)
    parts = dict.fromkeys(
        said.attribution.part or "" for said in statements if isinstance(said.attribution, SetAttribution)
    )
    if not all(said.is_of_part for said in statements):
        return (Words(label),)
    return edition.sentence(_ROLE_IN_PART, role=label, part=_listed(edition, parts))


def _listed(edition: Edition, texts: Iterable[str]) -> Sentence:
    """Return *texts* of records as pieces of a sentence, with commas between them."""
    comma = Words(edition.book.say(_COMMA))
    return tuple(words for text in texts for words in (comma, edition.recorded(text)))[1:]


def _roles(edition: Edition, firm: Firm) -> Iterator[RoleStatements]:
    """Yield the statements about *firm* in other records, heading by heading."""
    for kind in statements_of(edition, firm):
        counted = counted_views(edition, firm, kind)
        yield RoleStatements(
            heading=kind.heading,
            statements=tuple(attribution_view(edition, said) for said in kind.printed),
            counted=counted,
            more_sources=len(kind.counted) - len(counted),
        )


def _totals(edition: Edition, firm: Firm) -> tuple[Total, ...]:
    """Return the numbers of sites that sources themselves give for *firm* as operator, each once."""
    accusing = (said.attribution for said in edition.graph.statements_by_firm.get(firm.id, ()) if is_accusing(said))
    operating = (attribution for attribution in accusing if attribution.role is Role.OPERATOR)
    totals = dict.fromkeys((attribution.by, attribution.counts) for attribution in operating if attribution.counts)
    return tuple(Total(source_links(edition, (by,))[0], words) for by, words in totals)


def _founded(edition: Edition, firm: Firm) -> FoundedView | None:
    if firm.founded is None:
        return None
    source = source_links(edition, (firm.founded.source,))[0]
    return FoundedView(edition.when(firm.founded.date), source, firm.founded.note or "")


def _registration(edition: Edition, firm: Firm) -> Iterable[RegistrationView]:
    for entry in firm.registration:
        source = source_links(edition, (entry.source,))[0]
        yield RegistrationView(edition.book.label(entry.scheme), entry.number, source, entry.note or "")


def _websites(edition: Edition, firm: Firm) -> Iterable[WebsiteView]:
    for website in firm.websites:
        yield WebsiteView(defang(website.host), website.what, citation_views(edition, website.sources))

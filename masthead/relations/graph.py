"""The records and their relations: each relation is stated once in a record, and derived here in both directions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from masthead.field_types.vocabulary import IndicatorType, Role, Stance
from masthead.findings.finding import Location
from masthead.model import (
    Attribution,
    Campaign,
    CampaignLink,
    Evidence,
    Firm,
    Outlet,
    Record,
    SetAttribution,
    SetEvidence,
    Source,
)
from masthead.model.references import Reference, references
from masthead.pinned_lists import UNDETERMINED
from masthead.record_files.reading import Loaded
from masthead.relations.page_division import correction_pages

R = TypeVar("R", bound=Record)
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

IndicatorKey = tuple[IndicatorType, str]


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution, and the record that it is about."""

    attribution: Attribution
    about: Outlet | Campaign | Firm

    @property
    def is_of_whole(self) -> bool:
        """Whether it is about a campaign as a whole, not about outlets that the source names."""
        named = isinstance(self.attribution, SetAttribution) and self.attribution.concerns
        return isinstance(self.about, Campaign) and not named

    @property
    def is_of_part(self) -> bool:
        """Whether it is about something in a campaign whose outlets its source does not list; no outlet inherits it."""
        return isinstance(self.attribution, SetAttribution) and self.attribution.part is not None and self.is_of_whole


@dataclass(frozen=True, slots=True)
class NetworkEvidence:
    """Evidence about a campaign of an outlet, and whether it names the outlet."""

    campaign: Campaign
    evidence: SetEvidence
    by_name: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A location in a record that refers to another record."""

    by: Record
    at: Location


@dataclass(frozen=True, slots=True)
class Tie:
    """A statement by a source about two campaigns, as seen from one of them."""

    other: Campaign
    link: CampaignLink
    distinct: bool


@dataclass(frozen=True, slots=True)
class EvidenceOf:
    """An item of evidence, and the record that holds it."""

    evidence: Evidence
    record: Record


@dataclass(frozen=True, slots=True)
class Graph:
    """All records by ID, and their relations; a withdrawn or excluded record is kept but counts nowhere."""

    loaded: tuple[Loaded, ...]
    outlets: Mapping[str, Outlet]
    firms: Mapping[str, Firm]
    campaigns: Mapping[str, Campaign]
    sources: Mapping[str, Source]
    outlets_by_country: Mapping[str, tuple[Outlet, ...]]
    outlets_by_campaign: Mapping[str, tuple[Outlet, ...]]
    outlets_by_name: Mapping[str, tuple[Outlet, ...]]
    """The outlets that have a name to show, by that name: two may have the same."""
    outlets_by_operator: Mapping[str, tuple[Outlet, ...]]
    outlets_by_own_operator: Mapping[str, tuple[Outlet, ...]]
    """The outlets for which a source names a firm as operator of the outlet itself, not of its campaign."""
    outlets_by_indicator: Mapping[IndicatorKey, tuple[Outlet, ...]]
    indicators_by_outlet: Mapping[str, tuple[IndicatorKey, ...]]
    statements_by_firm: Mapping[str, tuple[Said, ...]]
    evidence_by_firm: Mapping[str, tuple[EvidenceOf, ...]]
    firms_by_host: Mapping[str, tuple[Firm, ...]]
    """The firms that have a website at a host."""
    ties_by_campaign: Mapping[str, tuple[Tie, ...]]
    references: Mapping[str, tuple[Reference, ...]]
    """The references in each record, by the path of its file."""
    mentions_by_source: Mapping[str, tuple[Mention, ...]]
    outlets_by_source: Mapping[str, tuple[Outlet, ...]]
    """The published outlets whose records cite a source."""
    correction_pages: Mapping[str, tuple[int, ...]]
    """The page of the list of all corrections on which each correction of a record is, by the key of the record.

    It is a relation so that a record's page, which links to its corrections, depends on no other record."""
    paths: Mapping[tuple[str, str], str]
    """The path of the file of each record, by folder and ID."""
    broken: frozenset[tuple[str, str]]
    """Folder and ID of each record that could not be read; an empty ID means the whole folder."""

    def attributions_of(self, outlet: Outlet) -> tuple[Said, ...]:
        """Return the attributions of *outlet*: first its own, then those of its campaigns that cover it."""
        return tuple(_attributions_of(outlet, self.campaigns))

    def operators_of(self, outlet: Outlet) -> tuple[Said, ...]:
        """Return the attributions that name an operator of *outlet*."""
        return tuple(said for said in self.attributions_of(outlet) if names_operator(said.attribution))

    def network_evidence_of(self, outlet: Outlet) -> tuple[NetworkEvidence, ...]:
        """Return the evidence about the campaigns of *outlet* that names it, or is about the campaign as a whole."""
        return tuple(
            NetworkEvidence(campaign, evidence, bool(evidence.concerns))
            for campaign in _known(outlet.campaigns, self.campaigns)
            for evidence in campaign.evidence
            if not evidence.concerns or outlet.id in evidence.concerns
        )

    def is_broken(self, folder: str, id: str) -> bool:
        """Return whether *folder* may contain a record *id* that could not be read."""
        return (folder, id) in self.broken or (folder, "") in self.broken

    def record(self, key: str) -> Record | None:
        """Return the record with *key*, such as sites/a.example, or None."""
        folder, _, id = key.partition("/")
        records: Mapping[str, Mapping[str, Record]] = {
            "sites": self.outlets,
            "firms": self.firms,
            "campaigns": self.campaigns,
            "sources": self.sources,
        }
        return records[folder].get(id)

    def records(self) -> Iterator[Record]:
        """Yield all records, kind by kind."""
        for records in (self.outlets, self.firms, self.campaigns, self.sources):
            yield from records.values()


def link(loaded: Iterable[Loaded], broken: Iterable[tuple[str, str]] = (), before: Graph | None = None) -> Graph:
    """Return the graph of *loaded*. It may contain references to missing or *broken* records, which the rules report.

    *broken* is the folder and ID of each record that could not be read. The references of records
    that are in the graph *before* too are taken over from it.
    """
    files = tuple(sorted(loaded, key=lambda entry: entry.file.path))
    outlets, firms = _by_id(files, Outlet), _by_id(files, Firm)
    campaigns, sources = _by_id(files, Campaign), _by_id(files, Source)
    published = [outlet for outlet in outlets.values() if outlet.is_published]
    published_campaigns = [campaign for campaign in campaigns.values() if campaign.is_published]
    indicated = list(_indicated(published, published_campaigns, outlets))
    same = {id(entry) for entry in before.loaded} if before else set()
    named = {
        entry.file.path: before.references[entry.file.path]
        if before and id(entry) in same
        else tuple(references(entry.record))
        for entry in files
    }
    return Graph(
        loaded=files,
        outlets=outlets,
        firms=firms,
        campaigns=campaigns,
        sources=sources,
        outlets_by_country=_group((country, o) for o in published for country in o.countries or (UNDETERMINED,)),
        outlets_by_campaign=_group((id, o) for o in published for id in o.campaigns),
        outlets_by_name=_group((o.name, o) for o in published if o.name),
        outlets_by_operator=_group((firm, o) for o in published for firm in _operators(_attributions_of(o, campaigns))),
        outlets_by_own_operator=_group((firm, o) for o in published for firm in _operators(_own_attributions_of(o))),
        outlets_by_indicator=_group(indicated),
        indicators_by_outlet=_group((outlet.id, key) for key, outlet in indicated),
        statements_by_firm=_group(_statements(published, published_campaigns, firms.values())),
        evidence_by_firm=_group(_evidence(published, published_campaigns, firms.values())),
        firms_by_host=_group((website.host, firm) for firm in firms.values() for website in firm.websites),
        ties_by_campaign=_group(_ties(published_campaigns, campaigns)),
        references=named,
        mentions_by_source=_group(_mentions(files, named)),
        outlets_by_source=_group(_citing(published, named, files)),
        correction_pages=_group(
            correction_pages([*outlets.values(), *firms.values(), *campaigns.values(), *sources.values()])
        ),
        paths={(entry.file.folder, entry.record.id): entry.file.path for entry in files},
        broken=frozenset(broken),
    )


def names_operator(attribution: Attribution) -> bool:
    """Return whether *attribution* says that a firm runs the outlets."""
    return attribution.role is Role.OPERATOR and attribution.stance is Stance.ASSERTS and attribution.firm is not None


def covers(attribution: Attribution, outlet: Outlet) -> bool:
    """Return whether an attribution of a campaign is about *outlet*."""
    if not isinstance(attribution, SetAttribution):
        return True
    return outlet.id in attribution.concerns if attribution.concerns else attribution.part is None


def _by_id(files: Iterable[Loaded], kind: type[R]) -> dict[str, R]:
    records = [entry.record for entry in files if isinstance(entry.record, kind)]
    return {record.id: record for record in sorted(records, key=lambda record: record.id)}


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Return the second values of *pairs*, grouped by the first, in the order of the pairs."""
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _known(ids: Iterable[str], records: Mapping[str, R]) -> Iterator[R]:
    """Yield the records with *ids* that are in *records* and published, each once."""
    lookup: Callable[[str], R | None] = records.get
    yield from (record for record in map(lookup, dict.fromkeys(ids)) if record is not None and record.is_published)


def _own_attributions_of(outlet: Outlet) -> Iterator[Said]:
    yield from (Said(attribution, outlet) for attribution in outlet.attributions)


def _attributions_of(outlet: Outlet, campaigns: Mapping[str, Campaign]) -> Iterator[Said]:
    yield from _own_attributions_of(outlet)
    for campaign in _known(outlet.campaigns, campaigns):
        for attribution in campaign.attributions:
            if covers(attribution, outlet):
                yield Said(attribution, campaign)


def _operators(statements: Iterable[Said]) -> Iterator[str]:
    """Yield the firms that *statements* name as operators, each once."""
    named = (said.attribution.firm for said in statements if names_operator(said.attribution))
    yield from dict.fromkeys(firm for firm in named if firm is not None)


def _indicated(
    outlets: Iterable[Outlet], campaigns: Iterable[Campaign], known: Mapping[str, Outlet]
) -> Iterator[tuple[IndicatorKey, Outlet]]:
    """Yield each technical value with each outlet for which a record states it, each pair once."""
    own = (((i.type, i.value), outlet) for outlet in outlets for i in outlet.indicators)
    shared = (
        ((i.type, i.value), outlet)
        for campaign in campaigns
        for i in campaign.indicators
        for outlet in _known(i.concerns, known)
    )
    seen: set[tuple[IndicatorKey, str]] = set()
    for key, outlet in (*own, *shared):
        if (key, outlet.id) not in seen:
            seen.add((key, outlet.id))
            yield key, outlet


def _statements(
    outlets: Iterable[Outlet], campaigns: Iterable[Campaign], firms: Iterable[Firm]
) -> Iterator[tuple[str, Said]]:
    """Yield the ID of each firm with each statement about it in other records."""
    statements = [Said(a, campaign) for campaign in campaigns for a in campaign.attributions]
    statements += [Said(a, firm) for firm in firms if firm.is_published for a in firm.relations]
    statements += [Said(a, outlet) for outlet in outlets for a in outlet.attributions]
    yield from ((said.attribution.firm, said) for said in statements if said.attribution.firm is not None)


def _evidence(
    outlets: Iterable[Outlet], campaigns: Iterable[Campaign], firms: Iterable[Firm]
) -> Iterator[tuple[str, EvidenceOf]]:
    """Yield the ID of each firm with each item of evidence that mentions it in other records."""
    held: list[tuple[Record, tuple[Evidence, ...]]] = [(campaign, campaign.evidence) for campaign in campaigns]
    held += [(outlet, outlet.evidence) for outlet in outlets]
    held += [(firm, firm.statements) for firm in firms if firm.is_published]
    for record, items in held:
        for evidence in items:
            named = dict.fromkeys((*evidence.firms, *evidence.accuses))
            yield from ((firm, EvidenceOf(evidence, record)) for firm in named if record.id != firm)


def _ties(campaigns: Iterable[Campaign], known: Mapping[str, Campaign]) -> Iterator[tuple[str, Tie]]:
    """Yield the ID of each campaign with each statement about it and another campaign, from both sides."""
    for campaign in campaigns:
        for links, distinct in ((campaign.distinct_from, True), (campaign.overlaps_with, False)):
            for link in links:
                for other in _known((link.campaign,), known):
                    yield campaign.id, Tie(other, link, distinct)
                    yield other.id, Tie(campaign, link, distinct)


def _citing(
    outlets: Iterable[Outlet], named: Mapping[str, tuple[Reference, ...]], files: Iterable[Loaded]
) -> Iterator[tuple[str, Outlet]]:
    """Yield the ID of each source with each of *outlets* that cites it, each pair once."""
    paths = {entry.record.id: entry.file.path for entry in files if isinstance(entry.record, Outlet)}
    for outlet in outlets:
        cited = dict.fromkeys(reference.id for reference in named[paths[outlet.id]] if reference.folder == "sources")
        yield from ((id, outlet) for id in cited)


def _mentions(files: Iterable[Loaded], named: Mapping[str, tuple[Reference, ...]]) -> Iterator[tuple[str, Mention]]:
    """Yield the ID of each source with each location that cites it, in published records."""
    for entry in files:
        if entry.record.is_published:
            for reference in named[entry.file.path]:
                if reference.folder == "sources":
                    yield reference.id, Mention(entry.record, reference.at)

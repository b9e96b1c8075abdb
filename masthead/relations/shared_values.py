"""The values that outlets share and that have a page each: a language, a technique, a technical value, a kind, a year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeVar

from masthead.field_types.vocabulary import EvidenceKind, IndicatorType
from masthead.model import Campaign, Outlet
from masthead.model.website_paths import device_in
from masthead.relations.graph import Graph, IndicatorKey

K = TypeVar("K", bound=Hashable)

LANGUAGES, TECHNIQUE_PAGES, INDICATORS, KINDS, YEARS = "languages/", "techniques/", "indicators/", "kinds/", "years/"
INDEXES = (LANGUAGES, TECHNIQUE_PAGES, INDICATORS, KINDS, YEARS)
"""The addresses of the pages that list all values of a kind; a kind without values has no such page."""

NAVIGATOR_LAYER = f"{TECHNIQUE_PAGES}navigator-layer.json"
"""The address of the techniques as a layer for the DISARM Navigator."""

TYPES_WITH_PAGES = (
    IndicatorType.ADSENSE_ID,
    IndicatorType.ANALYTICS_ID,
    IndicatorType.IPV6,
    IndicatorType.IPV4,
    IndicatorType.TECHNOLOGY,
)
"""The types of technical values that have pages; the fewer unrelated sites may share a value by its nature, the earlier.

A username has none: it may be that of a person."""


@dataclass(frozen=True, slots=True)
class SharedValue:
    """A value, the address of its page and of the page that lists it, and what has it, by host and ID."""

    index: str
    value: str
    path: str
    outlets: tuple[Outlet, ...]
    campaigns: tuple[Campaign, ...] = ()
    """The campaigns of which, as a whole, evidence shows a technique, or a source reports a technical value."""


def indicator_path(kind: IndicatorType, value: str) -> str:
    """Return the address of the page of a technical *value* of a *kind* that has pages.

    A value that is no file name everywhere has a checksum at its end, so that two values never have the same address.
    """
    plain = re.sub("[^a-z0-9.]+", "-", value.lower()).strip("-.")[:48].strip("-.")
    if plain != value or not plain or device_in(plain):
        digest = blake2b(value.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
        plain = "-".join(filter(None, ("value" if device_in(plain) else "", plain, digest)))
    return f"{INDICATORS}{kind}/{plain}/"


def shared_values(graph: Graph) -> Iterator[SharedValue]:
    """Yield every value that a published outlet or campaign of *graph* has, kind by kind."""
    yield from _of_outlets(graph, LANGUAGES, lambda outlet: (language.tag for language in outlet.languages))
    yield from _techniques(graph)
    yield from _indicators(graph)
    yield from _of_outlets(graph, KINDS, lambda outlet: (outlet.kind.value,))
    yield from _of_outlets(graph, YEARS, lambda outlet: filter(None, (first_year(outlet),)))


def techniques_in(record: Outlet | Campaign) -> Iterator[str]:
    """Yield the ID of each technique that an item of evidence of *record* shows, as often as it is shown."""
    return (id for item in record.evidence for id in item.techniques)


def first_year(outlet: Outlet) -> str:
    """Return the year of the earliest dated evidence, observation, indicator or host of *outlet*, or an empty text.

    Registrations do not count, in any field: a domain may be older than the outlet.
    """
    dates = (
        *(item.date for item in outlet.evidence if item.kind is not EvidenceKind.REGISTRATION),
        *(observation.date for observation in outlet.activity),
        *(indicator.first_seen for indicator in outlet.indicators),
        *(further.first_seen for further in outlet.hosts),
    )
    return min((str(date.year) for date in dates if date), default="")


def _of_outlets(graph: Graph, index: str, values: Callable[[Outlet], Iterable[str]]) -> Iterator[SharedValue]:
    """Yield each of the *values* of published outlets, sorted."""
    groups: defaultdict[str, list[Outlet]] = defaultdict(list)
    for outlet in graph.outlets.values():
        if outlet.is_published:
            for value in dict.fromkeys(values(outlet)):
                groups[value].append(outlet)
    for value, outlets in sorted(groups.items()):
        yield SharedValue(index, value, f"{index}{value.lower()}/", tuple(outlets))


def _techniques(graph: Graph) -> Iterator[SharedValue]:
    """Yield each technique that evidence of a site, or of a campaign as a whole, shows."""
    of_outlets = {shared.value: shared.outlets for shared in _of_outlets(graph, TECHNIQUE_PAGES, techniques_in)}
    of_campaigns = _campaigns_by(graph, techniques_in)
    for id in sorted({*of_outlets, *of_campaigns}):
        path = f"{TECHNIQUE_PAGES}{id.lower()}/"
        yield SharedValue(TECHNIQUE_PAGES, id, path, of_outlets.get(id, ()), tuple(of_campaigns[id]))


def _indicators(graph: Graph) -> Iterator[SharedValue]:
    """Yield each technical value that sources report for a site, or for the sites of a campaign together."""
    outlets = dict(graph.outlets_by_indicator.items())
    of_campaigns = _campaigns_by(graph, _keys_of)
    with_pages = (key for key in {*outlets, *of_campaigns} if key[0] in TYPES_WITH_PAGES)
    for kind, value in sorted(with_pages, key=lambda key: (TYPES_WITH_PAGES.index(key[0]), key[1])):
        by_host = tuple(sorted(outlets.get((kind, value), ()), key=lambda outlet: outlet.host))
        campaigns = tuple(of_campaigns[kind, value])
        yield SharedValue(INDICATORS, value, indicator_path(kind, value), by_host, campaigns)


def _keys_of(campaign: Campaign) -> Iterator[IndicatorKey]:
    return ((indicator.type, indicator.value) for indicator in campaign.indicators)


def _campaigns_by(graph: Graph, values: Callable[[Campaign], Iterable[K]]) -> defaultdict[K, list[Campaign]]:
    """Return the published campaigns by each of their *values*."""
    groups: defaultdict[K, list[Campaign]] = defaultdict(list)
    for campaign in graph.campaigns.values():
        if campaign.is_published:
            for value in dict.fromkeys(values(campaign)):
                groups[value].append(campaign)
    return groups

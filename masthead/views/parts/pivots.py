"""Lists of the outlets that share a value: a language, a technique, a technical value, what they pose as, a year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from masthead.edition.edition import Edition, Link
from masthead.edition.kept_results import remembered
from masthead.field_types.vocabulary import N_, IndicatorType, OutletKind
from masthead.model import Campaign, Evidence, Outlet
from masthead.model.website_paths import device_in
from masthead.pinned_lists import TECHNIQUES
from masthead.search.facets import first_year

LANGUAGES, TECHNIQUE_PAGES, INDICATORS, KINDS, YEARS = "languages/", "techniques/", "indicators/", "kinds/", "years/"
PAGES = "page"
"""The step of an address before the number of a page of a list: no type of technical values is named so."""

NAVIGATOR_LAYER = f"{TECHNIQUE_PAGES}navigator-layer.json"
"""The address of the techniques as a layer for the DISARM Navigator."""

TITLES: Mapping[str, str] = {
    LANGUAGES: N_("Languages"),
    TECHNIQUE_PAGES: N_("Techniques"),
    INDICATORS: N_("Technical values"),
    KINDS: N_("Kinds of outlet"),
    YEARS: N_("Years"),
}
"""The title of the page that lists the values of each kind, by the address of that page."""

TYPES_WITH_PAGES = (
    IndicatorType.ADSENSE_ID,
    IndicatorType.ANALYTICS_ID,
    IndicatorType.IPV6,
    IndicatorType.IPV4,
    IndicatorType.TECHNOLOGY,
)
"""The types of technical values that have pages; the fewer unrelated sites may share a value by its nature, the earlier.

A username has none: it may be that of a person."""

# Translators: how little a shared technical value shows: as cautious as the English.
WEIGHTS = {
    IndicatorType.ADSENSE_ID: N_("Such an ID belongs to one account. Whoever copies a page copies its ID too."),
    IndicatorType.ANALYTICS_ID: N_("Such an ID belongs to one account. Whoever copies a page copies its ID too."),
    IndicatorType.USERNAME: N_("Weak on its own: different people may use the same name."),
    IndicatorType.IPV6: N_("Weak on its own: anyone can rent an address, and unrelated sites may share it."),
    IndicatorType.IPV4: N_("Weak on its own: anyone can rent an address, and unrelated sites may share it."),
    IndicatorType.TECHNOLOGY: N_("Very weak on its own: unrelated sites use the same software."),
}
"""The sentences on how little a shared value of each type shows; the fewer unrelated sites may share one, the earlier."""


@dataclass(frozen=True, slots=True)
class Pivot:
    """A value, and the outlets that have it, by host."""

    index: str
    """The address of the page that lists all values of its kind."""
    value: str
    path: str
    title: str
    outlets: tuple[Outlet, ...]
    campaigns: tuple[Campaign, ...] = ()
    """The campaigns of which, as a whole, evidence shows a technique, or a source reports a technical value."""

    @property
    def type(self) -> IndicatorType | None:
        """The type of a technical value; None for other values."""
        if self.index != INDICATORS:
            return None
        return next(kind for kind in IndicatorType if kind == self.path.split("/")[1])

    @property
    def start(self) -> Link:
        """A link to its page."""
        return Link(self.title, self.path)


def indicator_path(kind: IndicatorType, value: str) -> str:
    """Return the address of the page of a technical *value* of a *kind* that has pages.

    A value that is no file name everywhere has a checksum at its end, so that two values never have the same address.
    """
    plain = re.sub("[^a-z0-9.]+", "-", value.lower()).strip("-.")[:48].strip("-.")
    if plain != value or not plain or device_in(plain):
        digest = blake2b(value.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
        plain = "-".join(filter(None, ("value" if device_in(plain) else "", plain, digest)))
    return f"{INDICATORS}{kind}/{plain}/"


@remembered(4)
def pivots(edition: Edition) -> tuple[Pivot, ...]:
    """Return every value that has a page: those of published outlets, and those that had a page in an earlier release."""
    now = [
        *_languages(edition),
        *_techniques(edition),
        *_indicators(edition),
        *_by(edition, KINDS, lambda outlet: (outlet.kind.value,), _kind_title),
        *_by(edition, YEARS, lambda outlet: filter(None, (first_year(outlet),)), lambda _, year: year),
    ]
    every = (*now, *_former(edition, {pivot.path for pivot in now}))
    return tuple(sorted(every, key=lambda pivot: list(TITLES).index(pivot.index)))


def index_links(edition: Edition) -> tuple[Link, ...]:
    """Return links to the pages that list all values of a kind, for each kind that has any."""
    present = {pivot.index for pivot in pivots(edition)}
    return tuple(Link(edition.book.say(title), index) for index, title in TITLES.items() if index in present)


def _by(
    edition: Edition,
    index: str,
    values: Callable[[Outlet], Iterable[str]],
    title: Callable[[Edition, str], str],
) -> Iterator[Pivot]:
    """Yield a pivot for each of the *values* of outlets, sorted."""
    groups: defaultdict[str, list[Outlet]] = defaultdict(list)
    for outlet in edition.graph.outlets.values():
        if outlet.is_published:
            for value in dict.fromkeys(values(outlet)):
                groups[value].append(outlet)
    for value, outlets in sorted(groups.items()):
        yield Pivot(index, value, f"{index}{value.lower()}/", title(edition, value), tuple(outlets))


def _languages(edition: Edition) -> Iterator[Pivot]:
    return _by(
        edition,
        LANGUAGES,
        lambda outlet: (language.tag for language in outlet.languages),
        lambda edition, tag: edition.book.language(tag),
    )


def _techniques(edition: Edition) -> Iterator[Pivot]:
    """Yield each technique that evidence of a site, or of a campaign as a whole, shows."""
    of_outlets = {
        pivot.value: pivot for pivot in _by(edition, TECHNIQUE_PAGES, _shown_by, lambda _, id: technique_title(id))
    }
    of_campaigns: defaultdict[str, list[Campaign]] = defaultdict(list)
    for campaign in edition.graph.campaigns.values():
        if campaign.is_published:
            for id in dict.fromkeys(_shown_by(campaign)):
                of_campaigns[id].append(campaign)
    for id in sorted({*of_outlets, *of_campaigns}):
        outlets = of_outlets[id].outlets if id in of_outlets else ()
        path = f"{TECHNIQUE_PAGES}{id.lower()}/"
        yield Pivot(TECHNIQUE_PAGES, id, path, technique_title(id), outlets, tuple(of_campaigns[id]))


def _shown_by(record: Outlet | Campaign) -> Iterator[str]:
    return (id for item in record.evidence for id in item.techniques)


def items_of(pivot: Pivot) -> list[tuple[Outlet | Campaign, Evidence]]:
    """Return the items of evidence that show a technique, with the campaign or site of which they are; none for other values."""
    records: list[Outlet | Campaign] = [*pivot.campaigns, *pivot.outlets] if pivot.index == TECHNIQUE_PAGES else []
    return [(record, item) for record in records for item in record.evidence if pivot.value in item.techniques]


def technique_title(id: str) -> str:
    """Return the ID of a technique with the name that DISARM gives it."""
    return f"{id} {TECHNIQUES[id]}" if id in TECHNIQUES else id


def _kind_title(edition: Edition, value: str) -> str:
    return edition.book.label(kind_of(value))


def kind_of(value: str) -> OutletKind:
    """Return the kind of outlet that records write as *value*."""
    return next(kind for kind in OutletKind if kind == value)


def _indicators(edition: Edition) -> Iterator[Pivot]:
    """Yield each technical value that sources report for a site, or for the sites of a campaign together."""
    outlets = dict(edition.graph.outlets_by_indicator.items())
    of_campaigns: defaultdict[tuple[IndicatorType, str], list[Campaign]] = defaultdict(list)
    for campaign in edition.graph.campaigns.values():
        if campaign.is_published:
            for key in dict.fromkeys((indicator.type, indicator.value) for indicator in campaign.indicators):
                of_campaigns[key].append(campaign)
    with_pages = (key for key in {*outlets, *of_campaigns} if key[0] in TYPES_WITH_PAGES)
    for kind, value in sorted(with_pages, key=lambda key: (TYPES_WITH_PAGES.index(key[0]), key[1])):
        by_host = tuple(sorted(outlets.get((kind, value), ()), key=lambda outlet: outlet.host))
        campaigns = tuple(of_campaigns[kind, value])
        yield Pivot(INDICATORS, value, indicator_path(kind, value), value, by_host, campaigns)


def _former(edition: Edition, now: set[str]) -> Iterator[Pivot]:
    """Yield the values that had a page in an earlier release and that no outlet has now; only their address is known.

    The further pages of a list of values are not among them.
    """
    for address in edition.ledger.addresses:
        index, _, rest = address.partition("/")
        steps = rest.removesuffix("/").split("/")
        depth = 2 if f"{index}/" == INDICATORS else 1
        is_value = len(steps) == depth and steps[0] != PAGES
        if f"{index}/" in TITLES and rest and is_value and address.endswith("/") and address not in now:
            yield Pivot(f"{index}/", steps[-1], address, steps[-1], ())

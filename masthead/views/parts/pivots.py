"""Lists of the outlets that share a value: a language, a technique, a technical value, what they pose as, a year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from masthead.edition.edition import Edition, Link
from masthead.edition.shared_results import remembered
from masthead.field_types.vocabulary import N_, IndicatorType, OutletKind
from masthead.model import Campaign, Evidence, Outlet
from masthead.pinned_lists import TECHNIQUES
from masthead.relations.shared_values import (
    INDICATORS,
    KINDS,
    LANGUAGES,
    TECHNIQUE_PAGES,
    YEARS,
    SharedValue,
    shared_values,
)

PAGES = "page"
"""The step of an address before the number of a page of a list: no type of technical values is named so."""

TITLES: Mapping[str, str] = {
    LANGUAGES: N_("Languages"),
    TECHNIQUE_PAGES: N_("Techniques"),
    INDICATORS: N_("Technical values"),
    KINDS: N_("Kinds of outlet"),
    YEARS: N_("Years"),
}
"""The title of the page that lists the values of each kind, by the address of that page."""

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
class Pivot(SharedValue):
    """A value with its title: the head of a page with the outlets that have it."""

    title: str = ""

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


@remembered(4)
def pivots(edition: Edition) -> tuple[Pivot, ...]:
    """Return every value that has a page: those of published outlets, and those that had a page in an earlier release."""
    now = [
        Pivot(shared.index, shared.value, shared.path, shared.outlets, shared.campaigns, _title(edition, shared))
        for shared in shared_values(edition.graph)
    ]
    every = (*now, *_former(edition, {pivot.path for pivot in now}))
    return tuple(sorted(every, key=lambda pivot: list(TITLES).index(pivot.index)))


def _title(edition: Edition, shared: SharedValue) -> str:
    """Return the title of a value in the language of the edition."""
    titles: Mapping[str, Callable[[str], str]] = {
        LANGUAGES: edition.book.language,
        TECHNIQUE_PAGES: technique_title,
        KINDS: lambda value: edition.book.label(kind_of(value)),
    }
    return titles[shared.index](shared.value) if shared.index in titles else shared.value


def index_links(edition: Edition) -> tuple[Link, ...]:
    """Return links to the pages that list all values of a kind, for each kind that has any."""
    present = {pivot.index for pivot in pivots(edition)}
    return tuple(Link(edition.book.say(title), index) for index, title in TITLES.items() if index in present)


def items_of(pivot: Pivot) -> list[tuple[Outlet | Campaign, Evidence]]:
    """Return the items of evidence that show a technique, with the campaign or site of which they are; none for other values."""
    records: list[Outlet | Campaign] = [*pivot.campaigns, *pivot.outlets] if pivot.index == TECHNIQUE_PAGES else []
    return [(record, item) for record in records for item in record.evidence if pivot.value in item.techniques]


def technique_title(id: str) -> str:
    """Return the ID of a technique with the name that DISARM gives it."""
    return f"{id} {TECHNIQUES[id]}" if id in TECHNIQUES else id


def kind_of(value: str) -> OutletKind:
    """Return the kind of outlet that records write as *value*."""
    return next(kind for kind in OutletKind if kind == value)


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
            yield Pivot(f"{index}/", steps[-1], address, (), title=steps[-1])

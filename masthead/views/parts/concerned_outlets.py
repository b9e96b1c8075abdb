"""The outlets that an item of evidence or an indicator of a campaign names: a few of them, and a list of all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from masthead.edition.edition import Edition, Link, path_of
from masthead.edition.safe_markdown import shortened
from masthead.field_types.vocabulary import N_, NN_
from masthead.model import Campaign, Evidence, Outlet, SetIndicator
from masthead.views.parts.sublists import FEW, Sublist, sublist_path

_OF_EVIDENCE = N_("sites that the item “%(claim)s” concerns")
_OF_INDICATOR = N_("sites with the same %(type)s, %(value)s")
_BEFORE_ALL = 3
"""The number of outlets that are named before the link to the list of all, which has them too."""
_ALL = NN_("all %(num)s site", "all %(num)s sites")


@dataclass(frozen=True, slots=True)
class Concerned:
    """The outlets that are concerned: links to them, or to a few of them and to the list of all."""

    few: tuple[Link, ...]
    all: Link | None


def concerned_by_evidence(edition: Edition, item: Evidence, path: str) -> Concerned:
    """Return the outlets that *item* names, which belongs to the page at *path*."""
    ids = getattr(item, "concerns", ())
    return _concerned(edition, ids, ids, sublist_path(path, item.id))


def concerned_by_indicator(edition: Edition, campaign: Campaign, indicator: SetIndicator) -> Concerned:
    """Return the outlets for which *indicator* is reported; the list of all has every outlet with the same value."""
    path = sublist_path(path_of(campaign), _key(indicator))
    return _concerned(edition, indicator.concerns, _with_value(campaign, indicator), path)


def _concerned(edition: Edition, ids: Sequence[str], listed: Sequence[str], path: str) -> Concerned:
    links = (edition.link(outlet) for outlet in _published(edition, ids))
    by_title = tuple(sorted(links, key=lambda link: link.text.casefold()))
    if len(by_title) <= FEW:
        return Concerned(by_title, None)
    text = edition.book.plural(*_ALL, len(_published(edition, listed)))
    return Concerned(by_title[:_BEFORE_ALL], Link(text, path))


def concerned_lists(edition: Edition, campaign: Campaign) -> Iterator[Sublist]:
    """Yield the list of the outlets that each item of evidence and each value in *campaign* concerns, where they are many."""
    for item in campaign.evidence:
        title = edition.book.say(_OF_EVIDENCE) % {"claim": edition.book.isolated(shortened(item.claim))}
        yield from _list(edition, campaign, item.id, title, item.concerns)
    for key, indicator in {_key(indicator): indicator for indicator in campaign.indicators}.items():
        pieces = {"type": edition.book.label(indicator.type), "value": indicator.value}
        yield from _list(
            edition, campaign, key, edition.book.say(_OF_INDICATOR) % pieces, _with_value(campaign, indicator)
        )


def _key(indicator: SetIndicator) -> str:
    """Return the name of the list of the outlets with the value of *indicator*; no item of evidence has it."""
    digest = hashlib.sha256(f"{indicator.type}\n{indicator.value}".encode()).hexdigest()
    return f"indicators/{digest[:12]}"


def _with_value(campaign: Campaign, indicator: SetIndicator) -> tuple[str, ...]:
    alike = (other for other in campaign.indicators if (other.type, other.value) == (indicator.type, indicator.value))
    return tuple(id for other in alike for id in other.concerns)


def _list(edition: Edition, campaign: Campaign, which: str, title: str, ids: Sequence[str]) -> Iterator[Sublist]:
    outlets = _published(edition, ids)
    if len(outlets) > FEW:
        yield Sublist(sublist_path(path_of(campaign), which), title, outlets)


def _published(edition: Edition, ids: Sequence[str]) -> tuple[Outlet, ...]:
    """Return the published outlets with *ids*, each once, by host."""
    outlets = (edition.graph.outlets[id] for id in sorted(set(ids)))
    return tuple(outlet for outlet in outlets if outlet.is_published)

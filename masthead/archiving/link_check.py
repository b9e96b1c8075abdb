"""Visits the addresses of sources and archived copies, one after the other, and reports which still answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from masthead import MastheadError
from masthead.archiving.failures import NETWORK, FailureKind, FetchError, reading_answer_of
from masthead.archiving.http_request import HttpAnswer
from masthead.archiving.polite_client import Visitor
from masthead.archiving.turns import in_turns
from masthead.loading.link_status import Links, LinkState, LinkStatus
from masthead.model import Source
from masthead.model.identity import placed_evidence_of
from masthead.relations.graph import Graph

MIN_FAILED = 5
"""Fewer failures say nothing about the network of this machine."""
_STATES = {
    FailureKind.NO_HOST: LinkState.GONE,
    FailureKind.ROBOTS: LinkState.UNCHECKED,
    FailureKind.REFUSED: LinkState.UNCHECKED,
}
_GONE = frozenset({404, 410})
_FORBIDDEN = frozenset({401, 402, 403, 407, 429, 451})


class NoNetworkError(MastheadError):
    """So many addresses failed that the network of this machine must be at fault."""


def link_addresses(graph: Graph, holds: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the addresses of sources and of archived copies in the records for whose path *holds* is true, sorted."""
    web_addresses: set[str] = set()
    for loaded in graph.loaded:
        if loaded.record.is_published and holds(loaded.file.path):
            archives = list(loaded.record.archives) if isinstance(loaded.record, Source) else []
            archives += [copy for _, evidence in placed_evidence_of(loaded.record) for copy in evidence.archives]
            web_addresses |= {copy.url for copy in archives}
            if isinstance(loaded.record, Source) and loaded.record.url:
                web_addresses.add(loaded.record.url)
    return tuple(sorted(web_addresses))


@dataclass(frozen=True, slots=True)
class Look:
    """The status of an address today, and whether the network failed."""

    address: str
    status: LinkStatus
    is_network: bool


def look(visitor: Visitor, wanted: Iterable[str], today: date, seconds: float) -> Iterator[Look]:
    """Yield the status of each of *wanted* until *seconds* have passed; addresses at busy hosts come last."""

    def visit(address: str) -> Look:
        try:
            with reading_answer_of(address):
                state, detail = link_state(address, visitor.get(address))
            failed = False
        except FetchError as error:
            if error.kind is FailureKind.BUSY and not visitor.waits:
                raise
            state, detail = _STATES.get(error.kind, LinkState.FAILING), f"{error.kind}: {error}"
            failed = error.kind in NETWORK
        return Look(address, LinkStatus(state, today, today, detail[:200]), failed)

    return in_turns(visitor, wanted, visit, seconds)


def still_to_look_at(wanted: Sequence[str], before: Links, today: date) -> tuple[str, ...]:
    """Return those of *wanted* that a run on *today* visits, the longest unvisited first.

    A second run on the same day leaves out the addresses that the first visited, unless the first visited all of them.
    """
    due = [address for address in wanted if address not in before or before[address].checked < today]
    return tuple(sorted(due or wanted, key=lambda address: before[address].checked if address in before else date.min))


def link_state(address: str, answer: HttpAnswer) -> tuple[LinkState, str]:
    """Return the state of the document at *address* by its *answer*, with details; only 404 and 410 count as gone."""
    status = f"{answer.status} {answer.reason}".strip()
    if 200 <= answer.status < 300:
        if _is_front(answer.address) and not _is_front(address):
            return LinkState.FAILING, f"{status}, but redirects to the front page"
        return LinkState.ANSWERS, status
    if answer.status in _GONE:
        return LinkState.GONE, status
    if answer.status in _FORBIDDEN:
        return LinkState.UNCHECKED, status
    return LinkState.FAILING, status


def network_works(before: Links, looks: Sequence[Look]) -> None:
    """Raise NoNetworkError if more than half of *looks* failed at addresses that had not failed *before*."""
    answering = (LinkState.ANSWERS, LinkState.UNCHECKED)
    failed = [visited.address for visited in looks if visited.is_network]
    new = [address for address in failed if address not in before or before[address].state in answering]
    if len(new) >= MIN_FAILED and 2 * len(new) > len(looks):
        raise NoNetworkError(
            f"{len(new)} of {len(looks)} addresses could not be reached, such as {new[0]}; the network of this"
            " machine seems to be at fault, so nothing was written about them"
        )


def _is_front(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query

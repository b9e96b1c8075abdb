"""Visits the addresses of sources and archived copies, one after the other, and reports which still answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from masthead import MastheadError
from masthead.archiving.failures import NETWORK, FailureKind, FetchError, reading_answer_of
from masthead.archiving.guarded_connections import host_of
from masthead.archiving.http_request import HttpAnswer
from masthead.archiving.polite_client import Visitor
from masthead.archiving.turns import alternating, in_turns
from masthead.loading.link_status import Links, LinkState, LinkStatus
from masthead.model import Source
from masthead.model.identity import placed_evidence_of
from masthead.relations.graph import Graph

MIN_FAILED = 5
"""Fewer hosts that fail say nothing about the network of this machine."""
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
    """Yield the status of each of *wanted* until *seconds* have passed; hosts take turns, and busy hosts come last.

    A host that does not answer, or takes long, keeps the others waiting for a while at most: the rest of its addresses
    are left for another run.
    """

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

    return in_turns(
        visitor, alternating(wanted, host_of), visit, seconds, lambda address: visitor.has_spent(host_of(address))
    )


def still_to_look_at(wanted: Sequence[str], before: Links, today: date) -> tuple[str, ...]:
    """Return those of *wanted* that a run on *today* visits, the longest unvisited first.

    A second run on the same day leaves out the addresses that the first visited, unless the first visited all of them.
    """
    days = {address: before[address].last_try if address in before else date.min for address in wanted}
    return tuple(sorted([address for address in wanted if days[address] < today] or wanted, key=days.__getitem__))


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
    """Raise NoNetworkError if more than half of the hosts in *looks* failed, at addresses that had not failed *before*."""
    answering = (LinkState.ANSWERS, LinkState.UNCHECKED)
    hosts: defaultdict[str, list[Look]] = defaultdict(list)
    for visited in looks:
        hosts[host_of(visited.address)].append(visited)
    new = [
        host
        for host, visits in hosts.items()
        if all(visit.is_network for visit in visits)
        and any(visit.address not in before or before[visit.address].state in answering for visit in visits)
    ]
    if len(new) >= MIN_FAILED and 2 * len(new) > len(hosts):
        raise NoNetworkError(
            f"{len(new)} of {len(hosts)} hosts could not be reached, such as {new[0]}; the network of this machine seems"
            " to be at fault, so nothing was written about their addresses but the day on which they were tried"
        )


def _is_front(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query

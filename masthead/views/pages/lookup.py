"""Is this site listed? The page /lookup/, and what a browser is told of each host that the records have.

An answer is a short list: its kind, and what that kind says. What is withdrawn gives none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from masthead.edition.edition import Edition, path_of, text_of
from masthead.edition.safe_markdown import prose
from masthead.field_types.vocabulary import N_, StateName
from masthead.hosts.known_hosts import shared_host
from masthead.hosts.public_suffixes import is_public_suffix, registered_domain, shared_suffix
from masthead.lookup.answer_tables import Alike, Answer
from masthead.model import Campaign, Firm, Outlet
from masthead.model.named_hosts import own_hosts
from masthead.pinned_lists import SHARED_HOSTS, SHARED_SUFFIXES
from masthead.views.parts.lead import lead
from masthead.views.parts.verdict import verdict

FEW = 3
"""How many outlets of one registered domain, or that imitate one host, an answer names."""

LISTED, PART, EXCLUDED, WEBSITE, IMITATED, RELATED, SHARED = range(7)
"""The kinds of answers, as theme/scripts/lookup.js reads them. Of two on one host the first holds."""


@dataclass(frozen=True, slots=True)
class LookupView:
    """The page of the look-up: where it is published, if that is known, and the bookmarklet."""

    path: str
    title: str
    address: str
    bookmarklet: str


def lookup_view(edition: Edition) -> LookupView:
    """Return the page of the look-up."""
    address = edition.address("lookup/")
    # After the # the address of a page stays in the browser: no server is told of it.
    bookmarklet = f"javascript:location.href='{address}#u='+encodeURIComponent(location.href)" if address else ""
    return LookupView("lookup/", edition.book.say(N_("Is this site listed?")), address, bookmarklet)


def answers(edition: Edition) -> dict[str, Answer]:
    """Return what is said of each host that the records have, and of each that many share.

    Nothing but that is said of a public suffix, even if a record names one: it would be said of everybody below it.
    """
    found: dict[str, Answer] = {}
    for host, answer in _all(edition):
        if is_public_suffix(host) and answer != (SHARED,):
            continue
        if host not in found or answer[0] < found[host][0]:  # type: ignore[operator]  # both are kinds
            found[host] = answer
    return found


def alike(edition: Edition) -> Iterator[Alike]:
    """Yield the hosts of outlets, and those that outlets imitate: what others may be taken for."""
    for outlet in _published(edition):
        for host in own_hosts(outlet):
            if not shared_host(registered_domain(host)):
                yield Alike(host, outlet.host)
        for genuine in outlet.imitates:
            if genuine.host:
                yield Alike(genuine.host, outlet.host, imitated=True)


def _all(edition: Edition) -> Iterator[tuple[str, Answer]]:
    """Yield hosts and answers, those that hold the whole of a host before those that only touch it."""
    yield from _of_outlets(edition)
    yield from _of_others(edition)
    yield from _of_imitated(edition)
    yield from _of_domains(edition)
    for host in sorted(
        {*SHARED_HOSTS} | SHARED_SUFFIXES | {shared_suffix(outlet.host) for outlet in _published(edition)}
    ):
        if host:
            yield host, (SHARED,)


def _published(edition: Edition) -> Iterable[Outlet]:
    return (outlet for outlet in edition.graph.outlets.values() if outlet.is_published)


def _of_outlets(edition: Edition) -> Iterator[tuple[str, Answer]]:
    for outlet in _published(edition):
        told = _told(edition, outlet)
        yield outlet.host, (LISTED, *told)
        for host in outlet.formerly:
            yield host, (PART, *told, outlet.host, edition.book.say(N_("former address")))
        for further in outlet.hosts:
            yield further.host, (PART, *told, outlet.host, edition.book.label(further.role))


def _told(edition: Edition, outlet: Outlet) -> Answer:
    """Return the name of *outlet* with its language, the sentences on top of its page, and its state if it is disputed."""
    lang = edition.title(outlet)[1]
    said = verdict(edition, outlet)
    sentences = (lead(edition, outlet), *said.sentences)
    state = edition.book.label(outlet.state.name) if outlet.state else ""
    return outlet.name or "", lang, " ".join(map(text_of, sentences)), state


def _of_others(edition: Edition) -> Iterator[tuple[str, Answer]]:
    """Yield the hosts that were left out, with the reason, and the websites of firms."""
    for record in edition.graph.records():
        if isinstance(record, Outlet) and record.state and record.state.name is StateName.EXCLUDED:
            reason = prose(record.state.reason).striptags()
            yield record.host, (EXCLUDED, reason, path_of(record), edition.title(record)[0])
        if isinstance(record, Campaign) and record.is_published:
            for left in record.excluded:
                yield left.host, (EXCLUDED, prose(left.reason).striptags(), path_of(record), record.name)
        if isinstance(record, Firm) and record.is_published:
            for website in record.websites:
                yield website.host, (WEBSITE, path_of(record), record.name)


def _of_imitated(edition: Edition) -> Iterator[tuple[str, Answer]]:
    imitators: defaultdict[str, list[Outlet]] = defaultdict(list)
    for outlet in _published(edition):
        for host in dict.fromkeys(genuine.host for genuine in outlet.imitates if genuine.host):
            imitators[host].append(outlet)
    yield from _groups(edition, IMITATED, imitators)


def _of_domains(edition: Edition) -> Iterator[tuple[str, Answer]]:
    """Yield the registered domains of outlets that have a host below them."""
    below: defaultdict[str, list[Outlet]] = defaultdict(list)
    for outlet in _published(edition):
        hosts = own_hosts(outlet)
        for domain in dict.fromkeys(registered_domain(host) for host in hosts if registered_domain(host) != host):
            if not shared_host(domain):
                below[domain].append(outlet)
    yield from _groups(edition, RELATED, below)


def _groups(edition: Edition, kind: int, groups: Mapping[str, list[Outlet]]) -> Iterator[tuple[str, Answer]]:
    """Yield the answer of *kind* on each host of *groups*: the first of its outlets, and how many there are."""
    for host, outlets in groups.items():
        few = [
            (outlet.host, outlet.name or "", edition.title(outlet)[1]) for outlet in sorted(outlets, key=_host)[:FEW]
        ]
        yield host, (kind, few, len(outlets))


def _host(outlet: Outlet) -> str:
    return outlet.host

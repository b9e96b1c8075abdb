"""Is this site listed? The page /lookup/, and the answer for each host in the records.

An answer is a short list: its kind, then the values of that kind. Withdrawn records give no answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from masthead.edition.edition import Edition, path_of, text_of
from masthead.edition.safe_markdown import prose
from masthead.field_types.vocabulary import N_, NN_, Role, StateName
from masthead.hosts.known_hosts import CODED, HIDDEN, leads_on, shared_host
from masthead.hosts.public_suffixes import is_public_suffix, registered_domain, shared_suffix
from masthead.lookup.answer_tables import Alike, Answer
from masthead.model import Campaign, Firm, Outlet
from masthead.model.named_hosts import own_hosts
from masthead.pinned_lists import SHARED_HOSTS, SHARED_SUFFIXES
from masthead.views.parts.differences import contradicted
from masthead.views.parts.lead import listing
from masthead.views.parts.outlet_table import published
from masthead.views.parts.verdict import ranked_operators, verdict

FEW = 3
"""The most outlets that an answer names, under one registered domain or as imitators of one host."""

LISTED, PART, EXCLUDED, WEBSITE, IMITATED, RELATED, SHARED = range(7)
"""The kinds of answers, as theme/scripts/lookup.js reads them. The lowest kind for a host is kept."""


@dataclass(frozen=True, slots=True)
class LookupView:
    """The page of the look-up: its public address, if that is known, and the bookmarklet."""

    path: str
    title: str
    address: str
    bookmarklet: str


def lookup_view(edition: Edition) -> LookupView:
    """Return the page of the look-up."""
    address = edition.address("lookup/")
    # Browsers keep the part after the # to themselves: no server learns the address that is looked up.
    bookmarklet = f"javascript:location.href='{address}#u='+encodeURIComponent(location.href)" if address else ""
    return LookupView("lookup/", edition.book.say(N_("Is this site listed?")), address, bookmarklet)


# Translators: the look-up, about statements on who runs a website. It names no firm, so it must accuse nobody.
_STATEMENTS = NN_(
    "The record has what %(sources)s says about who runs it, with any reservation, reply or dispute.",
    "The record has what %(sources)s say about who runs it, with any reservation, reply or dispute.",
)
# Translators: as before, where the sources contradict each other, or one of them cannot say.
_DIFFERING = N_(
    "Sources do not all say the same about who runs it. "
    "The record has what %(sources)s say, with any reservation, reply or dispute."
)


def summary_of(edition: Edition, outlet: Outlet) -> Answer:
    """Return the name of *outlet*, its language, who lists it and what its record says of operators, and its state if disputed."""
    lang = edition.title(outlet)[1]
    state = edition.book.label(outlet.state.name) if outlet.state else ""
    return outlet.name or "", lang, (text_of(listing(edition, outlet)), operators_in_short(edition, outlet)), state


def operators_in_short(edition: Edition, outlet: Outlet) -> str:
    """Return a sentence on the sources that speak of who operates *outlet*, without any firm that they name.

    A firm is never named without the reservations and replies that belong to the statement (`verdict`), and those are
    far too long for an answer to “Is this site listed?”.
    """
    conclusion = verdict(edition, outlet)
    if not conclusion.names_operator:
        return text_of(conclusion.sentence)
    opposed = [given.by for given in contradicted(edition, outlet) if given.role is Role.OPERATOR]
    named = dict.fromkeys((*(said.attribution.by for said in ranked_operators(edition, outlet)), *opposed))
    sources = edition.book.list(edition.by(source).text for source in named)
    if opposed:
        return edition.book.say(_DIFFERING) % {"sources": sources}
    return edition.book.plural(*_STATEMENTS, len(named), sources=sources)


def host_answers(edition: Edition, summary: Callable[[Edition, Outlet], Answer] = summary_of) -> dict[str, Answer]:
    """Return the answer for each host in the records, and for each host that many people share.

    *summary* gives what `summary_of` does. The only answer for a public suffix is that it is shared, even if a record names it: any other answer would be about
    everybody below it.
    """
    answers: dict[str, Answer] = {}
    for host, answer in _all(edition, summary):
        if is_public_suffix(host) and answer[0] != SHARED:
            continue
        if host not in answers or answer[0] < answers[host][0]:  # type: ignore[operator]  # both are kinds
            answers[host] = answer
    return answers


def alike(edition: Edition) -> Iterator[Alike]:
    """Yield the hosts of outlets, and the hosts that outlets imitate: similar hosts may be mistaken for them."""
    for outlet in published(edition):
        for host in own_hosts(outlet):
            if not shared_host(registered_domain(host)):
                yield Alike(host, outlet.host)
        for genuine in outlet.imitates:
            if genuine.host:
                yield Alike(genuine.host, outlet.host, imitated=True)


def _all(edition: Edition, summary: Callable[[Edition, Outlet], Answer]) -> Iterator[tuple[str, Answer]]:
    """Yield hosts with answers: first answers about a host itself, then those about its imitators or relatives."""
    yield from _of_outlets(edition, summary)
    yield from _of_others(edition)
    yield from _of_imitated(edition)
    yield from _of_domains(edition)
    for host in sorted(
        {*SHARED_HOSTS} | SHARED_SUFFIXES | {shared_suffix(outlet.host) for outlet in published(edition)}
    ):
        if host:
            yield host, (SHARED, *_leads(host))


def _leads(host: str) -> Answer:
    """Return how a shared *host* leads to pages of others: 1, its address names the page; 2, it may hide the page; 3, it is a code."""
    leads = leads_on(host) if host in SHARED_HOSTS else ""
    return ({HIDDEN: 2, CODED: 3}.get(leads, 1),) if leads else ()


def _of_outlets(edition: Edition, summary: Callable[[Edition, Outlet], Answer]) -> Iterator[tuple[str, Answer]]:
    for outlet in published(edition):
        summarised = summary(edition, outlet)
        yield outlet.host, (LISTED, *summarised)
        for host in outlet.formerly:
            yield host, (PART, *summarised, outlet.host, edition.book.say(N_("former address")))
        for further in outlet.hosts:
            yield further.host, (PART, *summarised, outlet.host, edition.book.label(further.role))


def _of_others(edition: Edition) -> Iterator[tuple[str, Answer]]:
    """Yield the hosts that were excluded, with the reason, and the websites of firms."""
    for record in edition.graph.records():
        if isinstance(record, Outlet) and record.state and record.state.name is StateName.EXCLUDED:
            reason = prose(record.state.reason).striptags()
            yield record.host, (EXCLUDED, reason, path_of(record), edition.title(record)[0])
        if isinstance(record, Campaign) and record.is_published:
            for excluded in record.excluded:
                yield excluded.host, (EXCLUDED, prose(excluded.reason).striptags(), path_of(record), record.name)
        if isinstance(record, Firm) and record.is_published:
            for website in record.websites:
                yield website.host, (WEBSITE, path_of(record), record.name)


def _of_imitated(edition: Edition) -> Iterator[tuple[str, Answer]]:
    imitators: defaultdict[str, list[Outlet]] = defaultdict(list)
    for outlet in published(edition):
        for host in dict.fromkeys(genuine.host for genuine in outlet.imitates if genuine.host):
            imitators[host].append(outlet)
    yield from _groups(edition, IMITATED, imitators)


def _of_domains(edition: Edition) -> Iterator[tuple[str, Answer]]:
    """Yield the registered domains that outlets have a host below."""
    below: defaultdict[str, list[Outlet]] = defaultdict(list)
    for outlet in published(edition):
        hosts = own_hosts(outlet)
        for domain in dict.fromkeys(registered_domain(host) for host in hosts if registered_domain(host) != host):
            if not shared_host(domain):
                below[domain].append(outlet)
    yield from _groups(edition, RELATED, below)


def _groups(edition: Edition, kind: int, groups: Mapping[str, list[Outlet]]) -> Iterator[tuple[str, Answer]]:
    """Yield an answer of *kind* for each host in *groups*: the first few of its outlets, and their number."""
    for host, outlets in groups.items():
        first = sorted(outlets, key=lambda outlet: outlet.host)[:FEW]
        few = [(outlet.host, outlet.name or "", edition.title(outlet)[1]) for outlet in first]
        yield host, (kind, few, len(outlets))

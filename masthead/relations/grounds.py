"""The grounds of a statement: the documents that were read for it in the end, and how many publishers are behind them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from masthead.field_types.vocabulary import PublisherKind, Reliability, Verification
from masthead.hosts.host_in_text import find
from masthead.hosts.inner_addresses import hosts_behind, page_host
from masthead.hosts.known_hosts import passes_pages_on, site_of
from masthead.hosts.meant_page import page_key
from masthead.hosts.public_suffixes import registered_domain
from masthead.model import Source
from masthead.relations.like_names import bare_name, like_pairs
from masthead.syntax.confusable_letters import skeleton

_SHORTEST_SITE = 4
_UNJUDGED = (Reliability.E, Reliability.F)

Apart = Collection[frozenset[str]]
"""Pairs of bare names of publishers that are nearly equal, and belong to two."""


def documents_read(sources: Mapping[str, Source], ids: Iterable[str]) -> frozenset[str]:
    """Return the IDs of the documents that were read for the sources *ids*: the sources or, if unread, their own sources.

    A copy counts as the document that it repeats. An unread source counts as the documents through which it is known;
    if it is known through nothing, or only through itself, it does not count.
    """
    documents: set[str] = set()
    known: dict[str, str] = {}
    seen: set[str] = set()
    waiting = [id for id in ids if id in sources]
    while waiting:
        id = waiting.pop()
        if id in seen:
            continue
        seen.add(id)
        if sources[id].verification is Verification.CITED:
            waiting += (other for other in sources[id].via if other in sources)
        else:
            documents.add(original(sources, id, known))
    return frozenset(documents)


def originals(sources: Mapping[str, Source]) -> Mapping[str, str]:
    """Return for each of *sources* the ID of the one whose text it repeats, or its own; in a circle, the first in order."""
    known: dict[str, str] = {}
    for id in sources:
        original(sources, id, known)
    return known


def original(sources: Mapping[str, Source], id: str, known: dict[str, str]) -> str:
    """Return the ID of the source whose text the source *id* repeats; *known* holds and gets those that were looked for."""
    path: dict[str, None] = {}
    while id not in known and id not in path:
        path[id] = None
        above = sources[id].copy_of
        id = above if above and above in sources else id
    if id not in known:
        circle = list(path)[list(path).index(id) :]
        known |= dict.fromkeys(circle, min(circle))
    first = known[id]
    known |= dict.fromkeys(path, first)
    return first


def is_judged(source: Source) -> bool:
    """Return whether it is known who publishes *source*, and that publisher is not rated unreliable or unratable."""
    return source.publisher_kind is not PublisherKind.UNKNOWN and source.reliability not in _UNJUDGED


def publishers(sources: Iterable[Source], apart: Apart = frozenset()) -> int:
    """Return how many publishers are behind *sources*.

    Publishers on the same site, and those whose names are equal but for their form, count as one. So do those with nearly
    equal names, unless the two are *apart*.
    """
    read = list(sources)
    bodies = Bodies(read)
    for name, other in like_pairs(source.publisher for source in read):
        if pair_of(name, other) not in apart:
            bodies.join(bare_name(name), bare_name(other))
    return len({bodies.of(source) for source in read})


def apart(sources: Iterable[Source]) -> Apart:
    """Return the pairs of publishers that are two according to one of *sources*."""
    return {pair_of(source.publisher, other) for source in sources for other in source.publisher_is_not}


def pair_of(name: str, other: str) -> frozenset[str]:
    """Return the pair of the publishers *name* and *other*, regardless of their order and of the form of their names."""
    return frozenset((bare_name(name), bare_name(other)))


class Bodies:
    """The bodies behind *sources*: names and sites that belong together, each with one mark for all of them."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._above: dict[str, str] = {}
        for source in sources:
            for mark in (*addresses(source), *map(site_of, hosts(source))):
                self.join(bare_name(source.publisher), f"at {mark}")

    def of(self, source: Source) -> str:
        """Return the mark of the body that published *source*."""
        return self._top(bare_name(source.publisher))

    def are_one(self, name: str, other: str) -> bool:
        """Return whether the publishers *name* and *other* are one body."""
        return self._top(bare_name(name)) == self._top(bare_name(other))

    def join(self, name: str, other: str) -> None:
        """Let *name* and *other* belong to one body."""
        self._above[self._top(name)] = self._top(other)

    def _top(self, name: str) -> str:
        while (above := self._above.get(name, name)) != name:
            self._above[name] = self._above.get(above, above)  # halves the way for those who come after
            name = above
        return name


def addresses(source: Source) -> frozenset[str]:
    """Return the addresses of *source*, normalised so that spellings of one address, and a page and its copy, are equal."""
    return frozenset(map(page_key, _urls(source)))


def hosts(source: Source) -> frozenset[str]:
    """Return the hosts on which *source* was published, even if its address is that of a copy or a translation."""
    return frozenset(host for url in _urls(source) if (host := page_host(url)))


def hosts_shown(source: Source) -> frozenset[str]:
    """Return the hosts whose pages *source* may be: its own, and those of the addresses inside its address.

    A tool that its own publisher runs takes the address of what it looked at, and is not a page of that.
    """
    behind = (host for url in _urls(source) if not _is_published_at(source, url) for host in hosts_behind(url))
    return hosts(source).union(behind)


def _is_published_at(source: Source, url: str) -> bool:
    """Return whether the publisher of *source* has the name of the site at *url*, which shows no pages of others."""
    host = next((one.host for one in find(url)), "")
    site = skeleton(registered_domain(host).partition(".")[0])
    return len(site) >= _SHORTEST_SITE and site in skeleton(source.publisher) and not passes_pages_on(host)


def _urls(source: Source) -> Iterator[str]:
    if source.url:
        yield source.url
    yield from (archive.original for archive in source.archives)

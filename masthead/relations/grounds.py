"""The grounds of a statement: the texts behind sources, and the bodies that published them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from masthead.field_types.vocabulary import PublisherKind, Reliability
from masthead.hosts.host_in_text import find
from masthead.hosts.hosts_behind_address import hosts_behind, page_host
from masthead.hosts.known_hosts import passes_pages_on, site_of
from masthead.hosts.meant_page import page_key
from masthead.hosts.public_suffixes import registered_domain
from masthead.model import Source
from masthead.model.named_hosts import host_meant
from masthead.model.record import once_a_record
from masthead.relations.like_names import bare_name, kin_pairs, publisher_pairs
from masthead.syntax.confusable_letters import skeleton

_SHORTEST_SITE = 4
_BEFORE_COMMA = re.compile(r"[,;]| [-\u2013\u2014] ")
_UNJUDGED = (Reliability.E, Reliability.F)

Apart = Collection[frozenset[str]]
"""Pairs of bare names of publishers that are nearly equal, and belong to two."""


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


def apart(sources: Iterable[Source]) -> set[frozenset[str]]:
    """Return the pairs of publishers that are two according to one of *sources*."""
    return {pair_of(source.publisher, other) for source in sources for other in source.publisher_is_not}


def pair_of(name: str, other: str) -> frozenset[str]:
    """Return the pair of the publishers *name* and *other*, regardless of their order and of the form of their names."""
    return frozenset((bare_name(name), bare_name(other)))


def bodies_of(sources: Iterable[Source], apart: Apart = frozenset(), kin: Apart = frozenset()) -> Bodies:
    """Return the bodies behind *sources*; those of each pair in *kin* are taken for one.

    Publishers on the same site, and those whose names are equal but for their form, are one. So are those with nearly
    equal names, a department and its body, and a body whose name has more after a comma, unless the two are *apart*.
    """
    read = list(sources)
    bodies = Bodies(read)
    names = dict.fromkeys(source.publisher for source in read)
    whole = set(map(bare_name, names))
    extended = ((before, name) for name in names if bare_name(before := _BEFORE_COMMA.split(name)[0]) in whole)
    for name, other in (*publisher_pairs(names), *extended):
        if pair_of(name, other) not in apart:
            bodies.join(bare_name(name), bare_name(other))
    for name, other in kin:
        bodies.join(name, other)
    return bodies


def kin(sources: Iterable[Source]) -> set[frozenset[str]]:
    """Return the pairs of publishers of *sources* whose names differ in nothing but what bodies and departments are called."""
    pairs = (pair_of(*pair) for pair in kin_pairs(source.publisher for source in sources))
    return {pair for pair in pairs if len(pair) > 1}


class Bodies:
    """The bodies behind *sources*: names and sites that belong together, each with one mark for all of them."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._above: dict[str, str] = {}
        read = list(sources)
        own = {id: {*addresses(source), *map(site_of, hosts(source))} for id, source in enumerate(read)}
        known = set().union(*own.values())
        for id, source in enumerate(read):
            for mark in own[id] | known.intersection(_marks_meant(source)):
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


@once_a_record
def addresses(source: Source) -> frozenset[str]:
    """Return the addresses of *source*, normalised so that spellings of one address, and a page and its copy, are equal."""
    return frozenset(map(page_key, _urls(source)))


@once_a_record
def hosts(source: Source) -> frozenset[str]:
    """Return the hosts on which *source* was published, even if its address is that of a copy or a translation."""
    return frozenset(host for url in _urls(source) if (host := page_host(url)))


@once_a_record
def hosts_shown(source: Source) -> frozenset[str]:
    """Return the hosts whose pages *source* may be: its own, and those of the addresses inside its address.

    A tool that its own publisher runs takes the address of what it looked at, and is not a page of that.
    """
    behind = (host for url in _urls(source) if not _is_published_at(source, url) for host in hosts_behind(url))
    return hosts(source).union(behind)


def _marks_meant(source: Source) -> Iterator[str]:
    """Yield the sites and addresses that *source* may be a page of, by what is inside of its address, and by its publisher."""
    yield from map(site_of, hosts_shown(source))
    inner = (match for url in _urls(source) for match in find(url) if match.inside and match.grade)
    yield from (page_key(match.address) for match in inner)
    words = (word.strip("()[]") for word in source.publisher.split() if "." in word)
    yield from (site_of(host) for host in map(host_meant, words) if host)


def _is_published_at(source: Source, url: str) -> bool:
    """Return whether the publisher of *source* has the name of the site at *url*, which shows no pages of others."""
    host = next((match.host for match in find(url)), "")
    site = skeleton(registered_domain(host).partition(".")[0])
    return len(site) >= _SHORTEST_SITE and site in skeleton(source.publisher) and not passes_pages_on(host)


def _urls(source: Source) -> Iterator[str]:
    if source.url:
        yield source.url
    yield from (archive.original for archive in source.archives)

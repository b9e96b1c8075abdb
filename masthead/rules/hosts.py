"""Rules on hosts: each belongs to one record, and a record names the one that is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from masthead.field_types.fields import HostUse
from masthead.field_types.vocabulary import PublisherKind
from masthead.findings.finding import Finding, Location
from masthead.hosts.known_hosts import at_or_above, shared_host, site_of, well_known, why_shared
from masthead.hosts.labels import deceiving_labels
from masthead.hosts.public_suffixes import is_public_suffix
from masthead.model import Firm, Outlet, Record, Source
from masthead.model.identity import key_of
from masthead.model.named_hosts import NamedHost, named_hosts, own_hosts
from masthead.record_files.reading import Loaded, Records
from masthead.relations.graph import Graph
from masthead.relations.grounds import hosts
from masthead.relations.like_names import bare_name

_CLAIMED = (HostUse.OWN, HostUse.EXCLUDED)
"""The uses of a host that only one record may have."""


_CURES = {HostUse.COPIED: "name whose page there it is, or the service"}
_ORDER = (None, PublisherKind.COMPANY, PublisherKind.UNKNOWN)
_BRACKETS = re.compile("[()]")


@dataclass(frozen=True, slots=True)
class _Claim:
    by: Loaded
    at: Location

    @property
    def is_former_id(self) -> bool:
        return self.at[:1] == ("formerly",)

    @property
    def is_id(self) -> bool:
        """True for the id of an outlet, present or former."""
        return isinstance(self.by.record, Outlet) and (not self.at or self.is_former_id)


def hosts_are_unique(graph: Graph) -> Iterator[Finding]:
    """No host is used by two records, or twice by one; each of them has a finding that names another."""
    claims: dict[str, list[_Claim]] = {}
    for loaded in graph.loaded:
        for named in named_hosts(loaded.record):
            if named.use in _CLAIMED:
                claims.setdefault(named.host, []).append(_Claim(loaded, named.at))
    for host, claimants in claims.items():
        if len(claimants) > 1 and not _are_former_ids(claimants):
            for claim, other in _rivals(claimants):
                message = f"host {host!r} is already used in {other.file.path}"
                yield claim.by.finding(claim.at, "host-unique", message, "remove one of the two")


def _are_former_ids(claimants: list[_Claim]) -> bool:
    """Return whether the rule on former ids has the same findings on *claimants*."""
    return all(claim.is_id for claim in claimants) and any(claim.is_former_id for claim in claimants)


def _rivals(claimants: list[_Claim]) -> Iterator[tuple[_Claim, Loaded]]:
    """Yield each claim that has a rival, with the record of the rival; the first claim only if that is another."""
    first, *further = claimants
    abroad = next((claim.by for claim in further if claim.by is not first.by), None)
    if abroad:
        yield first, abroad
    yield from ((claim, first.by) for claim in further)


def hosts_are_the_ones_meant(records: Records) -> Iterator[Finding]:
    """A host has no www, and is neither a public suffix nor shared: what is said of it would hit others."""
    for loaded in records.loaded:
        for named in named_hosts(loaded.record):
            if named.use is not HostUse.EXCEPTION:
                yield from _check(loaded, named)


def genuine_outlets_are_not_recorded(graph: Graph) -> Iterator[Finding]:
    """A host that a record claims is not well known as another site, unless the record says why; a warning then asks for review."""
    known = _Known(_hosts_of_others(graph), cache(partial(_citing, graph)))
    for loaded in graph.loaded:
        excepted = {named.host: named for named in named_hosts(loaded.record) if named.use is HostUse.EXCEPTION}
        for named in named_hosts(loaded.record):
            if named.use is HostUse.OWN and not shared_host(named.host):
                yield from _check_genuine(loaded, named, known, excepted.get(named.host))


def exceptions_are_needed(records: Records) -> Iterator[Finding]:
    """A host that a record excepts is one that it names as its own."""
    for loaded in records.loaded:
        own = {named.host for named in named_hosts(loaded.record) if named.use is HostUse.OWN}
        for named in named_hosts(loaded.record):
            if named.use is HostUse.EXCEPTION and named.host not in own:
                message = f"host {named.host!r} is named nowhere else in this record"
                yield loaded.finding(
                    named.at, "host-exception", message, "name it where it belongs, or delete the entry"
                )


def _check(loaded: Loaded, named: NamedHost) -> Iterator[Finding]:
    host, at = named.host, named.at
    if host.startswith("www."):
        message = f"host {host!r} starts with 'www.'"
        yield loaded.finding(at, "host-www", message, f"write {host.removeprefix('www.')}")
    if is_public_suffix(host):
        message = f"host {host!r} is a public suffix, under which anybody can have a site"
        yield loaded.finding(at, "host-suffix", message, "give the host of this one site")
    elif shared := shared_host(host):
        why = why_shared(shared)
        message = f"host {host!r} is {why}" if shared == host else f"host {host!r} belongs to {shared}, {why}"
        yield loaded.finding(
            at, "host-shared", message, _CURES.get(named.use, "give the narrower host, or leave the site out")
        )
    for label in deceiving_labels(host):
        message = f"the label {label!r} is made of letters that look like others"
        yield loaded.finding(at, "host-mixed-script", message, "compare it with the source, letter by letter")


@dataclass(frozen=True, slots=True)
class _Known:
    """The hosts of sources and of genuine outlets in the records, and which records cite each site."""

    others: Mapping[str, Loaded]
    citing: Callable[[], Mapping[str, frozenset[str]]]
    """Asked for when a host is that of a source: this goes through all citations."""

    def namer(self, host: str) -> tuple[str, Loaded] | None:
        """Return the host at or above *host* that belongs to somebody else, with the record that says so."""
        return next(((parent, self.others[parent]) for parent in at_or_above(host) if parent in self.others), None)

    def may_be_of(self, loaded: Loaded, host: str) -> bool:
        """Return whether the source at *host* may be a page of *loaded*'s own.

        It is if the publisher is a company, and *loaded* is that firm; or if the publisher is unknown, and nobody else cites it.
        """
        kind = _kind_of_own(self.others[host].record)
        if kind is PublisherKind.COMPANY:
            return isinstance(loaded.record, Firm) and self.is_of(loaded, host)
        if kind is None:
            return False
        return self.citing()[host] == {key_of(loaded.record)} or (not self.citing()[host] and self.is_of(loaded, host))

    def is_of(self, loaded: Loaded, host: str) -> bool:
        """Return whether the source at *host* names *loaded* as its publisher."""
        source = self.others[host].record
        if not isinstance(source, Source):
            return False
        publisher = {bare_name(text) for text in (source.publisher, *_BRACKETS.split(source.publisher))}
        return not publisher.isdisjoint(map(bare_name, filter(None, _names(loaded.record))))


def _check_genuine(loaded: Loaded, named: NamedHost, known: _Known, excepted: NamedHost | None) -> Iterator[Finding]:
    """Yield the finding on a host that is on a pinned list, or at or below a host that belongs to somebody else in the records."""
    host, owner = named.host, known.namer(named.host)
    if why := well_known(host):
        message = f"host {host!r} is {why}"
    elif owner and isinstance(owner[1].record, Source):
        message = f"host {host!r} is that of a source, {owner[1].file.path}"
    elif owner:
        message = f"host {host!r} is that of a genuine outlet, by {owner[1].file.path}"
    else:
        return
    if excepted:
        cure = "read in the source that the record is right all the same, and that the reason says why"
        yield loaded.finding(excepted.at, "host-excepted", message, cure)
    elif owner and not why and known.may_be_of(loaded, owner[0]):
        if not (known.is_of(loaded, owner[0]) and known.citing()[owner[0]]):
            cure = "see that this is a page of the outlet itself; if it is, let the source name and the outlet cite it as its own"
            yield loaded.finding(named.at, "host-excepted", message, cure)
    else:
        cure = "record what a site imitates or copies under imitates or copies; if the host is right, say why in well_known"
        yield loaded.finding(named.at, "host-genuine", message, cure)


def _hosts_of_others(graph: Graph) -> Mapping[str, Loaded]:
    """Return the hosts of sources, and of genuine outlets that others imitate, each with a record that names it.

    A record that cannot be a page of an outlet or a firm of its own comes first, and one that can be of an outlet last.
    """
    records: dict[str, Loaded] = {}
    for loaded in sorted(graph.loaded, key=lambda loaded: _ORDER.index(_kind_of_own(loaded.record))):
        for site in _sites_of(loaded.record):
            records.setdefault(site, loaded)
        for named in named_hosts(loaded.record):
            if named.use is HostUse.IMITATED:
                records.setdefault(named.host, loaded)
    return records


def _sites_of(record: Record) -> Iterator[str]:
    """Yield the sites on which *record* is, if it is a source; what many people share belongs to none of them."""
    if isinstance(record, Source):
        yield from (site for site in map(site_of, hosts(record)) if shared_host(site) != site)


_NOBODY: frozenset[str] = frozenset()


def _citing(graph: Graph) -> Mapping[str, frozenset[str]]:
    """Return the records that cite a source that may be somebody's own, or another that leads to it, by its site.

    Two of several are given: it is enough to know that there is more than one.
    """
    citing: dict[str, frozenset[str]] = {}
    waiting = [
        (mention_of, frozenset((key_of(mention.by),)))
        for mention_of, mentions in graph.mentions_by_source.items()
        for mention in mentions
        if not isinstance(mention.by, Source)
    ]
    while waiting:
        id, keys = waiting.pop()
        known = citing.get(id, _NOBODY)
        if len(known) < 2 and not keys <= known and id in graph.sources:
            citing[id] = frozenset(sorted(known | keys)[:2])
            waiting += (
                (further.id, citing[id])
                for further in graph.references.get(graph.paths.get(("sources", id), ""), ())
                if further.folder == "sources"
            )
    by_site: dict[str, frozenset[str]] = {}
    for id, source in graph.sources.items():
        if _kind_of_own(source):
            for site in _sites_of(source):
                by_site[site] = by_site.get(site, _NOBODY) | citing.get(id, _NOBODY)
    return by_site


def _names(record: Record) -> Iterator[str | None]:
    """Yield the names of an outlet or a firm."""
    for host in own_hosts(record):
        yield from (host, host.partition(".")[0])
    if isinstance(record, Outlet):
        yield from (record.name, *(name.text for name in record.names))
    if isinstance(record, Firm):
        yield from (record.name, record.short_name, record.native_name.text if record.native_name else None)
        yield from (alias.text for alias in record.aliases)


def _kind_of_own(record: Record) -> PublisherKind | None:
    """Return the kind of publisher of *record* if it is a source that may be somebody's own page, cited for what it prints.

    An outlet's publisher is unknown, and a firm is a company.
    """
    return record.publisher_kind if isinstance(record, Source) and record.publisher_kind in _ORDER else None

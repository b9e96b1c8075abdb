"""Rules on hosts: each belongs to one record, and a record names the one that is meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import idna

from masthead.field_types.web_addresses import is_host
from masthead.findings.finding import Finding, Location
from masthead.hosts.public_suffixes import is_public_suffix
from masthead.model import Campaign, Firm, Outlet, Record
from masthead.pinned_lists import GENUINE_OUTLETS, SHARED_HOSTS
from masthead.records.reading import Loaded
from masthead.relations.graph import Graph

_Claim = tuple[Loaded, Location]


def hosts_are_unique(graph: Graph) -> Iterator[Finding]:
    """No host is used by two records, or twice by one; each of them has a finding that names another."""
    claims: dict[str, list[_Claim]] = {}
    for one in graph.loaded:
        for at, host in _hosts(one.record):
            claims.setdefault(host, []).append((one, at))
    for host, claimants in claims.items():
        for (one, at), other in _rivals(claimants):
            message = f"host {host!r} is already used in {other.file.path}"
            yield one.finding(at, "host-unique", message, "remove one of the two")


def _rivals(claimants: list[_Claim]) -> Iterator[tuple[_Claim, Loaded]]:
    """Yield each claim that has a rival, with the record of the rival; the first claim only if that is another."""
    first, *further = claimants
    abroad = next((other for other, _ in further if other is not first[0]), None)
    if abroad:
        yield first, abroad
    yield from ((claim, first[0]) for claim in further)


def hosts_are_the_ones_meant(graph: Graph) -> Iterator[Finding]:
    """A host has no www, and that of an outlet is no public suffix and no shared one, which would hit others."""
    for one in graph.loaded:
        for at, host in _hosts(one.record):
            if host.startswith("www."):
                message = f"host {host!r} starts with 'www.'"
                yield one.finding(at, "host-www", message, f"write {host.removeprefix('www.')}")
            if isinstance(one.record, Outlet) and is_host(host):  # a file that is named by none has its own finding
                yield from _check(one, at, host)


def genuine_outlets_are_not_recorded(graph: Graph) -> Iterator[Finding]:
    """A well-known genuine outlet is never recorded as one that poses as an outlet."""
    for one in graph.loaded:
        if isinstance(one.record, Outlet):
            for at, host in _hosts(one.record):
                genuine = next((parent for parent in _parents(host) if parent in GENUINE_OUTLETS), None)
                if genuine:
                    row = GENUINE_OUTLETS[genuine]
                    message = f"host {host!r} is on the list of genuine outlets: {row['name']}, {row['reason']}"
                    yield one.finding(
                        at,
                        "host-genuine",
                        message,
                        "if a site imitates or copies it, name it in the record of that site, under imitates or copies",
                    )


def _check(one: Loaded, at: Location, host: str) -> Iterator[Finding]:
    if is_public_suffix(host):
        message = f"host {host!r} is a public suffix, under which anybody can have a site"
        yield one.finding(at, "host-suffix", message, "give the host of this one site")
    if host in SHARED_HOSTS:
        message = f"host {host!r} has many unrelated sites"
        yield one.finding(at, "host-shared", message, "give the narrower host, or leave the site out")
    for label in _mixed(host):
        message = f"the label {label!r} mixes scripts"
        yield one.finding(at, "host-mixed-script", message, "compare it with the source, letter by letter")


def _hosts(record: Record) -> Iterator[tuple[Location, str]]:
    """Yield the hosts that *record* claims, each with its place."""
    if isinstance(record, Outlet):
        yield (), record.host
        yield from ((("hosts", n, "host"), further.host) for n, further in enumerate(record.hosts))
    if isinstance(record, Firm):
        yield from ((("websites", n, "host"), website.host) for n, website in enumerate(record.websites))
    if isinstance(record, Campaign):
        yield from ((("excluded", n, "host"), excluded.host) for n, excluded in enumerate(record.excluded))


def _parents(host: str) -> Iterator[str]:
    """Yield *host* and the hosts above it."""
    labels = host.split(".")
    yield from (".".join(labels[n:]) for n in range(len(labels) - 1))


def _mixed(host: str) -> Iterator[str]:
    """Yield the labels of *host* that mix letters of Latin, Greek or Cyrillic script."""
    for label in host.split("."):
        if label.startswith("xn--"):
            text = _decoded(label)
            scripts = {unicodedata.name(letter, "").split()[0] for letter in text if letter.isalpha()}
            if len(scripts & {"LATIN", "GREEK", "CYRILLIC"}) > 1:
                yield text


def _decoded(label: str) -> str:
    """Return what an xn-- label stands for; one that is not valid has a finding of its own and stands for nothing."""
    try:
        return idna.decode(label)
    except idna.IDNAError:
        return ""

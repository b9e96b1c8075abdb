"""The hosts of a database: which records have a host, and which have a related one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from masthead.hosts.public_suffixes import registered_domain
from masthead.model import Campaign, Firm, Outlet, Record
from masthead.record_files.reading import Loaded
from masthead.relations.graph import Graph


class As(Enum):
    """As what a record has a host."""

    OUTLET = "the outlet"
    FORMER = "a former address of the outlet"
    FURTHER = "a further host of the outlet"
    WEBSITE = "a website of the firm"
    EXCLUDED = "a host excluded from the campaign"


@dataclass(frozen=True, slots=True)
class Claim:
    """A host that a record has, and as what."""

    host: str
    role: As
    record: Record
    path: str
    """The path of the record's file, below the root."""

    def __str__(self) -> str:
        return f"{self.host} is {self.role.value} {self.record.id}"


@dataclass(frozen=True, slots=True)
class KnownHosts:
    """The hosts of a database, by host and by registered domain."""

    by_host: Mapping[str, tuple[Claim, ...]]
    by_domain: Mapping[str, tuple[Claim, ...]]

    def claims(self, host: str) -> tuple[Claim, ...]:
        """Return the claims of records to *host* itself."""
        return self.by_host.get(host, ())

    def relatives(self, host: str) -> tuple[Claim, ...]:
        """Return the claims of records to other hosts of the registered domain of *host*."""
        domain = registered_domain(host)
        return tuple(claim for claim in self.by_domain.get(domain, ()) if claim.host != host)


def known_hosts(graph: Graph) -> KnownHosts:
    """Return all hosts that the records of *graph* have, those of withdrawn and excluded records too."""
    by_host: defaultdict[str, list[Claim]] = defaultdict(list)
    by_domain: defaultdict[str, list[Claim]] = defaultdict(list)
    for loaded in graph.loaded:
        for claim in _claims(loaded):
            by_host[claim.host].append(claim)
            by_domain[registered_domain(claim.host)].append(claim)
    return KnownHosts(
        {host: tuple(claims) for host, claims in by_host.items()},
        {domain: tuple(claims) for domain, claims in by_domain.items()},
    )


def _claims(loaded: Loaded) -> Iterator[Claim]:
    record = loaded.record
    hosts_by_role: list[tuple[As, list[str]]] = []
    if isinstance(record, Outlet):
        hosts_by_role = [
            (As.OUTLET, [record.host]),
            (As.FORMER, list(record.formerly)),
            (As.FURTHER, [further.host for further in record.hosts]),
        ]
    if isinstance(record, Firm):
        hosts_by_role = [(As.WEBSITE, [website.host for website in record.websites])]
    if isinstance(record, Campaign):
        hosts_by_role = [(As.EXCLUDED, [excluded.host for excluded in record.excluded])]
    for role, hosts in hosts_by_role:
        yield from (Claim(host, role, record, loaded.file.path) for host in hosts)

"""Objections to a new record, and related records: reported before the record is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from masthead.authoring.host_index import KnownHosts, known_hosts
from masthead.authoring.serialiser import Fields, emit
from masthead.findings.finding import Finding
from masthead.findings.rule_descriptions import Severity
from masthead.hosts.meant_page import page_key
from masthead.loading.database import assemble
from masthead.model import KINDS, Campaign, Firm, Source
from masthead.record_files.files import FolderEntry, RecordFile
from masthead.record_files.reading import Loaded
from masthead.relations.graph import Graph
from masthead.relations.grounds import addresses
from masthead.relations.like_names import bare_name

# The least that an outlet says: with it, nothing but its host can be wrong.
_PROBE: Fields = {
    "kind": "news",
    "evidence": [{"id": "x", "claim": "x", "kind": "listing", "sources": [{"source": "x"}]}],
}


@dataclass(frozen=True)
class Shelves:
    """The records that are there."""

    files: Sequence[FolderEntry]

    @cached_property
    def graph(self) -> Graph:
        """The records that can be read, with their relations."""
        return assemble(self.files).graph

    @cached_property
    def hosts(self) -> KnownHosts:
        """The hosts of the records."""
        return known_hosts(self.graph)

    def ids(self, folder: str) -> frozenset[str]:
        """Return the ids of the files in *folder*, also of those that cannot be read."""
        return frozenset(file.id for file in self.files if isinstance(file, RecordFile) and file.folder == folder)

    def paths(self, folder: str, id: str) -> list[str]:
        """Return the paths of the files in *folder* that are named by *id*, also of those that cannot be read."""
        return [
            file.path for file in self.files if isinstance(file, RecordFile) and (file.folder, file.id) == (folder, id)
        ]

    def judge(self, path: str, text: str) -> list[Finding]:
        """Return the findings on the record *text* at *path*, if it were among the others."""
        new = RecordFile(path, path.partition("/")[0], text.encode())
        return [finding for finding in assemble([*self.files, new]).findings if finding.path == path]


def objections(shelves: Shelves, folder: str, subject: str) -> Iterator[str]:
    """Yield why there can be no new record in *folder* on *subject*."""
    if folder == "sites":
        yield from _host_objections(shelves, subject)
    if folder == "sources" and subject:
        yield from (f"{loaded.file.path} has this address" for loaded in _sources_at(shelves, subject))


def relatives(shelves: Shelves, folder: str, subject: str) -> Iterator[str]:
    """Yield which records may be the same as, or related to, a new one in *folder* on *subject*."""
    if folder == "sites":
        yield from (f"{claim.path}: {claim}" for claim in shelves.hosts.relatives(subject))
    if folder in ("firms", "campaigns"):
        yield from (f"{loaded.file.path} has this name" for loaded in _named(shelves, folder, subject))


def _host_objections(shelves: Shelves, host: str) -> Iterator[str]:
    """Yield which records have *host*, or else which rules on hosts refuse it."""
    claims = [f"{claim.path}: {claim}" for claim in shelves.hosts.claims(host)]
    claims = claims or [f"{path} exists, but cannot be read" for path in shelves.paths("sites", host)]
    yield from claims
    if not claims:
        findings = shelves.judge(f"sites/zz/{host}.yml", emit(_PROBE, KINDS["sites"]))
        refusals = [
            finding for finding in findings if finding.rule.startswith("host-") and finding.severity is Severity.ERROR
        ]
        yield from (f"{finding.message}; {finding.cure}" if finding.cure else finding.message for finding in refusals)


def _named(shelves: Shelves, folder: str, name: str) -> Iterator[Loaded]:
    """Yield the records of *folder* that have *name*, or print it as an alias or a misspelling."""
    for loaded in shelves.graph.loaded:
        if loaded.file.folder == folder and bare_name(name) in map(bare_name, _names(loaded)):
            yield loaded


def _names(loaded: Loaded) -> Iterator[str]:
    record = loaded.record
    if isinstance(record, Firm | Campaign):
        yield record.name
        yield from (alias.text for alias in record.aliases)
    if isinstance(record, Firm):
        yield from (wrong.text for wrong in record.misspellings)
        if record.native_name:
            yield record.native_name.text


def _sources_at(shelves: Shelves, address: str) -> Iterator[Loaded]:
    """Yield the sources that are the page at *address* or have an archived copy of it, however either is written."""
    key = page_key(address)
    for loaded in shelves.graph.loaded:
        if isinstance(loaded.record, Source) and key in addresses(loaded.record):
            yield loaded

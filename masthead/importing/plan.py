"""Compares drafts with existing records and makes a plan: the status of each row, and the files to write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from masthead.authoring.amending import AmendError, amended
from masthead.authoring.host_index import As, Claim, KnownHosts, known_hosts
from masthead.authoring.serialiser import editor_line, emit
from masthead.findings.finding import Finding
from masthead.findings.rule_descriptions import Severity
from masthead.hosts.public_suffixes import registered_domain
from masthead.importing.draft import Draft, NoDraft, Status, outlet_path
from masthead.importing.draft_differences import Comparison, compare_draft
from masthead.importing.drafts_by_site import gathered
from masthead.importing.maps.file import Map
from masthead.loading.database import Database, assemble
from masthead.model import Outlet
from masthead.record_files.files import FolderEntry, RecordFile
from masthead.syntax import yaml_reader

_SHOWN = 3
"""The most relatives of a host that are named."""
_OWN = "if it is an outlet of its own, write `relatives: accept` in the map"
_OWN_OR_FURTHER = f"{_OWN}; if it is a further host of the site above it in the list, write `further_host`"


@dataclass(frozen=True, slots=True)
class Change:
    """A file to write: a new one, or an existing one (*before*) with more items, perhaps in another country's folder."""

    path: str
    text: bytes
    before: RecordFile | None = None


@dataclass(frozen=True, slots=True)
class RowPlan:
    """The plan for a row: its status, its record, and notes for the reader."""

    status: Status
    place: str
    host: str
    notes: tuple[str, ...] = ()
    path: str = ""
    change: Change | None = None

    def refused(self, notes: Iterable[str]) -> RowPlan:
        """Return the entry with the status refused, for the reasons *notes*."""
        return replace(self, status=Status.REFUSED, notes=(*notes,), path="", change=None)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The plan of an import: what happens to each row, the files to write, and errors that these cause elsewhere."""

    entries: tuple[RowPlan, ...]
    changes: tuple[Change, ...]
    proposals: tuple[Change, ...]
    """Changes that would add items to known outlets, and are not to be written."""
    faults: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether it may be written: no row is refused, and the database would have no errors."""
        return not self.faults and all(entry.status is not Status.REFUSED for entry in self.entries)


ListDrafts = tuple[Map, Iterable[Draft | NoDraft]]
"""A list to import: its map, and what its rows become by it."""


def make_plan(files: Sequence[FolderEntry], lists: Iterable[ListDrafts], *, add_to_known: bool = False) -> ImportPlan:
    """Return the plan for *lists* in the database of *files*; with *add_to_known*, known outlets gain items.

    Each list finds the records that the lists before it make.
    """
    plan, database = ImportPlan((), (), (), ()), assemble(files)
    for list_drafts in lists:
        further, files, database = _plan_for(list_drafts, files, database, add_to_known=add_to_known)
        plan = ImportPlan(
            entries=(*plan.entries, *further.entries),
            changes=tuple(_joined(plan.changes, further.changes)),
            proposals=(*plan.proposals, *further.proposals),
            faults=further.faults,
        )
    return plan


def _plan_for(
    list_drafts: ListDrafts, files: Sequence[FolderEntry], database: Database, *, add_to_known: bool
) -> tuple[ImportPlan, Sequence[FolderEntry], Database]:
    """Return the plan for the list of *list_drafts* in *database*, and the *files* and the database as they would be after it."""
    mapping, drafts = list_drafts
    records = {file.path: file for file in files if isinstance(file, RecordFile)}
    planner = _Planner(mapping, records, database, known_hosts(database.graph))
    entries = [planner.entry(draft) for draft in gathered(mapping, drafts)]
    changes = [entry.change for entry in entries if entry.change and (add_to_known or entry.change.before is None)]
    written = {change.path for change in changes}
    files_after = _with(files, changes)
    after = assemble(files_after)
    findings = _by_record(after.findings, written)
    plan = ImportPlan(
        entries=tuple(_judged(entry, findings) for entry in entries),
        changes=tuple(changes),
        proposals=tuple(change for entry in entries if (change := entry.change) and change.path not in written),
        faults=tuple(
            finding for finding in after.findings if finding.severity is Severity.ERROR and finding.path not in written
        ),
    )
    return plan, files_after, after


def _joined(changes: Iterable[Change], further: Iterable[Change]) -> Iterable[Change]:
    """Return *changes* with *further* ones, of which some may be to files that the first ones write."""
    joined = {change.path: change for change in changes}
    for change in further:
        earlier = joined.pop(change.before.path, None) if change.before else None
        joined[change.path] = replace(change, before=earlier.before) if earlier else change
    return joined.values()


def _by_record(findings: Iterable[Finding], paths: AbstractSet[str]) -> Mapping[str, Sequence[Finding]]:
    """Return those of *findings* that are about the records at *paths*, by path."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.path in paths:
            by_path.setdefault(finding.path, []).append(finding)
    return by_path


@dataclass(frozen=True, slots=True)
class _Planner:
    """Makes the entry of each row: the map, and the existing files, database and hosts to compare with."""

    mapping: Map
    files: Mapping[str, RecordFile]
    database: Database
    known: KnownHosts

    def entry(self, draft: Draft | NoDraft) -> RowPlan:
        """Return the entry for *draft*."""
        if isinstance(draft, NoDraft):
            return RowPlan(draft.status, draft.row.place, draft.host, draft.reasons)
        if ("sites", draft.host) in self.database.graph.broken:
            return _entry(Status.REFUSED, draft, "its record exists but cannot be read; run `masthead check`")
        claims = self.known.claims(draft.host)
        return self._claimed(draft, claims[0]) if claims else self._new(draft)

    def _new(self, draft: Draft) -> RowPlan:
        """Return the entry for a host that no record has."""
        relatives = self.known.relatives(draft.host)
        notes = (*map(str, relatives[:_SHOWN]), *_more(relatives), *_listed_note(draft), *_page_note(draft))
        if (relatives or draft.relatives) and not self.mapping.takes_relatives:
            return _entry(Status.CONFLICTING, draft, *notes, _OWN_OR_FURTHER if draft.relatives else _OWN)
        text = editor_line(draft.path) + emit(draft.fields, Outlet)
        change = Change(draft.path, text.encode())
        return replace(_entry(Status.NEW, draft, *notes), path=draft.path, change=change)

    def _claimed(self, draft: Draft, claim: Claim) -> RowPlan:
        """Return the entry for a host that a record has."""
        record = claim.record
        if not record.is_published and record.state:
            return _entry(Status.REFUSED, draft, f"{claim}, which is {record.state_name}: {record.state.reason}")
        if claim.role is As.OUTLET:
            return self._known(draft, claim)
        if claim.role in (As.FURTHER, As.FORMER):
            note = f"{claim}; add by hand what the list says about this host alone"
            return replace(_entry(Status.KNOWN, draft, note), path=claim.path)
        return _entry(Status.REFUSED, draft, str(claim))

    def _known(self, draft: Draft, claim: Claim) -> RowPlan:
        """Return the entry for an outlet that has a record: what the list adds to it, and where the two differ."""
        file = self.files[claim.path]
        value, _ = yaml_reader.read(file.text)
        compared = compare_draft(value if isinstance(value, dict) else {}, draft.said, self.mapping.add_to_known)
        status = Status.CONFLICTING if compared.differences else Status.KNOWN
        entry = replace(_entry(status, draft, *compared.differences, *_page_note(draft)), path=file.path)
        if not compared.additions:
            return replace(entry, notes=(*entry.notes, "nothing to add"))
        return _amend(entry, file, compared)


def _amend(entry: RowPlan, file: RecordFile, compared: Comparison) -> RowPlan:
    """Return *entry* with the change that adds to the record what it lacks."""
    try:
        text = amended(file.text, compared.additions)
    except AmendError as error:
        return replace(entry, notes=(*entry.notes, str(error)))
    value, _ = yaml_reader.read(text)
    outlet = Outlet.model_validate({**value, "id": file.id}) if isinstance(value, dict) else None
    change = Change(outlet_path(outlet) if outlet else file.path, text, file)
    added = "; ".join(f"{name}: {len(items)}" for name, items in compared.additions.items())
    return replace(entry, notes=(*entry.notes, f"could gain {added}"), change=change)


def _more(relatives: Sequence[Claim]) -> tuple[str, ...]:
    return (f"{len(relatives) - _SHOWN} more relatives are known",) if len(relatives) > _SHOWN else ()


def _listed_note(draft: Draft) -> tuple[str, ...]:
    """Return a note on the hosts of the list that are related to that of *draft*."""
    if len(draft.relatives) > _SHOWN + 1:
        return (f"the list has {len(draft.relatives)} hosts of {registered_domain(draft.host)}",)
    others = ", ".join(host for host in draft.relatives if host != draft.host)
    return (f"the list also has {others}",) if others else ()


def _page_note(draft: Draft) -> tuple[str, ...]:
    return ("the list gives a page of the site; check that the whole site is meant",) if draft.page else ()


def _entry(status: Status, draft: Draft, *notes: str) -> RowPlan:
    return RowPlan(status, draft.row.place, draft.host, notes)


def _with(files: Iterable[FolderEntry], changes: Iterable[Change]) -> list[FolderEntry]:
    """Return *files* as they would be after *changes*."""
    changes = list(changes)
    replaced = {change.before.path for change in changes if change.before}
    unchanged = [file for file in files if file.path not in replaced]
    return [*unchanged, *(RecordFile(change.path, "sites", change.text) for change in changes)]


def _judged(entry: RowPlan, findings: Mapping[str, Sequence[Finding]]) -> RowPlan:
    """Return *entry* with the findings on its record; an error among them refuses it."""
    own = findings.get(entry.change.path, ()) if entry.change else ()
    # Faults of the host weigh most: without a host there is no record.
    errors = [finding for finding in own if finding.severity is Severity.ERROR]
    if errors:
        return entry.refused(map(_reason, sorted(errors, key=lambda finding: not finding.rule.startswith("host-"))))
    return replace(entry, notes=(*entry.notes, *map(_reason, own)))


def _reason(finding: Finding) -> str:
    field = f"{finding.field}: " if finding.field else ""
    cure = f"; {finding.cure}" if finding.cure else ""
    return f"{field}{finding.message}{cure} [{finding.rule}]"

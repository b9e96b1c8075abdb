"""Compares drafts with existing records and makes a plan: the status of each row, and the files to write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum

from masthead.authoring.amending import AmendError, amended
from masthead.authoring.host_index import As, Claim, KnownHosts, known_hosts
from masthead.authoring.serialiser import editor_line, emit
from masthead.database.loading import Database, assemble
from masthead.findings.finding import Finding
from masthead.findings.rulebook import Severity
from masthead.importing.compare import Comparison, compare_draft
from masthead.importing.draft import Draft, NoDraft, outlet_path
from masthead.importing.map_file import Map
from masthead.model import Outlet
from masthead.records.files import Found, RecordFile
from masthead.syntax import yaml_reader


class Status(StrEnum):
    """The result of comparing a row with the database."""

    NEW = "new"
    KNOWN = "known"
    CONFLICTING = "conflicting"
    REFUSED = "refused"
    LEFT_OUT = "left out"


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


def make_plan(
    files: Sequence[Found], mapping: Map, drafts: Iterable[Draft | NoDraft], *, add_to_known: bool = False
) -> ImportPlan:
    """Return the plan for *drafts* in the database of *files*; with *add_to_known*, known outlets gain items."""
    database = assemble(files)
    records = {file.path: file for file in files if isinstance(file, RecordFile)}
    planner = _Planner(mapping, records, database, known_hosts(database.graph))
    entries = [planner.entry(draft) for draft in _single(drafts)]
    changes = [entry.change for entry in entries if entry.change and (add_to_known or entry.change.before is None)]
    written = {change.path for change in changes}
    after = assemble(_with(files, changes))
    findings = _by_record(after.findings, written)
    return ImportPlan(
        entries=tuple(_judged(entry, findings) for entry in entries),
        changes=tuple(changes),
        proposals=tuple(change for entry in entries if (change := entry.change) and change.path not in written),
        faults=tuple(
            finding for finding in after.findings if finding.severity is Severity.ERROR and finding.path not in written
        ),
    )


def _by_record(findings: Iterable[Finding], paths: AbstractSet[str]) -> Mapping[str, Sequence[Finding]]:
    """Return those of *findings* that are about the records at *paths*, by path."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.path in paths:
            by_path.setdefault(finding.path, []).append(finding)
    return by_path


def _single(drafts: Iterable[Draft | NoDraft]) -> Iterator[Draft | NoDraft]:
    """Yield each draft. If several drafts are for the same host, yield only the first, or none if they differ."""
    drafts = list(drafts)
    rows: dict[str, list[Draft]] = {}
    for draft in drafts:
        if isinstance(draft, Draft):
            rows.setdefault(draft.host, []).append(draft)
    for draft in drafts:
        yield _one_of(rows[draft.host], draft) if isinstance(draft, Draft) else draft


def _one_of(rows: Sequence[Draft], draft: Draft) -> Draft | NoDraft:
    """Return *draft* if it is the first of the *rows* for its host, and all of them say the same."""
    other = next((row for row in rows if row.fields != draft.fields), None)
    if other:
        return NoDraft(
            draft.row, draft.host, (f"{other.row.place} says something else about this host",), is_refused=True
        )
    if draft is not rows[0]:
        return NoDraft(draft.row, draft.host, (f"the same as {rows[0].row.place}",), is_refused=False)
    return draft


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
            status = Status.REFUSED if draft.is_refused else Status.LEFT_OUT
            return RowPlan(status, draft.row.place, draft.host, draft.reasons)
        if ("sites", draft.host) in self.database.graph.broken:
            return _entry(Status.REFUSED, draft, "its record exists but cannot be read; run `masthead check`")
        claims = self.known.claims(draft.host)
        return self._claimed(draft, claims[0]) if claims else self._new(draft)

    def _new(self, draft: Draft) -> RowPlan:
        """Return the entry for a host that no record has."""
        relatives = self.known.relatives(draft.host)
        notes = (*(str(claim) for claim in relatives), *_page_note(draft))
        if relatives and not self.mapping.takes_relatives:
            return _entry(
                Status.CONFLICTING, draft, *notes, "if it is an outlet of its own, write `relatives: accept` in the map"
            )
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
        compared = compare_draft(value if isinstance(value, dict) else {}, draft.fields, self.mapping.add_to_known)
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


def _page_note(draft: Draft) -> tuple[str, ...]:
    return ("the list gives a page of the site; check that the whole site is meant",) if draft.is_page else ()


def _entry(status: Status, draft: Draft, *notes: str) -> RowPlan:
    return RowPlan(status, draft.row.place, draft.host, notes)


def _with(files: Iterable[Found], changes: Iterable[Change]) -> list[Found]:
    """Return *files* as they would be after *changes*."""
    changes = list(changes)
    replaced = {change.before.path for change in changes if change.before}
    unchanged = [file for file in files if file.path not in replaced]
    return [*unchanged, *(RecordFile(change.path, "sites", change.text) for change in changes)]


def _judged(entry: RowPlan, findings: Mapping[str, Sequence[Finding]]) -> RowPlan:
    """Return *entry* with the findings on its record; an error among them refuses it."""
    own = findings.get(entry.change.path, ()) if entry.change else ()
    errors = [_reason(finding) for finding in own if finding.severity is Severity.ERROR]
    if errors:
        return entry.refused(errors)
    return replace(entry, notes=(*entry.notes, *map(_reason, own)))


def _reason(finding: Finding) -> str:
    field = f"{finding.field}: " if finding.field else ""
    cure = f"; {finding.cure}" if finding.cure else ""
    return f"{field}{finding.message}{cure} [{finding.rule}]"

"""Plans a redaction: what to remove from the ledger and the records, and where the text would remain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from masthead import MastheadError
from masthead.field_types.dates import PartialDate
from masthead.findings.rule_descriptions import Severity
from masthead.importing.plan import Change
from masthead.ledger import matching
from masthead.ledger.chain import FOLDER
from masthead.ledger.contents import Ledger
from masthead.ledger.ledger_files import files_of
from masthead.ledger.ledger_reader import read_ledger_files
from masthead.ledger.matching import Matches
from masthead.ledger.piece_places import Place, places_of
from masthead.ledger.redacted_files import notice, redacted
from masthead.ledger.sheets import sheets_of
from masthead.loading.database import assemble
from masthead.model import Record
from masthead.model.identity import anchors_of, former_keys, key_of
from masthead.model.published_fields import fields_of
from masthead.model.references import references
from masthead.record_files.files import RecordFile
from masthead.relations.graph import Graph
from masthead.releasing.record_renaming import moved
from masthead.releasing.release import ReleaseError, refuse_later
from masthead.releasing.remaining_text import remains

_KEY = r"((?:sites|firms|campaigns|sources)/[a-z0-9][a-z0-9._-]*)"
_RECORD = re.compile(_KEY)
_ITEM = re.compile(rf"{_KEY}#([a-z0-9-]+)")
_FIELD = re.compile(rf"{_KEY}:([a-z][a-z0-9_]*(?:\[[^\[\]]+\]\.[a-z][a-z0-9_]*)?)")
SHORTEST = 3
"""The fewest characters of a text to remove: a shorter one is in nearly every value."""


class RedactionError(MastheadError):
    """The redaction is not possible as requested; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class RedactionRequest:
    """A request to remove a record, an item or a field of one, or else a text; *new* is the key if a record continues."""

    what: str
    key: str = ""
    item: str = ""
    field: str = ""
    new: str | None = None

    @property
    def text(self) -> str:
        """The text that must not remain anywhere; empty if the request is not about one text."""
        if self.item:
            return f"{self.key}/#{self.item}"
        return "" if self.field else self.key.partition("/")[2] or self.what


@dataclass(frozen=True, slots=True)
class Why:
    """The date of a redaction, its reason, and who decided on it."""

    date: PartialDate
    reason: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class RedactionPlan:
    """The files to write, the lines to report, the obstacles to clear first, and the places where the text would remain."""

    changes: tuple[Change, ...]
    report: tuple[str, ...]
    obstacles: tuple[str, ...]
    remains: tuple[str, ...]
    path: str
    """The path of the file that records the redaction."""


def request_of(what: str, *, is_text: bool, new_id: str | None) -> RedactionRequest:
    """Return the request that *what* expresses: it names a record, an item or a field, unless it *is_text*.

    Raises RedactionError if *new_id* is given without a record, or if the text is too short.
    """
    record, item, field = (None if is_text else pattern.fullmatch(what) for pattern in (_RECORD, _ITEM, _FIELD))
    if new_id is not None and not record:
        raise RedactionError("--new-id is for a record that continues under another ID; name one, such as firms/acme")
    if record:
        folder = what.partition("/")[0]
        return RedactionRequest(
            what, key=what, new=None if new_id is None else f"{folder}/{new_id.removeprefix(f'{folder}/')}"
        )
    if item or field:
        match = item or field
        return RedactionRequest(what, key=match[1], item=item[2] if item else "", field=field[2] if field else "")  # type: ignore[index]
    if len(what.strip()) < SHORTEST:
        raise RedactionError(f"a text of fewer than {SHORTEST} characters is in nearly every value; give a longer one")
    return RedactionRequest(what)


def plan(root: Path, request: RedactionRequest, why: Why, graph: Graph) -> RedactionPlan:
    """Return the plan of a redaction in the ledger and the records of *graph* below *root*.

    Raises RedactionError if the request cannot be met, LedgerError if the ledger is not as it was written, and MoveError
    if a record cannot get another ID.
    """
    files = files_of(root)
    ledger, sheets = read_ledger_files(files), sheets_of(files)
    _refuse(request, why, ledger, graph)
    records = {key_of(record): record for record in graph.records()}
    places = places_of(sheets)
    matches = _matches(request, places, records)
    if not matches:
        raise RedactionError(_nothing(request, records))
    head = notice(sheets, why.date, why.reason, why.decided_by, len(matches))
    texts = redacted(sheets, matches, head)
    read_ledger_files({**files, **texts})  # raises LedgerError if the result would not be a valid ledger
    changes = (*_of_ledger(files, texts), *(moved(graph, request.key, request.new) if request.new else ()))
    path = next(path for path in texts if path not in files)
    obstacles = (*_obstacles(request, graph), *_faults(graph, changes))
    return RedactionPlan(changes, tuple(_report(places, matches)), obstacles,
                tuple(_remains(root, request, changes)), path)  # fmt: skip


def _refuse(request: RedactionRequest, why: Why, ledger: Ledger, graph: Graph) -> None:
    """Raise RedactionError if the redaction cannot be recorded, or if its record would repeat what is removed."""
    if graph.broken:
        folder, id = min(graph.broken)
        raise RedactionError(f"{folder}/{id} cannot be read, and may hold what is to be removed; correct it first")
    last = ledger.last_date
    if last is None:
        raise RedactionError("nothing was released yet, so the ledger holds nothing to remove; change the records")
    _refuse_date(why.date, last)
    for name, text in (("reason", why.reason), ("decided-by", why.decided_by)):
        if not text.strip():
            raise RedactionError(f"--{name} is empty; it is published, and is all that people will read of this")
        if request.text and _wanted(request).search(text):
            raise RedactionError(f"--{name} holds what is to be removed, and is published; put it in other words")
    if request.new:
        _refuse_new(request, request.new, {*ledger.fields, *map(key_of, graph.records())})


def _refuse_date(date: PartialDate, last: PartialDate) -> None:
    """Raise RedactionError if *date* is before the *last* one, or so late that nothing could follow for long."""
    if date.day is None or date.earliest < last.earliest:
        raise RedactionError(f"the date must be a day, and not before the last file of the ledger, {last}")
    try:
        refuse_later(date)
    except ReleaseError as error:
        raise RedactionError(str(error)) from None


def _refuse_new(request: RedactionRequest, new: str, known: set[str]) -> None:
    """Raise RedactionError if the *new* key is invalid, is another record's, or contains the old ID."""
    if not _RECORD.fullmatch(new):
        raise RedactionError("the new ID may have small letters, digits, hyphens and full stops only")
    if new in known:
        raise RedactionError(f"{new} is already another record; choose an ID that was never used")
    if request.text in new.partition("/")[2]:
        raise RedactionError("the new ID holds the old one; choose a neutral one")


def _matches(request: RedactionRequest, places: Sequence[Place], records: Mapping[str, Record]) -> Matches:
    """Return the pieces to remove, with their replacements; raises RedactionError if a text is part of an ID."""
    if request.item:
        matches = matching.of_item(places, request.key, request.item)
    elif request.field:
        record = records.get(matching.names_of(places).now(request.key))
        present = fields_of(record).get(request.field) if record else None
        matches = matching.of_field(places, request.key, request.field, present)
    elif request.key:
        matches = matching.of_record(places, request.key, request.new)
    else:
        matches = matching.of_text(places, request.what)
        ids = sorted(set(matching.ids_with(places, request.what)))
        if ids:
            raise RedactionError(f"the text is part of an ID; remove that first, by its name: {', '.join(ids[:5])}")
    return matching.with_former_seals(places, matches)


def _nothing(request: RedactionRequest, records: Mapping[str, Record]) -> str:
    if request.field and request.key in records:
        return "the field has held nothing in the ledger but what the record says now; change the record first"
    return f"the ledger holds nothing that is called {request.what!r}; see ledger/ for how it is written"


def _of_ledger(files: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[Change]:
    for path, text in texts.items():
        before = RecordFile(path, "ledger", files[path].encode()) if path in files else None
        yield Change(path, text.encode(), before)


def _report(places: Sequence[Place], matches: Matches) -> Iterator[str]:
    """Yield a line for each piece that is removed or replaced, without its content."""
    for place in places:
        if place.where in matches:
            action = "is removed" if matches[place.where] is None else "is replaced"
            yield f"{place.path}: {place.label} {action}"


def _obstacles(request: RedactionRequest, graph: Graph) -> Iterator[str]:
    """Yield a line for each record that still contains the removed text or item: the next release would publish it again."""
    for loaded in graph.loaded:
        reasons = (
            _of_item(request, loaded.record)
            if request.item
            else _of_record(request, loaded.record)
            if request.key
            else ()
        )
        yield from (f"{loaded.file.path}: {reason}" for reason in reasons)
        if not request.key and _wanted(request).search(loaded.file.text.decode("utf-8", "replace")):
            yield f"{loaded.file.path}: the record still holds the text; take it out"


def _faults(graph: Graph, changes: Sequence[Change]) -> Iterator[str]:
    """Yield the errors that the records written by *changes* would have."""
    rewritten = {
        change.before.path: RecordFile(change.path, change.path.partition("/")[0], change.text)
        for change in changes
        if change.before and not change.path.startswith(FOLDER)
    }
    if rewritten:
        paths = {file.path for file in rewritten.values()}
        findings = assemble([rewritten.get(loaded.file.path, loaded.file) for loaded in graph.loaded]).findings
        errors = (finding for finding in findings if finding.severity is Severity.ERROR and finding.path in paths)
        yield from (f"{finding.path}: {finding.message}" for finding in errors)


def _of_item(request: RedactionRequest, record: Record) -> Iterator[str]:
    if key_of(record) == request.key and request.item in anchors_of(record):
        yield "the item is still in the record, or named under formerly or withdrawn; take it out"


def _of_record(request: RedactionRequest, record: Record) -> Iterator[str]:
    folder, _, id = request.key.partition("/")
    if request.field:
        return
    if request.key in former_keys(record):
        yield "the record names the ID under formerly; take it out"
    if request.new is None and key_of(record) == request.key:
        yield "the record is still there; delete the file, or give --new-id if it continues"
    elif request.new is None and any((ref.folder, ref.id) == (folder, id) for ref in references(record)):
        yield "the record refers to it; take the reference out"


def _wanted(request: RedactionRequest) -> re.Pattern[str]:
    """Return the pattern of the text that must not remain: the ID of a record as a whole word, or else the text anywhere."""
    text = re.escape(request.text)
    return re.compile(rf"(?<![A-Za-z0-9-]){text}(?![A-Za-z0-9-])" if request.key else text, re.IGNORECASE)


def _remains(root: Path, request: RedactionRequest, changes: Sequence[Change]) -> Iterator[str]:
    """Yield the places where the text would remain after *changes*."""
    if request.text:
        changed: dict[str, str | None] = {change.before.path: None for change in changes if change.before}
        changed |= {change.path: change.text.decode() for change in changes}
        yield from remains(root, _wanted(request), changed)

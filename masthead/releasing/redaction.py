"""What `masthead redact` is asked to remove, what it comes to in the ledger and the records, and what remains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from masthead import MastheadError
from masthead.database.loading import assemble
from masthead.field_types.dates import PartialDate
from masthead.findings.rulebook import Severity
from masthead.importing.plan import Change
from masthead.ledger import matching
from masthead.ledger.chain import FOLDER
from masthead.ledger.compare import fields_of
from masthead.ledger.contents import Ledger
from masthead.ledger.matching import Found
from masthead.ledger.places import Place, places_of
from masthead.ledger.read import read_files
from masthead.ledger.redaction import notice, redacted
from masthead.ledger.sheets import files_of, sheets_of
from masthead.model import Record
from masthead.model.identity import anchors_of, former_keys, key_of
from masthead.model.references import references
from masthead.records.files import RecordFile
from masthead.relations.graph import Graph
from masthead.releasing.record_renaming import moved
from masthead.releasing.release import ReleaseError, refuse_later
from masthead.releasing.remaining_text import remains

_KEY = r"((?:sites|firms|campaigns|sources)/[a-z0-9][a-z0-9._-]*)"
_RECORD = re.compile(_KEY)
_ITEM = re.compile(rf"{_KEY}#([a-z0-9-]+)")
_FIELD = re.compile(rf"{_KEY}:([a-z][a-z0-9_]*(?:\[[^\[\]]+\]\.[a-z][a-z0-9_]*)?)")
SHORTEST = 3
"""How long a text must be: a shorter one is in nearly every value."""


class RedactionError(MastheadError):
    """Nothing can be removed as asked; says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be removed: a record, an item or a field of one, or else a text; and the ID under which a record goes on."""

    what: str
    key: str = ""
    item: str = ""
    field: str = ""
    new: str | None = None

    @property
    def text(self) -> str:
        """What must be nowhere any more; nothing where that is not one text."""
        if self.item:
            return f"{self.key}/#{self.item}"
        return "" if self.field else self.key.partition("/")[2] or self.what


@dataclass(frozen=True, slots=True)
class Why:
    """What a redaction says of itself."""

    date: PartialDate
    reason: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written, what is to be told of it, what must be done first, and where the text would still be."""

    changes: tuple[Change, ...]
    told: tuple[str, ...]
    obstacles: tuple[str, ...]
    remains: tuple[str, ...]
    path: str
    """The file that notes the redaction."""


def asked(what: str, *, is_text: bool, new_id: str | None) -> Asked:
    """Return what is asked for by *what*, which names a record, an item or a field, unless it *is_text*."""
    record, item, field = (None if is_text else pattern.fullmatch(what) for pattern in (_RECORD, _ITEM, _FIELD))
    if new_id is not None and not record:
        raise RedactionError("--new-id is for a record that continues under another ID; name one, such as firms/acme")
    if record:
        folder = what.partition("/")[0]
        return Asked(what, key=what, new=None if new_id is None else f"{folder}/{new_id.removeprefix(f'{folder}/')}")
    if item or field:
        found = item or field
        return Asked(what, key=found[1], item=item[2] if item else "", field=field[2] if field else "")  # type: ignore[index]
    if len(what.strip()) < SHORTEST:
        raise RedactionError(f"a text of fewer than {SHORTEST} characters is in nearly every value; give a longer one")
    return Asked(what)


def plan(root: Path, one: Asked, why: Why, graph: Graph) -> Plan:
    """Return what it comes to to remove what is asked from the ledger and the records of *graph* below *root*.

    Raises LedgerError if the ledger is not as it was written, MoveError if a record cannot get another ID.
    """
    files = files_of(root)
    ledger, sheets = read_files(files), sheets_of(files)
    _refuse(one, why, ledger, graph)
    records = {key_of(record): record for record in graph.records()}
    places = places_of(sheets)
    found = _found(one, places, records)
    if not found:
        raise RedactionError(_nothing(one, records))
    head = notice(sheets, why.date, why.reason, why.decided_by, len(found))
    texts = redacted(sheets, found, head)
    read_files({**files, **texts})  # raises what would be wrong with the ledger afterwards
    changes = (*_of_ledger(files, texts), *(moved(graph, one.key, one.new) if one.new else ()))
    path = next(path for path in texts if path not in files)
    obstacles = (*_obstacles(one, graph), *_faults(graph, changes))
    return Plan(changes, tuple(_told(places, found)), obstacles,
                tuple(_remains(root, one, changes)), path)  # fmt: skip


def _refuse(one: Asked, why: Why, ledger: Ledger, graph: Graph) -> None:
    """Refuse what cannot be noted, or would say again what is removed."""
    if graph.broken:
        folder, id = min(graph.broken)
        raise RedactionError(f"{folder}/{id} cannot be read, and may hold what is to be removed; correct it first")
    last = ledger.last_date
    if last is None:
        raise RedactionError("nothing was released yet, so the ledger holds nothing to remove; change the records")
    _refuse_date(why.date, last)
    for name, said in (("reason", why.reason), ("decided-by", why.decided_by)):
        if not said.strip():
            raise RedactionError(f"--{name} is empty; it is published, and is all that people will read of this")
        if one.text and _wanted(one).search(said):
            raise RedactionError(f"--{name} holds what is to be removed, and is published; put it in other words")
    if one.new:
        _refuse_new(one, one.new, {*ledger.fields, *map(key_of, graph.records())})


def _refuse_date(date: PartialDate, last: PartialDate) -> None:
    """Refuse a *date* that cannot follow the *last* one, or after which nothing could follow for long."""
    if date.day is None or date.earliest < last.earliest:
        raise RedactionError(f"the date must be a day, and not before the last file of the ledger, {last}")
    try:
        refuse_later(date)
    except ReleaseError as error:
        raise RedactionError(str(error)) from None


def _refuse_new(one: Asked, new: str, known: set[str]) -> None:
    """Refuse a new ID that is none, is another record's, or says the old one."""
    if not _RECORD.fullmatch(new):
        raise RedactionError("the new ID may have small letters, digits, hyphens and full stops only")
    if new in known:
        raise RedactionError(f"{new} is already another record; choose an ID that was never used")
    if one.text in new.partition("/")[2]:
        raise RedactionError("the new ID holds the old one; choose a neutral one")


def _found(one: Asked, places: Sequence[Place], records: Mapping[str, Record]) -> Found:
    """Return the pieces that are meant."""
    if one.item:
        found = matching.of_item(places, one.key, one.item)
    elif one.field:
        record = records.get(matching.names_of(places).now(one.key))
        present = fields_of(record).get(one.field) if record else None
        found = matching.of_field(places, one.key, one.field, present)
    elif one.key:
        found = matching.of_record(places, one.key, one.new)
    else:
        found = matching.of_text(places, one.what)
        ids = sorted(set(matching.ids_with(places, one.what)))
        if ids:
            raise RedactionError(f"the text is part of an ID; remove that first, by its name: {', '.join(ids[:5])}")
    return matching.with_former_seals(places, found)


def _nothing(one: Asked, records: Mapping[str, Record]) -> str:
    if one.field and one.key in records:
        return "the field has held nothing in the ledger but what the record says now; change the record first"
    return f"the ledger holds nothing that is called {one.what!r}; see ledger/ for how it is written"


def _of_ledger(files: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[Change]:
    for path, text in texts.items():
        before = RecordFile(path, "ledger", files[path].encode()) if path in files else None
        yield Change(path, text.encode(), before)


def _told(places: Sequence[Place], found: Found) -> Iterator[str]:
    """Yield what is removed, place by place, without saying it."""
    for place in places:
        if place.where in found:
            done = "is removed" if found[place.where] is None else "is replaced"
            yield f"{place.path}: {place.label} {done}"


def _obstacles(one: Asked, graph: Graph) -> Iterator[str]:
    """Yield where records still say what is to be removed: the next release would publish it again."""
    for loaded in graph.loaded:
        reasons = _of_item(one, loaded.record) if one.item else _of_record(one, loaded.record) if one.key else ()
        yield from (f"{loaded.file.path}: {reason}" for reason in reasons)
        if not one.key and _wanted(one).search(loaded.file.text.decode("utf-8", "replace")):
            yield f"{loaded.file.path}: the record still holds the text; take it out"


def _faults(graph: Graph, changes: Sequence[Change]) -> Iterator[str]:
    """Yield what would be wrong with the records that *changes* write."""
    made = {one.before.path: _record_file(one) for one in changes if one.before and not one.path.startswith(FOLDER)}
    if made:
        written = {file.path for file in made.values()}
        found = assemble([made.get(one.file.path, one.file) for one in graph.loaded]).findings
        wrong = (one for one in found if one.severity is Severity.ERROR and one.path in written)
        yield from (f"{one.path}: {one.message}" for one in wrong)


def _record_file(change: Change) -> RecordFile:
    return RecordFile(change.path, change.path.partition("/")[0], change.text)


def _of_item(one: Asked, record: Record) -> Iterator[str]:
    if key_of(record) == one.key and one.item in anchors_of(record):
        yield "the item is still in the record, or named under formerly or withdrawn; take it out"


def _of_record(one: Asked, record: Record) -> Iterator[str]:
    folder, _, id = one.key.partition("/")
    if one.field:
        return
    if one.key in former_keys(record):
        yield "the record names the ID under formerly; take it out"
    if one.new is None and key_of(record) == one.key:
        yield "the record is still there; delete the file, or give --new-id if it continues"
    elif one.new is None and any((ref.folder, ref.id) == (folder, id) for ref in references(record)):
        yield "the record refers to it; take the reference out"


def _wanted(one: Asked) -> re.Pattern[str]:
    """Return what finds the text that must be nowhere: of a record its ID, as a word; else the text anywhere."""
    text = re.escape(one.text)
    return re.compile(rf"(?<![A-Za-z0-9-]){text}(?![A-Za-z0-9-])" if one.key else text, re.IGNORECASE)


def _remains(root: Path, one: Asked, changes: Sequence[Change]) -> Iterator[str]:
    """Yield where the text would still be after *changes*."""
    if one.text:
        changed: dict[str, str | None] = {change.before.path: None for change in changes if change.before}
        changed |= {change.path: change.text.decode() for change in changes}
        yield from remains(root, _wanted(one), changed)

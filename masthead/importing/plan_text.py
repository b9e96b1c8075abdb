"""A plan as text for people: a line for each row, and the changes to records as texts and patches."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from masthead.importing.draft import Status
from masthead.importing.lists.problems import cut, some_of
from masthead.importing.plan import Change, ImportPlan, RowPlan
from masthead.reporting.report import counted

ALIKE = 3
"""The most rows with the same note that are shown: a list that is wrong in every row is mostly wrong in one way."""
# The parts in which notes that say the same differ: the cell, numbers and the host of the row.
_PARTICULAR = re.compile(r"'[^']*'|[0-9]+")
_HAS_RECORD = (Status.NEW, Status.KNOWN)

Kind = tuple[Status, str]


def lines(plan: ImportPlan, *, is_full: bool = False) -> Iterator[str]:
    """Yield a line for each row of *plan*, in columns: its status, its host, then places and notes.

    Unless *is_full*, what is the same for many rows is shown for the first of them and then counted.
    """
    status = max((len(entry.status) for entry in plan.entries), default=0)
    host = min(max((len(entry.host) for entry in plan.entries), default=0), 40)
    seen: Counter[Kind] = Counter()
    further: dict[Kind, list[RowPlan]] = {}
    for entry in plan.entries:
        notes = list(_notes(entry))
        kinds = [_kind(entry, note) for note in notes]
        shown = [note for note, kind in zip(notes, kinds, strict=True) if is_full or seen[kind] < ALIKE]
        seen.update(kinds)
        for kind in kinds:
            if not is_full and seen[kind] > ALIKE:
                further.setdefault(kind, []).append(entry)
        if shown or entry.status in _HAS_RECORD or not notes:
            said = "; ".join((*_place(entry), *shown))
            yield f"{entry.status:<{status}}  {entry.host[:80]:<{host}}  {said}".rstrip()
    yield from (f"{kind[0]:<{status}}  {_more(kind[1], entries)}" for kind, entries in further.items())


def _kind(entry: RowPlan, note: str) -> Kind:
    return entry.status, _PARTICULAR.sub("…", note.replace(entry.host, "…") if entry.host else note)


def _more(note: str, entries: list[RowPlan]) -> str:
    """Return the line on the *entries* with a *note* of a kind that was shown for others."""
    places = some_of([entry.place.rpartition("/")[2] for entry in entries], ALIKE)
    return f"… {counted(len(entries), 'more row')} with the note “{cut(note)}”: {places}"


def _place(entry: RowPlan) -> Iterator[str]:
    """Yield the row's place in the list if people need it, and the path of the record."""
    if entry.status in (Status.CONFLICTING, Status.REFUSED):
        yield entry.place
    if entry.path:
        yield entry.path


def _notes(entry: RowPlan) -> Iterator[str]:
    """Yield the notes on a row; of several reasons to refuse it the first, which weighs most, and how many there are."""
    if entry.status is Status.REFUSED and len(entry.notes) > 1:
        yield f"{cut(entry.notes[0])} (and {counted(len(entry.notes) - 1, 'further reason')})"
    else:
        yield from map(cut, entry.notes)


def kept(plan: ImportPlan) -> list[Change]:
    """Return the changes of *plan* without those of rows that are refused, which become nothing."""
    paths = {entry.change.path for entry in plan.entries if entry.change}
    return [change for change in plan.changes if change.path in paths]


def texts(changes: Iterable[Change]) -> Iterator[str]:
    """Yield the path of each new record, and the lines of its text."""
    for change in changes:
        if change.before is None:
            yield from ("", f"{change.path}:", *change.text.decode().splitlines())


def differences(changes: Iterable[Change]) -> Iterator[str]:
    """Yield the lines of a patch that adds the new items to known records."""
    for change in changes:
        if change.before:
            before, after = change.before.text.decode().splitlines(), change.text.decode().splitlines()
            names = (f"a/{change.before.path}", f"b/{change.path}")
            yield from difflib.unified_diff(before, after, *names, lineterm="")


def proposed(plan: ImportPlan) -> Iterator[str]:
    """Yield the lines of a patch that would add further items to known records, below a heading."""
    if plan.proposals:
        yield "# possible additions to known outlets; use --add-to-known to make them"
        yield from differences(plan.proposals)


def summary(plan: ImportPlan) -> str:
    """Return a line with the number of rows of each status; of merged rows only if there are any."""
    number = Counter(entry.status for entry in plan.entries)
    shown = [status for status in Status if number[status] or status is not Status.MERGED]
    return f"{counted(len(plan.entries), 'row')}: " + ", ".join(f"{number[status]} {status}" for status in shown)

"""A plan as text for people: a line for each row, and the changes to records as texts and patches."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator

from masthead.importing.plan import Change, ImportPlan, RowPlan, Status
from masthead.reporting.report import counted


def lines(plan: ImportPlan) -> Iterator[str]:
    """Yield a line for each row of *plan*, in columns: its status, its host, then places and notes."""
    status = max((len(entry.status) for entry in plan.entries), default=0)
    host = min(max((len(entry.host) for entry in plan.entries), default=0), 40)
    for entry in plan.entries:
        yield f"{entry.status:<{status}}  {entry.host[:80]:<{host}}  {'; '.join(_said(entry))}".rstrip()


def _said(entry: RowPlan) -> Iterator[str]:
    """Yield the row's place in the list if people need it, the path of the record, and the notes."""
    if entry.status in (Status.CONFLICTING, Status.REFUSED):
        yield entry.place
    if entry.path:
        yield entry.path
    yield from entry.notes


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
    """Return a line with the number of rows of each status."""
    number = Counter(entry.status for entry in plan.entries)
    return f"{counted(len(plan.entries), 'row')}: " + ", ".join(f"{number[status]} {status}" for status in Status)

"""A plan as text for people: a line a row, what known records could gain, what else would be wrong."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator

from masthead.importing.plan import Change, Entry, Plan, Status
from masthead.reporting.report import counted


def lines(plan: Plan) -> Iterator[str]:
    """Yield a line for each row of *plan*, in columns: what it comes to, the host, then where and why."""
    status = max((len(entry.status) for entry in plan.entries), default=0)
    host = min(max((len(entry.host) for entry in plan.entries), default=0), 40)
    for entry in plan.entries:
        yield f"{entry.status:<{status}}  {entry.host[:80]:<{host}}  {'; '.join(_said(entry))}".rstrip()


def _said(entry: Entry) -> Iterator[str]:
    """Yield where *entry* stands in the list, if people have to look there, the record, and what to know."""
    if entry.status in (Status.CONFLICTING, Status.REFUSED):
        yield entry.place
    if entry.path:
        yield entry.path
    yield from entry.notes


def texts(changes: Iterable[Change]) -> Iterator[str]:
    """Yield the lines of each new record, below its path."""
    for change in changes:
        if change.before is None:
            yield from ("", f"{change.path}:", *change.text.decode().splitlines())


def differences(changes: Iterable[Change]) -> Iterator[str]:
    """Yield what known records gain, as a patch."""
    for change in changes:
        if change.before:
            before, after = change.before.text.decode().splitlines(), change.text.decode().splitlines()
            names = (f"a/{change.before.path}", f"b/{change.path}")
            yield from difflib.unified_diff(before, after, *names, lineterm="")


def proposed(plan: Plan) -> Iterator[str]:
    """Yield what known records could gain, as a patch, below a line that says so."""
    if plan.proposals:
        yield "# possible additions to known outlets; use --add-to-known to make them"
        yield from differences(plan.proposals)


def summary(plan: Plan) -> str:
    """Return how many rows come to what."""
    number = Counter(entry.status for entry in plan.entries)
    return f"{counted(len(plan.entries), 'row')}: " + ", ".join(f"{number[status]} {status}" for status in Status)

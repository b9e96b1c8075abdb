"""The history of the full world: a text came into every text field, went, and came again."""

from __future__ import annotations

from masthead.field_types.dates import PartialDate
from masthead.ledger.append import head_of
from masthead.ledger.contents import NOTHING, Ledger, Noted, add, add_all
from masthead.ledger.lines import Notice
from masthead.ledger.record_changes import record_changes
from masthead.record_files.reading import parse_all
from masthead.relations.graph import Graph, link
from tests.injection.stuffed import record_files, stuffed


def history(text: str) -> Ledger:
    """Return the ledger in which *text* is what fields held before and hold since, and why something was removed."""
    with_it, without = stuffed(text)[0], link(parse_all(record_files())[0])
    ledger = NOTHING
    for month, graph in enumerate((with_it, without, with_it), 1):
        ledger = _released(ledger, graph, PartialDate(2024, month, 1))
    return add_all(ledger, (), [(_noted(text, ledger), "")])


def _noted(text: str, ledger: Ledger) -> Noted:
    """A redaction whose reason is *text*."""
    head = Notice.model_construct(
        kind="redaction",
        number=ledger.number + 1,
        date=PartialDate(2024, 4, 1),
        previous="",
        lines=1,
        reason=text,
        decided_by=text,
    )
    return Noted(head, 1, tuple(ledger.fields))


def _released(ledger: Ledger, graph: Graph, date: PartialDate) -> Ledger:
    lines = record_changes(graph, ledger)
    return add(ledger, head_of(ledger, date, "", lines), lines, "")

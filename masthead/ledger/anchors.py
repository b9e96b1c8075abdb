"""The anchors that the page of a record promises."""

from __future__ import annotations

from masthead.model import Campaign, Evidence, Firm, Outlet, Record


def anchors_of(record: Record) -> tuple[str, ...]:
    """Return the anchors that the page of *record* promises: evidence, also by former ids, and evidence that went."""
    items = (id for item in evidence_of(record) for id in (item.id, *item.formerly))
    gone = (id for correction in record.corrections for id in correction.withdrawn)
    return tuple(dict.fromkeys((*items, *gone)))


def evidence_of(record: Record) -> tuple[Evidence, ...]:
    """Return the items of evidence that have their permalinks on the page of *record*."""
    match record:
        case Outlet() | Campaign():
            return record.evidence
        case Firm():
            return record.statements
        case _:
            return ()

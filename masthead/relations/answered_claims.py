"""The claims that a reply answers: statements by sources, and items of evidence."""

from __future__ import annotations

from masthead.model import Answered, Campaign, Evidence, Outlet, Record, Reply
from masthead.relations.graph import Said


def answers(reply: Reply, said: Said) -> bool:
    """Return whether *reply* answers the statement *said*."""
    return any(
        answered.evidence is None and answered.source == said.attribution.by and is_named(answered, said.about)
        for answered in reply.answers
    )


def answers_item(reply: Reply, of: Record, item: Evidence, holder: Record) -> bool:
    """Return whether *reply*, a reply in the record *of*, answers *item*, an item of evidence in the record *holder*."""
    return any(
        answered.evidence == item.id
        and (is_named(answered, holder) if answered.campaign or answered.outlet else holder is of)
        for answered in reply.answers
    )


def is_named(answered: Answered, record: Record) -> bool:
    """Return whether *answered* names *record*, or names no record at all."""
    if answered.campaign:
        return isinstance(record, Campaign) and record.id == answered.campaign
    if answered.outlet:
        return isinstance(record, Outlet) and record.id == answered.outlet
    return True

"""Which claims a reply answers: statements by sources, and items of evidence."""

from __future__ import annotations

from masthead.model import Answered, Campaign, Evidence, Outlet, Record, Reply
from masthead.relations.graph import Said


def answers(reply: Reply, said: Said) -> bool:
    """Return whether *reply* answers the statement *said*."""
    return any(
        one.evidence is None and one.source == said.attribution.by and is_named(one, said.about)
        for one in reply.answers
    )


def answers_item(reply: Reply, of: Record, item: Evidence, holder: Record) -> bool:
    """Return whether *reply*, which is in the record *of*, answers the *item* of evidence in the record *holder*."""
    return any(
        one.evidence == item.id and (is_named(one, holder) if one.campaign or one.outlet else holder is of)
        for one in reply.answers
    )


def is_named(answered: Answered, record: Record) -> bool:
    """Return whether *record* is the one that *answered* names, if it names one."""
    if answered.campaign:
        return isinstance(record, Campaign) and record.id == answered.campaign
    if answered.outlet:
        return isinstance(record, Outlet) and record.id == answered.outlet
    return True

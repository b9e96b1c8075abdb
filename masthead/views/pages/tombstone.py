"""Tombstones: the pages of records that are withdrawn or excluded."""

from __future__ import annotations

from dataclasses import dataclass

from masthead.edition.edition import Edition, path_of
from masthead.model import Record
from masthead.model.identity import anchors_of
from masthead.views.parts.record_head import StateView, state_view


@dataclass(frozen=True, slots=True)
class TombstoneView:
    """The page of a withdrawn or excluded record: only its title, its state and the reason."""

    path: str
    title: str
    state: StateView
    anchors: tuple[str, ...]
    api: str


def tombstone_view(edition: Edition, record: Record) -> TombstoneView:
    """Return the tombstone of *record*, which is withdrawn or excluded."""
    state = state_view(edition, record)
    if state is None:
        raise ValueError(f"{path_of(record)} stands: it has no tombstone")
    return TombstoneView(path_of(record), edition.title(record)[0], state, anchors_of(record), edition.api_path(record))

"""The values that the page of every record has: title, state, file, history, addresses of its sources."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from masthead.edition.edition import Edition, Meaning, When, path_of
from masthead.edition.safe_markdown import prose
from masthead.model import Record, Source
from masthead.views.parts.claims import meaning
from masthead.views.parts.printed_addresses import PrintedSource, printed_sources
from masthead.views.parts.record_history import Filed, filed


@dataclass(frozen=True, slots=True)
class StateView:
    """A state other than listed, with its date and reason."""

    name: Meaning
    date: When | None
    reason: Markup


@dataclass(frozen=True, slots=True)
class RecordHead:
    """The values that the page of every record has."""

    path: str
    id: str
    title: str
    lang: str
    """The language of the title, if it is known to differ from that of the page."""
    state: StateView | None
    file: str
    filed: Filed
    cite: str
    """The address of its cite page; empty if it has none."""
    sources: tuple[PrintedSource, ...]


def record_head(edition: Edition, record: Record) -> RecordHead:
    """Return the values for *record* that the page of every record has."""
    path = path_of(record)
    title, lang = edition.title(record)
    return RecordHead(
        path=path,
        id=record.id,
        title=title,
        lang=lang,
        state=state_view(edition, record),
        file=edition.file(record),
        filed=filed(edition, record),
        cite="" if isinstance(record, Source) else edition.cite_path(path),
        sources=printed_sources(edition, record),
    )


def state_view(edition: Edition, record: Record) -> StateView | None:
    """Return the state of *record*; None if it is simply listed."""
    if record.state is None:
        return None
    return StateView(meaning(edition, record.state.name), edition.when(record.state.date), prose(record.state.reason))

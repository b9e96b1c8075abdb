"""The source: a published document that is cited."""

from __future__ import annotations

from pydantic import Field

from masthead.fields import Date, Language, Line, Prose, SourceId, WebAddress
from masthead.model.claims import Archive
from masthead.model.record import NativeText, Record
from masthead.vocabulary import PublisherKind, Reliability, SourceType, Verification


class Source(Record):
    """A published document that is cited."""

    title: Line = Field(description="the title, or what the document is if its title was not seen")
    title_is_ours: Line | None = Field(
        None, description="why the title is a description of ours, such as headline not seen"
    )
    original_title: NativeText | None = None
    publisher: Line
    short_name: Line = Field(description="how sentences name the publisher, such as the Citizen Lab")
    publisher_kind: PublisherKind
    interest: Line | None = Field(None, description="an interest of the publisher that readers should know")
    authors: tuple[Line, ...] = ()
    date: Date | None = None
    url: WebAddress | None = None
    archives: tuple[Archive, ...] = ()
    language: Language | None = None
    type: SourceType
    verification: Verification = Field(description="how far the document itself was read")
    via: tuple[SourceId, ...] = Field((), description="the sources through which it is known, if it was not read")
    copy_of: SourceId | None = Field(None, description="the source whose text this one repeats: the two count once")
    reliability: Reliability | None = None
    reliability_why: Line | None = None
    note: Prose | None = None

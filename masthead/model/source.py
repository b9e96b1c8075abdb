"""The source: a published document that is cited."""

from __future__ import annotations

from pydantic import Field

from masthead.field_types.fields import Date, Language, Line, Prose, SourceId, WebAddress
from masthead.field_types.vocabulary import PublisherKind, Reliability, SourceType, Verification
from masthead.model.claims import Archive
from masthead.model.record import NativeText, Record


class Source(Record):
    """A published document that is cited."""

    title: Line = Field(description="the title, or a description if we did not see the title")
    title_is_ours: Line | None = Field(
        None, description="why the title is our own description, such as headline not seen"
    )
    original_title: NativeText | None = Field(None, description="the title in its own language, if it was translated")
    publisher: Line = Field(description="who published it, in full")
    short_name: Line = Field(description="what sentences call the publisher, such as the Citizen Lab")
    publisher_kind: PublisherKind = Field(description="what kind of body the publisher is")
    publisher_is_not: tuple[Line, ...] = Field(
        (), description="publishers with nearly the same name that are somebody else, so that each counts by itself"
    )
    interest: Line | None = Field(None, description="an interest of the publisher that readers should know")
    authors: tuple[Line, ...] = Field((), description="the authors, as the document names them")
    date: Date | None = Field(None, description="when it was published")
    updated: Date | None = Field(
        None, description="the date of the version that is cited, if it was changed after that"
    )
    url: WebAddress | None = Field(None, description="where it can be read")
    archives: tuple[Archive, ...] = Field((), description="archived copies of it")
    language: Language | None = Field(None, description="the language in which we read it")
    type: SourceType = Field(description="what kind of document it is")
    verification: Verification = Field(description="how much of the document we read")
    via: tuple[SourceId, ...] = Field((), description="the sources through which we know it, if we did not read it")
    retells: tuple[SourceId, ...] = Field(
        (),
        description="sources that it retells and we have not read, if it says nothing of its own: all of it is second-hand",
    )
    copy_of: SourceId | None = Field(None, description="the source whose text this one repeats: the two count as one")
    reliability: Reliability | None = Field(None, description="how reliable the publisher is, on the Admiralty scale")
    reliability_why: Line | None = Field(None, description="why the publisher has this rating")
    list_note: Line | None = Field(
        None,
        description="of a list: what its items are, and what else readers must know of them, in words that go on after their number, such as `of a network`",
    )
    note: Prose | None = Field(None, description="what readers should know about the document and how we read it")

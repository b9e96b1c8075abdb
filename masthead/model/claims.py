"""Claims and their support: citations, archived copies, evidence, attributions, indicators."""

from __future__ import annotations

from pydantic import Field

from masthead.field_types.fields import (
    Count,
    Date,
    FirmId,
    Id,
    Language,
    Line,
    Moment,
    OutletId,
    PictureFile,
    Prose,
    Sha256,
    SourceId,
    Technique,
    WebAddress,
)
from masthead.field_types.vocabulary import (
    Basis,
    Confidence,
    ContentWarning,
    EvidenceKind,
    IndicatorType,
    Role,
    Stance,
    Weight,
    Wording,
)
from masthead.model.part import Part


class Citation(Part):
    """A source, and the place in it."""

    source: SourceId = Field(description="the ID of the source")
    locator: Line | None = Field(None, description="the place in the document, such as table 3")
    note: Line | None = Field(None, description="a note for readers about this citation")


class Quotation(Part):
    """Words of a source, verbatim and short, with the place where they are."""

    text: Line = Field(description="the words, verbatim, at most 25 of them")
    lang: Language | None = Field(None, description="their language, if it is not English")
    locator: Line = Field(description="the place in the source where they are")


class Archive(Part):
    """An archived copy of a page."""

    url: WebAddress = Field(description="the address of the copy in the archive")
    original: WebAddress = Field(description="the address that was copied; shown defanged, never a link")
    captured: Moment | None = Field(None, description="when it was copied; absent if the copy gives no fixed time")
    sha256: Sha256 | None = Field(None, description="the hash of the copy as downloaded")
    language: Language | None = Field(None, description="the language of the copy")
    published: Date | None = Field(None, description="the date that the page itself gives")
    shows: Line = Field(description="what the copy shows, in neutral words and without its headline")
    warning: ContentWarning | None = Field(None, description="hides the link behind a click, and gives the reason")


class Attachment(Part):
    """A picture of what could be seen, in the record's own folder; published without anything else that its file holds."""

    file: PictureFile = Field(description="the name of its file")
    alt: Line = Field(description="what it shows, in words, for people who cannot see it")
    sha256: Sha256 = Field(description="the hash of the file as it was taken")
    captured: Moment | None = Field(None, description="when it was taken")


class Evidence(Part):
    """One claim that can be checked, with the sources that support it."""

    id: Id = Field(description="the anchor of its permalink; unique in the record, never reused")
    claim: Prose = Field(description="what the sources say, in our words and with their degree of certainty")
    kind: EvidenceKind = Field(description="what kind of thing it shows")
    formerly: tuple[Id, ...] = Field((), description="former IDs of the item; their permalinks still lead to it")
    firms: tuple[FirmId, ...] = Field((), description="firms that the claim mentions; it appears on their pages too")
    date: Date | None = Field(None, description="when it was so, or when it was observed")
    until: Date | None = Field(None, description="when it ended, if it lasted")
    sources: tuple[Citation, ...] = Field(min_length=1, description="the sources that support the claim, at least one")
    archives: tuple[Archive, ...] = Field((), description="archived copies that show it")
    attachments: tuple[Attachment, ...] = Field((), description="pictures that show it")
    techniques: tuple[Technique, ...] = Field((), description="DISARM techniques, as this database classifies them")
    weight: Weight | None = Field(None, description="weak, if it proves little on its own")
    among: Line | None = Field(
        None,
        description="of a listing: what the source lists, as it describes it, such as 52 domains given as examples",
    )
    balanced_by: tuple[Id, ...] = Field(
        (),
        description="IDs of items in the same record without which this one would mislead; shown wherever it is shown",
    )
    speaker: Line | None = Field(
        None, description="who makes the claim, if the cited sources only report it, such as South Korea’s NIS"
    )
    accuses: tuple[FirmId, ...] = Field(
        (), description="firms that the claim accuses; pages show what they replied, or that no reply is known"
    )
    inference: Prose | None = Field(
        None, description="what we infer from it; shown as our inference and credited to no source"
    )


class Attribution(Part):
    """A statement by a source that a firm has a role, or that it has none."""

    firm: FirmId | None = Field(None, description="the firm; absent if the source cannot say who it is")
    role: Role = Field(description="the role that the source means; different roles are never merged")
    stance: Stance = Field(Stance.ASSERTS, description="whether the source says so, denies it, or cannot say")
    by: SourceId = Field(description="the source that says so")
    date: Date | None = Field(None, description="when it was said, if not on the date of the source")
    wording: Wording = Field(description="the verb that fits the source's own words")
    said: Line | None = Field(
        None,
        description="what the source said, if no phrase of ours says exactly that: it follows the name of the source, in the past tense",
    )
    via: tuple[SourceId, ...] = Field(
        (), description="the sources through which we know this statement, if they are not those of the source"
    )
    confidence: Confidence = Field(
        description="the degree of confidence that the source itself gives for exactly this statement, or not-stated"
    )
    confidence_words: Quotation | None = Field(
        None, description="the words of the source that give the degree of confidence; required with a degree"
    )
    our_reading: Prose | None = Field(
        None,
        description="how we read the certainty of the source; shown as ours, and never ranks one source above another",
    )
    basis: tuple[Basis, ...] = Field((), description="the evidence that the source gives for it")
    evidence: tuple[Id, ...] = Field(
        (), description="IDs of items of evidence in the same record that set out what it is based on"
    )
    reservation: Prose | None = Field(
        None,
        description="what the source itself says against a wider reading, as sentences that begin with “It”; shown wherever the statement is",
    )
    counts: Line | None = Field(
        None, description="how many sites the source itself speaks of, such as more than 600 domains"
    )
    locator: Line | None = Field(None, description="the place in the source")
    note: Prose | None = Field(None, description="what the source says, in own words and with its reservations")


class SetAttribution(Attribution):
    """An attribution of a whole campaign, of some of its outlets, or of a part that nobody has listed."""

    concerns: tuple[OutletId, ...] = Field((), description="the outlets it is about; absent if it is about all")
    others: Line | None = Field(
        None, description="the further outlets that the source means and does not name, such as `the rest of 34 titles`"
    )
    part: Line | None = Field(None, description="the part it is about, if the source does not list its outlets")


class Indicator(Part):
    """A technical value that links outlets."""

    type: IndicatorType = Field(description="what kind of value it is")
    value: Line = Field(description="the value, exactly as the source reports it")
    owner: Line | None = Field(None, description="whose it is, as the source reports it")
    autonomous_system: Count | None = Field(None, description="the number of the autonomous system of an address")
    first_seen: Date | None = Field(None, description="when the outlet was first seen with it")
    last_seen: Date | None = Field(None, description="when the outlet was last seen with it")
    source: SourceId = Field(description="the source that reports it")
    note: Line | None = Field(None, description="a note for readers, such as that others share it")

"""The campaign: a named operation that outlets take part in."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from masthead.field_types.fields import CampaignId, Count, Country, Date, ExcludedHost, Line, OutletId, Prose, SourceId
from masthead.field_types.vocabulary import Bound, CampaignForm, Wording
from masthead.model.claims import Evidence, Indicator, SetAttribution
from masthead.model.firm import PrintedName
from masthead.model.part import Part
from masthead.model.record import Record


class SetEvidence(Evidence):
    """Evidence about a whole campaign, or about the outlets it concerns together."""

    concerns: tuple[OutletId, ...] = Field(
        (), description="the outlets it is about together; absent if it is about the whole campaign"
    )


class SetIndicator(Indicator):
    """A technical value that a source reports for a set of outlets, with how many there are."""

    sites: Count | None = Field(None, description="how many outlets the source reports it for")
    concerns: tuple[OutletId, ...] = Field((), description="the outlets, if the source lists them")
    scope: Line | None = Field(None, description="the set in words, if the source does not list its outlets")


class Excluded(Part):
    """A host that was found near the campaign and does not belong to it."""

    host: ExcludedHost = Field(description="the host that was found near it")
    reason: Prose = Field(description="why it does not belong, in a sentence that readers see")
    source: SourceId = Field(description="the source that says so")


class Withheld(Part):
    """Something that a source withholds; never filled in."""

    what: Line = Field(description="what is withheld, such as four domains")
    reason: Prose = Field(description="why the source withholds it")
    source: SourceId = Field(description="the source that withholds it")


class CheckRow(Part):
    """A line of a source's own table."""

    as_printed: Line = Field(description="the country as the source prints it")
    country: Country | None = Field(None, description="its code; absent if the source does not mean a country")
    sites: Count = Field(description="how many outlets the source counts there")


class Check(Part):
    """A source's own counts, shown beside the number of records."""

    source: SourceId = Field(description="the source that counts")
    locator: Line | None = Field(None, description="the place in the document, such as table 3")
    total: Count = Field(description="how many outlets the source counts")
    bound: Bound | None = Field(None, description="how it bounds the number, if it gives no exact one")
    listed: Count | None = Field(
        None, description="how many of the records here are among those it counts, if not all that the campaign has"
    )
    overlap: Literal["unknown"] | None = Field(
        None, description="unknown, if no source says which of the records here are among those it counts"
    )
    countries: tuple[CheckRow, ...] = Field((), description="its number for each country")
    note: Prose | None = Field(None, description="why its count differs from that of the records")


class CampaignLink(Part):
    """A statement by a source about this campaign and another one."""

    campaign: CampaignId = Field(description="the other campaign")
    by: SourceId = Field(description="the source that says so")
    wording: Wording = Field(description="the verb that fits the source's own words")
    note: Prose | None = Field(None, description="what the source says, in our words and with its reservations")


class Campaign(Record):
    """A named operation that outlets take part in."""

    name: Line = Field(description="the name to show")
    form: CampaignForm = Field(CampaignForm.SET, description="what the source that named it calls it")
    named_by: SourceId = Field(description="the source that gave it the name")
    aliases: tuple[PrintedName, ...] = Field((), description="other names of the campaign, with who prints them")
    summary: Prose = Field(description="what the sources say about it, in a few sentences that will last")
    first_seen: Date | None = Field(None, description="when it was first seen, as far as sources say")
    last_seen: Date | None = Field(None, description="when it was last seen, as far as sources say")
    seen_by: SourceId | None = Field(None, description="the source that says when it was seen")
    attributions: tuple[SetAttribution, ...] = Field((), description="firms with a role in it, according to sources")
    distinct_from: tuple[CampaignLink, ...] = Field((), description="campaigns that a source sees as separate")
    overlaps_with: tuple[CampaignLink, ...] = Field((), description="campaigns that a source sees as partly the same")
    evidence: tuple[SetEvidence, ...] = Field(
        (), description="claims about the whole campaign, or about several outlets together"
    )
    indicators: tuple[SetIndicator, ...] = Field((), description="technical values that link its outlets")
    excluded: tuple[Excluded, ...] = Field((), description="hosts that were found near it and do not belong to it")
    withheld: tuple[Withheld, ...] = Field((), description="what a source withholds")
    check: tuple[Check, ...] = Field((), description="the sources' own counts, shown beside the number of records")
    not_known: tuple[Prose, ...] = Field((), description="what is not known, stated openly")

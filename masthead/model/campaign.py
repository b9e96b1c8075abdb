"""The campaign: a named operation that outlets take part in."""

from __future__ import annotations

from pydantic import Field

from masthead.fields import CampaignId, Count, Country, Date, Host, Line, OutletId, Prose, SourceId
from masthead.model.claims import Evidence, Indicator, SetAttribution
from masthead.model.firm import PrintedName
from masthead.model.record import Part, Record
from masthead.vocabulary import Wording


class SetEvidence(Evidence):
    """Evidence about a whole campaign, or about the outlets it concerns together."""

    concerns: tuple[OutletId, ...] = Field(
        (), description="the outlets it is about together; absent if about the whole"
    )


class SetIndicator(Indicator):
    """A technical value that a source reports for a set, with the number of its outlets."""

    sites: Count | None = Field(None, description="for how many outlets the source reports it")
    concerns: tuple[OutletId, ...] = Field((), description="the outlets, where the source lists them")
    scope: Line | None = Field(None, description="the set, where the source does not list its outlets")


class Excluded(Part):
    """A host that was found beside the campaign and does not belong to it."""

    host: Host
    reason: Prose
    source: SourceId


class Withheld(Part):
    """Something that a source withholds; never filled in."""

    what: Line
    reason: Prose
    source: SourceId


class CheckRow(Part):
    """A line of a source's own table."""

    as_printed: Line
    country: Country | None = None
    sites: Count


class Check(Part):
    """A source's own counts, shown beside the count of the records."""

    source: SourceId
    locator: Line | None = None
    total: Count = Field(description="how many outlets the source counts")
    countries: tuple[CheckRow, ...] = Field((), description="its numbers per country")
    note: Prose | None = None


class CampaignLink(Part):
    """A statement by a source on this campaign and another."""

    campaign: CampaignId
    by: SourceId
    wording: Wording
    note: Prose | None = None


class Campaign(Record):
    """A named operation that outlets take part in."""

    name: Line
    named_by: SourceId
    aliases: tuple[PrintedName, ...] = ()
    summary: Prose
    first_seen: Date | None = None
    last_seen: Date | None = None
    attributions: tuple[SetAttribution, ...] = ()
    distinct_from: tuple[CampaignLink, ...] = ()
    overlaps_with: tuple[CampaignLink, ...] = ()
    evidence: tuple[SetEvidence, ...] = ()
    indicators: tuple[SetIndicator, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    check: tuple[Check, ...] = ()
    not_known: tuple[Prose, ...] = Field((), description="open points, said openly")

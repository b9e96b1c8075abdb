"""The outlet: a website that poses as a news outlet."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from masthead.field_types.fields import CampaignId, Country, Date, Host, ImitatedHost, Language, Line, Origin, SourceId
from masthead.field_types.vocabulary import ActivityStatus, CopyMethod, HostRole, NameMatch, OutletKind
from masthead.model.claims import Attribution, Evidence, Indicator
from masthead.model.part import Part
from masthead.model.record import Record, WellKnown


class OutletName(Part):
    """A name of the outlet as somebody prints it."""

    text: Line = Field(description="the name as printed")
    lang: Language | None = Field(None, description="the language of the name")
    sources: tuple[SourceId, ...] = Field(min_length=1, description="the sources that print it, at least one")
    match: NameMatch = Field(description="how the name was matched to the outlet")
    note: Line | None = Field(None, description="a note for readers about the name")


class Target(Part):
    """A country that, according to a source, the outlet targets."""

    country: Country | None = Field(
        None, description="the code of the country; absent if the source could not determine it"
    )
    as_reported: Line = Field(description="the country as the source prints it")
    source: SourceId = Field(description="the source that says so")
    note: Line | None = Field(None, description="a note for readers")


class OutletLanguage(Part):
    """A language in which, according to a source, the outlet publishes."""

    tag: Language = Field(description="the language, with its script if there is more than one")
    source: SourceId = Field(description="the source that says so")
    note: Line | None = Field(None, description="a note for readers, such as since when")


class Registered(Part):
    """When the domain was registered."""

    date: Date = Field(description="when the domain was registered")
    source: SourceId = Field(description="the source that says so")
    note: Line | None = Field(None, description="a note for readers")


class FurtherHost(Part):
    """Another host name of the same outlet."""

    host: Host = Field(description="the host name")
    role: HostRole = Field(description="what it is to the outlet")
    role_by: Literal["us"] | None = Field(
        None, description="us, if no source gives the role and we infer it; shown as our inference"
    )
    first_seen: Date | None = Field(None, description="when it was first seen")
    last_seen: Date | None = Field(None, description="when it was last seen")
    source: SourceId = Field(description="the source that links it to the outlet")
    note: Line | None = Field(None, description="what to know about it")


class Copy(Part):
    """Whose content the outlet carries, according to a source."""

    origin: Origin = Field(alias="from", description="the outlet or agency whose content it is, by name or host")
    how: CopyMethod = Field(description="how the content got onto the outlet")
    sources: tuple[SourceId, ...] = Field(min_length=1, description="the sources that found it, at least one")
    note: Line | None = Field(None, description="what was copied, as far as the source says")


class Imitated(Part):
    """A genuine outlet whose name, address or look the outlet imitates, according to a source."""

    name: Line = Field(description="the genuine outlet, by name")
    host: ImitatedHost | None = Field(None, description="its host, if a source names it; shown defanged")
    sources: tuple[SourceId, ...] = Field(min_length=1, description="the sources that say so, at least one")
    note: Line | None = Field(None, description="what is imitated, as far as the source says")


class Activity(Part):
    """What somebody observed of the outlet on a given day, never guessed."""

    status: ActivityStatus = Field(description="what was observed")
    date: Date = Field(description="the day of the observation")
    source: SourceId = Field(description="the source that observed it")
    note: Line | None = Field(None, description="a note for readers")


class Outlet(Record):
    """A website that poses as a news outlet."""

    formerly: tuple[Host, ...] = Field((), description="former hosts of the record; their addresses redirect")
    kind: OutletKind = Field(description="what it poses as")
    name: Line | None = Field(None, description="the name to show: one of names")
    names: tuple[OutletName, ...] = Field((), description="every name that a source prints, with the source")
    targets: tuple[Target, ...] = Field((), description="the countries it targets; the first names the folder")
    languages: tuple[OutletLanguage, ...] = Field((), description="the languages in which it publishes")
    registered: Registered | None = Field(None, description="when its domain was registered")
    hosts: tuple[FurtherHost, ...] = Field((), description="other host names of the same outlet")
    well_known: tuple[WellKnown, ...] = Field(
        (), description="hosts above that are well known, or those of a source, each with the reason why it is recorded"
    )
    campaigns: tuple[CampaignId, ...] = Field((), description="the campaigns that it is part of")
    copies: tuple[Copy, ...] = Field((), description="whose content it carries")
    imitates: tuple[Imitated, ...] = Field(
        (), description="genuine outlets that it imitates: they are the injured party"
    )
    activity: tuple[Activity, ...] = Field((), description="what was observed, and when, such as online or seized")
    operator: Literal["unknown"] | None = Field(None, description="unknown, if no source names an operator")
    attributions: tuple[Attribution, ...] = Field(
        (),
        description="which firms have a role for this outlet alone; what is said about a whole campaign is on the campaign",
    )
    indicators: tuple[Indicator, ...] = Field((), description="technical values that link it to other outlets")
    evidence: tuple[Evidence, ...] = Field(min_length=1, description="claims about this outlet, at least one")

    @property
    def host(self) -> str:
        """The host name of the outlet, which is its ID."""
        return self.id

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes of the countries that it targets, each once, in the order of the record."""
        return tuple(dict.fromkeys(target.country for target in self.targets if target.country is not None))

"""The outlet: a website that poses as a news outlet."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from masthead.fields import CampaignId, Country, Date, Host, Language, Line, SourceId
from masthead.model.claims import Attribution, Evidence, Indicator
from masthead.model.record import Part, Record
from masthead.vocabulary import ActivityStatus, CopyMethod, HostRole, NameMatch, OutletKind


class OutletName(Part):
    """A name of the outlet as somebody prints it."""

    text: Line
    lang: Language | None = None
    sources: tuple[SourceId, ...] = Field(min_length=1)
    match: NameMatch = Field(description="how the name was tied to the outlet")
    note: Line | None = None


class Target(Part):
    """A country at which a source says that the outlet is aimed."""

    country: Country | None = Field(None, description="absent if the source could not determine it")
    as_reported: Line = Field(description="the country as the source prints it")
    source: SourceId
    note: Line | None = None


class OutletLanguage(Part):
    """A language in which a source says that the outlet publishes."""

    tag: Language
    source: SourceId
    note: Line | None = None


class Registered(Part):
    """When the domain was registered."""

    date: Date
    source: SourceId
    note: Line | None = None


class FurtherHost(Part):
    """A further host name of the same outlet."""

    host: Host
    role: HostRole
    first_seen: Date | None = None
    last_seen: Date | None = None
    source: SourceId
    note: Line | None = None


class Copy(Part):
    """Whose content the outlet carries, as a source found."""

    origin: Line = Field(alias="from", description="the outlet or agency whose content it is, by name or host")
    how: CopyMethod
    sources: tuple[SourceId, ...] = Field(min_length=1)
    note: Line | None = None


class Imitated(Part):
    """A genuine outlet whose name, address or looks the outlet imitates, as a source found."""

    name: Line = Field(description="the genuine outlet, by name")
    host: Host | None = Field(None, description="its host, if a source names it; shown defanged")
    sources: tuple[SourceId, ...] = Field(min_length=1)
    note: Line | None = None


class Activity(Part):
    """What somebody observed of the outlet on a day, never guessed."""

    status: ActivityStatus
    date: Date
    source: SourceId
    note: Line | None = None


class Outlet(Record):
    """A website that poses as a news outlet."""

    kind: OutletKind = Field(description="what it poses as")
    name: Line | None = Field(None, description="the name to show: one of names")
    names: tuple[OutletName, ...] = Field((), description="every name that a source prints, with the source")
    targets: tuple[Target, ...] = Field((), description="the countries it is aimed at; the first names the folder")
    languages: tuple[OutletLanguage, ...] = ()
    registered: Registered | None = None
    hosts: tuple[FurtherHost, ...] = Field((), description="further host names of the same outlet")
    campaigns: tuple[CampaignId, ...] = ()
    copies: tuple[Copy, ...] = Field((), description="whose content it carries")
    imitates: tuple[Imitated, ...] = Field(
        (), description="genuine outlets that it imitates: they are the injured side"
    )
    activity: tuple[Activity, ...] = ()
    operator: Literal["unknown"] | None = Field(None, description="unknown, if no source names an operator")
    attributions: tuple[Attribution, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    evidence: tuple[Evidence, ...] = Field(min_length=1)

    @property
    def host(self) -> str:
        """The host name of the outlet, which is its id."""
        return self.id

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries it is aimed at, each once, in the order of the record."""
        return tuple(dict.fromkeys(t.country for t in self.targets if t.country is not None))

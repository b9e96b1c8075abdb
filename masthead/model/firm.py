"""The firm: a company, agency or service that somebody names in a role."""

from __future__ import annotations

from pydantic import Field

from masthead.fields import Country, Date, Host, Language, Line, Prose, SourceId
from masthead.model.claims import Attribution, Citation, Evidence
from masthead.model.record import NativeText, Part, Record
from masthead.vocabulary import RegistrationScheme


class PrintedName(Part):
    """A name of the firm, and who prints it."""

    text: Line
    lang: Language | None = None
    printed_by: tuple[SourceId, ...] = Field((), description="the sources that print it")
    note: Line | None = None


class Registration(Part):
    """The number of the firm in a register; its check digit is verified."""

    scheme: RegistrationScheme
    number: Line
    source: SourceId
    note: Line | None = None


class Founded(Part):
    """When the firm was founded, as a source words it."""

    date: Date
    source: SourceId
    note: Line | None = None


class Website(Part):
    """A website of the firm itself, or one tied to it; shown defanged."""

    host: Host
    what: Line
    sources: tuple[Citation, ...] = Field(min_length=1)


class Relation(Attribution):
    """A statement by a source on the firm and another firm, with the time it is about."""

    first_seen: Date | None = None
    last_seen: Date | None = None


class Firm(Record):
    """A company, agency or service that somebody names in a role."""

    name: Line = Field(description="the name to show")
    native_name: NativeText | None = None
    aliases: tuple[PrintedName, ...] = ()
    misspellings: tuple[PrintedName, ...] = Field(
        (), description="wrong spellings in print; found by search, marked as wrong"
    )
    business: Line = Field(description="what kind of firm it is, in a few words")
    jurisdiction: Country | None = Field(None, description="absent if no source says")
    seat: Line | None = None
    registration: tuple[Registration, ...] = ()
    founded: Founded | None = None
    websites: tuple[Website, ...] = ()
    relations: tuple[Relation, ...] = Field(
        (), description="what sources say on this firm and others: the other firm's role for this one"
    )
    statements: tuple[Evidence, ...] = Field(
        (), description="what sources say about the firm that ties it to no record here"
    )
    not_known: tuple[Prose, ...] = Field((), description="open points, said openly")

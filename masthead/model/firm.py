"""The firm: a company, agency or service that somebody names in a role."""

from __future__ import annotations

from pydantic import Field

from masthead.field_types.fields import Country, Date, Host, Language, Line, Prose, SourceId
from masthead.field_types.vocabulary import RegistrationScheme
from masthead.model.claims import Attribution, Citation, Evidence
from masthead.model.part import Part
from masthead.model.record import NativeText, Record, WellKnown


class PrintedName(Part):
    """A name of the firm, and who prints it."""

    text: Line = Field(description="the name as printed")
    lang: Language | None = Field(None, description="the language of the name, if it is not in Latin script")
    printed_by: tuple[SourceId, ...] = Field((), description="the sources that print it")
    note: Line | None = Field(None, description="a note for readers, such as where the name is printed")


class Registration(Part):
    """The number of the firm in a register; its check digit is verified."""

    scheme: RegistrationScheme = Field(description="the register")
    number: Line = Field(description="the number, with its check digit")
    source: SourceId = Field(description="the source that gives the number")
    note: Line | None = Field(None, description="a note for readers, such as that we did not see the entry")


class Founded(Part):
    """When the firm was founded, according to a source."""

    date: Date = Field(description="when it was founded")
    source: SourceId = Field(description="the source that says so")
    note: Line | None = Field(None, description="how the source words it")


class Website(Part):
    """A website of the firm itself, or one linked to it; shown defanged."""

    host: Host = Field(description="the host name, without www")
    what: Line = Field(description="what the website is to the firm, such as official website")
    sources: tuple[Citation, ...] = Field(min_length=1, description="sources that link it to the firm, at least one")


class Relation(Attribution):
    """A statement by a source about the firm and another firm, with the time it covers."""

    first_seen: Date | None = Field(None, description="when it began, as far as the source says")
    last_seen: Date | None = Field(None, description="when it ended, as far as the source says")


class Request(Part):
    """A request for comment that the publisher of this database sent to the firm."""

    date: Date = Field(description="when it was sent")
    channel: Line = Field(description="how it was sent, such as by email to the address on its website")
    about: Line | None = Field(None, description="what it asked about, if not everything on the page")


class Firm(Record):
    """A company, agency or service that somebody names in a role."""

    name: Line = Field(description="the name to show")
    short_name: Line | None = Field(
        None, description="how sentences name it, if not by its name; begins with “the” if they need the article"
    )
    native_name: NativeText | None = Field(None, description="the name in its own script")
    aliases: tuple[PrintedName, ...] = Field((), description="other names of the firm, with who prints them")
    misspellings: tuple[PrintedName, ...] = Field(
        (), description="wrong spellings in print; search finds them, and they are marked as wrong"
    )
    business: Line = Field(description="what kind of firm it is, in a few words")
    jurisdiction: Country | None = Field(
        None, description="the country whose law governs the firm; absent if no source says"
    )
    seat: Line | None = Field(None, description="where it is based, as sources give it")
    registration: tuple[Registration, ...] = Field((), description="its numbers in registers")
    founded: Founded | None = Field(None, description="when it was founded")
    websites: tuple[Website, ...] = Field((), description="its own websites, and those that sources link to it")
    well_known: tuple[WellKnown, ...] = Field(
        (), description="websites above that are well known, each with the reason why it is recorded"
    )
    relations: tuple[Relation, ...] = Field(
        (), description="what sources say about this firm and others: the other firm's role for this one"
    )
    statements: tuple[Evidence, ...] = Field(
        (), description="what sources say about the firm that does not link it to any record here"
    )
    not_known: tuple[Prose, ...] = Field((), description="what is not known, stated openly")
    requests: tuple[Request, ...] = Field(
        (), description="requests for comment that we sent; pages say that we have not asked where there is none"
    )
    not_asked: Line | None = Field(
        None, description="why nobody could be asked, such as that no source names the firm; pages give it as a clause"
    )

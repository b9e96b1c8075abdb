"""The fields that all kinds of record share: state, replies, corrections, former IDs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property, wraps
from typing import TypeVar

from pydantic import Field

from masthead.field_types.dates import PartialDate
from masthead.field_types.fields import (
    SCHEMA_VERSION,
    CampaignId,
    Changed,
    Date,
    Id,
    Language,
    Line,
    OutletId,
    Prose,
    SchemaVersion,
    SourceId,
    WebAddress,
    WellKnownHost,
)
from masthead.field_types.vocabulary import CorrectionScope, ReplyOutcome, ReplyPosition, StateName
from masthead.findings.finding import Location
from masthead.model.part import Part, hints_of, parts_of, types_in

R = TypeVar("R", bound="Record")
T = TypeVar("T")


class NativeText(Part):
    """A text in its own language."""

    text: Line = Field(description="the text in its own script")
    lang: Language = Field(description="the language of the text, with its script if there is more than one")


class State(Part):
    """The state of a record that is not simply listed, with the date and the reason."""

    name: StateName = Field(description="disputed, withdrawn or excluded")
    date: Date = Field(description="the day on which the record entered this state")
    reason: Prose = Field(description="why, in a sentence that readers see")


class Answered(Part):
    """The claim that a reply answers: a statement by a source, or an item of evidence."""

    source: SourceId = Field(description="the source whose statement is answered")
    campaign: CampaignId | None = Field(None, description="the campaign whose record holds the claim, if it is one")
    outlet: OutletId | None = Field(None, description="the outlet whose record holds the claim, if it is one")
    evidence: Id | None = Field(
        None, description="the ID of the item of evidence, if it is an item that is answered and not an attribution"
    )


class Reply(Part):
    """A reply by somebody who is named, or the fact that none came."""

    by: Line = Field(description="who replied or was asked, as an office, never a private person")
    capacity: Line | None = Field(None, description="in what capacity they speak, such as spokesperson of the embassy")
    asked_by: Line | None = Field(None, description="who asked")
    asked: Date | None = Field(None, description="when they were asked")
    date: Date = Field(description="when the reply came, or when its absence was reported")
    channel: Line | None = Field(None, description="how they were asked or replied, such as email")
    outcome: ReplyOutcome = Field(description="whether a reply came")
    position: ReplyPosition | None = Field(
        None, description="what the reply says to the claim, as far as its source shows"
    )
    words: Line | None = Field(None, description="the words of the reply, verbatim and short")
    summary: Prose | None = Field(None, description="what was said, in our words")
    source: SourceId = Field(description="the source that reports it")
    answers: tuple[Answered, ...] = Field(
        min_length=1, description="the claims that it answers, at least one; it is shown with these only"
    )


class Correction(Part):
    """A correction of what a record said."""

    date: Date = Field(description="when it was corrected")
    said: Prose = Field(description="what the record said")
    says: Prose = Field(description="what it says now")
    why: Prose = Field(description="what was wrong")
    asked_by: Line | None = Field(None, description="who asked for it, as an office or role")
    address: WebAddress | None = Field(None, description="where the request can be read")
    concerns: CorrectionScope = Field(
        CorrectionScope.RECORD,
        description="outlets, if the pages of all outlets of the campaign or firm carried what was wrong",
    )
    replaced: Date | None = Field(None, description="when a later correction took its place, if one did")
    withdrawn: tuple[Id, ...] = Field(
        (), description="IDs of evidence that was removed; their permalinks lead to this correction"
    )
    changed: tuple[Changed, ...] = Field(
        (),
        description="IDs of evidence that it changed, IDs of sources if what the record says of their statements or replies"
        " changed, and names of other fields, such as state",
    )


class Person(Part):
    """A person who may be named, because of a public role."""

    name: Line = Field(description="the name as the record writes it")
    public_role: Line = Field(description="the public role that justifies naming them")


class WellKnown(Part):
    """A host of the record that everybody knows as another site, and why the record names it all the same."""

    host: WellKnownHost = Field(description="the host, as the record names it elsewhere")
    reason: Prose = Field(description="why it belongs to this record, in a sentence")
    source: SourceId = Field(description="the source that says so")


def once_a_record(function: Callable[[R], T]) -> Callable[[R], T]:
    """Let *function* be called once for each record, and its result be kept as that of a cached property: records do not change."""
    key = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def recalled(record: R) -> T:
        known = vars(record)
        if key not in known:
            known[key] = function(record)
        result: T = known[key]
        return result

    return recalled


class Record(Part):
    """The fields of every kind of record; the ID is the name of the file."""

    id: str = Field(description="the name of the file, never written in the record")
    version: SchemaVersion = Field(
        SCHEMA_VERSION, alias="schema", description="the version of the format; 1 if it is left out"
    )
    formerly: tuple[Id, ...] = Field((), description="former IDs of the record; their addresses redirect")
    replies: tuple[Reply, ...] = Field((), description="replies by those who are named, or that none came")
    corrections: tuple[Correction, ...] = Field((), description="corrections of what the record said")
    persons: tuple[Person, ...] = Field((), description="people whom the record names, each with a public role")
    state: State | None = Field(None, description="the state of the record; left out while it is simply listed")
    kept_because: Line | None = Field(None, description="why the record is kept although no other refers to it")

    @cached_property
    def inner_parts(self) -> list[tuple[Location, Part]]:
        """All parts in the record, each with its location; cached, since many rules go through them."""
        return parts_of(self)[1:]

    @cached_property
    def latest_date(self) -> PartialDate | None:
        """The latest date in the record, if it has any; cached, since the date of an edition is the latest of all."""
        held = (self, *(inner for _, inner in self.inner_parts))
        values = (getattr(part, name) for part in held for name in _date_fields(type(part)))
        items = (item for value in values if value for item in (value if type(value) is tuple else (value,)))
        return max((item for item in items if type(item) is PartialDate), key=PartialDate.order, default=None)

    @property
    def state_name(self) -> StateName:
        """The state of the record: listed if the record states none."""
        return self.state.name if self.state else StateName.LISTED

    @cached_property
    def is_published(self) -> bool:
        """Whether the record counts: it is listed or disputed, not withdrawn or excluded; cached, since every relation asks."""
        return self.state_name in (StateName.LISTED, StateName.DISPUTED)


@cache
def _date_fields(model: type[Part]) -> tuple[str, ...]:
    """Return the names of the fields of *model* that may hold dates."""
    return tuple(name for name, hint in hints_of(model).items() if PartialDate in types_in(hint))

"""The parts of a written map, typed: the frame of the record's template, and the forms of values inside it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from masthead.field_types.fields import Line, Prose
from masthead.model import Part

Sign = Annotated[str, Field(min_length=1, max_length=10)]


class SkipForm(Part):
    """Rows to leave out."""

    when: Any = Field(description="which rows: the condition")
    reason: Prose = Field(description="why they are left out")


class MapForm(Part):
    """A map from the columns of a list to the fields of outlets."""

    about: Line = Field(description="which list it is for")
    separator: Literal[",", ";", "tab"] = Field(",", description="what separates the cells of a CSV")
    host: Line = Field(description="the column that holds the host or an address")
    relatives: Literal["ask", "accept"] = Field(
        "ask", description="whether hosts related to known ones are new outlets"
    )
    skip: tuple[SkipForm, ...] = Field((), description="rows that are left out, with the reason")
    add_to_known: tuple[Line, ...] | None = Field(
        None, description="the fields of known outlets to which items may be added"
    )
    outlet: dict[str, Any] = Field(description="the record for a row: fields as in records, with columns in them")


class TestForm(Part):
    """A test of a cell, if it is more than equality with a text."""

    empty: Literal["yes", "no"] | None = Field(None, description="whether the cell is empty")
    starts: Line | None = Field(None, description="how the cell starts")
    contains: Line | None = Field(None, description="what the cell contains")
    not_: Any = Field(None, alias="not", description="what the cell is not: a text, or a list of texts")


class LookupForm(Part):
    """A value for each cell that a column may have."""

    column: Line = Field(description="the column")
    table: dict[str, Any] = Field(description="the value for each cell")
    otherwise: Any = Field(None, description="the value for all other cells")


class SplitForm(Part):
    """A value for each piece of a cell."""

    column: Line = Field(description="the column")
    split: Sign = Field(description="what separates the pieces")
    each: Any = Field(description="the value for a piece, which is {@item}")


class FirstForm(Part):
    """The first of several values that a row has."""

    first: tuple[Any, ...] = Field(min_length=1, description="the values, in order of preference")


class GivenForm(Part):
    """A value for some rows only."""

    when: Any = Field(description="which rows: the condition")
    then: Any = Field(description="the value")

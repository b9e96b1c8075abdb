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
    separator: Literal[",", ";", "|", "tab"] | None = Field(None, description="what separates the cells of a CSV")
    header: Line | None = Field(None, description="the line with the names of the columns: yes, no or its number")
    rows: Line | None = Field(None, description="the path to the list inside a JSON document")
    sheet: Line | None = Field(None, description="the sheet of a workbook")
    missing_cells: Literal["refuse", "empty"] = Field(
        "refuse", description="whether cells missing at the end of a row are empty"
    )
    no_value: Any = Field(None, description="the cells that say nothing: a list of texts, or one for each column")
    host: Line = Field(description="the column that holds the host or an address")
    relatives: Literal["ask", "accept"] = Field(
        "ask", description="whether hosts related to known ones are new outlets"
    )
    further_host: Any = Field(
        None, description="the further host that a host becomes that is below another in the list"
    )
    further_host_adds: tuple[Line, ...] = Field(
        (), description="the fields of the outlet that gain the items of a row that becomes a further host"
    )
    repeats: Literal["refuse", "merge"] = Field(
        "refuse", description="what rows about the same site become that differ"
    )
    skip: tuple[SkipForm, ...] = Field((), description="rows that are left out, with the reason")
    add_to_known: tuple[Line, ...] | None = Field(
        None, description="the fields of known outlets to which items may be added"
    )
    outlet: dict[str, Any] = Field(description="the record for a row: fields as in records, with columns in them")


class TestForm(Part):
    """A test of a cell, if it is more than equality with a text."""

    empty: Literal["yes", "no"] | None = Field(None, description="whether the cell is empty")
    starts: Any = Field(None, description="how the cell starts: a text, or one of a list of texts")
    ends: Any = Field(None, description="how the cell ends: a text, or one of a list of texts")
    contains: Any = Field(None, description="what the cell contains: a text, or one of a list of texts")
    lacks: Any = Field(None, description="what the cell does not contain: a text, or any of a list of texts")
    not_: Any = Field(None, alias="not", description="what the cell is not: a text, or a list of texts")


class LookupForm(Part):
    """A value for each cell that a column may have."""

    column: Line = Field(description="the column")
    table: dict[str, Any] = Field(description="the value for each cell")
    no_value: tuple[Line, ...] = Field((), description="the cells for which there is no value")
    otherwise: Any = Field(None, description="the value for all other cells")


class SplitForm(Part):
    """A value for each piece of a cell."""

    column: Line = Field(description="the column")
    split: Sign = Field("\n", description="what separates the pieces; by default, they are lines")
    each: Any = Field(description="the value for a piece, which is {@item}")


class ReadForm(Part):
    """A cell in the form that records use."""

    column: Line = Field(description="the column")
    as_: Literal["date", "time", "country", "language", "host", "address", "copy", "copied-address", "copied-time"] = (
        Field(alias="as", description="what the cell is")
    )
    form: Any = Field(None, description="how dates and times are written: a form, or a list of forms")
    language: Line | None = Field(None, description="the language of names; by default any, and English for months")
    zone: Line | None = Field(None, description="the zone of times that name none")


class FirstForm(Part):
    """The first of several values that a row has."""

    first: tuple[Any, ...] = Field(min_length=1, description="the values, in order of preference")


class GivenForm(Part):
    """A value for some rows only."""

    when: Any = Field(description="which rows: the condition")
    then: Any = Field(description="the value")


class DefaultForm(Part):
    """A value for new outlets only: of known ones the list says nothing here."""

    default: Any = Field(description="the value")

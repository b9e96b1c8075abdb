"""Turns rows into drafts by a map: for each row a record, or the reasons why it does not become one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from masthead.authoring.serialiser import Fields
from masthead.field_types.web_addresses import AddressError, defang
from masthead.findings.finding import field_name
from masthead.hosts.host_for_record import Pasted, read_pasted
from masthead.importing.map_file import Map
from masthead.importing.map_template import DEFANGED, HOST, Unfilled
from masthead.importing.table import Row
from masthead.model import Outlet
from masthead.pinned_lists import UNDETERMINED
from masthead.records.type_errors import explain


@dataclass(frozen=True, slots=True)
class Draft:
    """The record that a row would become."""

    row: Row
    host: str
    is_page: bool
    """Whether the list gives the address of a page and not of the whole site."""
    fields: Fields
    outlet: Outlet

    @property
    def path(self) -> str:
        """The path of the record's file, below the root."""
        return outlet_path(self.outlet)


@dataclass(frozen=True, slots=True)
class NoDraft:
    """A row that does not become a record, because the map leaves it out or because it is refused."""

    row: Row
    host: str
    reasons: tuple[str, ...]
    is_refused: bool


def outlet_path(outlet: Outlet) -> str:
    """Return the path of the file of *outlet*, below the root."""
    return f"sites/{next(iter(outlet.countries), UNDETERMINED).lower()}/{outlet.id}.yml"


def drafts(mapping: Map, rows: Iterable[Row]) -> Iterator[Draft | NoDraft]:
    """Yield the draft of each row, or the reasons why it has none."""
    for row in rows:
        yield _draft(mapping, row)


def _draft(mapping: Map, row: Row) -> Draft | NoDraft:
    if row.fault:
        return NoDraft(row, "", (row.fault,), is_refused=True)
    cell = row.cells[mapping.host]
    for skip in mapping.skip:
        if skip.when.holds(row.cells):
            return NoDraft(row, cell, (skip.reason,), is_refused=False)
    try:
        pasted = read_pasted(cell)
    except AddressError as error:
        cure = f"; {error.cure}" if error.cure else ""
        return NoDraft(
            row, cell, (f"{mapping.host}: expected {error.expected}, got {cell[:60]!r}{cure}",), is_refused=True
        )
    return _filled(mapping, row, pasted)


def _filled(mapping: Map, row: Row, pasted: Pasted) -> Draft | NoDraft:
    """Return the draft of the site that *pasted* names, filled from *row*."""
    try:
        filled = mapping.outlet.fill({**row.cells, HOST: pasted.host, DEFANGED: defang(pasted.host)})
        fields = filled if isinstance(filled, dict) else {}
        outlet = Outlet.model_validate({**fields, "id": pasted.host})
    except Unfilled as error:
        return NoDraft(row, pasted.host, (str(error),), is_refused=True)
    except ValidationError as error:
        return NoDraft(row, pasted.host, tuple(_reasons(error)), is_refused=True)
    return Draft(row, pasted.host, pasted.is_page, fields, outlet)


def _reasons(error: ValidationError) -> Iterator[str]:
    """Yield the reasons to refuse a filled record. A list with wrong items is not also reported as empty."""
    places = [fault["loc"] for fault in error.errors()]
    for fault in error.errors():
        at = fault["loc"]
        if fault["type"] != "too_short" or not any(place[: len(at)] == at and place != at for place in places):
            yield _reason(fault)


def _reason(error: Any) -> str:
    """Return an error of pydantic about a filled record as a reason to refuse its row."""
    _, message, cure = explain(Outlet, error)
    if error["type"] == "missing":
        cure = "a column that the map uses here is empty"
    return f"{field_name(error['loc'])}: {message}" + (f"; {cure}" if cure else "")

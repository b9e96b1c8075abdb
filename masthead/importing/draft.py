"""Turns rows into drafts by a map: for each row a record, or the reasons why it does not become one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import ValidationError

from masthead.authoring.serialiser import Fields
from masthead.field_types.web_addresses import AddressError, defang
from masthead.findings.finding import field_name
from masthead.hosts.host_for_record import Pasted
from masthead.hosts.known_hosts import shared_host, well_known, why_shared
from masthead.importing.cells.host_cells import site_in
from masthead.importing.cells.source_addresses import address_in
from masthead.importing.lists.table import Row
from masthead.importing.maps.file import Map
from masthead.importing.maps.template import DEFANGED, HOST, KNOWN, PAGE, Unfilled
from masthead.model import FurtherHost, Outlet
from masthead.pinned_lists import UNDETERMINED
from masthead.record_files.type_errors import explain


class Status(StrEnum):
    """The result of importing a row."""

    NEW = "new"
    KNOWN = "known"
    CONFLICTING = "conflicting"
    MERGED = "merged"
    REFUSED = "refused"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Draft:
    """The record that a row, or several rows about one site, would become."""

    row: Row
    host: str
    page: str
    """The address that the list gives, as the list has it, if it is one of a page and not of the whole site."""
    fields: Fields
    said: Fields
    """The fields without defaults: what the list says of an outlet that is known."""
    outlet: Outlet
    further: Fields | None = None
    """The further host that the row becomes instead, if its host is below another one of the list."""
    relatives: tuple[str, ...] = ()
    """All hosts of its registered domain in the list, if people must decide about this one."""

    @property
    def path(self) -> str:
        """The path of the record's file, below the root."""
        return outlet_path(self.outlet)


@dataclass(frozen=True, slots=True)
class NoDraft:
    """A row that does not become a record of its own: it is refused, left out, or part of another row's record."""

    row: Row
    host: str
    reasons: tuple[str, ...]
    status: Status = Status.REFUSED


def outlet_path(outlet: Outlet) -> str:
    """Return the path of the file of *outlet*, below the root."""
    return f"sites/{next(iter(outlet.countries), UNDETERMINED).lower()}/{outlet.id}.yml"


def drafts(mapping: Map, rows: Iterable[Row]) -> Iterator[Draft | NoDraft]:
    """Yield the draft of each row, or the reasons why it has none."""
    columns, skip_columns = mapping.columns, mapping.skip_columns
    for row in rows:
        yield _draft(mapping, row, columns, skip_columns)


def _draft(mapping: Map, row: Row, columns: tuple[str, ...], skip_columns: tuple[str, ...]) -> Draft | NoDraft:
    """Return the draft of *row*. Only the cells in these columns are judged, and those by which it is left out first."""
    if row.fault:
        return NoDraft(row, "", (row.fault,))
    cell = row.text(mapping.host)
    wrong = [objection for column in skip_columns if (objection := row.objection(column))]
    if not wrong:
        cells = mapping.cells(row, skip_columns)
        for skip in mapping.skip:
            if skip.when.holds(cells):
                return NoDraft(row, cell, (skip.reason,), Status.LEFT_OUT)
    # The host comes first among the columns: without it, all else says nothing.
    wrong += [objection for column in columns if (objection := row.objection(column))]
    if wrong:
        return NoDraft(row, cell, tuple(wrong))
    try:
        pasted = site_in(cell)
    except AddressError as error:
        cure = f"; {error.cure}" if error.cure else ""
        return NoDraft(row, cell, (f"{mapping.host[:60]}: expected {error.expected}, got {cell[:60]!r}{cure}",))
    return _filled(mapping, row, cell, pasted, columns)


def _filled(mapping: Map, row: Row, cell: str, pasted: Pasted, columns: tuple[str, ...]) -> Draft | NoDraft:
    """Return the draft of the site that *pasted* names, filled from *row*."""
    host = pasted.host
    page = ""
    if pasted.is_page:
        with suppress(AddressError):
            page = address_in(cell)
    cells = {**mapping.cells(row, columns), HOST: host, DEFANGED: defang(host), PAGE: page, KNOWN: ""}
    try:
        fields = _record(mapping.outlet.fill(cells))
        said = _record(mapping.outlet.fill({**cells, KNOWN: "yes"})) if mapping.has_defaults else fields
        further = _further(mapping, cells)
        outlet = Outlet.model_validate({**fields, "id": host})
    except Unfilled as error:
        return NoDraft(row, host, (*_no_outlet(host), str(error)))
    except ValidationError as error:
        return NoDraft(row, host, (*_no_outlet(host), *_reasons(error)))
    return Draft(row, host, cell if pasted.is_page else "", fields, said, outlet, further)


def _record(filled: object) -> Fields:
    return filled if isinstance(filled, dict) else {}


def _further(mapping: Map, cells: dict[str, str]) -> Fields | None:
    """Return the further host that the row may become; raises Unfilled if it does not fit."""
    further = _record(mapping.further_host.fill(cells)) if mapping.further_host else None
    if not further:
        return None
    try:
        FurtherHost.model_validate(further)
    except ValidationError as error:
        fault = error.errors()[0]
        _, message, cure = explain(FurtherHost, fault)
        raise Unfilled(f"further_host.{field_name(fault['loc'])}: {message}" + (f"; {cure}" if cure else "")) from None
    return further


def _no_outlet(host: str) -> Iterator[str]:
    """Yield why *host* can be nobody's outlet, which weighs more than what is wrong with the rest of its row."""
    shared = shared_host(host)
    if shared:
        yield f"{host} is {why_shared(shared)}"
    elif reason := well_known(host):
        yield f"{host} is {reason}"


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

"""Reads the cell of a row that names its site: one site, or a refusal with the cure."""

from __future__ import annotations

import re

from masthead.field_types.web_addresses import AddressError
from masthead.hosts.host_for_record import MAX_PASTED, Pasted, read_pasted
from masthead.hosts.host_in_text import find
from masthead.importing.lists.problems import some_of

_SHOWN = 4
_SEPARATORS = re.compile(r"[\s,;|]")
# An outlet as the downloads of this website name its record.
_RECORD = re.compile(r"sites/([^/\s]+\.[^/\s]+)")


def site_in(cell: str) -> Pasted:
    """Return the site that *cell* names; raises AddressError with the cure if it names none, or several."""
    record = _RECORD.fullmatch(cell)
    if record:
        return read_pasted(record[1])
    several = _hosts_in(cell) if _SEPARATORS.search(cell) else []
    if len(several) > 1:
        raise AddressError("one site in the cell", f"give a row to each of '{some_of(several, _SHOWN)}'")
    try:
        return read_pasted(cell)
    except AddressError as error:
        raise AddressError(error.expected, error.cure or _cure(cell)) from None


def _cure(cell: str) -> str:
    if not cell:
        return "write the host, or leave rows without one out with `skip`"
    hosts = _hosts_in(cell)
    return f"write only '{hosts[0]}', if that is the site" if hosts else ""


def _hosts_in(cell: str) -> list[str]:
    """Return the hosts that a *cell* names side by side, without www, each once."""
    if len(cell) > MAX_PASTED:
        return []
    return list(dict.fromkeys(match.host.removeprefix("www.") for match in find(cell) if not match.inside))

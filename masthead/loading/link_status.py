"""status/links.json: which addresses of sources and of archived copies answered when they were last looked at.

`masthead verify-links` writes it, checks judge it, builds read it. It says nothing on the records, and a build goes on
without it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from masthead import MastheadError
from masthead.files.regular_files import read_ordinary
from masthead.findings.finding import Finding
from masthead.ledger.promises import first_day
from masthead.loading.clock import today
from masthead.record_files.writing import alone, put

PATH = "status/links.json"
VERSION = 1
MAX_BYTES = 20 * 1024 * 1024
MAX_DETAIL = 200
FIRST_LOOK = date(2023, 1, 1)
"""No version of this program looked at a link before: the earliest day where no release gives a later one."""


class LinkState(StrEnum):
    """The result of the last visit to an address."""

    ANSWERS = "answers"
    GONE = "gone"
    FAILING = "failing"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """The status of an address: its state, since which visit without a break, the last visit, and the reason.

    *tried* is the day of a later try that says nothing on the address, since our own network may have failed.
    """

    state: LinkState
    since: date
    checked: date
    detail: str = ""
    tried: date | None = None

    @property
    def last_try(self) -> date:
        """The day on which the address was last asked for, whether or not the try said anything."""
        return max(self.checked, self.tried or self.checked)

    @property
    def is_gone(self) -> bool:
        """True if pages may say that the document is gone: two visits on different days have found it so."""
        return self.state is LinkState.GONE and self.checked > self.since


Links = Mapping[str, LinkStatus]
NO_LINKS: Links = MappingProxyType({})


class StatusError(MastheadError):
    """The status file exists and cannot be used; the message says why."""


class DaysError(StatusError):
    """The status file has dates that cannot be right."""


def read_links(root: Path, first: date = FIRST_LOOK) -> Links:
    """Return the status of each address in the status file below *root*; none, if there is no such file.

    Raises StatusError if the file cannot be used, and DaysError if a day in it is before the *first* or in the future (UTC).
    """
    try:
        text = read_ordinary(root / PATH, MAX_BYTES)
    except FileNotFoundError:
        return NO_LINKS
    except OSError as error:
        raise StatusError(f"{PATH} cannot be read: {error.strerror}") from None
    if len(text) > MAX_BYTES:
        raise StatusError(f"{PATH} is larger than {MAX_BYTES} bytes")
    try:
        links = _links(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        shown = f"{type(error).__name__}: {str(error)[:100]}"
        raise StatusError(f"{PATH} is not as `masthead verify-links` writes it ({shown})") from None
    _refuse_days(links, first, today())
    return links


def _refuse_days(links: Links, first: date, today: date) -> None:
    """Refuse dates that cannot be right: pages would show them to readers."""
    for address, status in links.items():
        if status.last_try > today:
            raise DaysError(f"{PATH} says that {address} was checked on {status.last_try}, which is in the future")
        if status.since < first:
            before = "anybody looked at links" if first == FIRST_LOOK else f"the first release on {first}"
            raise DaysError(f"{PATH} says since {status.since} of {address}, before {before}")


def believable_links(root: Path) -> Links:
    """Return the status of each address below *root*; none if the file has dates that cannot be right.

    Raises StatusError if the file cannot be used.
    """
    try:
        return known_links(root)
    except DaysError:
        return NO_LINKS


def known_links(root: Path) -> Links:
    """Return the status of each address below *root*, judged as a check judges it; none, if there is no file.

    Raises StatusError if the file cannot be used.
    """
    return read_links(root, first_day(root) or FIRST_LOOK) if os.path.lexists(root / PATH) else NO_LINKS


def judge_links(root: Path) -> Iterator[Finding]:
    """Yield the finding on the status file below *root*, if anything is wrong."""
    try:
        known_links(root)
    except DaysError as error:
        yield Finding(
            PATH,
            "link-days",
            _without_path(error),
            cure="delete it and run `masthead verify-links`; until then pages do not say which sources are gone",
        )
    except StatusError as error:
        yield Finding(
            PATH,
            "link-status",
            _without_path(error),
            cure="bring it back, or delete it and run `masthead verify-links`",
        )


def _without_path(error: StatusError) -> str:
    """Return the text of *error* for a finding, which has the path in its own place."""
    return str(error).replace(PATH, "the file", 1)


def links_text(links: Links) -> str:
    """Return *links* as the status file has them: by address, the same bytes for the same links."""
    rows = [
        {"address": address, "state": status.state, "since": status.since.isoformat()}
        | {"checked": status.checked.isoformat(), "detail": status.detail}
        | ({"tried": status.tried.isoformat()} if status.tried and status.tried > status.checked else {})
        for address, status in sorted(links.items())
    ]
    return json.dumps({"version": VERSION, "links": rows}, indent=1, ensure_ascii=True) + "\n"


def merged(before: Links, looked: Links, addresses: Iterable[str]) -> Links:
    """Return the states of links after a look: *since* stays while the state does; addresses of no record are dropped.

    Where *before* has a later visit, by another run, that one counts.
    """
    known = {address: before[address] for address in addresses if address in before}
    return known | {address: _after(before.get(address), status) for address, status in looked.items()}


def merge_into_file(root: Path, start: Links, looked: Links, addresses: Iterable[str]) -> None:
    """Add what was *looked* at to the status file below *root*, which may have changed since it said *start*.

    No other command can write between the reading and the writing. Raises StatusError if the file cannot be used.
    """
    with alone(root):
        now = known_links(root)
        ours = {*addresses, *(address for address in now if address not in start)}
        put(root, PATH, links_text(merged(now, looked, ours)).encode())


def only_tried(before: LinkStatus | None, now: LinkStatus) -> LinkStatus:
    """Return the status *before* with the day of *now*, a try that may have failed through our own network."""
    if before is None:
        return LinkStatus(LinkState.UNCHECKED, now.checked, now.checked, now.detail, now.checked)
    return replace(before, tried=now.checked)


def _after(before: LinkStatus | None, now: LinkStatus) -> LinkStatus:
    if before is not None and now.tried and now.tried >= now.checked:
        return replace(before, tried=max(now.tried, before.last_try))
    if before is not None and before.checked > now.checked:
        return before
    if before is None or before.state is not now.state or before.since > now.checked:
        return now
    return replace(now, since=before.since)


def _links(document: Any) -> Links:
    if document["version"] != VERSION:
        raise ValueError(f"version {document['version']!r}")
    return {str(row["address"]): _status(row) for row in document["links"]}


def _status(row: Any) -> LinkStatus:
    since, checked = date.fromisoformat(row["since"]), date.fromisoformat(row["checked"])
    if since > checked:
        raise ValueError("since after checked")
    tried = date.fromisoformat(row["tried"]) if "tried" in row else None
    return LinkStatus(LinkState(row["state"]), since, checked, str(row["detail"])[:MAX_DETAIL], tried)

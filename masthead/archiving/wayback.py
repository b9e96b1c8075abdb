"""The Wayback Machine: finds the copies of an address, and requests new ones.

It has an availability service (GET /wayback/available?url=…) and, for new copies, /save/<address>; both are offered to
programs. The address of a copy is https://web.archive.org/web/<14 digits>/<address>.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from masthead.archiving.failures import FailureKind, FetchError
from masthead.archiving.guarded_connections import tidy
from masthead.archiving.http_request import HttpAnswer
from masthead.archiving.polite_client import Visitor
from masthead.field_types.web_addresses import AddressError, read_web_address

COPIES = "https://web.archive.org/web/"
ROOM = 1024 * 1024
_COPY = re.compile(r"https?://[^/]+/web/([0-9]{14})(?:[a-z]{2}_)?/(https?:/.+)")
# The archive writes the default port, records do not; without it, the address leads to the same copy.
_IMPLIED_PORT = re.compile("^(http://[^/:]+(?=:80/)|https://[^/:]+(?=:443/)):[0-9]+/")


@dataclass(frozen=True, slots=True)
class WaybackCopy:
    """A copy in the archive: its address, the address that was copied, and the time of the capture."""

    url: str
    original: str
    captured: str

    @property
    def stamp(self) -> str:
        """The time of the copy in the form that its address contains."""
        return re.sub("[^0-9]", "", self.captured)


@dataclass(frozen=True, slots=True)
class Wayback:
    """The addresses of the services."""

    available: str = "https://archive.org/wayback/available"
    save: str = "https://web.archive.org/save/"
    raw: str = COPIES

    @classmethod
    def at(cls, root: str) -> Wayback:
        """Return the services below *root*, such as those of a private archive."""
        root = root.rstrip("/")
        return cls(f"{root}/wayback/available", f"{root}/save/", f"{root}/web/")


def find(visitor: Visitor, wayback: Wayback, address: str, near: str) -> WaybackCopy | None:
    """Return the copy of *address* nearest to the time *near* (digits, or empty), or None if the archive has none.

    Raises FetchError if the archive does not answer as expected.
    """
    query = urlencode({"url": address, "timestamp": near} if near else {"url": address})
    answer = visitor.get(f"{wayback.available}?{query}", room=ROOM, is_invited=True)
    if answer.status != 200:
        raise FetchError(FailureKind.NO_HTTP, f"the archive answered {answer.status} when asked for copies")
    closest = _closest(answer)
    if closest.get("available") is not True or closest.get("status") != "200":
        return None
    return copy_at(str(closest.get("url", "")), address)


def _closest(answer: HttpAnswer) -> dict[str, Any]:
    """Return the archive's description of the nearest copy, which is empty if it has no copy."""
    try:
        document: Any = json.loads(answer.body)
        closest = document["archived_snapshots"].get("closest", {})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise FetchError(FailureKind.NO_HTTP, "the archive did not answer in JSON when asked for copies") from None
    return closest if isinstance(closest, dict) else {}


def save(visitor: Visitor, wayback: Wayback, address: str) -> WaybackCopy | None:
    """Request a new copy of *address*, and return it, or None if the archive does not give its address yet.

    Raises FetchError if the archive refuses.
    """
    answer = visitor.get(wayback.save + quote(address, safe=":/?&=%+,;@!$'()*~#[]"), is_invited=True)
    if not 200 <= answer.status < 400:
        raise FetchError(FailureKind.NO_HTTP, f"the archive answered {answer.status} when asked to make a copy")
    places = [answer.header("content-location"), answer.address, *answer.steps]
    root = "https://web.archive.org"
    copies = (copy_at(root + place if place.startswith("/web/") else place, address) for place in places)
    return next((copy for copy in copies if copy), None)


def copy_at(url: str, address: str) -> WaybackCopy | None:
    """Return the copy at *url*, or None if it is not a copy of *address* with a valid time."""
    match = _COPY.fullmatch(tidy(url))
    if not match:
        return None
    stamp, original = match[1], _IMPLIED_PORT.sub(r"\1/", match[2])
    try:
        moment = datetime.strptime(f"{stamp}+0000", "%Y%m%d%H%M%S%z")
        read_web_address(original)
    except (ValueError, AddressError):
        return None
    if _bare(original) != _bare(address):
        return None
    return WaybackCopy(f"{COPIES}{stamp}/{original}", original, moment.strftime("%Y-%m-%dT%H:%M:%SZ"))


def raw_address(wayback: Wayback, copy: WaybackCopy) -> str:
    """Return the address of the bytes that the archive received, without its additions for display."""
    return f"{wayback.raw}{copy.stamp}id_/{copy.original}"


def _bare(address: str) -> tuple[str, str, str]:
    """Return the parts of *address* that are equal in all addresses that the archive treats as the same."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    return host + port, parts.path.rstrip("/"), parts.query

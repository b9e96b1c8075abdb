"""Addresses in lists, in the form that records use, and what the address of an archived copy says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from masthead.field_types.dates import DateError, read_moment
from masthead.field_types.web_addresses import AddressError, read_web_address
from masthead.hosts.host_for_record import read_pasted
from masthead.hosts.host_in_text import host_of, plain

_SCHEME = re.compile(r"(?:http|hxxp|h\*\*p)(s?):/*", re.IGNORECASE)
_DEFAULT = {"http": ":80", "https": ":443"}
_WAYBACK = re.compile(
    r"(?:web\.|wayback\.)?archive\.org/web/(?P<time>[0-9]{4,14}|2)\*?(?:[a-z]{2}_)?/(?P<page>.+)",
    re.IGNORECASE,
)
# archive.today writes 2024.01.17-090234 in links to share, and 20240117090234 in others.
_TODAY = re.compile(
    r"archive\.(?P<end>today|ph|is|md|li|vn|fo)/(?P<time>[0-9]{14}|[0-9]{4}\.[0-9]{2}\.[0-9]{2}-[0-9]{6})/(?P<page>.+)",
    re.IGNORECASE,
)
_A_COPY = "the address of an archived copy, such as https://web.archive.org/web/20240117090234/https://example.org/"


@dataclass(frozen=True, slots=True)
class Copy:
    """An archived copy, as its address says: in which archive, when it was made, and of what."""

    archive: str
    time: str
    original: str

    @property
    def url(self) -> str:
        """The address of the copy as records write it, without the signs for how the archive shows it."""
        return f"{self.archive}{self.time}/{self.original}"

    @property
    def captured(self) -> str:
        """When the copy was made, or nothing if its address gives no fixed time."""
        t = self.time
        return f"{t[:4]}-{t[4:6]}-{t[6:8]}T{t[8:10]}:{t[10:12]}:{t[12:]}Z" if len(t) == 14 else ""


def address_in(cell: str) -> str:
    """Return the address in *cell* as records write it; raises AddressError if it has none, or names no scheme."""
    text = plain(cell)
    scheme = _SCHEME.match(text)
    if not scheme:
        raise AddressError("an address that starts with https:// or http://")
    name, rest = f"http{scheme[1].lower()}", text[scheme.end() :]
    authority = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    if "@" in authority:
        raise AddressError("an address without a user name or password")
    port = re.search(":[0-9]+$", authority)
    host = host_of(authority) or authority.lower()
    behind = rest[len(authority) :] or "/"
    path = _encoded(behind if behind.startswith("/") else f"/{behind}")
    return read_web_address(f"{name}://{host}{'' if not port or port[0] == _DEFAULT[name] else port[0]}{path}")


def _encoded(path: str) -> str:
    """Return *path* with the characters encoded that browsers encode."""
    before, mark, query = quote(path, safe="%/?#!$&'()*+,-.:;=@_~").partition("?")
    return f"{before}{mark}{query.replace(chr(39), '%27')}"


def copy_in(cell: str) -> Copy:
    """Return the archived copy whose address is in *cell*; raises AddressError if it is not such an address."""
    text = _SCHEME.sub("", plain(cell), count=1)
    match = _WAYBACK.fullmatch(text) or _TODAY.fullmatch(text)
    if not match:
        raise AddressError(_A_COPY)
    page = match["page"] if _SCHEME.match(match["page"]) else f"http://{match['page']}"
    time = re.sub(r"[.-]", "", match["time"])
    archive = (
        f"https://archive.{match['end'].lower()}/" if "end" in match.groupdict() else "https://web.archive.org/web/"
    )
    copy = Copy(archive, time, address_in(page))
    try:
        if copy.captured:
            read_moment(copy.captured)
        elif time != "2":
            raise AddressError("the time of the copy in 14 digits", "open the copy and use its address")
    except DateError:
        raise AddressError("the time of the copy in 14 digits", "open the copy and use its address") from None
    return copy


def host_in(cell: str) -> str:
    """Return the host in *cell* as records write it; raises AddressError if it has none."""
    return read_pasted(cell).host

"""The host that a pasted text means: an address, a bare host, one made harmless for reading, in any script."""

from __future__ import annotations

import re
from dataclasses import dataclass

import idna

from masthead.addresses import AddressError, read_host

MAX_PASTED = 4000

_DOT = re.compile(r"\s?[\[({](?:\.|dot)[\])}]\s?", re.IGNORECASE)
_COLON = re.compile(r"\[(:|://)\]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_PORT = re.compile(r"[0-9]*(?:[/?#\\]|$)")
_WEB = frozenset({"http", "https", "hxxp", "hxxps"})
_A_HOST = "a host name such as romajournal.org"


@dataclass(frozen=True, slots=True)
class Pasted:
    """The host that a text names or leads to."""

    host: str
    is_page: bool
    """Whether the text leads below the host: what is said of a page may not be meant of the whole site."""


def read_pasted(text: str) -> Pasted:
    """Return the host that *text* names or leads to, as records write it: in lower case, without www."""
    if len(text) > MAX_PASTED:
        raise AddressError(f"{_A_HOST} or an address, of at most {MAX_PASTED} characters")
    address = _from_host(_COLON.sub(r"\1", _DOT.sub(".", text.strip())))
    authority, *path = re.split(r"[/?#\\]", address, maxsplit=1)
    if "@" in authority:
        raise AddressError("an address without user name or password", "give the host alone")
    host = re.sub(r":[0-9]*$", "", authority).removesuffix(".")
    return Pasted(read_host(_ascii(host).removeprefix("www.")), any(path))


def _from_host(address: str) -> str:
    """Return *address* from its host on."""
    scheme = _SCHEME.match(address)
    if scheme is None:
        return address.removeprefix("//")
    rest = address[scheme.end() :]
    if not rest.startswith("//"):
        if _PORT.match(rest):
            return address  # a host, a colon and a port
        raise AddressError(f"{_A_HOST} or an address")
    if scheme[1].lower() not in _WEB:
        raise AddressError("an address that starts with https:// or http://")
    return rest.removeprefix("//")


def _ascii(host: str) -> str:
    """Return *host* in lower case, other scripts as xn-- labels."""
    if not host or len(host) > 253:
        raise AddressError(_A_HOST)
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        raise AddressError(_A_HOST) from None

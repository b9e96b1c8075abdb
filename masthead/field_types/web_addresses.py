"""Host names and web addresses, in the one form that records use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import idna

from masthead import MastheadError

LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{LABEL}\.)+({LABEL})")
# Browsers open further hosts: the domain name system allows more than registries do.
_OPENED = re.compile(r"(?:[a-z0-9_-]{1,63}\.)+[a-z0-9-]{1,63}")
_ONLY_OPENED = "browsers open the host, but records cannot name it; leave the site out"
_NARROWER = "a host name without _, and without - at an end of a label"
_VALID_LABELS = "a host name whose xn-- labels are valid, without emoji"
_ADDRESS = re.compile(r"[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+")
# Matches most addresses, quickly. Every address that it matches would also pass the slower checks.
_USUAL_ADDRESS = re.compile(rf"https?://(?:{LABEL}\.){{1,3}}[a-z][a-z0-9]{{0,22}}(?:/(?!\.)[0-9A-Za-z_:.-]*)+")
# Most hosts, as the standard library would find them, which takes ten times as long.
_PLAIN_HOST = re.compile("https?://([a-z0-9.-]+)/")
PATH = r"/(?:[!$&'()*+,\-./0-9:;=?@A-Z_a-z~#]|%[0-9A-Fa-f]{2})*"
MAX_ADDRESS = 2000
MAX_PORT = 65535
DOTS = r"/(?:\.|%2[Ee]){1,2}(?=[/?#]|$)"
"""The steps . and .. of a path, which browsers resolve before they send a request."""
_IMPLIED_PORTS = {"http": "80", "https": "443"}


@dataclass(slots=True)
class AddressError(MastheadError):
    """A text is not a host or an address: what was expected, and how to cure it."""

    expected: str
    cure: str = ""

    def __str__(self) -> str:
        return f"expected {self.expected}" + (f"; {self.cure}" if self.cure else "")


def read_host(text: str) -> str:
    """Return *text* unchanged if it is a host name: at least two A-labels in lower case, and not an IP address.

    Raises AddressError if it is not.
    """
    match = _HOST.fullmatch(text)
    if len(text) > 253 or not match:
        if len(text) <= 253 and _OPENED.fullmatch(text):
            raise AddressError(_NARROWER, _ONLY_OPENED)
        raise AddressError("a host name such as romajournal.org", _host_cure(text))
    if match[1][0].isdigit():  # browsers read 1.2.3.4 and 1.2.0x3 as IP addresses; no domain ends like that
        raise AddressError("a host name, not an IP address")
    if "xn--" in text:
        _check_a_labels(text)
    return text


def is_host(text: str) -> bool:
    """Return whether read_host accepts *text*."""
    if not _HOST.fullmatch(text):  # what it may have meant takes long to find, and nobody asks
        return False
    try:
        read_host(text)
    except AddressError:
        return False
    return True


def _check_a_labels(host: str) -> None:
    try:
        is_valid = idna.encode(idna.decode(host)).decode("ascii") == host
    except idna.IDNAError:
        is_valid = False
    if not is_valid:
        raise AddressError(_VALID_LABELS, _ONLY_OPENED if all(map(_means_a_label, host.split("."))) else "")


def _means_a_label(label: str) -> bool:
    """Return whether *label* is plain or encodes printable characters, emoji included: then browsers open it."""
    if not label.startswith("xn--"):
        return True
    try:
        meant = label[4:].encode("ascii").decode("punycode")
        return meant.isprintable() and not meant.isascii() and meant.encode("punycode") == label[4:].encode("ascii")
    except UnicodeError:
        return False


def _host_cure(text: str) -> str:
    """Return “write …” with the host that *text* seems to mean, or an empty text."""
    bare = re.sub(r"^[a-z]+://", "", text.strip().lower()).split("/")[0].rstrip(".")
    try:
        host = idna.encode(bare, uts46=True).decode("ascii")
    except idna.IDNAError:
        return ""
    return f"write {host}" if host != text and "." in host else ""


def read_web_address(text: str) -> str:
    """Return *text* unchanged if it is an http or https address, in the form to which browsers normalise it.

    Raises AddressError if it is not, or if it is longer than MAX_ADDRESS characters.
    """
    if len(text) > MAX_ADDRESS:
        raise AddressError(f"an address of at most {MAX_ADDRESS} characters")
    if not _USUAL_ADDRESS.fullmatch(text) or "xn--" in text:
        _check_address(text)
    return text


def _check_address(text: str) -> None:
    """Raise AddressError unless *text* is an address in the form to which browsers normalise it."""
    if not _ADDRESS.fullmatch(text):
        raise AddressError("an address in plain ASCII without spaces", "percent-encode other characters")
    scheme, _, rest = text.partition("://")
    if scheme not in ("http", "https") or not rest:
        raise AddressError("an address that starts with https:// or http://")
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    _check_authority(authority, _IMPLIED_PORTS[scheme])
    path = rest[len(authority) :]
    if not path.startswith("/"):
        raise AddressError("an address with a path", f"write {scheme}://{authority}/{path}")
    if not re.fullmatch(PATH, path):
        raise AddressError("an address in which every % starts an escape", "write %25 for %, %5B for [ and %5D for ]")
    _check_path(path)


def _check_path(path: str) -> None:
    """Raise AddressError if browsers would rewrite *path*: the same page would have two addresses."""
    steps, _, query = path.partition("#")[0].partition("?")
    if re.search(DOTS, steps):
        raise AddressError("an address without . or .. steps in its path", "write the path that they lead to")
    if "'" in query:
        raise AddressError("an address without ' in its query", "write %27 for '")


def _check_authority(authority: str, implied: str) -> None:
    """Raise AddressError unless *authority* is a host, alone or with a port other than the *implied* one."""
    host, colon, port = authority.partition(":")
    if "@" in authority:
        raise AddressError("an address without a user name or password")
    if authority.startswith("["):
        raise AddressError("an address with a host name, not an IP address")
    if colon and not (re.fullmatch("[1-9][0-9]{0,4}", port) and int(port) <= MAX_PORT):
        raise AddressError("an address with an ordinary port number, or none")
    if port == implied:
        raise AddressError("an address without the default port", f"leave :{port} out")
    read_host(host)


def address_host(address: str) -> str:
    """Return the host of *address*, or an empty text if it has none."""
    plain = _PLAIN_HOST.match(address)
    return plain[1] if plain else urlsplit(address).hostname or ""


def address_port(address: str) -> int | None:
    """Return the port that *address* gives, or None if it gives none."""
    return None if _PLAIN_HOST.match(address) else urlsplit(address).port


def defang(text: str) -> str:
    """Return a host or address as text that no program mistakes for a link."""
    return re.sub("^http(?=s?://)", "hxxp", text).replace(".", "[.]")

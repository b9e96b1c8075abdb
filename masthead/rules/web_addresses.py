"""Rules on addresses: readers can open them, and see where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from masthead.field_types.fields import IsAddress
from masthead.field_types.vocabulary import Verification
from masthead.field_types.web_addresses import address_host, address_port
from masthead.findings.finding import Finding, Location
from masthead.hosts.known_hosts import indirect
from masthead.hosts.labels import deceiving_labels
from masthead.hosts.public_suffixes import is_public
from masthead.model import Source
from masthead.model.named_hosts import named_hosts
from masthead.model.traversal import marked
from masthead.record_files.reading import Loaded, Records
from masthead.rules.archives import archives_of
from masthead.syntax.characters import character_name, strange_characters

_ESCAPED = re.compile("(?:%[0-9A-Fa-f]{2})+")
_CONTROLS = re.compile(b"[\x00-\x1f\x7f]")
# An older way of escaping characters that some servers still read.
_OF_SCRIPTS = re.compile("%u([0-9A-Fa-f]{4})")
# Some websites part the fields of an ID by these, which they escape twice.
_PARTING_FIELDS = frozenset(map(character_name, "\x01\x02\x1c\x1d\x1e\x1f"))
# The directive with which an address asks browsers to mark a passage.
_MARKED = ":~:"
_USUAL = {"http": 80, "https": 443}
# Beyond the ports of other services below 1024, those that browsers open no page at.
_BLOCKED = frozenset((1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669,
                      6679, 6697, 10080))  # fmt: skip


def addresses_can_be_opened(records: Records) -> Iterator[Finding]:
    """An address is on a host of the public internet, and at a port where browsers look for pages, or where a page was seen."""
    for loaded in records.loaded:
        for named in named_hosts(loaded.record):
            yield from _check_reach(loaded, named.at, named.host)
        for at, address in _addresses(loaded):
            yield from _check_reach(loaded, at, address_host(address))
            yield from _check_port(loaded, at, address)


def addresses_are_what_they_look_like(records: Records) -> Iterator[Finding]:
    """An address escapes nothing that hides or reverses text, and the labels of its host are not made to deceive."""
    for loaded in records.loaded:
        for at, address in _addresses(loaded):
            for name in dict.fromkeys(_hidden(address)) if "%" in address else ():
                message = f"the address escapes the character {name}"
                yield loaded.finding(
                    at, "address-escape", message, "delete it, or give the address that works without it"
                )
            for label in deceiving_labels(address_host(address)):
                message = f"the label {label!r} of the host is made of letters that look like others"
                yield loaded.finding(at, "host-mixed-script", message, "compare it with the source, letter by letter")


def addresses_are_of_the_page_itself(records: Records) -> Iterator[Finding]:
    """An address leads to the page itself and to all of it; only the address of an archived copy is that of a copy."""
    for loaded in records.loaded:
        for at, address in _addresses(loaded):
            indirection = None if _is_of_copy(at) else indirect(address_host(address))
            if indirection:
                message = f"the address is not that of the page itself: {address_host(address)} is {indirection[0]}"
                yield loaded.finding(at, "address-page", message, indirection[1])
            if _MARKED in address.partition("#")[2]:
                message = "the address marks a passage of the page"
                cure = (
                    f"leave {_MARKED} and everything behind it out; a locator, or shows of a copy, can name the passage"
                )
                yield loaded.finding(at, "address-page", message, cure)


def _is_of_copy(at: Location) -> bool:
    """Return whether an address is that of a copy in an archive, which is where it should be."""
    return at[-3:-2] == ("archives",) and at[-1] == "url"


def _addresses(loaded: Loaded) -> Iterator[tuple[Location, str]]:
    yield from ((at, address) for at, _, address in marked(loaded.record, IsAddress))


def _check_reach(loaded: Loaded, at: Location, host: str) -> Iterator[Finding]:
    if not is_public(host):
        message = f"host {host!r} ends in .{host.rpartition('.')[2]}, which the public internet does not have"
        yield loaded.finding(at, "host-reach", message, "compare it with the source, letter by letter")


def _check_port(loaded: Loaded, at: Location, address: str) -> Iterator[Finding]:
    scheme, port = address.partition(":")[0], address_port(address)
    usual = _USUAL[scheme]
    if port in (None, usual):
        return
    if port in _BLOCKED or (port < 1024 and port not in _USUAL.values()):
        message = f"port {port} belongs to another service, so no browser opens the address"
        yield loaded.finding(at, "address-port", message, "compare it with the source, or leave the port out")
    elif not _is_attested(loaded, address):
        message = f"port {port} is not that of {scheme}, {usual}, and nothing shows that the page is there"
        cure = "leave the port out, or give an archived copy of this address, or the sources through which it is known"
        yield loaded.finding(at, "address-port", message, cure)


def _is_attested(loaded: Loaded, address: str) -> bool:
    """Return whether an archive has a copy of *address*, or it is that of a source that is only known through others."""
    copied = {archive.original for _, archive in archives_of(loaded.record)}
    source = loaded.record if isinstance(loaded.record, Source) else None
    return address in copied or bool(source and source.via and source.verification is Verification.CITED)


def _hidden(address: str) -> Iterator[str]:
    """Yield the names of the invisible characters in the escapes of *address*; bytes of other encodings pass.

    An escape may itself be escaped, again and again: a program that reads the address for another undoes each in turn.
    """
    yield from _hidden_once(address)
    while "%25" in address:
        address = address.replace("%25", "%")
        yield from (name for name in _hidden_once(address) if name not in _PARTING_FIELDS)


def _hidden_once(address: str) -> Iterator[str]:
    escaped = [unquote_to_bytes(match.group()) for match in _ESCAPED.finditer(address)]
    for text in (*map(_readable, escaped), *(chr(int(code, 16)) for code in _OF_SCRIPTS.findall(address))):
        yield from (character_name(mark) for mark in "\t\n\r" if mark in text)
        yield from (name for _, _, name in strange_characters(text))


def _readable(escaped: bytes) -> str:
    """Return *escaped* decoded, or only its control characters if it is in another encoding."""
    try:
        return escaped.decode("utf-8")
    except UnicodeDecodeError:
        return b"".join(_CONTROLS.findall(escaped)).decode("ascii")

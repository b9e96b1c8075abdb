"""The addresses inside an address: what a proxy, an archive, a translator or a link that counts clicks shows or leads to.

A look-up asks which host a reader means, and lets romajournal.org/?to=https://example.org be romajournal.org
(host_in_text.py). Here the question is whose page may be behind an address.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from masthead.hosts.host_in_text import host_of, read
from masthead.hosts.known_hosts import passes_pages_on

_DEEPEST = 3
"""How often an address may be encoded: once for each that it is inside of."""
# https://, https:/ as archives shorten it, /https/ as proxies have it in a path.
_SCHEME = re.compile(r"(?<![a-z])https?(?::/{1,3}|/{1,2}(?=[^/?#]+\.))", re.IGNORECASE)
# How filters of mail escape an address: https-3A__www.romajournal.org_news.
_FILTERED = re.compile("-([0-9A-F]{2})")
_REST = re.compile(r"[/?#].*", re.DOTALL)
_END_OF_HOST = re.compile(r"[/?#&_,;\"'<>()|\s]|%[0-9a-f]{2}", re.IGNORECASE)
# aHR0 is how every text that starts with htt does in base64.
_BASE64 = re.compile(r"aHR0[A-Za-z0-9+/_-]+")
_STAMP = r"(?:[0-9][0-9-]*[a-z_*]*/)"
# Without a scheme: the first step of a path, or one behind a date; a value; and cache: as search engines have it.
_BARE = re.compile(
    rf"(?:^/(?:(?:[a-z]+/)?{_STAMP})?|=|cache:(?:[\w-]*:)?)/{{0,2}}((?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+)(?=[/?#&:+\s]|$)",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)  # several rules ask for those of each source
def hosts_behind(address: str) -> tuple[str, ...]:
    """Return the hosts, without www, of the addresses inside *address*: in its path, query or fragment, however encoded."""
    rest = _REST.search(address.partition("//")[2])
    host = host_of(address.partition("//")[2])
    found = (
        inner for text in _decoded(rest[0] if rest else "") for inner in _hosts_in(text, bare=passes_pages_on(host))
    )
    return tuple(dict.fromkeys(inner for inner in found if inner))


@lru_cache(maxsize=8192)
def page_host(address: str) -> str:
    """Return the host of the page at *address*: the one behind it, if it is at a service that passes pages of others on."""
    host = read(address).host
    return next(iter(hosts_behind(address)), host) if passes_pages_on(host) else host


def _decoded(text: str) -> Iterator[str]:
    """Yield *text*, the same decoded as often as it is encoded, and what is in it in base64."""
    for _ in range(_DEEPEST):
        yield text
        for match in _BASE64.finditer(text):
            yield _from_base64(match.group())
        if "-3A__" in text:
            yield unquote(_FILTERED.sub(r"%\1", text)).replace("__", "//")
        decoded = unquote(text)
        if decoded == text:
            return
        text = decoded


def _from_base64(text: str) -> str:
    """Return what *text* is in base64, as far as it goes; of its end, which may be something else, a part is left out."""
    whole = text.translate(str.maketrans("-_", "+/"))[: len(text) // 4 * 4]
    try:
        return unquote(base64.b64decode(whole).decode("utf-8", "replace"))
    except binascii.Error:
        return ""


def _hosts_in(text: str, *, bare: bool) -> Iterator[str]:
    for match in _SCHEME.finditer(text):
        yield _host(text[match.end() :])
    if bare:
        yield from (_host(match[1]) for match in _BARE.finditer(text))


def _host(text: str) -> str:
    """Return the host with which *text* begins, or nothing."""
    host = host_of(_END_OF_HOST.split(text, maxsplit=1)[0][:300])
    return host.removeprefix("www.")

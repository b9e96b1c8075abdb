"""The texts inside an address: in its path, query, fragment or labels that may name further addresses.

Redirecting links, link protection of mail services, share buttons, proxies, caches and archives all carry another
address in one of these places, so no list of their names is needed. theme/scripts/texts-in-address.js does the same.
Change the two together.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from enum import IntEnum

_FLAGS = re.ASCII | re.IGNORECASE
# Letters of any script and figures, but no _ and no other sign of ASCII than -.
_NAME = re.compile(r"(?:[^\x00-,./:-@\[-`{-\x7f]+\.)+([^\x00-,./:-@\[-`{-\x7f]{2,})")
_COUNTRY_OR_OTHER_SCRIPT = re.compile(r"[a-z]{2}|xn--.*|[^\x00-\x7f]+")
# From the other top-level domains, those that news sites have. Browsers do not know which exist, and the whole list would
# be four times as long as the reader.
_TOP_TEXT = """
com org net edu gov mil int info biz name pro mobi app dev tech cloud site xyz link club video live network  vip
online media blog one cat news top life world today fun click wiki team services page market  day
space social report email press post radio store shop website agency digital africa
asia example
"""
_TOP = frozenset(_TOP_TEXT.split())
SCHEME = re.compile(r"(?:(?:h?ttps?|hxxps?|h\*\*ps?|ftp)(?::|%(?:25)?3a)(?:[/\\]|%(?:25)?2f)*)+", _FLAGS)
"""http:, hxxps://, h**p://, ttps:// as it is cut short in forums, http%3A%2F%2F out of another address."""

_ESCAPE = re.compile("%([2-7][0-9a-f])", _FLAGS)
_STEP = re.compile(r"[/\\]|%(?:25)?2f", _FLAGS)
_BASE64 = re.compile(r"aHR0c(?:DovL|HM6Ly)[\w+/-]+", re.ASCII)
# These services write a-b.example as the label a--b-example, with any top-level domain. They put 0- and -0 around a label
# that would have two hyphens after its second letter (en--us-example-com).
_ENCODES = re.compile(r"[^.]+\.(?:translate\.goog|cdn\.ampproject\.org|ip[fn]s\..+)")
_PUT_AROUND = re.compile("0-(.*)-0")
# urldefense.com/v2/url?u=https-3A__roma-2Djournal.org_about
_DEFENDED = re.compile("(https?)-3a__([^_]*)", _FLAGS)
# Parameters and steps of a path before an address or a search term, on any service.
_LEADS = re.compile(
    r"(?:q|u|uri|url|link|to|target|dest(?:ination)?|redirect(?:_?ur[il])?|go|goto|site|website|domain|host|href|src|uddg"
    r"|amp|s|save|cache|proxy|newest|oldest)",
    _FLAGS,
)
# reddit.com/domain/romajournal.org is about a site, and shows nothing of it; archive.org/details/news.today is a name.
_ABOUT = re.compile("site|website|domain|host|details|download|items|stream|embed", _FLAGS)


class Grade(IntEnum):
    """The certainty that a text contains an address."""

    FAINT = 0
    """The words around a full stop, with no space after it: a host only if it is on record."""
    LIKELY = 1
    """The host of a mail address, or one that another address has in it: meant if nothing else is."""
    SURE = 2


def is_host_like(text: str) -> bool:
    """Return whether *text* is a host by its top-level domain, though nothing else says so."""
    name = _NAME.fullmatch(text)
    ending = name[1].lower() if name else ""
    return ending in _TOP or bool(_COUNTRY_OR_OTHER_SCRIPT.fullmatch(ending))


def _unescaped(text: str) -> str:
    """Return *text* with the visible signs of ASCII for their %-escapes, once; other escapes stay."""
    return _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)


def texts_in_address(host: str, rest: str) -> Iterator[tuple[str, Grade]]:
    """Yield the texts inside of the address of *host* with the *rest* after it, and how sure a host in it is an address.

    That is of hosts without http:, which may be part of a title or a name, or what the page is about.
    """
    yield from _in_labels(host)
    path, *queries = re.split("[?&#]", rest)
    scheme = SCHEME.search(rest)
    if scheme and scheme.start() < len(path):
        # The rest of a path after an inner address belongs to that address; if it is encoded, up to the end of the path.
        yield (_unescaped(path[scheme.start() :]) if "%" in scheme[0] else rest[scheme.start() :]), Grade.SURE
        if "%" not in scheme[0]:
            return
    else:
        yield from _in_path(path, rest)
    for query in queries:
        name, value = query.split("=", 1) if "=" in query else ("", query)
        yield _unescaped(value.replace("+", " ")), Grade.SURE if _LEADS.fullmatch(name) else Grade.LIKELY
        yield from ((f"{text[1]}://{text[2].replace('-2D', '-')}/", Grade.SURE) for text in _DEFENDED.finditer(value))
    for encoded in _BASE64.findall(rest):
        whole = encoded[: len(encoded) // 4 * 4].replace("-", "+").replace("_", "/")
        yield b64decode(whole).decode("latin-1"), Grade.SURE


def _in_labels(host: str) -> Iterator[tuple[str, Grade]]:
    """Yield the texts that proxies put before their own host: romajournal.org.proxy.example.edu, romajournal-org.translate.goog.

    Only a few services do so. Labels before the host of any other are its own (maps.app.goo.gl), and count only if they
    are a host on record.
    """
    labels = host.split(".")
    for number in range(2, len(labels) - 1):
        if is_host_like(".".join(labels[:number])):
            yield ".".join(labels[:number]), Grade.LIKELY if labels[number] in ("ipfs", "ipns") else Grade.FAINT
    around = _PUT_AROUND.fullmatch(labels[0])
    dotted = re.sub("-(-?)", lambda dash: dash[1] or ".", around[1] if around else labels[0])
    if len(labels) > 2 and _NAME.fullmatch(dotted):
        yield dotted, Grade.LIKELY if _ENCODES.fullmatch(host) else Grade.FAINT


def _in_path(path: str, rest: str) -> Iterator[tuple[str, Grade]]:
    """Yield the rest of *path* from the first step that is a host (/web/2024/romajournal.org/about), if one is.

    Otherwise yield the rest from each step that may be a host: few top-level domains are known here, and a listed site
    may have any.
    """
    start, before, is_about = 0, "", False
    named: list[str] = []
    for step in _STEP.split(path):
        at = path.index(step, start)
        for part in step.split(":"):
            if is_host_like(part.removesuffix("*")):
                yield rest[at + step.index(part) :], Grade.FAINT if is_about else _grade_after(before)
                return
            if _NAME.fullmatch(part):
                named.append(rest[at + step.index(part) :])
        start, before = at + len(step), step
        is_about = is_about or bool(_ABOUT.fullmatch(step))
    yield from ((text, Grade.FAINT) for text in named)


def _grade_after(step: str) -> Grade:
    """Return how sure it is that an address follows the *step* of a path."""
    return Grade.SURE if _LEADS.fullmatch(step) else Grade.LIKELY

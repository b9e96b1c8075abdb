"""The host that a pasted text means: an address, a bare host, one made harmless for reading, a copy in an archive.

theme/scripts/host-in-text.js does the same, rule by rule. tests/browser/test_host_in_text_scripts.py runs both on one
table and on any text, and compares. Change the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

import idna

from masthead.hosts.idna import to_ascii

MAX_PASTED = 8000
"""More is no address and no sentence with one, and nobody waits for it to be searched."""

_SPACE = r"\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# What nobody sees: soft hyphen, zero width space, direction marks, byte order mark. Joiners are letters in some names.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_WIDE = {ord("。"): ".", ord("．"): ".", ord("｡"): "."} | {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_FLAGS = re.ASCII | re.IGNORECASE
# romajournal.org。然后: the full stop of a sentence, and not the dot of a name in another script.
_FULL_STOP = re.compile(r"(\.[a-z]{2,})[。｡](?=[^\x00-\x7f])", _FLAGS)
_DOT = re.compile(r" ?[\[({] ?(?:\.|dot) ?[\])}] ?|\\\.", _FLAGS)
_COLON = re.compile(r"[\[({](:?/{0,2})[\])}]", _FLAGS)
_SPELT_DOTS = re.compile(rf"[^{_SPACE}.]+(?: dot [^{_SPACE}.]+)+", _FLAGS)
# http:, hxxps://, h**p://, ttps:// as it is cut short in forums, http%3A%2F%2F out of another address.
_SCHEME = re.compile(r"(?:(?:h?ttps?|hxxps?|h\*\*ps?|ftp)(?::|%3a)(?:[/\\]|%2f)*)+", _FLAGS)
_BETWEEN_WORDS = re.compile(rf"[{_SPACE}<>\"'`|,;()\[\]{{}}«»‘’“”„‹›「」『』【】《》〈〉、，；：！？…]+")
_BETWEEN_ADDRESSES = re.compile(rf"[{_SPACE}<>\"`|]+")
_AFTER_HOST = re.compile(r"(?:[/?#\\]|%(?:2f|3f|23|5c|26)).*", _FLAGS | re.DOTALL)
_AROUND = re.compile(r"^[-.~!*'…:;,?&=+$@#/\\_]+|(?<![-.~!*'…:;,&=+$@#_])[-.~!*'…:;,&=+$@#_]+$")
_PORT = re.compile(r":[0-9]*$")
# No top-level domain mixes scripts: romajournal.org에서 is a host and a particle. Letters with marks are of one script
# with those without (.vermögensberatung).
_PARTICLE = re.compile(
    r"(\.[a-z]{2,63})[^\x00-\x7f\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f\u1e00-\u1eff][^.]*$", _FLAGS
)
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")

_ARCHIVED = re.compile(
    r"(?:(?:web\.|wayback\.)?archive\.org/(?:web/[^/]*|save)|archive\.(?:today|ph|is|li|md|vn|fo|ec)(?:/(?:newest|oldest|o/[a-z0-9]+|[0-9.-]+))?"
    r"|(?:www\.)?google\.[a-z.]+/amp|[a-z0-9-]+\.cdn\.ampproject\.org/[a-z])/(?:s/)?(.+)",
    _FLAGS,
)
_FORWARDED = re.compile(
    r"(?:lm?\.facebook\.com/l\.php|(?:www\.)?google\.[a-z.]+/(?:url|imgres)|[a-z0-9.-]+\.safelinks\.protection\.outlook\.com/"
    r"|duckduckgo\.com/l/|translate\.google\.[a-z.]+/(?:translate|website))\?(?:[^#]*&)?(?:q|u|url|uddg)=([^&#]+)",
    _FLAGS,
)
_TRANSLATED = re.compile(r"([a-z0-9-]+)\.translate\.goog", _FLAGS)
# Addresses made short do not say where they lead: what they are is no answer to what was asked.
_SHORTENED = re.compile(
    r"(?:t\.co|bit\.ly|goo\.gl|tinyurl\.com|ow\.ly|is\.gd|buff\.ly|lnkd\.in|fb\.me|cutt\.ly|rb\.gy|dlvr\.it)/[^/?#]",
    _FLAGS,
)
_DEEPEST = 4
_MOBILE = re.compile(r"(?:www[0-9]*|m|amp|mobile|wap)\.(?=[^.]+\.)")
# m.co.uk is a name and no page of co.uk for telephones.
_SUFFIX = re.compile(r"(?:ac|com?|edu|gob?|gov|net?|org?|pe|re)\.[a-z]{2}")


@dataclass(frozen=True, slots=True)
class Reading:
    """The host that a text means, in lower case, without www; nothing if it means none."""

    host: str

    @property
    def bare(self) -> str:
        """The host without what stands before it for telephones: m., amp., mobile."""
        bare = _MOBILE.sub("", self.host, count=1) if _MOBILE.match(self.host) else self.host
        return self.host if _SUFFIX.fullmatch(bare) else bare


def read(text: str) -> Reading:
    """Return the host that *text* means: what it is, holds, or is a copy of."""
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * MAX_PASTED:  # as browsers count
        return Reading("")
    return Reading(_without_www(_host_in(plain(text), _DEEPEST)))


def copied_address(address: str) -> str:
    """Return the address of which *address* is a copy in an archive, also of a copy; else *address* itself."""
    archived = _ARCHIVED.fullmatch(_past_scheme(address)[1])
    return copied_address(archived[1]) if archived else address


def plain(text: str) -> str:
    """Return *text* without what was done to make it harmless or to set it: [.], (dot), full-width letters."""
    seen = _FULL_STOP.sub(r"\1 ", _INVISIBLE.sub("", text)).translate(_WIDE)
    dotted = _COLON.sub(r"\1", _DOT.sub(".", seen)).strip(" \t\r\n")
    return re.sub(" dot ", ".", dotted, flags=_FLAGS) if _SPELT_DOTS.fullmatch(dotted) else dotted


def host_of(address: str) -> str:
    """Return the host of *address*, from its host on or from user and password, or nothing if no browser opens it."""
    authority = _AFTER_HOST.sub("", address)
    host = _PORT.sub("", authority.rpartition("@")[2]).removesuffix(".")
    try:
        host = to_ascii(unquote(_PARTICLE.sub(r"\1", host)))
    except (idna.IDNAError, UnicodeError):
        return ""
    return host if len(host) <= 253 and _HOST.fullmatch(host) else ""


def _without_www(host: str) -> str:
    return host.removeprefix("www.") if "." in host.removeprefix("www.") else host


def _host_in(text: str, deepest: int) -> str:
    """Return the host of the first address in *text*, or of the first word that is a host."""
    for address in _addresses(text):
        host = host_of(address)
        if host:
            return _unwrapped(address, host, deepest)
    return ""


def _addresses(text: str) -> Iterator[str]:
    """Yield what may be an address in *text*, from its host on: first what says so itself."""
    for word in _BETWEEN_ADDRESSES.split(text):
        before, address = _past_scheme(word)
        if address and not re.search("[/?#]", before):  # romajournal.org/?to=https://... is of romajournal.org
            yield address
            yield _AROUND.sub("", _BETWEEN_WORDS.split(address)[0])
    for word in _BETWEEN_WORDS.split(text):
        trimmed = _AROUND.sub("", word)
        yield trimmed
        # site:romajournal.org, but not romajournal.org:8080
        yield _AROUND.sub("", trimmed.partition(":")[2])


def _past_scheme(word: str) -> tuple[str, str]:
    """Return what stands in *word* before the scheme of an address, and what stands after it."""
    scheme = _SCHEME.search(word)
    return (word[: scheme.start()], word[scheme.end() :]) if scheme else (word, "")


def _unwrapped(address: str, host: str, deepest: int) -> str:
    """Return the host of what *address*, which is of *host*, is a copy of or leads on to; nothing if it does not tell."""
    rest = _AFTER_HOST.search(address)
    whole = host + (rest[0] if rest else "")
    if _SHORTENED.match(whole):
        return ""
    inner = _ARCHIVED.fullmatch(whole) or _FORWARDED.match(whole)
    if inner and deepest:
        return _host_in(inner[1], deepest - 1)
    translated = _TRANSLATED.fullmatch(host)
    if translated:
        return host_of(re.sub("-(-?)", lambda dash: dash[1] or ".", translated[1]))
    return host

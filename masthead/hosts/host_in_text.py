"""The addresses that a pasted text names: whole ones, bare hosts, some made harmless for reading, some inside of others.

theme/scripts/host-in-text.js does the same, rule by rule. tests/browser/test_host_in_text_scripts.py runs both on one
table and on any text, and compares. Change the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from urllib.parse import unquote

import idna

from masthead.hosts.idna import to_ascii
from masthead.hosts.texts_in_address import SCHEME, Grade, is_host_like, texts_in_address
from masthead.syntax.confusable_letters import TAKEN_FOR

MAX_PASTED = 60_000
"""Enough for a list of a thousand addresses, and nobody waits for more to be searched."""

_SPACE = r"\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# Invisible characters: soft hyphen, zero width space, direction marks, byte order mark. Joiners are letters in some names.
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|<wbr ?/?>|&shy;", re.IGNORECASE
)
_WIDE = dict.fromkeys(map(ord, "。．｡․﹒"), ".") | {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_FLAGS = re.ASCII | re.IGNORECASE
# romajournal.org。然后, 请看。romajournal.org: the full stop of a sentence, and not the dot of a name in another script.
_FULL_STOP = re.compile(r"(\.[a-z]{2,})[。｡](?=[^\x00-\x7f])", _FLAGS)
_FULL_STOP_BEFORE = re.compile(
    r"(?<=[^\x00-\x7f])[。｡](?!(?:ac|com?|edu|gob?|gov|net?|org?|pe|re)\.[a-z]{2}(?![a-z]))(?=[a-z0-9-]+\.[a-z])",
    _FLAGS,
)
_DOT = re.compile(r" ?[\[({<] ?(?:\.|dot|point|punkt|p[ou]nto|точка|点|點|점) ?[\])}>] ?|\\\.", _FLAGS)
# romajournal[.org], romajournal[.org
_DOT_AND_LABEL = re.compile(r"(?<=[a-z0-9])[\[({]\.([a-z]+)[\])}]?", _FLAGS)
# a.example\nb.example with the sign \ out of JSON.
_LINE_END = re.compile(r"(?<=[a-z0-9])\\[nrt](?=[a-z0-9-]+[.:])", _FLAGS)
# romajournal . org, romajournal·org: in a sentence only before what is most often the end of a host.
_GAP = re.compile(r"(?<=[a-z0-9])(?: \. |[·•‧])(?=(?:com|org|net|info)(?![a-z0-9-]))", _FLAGS)
# romajournal .org, romajournal. org and roma-\njournal.org, broken by a space or by the end of a line. But it may as well
# be the end of a sentence, so what comes of it is meant only if it is on record.
_BROKEN = re.compile(
    r"(?<![\w.@-])\w[\w-]*?(?:(?:\.|[ \t\r\n>]{1,4}\.|[.-][ \t\r\n>]{1,4}(?=[a-z0-9]))\w[\w-]*?){1,5}(?![\w-])",
    re.ASCII,
)
_BREAK = re.compile(r"[ \t\r\n>]+")
_HYPHENATED = re.compile(r"-?[ \t\r\n>]+")
# Out of HTML and JSON: &#x2F;, &#47;, &sol; and \u002F are /. Those with figures are often without their semicolon.
_ESCAPED = re.compile(
    r"&(?:amp;)?#(?:x0*([2-7][0-9a-f])|0*([3-9][0-9]|1[01][0-9]|12[0-6]))(?![0-9a-f]+;);?"
    r"|&(amp|sol|colon|period);|\\(?:u00|x)([2-7][0-9a-f])",
    _FLAGS,
)
_NAMED = {"amp": "&", "sol": "/", "colon": ":", "period": "."}
# The source of a mail: https=3A=2F=2Fromajournal.org, href=3D"…", and lines that are broken after a sign =.
_QUOTED = re.compile(r"=(?:3A[/=]|3D[\"']|2F=2F)|(?://|www\.)[^ \t\r\n/?=]{0,99}=[ \t\r\n]", _FLAGS)
_SOFT_BREAK = re.compile(r"(?<=[\w./-])=[ \t\r\n]+(?=[\w./-])", _FLAGS)
_QUOTED_SIGN = re.compile("=([2-7][0-9a-f])", _FLAGS)
# https/romajournal.org
_ONE_SLASH = re.compile(r"(?<![\w/.\-=&#+?])h(?:tt|xx)ps?/(?=[a-z0-9-]+\.[a-z])", _FLAGS)
# https//romajournal.org, and read://https_romajournal.org/ as a browser writes a page that it shows for reading.
_BROKEN_SCHEME = re.compile(r"(?<![\w/.\-=&#+?])(?:read://(https?)_|(h(?:tt|xx)ps?)[.;]?//:?)(?=[a-z0-9])", _FLAGS)
_COLON = re.compile(r"[\[({](:?/{0,2})[\])}]", _FLAGS)
_SPELT_DOTS = re.compile(
    rf"[^{_SPACE}.]+(?:(?: dot | \. )[^{_SPACE}.]+)+"
    rf"|[^{_SPACE}.]+(?:\.[^{_SPACE}.]+)*(?: ?\. ?| (?:point|punkt|p[ou]nto) )(?:com|org|net|info)",
    _FLAGS,
)
_SPELT_DOT = re.compile(r" (?:dot|point|punkt|p[ou]nto) | ?\. ?", _FLAGS)
_DASHED_DOT = re.compile(rf"^([^{_SPACE}.]+)[-_]dot[-_](?=[a-z]{{2,}}\Z)", _FLAGS)
_BETWEEN_WORDS = re.compile(rf"[{_SPACE}<>\"'`|,;()\[\]{{}}«»‘’“”„‹›「」『』【】《》〈〉、，；：！？…¿¡]+")
_BETWEEN_ADDRESSES = re.compile(rf"[{_SPACE}<>\"`|]+")
# https://a.example/x,https://b.example: side by side, and not one inside of the other.
_NEXT_ADDRESS = re.compile(r"(?<=[^\x00-&(+\-./0-9:<=?@A-\[_a-z~])(?=(?:https?|hxxps?|h\*\*ps?|ftp)(?::|%3a))", _FLAGS)
# Signs between a host and the word after it, which no host has; %20 is a space out of another address.
_JOINT = re.compile(
    r"\.{2,}|[!&+=*~$^:]|(?:%(?:25)?[0-9A-Fa-f]{2})+|_(?=[A-Z])|\.(?=(?:[A-Z](?:\.[A-Z]){0,3}|[0-9]+)$)"
)
# romajournal.org-based: no top-level domain has a hyphen, but for xn--.
_HYPHEN = re.compile(r"(\.(?!xn--)[a-z]{2,63})-(?=[^.@]*$)", _FLAGS)
# romajournal.org.The mayor: a sentence ends, and the next begins. Foo.Com.Au and FOO.COM.AU are written in one way.
_NEXT_SENTENCE = re.compile(r"(?<=\.)(?:[a-z]{2,}(?=\.(.))|[A-Z]{2,}(?=\.(.)[^A-Z]))")
_AFTER_HOST = re.compile(r"(?:[/?#\\]|%(?:25)?(?:2f|3f|23|5c|26)).*", _FLAGS | re.DOTALL)
_AROUND = re.compile(
    r"^(?:%(?:25)?[02][0-9A-Fa-f]|[-.~!*'…:;,?&=+$@#%^/\\_])+|(?<![-.~!*'…:;,&=+$@#_])[-.~!*'…:;,&=+$@#_]+$"
)
# site:romajournal.org, href=romajournal.org, but not romajournal.org:8080
_LABEL = re.compile(r"^[^./?#]*[:=]")
_PORT = re.compile(r":[0-9]*$")
# Letters with marks are of one script with those without (.vermögensberatung).
_MARKED = r"\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f\u1e00-\u1eff"
# No top-level domain mixes scripts: romajournal.org에서 is a host and a particle.
_PARTICLE = re.compile(rf"(\.[a-z]{{2,63}})[^\x00-\x7f{_MARKED}][^.]*$", _FLAGS)
# 来源a.example与b.example: two hosts, and words around them.
_WORDS_BETWEEN = re.compile(rf"(\.[a-z]{{2,63}})[^\x00-\x7f{_MARKED}]+(?=[a-z0-9])", _FLAGS)
_WITHIN_NAME = re.compile(f"[{_MARKED}\u200c\u200d]")
# Before a word that is no top-level domain (www.roma- journal.org): a part of a host.
_WWW_ALONE = re.compile(r"www\.[^.]+")
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
# The small letters of Cherokee are capitals in a host, and all others small.
_CYRILLIC_VARIANTS = re.compile("[\u1c80-\u1c88]")
_SMALL_CHEROKEE = re.compile("[\uab70-\uabbf\u13f8-\u13fd]")
# Endings of files that are no top-level domains.
_FILES_TEXT = """
pdf doc docx xls xlsx ppt pptx odt ods odp csv tsv txt rtf htm html php asp aspx jsp cgi jpg jpeg png gif webp  svg
bmp tif tiff heic json xml yml yaml css js mp3 mp4 wav avi mkv exe dmg apk rar 7z gz tar epub eml log ini  sql bak
tmp
"""
_FILES = frozenset(_FILES_TEXT.split())
# a.m.to, v1.2.so, README.md, Co.KG: abbreviations, versions and files, if nothing else says that it is a host.
_ABBREVIATION = re.compile(
    r"(?:[a-z]\.){2,}[a-z]+|v?[0-9]+\.[0-9]+\.[a-z]+|(?:readme|index|main)\.(?:md|py|rs)|co\.kg",
    _FLAGS,
)
# ended.The next, St.Petersburg, Dr.Müller.
_SENTENCE = re.compile(
    rf".*\.(?:(?!(?:Com|Org|Net|Info|News)$)[A-Z][a-z]+|(?!verm)[a-zA-Z]*[{_MARKED}][{_MARKED}a-zA-Z]*)", re.ASCII
)
_ARCHIVE_OR_FILE = ("zip", "mov")

_DEEPEST = 4
_BEFORE_NAME = re.compile(r"[^.]*_(?=[^.]+\.)")
_LAST_PART = re.compile("[._-][^._-]*$")
_MOBILE = re.compile(r"(?:www[0-9]*|m|amp|mobile|wap)\.(?=[^.]+\.)")
# m.co.uk is a name and no page of co.uk for telephones.
_SUFFIX = re.compile(r"(?:ac|com?|edu|gob?|gov|net?|org?|pe|re)\.[a-z]{2}")


@dataclass(frozen=True, slots=True)
class AddressMatch:
    """An address in a text."""

    hosts: tuple[str, ...]
    """The hosts that it may mean, in lower case, without www; the first that is known is meant, or else the last."""
    address: str
    """The address from its host on, as it is written."""
    grade: Grade
    inside: tuple[str, ...] = ()
    """The hosts of the addresses that it is inside of, the nearest first."""
    has_scheme: bool = False
    """Whether it is written with http: before it."""
    holds: Grade = Grade.FAINT
    """The grade of another address inside it."""

    @property
    def host(self) -> str:
        """The host that is meant if none is known: without a prefix for telephones, or text before it in a sentence."""
        return self.hosts[-1]

    @property
    def leads_below(self) -> bool:
        """Whether it leads to a page below its host."""
        return _rest(self.address) not in ("", "/")


@lru_cache(maxsize=8192)  # the addresses of sources are asked for again and again
def find(text: str) -> tuple[AddressMatch, ...]:
    """Return the addresses in *text*, each host once, what is inside of an address after it."""
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * MAX_PASTED:  # as browsers count
        return ()
    matches: dict[str, AddressMatch] = {}
    seen = plain(text)
    for match in _matches(seen, Grade.SURE, (), _DEEPEST):
        known = matches.setdefault(match.host, match)
        if known.grade < match.grade:
            matches[match.host] = replace(known, grade=match.grade)
    for broken in _BROKEN.finditer(seen) if _BREAK.search(seen) else ():
        _mend(broken[0].lower(), matches)
    return tuple(matches.values())


def _mend(broken: str, matches: dict[str, AddressMatch]) -> None:
    """Add to *matches* the host that is *broken* by spaces or ends of lines, if it is, unless a part of it is a host.

    If its end alone was read as a host, both may be meant.
    """
    *parts, end = ((_hosts(_AROUND.sub("", part)) or ("",))[-1] for part in _BREAK.split(broken))
    if not parts or any(part in matches for part in parts):
        return
    for text in _each_once((_BREAK.sub("", broken), _HYPHENATED.sub("", broken))):
        for match in _matches(text, Grade.FAINT, (), 0):
            at = end if end in matches else match.host
            known = matches.get(at, match)
            matches[at] = replace(known, hosts=_each_once(match.hosts, known.hosts))


def plain(text: str) -> str:
    """Return *text* without what was done to make it harmless or to set it: [.], (dot), full-width letters."""
    seen = _FULL_STOP_BEFORE.sub(" ", _FULL_STOP.sub(r"\1 ", _INVISIBLE.sub("", text))).translate(_WIDE)
    if _QUOTED.search(seen):
        seen = _QUOTED_SIGN.sub(lambda sign: chr(int(sign[1], 16)), _SOFT_BREAK.sub("", seen))
    text = _LINE_END.sub(" ", _ESCAPED.sub(_decoded, seen))
    dotted = _DOT_AND_LABEL.sub(r".\1", _DOT.sub(".", text))
    joined = _COLON.sub(r"\1", _GAP.sub(".", dotted))
    whole = _DASHED_DOT.sub(r"\1.", _ONE_SLASH.sub(" ", _BROKEN_SCHEME.sub(r"\1\2://", joined)).strip(" \t\r\n"))
    return _SPELT_DOT.sub(".", whole) if _SPELT_DOTS.fullmatch(whole) else whole


def _decoded(escape: re.Match[str]) -> str:
    by_name = _NAMED.get((escape[3] or "").lower())
    return by_name or chr(int(escape[2]) if escape[2] else int(escape[1] or escape[4], 16))


def host_of(address: str) -> str:
    """Return the host of *address*, from its host on or from user and password, or nothing if no browser opens it."""
    host = _authority(address).rpartition("@")[2].removesuffix(".")
    try:
        host = to_ascii(unquote(_PARTICLE.sub(r"\1", host)))
    except (idna.IDNAError, UnicodeError):
        return ""
    return host if len(host) <= 253 and _HOST.fullmatch(host) else ""


def _authority(address: str) -> str:
    return _PORT.sub("", _AFTER_HOST.sub("", address))


def _rest(address: str) -> str:
    rest = _AFTER_HOST.search(address)
    return rest[0] if rest else ""


def _matches(text: str, grade: Grade, inside: tuple[str, ...], deepest: int) -> Iterator[AddressMatch]:
    """Yield the addresses in *text*, those without http: of at most this *grade*, each before what is inside of it."""
    for address, hosts, own, has_scheme in _addresses(text, grade):
        within = (hosts[-1], *inside)
        read = _hosts(host_of(address)) or hosts
        texts = texts_in_address(read[0], _rest(address)) if deepest else ()
        inner = [match for inner_text, most in texts for match in _matches(inner_text, most, within, deepest - 1)]
        holds = max((match.grade for match in inner), default=Grade.FAINT)
        yield AddressMatch(hosts, address, own, inside, has_scheme, holds)
        yield from inner


_Address = tuple[str, tuple[str, ...], Grade, bool]


def _addresses(text: str, grade: Grade) -> Iterator[_Address]:
    """Yield the addresses that are joined without a space in *text*, from their hosts on, with the hosts they may mean."""
    for piece in _BETWEEN_ADDRESSES.split(text):
        for part in _NEXT_ADDRESS.split(piece):
            scheme = SCHEME.search(part)
            if scheme is None or re.search("[/?#]", part[: scheme.start()]):
                yield from _words(part, text, grade)  # romajournal.org/?to=https://... is of romajournal.org
            else:
                yield from _words(part[: scheme.start()], text, grade)
                yield from _after_scheme(part[scheme.end() :], text, grade)


def _after_scheme(address: str, text: str, grade: Grade) -> Iterator[_Address]:
    """Yield the address that begins with *address*, or its first word and what is in the others."""
    end = None if host_of(address) else _BETWEEN_WORDS.search(address)
    first = address if host_of(address) else _AROUND.sub("", address[: end.start()] if end else address)
    for number, (part, longer) in enumerate(_joined(first)):
        hosts = _each_once(longer, _hosts(host_of(part)))
        if hosts:
            yield part, hosts, min(grade, _grade(part, hosts[-1])) if number else Grade.SURE, not number
    if end:
        yield from _words(address[end.end() :], text, grade)


def _words(text: str, whole: str, grade: Grade) -> Iterator[_Address]:
    """Yield the words of *text*, a part of the *whole*, that are hosts or addresses without http:."""
    for word in _BETWEEN_WORDS.split(_WORDS_BETWEEN.sub(r"\1 ", text)):
        if "." not in word and "%" not in word:
            continue
        address = _AROUND.sub("", _LABEL.sub("", _AROUND.sub("", word)))
        read = [(part, _each_once(longer, _may_mean(part)), longer) for part, longer in _joined(address)]
        scheme = None if any(hosts for _, hosts, _ in read) else SCHEME.search(address)
        if scheme:
            yield from _after_scheme(address[scheme.end() :], "", grade)
            continue
        for part, hosts, longer in read:
            if hosts and hosts[-1].rpartition(".")[2] not in _FILES:
                is_all = word == whole and part == address
                yield part, hosts, min(grade, Grade.SURE if is_all else _grade(part, hosts[-1])), False
            elif longer:
                yield part, longer, Grade.FAINT, False  # a file that is named after a host


def _each_once(*hosts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain(*hosts)))


def _may_mean(address: str) -> tuple[str, ...]:
    host = host_of(address)
    return _each_once(_hosts(host), _hosts(_without_words(address, host)))


def _joined(address: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the addresses that are joined by signs in *address*, each with hosts that are longer and may be meant, too."""
    authority = _AFTER_HOST.sub("", address)
    if host_of(address) and not _HYPHEN.search(authority):
        yield from _sentence(address)
        return
    *parts, last = (text for part in _JOINT.split(authority) for text in _HYPHEN.sub(r"\1!", part).split("!"))
    for part in (*parts, last + address[len(authority) :]):
        yield from _sentence(_AROUND.sub("", part) if parts else part)


def _sentence(address: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield *address*, or the host before the next sentence in it, and the longer host that this may be the beginning of.

    If the word is a top-level domain (romajournal.org.It), or has a path behind it, both are addresses.
    """
    whole = host_of(address)
    before, after = _next_sentence(_authority(address)) if whole else ("", "")
    is_word = not is_host_like(whole) or (after == "Lu" and whole.rpartition(".")[2].startswith("xn--"))
    is_whole = not is_word or bool(_rest(address))
    if not before or is_whole:
        yield address, _before_word(whole)
    if before:
        yield before, () if is_whole else _hosts(whole)


def _before_word(whole: str) -> tuple[str, ...]:
    """Return the hosts that the host *whole* may begin with, if its last word is no top-level domain that is known here.

    And those after a sign _, as names of files have it (backup_romajournal.org.zip).
    """
    if is_host_like(whole) and "_" not in whole:
        return ()
    starts = [whole.removeprefix("www.")]
    while "." in (start := _LAST_PART.sub("", starts[-1])) and not is_host_like(whole):
        starts.append(start)
    named = [_BEFORE_NAME.sub("", text) for text in starts if _BEFORE_NAME.match(text)]
    return _each_once(*map(_hosts, starts[1:] + named))


def _next_sentence(authority: str) -> tuple[str, str]:
    """Return the part of *authority* before a word that begins a sentence, and the kind of letter that this word begins with."""
    for end in _NEXT_SENTENCE.finditer(authority) if "@" not in authority else ():
        kind = unicodedata.category(end[1] or end[2])
        if (kind == "Lu" or (kind == "Lo" and end[1])) and is_host_like(authority[: end.end()]):
            return authority[: end.end()], kind
    return "", ""


def _grade(address: str, host: str) -> Grade:
    """Return how sure it is that a word in a text is an *address* that means *host*."""
    authority = _authority(address)
    if "@" in authority:
        return Grade.LIKELY
    if authority[:4].lower() == "www.":
        return Grade.SURE
    is_host = is_host_like(host) and not host.endswith(_ARCHIVE_OR_FILE) and not _ABBREVIATION.fullmatch(authority)
    return Grade.FAINT if _SENTENCE.fullmatch(authority) or not is_host else Grade.SURE


def _without_words(address: str, host: str) -> str:
    """Return the host of *address*, read as *host*, without words or signs of another script that are joined to its front.

    A text that may be one name with letters that look Latin (romаjournal.org) is left whole, and there is no such host.
    """
    if host and "xn--" not in host:
        return ""
    name = _PARTICLE.sub(r"\1", _authority(address))
    start = len(name)
    while start and name[start - 1] < "\x80":
        start -= 1
    before = name[:start]
    if not before or name[start : start + 1] in ("", ".") or _WITHIN_NAME.match(before[-1]):
        return ""
    begin = len(before)
    while begin and before[begin - 1] >= "\x80":
        begin -= 1
    if all(ord(letter) in TAKEN_FOR for letter in _as_in_hosts(before[begin:])):
        return ""
    bare = host_of(_AROUND.sub("", name[start:]))
    return "" if _SUFFIX.fullmatch(bare) else bare


def _as_in_hosts(text: str) -> str:
    """Return *text* with its letters as a browser has them in a host."""
    lower = _CYRILLIC_VARIANTS.sub(lambda letter: letter[0].upper(), text).lower()
    return _SMALL_CHEROKEE.sub(lambda letter: letter[0].upper(), lower)


def _hosts(host: str) -> tuple[str, ...]:
    """Return the hosts that *host* may mean: without www, and without a prefix for telephones."""
    if not host or (_WWW_ALONE.fullmatch(host) and not is_host_like(host)):
        return ()
    short = host.removeprefix("www.") if "." in host.removeprefix("www.") else host
    bare = _MOBILE.sub("", short, count=1) if _MOBILE.match(short) else short
    return (short,) if bare == short or _SUFFIX.fullmatch(bare) else (short, bare)

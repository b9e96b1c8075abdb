"""Reads lists without columns: one host a line, hosts files, and the filter lists of uBlock and AdGuard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from masthead.importing.table import Layout, Row, Table, refuse_rows, table_of_items

HOST, COMMENT, HEADING, LINE = "host", "comment", "heading", "line"
"""The columns: the host or address, the remark behind it, the last comment before it, and the whole line."""

# A comment starts with one of these. ##.ad hides an element everywhere, and is a rule.
_COMMENT = re.compile(r"(?:!|#(?![#@?$%])|;|//|\[Adblock|\[uBlock)\s*(.*)", re.DOTALL)
_IP = r"(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:]*(?:%[a-z0-9]+)?)"
_HOSTS_FILE = re.compile(rf"{_IP}\s+([^#]*)(?:#\s*(.*))?", re.IGNORECASE)
# Names that every hosts file has, and that are no sites.
_SYSTEM = frozenset(
    {"localhost", "localhost.localdomain", "local", "broadcasthost", "ip6-localhost", "ip6-loopback",
     "ip6-localnet", "ip6-mcastprefix", "ip6-allnodes", "ip6-allrouters", "ip6-allhosts"}
)  # fmt: skip
_COSMETIC = re.compile(r"#@?[?$%]*#")
_DNSMASQ = re.compile(r"(?:address|local|server)=/([^/]+)/.*")
_RPZ = re.compile(r"(\S+?)\.?\s+(?:IN\s+)?CNAME\s+\S+", re.IGNORECASE)
_ANYWHERE = re.compile(r"(?:\*://|\|\|)(?:\*\.)?|\|(?=https?://)|\*\.|\.(?=[^.])")
_BULLET = re.compile(r"(?:[-*•–·]|[0-9]{1,5}[.)])\s+")
# A piece that may be one of several hosts or addresses in a line; [.] is a dot that was made harmless.
_SITE = re.compile(r"(?:[a-z*]+:/*)?[^\s/.,;]+(?:\[?\.\]?[^\s/.,;]+)+\.?(?:[/?#]\S*)?", re.IGNORECASE)
# Between several sites in a line; in an address a comma may be part of its path.
_BETWEEN = (re.compile(r"[\s,;]+"), re.compile(r"[,;]?\s+"))
_REMARK = re.compile(r"\s+(?:#+|//|;|--|–)?\s*")

_EXCEPTION = "this rule makes an exception for the site, and does not list it"
_PART = "this rule is about parts of pages, and does not list the site"
_PATTERN = "this rule is a pattern, and does not name a site"
_CURE = "leave such lines out with `skip`, and give the reason"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A host or an address in a line, the remark behind it, and why the line does not list it."""

    host: str
    comment: str = ""
    fault: str = ""
    is_system: bool = False
    """Whether it is a name that hosts files have for the computer itself."""


def read_plain(place: str, text: str, layout: Layout) -> Table:
    """Return a row for each site in the lines of *text*."""
    items: list[tuple[str, Row | dict[str, str]]] = []
    heading, system = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        comment = _COMMENT.fullmatch(bare)
        if comment:
            heading = comment[1].strip().strip("#!-=* ") or heading
            continue
        for entry in _entries(bare):
            if entry.is_system:
                system += 1
                continue
            cells = {HOST: entry.host, COMMENT: entry.comment, HEADING: heading, LINE: bare}
            at = f"{place}:{number}"
            refuse_rows(place, len(items))
            items.append((at, Row(at, cells, wrong={HOST: f"{entry.fault}; {_CURE}"}) if entry.fault else cells))
    table = table_of_items(place, items, layout)
    notes = (f"not rows: {system} names of the system, such as localhost",) if system else ()
    return Table(table.place, table.columns, table.rows, table.wrong, notes, layout)


def _entries(line: str) -> Iterator[_Entry]:
    """Yield the entries in *line*, which is no comment."""
    if not line:
        return
    hosts = _HOSTS_FILE.fullmatch(line)
    if hosts:
        for host in hosts[1].split():
            is_system = host.lower() in _SYSTEM or re.fullmatch(_IP, host, re.IGNORECASE) is not None
            yield _Entry(host, (hosts[2] or "").strip(), is_system=is_system)
        return
    pattern = _RPZ.fullmatch(line) or _DNSMASQ.fullmatch(line)
    listed = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
    pieces = [piece for piece in _BETWEEN["/" in listed].split(listed) if piece]
    if pattern:
        yield _Entry(pattern[1].removeprefix("*."))
    elif len(pieces) > 1 and listed[0] not in "|@" and all(map(_SITE.fullmatch, pieces)):
        yield from (_Entry(_named(piece)) for piece in pieces)
    else:
        yield _filter(listed)


def _filter(line: str) -> _Entry:
    """Return the entry of a rule of a filter list, or of a line with a host."""
    if line.startswith("@@"):
        return _Entry(_named(line[2:]), fault=_EXCEPTION)
    cosmetic = _COSMETIC.search(line)
    if cosmetic:
        return _Entry(line[: cosmetic.start()], fault=_PART)
    if re.fullmatch(r"/.*/(?:\$.*)?", line):
        return _Entry("", fault=_PATTERN)
    if "badfilter" in line.partition("$")[2].split(","):
        return _Entry(_named(line), fault=_EXCEPTION)
    if line.startswith(("||", "|http", "*://")):
        return _Entry(_named(line))
    remark = _REMARK.search(line)
    first, rest = (line[: remark.start()], line[remark.end() :]) if remark else (line, "")
    return _Entry(_named(first.rstrip(",;:")), rest)


def _named(rule: str) -> str:
    """Return the host or address in *rule*, without the signs that filter lists put around it."""
    bare = re.split(r"\^?\$(?=[a-z~0-9-]+(?:[=,]|$))", rule, maxsplit=1)[0]
    return re.sub(r"/\*$|[|^*]+$", "", _ANYWHERE.sub("", bare, count=1) if _ANYWHERE.match(bare) else bare)

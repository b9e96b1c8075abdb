"""Reads lists without columns: one host a line, hosts files, lines of name servers, and the filter lists of uBlock and AdGuard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from masthead.hosts.host_in_text import host_of
from masthead.hosts.public_suffixes import is_public
from masthead.importing.lists.filter_rules import rule_in, site_of
from masthead.importing.lists.name_server_lines import names_in
from masthead.importing.lists.problems import Problem, Unusable, some_of
from masthead.importing.lists.table import Layout, Row, Table, refuse_rows, table_of_items

HOST, COMMENT, HEADING, LINE = "host", "comment", "heading", "line"
"""The columns: the host or address, the remark behind it, the last comment before it, and the whole line."""

# A comment starts with one of these. ##.ad hides an element everywhere, and is a rule.
_COMMENT = re.compile(r"(?:!|#(?![#@?$%])|;|//|\[Adblock|\[uBlock)\s*(.*)", re.DOTALL)
# A comment that says nothing of the rows below it: the format, a condition or an instruction for programs, facts of the file.
_NO_HEADING = re.compile(
    r"\[|![#+]|[!#;]\s*(?:homepage|expires|version|last (?:modified|updated)|licen[cs]e|redirect|checksum"
    r"|diff-(?:path|expires|name)|timeupdated|syntax)\s*:",
    re.IGNORECASE,
)
# The beginnings of rules that are commented out.
_MARKS = ("||", "@@", "|http", "*://")
_IP = r"(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:]*(?:%[a-z0-9]+)?)"
_HOSTS_FILE = re.compile(rf"{_IP}\s+([^#]*)(?:#\s*(.*))?", re.IGNORECASE)
# Names that every hosts file has, and that are no sites.
_SYSTEM = frozenset(
    {"localhost", "localhost.localdomain", "local", "broadcasthost", "ip6-localhost", "ip6-loopback",
     "ip6-localnet", "ip6-mcastprefix", "ip6-allnodes", "ip6-allrouters", "ip6-allhosts"}
)  # fmt: skip
_BULLET = re.compile(r"(?:[-*•–·]|[0-9]{1,5}[.)])\s+")
# A piece that may be one of several hosts or addresses in a line; [.] is a dot that was made harmless. Its brackets are
# among the other signs: to look for them separately would take time that doubles with each dot.
_SITE = re.compile(r"(?:[a-z*]{1,40}:/*)?[^\s/.,;]+(?:\.[^\s/.,;]+)+\.?(?:[/?#]\S*)?", re.IGNORECASE)
# Between several sites in a line; in an address a comma may be part of its path.
_BETWEEN = (re.compile(r"[\s,;]+"), re.compile(r"[,;]?\s+"))
_REMARK = re.compile(r"\s+(?:#+|//|;|--|–)?\s*")

_MARKUP = re.compile(r"\s*<[!?a-z]", re.IGNORECASE)
# $TTL 300, @ SOA …, NS localhost.: what the zone itself is, and no site.
_HEAD_OF_ZONE = re.compile(
    r"\$(?:TTL|ORIGIN|INCLUDE)\s.*|(?:@\s+)?(?:[0-9]+[smhdw]?\s+)?(?:IN\s+)?(?:SOA|NS)\s+\S.*", re.IGNORECASE
)
_NO_MARKUP = "write each site in a line of its own, or make a .csv of it"
_OWN_LINES = "write each site in a line of its own, or # before what is said of the first"
_SITE_FIRST = "write the site first in its line, or leave such lines out with `skip`, and give the reason"
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class _Entry:
    """A host or an address in a line, the remark behind it, and why the line does not list it."""

    host: str
    comment: str = ""
    fault: str = ""
    cure: str = "leave such lines out with `skip`, and give the reason"
    is_system: bool = False
    """Whether it is a name that hosts files have for the computer itself."""


def read_plain(place: str, text: str, layout: Layout) -> Table:
    """Return a row for each site in the lines of *text*."""
    items: list[tuple[str, Row | dict[str, str]]] = []
    heading, system, disabled = "", 0, 0
    if _MARKUP.match(text):
        raise Unusable(Problem(f"{place}:1", "this is HTML or XML, and no plain list", _NO_MARKUP))
    lines = [line.strip() for line in text.splitlines()]
    head = _head_of_zone(lines)
    for number, bare in ((number, line) for number, line in enumerate(lines, 1) if number not in head):
        comment = _COMMENT.fullmatch(bare)
        if comment:
            is_close = comment.start(1) > 0 and not bare[comment.start(1) - 1].isspace()
            if _is_entry(comment[1].strip(), is_close=is_close):
                disabled += 1
            elif not _NO_HEADING.match(bare):
                heading = comment[1].strip().strip("#!-=* ") or heading
            continue
        for entry in _entries(bare):
            if entry.is_system:
                system += 1
                continue
            cells = {HOST: entry.host, COMMENT: entry.comment, HEADING: heading, LINE: bare}
            at = f"{place}:{number}"
            refuse_rows(place, len(items))
            items.append((at, Row(at, cells, wrong={HOST: f"{entry.fault}; {entry.cure}"}) if entry.fault else cells))
    table = table_of_items(place, items, layout)
    notes = _notes(len(head), system, disabled)
    return Table(table.place, table.columns, table.rows, table.wrong, notes, layout)


def _notes(head: int, system: int, disabled: int) -> tuple[str, ...]:
    """Return the notes on lines that are no rows: how many there are of each kind."""
    return (
        *([f"not rows: {head} {'line' if head == 1 else 'lines'} at the head of a zone"] if head else []),
        *([f"not rows: {system} names of the system, such as localhost"] if system else []),
        *([f"not rows, since commented out: {disabled} {'entry' if disabled == 1 else 'entries'}"] if disabled else []),
    )


def _head_of_zone(lines: Sequence[str]) -> set[int]:
    """Return the numbers of the *lines* that say what a zone of a name server is; those in brackets belong together."""
    head: set[int] = set()
    is_open = False
    for number, line in enumerate(lines, 1):
        if is_open or _HEAD_OF_ZONE.fullmatch(line):
            head.add(number)
            is_open = ")" not in line and (is_open or "(" in line)
    return head


def _is_entry(comment: str, *, is_close: bool) -> bool:
    """Return whether *comment* is an entry that was put out of use, and no heading.

    A host alone is one only if the sign is close to it: a site may be the heading of what is below it.
    """
    hosts = _HOSTS_FILE.fullmatch(comment)
    if hosts:
        return any(_SITE.fullmatch(name) or name.lower() in _SYSTEM for name in hosts[1].split()[:1])
    names = names_in(comment)
    if names:
        return "." in names.hosts[0]
    if re.search(r"\s", comment):
        return comment.startswith(_MARKS)
    rule = rule_in(comment)
    is_rule = rule is not None and _SITE.fullmatch(rule.site.split(",")[0]) is not None
    return is_rule or comment.startswith(_MARKS) or (is_close and _SITE.fullmatch(comment) is not None)


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
    names = names_in(line)
    if names:
        yield from (_Entry(name, names.comment, names.fault) for name in names.hosts)
        return
    # A rule is about all sites that it names: it lists one or none, and never each of them.
    rule = rule_in(line)
    if rule:
        yield _Entry(rule.site, fault=rule.fault)
    else:
        yield from _sites(_BULLET.sub("", line, count=1) if _BULLET.match(line) else line)


def _names_a_site(piece: str) -> bool:
    """Return whether *piece* of a line is a host of the public internet, or an address of one."""
    bare = piece.rpartition("|")[2].strip("\"'+.*()[]{}<>")
    return _SITE.fullmatch(bare) is not None and is_public(host_of(re.sub("^[a-z]+://", "", site_of(bare))))


def _sites(listed: str) -> Iterator[_Entry]:
    """Yield the site in the line *listed*, with the remark behind it, or the several sites that are all it has."""
    pieces = [piece for piece in _BETWEEN["/" in listed].split(listed) if piece]
    if len(pieces) > 1 and all(map(_SITE.fullmatch, pieces)):
        yield from (_Entry(site_of(piece)) for piece in pieces)
        return
    hosts = [site_of(piece) for piece in takewhile(_names_a_site, pieces)]
    if len(hosts) > 1:  # the second may be what the first imitates, so it is for people to decide
        yield _Entry(
            listed,
            fault=f"expected one site before the words of the line, got '{some_of(hosts, _SHOWN)}'",
            cure=_OWN_LINES,
        )
        return
    named = next(filter(_names_a_site, pieces), "") if "." not in pieces[0] else ""
    if named:
        yield _Entry(
            listed,
            fault=f"expected the site at the beginning of the line, got words before '{named}'",
            cure=_SITE_FIRST,
        )
        return
    remark = _REMARK.search(listed)
    first, rest = (listed[: remark.start()], listed[remark.end() :]) if remark else (listed, "")
    yield _Entry(site_of(first.rstrip(",;:")), rest)

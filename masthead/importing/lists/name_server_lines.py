"""Reads a line with which a name server blocks sites: of dnsmasq, of Unbound, or of a response policy zone.

dnsmasq: https://thekelleys.org.uk/dnsmasq/docs/dnsmasq-man.html, Unbound: https://nlnetlabs.nl/documentation/unbound/unbound.conf/,
response policy zones: https://datatracker.ietf.org/doc/html/draft-vixie-dnsop-dns-rpz-00
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# address=/a.org/b.org/0.0.0.0: sites between slashes, then what is said of all of them.
_DNSMASQ = re.compile(r"([a-z][a-z0-9-]*)\s?=\s?/(\S*)/([^\s/]*)(?:\s+#\s*(.*))?", re.IGNORECASE)
_ANSWER = re.compile(r"[0-9a-f.:]*|#|[0-9a-f.:]+[#@]\S*", re.IGNORECASE)
_BLOCKING = ("address", "local", "server")
_UNBOUND = re.compile(
    r"""(local-zone|local-data|local-data-ptr)\s?:\s*(?:"([^"]*)"|'([^']*)'|(\S+))(?:\s+([a-z_]+))?\s*(?:\#\s*(.*))?""",
    re.IGNORECASE | re.VERBOSE,
)
_ZONES_WITH_ANSWERS = frozenset(
    {
        "always_nodefault",
        "always_transparent",
        "inform",
        "ipset",
        "nodefault",
        "noview",
        "transparent",
        "typetransparent",
    }
)
_RPZ = re.compile(r"(\S+?)\.?\s+(?:[0-9]+\s+)?(?:IN\s+)?CNAME\s+(\S+)(?:\s*;\s*(.*))?", re.IGNORECASE)
# The ends of names that are no sites, but addresses and name servers.
_NO_SITE = re.compile(r"\.rpz-(?:ip|client-ip|nsip|nsdname)$", re.IGNORECASE)

_FORWARDS = "this line has questions about the site answered by a name server, and does not block it"
_OTHER = "this line is a setting for the site, and does not block it"
_EXEMPTS = "this line lets the site pass, and does not list it"
_EVERYTHING = "this line is about all sites, or about no site"


@dataclass(frozen=True, slots=True)
class Names:
    """The hosts that a line names, the remark behind them, and why the line does not list them, or nothing."""

    hosts: tuple[str, ...]
    comment: str = ""
    fault: str = ""


def names_in(line: str) -> Names | None:
    """Return the hosts in the *line* of a name server, or None if it is something else."""
    return _dnsmasq(line) or _unbound(line) or _policy(line)


def _dnsmasq(line: str) -> Names | None:
    match = _DNSMASQ.fullmatch(line)
    if match is None:
        return None
    setting, answer = match[1].lower(), match[3]
    hosts = tuple(name for piece in match[2].split("/") if (name := _bare(piece)))
    fault = ""
    if setting not in _BLOCKING or not _ANSWER.fullmatch(answer):
        fault = _OTHER
    elif setting != "address" and answer:
        fault = _FORWARDS
    return _named(hosts, match[4] or "", fault)


def _unbound(line: str) -> Names | None:
    match = _UNBOUND.fullmatch(line)
    if match is None:
        return None
    text = match[2] or match[3] or match[4]
    fault = _OTHER if match[1].lower() == "local-data-ptr" else ""
    if match[1].lower() == "local-zone" and (match[5] or "").lower() in _ZONES_WITH_ANSWERS:
        fault = _EXEMPTS
    # The text of local-data is a record: the site, and its answer.
    return _named(tuple(_bare(name) for name in text.split()[:1]), match[6] or "", fault)


def _policy(line: str) -> Names | None:
    match = _RPZ.fullmatch(line)
    if match is None:
        return None
    target = match[2].rstrip(".").lower()
    passes = target in ("rpz-passthru", match[1].lower())
    fault = _EVERYTHING if _NO_SITE.search(match[1]) else _EXEMPTS if passes else ""
    return _named((_bare(match[1]),), match[3] or "", fault)


def _bare(name: str) -> str:
    return re.sub(r"^(?:\*\.|\.)|\.$", "", name)


def _named(hosts: tuple[str, ...], comment: str, fault: str) -> Names:
    """Return *hosts*, with a fault also if no site is among them."""
    if not any("." in host for host in hosts):
        return Names(hosts[:1] or ("",), comment, fault or _EVERYTHING)
    return Names(hosts, comment, fault)

"""Reads a rule of a content blocker: the site that it names, and whether it lists it.

uBlock Origin: https://github.com/gorhill/uBlock/wiki/Static-filter-syntax, AdGuard:
https://adguard.com/kb/general/ad-filtering/create-own-filters/, uBlacklist: https://ublacklist.github.io/docs/advanced-features
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# ##, #@#, #?#, #$#, #%# and others hide or change parts of pages, and so do $$ and $@$.
_COSMETIC = re.compile(r"#@?[?$%]*#|(?<=[^\s$])\$@?\$(?=[a-z*\[])|^\$@?\$(?=[a-z*\[])", re.IGNORECASE)
# The options behind the address that a rule is about: $document, $script,domain=a.org.
_OPTIONS = re.compile(r"\^?\$(?=~?[a-z0-9_-]+(?:[=,]|$))", re.IGNORECASE)
_ANYWHERE = re.compile(r"(?:\*?://|\|\|)(?:\*\.)?|\|(?=https?://)|\*\.|\.(?=[^.])")
_EXPRESSION = re.compile(r"/.*/(?:\$.*)?|(?:title|url)/.*/[a-z]*", re.IGNORECASE)
_EXCEPTION = re.compile(r"@(?:@|[0-9]?(?=\*://|https?://|/|title/|url/))", re.IGNORECASE)
_BEGINNING = ("||", "|http", "*://", "://")
# Options of rules that block nothing: they change addresses, pages or what is sent with them.
_CHANGES = frozenset(
    {"addheader", "cookie", "csp", "ehide", "elemhide", "extension", "genericblock", "generichide", "ghide", "hls",
     "inline-font", "inline-script", "jsinject", "jsonprune", "permissions", "queryprune", "redirect-rule", "referrerpolicy",
     "removeheader", "removeparam", "replace", "shide", "specifichide", "stealth", "uritransform", "urlblock", "urlskip",
     "urltransform", "xmlprune"}
)  # fmt: skip
# Answers of a name server that lead nowhere.
_NOWHERE = frozenset({"", "0.0.0.0", "127.0.0.1", "::", "::1", "nxdomain", "refused"})  # noqa: S104 - nobody listens there

EXCEPTION = "this rule makes an exception for the site, and does not list it"
PART = "this rule is about parts of pages, and does not list the site"
CHANGE = "this rule changes pages of the site or what is sent to it, and does not list the site"
PATTERN = "this rule is a pattern, and does not name a site"


@dataclass(frozen=True, slots=True)
class FilterRule:
    """The site or the address that a rule names, and why the rule does not list it, or nothing."""

    site: str
    fault: str = ""


def rule_in(line: str) -> FilterRule | None:
    """Return the rule of a content blocker that *line* is, or None if it may be something else."""
    exception = _EXCEPTION.match(line)
    if exception:
        return FilterRule(site_of(line[exception.end() :]), EXCEPTION)
    cosmetic = _COSMETIC.search(line)
    if cosmetic:
        return FilterRule(line[: cosmetic.start()], PART)
    if _EXPRESSION.fullmatch(line):
        return FilterRule("", PATTERN)
    options = _OPTIONS.search(line) if re.match(r"\S*\$", line) else None
    if options or line.startswith(_BEGINNING) or re.match(r"\S*[*^|]$", line):
        site = site_of(line)
        return FilterRule(site, _why_refused(site, line[options.end() :] if options else ""))
    return None


def _why_refused(site: str, options: str) -> str:
    """Return why a rule about *site* with these *options* does not list it, or nothing."""
    values = {name.strip().lstrip("~").lower(): value for name, _, value in map(_parted, options.split(","))}
    if "badfilter" in values:
        return EXCEPTION
    if values.keys() & _CHANGES or not _blocks(values.get("dnsrewrite", "")):
        return CHANGE
    authority = re.split("[/?]", re.sub("^[a-z]+://", "", site), maxsplit=1)[0]
    return PATTERN if not authority or re.search(r"[*^|]", authority) or authority.endswith(".") else ""


def _parted(option: str) -> tuple[str, str, str]:
    return option.partition("=")


def _blocks(answer: str) -> bool:
    """Return whether the *answer* of a name server leads nowhere: an address, or its code; its type; its value."""
    parts = answer.lower().split(";")
    return parts[0] in _NOWHERE or (parts[0] == "noerror" and parts[-1] in _NOWHERE)


def site_of(rule: str) -> str:
    """Return the host or address in *rule*, without the signs that filter lists put around it."""
    bare = _OPTIONS.split(rule, maxsplit=1)[0]
    return re.sub(r"/\*$|[|^*]+$", "", _ANYWHERE.sub("", bare, count=1) if _ANYWHERE.match(bare) else bare)

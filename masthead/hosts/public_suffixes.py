"""Registered domains and public suffixes of hosts, and the order of hosts in tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList, encode_idn

from masthead.pinned_lists import PUBLIC_SUFFIXES

# The endings that the scripts of pages, which have no list of public suffixes, take for one.
_ENDING = re.compile(r"(.*?)\.((?:(?:ac|com?|edu|gob?|gov|net?|org?|pe|re)\.(?=..$))?[^.]+)")

# On the list of public suffixes, and open to special programs or to nobody.
_NOT_PUBLIC = (".onion", ".arpa")


def registered_domain(host: str) -> str:
    """Return the domain that somebody registered for *host*: example.co.uk for news.example.co.uk."""
    return _suffixes(host).privatesuffix(host) or host


def listed_domain(host: str) -> str:
    """Return the registered domain of *host* if it ends in a suffix that exists, else nothing: st.petersburg has none."""
    return _suffixes(host).privatesuffix(host, accept_unknown=False) or ""


@lru_cache(maxsize=8192)  # the same few hosts are in most addresses
def is_public_suffix(host: str) -> bool:
    """Return whether *host* is a suffix below which anybody can have a host: com, co.uk, github.io."""
    return _suffixes(host).privatesuffix(host) is None


@lru_cache(maxsize=8192)
def is_public(host: str) -> bool:
    """Return whether *host* ends in a top-level domain of the public internet, or in the one of examples."""
    return (
        _suffixes(host).publicsuffix(host, accept_unknown=False) is not None and not host.endswith(_NOT_PUBLIC)
    ) or host.endswith(".example")


def shared_suffix(host: str) -> str:
    """Return the suffix of *host* if a company gives hosts below it to anybody (github.io), or nothing."""
    suffix = _suffixes(host).publicsuffix(host) or ""
    return suffix if suffix != registry_suffix(host) else ""


def registry_suffix(host: str) -> str:
    """Return the suffix of *host* below which a registry gives out names, as gov.uk, without those of companies."""
    return _registries(host).publicsuffix(host) or ""


def surt(host: str) -> str:
    """Return *host* as tables sort it, so that the hosts of one domain are next to each other: org,romajournal,news."""
    return ",".join(reversed(host.split(".")))


def above(key: str) -> Iterator[str]:
    """Yield the keys of the hosts above that of *key*, the nearest last."""
    labels = key.split(",")
    yield from (",".join(labels[:n]) for n in range(1, len(labels)))


def parted(host: str) -> tuple[str, str]:
    """Return *host* as its name and its ending: romajournal and org, example and co.uk."""
    match = _ENDING.fullmatch(host)
    return (match[1], match[2]) if match else (host, "")


def _suffixes(host: str) -> PublicSuffixList:
    return _list_for(host, registries=False)


def _registries(host: str) -> PublicSuffixList:
    """Return only the suffixes of registries, without those that companies give out."""
    return _list_for(host, registries=True)


def _list_for(host: str, *, registries: bool) -> PublicSuffixList:
    """Return the part of the list that can say something of *host*.

    The library takes as long to read all of it as a check takes for a hundred records.
    """
    labels = host.lower().removesuffix(".").split(".")[-2:]
    last, both = labels[-1], ".".join(labels)
    is_named = both in _rules(last, registries=registries) or "xn--" in both
    return _list_on((*labels,) if is_named else (last,), registries=registries)


@lru_cache(maxsize=32768)
def _list_on(ending: tuple[str, ...], *, registries: bool) -> PublicSuffixList:
    """Return the rules for hosts with this *ending* of one or two labels, in each way that names are written.

    A rule of several labels ends in the two that a host ends in which it is about, or in a star and the last of them.
    """
    endings = {ending, tuple(map(_readable, ending))}
    keys = sorted({key for labels in endings for key in (".".join(labels), labels[-1], f"*.{labels[-1]}")})
    rules = [rule for key in keys for rule in _rules(key.rpartition(".")[2], registries=registries).get(key, ())]
    encoded = [encode_idn(rule) for rule in rules if not rule.isascii()]
    return PublicSuffixList([*rules, *encoded], accept_encoded_idn=False)


def _readable(label: str) -> str:
    """Return *label* as the list writes it: in its own script, if it is encoded."""
    with suppress(UnicodeError):
        return label.encode("ascii").decode("idna") if label.startswith("xn--") else label
    return label


@cache
def _rules(label: str, *, registries: bool) -> Mapping[str, list[str]]:
    """Return the rules of the list that end in *label* by their last two labels, or the one that they have."""
    rules: defaultdict[str, list[str]] = defaultdict(list)
    for line in _lines(registries=registries).get(label, ()):
        rules[".".join(line.removeprefix("!").split(".")[-2:])].append(line)
    return rules


@cache
def _lines(*, registries: bool) -> Mapping[str, list[str]]:
    """Return the rules of the list by their last label."""
    text = PUBLIC_SUFFIXES.partition("// ===END ICANN DOMAINS===")[0] if registries else PUBLIC_SUFFIXES
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for line in text.splitlines():
        if line and not line.startswith("//"):
            lines[line.rpartition(".")[2]].append(line)
    return lines

"""What hosts share: the domain that was registered, the suffix below which anybody gets one, the order of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from publicsuffixlist import PublicSuffixList

# What browsers, which have no list of public suffixes, take for one.
_ENDING = re.compile(r"(.*?)\.((?:(?:ac|com?|edu|gob?|gov|net?|org?|pe|re)\.(?=..$))?[^.]+)")

# On the list of public suffixes, and open to special programs or to nobody.
_NOT_PUBLIC = (".onion", ".arpa")


def registered_domain(host: str) -> str:
    """Return the domain that somebody registered for *host*: example.co.uk for news.example.co.uk."""
    return _suffixes().privatesuffix(host) or host


def listed_domain(host: str) -> str:
    """Return the registered domain of *host* if it ends in a suffix that exists, else nothing: st.petersburg has none."""
    return _suffixes().privatesuffix(host, accept_unknown=False) or ""


def is_public_suffix(host: str) -> bool:
    """Return whether *host* is a suffix below which anybody can have a host: com, co.uk, github.io."""
    return _suffixes().privatesuffix(host) is None


def is_public(host: str) -> bool:
    """Return whether *host* ends in a top-level domain of the public internet, or in the one of examples."""
    return (
        _suffixes().publicsuffix(host, accept_unknown=False) is not None and not host.endswith(_NOT_PUBLIC)
    ) or host.endswith(".example")


def shared_suffix(host: str) -> str:
    """Return the suffix of *host* if a company gives hosts below it to anybody (github.io), or nothing."""
    suffix = _suffixes().publicsuffix(host) or ""
    return suffix if suffix != (_registries().publicsuffix(host) or "") else ""


def surt(host: str) -> str:
    """Return *host* as tables sort it, so that what lies below a domain stands beside it: org,romajournal,news."""
    return ",".join(reversed(host.split(".")))


def above(key: str) -> Iterator[str]:
    """Yield the keys of the hosts above that of *key*, the nearest last."""
    labels = key.split(",")
    yield from (",".join(labels[:n]) for n in range(1, len(labels)))


def parted(host: str) -> tuple[str, str]:
    """Return *host* as its name and its ending: romajournal and org, example and co.uk."""
    match = _ENDING.fullmatch(host)
    return (match[1], match[2]) if match else (host, "")


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@cache
def _registries() -> PublicSuffixList:
    """Only the suffixes of registries, without those that companies give out."""
    return PublicSuffixList(only_icann=True)

"""Hosts that the pinned lists know: those that many people share, and those of genuine outlets and popular sites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from masthead.hosts.host_in_text import AddressMatch, find
from masthead.hosts.public_suffixes import is_public_suffix, registered_domain
from masthead.hosts.texts_in_address import Grade
from masthead.pinned_lists import GENUINE_OUTLETS, POPULAR_HOSTS, SHARED_GROUPS, SHARED_HOSTS

# Labels that platforms put before their host for phones, for outgoing links, and for other ways to the same pages.
_SAME_SITE = ("www.", "m.", "mobile.", "l.", "lm.", "web.", "amp.", "touch.")
_ITS_OWN = "its own"
# A host of the Tor network within another: the key of a service is 56 letters and digits, and was 16.
_OF_ONION = re.compile(r"(?:^|\.)(?:[a-z2-7]{56}\.|[a-z2-7]{16}\.(?:onion|tor2web)\.)(?!onion$)")
HIDDEN = "hidden"
CODED = "coded"


def at_or_above(host: str) -> Iterator[str]:
    """Yield *host* and the hosts above it, but no public suffix."""
    yield from takewhile(lambda parent: not is_public_suffix(parent), _all_above(host))


def _all_above(host: str) -> Iterator[str]:
    labels = host.split(".")
    yield from (".".join(labels[number:]) for number in range(len(labels) - 1))


def shared_host(host: str) -> str:
    """Return the shared host that *host* is or belongs to, or nothing.

    m.facebook.com is facebook.com, and de.wikipedia.org belongs to wikipedia.org; but gazette.wordpress.com is
    somebody's own site. Hosts below translate.goog are not, although that is a public suffix.
    """
    for parent in _all_above(host):
        if parent in SHARED_HOSTS:
            is_way = host == parent or (host in _ways_to(parent) and not is_public_suffix(parent))
            return parent if is_way or _owns_what_is_below(parent) else ""
    return ""


def passes_pages_on(host: str) -> bool:
    """Return whether the shared *host* shows or leads to other people's pages: an archive, a proxy, a short address."""
    shared = shared_host(host)
    return bool(shared) and bool(leads_on(shared))


def leads_on(shared: str) -> str:
    """Return whether the addresses of a *shared* host show or lead to other pages: named, hidden or coded ones, or nothing."""
    return SHARED_GROUPS[SHARED_HOSTS[shared]]["leads"]


@lru_cache(maxsize=8192)  # the addresses of sources are asked for again and again
def meant_in(text: str) -> tuple[AddressMatch, ...]:
    """Return the addresses that *text* means: not those that only pass on what is inside of them.

    theme/scripts/lookup.js does the same with the tables of the look-up.
    """
    matches = [match for match in find(text) if match.grade]
    wraps = {match.host: match.holds for match in matches if _only_wraps(match)}
    left = [match for match in matches if match.host not in wraps]
    sure = [match for match in left if match.grade is wraps.get(match.inside[0] if match.inside else "", Grade.SURE)]
    return tuple(sure or left)


def _only_wraps(match: AddressMatch) -> bool:
    """Return whether the address *match* is on a shared host, and there for the sake of another inside of it."""
    shared = shared_host(match.host)
    return bool(shared) and match.holds >= _holds_enough(leads_on(shared))


def _holds_enough(leads: str) -> Grade:
    """Return how sure an address must be that is inside of one on a shared host: a short link has names of its own."""
    return Grade.SURE if leads in ("", CODED) else Grade.LIKELY


def hides_where_it_leads(match: AddressMatch) -> bool:
    """Return whether the address *match* leads to a page that it does not name: a short link, a page of an archive."""
    shared = shared_host(match.host)
    leads = leads_on(shared) if shared else ""
    return leads in (HIDDEN, CODED) and match.leads_below and match.holds < _holds_enough(leads)


def site_of(host: str) -> str:
    """Return the registered domain of *host*, or the host itself where others have theirs beside it."""
    domain = registered_domain(host)
    return host.removeprefix("www.") if shared_host(domain) else domain


def why_shared(host: str) -> str:
    """Return what kind of site the shared *host* is, such as: a platform on which anybody can publish."""
    return SHARED_GROUPS[SHARED_HOSTS[host]]["reason"]


@lru_cache(maxsize=8192)  # the same few hosts are in most addresses
def indirect(host: str) -> tuple[str, str] | None:
    """Return how addresses on *host* show something else than the page, and the address to give instead, or None."""
    group = SHARED_GROUPS[SHARED_HOSTS.get(shared_host(host), "gateway" if _OF_ONION.search(host) else "platform")]
    return (group["reason"], group["instead"]) if group["instead"] else None


def well_known(host: str) -> str:
    """Return the reason why *host* cannot be an outlet of this database, or nothing."""
    for parent in at_or_above(host):
        if parent in GENUINE_OUTLETS:
            row = GENUINE_OUTLETS[parent]
            return f"on the list of genuine outlets: {row['name']}, {row['reason']}"
        if parent in SHARED_HOSTS and not _owns_what_is_below(parent):
            return ""
        if parent in POPULAR_HOSTS:
            return (
                "on the list of popular sites" if parent == host else f"part of {parent}, on the list of popular sites"
            )
    return ""


def _ways_to(host: str) -> tuple[str, ...]:
    return (host, *(f"{prefix}{host}" for prefix in _SAME_SITE))


def _owns_what_is_below(host: str) -> bool:
    return SHARED_GROUPS[SHARED_HOSTS[host]]["below"] == _ITS_OWN

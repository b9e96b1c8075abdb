"""The grounds of a statement: the documents that were read for it in the end, and how many publishers are behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from masthead.field_types.vocabulary import PublisherKind, Reliability, Verification
from masthead.hosts.inner_addresses import page_host
from masthead.hosts.known_hosts import meant_in, site_of
from masthead.model import Source
from masthead.syntax.confusable_letters import skeleton

_UNJUDGED = (Reliability.E, Reliability.F)
# Parameters that services add to an address to track readers: the page is the same without them.
_TRACKING = (
    "utm_",
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "yclid",
    "mc_cid",
    "mc_eid",
    "igshid",
    "spm",
    "ref_src",
    "_hs",
)


def documents_read(sources: Mapping[str, Source], ids: Iterable[str]) -> frozenset[str]:
    """Return the IDs of the documents that were read for the sources *ids*: the sources or, if unread, their own sources.

    A copy counts as the document that it repeats. An unread source counts as the documents through which it is known;
    if it is known through nothing, or only through itself, it does not count.
    """
    documents: set[str] = set()
    seen: set[str] = set()
    waiting = [id for id in ids if id in sources]
    while waiting:
        id = waiting.pop()
        if id in seen:
            continue
        seen.add(id)
        if sources[id].verification is Verification.CITED:
            waiting += (other for other in sources[id].via if other in sources)
        else:
            documents.add(original(sources, id))
    return frozenset(documents)


def original(sources: Mapping[str, Source], id: str) -> str:
    """Return the ID of the source whose text the source *id* repeats, or *id* itself; in a circle, the first in order."""
    path = [id]
    while (above := sources[path[-1]].copy_of) and above in sources:
        if above in path:
            return min(path[path.index(above) :])
        path.append(above)
    return path[-1]


def is_judged(source: Source) -> bool:
    """Return whether it is known who publishes *source*, and that publisher is not rated unreliable or unratable."""
    return source.publisher_kind is not PublisherKind.UNKNOWN and source.reliability not in _UNJUDGED


def publishers(sources: Iterable[Source]) -> int:
    """Return how many publishers are behind *sources*; publishers with like names, or on the same site, count as one."""
    groups: list[set[str]] = []
    for source in sources:
        marks = {f"publisher {bare_name(source.publisher)}", *addresses(source), *map(site_of, hosts(source))}
        same = [group for group in groups if group & marks]
        groups = [group for group in groups if not group & marks]
        groups.append(marks.union(*same))
    return len(groups)


def bare_name(name: str) -> str:
    """Return the skeleton of the *name* of a publisher, which like-looking names share, without a leading “the”."""
    return skeleton(name).removeprefix(skeleton("the"))


def addresses(source: Source) -> frozenset[str]:
    """Return the addresses of *source*, normalised so that spellings of one address, and a page and its copy, are equal."""
    return frozenset(map(_plain, (*_urls(source),)))


def hosts(source: Source) -> frozenset[str]:
    """Return the hosts on which *source* was published, even if its address is that of a copy or a translation."""
    return frozenset(host for url in _urls(source) if (host := page_host(url)))


def _urls(source: Source) -> Iterator[str]:
    if source.url:
        yield source.url
    yield from (archive.original for archive in source.archives)


def _plain(url: str) -> str:
    meant = meant_in(url)
    parts = urlsplit(f"//{meant[0].address}" if meant else url)
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.startswith(_TRACKING)
    ]
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}?{urlencode(query)}"

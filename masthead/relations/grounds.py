"""What a statement is based on in the end: the documents that somebody read, and how many publishers are behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from masthead.field_types.vocabulary import PublisherKind, Reliability, Verification
from masthead.hosts.host_in_text import copied_address, read
from masthead.hosts.known_hosts import site_of
from masthead.model import Source
from masthead.syntax.confusable_letters import skeleton

_UNJUDGED = (Reliability.E, Reliability.F)
# What services add to an address to follow readers: the page is the same without it.
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
    """Return the ids of the documents that were read for the sources *ids*: themselves or, if nobody read them, others.

    A copy is the document that it repeats. An unread source is as good as the documents through which it is known;
    one that is known through nothing, or only through itself, is as good as none.
    """
    found: set[str] = set()
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
            found.add(original(sources, id))
    return frozenset(found)


def original(sources: Mapping[str, Source], id: str) -> str:
    """Return the id of the source whose text the source *id* repeats, or *id* itself; of a circle, its first by id."""
    path = [id]
    while (above := sources[path[-1]].copy_of) and above in sources:
        if above in path:
            return min(path[path.index(above) :])
        path.append(above)
    return path[-1]


def is_judged(source: Source) -> bool:
    """Return whether somebody can say who is behind *source* and how far they can be relied on."""
    return source.publisher_kind is not PublisherKind.UNKNOWN and source.reliability not in _UNJUDGED


def publishers(sources: Iterable[Source]) -> int:
    """Return how many publishers are behind *sources*: those that look alike, or publish on one site, are one."""
    groups: list[set[str]] = []
    for source in sources:
        marks = {f"publisher {bare_name(source.publisher)}", *addresses(source), *map(site_of, hosts(source))}
        joined = [group for group in groups if group & marks]
        groups = [group for group in groups if not group & marks]
        groups.append(marks.union(*joined))
    return len(groups)


def bare_name(name: str) -> str:
    """Return what the *name* of a body looks like, without the article in front of it."""
    return skeleton(name).removeprefix(skeleton("the"))


def addresses(source: Source) -> frozenset[str]:
    """Return the addresses of *source* in a form in which two spellings of one, and a page and its copy, are equal."""
    return frozenset(map(_plain, (*_urls(source),)))


def hosts(source: Source) -> frozenset[str]:
    """Return the hosts on which *source* was published, also if its address is a copy or a translation of that page."""
    return frozenset(host for url in _urls(source) if (host := read(url).host))


def _urls(source: Source) -> Iterator[str]:
    if source.url:
        yield source.url
    yield from (archive.original for archive in source.archives)


def _plain(url: str) -> str:
    address = copied_address(url)
    parts = urlsplit(address if "//" in address else f"//{address}")
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.startswith(_TRACKING)
    ]
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}?{urlencode(query)}"

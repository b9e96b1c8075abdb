"""Rules on institutions: a source that has the name of one lies where it publishes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from masthead.field_types.vocabulary import PublisherKind, Verification
from masthead.findings.finding import Finding
from masthead.model import Source
from masthead.pinned_lists import INSTITUTIONS
from masthead.records.reading import Loaded
from masthead.relations.graph import Graph
from masthead.relations.grounds import bare_name, hosts

# Labels before the last by which registries keep names for governments.
_OFFICIAL = frozenset(("gov", "go", "gouv", "gob", "gub", "govt", "gv", "mil", "parliament", "police"))
_OFFICIAL_ENDINGS = (
    ".gov",
    ".mil",
    ".int",
    ".europa.eu",
    ".admin.ch",
    ".bund.de",
    ".gc.ca",
    ".government.nl",
    ".government.ru",
)


def institutions_publish_on_their_own_hosts(graph: Graph) -> Iterator[Finding]:
    """A source called by the name of an institution, or of a government, lies on a host of that institution."""
    for one in graph.loaded:
        source = one.record
        if isinstance(source, Source) and source.verification is not Verification.CITED:
            yield from _check(one, source)


def _check(one: Loaded, source: Source) -> Iterator[Finding]:
    found = sorted(hosts(source))
    known = _known_as(source)
    if known and not any(_is_on(host, known[1]) for host in found):
        message = f"the source has the name of {known[0]}, but its address is not on {' or '.join(known[1])}"
        cure = "name who published this document, and how it is known that it is theirs"
        yield one.finding(("short_name",), "source-institution", message, cure)
    elif not known and source.publisher_kind is PublisherKind.GOVERNMENT and not any(map(_is_official, found)):
        message = "the publisher is a government, but the address is on no host of a government"
        cure = "compare the address, or give the kind of whoever published it there"
        yield one.finding(("publisher_kind",), "source-institution", message, cure)


def _known_as(source: Source) -> tuple[str, tuple[str, ...]] | None:
    names = (bare_name(source.short_name), bare_name(source.publisher))
    return next((_institutions()[name] for name in names if name in _institutions()), None)


@cache
def _institutions() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the name and the hosts of each institution by what its name looks like."""
    return {bare_name(row["name"]): (row["name"], tuple(row["hosts"].split(" "))) for row in INSTITUTIONS}


def _is_on(host: str, theirs: tuple[str, ...]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in theirs)


def _is_official(host: str) -> bool:
    labels = host.split(".")
    return f".{host}".endswith(_OFFICIAL_ENDINGS) or bool(_OFFICIAL.intersection(labels[-2:-1]))

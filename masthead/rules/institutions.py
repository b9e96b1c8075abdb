"""Rules on institutions: a source with the name of an institution is on a host where that institution publishes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from masthead.field_types.vocabulary import PublisherKind, Verification
from masthead.findings.finding import Finding
from masthead.hosts.public_suffixes import registry_suffix
from masthead.model import Source
from masthead.pinned_lists import INSTITUTIONS
from masthead.record_files.reading import Loaded, Records
from masthead.relations.grounds import addresses, hosts
from masthead.relations.like_names import bare_name, like_keys, without_initials

# First labels of the suffixes that registries keep for governments: gov.uk and go.kr, but not gov.click.
_OFFICIAL = frozenset(("gov", "go", "gouv", "gob", "gub", "govt", "gv", "mil", "parliament", "police"))
_ANY_GOVERNMENT = "government"
_IN_WORDS = "a host of its government"
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
    ".parliament.uk",
)


def institutions_publish_on_their_own_hosts(records: Records) -> Iterator[Finding]:
    """A source named exactly or nearly like an institution, or published by a government, is on a host of theirs."""
    for loaded in records.loaded:
        source = loaded.record
        if isinstance(source, Source) and source.verification is not Verification.CITED:
            yield from _check(loaded, source)


def _check(loaded: Loaded, source: Source) -> Iterator[Finding]:
    source_hosts = sorted(hosts(source))
    known = _known_as(source)
    if known and not any(map(known.is_on, source_hosts)) and not any(map(known.has, addresses(source))):
        message = f"the source is called like {known.name}, but its address is not on {known}"
        cure = "name who published this document, and how it is known that it is theirs"
        yield loaded.finding(("short_name",), "source-institution", message, cure)
    elif not known and source.publisher_kind is PublisherKind.GOVERNMENT and not any(map(_is_official, source_hosts)):
        message = "the publisher is a government, but the address is on no host of a government"
        cure = "compare the address, or give the kind of whoever published it there"
        yield loaded.finding(("publisher_kind",), "source-institution", message, cure)


@dataclass(frozen=True, slots=True)
class _Institution:
    """An institution: what it is called first, the hosts on which it publishes, and its accounts on hosts of others."""

    name: str
    hosts: tuple[str, ...]

    def has(self, page: str) -> bool:
        """Return whether *page*, an address as sources are compared by, is at an account of the institution."""
        accounts = (host.lower() for host in self.hosts if "/" in host)
        return any(page.lower().startswith((f"{account}/", f"{account}?")) for account in accounts)

    def is_on(self, host: str) -> bool:
        """Return whether the institution publishes on *host*."""
        if _ANY_GOVERNMENT in self.hosts and _is_official(host):
            return True
        return any(host == own or host.endswith(f".{own}") for own in self.hosts)

    def __str__(self) -> str:
        return " or ".join(_IN_WORDS if host == _ANY_GOVERNMENT else host for host in self.hosts)


def _known_as(source: Source) -> _Institution | None:
    """Return the institution that has the name of *source* or of its publisher, or nearly."""
    names = (without_initials(source.short_name), without_initials(source.publisher))
    keys = (*map(bare_name, names), *(key for name in names for key in sorted(like_keys(name))))
    return next((_institutions()[key] for key in keys if key in _institutions()), None)


@cache
def _institutions() -> dict[str, _Institution]:
    """Return the institutions by what their names look like, and by the keys of names that are nearly equal."""
    named = [
        (name, _Institution(row["name"], tuple(row["hosts"].split(" "))))
        for row in INSTITUTIONS
        for name in (row["name"], *filter(None, row["also"].split("; ")))
    ]
    nearly = {key: institution for name, institution in named for key in like_keys(name)}
    return nearly | {bare_name(name): institution for name, institution in named}


def _is_official(host: str) -> bool:
    label, dot, _ = registry_suffix(host).partition(".")
    return f".{host}".endswith(_OFFICIAL_ENDINGS) or bool(dot and label in _OFFICIAL)

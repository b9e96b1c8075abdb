"""What people type of a host name when they look for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cache

import idna
from publicsuffixlist import PublicSuffixList

from masthead.search.normalise import tokens, typed_host, whole


def host_tokens(host: str) -> tuple[str, ...]:
    """Return the whole of *host*, its registered domain and name, and its labels, but no public suffix.

    With the suffix, "com" would be a word, and a query for any address would match half of all records.
    """
    depth = _registered_depth(host)
    return tuple(dict.fromkeys(token for labels in _spellings(host) for token in _host_tokens(labels, depth)))


def registered_names(host: str) -> tuple[str, ...]:
    """Return the label that was registered (romajournal of www.romajournal.org), in each spelling, as one token."""
    names = (whole(labels[-_registered_depth(host) :][0]) for labels in _spellings(host))
    return tuple(dict.fromkeys(name for name in names if name))


def text_tokens(text: str) -> Iterator[str]:
    """Yield the tokens of *text*, a host in it (CloudQuote.io) as what one types to find a host."""
    for word in text.split():
        host = typed_host(word)
        # A name may have a dot too (St.Petersburg), but does not end in a suffix that exists.
        yield from host_tokens(host) if host and _suffixes().privatesuffix(host) else tokens(word)


def _host_tokens(labels: list[str], depth: int) -> Iterator[str]:
    yield ".".join(labels)
    yield ".".join(labels[-depth:])
    for label in labels[: 1 - depth or None]:
        if not label.startswith("xn--"):  # what it stands for is another spelling of the host
            yield from (*tokens(label), *filter(None, (whole(label),)))


def _registered_depth(host: str) -> int:
    """Return how many labels the registered domain of *host* has: those of the public suffix, and one."""
    return len((_suffixes().privatesuffix(host) or host).split("."))


def _spellings(host: str) -> Iterator[list[str]]:
    """Yield the labels of *host* as they stand and, of xn-- labels, in the script that they stand for."""
    yield typed_host(host).split(".")
    if "xn--" in host:
        with suppress(idna.IDNAError):
            yield typed_host(idna.decode(host)).split(".")


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)

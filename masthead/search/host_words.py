"""The words by which people look for a host name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache

import idna

from masthead.hosts.public_suffixes import listed_domain, registered_domain
from masthead.pinned_lists import PRESS_WORDS
from masthead.search.normalise import tokens, typed_host, whole

# Shorter pieces of a label are seldom words.
SHORTEST_PART = 3


# FinancialContent is also typed as two words.
_CAMEL = re.compile("(?<=[a-z])(?=[A-Z])")


def host_tokens(host: str) -> tuple[str, ...]:
    """Return *host* as a whole, its registered domain and name, and its labels, without the public suffix.

    With the suffix, "com" would be a word, and a query for any address would match half of all records.
    """
    depth = _registered_depth(host)
    return tuple(dict.fromkeys(token for labels in _spellings(host) for token in _host_tokens(labels, depth)))


def host_words(host: str, known_words: frozenset[str]) -> tuple[str, ...]:
    """Return the words in the labels of *host*, split at words that are *known_words* or common in names of newspapers."""
    depth = _registered_depth(host)
    words = (word for labels in _spellings(host) for label in _names(labels, depth) for word in tokens(label))
    return tuple(dict.fromkeys(part for word in words for part in word_parts(word, known_words)))


def registered_names(host: str) -> tuple[str, ...]:
    """Return the label that was registered (romajournal of www.romajournal.org), in each spelling, as one token.

    A host below another (news.romajournal.org) has none: its registered label identifies the other host.
    """
    depth = _registered_depth(host)
    names = (whole(labels[0]) for labels in _spellings(host) if len(labels) == depth)
    return tuple(dict.fromkeys(name for name in names if name))


def text_tokens(text: str) -> Iterator[str]:
    """Yield the tokens of *text*; a host in it (CloudQuote.io) gives the tokens by which hosts are found."""
    for word in text.split():
        yield from _word_tokens(word)


@lru_cache(maxsize=1 << 15)  # a few words make up most of the claims
def _word_tokens(word: str) -> tuple[str, ...]:
    host = typed_host(word)
    # A name may have a dot too (St.Petersburg), but does not end in an existing suffix.
    words = host_tokens(host) if host and listed_domain(host) else tokens(word)
    label = word.partition(".")[0]
    return (*words, *(tokens(_CAMEL.sub(" ", label)) if _CAMEL.search(label) else ()))


def word_parts(label: str, known_words: frozenset[str]) -> tuple[str, ...]:
    """Return the words that *label* consists of, and the rest between them; nothing if the label is a single piece.

    romajournal is roma and journal. Names of newspapers end with such a word more often than they begin with one, so
    words are taken from the end first, the longest that fits each time.
    """
    parts: list[str] = []
    rest = label
    while word := _last_word(rest, known_words):
        parts.insert(0, word)
        rest = rest.removesuffix(word)
    while word := _first_word(rest, known_words):
        parts.append(word)
        rest = rest.removeprefix(word)
    pieces = tuple(dict.fromkeys(filter(None, (*parts, rest))))
    return pieces if pieces != (label,) else ()


def _last_word(label: str, known_words: frozenset[str]) -> str:
    """Return the longest word at the end of *label* that leaves nothing, or a rest that may be a word."""
    starts = range(len(label) - SHORTEST_PART + 1)
    at = next((at for at in starts if _is_word(label[at:], known_words)), len(label))
    return label[at:] if at == 0 or at >= SHORTEST_PART else ""


def _first_word(label: str, known_words: frozenset[str]) -> str:
    """Return the longest word at the beginning of *label* that leaves nothing, or a rest that may be a word."""
    ends = range(len(label), SHORTEST_PART - 1, -1)
    end = next((end for end in ends if _is_word(label[:end], known_words)), 0)
    return label[:end] if end == len(label) or len(label) - end >= SHORTEST_PART else ""


def _is_word(part: str, known_words: frozenset[str]) -> bool:
    return part in PRESS_WORDS or part in known_words


def _host_tokens(labels: list[str], depth: int) -> Iterator[str]:
    yield ".".join(labels)
    yield ".".join(labels[-depth:])
    for label in _names(labels, depth):
        yield from (*tokens(label), *filter(None, (whole(label),)))


def _names(labels: list[str], depth: int) -> list[str]:
    """Return *labels* without those of the public suffix."""
    # The decoded form of an xn-- label is in another spelling of the host.
    return [label for label in labels[: 1 - depth or None] if not label.startswith("xn--")]


def _registered_depth(host: str) -> int:
    """Return the number of labels in the registered domain of *host*: those of the public suffix, and one more."""
    return len(registered_domain(host).split("."))


def _spellings(host: str) -> Iterator[list[str]]:
    """Yield the labels of *host* as they are and, if it has xn-- labels, decoded to their script."""
    yield typed_host(host).split(".")
    if "xn--" in host:
        with suppress(idna.IDNAError):
            yield typed_host(idna.decode(host)).split(".")

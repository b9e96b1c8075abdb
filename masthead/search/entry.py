"""The entries of search: a page, the words by which it is found, and the data that a result shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from masthead.search.han_variants import spellings
from masthead.search.host_words import host_tokens, host_words, registered_names, text_tokens
from masthead.search.normalise import exact, tails, typed_host, whole

EntryKind = Literal["value", "outlet", "firm", "campaign", "source", "country", "technique", "evidence"]

# The weight of a match in each field. `whole` has each name as one token (romajournal for Roma Journal): a reader who
# types all of it means this record and no other. `indicator` has values that are found only if typed in full.
FIELDS: Mapping[str, int] = {"whole": 10, "host": 6, "name": 5, "alias": 4, "detail": 1, "indicator": 10}


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A page that search can find, the words by which it is found, and the data that a result shows.

    `ref` is the address of the page below the root, such as `sites/romajournal.org/`. `subtitle` and `note`
    (Disputed) are shown but not searched; `details` (a country, a firm), `indicators` (an IP address) and `hidden`
    (aliases that may be names of others) are searched but not shown. The title of `evidence` is its claim, and only the
    title and the details are searched. A technical `value` is found only if it is typed in full, and a `technique` by its
    ID, by its whole name, and after all records by the words of its name.
    """

    ref: str
    kind: EntryKind
    title: str
    subtitle: str = ""
    hosts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    lang: str | None = None
    note: str = ""
    parts: Mapping[str, object] = field(default_factory=dict)
    """The values that a script words `subtitle` and `note` of, in a further language of the website; empty without one."""


def terms(entry: SearchEntry) -> Mapping[str, tuple[str, ...]]:
    """Return the tokens of each field of *entry*, each once: repetition does not make a word count more."""
    if entry.kind == "evidence":
        return {"detail": _field((entry.title, *entry.details))}
    if entry.kind == "value":
        return {"indicator": _once(map(exact, entry.indicators))}
    names = _names(entry)
    # The title of a source is about others, so it is a detail, and ranks after the records whose own name it contains;
    # and the name of a technique is made of words that many outlets have in theirs.
    own, mentioned = ((), names) if entry.kind in ("source", "technique") else (names, ())
    name, alias, detail = _field(own), _field((*entry.aliases, *entry.hidden)), _field((*mentioned, *entry.details))
    known_words = frozenset((*name, *alias, *detail))
    # A word inside a host is weaker evidence than a label or a word of a name.
    parts = (part for host in entry.hosts for part in host_words(host, known_words))
    return {
        "whole": _once(_wholes(entry, names)),
        "host": _once(token for host in entry.hosts for token in host_tokens(host)),
        "name": name,
        "alias": alias,
        "detail": _once((*detail, *parts)),
        "indicator": _once(map(exact, entry.indicators)),
    }


def _wholes(entry: SearchEntry, names: Iterable[str]) -> Iterator[str]:
    """Yield each name of *entry* as one token, in every spelling."""
    # A reader who types UK also means "UK (including Scotland)": a remark in brackets is not part of the name.
    forms = (form for name in (*names, *entry.aliases, *entry.hidden) for form in (name, name.partition(" (")[0]))
    registered = (name for host in entry.hosts for name in registered_names(host))
    for token in filter(None, (*map(whole, forms), *registered)):
        yield from spellings(token)


def _names(entry: SearchEntry) -> tuple[str, ...]:
    """Return the names of *entry*; a title that is only its host is left out, as it would make a word of "com"."""
    hosts = {typed_host(host) for host in entry.hosts}
    return tuple(name for name in dict.fromkeys((entry.title, *entry.names)) if typed_host(name) not in hosts)


def _field(texts: Iterable[str]) -> tuple[str, ...]:
    return _once(_words(texts))


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _text(text)


def _once(tokens: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tokens))


@lru_cache(maxsize=4096)  # thousands of outlets share a country and a firm
def _text(text: str) -> tuple[str, ...]:
    return tuple(form for token in (*text_tokens(text), *tails(text)) for form in spellings(token))


def shown(entry: SearchEntry) -> dict[str, object]:
    """Return the data that a result shows; `also` has the other names, one of which is shown if the query matched it."""
    also = dict.fromkeys((*entry.names, *entry.aliases))
    also.pop(entry.title, None)
    fields = {"ref": entry.ref, "title": entry.title, "subtitle": entry.subtitle}
    fields |= {"lang": entry.lang or "", "note": entry.note}
    parts = {name: value for name, value in entry.parts.items() if value}
    lists = {"hosts": list(entry.hosts), "also": list(also), "facets": list(entry.facets)}
    return {name: value for name, value in (fields | lists | {"parts": parts}).items() if value}

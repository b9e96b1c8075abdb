"""Stubs at the former addresses of a record, which lead to its present address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from masthead import MastheadError
from masthead.edition.edition import Edition, Link
from masthead.field_types.vocabulary import N_
from masthead.model import Record
from masthead.model.identity import anchors_of, former_keys, key_of


class TakenAddressError(MastheadError):
    """A former ID is still the ID of a record, or a former ID of two records; the message says which."""


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A stub: a link to the present page, and a link for each anchor."""

    path: str
    title: str
    to: Link
    canonical: str
    anchors: tuple[Link, ...]


def redirects(edition: Edition) -> Iterator[tuple[str, Record, str]]:
    """Yield each former address of a record, the record, and the address that replaces it.

    Pages below a former address that were ever published lead to the pages below the present one. Raises
    TakenAddressError if a former ID is still in use, or belongs to two records.
    """
    taken = {key_of(record): record for record in edition.graph.records()}
    below = _pages_below(edition)
    for record in tuple(edition.graph.records()):
        for former in former_keys(record):
            if former in taken:
                raise TakenAddressError(
                    f"/{former}/: expected one record there, got {key_of(taken[former])} and {key_of(record)},"
                    " which names it under formerly"
                )
            taken[former] = record
            for rest in sorted({"", *below.get(former, ())}):
                yield f"{former}/{rest}", record, f"{key_of(record)}/{rest}"


def _pages_below(edition: Edition) -> dict[str, list[str]]:
    """Return the addresses published below the page of each record, relative to that page, by the key of the record."""
    below: dict[str, list[str]] = {}
    for page in edition.ledger.addresses:
        folder, _, rest = page.partition("/")
        id, slash, rest = rest.partition("/")
        if slash and (rest == "" or rest.endswith("/")):
            below.setdefault(f"{folder}/{id}", []).append(rest)
    return below


def redirect_view(edition: Edition, path: str, record: Record, to: str) -> RedirectView:
    """Return the stub at *path*, which leads to the page of *record* at *to*, with all anchors that were ever promised."""
    title, lang = edition.title(record)
    anchors = dict.fromkeys((*anchors_of(record), *edition.ledger.addresses.get(path, ())))
    return RedirectView(
        path=path,
        title=edition.book.say(N_("This page has moved")),
        to=Link(title, to, lang),
        canonical=edition.address(to),
        anchors=tuple(Link(anchor, f"{to}#{anchor}") for anchor in anchors),
    )

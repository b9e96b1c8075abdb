"""Stubs at addresses that a record had before: they lead to where it is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from masthead import MastheadError
from masthead.edition.edition import Edition, Link
from masthead.field_types.vocabulary import N_
from masthead.model import Record
from masthead.model.identity import anchors_of, former_keys, key_of


class TakenAddressError(MastheadError):
    """A former id is still the id of a record, or the former id of two; says which."""


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A stub: the present page, and its anchors, each with where it is now."""

    path: str
    title: str
    to: Link
    canonical: str
    anchors: tuple[Link, ...]


def redirects(edition: Edition) -> Iterator[tuple[str, Record, str]]:
    """Yield each address that a record had before, the record, and the address that took its place.

    Pages below it that were ever published lead to those below the new one.
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
    """Return what was published below the page of each record, without the address of that page."""
    below: dict[str, list[str]] = {}
    for page in edition.ledger.addresses:
        folder, _, rest = page.partition("/")
        id, slash, rest = rest.partition("/")
        if slash and (rest == "" or rest.endswith("/")):
            below.setdefault(f"{folder}/{id}", []).append(rest)
    return below


def redirect_view(edition: Edition, path: str, record: Record, to: str) -> RedirectView:
    """Return the stub at *path*, which leads to the page of *record* at *to*."""
    title, lang = edition.title(record)
    known = dict.fromkeys((*anchors_of(record), *edition.ledger.addresses.get(path, ())))
    return RedirectView(
        path=path,
        title=edition.book.say(N_("This page has moved")),
        to=Link(title, to, lang),
        canonical=edition.address(to),
        anchors=tuple(Link(anchor, f"{to}#{anchor}") for anchor in known),
    )

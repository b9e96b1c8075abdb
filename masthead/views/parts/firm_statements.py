"""Statements of other records about a firm: by role and, where there are too many for a page, by source.

Where sources make statements about more outlets than a page has room for, the page counts them by source, with a
link to a list of the outlets. Each outlet's page prints the statements about it in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from masthead.edition.edition import Edition, Link, path_of
from masthead.field_types.vocabulary import N_, NN_, Role, Wording
from masthead.model import Firm, Outlet
from masthead.relations.graph import EvidenceOf, Said
from masthead.views.parts.facts import source_links
from masthead.views.parts.statements import by_date, is_asserted
from masthead.views.parts.sublists import BESIDE, Sublist, sublist_path

# Translators: a heading over what sources say about a firm. “Sources that say” must stay: none of it is our finding.
_HEADINGS = {
    Role.OPERATOR: N_("Sources that name it as an operator, or list sites under its name"),
    Role.CREATOR: N_("Sources that say it created sites"),
    Role.INFRASTRUCTURE: N_("Sources that say sites used its infrastructure"),
    Role.SUPPORTER: N_("Sources that say it supported a campaign"),
    Role.CONTENT_SOURCE: N_("Sources that say its content appeared on sites"),
    Role.RESELLER: N_("Sources that say it offered placements on sites"),
    Role.HOST: N_("Sources that say it hosted sites"),
    Role.SERVICE: N_("Sources that say its service was used by others"),
    Role.SUBJECT: N_("Sources that say sites carried content about it"),
    Role.RELATED: N_("Sources that say it has links with sites or with another firm"),
}
# Translators: a heading over denials of a role, and over sources that leave it open.
_DENIALS = N_("Sources that deny a role or a tie, or leave it open")
_DISTINCT = N_("Sources that view it and another firm as distinct")
_BY = N_("%(heading)s: %(source)s")
_COUNTED = NN_("%(num)s statement, on one site", "%(num)s statements, each on one site")
_MENTIONING = N_("Sites with evidence that mentions it")
_MENTIONED = NN_("%(num)s item on the pages of sites", "%(num)s items on the pages of sites")
_MENTIONS = "mentioned"
MOST_SOURCES = 50
"""The most sources that are counted under a heading; the pages of the outlets have the others."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The statements of a source about single outlets, counted: a link to the source, and one to the outlets."""

    by: Link
    outlets: Link


@dataclass(frozen=True, slots=True)
class OfKind:
    """The statements about a firm under one heading: those to print, and those to count source by source."""

    id: str
    heading: str
    printed: tuple[Said, ...]
    counted: tuple[tuple[str, tuple[Said, ...]], ...]
    """Sources by ID, those with the most statements first."""


def statements_of(edition: Edition, firm: Firm) -> Iterator[OfKind]:
    """Yield the statements about *firm* in other records: role by role, each by date; denials are kinds of their own."""
    statements = sorted(edition.graph.statements_by_firm.get(firm.id, ()), key=lambda said: by_date(edition, said))
    asserted = [said for said in statements if is_asserted(said)]
    doubts = [said for said in statements if not is_asserted(said)]
    kinds = (
        *((str(role), _HEADINGS[role], [said for said in asserted if said.attribution.role is role]) for role in Role),
        ("denials", _DENIALS, [said for said in doubts if not _is_distinct(said)]),
        ("distinct", _DISTINCT, [said for said in doubts if _is_distinct(said)]),
    )
    for id, heading, of_kind in kinds:
        if of_kind:
            yield _of_kind(id, edition.book.say(heading), of_kind)


def _is_distinct(said: Said) -> bool:
    return said.attribution.wording is Wording.VIEWS_AS_DISTINCT


def _of_kind(id: str, heading: str, statements: Sequence[Said]) -> OfKind:
    of_outlets = [said for said in statements if isinstance(said.about, Outlet)]
    if len(of_outlets) <= BESIDE:
        return OfKind(id, heading, tuple(statements), ())
    by_source: dict[str, list[Said]] = {}
    for said in of_outlets:
        by_source.setdefault(said.attribution.by, []).append(said)
    counted = sorted(by_source.items(), key=lambda pair: -len(pair[1]))
    others = tuple(said for said in statements if not isinstance(said.about, Outlet))
    return OfKind(id, heading, others, tuple((source, tuple(group)) for source, group in counted))


def counted_views(edition: Edition, firm: Firm, kind: OfKind) -> tuple[Counted, ...]:
    """Return the statements of *kind* about *firm* that its page counts, as it prints them."""
    return tuple(
        Counted(
            source_links(edition, (source,))[0],
            Link(edition.book.plural(*_COUNTED, len(group)), _path(firm, kind, source)),
        )
        for source, group in kind.counted[:MOST_SOURCES]
    )


def named_lists(edition: Edition, firm: Firm) -> Iterator[Sublist]:
    """Yield the lists of the outlets about which sources make statements that the page of *firm* only counts."""
    for kind in statements_of(edition, firm):
        for source, group in kind.counted[:MOST_SOURCES]:
            name = edition.short_source(edition.graph.sources[source])
            title = edition.book.say(_BY) % {"heading": kind.heading, "source": name}
            yield Sublist(_path(firm, kind, source), title, _outlets(said.about for said in group))


def _path(firm: Firm, kind: OfKind, source: str) -> str:
    return sublist_path(path_of(firm), f"{kind.id}/{source}")


def mentions_of(edition: Edition, firm: Firm) -> tuple[tuple[EvidenceOf, ...], Link | None]:
    """Return the items of evidence that mention *firm* and that its page prints, and a link to the outlets with others."""
    mentions = tuple(edition.graph.evidence_by_firm.get(firm.id, ()))
    of_outlets = _of_outlets(mentions)
    if len(of_outlets) <= BESIDE:
        return mentions, None
    others = tuple(mention for mention in mentions if not isinstance(mention.record, Outlet))
    text = edition.book.plural(*_MENTIONED, len(of_outlets))
    return others, Link(text, sublist_path(path_of(firm), _MENTIONS))


def mentioning_list(edition: Edition, firm: Firm) -> Iterator[Sublist]:
    """Yield the list of the outlets with evidence that mentions *firm*, if its page has no room for the items."""
    of_outlets = _of_outlets(edition.graph.evidence_by_firm.get(firm.id, ()))
    if len(of_outlets) > BESIDE:
        outlets = _outlets(mention.record for mention in of_outlets)
        yield Sublist(sublist_path(path_of(firm), _MENTIONS), edition.book.say(_MENTIONING), outlets)


def _of_outlets(mentions: Iterable[EvidenceOf]) -> list[EvidenceOf]:
    return [mention for mention in mentions if isinstance(mention.record, Outlet)]


def _outlets(records: Iterable[object]) -> tuple[Outlet, ...]:
    """Return the outlets among *records*, each once, by host."""
    outlets = {record.id: record for record in records if isinstance(record, Outlet)}
    return tuple(outlets[id] for id in sorted(outlets))

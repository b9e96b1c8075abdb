"""Facets: by what lists of outlets are narrowed, what each outlet has of them, and what their values are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from masthead.edition.edition import Edition
from masthead.edition.localisation import Phrasebook
from masthead.field_types.vocabulary import (
    N_,
    ActivityStatus,
    Confidence,
    EvidenceKind,
    OutletKind,
    StateName,
    Term,
    Wording,
)
from masthead.model import Outlet
from masthead.pinned_lists import UNDETERMINED
from masthead.relations.graph import Said
from masthead.search.script_pieces import piece_script

NONE = "-"
"""The value of an outlet that has none; no id and no term is called so."""
LABELS = "facets/labels"
"""Where scripts find the labels, without the ending of the file."""


@dataclass(frozen=True, slots=True)
class Namer:
    """A source that names an operator: of what campaign, if of no outlet by name, and whether it only lists or reports others."""

    source: str
    campaign: str
    lists: bool
    reports: bool


@dataclass(frozen=True, slots=True)
class Operator:
    """A firm that is said to operate an outlet, the sources that say so, and how sure the surest of them is."""

    firm: str
    confidence: Confidence
    by: tuple[Namer, ...] = ()


@dataclass(frozen=True, slots=True)
class Facets:
    """What an outlet has of each facet, by ids and terms; a country that is not known is `ZZ`, all else left out."""

    countries: tuple[str, ...]
    campaigns: tuple[str, ...]
    operators: tuple[Operator, ...]
    kind: OutletKind
    languages: tuple[str, ...]
    year: str
    """The first year that evidence, an observation or an indicator is dated to, registrations left out."""
    status: tuple[ActivityStatus, ...]
    """What was observed last; more than one only if sources differ on the same day."""
    state: StateName

    @property
    def code(self) -> str:
        """The values as one text: ``IT|paperwall|haimai:high|local-news|it|2023|offline|listed``.

        A firm stands with the confidence of what is said of it, so that nobody finds a firm by how sure a source is
        about another.
        """
        operators = (f"{operator.firm}:{operator.confidence}" for operator in self.operators)
        columns: tuple[Iterable[str], ...] = (
            self.countries, self.campaigns, operators, (self.kind,), self.languages, (self.year,), self.status,
            (self.state,),
        )  # fmt: skip
        return "|".join(",".join(filter(None, column)) or NONE for column in columns)


@dataclass(frozen=True, slots=True)
class Labels:
    """What a facet and its values are called."""

    name: str
    label: str
    values: tuple[tuple[str, str], ...]
    by_number: bool
    """Whether the value that most outlets have is offered first, or the values have an order of their own."""


def facets_of(edition: Edition, outlet: Outlet) -> Facets:
    """Return what *outlet* has of each facet."""
    return Facets(
        countries=outlet.countries or (UNDETERMINED,),
        campaigns=tuple(dict.fromkeys(outlet.campaigns)),
        operators=_operators(edition, outlet),
        kind=outlet.kind,
        languages=tuple(dict.fromkeys(language.tag for language in outlet.languages)),
        year=first_year(outlet),
        status=_last_seen(outlet),
        state=outlet.state_name,
    )


def _operators(edition: Edition, outlet: Outlet) -> tuple[Operator, ...]:
    """Return each firm that a source says operates *outlet*, with who says so and the surest that is said of it."""
    of_firm: defaultdict[str, list[Said]] = defaultdict(list)
    for said in edition.graph.operators_of(outlet):
        if said.attribution.firm:
            of_firm[said.attribution.firm].append(said)
    order = list(Confidence)
    return tuple(
        Operator(firm, min((one.attribution.confidence for one in said), key=order.index), tuple(_namers(said)))
        for firm, said in of_firm.items()
    )


def _namers(said: list[Said]) -> Iterator[Namer]:
    """Yield the sources of *said*, each with the campaign that all of its statements are about, if they are of none by name."""
    for source in dict.fromkeys(one.attribution.by for one in said):
        own = [one for one in said if one.attribution.by == source]
        campaign = own[0].about.id if all(one.is_of_whole for one in own) else ""
        wordings = {one.attribution.wording for one in own}
        yield Namer(source, campaign, wordings == {Wording.LISTS}, wordings == {Wording.REPORTS})


def first_year(outlet: Outlet) -> str:
    """Return the first year that evidence, an observation or an indicator of *outlet* is dated to, or nothing.

    A registration never counts, in whichever field it is: a domain may be older than the outlet.
    """
    dates = (
        *(item.date for item in outlet.evidence if item.kind is not EvidenceKind.REGISTRATION),
        *(seen.date for seen in outlet.activity),
        *(one.first_seen for one in outlet.indicators),
        *(further.first_seen for further in outlet.hosts),
    )
    return min((str(date.year) for date in dates if date), default="")


def _last_seen(outlet: Outlet) -> tuple[ActivityStatus, ...]:
    last = max((str(seen.date) for seen in outlet.activity), default="")
    return tuple(dict.fromkeys(seen.status for seen in outlet.activity if str(seen.date) == last))


def facet_labels(edition: Edition, outlets: Iterable[Outlet]) -> tuple[Labels, ...]:
    """Return the facets of *outlets* in the order in which pages show them, with every value that occurs."""
    found = [facets_of(edition, outlet) for outlet in outlets]
    book, graph = edition.book, edition.graph
    operators = [operator for one in found for operator in one.operators]
    nobody = any(not one.operators for one in found)
    firms = {*(operator.firm for operator in operators), *([NONE] if nobody else ())}
    confidence = {*(operator.confidence for operator in operators), *([NONE] if nobody else ())}
    named, terms = partial(_named, book), partial(_terms, book)
    return (
        named("country", N_("Target country"), _values(one.countries for one in found), book.country),
        named("campaign", N_("Campaign"), _values(one.campaigns for one in found), lambda id: graph.campaigns[id].name),
        named("firm", N_("Firm named, by whom"), firms, lambda id: edition.short(graph.firms[id])),
        terms("confidence", N_("Confidence the source states"), confidence, Confidence),
        terms("kind", N_("Poses as"), {one.kind for one in found}, OutletKind),
        named("language", N_("Language"), _values(one.languages for one in found), book.language),
        Labels(
            "year", book.say(N_("Earliest own evidence")), _years(book, {one.year for one in found}), by_number=False
        ),
        terms("status", N_("Last reported status"), _values(one.status for one in found), ActivityStatus),
        terms("state", N_("Status of the record"), {one.state for one in found}, StateName),
    )


_NONE_IS = {
    "campaign": N_("none"),
    "firm": N_("none named"),
    "confidence": N_("no operator named"),
    "language": N_("not recorded"),
    "year": N_("no dated evidence"),
    "status": N_("none reported"),
}


def _values(lists: Iterable[tuple[str, ...]]) -> set[str]:
    """Return the values of all *lists*, and NONE if one is empty."""
    return {value for values in lists for value in values or (NONE,)}


def _named(book: Phrasebook, name: str, label: str, values: Iterable[str], call: Callable[[str], str]) -> Labels:
    """Return a facet whose values are called by *call*: sorted by that, with NONE last."""
    called = sorted((call(value).casefold(), value) for value in values if value != NONE)
    pairs = ((value, call(value)) for _, value in called)
    return Labels(name, book.say(label), (*pairs, *_none(book, name, values)), by_number=True)


def _terms(book: Phrasebook, name: str, label: str, values: Iterable[str], kind: type[Term]) -> Labels:
    """Return a facet whose values are terms, in the order of their list, with NONE last."""
    called = ((term.value, book.label(term)) for term in kind if term in values)
    return Labels(name, book.say(label), (*called, *_none(book, name, values)), by_number=False)


def _years(book: Phrasebook, years: Iterable[str]) -> tuple[tuple[str, str], ...]:
    known = sorted(filter(None, years), reverse=True)
    return (*((year, year) for year in known), *_none(book, "year", years if "" not in years else (NONE,)))


def _none(book: Phrasebook, name: str, values: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield NONE with what it is called, if it is among *values*."""
    if NONE in values:
        yield NONE, book.say(_NONE_IS[name])


def labels_script(labels: Iterable[Labels]) -> str:
    """Return the script that hands *labels* to the scripts of lists and of the search."""
    found = [
        {
            "name": one.name,
            "label": one.label,
            "byNumber": one.by_number,
            "values": [list(value) for value in one.values],
        }
        for one in labels
    ]
    return piece_script(LABELS, found)

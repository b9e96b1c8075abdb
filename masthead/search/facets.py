"""Facets, by which readers filter lists of outlets: the values of each outlet, and the labels of all values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from masthead.edition.edition import Edition
from masthead.edition.localisation import Phrasebook
from masthead.edition.shared_results import remembered
from masthead.field_types.vocabulary import (
    N_,
    ActivityStatus,
    Confidence,
    OutletKind,
    StateName,
    Term,
    Wording,
)
from masthead.model import Outlet
from masthead.pinned_lists import UNDETERMINED
from masthead.relations.graph import Said
from masthead.relations.shared_values import first_year
from masthead.search.script_pieces import piece_script

NONE = "-"
"""The value of an outlet without any value; no ID and no term has this name."""
LABELS = "facets/labels"
"""The address of the script with the labels, without its extension."""


@dataclass(frozen=True, slots=True)
class Namer:
    """A source that names an operator: its campaign, if it names no outlet, and whether it only lists or reports."""

    source: str
    campaign: str
    lists: bool
    reports: bool


@dataclass(frozen=True, slots=True)
class Operator:
    """A firm that is said to operate an outlet, the highest confidence stated, and the sources that say so."""

    firm: str
    confidence: Confidence
    by: tuple[Namer, ...] = ()


@dataclass(frozen=True, slots=True)
class Facets:
    """The values of an outlet in each facet, as IDs and terms; an unknown country is `ZZ`, others are left out."""

    countries: tuple[str, ...]
    campaigns: tuple[str, ...]
    operators: tuple[Operator, ...]
    kind: OutletKind
    languages: tuple[str, ...]
    year: str
    """The year of the earliest dated evidence, observation, indicator or host, registrations excepted; or an empty text."""
    status: tuple[ActivityStatus, ...]
    """The status that was observed last; several only if sources differ on the same day."""
    state: StateName

    @property
    def code(self) -> str:
        """The values as one text: ``IT|paperwall|haimai:high|local-news|it|2023|offline|listed``.

        A firm and the confidence stated about it are one value, so that no filter combines a firm with the confidence
        stated about another.
        """
        operators = (f"{operator.firm}:{operator.confidence}" for operator in self.operators)
        columns: tuple[Iterable[str], ...] = (
            self.countries, self.campaigns, operators, (self.kind,), self.languages, (self.year,), self.status,
            (self.state,),
        )  # fmt: skip
        return "|".join(",".join(filter(None, column)) or NONE for column in columns)


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a facet and of its values."""

    name: str
    label: str
    values: tuple[tuple[str, str], ...]
    by_number: bool
    """Whether the value of the most outlets comes first; otherwise the values keep their own order."""


@remembered(1 << 17)  # its page, the search, the downloads, and the rows and labels of lists ask for those of an outlet
def facets_of(edition: Edition, outlet: Outlet) -> Facets:
    """Return the values of *outlet* in each facet."""
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
    """Return each firm that a source says operates *outlet*, with the highest confidence stated and the sources."""
    of_firm: defaultdict[str, list[Said]] = defaultdict(list)
    for said in edition.graph.operators_of(outlet):
        if said.attribution.firm:
            of_firm[said.attribution.firm].append(said)
    order = list(Confidence)
    return tuple(
        Operator(
            firm, min((said.attribution.confidence for said in statements), key=order.index), tuple(namers(statements))
        )
        for firm, statements in of_firm.items()
    )


def namers(statements: Sequence[Said]) -> Iterator[Namer]:
    """Yield the sources of *statements*, each with its campaign if all its statements are about campaigns as a whole."""
    for source in dict.fromkeys(said.attribution.by for said in statements):
        own = [said for said in statements if said.attribution.by == source]
        campaign = own[0].about.id if all(said.is_of_whole for said in own) else ""
        wordings = {said.attribution.wording for said in own}
        yield Namer(source, campaign, wordings == {Wording.LISTS}, wordings == {Wording.REPORTS})


def least_definite(edition: Edition, statements: Iterable[Said]) -> Iterator[Namer]:
    """Yield who makes *statements*, each publisher once, as its least definite one is: of a whole set, a list, a report.

    Where the statements are about several outlets, the most definite one of a publisher may be about a few of them only.
    """
    by_name: defaultdict[str, list[Said]] = defaultdict(list)
    for said in statements:
        by_name[edition.graph.sources[said.attribution.by].short_name].append(said)
    for own in by_name.values():
        wordings = {said.attribution.wording for said in own}
        whole = next((said.about.id for said in own if said.is_of_whole), "")
        yield Namer(own[0].attribution.by, whole, Wording.LISTS in wordings, Wording.REPORTS in wordings)


def _last_seen(outlet: Outlet) -> tuple[ActivityStatus, ...]:
    last = max((str(observation.date) for observation in outlet.activity), default="")
    return tuple(dict.fromkeys(observation.status for observation in outlet.activity if str(observation.date) == last))


def facet_labels(edition: Edition, outlets: Iterable[Outlet]) -> tuple[Labels, ...]:
    """Return the labels of the facets, in the order in which pages show them, with every value that *outlets* have."""
    of_outlets = [facets_of(edition, outlet) for outlet in outlets]
    book, graph = edition.book, edition.graph
    operators = [operator for facets in of_outlets for operator in facets.operators]
    nobody = any(not facets.operators for facets in of_outlets)
    firms = {*(operator.firm for operator in operators), *([NONE] if nobody else ())}
    confidence = {*(operator.confidence for operator in operators), *([NONE] if nobody else ())}
    campaigns = _values(facets.campaigns for facets in of_outlets)
    years = _years(book, {facets.year for facets in of_outlets})
    named, terms = partial(_named, book), partial(_terms, book)
    return (
        named("country", N_("Target country"), _values(facets.countries for facets in of_outlets), book.country),
        named("campaign", N_("Campaign or set"), campaigns, lambda id: graph.campaigns[id].name),
        named("firm", N_("Firm named, by whom"), firms, lambda id: edition.short(graph.firms[id])),
        terms("confidence", N_("Confidence the source states"), confidence, Confidence),
        terms("kind", N_("Poses as"), {facets.kind for facets in of_outlets}, OutletKind),
        named("language", N_("Language"), _values(facets.languages for facets in of_outlets), book.language),
        Labels("year", book.say(N_("Earliest own evidence")), years, by_number=False),
        terms("status", N_("Last reported status"), _values(facets.status for facets in of_outlets), ActivityStatus),
        terms("state", N_("Status of the record"), {facets.state for facets in of_outlets}, StateName),
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
    """Return all values in *lists*, and NONE if one of the lists is empty."""
    return {value for values in lists for value in values or (NONE,)}


def _named(book: Phrasebook, name: str, label: str, values: Iterable[str], name_of: Callable[[str], str]) -> Labels:
    """Return a facet whose values have the labels that *name_of* gives: sorted by label, with NONE last."""
    ordered = sorted((name_of(value).casefold(), value) for value in values if value != NONE)
    pairs = ((value, name_of(value)) for _, value in ordered)
    return Labels(name, book.say(label), (*pairs, *_none(book, name, values)), by_number=True)


def _terms(book: Phrasebook, name: str, label: str, values: Iterable[str], kind: type[Term]) -> Labels:
    """Return a facet whose values are terms of *kind*, in the order of that closed list, with NONE last."""
    pairs = ((term.value, book.label(term)) for term in kind if term in values)
    return Labels(name, book.say(label), (*pairs, *_none(book, name, values)), by_number=False)


def _years(book: Phrasebook, years: Iterable[str]) -> tuple[tuple[str, str], ...]:
    given = sorted(filter(None, years), reverse=True)
    return (*((year, year) for year in given), *_none(book, "year", years if "" not in years else (NONE,)))


def _none(book: Phrasebook, name: str, values: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield NONE with its label, if it is among *values*."""
    if NONE in values:
        yield NONE, book.say(_NONE_IS[name])


def labels_script(labels: Iterable[Labels]) -> str:
    """Return the script that passes *labels* to the scripts of lists and of the search."""
    facets = [
        {
            "name": facet.name,
            "label": facet.label,
            "byNumber": facet.by_number,
            "values": [list(value) for value in facet.values],
        }
        for facet in labels
    ]
    return piece_script(LABELS, facets)

"""Rules on attributions: who says what about whom, and on what grounds."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.field_types.vocabulary import Basis, Confidence, Stance, Wording
from masthead.findings.finding import Finding, Location
from masthead.model import Attribution, Campaign, Firm, Outlet, Record
from masthead.record_files.reading import Loaded, Records
from masthead.relations.graph import Graph

NO_BASIS = {Basis.NOT_STATED, Basis.NOT_PUBLISHED}
MAX_QUOTED = 25
"""The most words of a quotation."""
_STANCES = {Wording.VIEWS_AS_DISTINCT: Stance.DENIES, Wording.CANNOT_ATTRIBUTE: Stance.CANNOT_SAY}


def outlet_has_an_attribution_or_says_unknown(graph: Graph) -> Iterator[Finding]:
    """An outlet has an operator that a source names, or says that it has no known one."""
    for loaded in graph.loaded:
        if not isinstance(loaded.record, Outlet) or not loaded.record.is_published:
            continue
        named = bool(graph.operators_of(loaded.record))
        unsure = any(id not in graph.campaigns for id in loaded.record.campaigns)
        if not named and not unsure and loaded.record.operator is None:
            message = "no attribution names an operator, neither here nor in a campaign of the outlet"
            yield loaded.finding(
                (), "outlet-operator", message, "add one to attributions, or write `operator: unknown`"
            )
        if named and loaded.record.operator is not None:
            message = "`operator: unknown` contradicts a source that names an operator"
            yield loaded.finding(("operator",), "outlet-operator", message, "delete the line")


def attribution_names_whom_it_means(records: Records) -> Iterator[Finding]:
    """An attribution names a firm, unless its source says that it does not know."""
    for loaded, at, attribution in attributions(records):
        if attribution.firm is None and attribution.stance is not Stance.CANNOT_SAY:
            yield loaded.finding(
                (*at, "firm"),
                "attribution-firm",
                "the attribution does not name a firm",
                "add `firm: …`, or write `stance: cannot-say`",
            )
        if attribution.firm == loaded.record.id and isinstance(loaded.record, Firm):
            yield loaded.finding(
                (*at, "firm"),
                "attribution-firm",
                f"a firm cannot have a relation to itself ({attribution.firm!r})",
                "name the other firm",
            )


def wording_agrees_with_stance(records: Records) -> Iterator[Finding]:
    """A source whose wording denies or leaves open is never made to assert."""
    for loaded, at, attribution in attributions(records):
        needed = _STANCES.get(attribution.wording, attribution.stance)
        if attribution.stance is not needed:
            message = f"the stance is {attribution.stance}, but the wording {attribution.wording} means {needed}"
            yield loaded.finding(
                (*at, "stance"), "attribution-stance", message, f"write `stance: {needed}`, or correct the wording"
            )


def high_confidence_has_a_basis(records: Records) -> Iterator[Finding]:
    """High confidence names what it rests on."""
    for loaded, at, attribution in attributions(records):
        if attribution.confidence is Confidence.HIGH and not set(attribution.basis) - NO_BASIS:
            message = "confidence is high, but no basis from the source is given"
            yield loaded.finding(
                (*at, "confidence"), "confidence-basis", message, "add `basis: […]`, or lower the confidence"
            )


def confidence_is_in_the_words_of_the_source(records: Records) -> Iterator[Finding]:
    """A degree of confidence comes with the words that give it, and these with a degree; the words are few."""
    for loaded, at, attribution in attributions(records):
        words, degree = attribution.confidence_words, attribution.confidence
        if words is None and degree is not Confidence.NOT_STATED:
            message = f"confidence is {degree}, but no words of the source are quoted for it"
            cure = "add `confidence_words: {text: …, locator: …}`, or write `confidence: not-stated`"
            yield loaded.finding((*at, "confidence"), "confidence-words", message, cure)
        if words is not None and degree is Confidence.NOT_STATED:
            message = "words are quoted for a degree of confidence, but confidence is not-stated"
            cure = "give the degree that they state, or delete the quotation"
            yield loaded.finding((*at, "confidence_words"), "confidence-words", message, cure)
        if words is not None and (many := len(words.text.split())) > MAX_QUOTED:
            message = f"the quotation is {many} words long, and {MAX_QUOTED} are the most"
            yield loaded.finding((*at, "confidence_words", "text"), "confidence-words", message, "shorten it")


def attributions(records: Records) -> Iterator[tuple[Loaded, Location, Attribution]]:
    """Yield each attribution and relation, with the record that holds it and its place."""
    for loaded in records.loaded:
        yield from ((loaded, at, attribution) for at, attribution in attributions_of(loaded.record))


def attributions_of(record: Record) -> Iterator[tuple[Location, Attribution]]:
    """Yield each attribution of *record*, or each relation if it is a firm, with its place."""
    field = "relations" if isinstance(record, Firm) else "attributions"
    yield from (((field, number), attribution) for number, attribution in enumerate(attributions_in(record)))


def attributions_in(record: Record) -> tuple[Attribution, ...]:
    """Return the attributions of *record*, or its relations if it is a firm."""
    if isinstance(record, Firm):
        return record.relations
    return record.attributions if isinstance(record, Outlet | Campaign) else ()

"""Rules on replies: each names the claim that it answers, and every named operator was asked for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from masthead.field_types.vocabulary import Role, Stance
from masthead.findings.finding import Finding
from masthead.model import Answered, Evidence, Firm, Record
from masthead.model.identity import placed_evidence_of
from masthead.model.references import references
from masthead.record_files.reading import Loaded
from masthead.relations.answered_claims import is_named
from masthead.relations.graph import Graph, Said
from masthead.rules.attributions import attributions_of


def replies_answer_a_claim(graph: Graph) -> Iterator[Finding]:
    """A reply names a claim that is in the records: a statement by a source, or an item of evidence."""
    statements = None if graph.broken else _statements(graph)  # what is broken may hold the claim
    for loaded in graph.loaded:
        for number, reply in enumerate(loaded.record.replies):
            for place, answered in enumerate(reply.answers):
                at = ("replies", number, "answers", place)
                if not _is_known(graph, answered) or _is_claimed(graph, loaded, answered, statements):
                    continue  # the rule on references reports the first
                if answered.evidence:
                    holder = _holder(graph, loaded.record, answered)
                    message = (
                        f"{holder.id!r} has no item of evidence {answered.evidence!r} that cites {answered.source!r}"
                    )
                    cure = "name an item that does, or leave `evidence` out"
                    yield loaded.finding((*at, "evidence"), "reply-answers", message, cure)
                else:
                    message = f"{answered.source!r} makes no statement in the records that this reply could answer"
                    cure = "name the source of the claim, and the campaign or outlet whose record holds it"
                    yield loaded.finding((*at, "source"), "reply-answers", message, cure)


def named_firms_were_asked(graph: Graph) -> Iterator[Finding]:
    """A firm that is named as an operator has a reply, or the date on which it was asked."""
    for loaded in graph.loaded:
        firm = loaded.record
        if isinstance(firm, Firm) and firm.is_published and not firm.replies and not firm.requests:
            statements = graph.statements_by_firm.get(firm.id, ())
            if any(s.attribution.role is Role.OPERATOR and s.attribution.stance is Stance.ASSERTS for s in statements):
                message = "a source names this firm as an operator, but no reply is recorded"
                cure = (
                    "ask the firm, then add its answer or `outcome: no-answer` to replies, or the request to requests"
                )
                yield loaded.finding((), "reply-missing", message, cure)


def claims_that_stand(graph: Graph, loaded: Loaded, answered: Iterable[Answered]) -> list[Answered]:
    """Return which of the claims that *answered* names are still in the records, if a reply in *loaded* names them."""
    statements = None if graph.broken else _statements(graph)
    return [each for each in answered if _is_known(graph, each) and _is_claimed(graph, loaded, each, statements)]


def _is_claimed(graph: Graph, loaded: Loaded, answered: Answered, statements: Mapping[str, list[Said]] | None) -> bool:
    """Return whether the claim is in the records that *answered* names; without *statements*, it may be in a broken one."""
    if answered.evidence:
        items = (item for _, item in placed_evidence_of(_holder(graph, loaded.record, answered)))
        return any(item.id == answered.evidence and _cites(item, answered.source) for item in items)
    return statements is None or _is_said(graph, loaded, answered, statements)


def _is_known(graph: Graph, answered: Answered) -> bool:
    """Return whether all records that *answered* names are there."""
    named = ((answered.source, graph.sources), (answered.campaign, graph.campaigns), (answered.outlet, graph.outlets))
    return all(id in records for id, records in named if id)


def _holder(graph: Graph, record: Record, answered: Answered) -> Record:
    """Return the record that holds the claim which is answered: the one that *answered* names, else *record* itself."""
    if answered.campaign:
        return graph.campaigns[answered.campaign]
    return graph.outlets[answered.outlet] if answered.outlet else record


def _cites(item: Evidence, source: str) -> bool:
    return any(citation.source == source for citation in item.sources)


def _statements(graph: Graph) -> Mapping[str, list[Said]]:
    """Return the statements of every record on each firm, also those that were withdrawn: a reply outlives its claim."""
    statements: defaultdict[str, list[Said]] = defaultdict(list)
    for loaded in graph.loaded:
        for _, attribution in attributions_of(loaded.record):
            for firm in (attribution.firm, loaded.record.id if isinstance(loaded.record, Firm) else None):
                if firm:
                    statements[firm].append(Said(attribution, loaded.record))  # type: ignore[arg-type]
    return statements


def _is_said(graph: Graph, loaded: Loaded, answered: Answered, statements: Mapping[str, list[Said]]) -> bool:
    """Return whether the source makes a statement about the firm, or is cited in the campaign or outlet."""
    if isinstance(loaded.record, Firm):
        of_firm = statements.get(loaded.record.id, ())
        return any(is_named(answered, s.about) and s.attribution.by == answered.source for s in of_firm)
    holder = _holder(graph, loaded.record, answered)
    cited = (reference for reference in references(holder) if reference.folder == "sources")
    return any(reference.id == answered.source and reference.at[0] != "replies" for reference in cited)

"""A database: its graph, and everything that is wrong with its records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

from masthead.findings.finding import Finding, by_place
from masthead.findings.rule_descriptions import Severity
from masthead.loading.attachments import judge_attachments
from masthead.loading.clock import today_after
from masthead.loading.last_check import Facts, facts_of, keep
from masthead.loading.ledger_check import judge_ledger
from masthead.loading.link_status import judge_links
from masthead.loading.picture_check import judge_pictures
from masthead.loading.website_files import judge_website_files, judge_website_texts
from masthead.processes.workers import results_of
from masthead.record_files.files import FolderEntry, RecordFile, read_files
from masthead.record_files.reading import Loaded, parse_all
from masthead.record_files.scope import Scope
from masthead.record_files.unfinished import unfinished
from masthead.relations.graph import Graph, link
from masthead.rules.partly_read_records import judge_partial
from masthead.rules.permanence import NOTHING, Promised, promises_are_kept
from masthead.rules.published_words import published_words_are_kept
from masthead.rules.registry import BY_ITSELF, Judgement, judgements

Verdict = tuple[Judgement, Sequence[Finding]]
"""A judgement with what it finds."""
_SHARE = 500
"""The number of records that a process judges at once."""


@dataclass(frozen=True, slots=True)
class Database:
    """The graph of the records that can be read, and all findings, or those of a scope."""

    graph: Graph
    findings: tuple[Finding, ...]
    checked: int = 0
    """The number of files that were looked at: all, or those of the scope."""
    elsewhere: int = 0
    """The number of errors outside of the scope that are left out of the findings."""

    @property
    def errors(self) -> int:
        """The number of findings that forbid publishing."""
        return _errors(self.findings)


def load(
    root: Path,
    today: date | None = None,
    scope: Scope | None = None,
    jobs: int = 1,
    ledger: Callable[[], object] | None = None,
) -> Database:
    """Return the database below *root*, with every finding by file and place, as of *today* (by the clock, if not given).

    With a *scope*, the findings are those in it, and those elsewhere that would not be there without its records. At most
    *jobs* processes judge records. *ledger* reads the ledger whole, if that is done in any case. Raises ClockError if
    the clock cannot be right, and WorkerError if a process was killed.
    """
    facts = facts_of(root)
    return _assemble(list(read_files(root)), today or today_after(facts.promised), scope, facts, jobs, ledger)


def assemble(files: Sequence[FolderEntry], today: date | None = None) -> Database:
    """Return the database that *files* make, with every finding, as if they lay in its folders."""
    return _assemble(files, today or today_after(NOTHING), None)


def _assemble(
    files: Sequence[FolderEntry],
    today: date,
    scope: Scope | None,
    facts: Facts | None = None,
    jobs: int = 1,
    ledger: Callable[[], object] | None = None,
) -> Database:
    known = {file.path for file in files if isinstance(file, RecordFile) and file in facts.values} if facts else ()
    loaded, findings, partial = parse_all(files, facts.values if facts else None)
    read = {entry.file.path for entry in loaded}
    graph = link(loaded, [_folder_and_id(file) for file in files if file.path not in read])
    if not files:
        findings.append(Finding("sites", "empty", "the database has no records", cure="add sites/<country>/<host>.yml"))
    findings += judge_partial(graph, partial, today)
    new = tuple(entry for entry in graph.loaded if entry.file.path not in known)
    verdicts = _verdicts(graph, new, today, jobs)
    judged = [finding for _, verdict in verdicts for finding in verdict]
    beside = list(_judge_beside(facts.root, facts.promised, graph, scope, ledger)) if facts else []
    if facts:
        own = (finding for judgement, verdict in verdicts if judgement in BY_ITSELF for finding in verdict)
        faulty = {finding.path for finding in (*findings, *own)}
        keep(facts, (entry.file for entry in graph.loaded if entry.file.path not in faulty))
    if scope is None:
        return Database(graph, _sorted([*findings, *judged, *beside]), len(files))
    within = [finding for finding in findings if scope.holds(finding.path)] + _due_to(scope, graph, verdicts)
    checked = sum(scope.holds(file.path) for file in files)
    elsewhere = _errors([*findings, *judged]) - _errors(within)
    return Database(graph, _sorted([*within, *beside]), checked, elsewhere)


def _verdicts(graph: Graph, new: tuple[Loaded, ...], today: date, jobs: int) -> list[Verdict]:
    """Return the verdicts on *graph*; records are judged by themselves if they are *new*, shared by *jobs* processes."""
    among_others = [judgement for judgement in judgements(today) if judgement not in BY_ITSELF]
    shares = [replace(graph, loaded=new[start : start + _SHARE]) for start in range(0, len(new), _SHARE)]
    each = [partial(_findings, (judgement,), graph) for judgement in among_others]
    tasks = [*each, *(partial(_findings, BY_ITSELF, share) for share in shares)]
    results = results_of(tasks, jobs if len(graph.loaded) > _SHARE else 1)
    of_graph, of_shares = [findings for (findings,) in results[: len(each)]], results[len(each) :]
    joined = [list(chain.from_iterable(share[number] for share in of_shares)) for number in range(len(BY_ITSELF))]
    return [*zip(BY_ITSELF, joined, strict=True), *zip(among_others, of_graph, strict=True)]


def _findings(chosen: Sequence[Judgement], graph: Graph) -> list[list[Finding]]:
    """Return the findings of each of the *chosen* judgements on *graph*."""
    return [list(judgement(graph)) for judgement in chosen]


def _judge_beside(
    root: Path, promised: Promised, graph: Graph, scope: Scope | None, ledger: Callable[[], object] | None
) -> Iterator[Finding]:
    """Yield findings on the other files below *root* and on broken *promised* values, if they are in the *scope*."""
    stopped = list(unfinished(root))
    yield from stopped
    if scope is None:  # a check of a few records looks at nothing else
        yield from () if stopped else judge_ledger(root, ledger)
        yield from judge_links(root)
        yield from judge_website_files(root)
        yield from judge_website_texts(root, graph, () if stopped else promised.pages)
    yield from judge_attachments(root, graph, scope.holds if scope else None)
    yield from judge_pictures(root, graph, scope.holds if scope else None)
    if stopped:  # the ledger may be half-written: nothing is compared with it
        return
    broken = chain(promises_are_kept(graph, promised), published_words_are_kept(graph, promised))
    yield from (finding for finding in broken if scope is None or scope.holds(finding.path))


def _folder_and_id(file: FolderEntry) -> tuple[str, str]:
    """Return the record that *file*, which could not be read, may be; the id of a whole folder is empty."""
    if isinstance(file, RecordFile):
        return file.folder, file.id
    folder, _, rest = file.path.partition("/")
    return folder, PurePosixPath(rest).stem


def _due_to(scope: Scope, graph: Graph, verdicts: Sequence[Verdict]) -> list[Finding]:
    """Return the findings of judgements in the *scope*, and those that would be gone without the records in it."""
    within = [finding for _, verdict in verdicts for finding in verdict if scope.holds(finding.path)]
    beyond = [
        (judgement, [finding for finding in verdict if not scope.holds(finding.path)])
        for judgement, verdict in verdicts
    ]
    if not any(verdict for _, verdict in beyond):
        return within
    context = link((loaded for loaded in graph.loaded if not scope.holds(loaded.file.path)), graph.broken)
    # A cure may name a record in the scope, so it says nothing on what is wrong.
    standing = {replace(finding, cure="") for judgement, verdict in beyond if verdict for finding in judgement(context)}
    return within + [
        finding for _, verdict in beyond for finding in verdict if replace(finding, cure="") not in standing
    ]


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=by_place))


def _errors(findings: Iterable[Finding]) -> int:
    return sum(finding.severity is Severity.ERROR for finding in findings)

"""Previews: the pages of records that were just saved, made from a database that is loaded already.

They are the pages that the following build will make. Other pages that the change affects, such as lists, are left to
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from masthead.building.configuration.settings import edition_of, settings_of
from masthead.building.output.writer import file_of
from masthead.building.rendering.templates import templates_of
from masthead.edition.edition import Edition
from masthead.files.regular_files import open_within
from masthead.findings.finding import Finding
from masthead.findings.rule_descriptions import Severity
from masthead.ledger.ledger_reader import read_ledger
from masthead.loading.clock import today
from masthead.loading.database import Database, load
from masthead.loading.image_reencoding import redrawn
from masthead.loading.link_status import believable_links
from masthead.record_files.files import FOLDERS, SUFFIX, RecordFile
from masthead.record_files.reading import parse_all
from masthead.relations.graph import Graph
from masthead.relations.relinking import relinked
from masthead.rules.registry import judgements
from masthead.syntax.decoding import MAX_BYTES
from masthead.views.routes import pages_of


class Preview:
    """Makes the pages of changed records from the database below *root*, which it has loaded with ledger and templates."""

    def __init__(self, root: Path, settings: str) -> None:
        """Load the database and all that Pelican's *settings* name. Raises MastheadError if no page can be made."""
        self._root = root
        self._settings = settings_of(root / settings, root)
        self._graph = load(root).graph
        self._ledger = read_ledger(root)
        self._links = believable_links(root)
        self._pictures = redrawn(root, self._graph)
        self._templates = templates_of(self._settings, self._edition(self._graph))
        self._templates.load()

    def pages(self, saved: Iterable[str], since: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the path and the HTML of each page of the records in the files *saved* that have no errors.

        *since* has all files that have changed since the database was loaded. Paths are relative to the root.
        """
        graph, paths = self._graph_with(set(since)), set(saved)
        chosen = tuple(loaded for loaded in graph.loaded if loaded.file.path in paths)
        wrong = set(_wrong(graph, replace(graph, loaded=chosen)))
        right = [loaded for loaded in chosen if loaded.file.path not in wrong]
        self._pictures = {**self._pictures, **redrawn(self._root, replace(graph, loaded=tuple(right)))}
        edition = self._edition(graph)
        editions = zip(self._templates.all, (edition, *edition.further), strict=True)
        for templates in [replace(known, edition=now) for known, now in editions]:
            for loaded in right:
                for page in pages_of(templates.edition, loaded.record):
                    yield file_of(templates.edition.folder + page.path), templates.page(page)

    def _graph_with(self, changed: set[str]) -> Graph:
        """Return the graph with the present records of the files *changed*, except those that cannot be read."""
        now, _, _ = parse_all(file for path in sorted(changed) if (file := self._file(path)))
        others = (loaded for loaded in self._graph.loaded if loaded.file.path not in changed)
        return relinked(self._graph, (*others, *now))

    def _file(self, path: str) -> RecordFile | None:
        """Return the file at *path*, if it exists, has the path of a record, and is not behind a link."""
        folder, *further = path.split("/")
        if folder not in FOLDERS or len(further) != (2 if folder == "sites" else 1) or not path.endswith(SUFFIX):
            return None
        try:
            with open_within(self._root, path) as file:
                return RecordFile(path, folder, file.read(MAX_BYTES + 1))
        except OSError:
            return None

    def _edition(self, graph: Graph) -> Edition:
        return edition_of(self._settings, Database(graph, ()), self._ledger, self._links, self._pictures)


def _wrong(graph: Graph, chosen: Graph) -> Iterator[str]:
    """Yield the path of each record with an error among *chosen*, a part of *graph*.

    Each rule is first applied to these records alone. A rule that looks for other records beside them may then report a
    missing one, so a rule that finds an error is applied to all of *graph* again.
    """
    for judgement in judgements(today()):
        if any(_errors(judgement(chosen))):
            yield from _errors(judgement(graph))


def _errors(findings: Iterable[Finding]) -> Iterator[str]:
    return (finding.path for finding in findings if finding.severity is Severity.ERROR)

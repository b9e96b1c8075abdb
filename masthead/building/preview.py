"""The pages of records that have just been saved, made of what a process has loaded before: shown before the build that follows.

They are the pages that the build will make. What else the change concerns, such as lists, is left to the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from masthead.building.settings import edition_of, settings_of
from masthead.building.templates import templates_of
from masthead.building.writer import file_of
from masthead.database.clock import today
from masthead.database.image_reencoding import redrawn
from masthead.database.link_status import believable_links
from masthead.database.loading import Database, load
from masthead.edition.edition import Edition
from masthead.files.regular_files import open_within
from masthead.findings.finding import Finding
from masthead.findings.rule_descriptions import Severity
from masthead.ledger.read import read_ledger
from masthead.records.files import FOLDERS, SUFFIX, RecordFile
from masthead.records.reading import parse_all
from masthead.relations.graph import Graph, link
from masthead.rules.registry import judgements
from masthead.syntax.decoding import MAX_BYTES
from masthead.views.routes import pages_of


class Preview:
    """The database below *root* with everything else that pages are made of, and the pages of records that were saved since."""

    def __init__(self, root: Path, settings: str) -> None:
        """Load everything that Pelican's *settings* name. Raises MastheadError if no page can be made with it."""
        self._root = root
        self._settings = settings_of(root / settings, root)
        self._graph = load(root).graph
        self._ledger = read_ledger(root)
        self._links = believable_links(root)
        self._pictures = redrawn(root, self._graph)
        self._templates = templates_of(self._settings, self._edition(self._graph))
        self._templates.load()

    def pages(self, saved: Iterable[str], since: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the path and the HTML of each page of the records in the files *saved*, if nothing is wrong with these.

        *since* are the files that were changed since everything was loaded, by their paths below the root.
        """
        graph = self._graph_with(set(since))
        chosen = set(saved)
        loaded = tuple(one for one in graph.loaded if one.file.path in chosen)
        wrong = set(_wrong(graph, replace(graph, loaded=loaded)))
        right = [one for one in loaded if one.file.path not in wrong]
        self._pictures = {**self._pictures, **redrawn(self._root, replace(graph, loaded=tuple(right)))}
        edition = self._edition(graph)
        editions = zip(self._templates.all, (edition, *edition.further), strict=True)
        for templates in [replace(known, edition=now) for known, now in editions]:
            for one in right:
                for page in pages_of(templates.edition, one.record):
                    yield file_of(templates.edition.folder + page.path), templates.page(page)

    def _graph_with(self, changed: set[str]) -> Graph:
        """Return the graph with the records in the files *changed* as they are now; without those that are gone or wrong."""
        now, _, _ = parse_all(file for path in sorted(changed) if (file := self._file(path)))
        others = (one for one in self._graph.loaded if one.file.path not in changed)
        return link((*others, *now), self._graph.broken, self._graph)

    def _file(self, path: str) -> RecordFile | None:
        """Return the file at *path*, if it is there, is that of a record, and is behind no link."""
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
    """Yield the file of each record with an error among those that are *chosen* of *graph*.

    Rules are asked of these alone first. A rule that looks for others beside a record may then find what is not there, so
    it is asked again of all.
    """
    for judgement in judgements(today()):
        if any(_errors(judgement(chosen))):
            yield from _errors(judgement(graph))


def _errors(findings: Iterable[Finding]) -> Iterator[str]:
    return (finding.path for finding in findings if finding.severity is Severity.ERROR)

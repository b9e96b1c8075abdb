"""The first 262 of the real records, those of release 20: bounds that were set for them hold for them, however many follow."""

from __future__ import annotations

import shutil
from pathlib import Path

from masthead.ledger.ledger_files import files_of
from masthead.ledger.ledger_reader import read_ledger_files
from masthead.loading.database import load
from masthead.model.identity import key_of
from masthead.relations.graph import Graph, link
from tests.site import ROOT

LAST = "ledger/0020.jsonl"


def first_graph(graph: Graph) -> Graph:
    """The first records alone, of all those in *graph*."""
    published = read_ledger_files({path: text for path, text in files_of(ROOT).items() if path <= LAST}).fields
    return link(entry for entry in graph.loaded if key_of(entry.record) in published)


def lay_first_records(folder: Path) -> Path:
    """Lay the first records, their ledger, the theme and the pages of text into *folder*, and return it."""
    for entry in first_graph(load(ROOT).graph).loaded:
        path = folder / entry.file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / entry.file.path, path)
    (folder / "ledger").mkdir()
    for sheet in files_of(ROOT):
        if sheet <= LAST:
            shutil.copy(ROOT / sheet, folder / sheet)
    for name in ("theme", "content"):
        shutil.copytree(ROOT / name, folder / name)
    return folder

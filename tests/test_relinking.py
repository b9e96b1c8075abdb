"""A graph after a change of a few outlets is the one that is made from nothing."""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from masthead.record_files.files import RecordFile
from masthead.record_files.reading import Loaded, parse
from masthead.relations import relinking
from masthead.relations.graph import Graph, link
from masthead.relations.relinking import relinked
from tests.sequences import TEXTS
from tests.world import CAMPAIGN, OUTLET, UNPLACED, World

CHANGES: Mapping[str, tuple[str, str, bool]] = {
    "a word of a claim": ("claim: The register of news outlets", "claim: A register of news outlets", True),
    "a further source": (
        "    kind: registration\n    sources:\n",
        "    kind: registration\n    sources:\n      - source: times-2024\n",
        False,
    ),
    "another country": ("country: IT", "country: FR", False),
    "no campaign": ("campaigns: [lighthouse]\n", "", False),
    "another name": ("name: Harbour Times\n", "name: Harbour Time\n", False),
    "a comment": ("kind: local-news\n", "kind: local-news  # by its own account\n", True),
}  # fmt: skip


def changed(graph: Graph, path: str, text: str) -> list[Loaded]:
    """The records of *graph*, with the *text* in the file at *path*."""
    entry, findings = parse(RecordFile(path, path.partition("/")[0], text.encode()))
    assert entry, findings
    return [entry if loaded.file.path == path else loaded for loaded in graph.loaded]


def assert_same(graph: Graph, expected: Graph) -> None:
    """Every relation is the same, and in the same order."""
    for field in fields(Graph):
        value, other = getattr(graph, field.name), getattr(expected, field.name)
        assert value == other, field.name
        assert list(value) == list(other), field.name


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_outlet_takes_the_place_of_the_old_one(
    name: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If its relations stay; otherwise all records are linked again."""
    old, new, is_quick = CHANGES[name]
    graph = world.load().graph
    text = (world.root / OUTLET).read_text()
    assert old in text
    loaded = changed(graph, OUTLET, text.replace(old, new, 1))
    linked = list[int]()

    def noted_link(some: Any, *others: Any) -> Graph:
        entries = list(some)
        linked.append(len(entries))
        return link(entries, *others)

    monkeypatch.setattr(relinking, "link", noted_link)
    now = relinked(graph, loaded)

    assert is_quick is (len(graph.loaded) not in linked)
    assert_same(now, link(loaded))


@pytest.mark.parametrize("path", [CAMPAIGN, UNPLACED])
def test_other_records_are_linked_as_before(path: str, world: World) -> None:
    """A campaign decides on the relations of its outlets; an outlet that is deleted leaves all groups."""
    graph = world.load().graph
    loaded = [entry for entry in graph.loaded if entry.file.path != path]

    assert_same(relinked(graph, loaded), link(loaded))
    assert_same(relinked(graph, graph.loaded), link(graph.loaded))


@pytest.mark.parametrize("seed", range(12))
def test_any_texts_of_several_outlets_may_change(seed: int, world: World) -> None:
    """In a world that has everything, one change after the other."""
    shutil.copytree(Path(__file__).parent / "full_world", world.root, dirs_exist_ok=True)
    graph, choice = world.load().graph, random.Random(seed)  # noqa: S311 - the same every time
    for _ in range(4):
        loaded = list(graph.loaded)
        for at in choice.sample([at for at, entry in enumerate(loaded) if entry.file.folder == "sites"], 3):
            text = loaded[at].file.text.decode()
            places = list(TEXTS.finditer(text))
            end = choice.choice(places).end() if places else 0
            entry, _ = parse(RecordFile(loaded[at].file.path, "sites", f"{text[:end]}Xy {text[end:]}".encode()))
            loaded[at] = entry or loaded[at]
        graph = relinked(graph, loaded)
        assert_same(graph, link(loaded))

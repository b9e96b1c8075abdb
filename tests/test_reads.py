"""Reads are noted: a part depends on all that was looked up for it, and on no more."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path

import pytest

from masthead.edition.reads import Contents, Group, Read, digest_of_view, digested_once, first_ids, note, noted
from masthead.edition.shared_results import remembered
from masthead.edition.watched_graph import watched
from masthead.model import Record
from masthead.relations.graph import Graph
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, UNPLACED, World

READS: dict[str, tuple[Callable[[Graph], object], set[Read]]] = {
    "a record": (lambda graph: graph.firms["quay-media"], {("firms", "", "quay-media")}),
    "a record that may be there": (lambda graph: graph.firms.get("quay-media"), {("firms", "", "quay-media")}),
    "a record that is missing": (lambda graph: graph.firms.get("none"), {("firms", "", "none")}),
    "whether there is a record": (lambda graph: "none" in graph.firms, {("firms", "", "none")}),
    "all records of a kind": (lambda graph: [firm.id for firm in graph.firms.values()], {("firms",)}),
    "how many there are": (lambda graph: len(graph.firms), {("firms",)}),
    "all ids": (lambda graph: set(graph.firms), {("firms",)}),
    "ids and records": (lambda graph: dict(graph.firms.items()), {("firms",)}),
    "every record": (lambda graph: list(graph.records()), {("outlets",), ("firms",), ("campaigns",), ("sources",)}),
    "a file": (lambda graph: graph.paths["firms", "quay-media"], {("paths", "", "firms", "quay-media")}),
    "a group that is missing": (lambda graph: graph.outlets_by_campaign.get("none", ()), {("outlets_by_campaign", "", "none")}),
    "whether a group has any": (
        lambda graph: bool(graph.outlets_by_campaign["lighthouse"]),
        {("outlets_by_campaign", "?", "lighthouse")},
    ),
    "the size of a group": (
        lambda graph: len(graph.outlets_by_campaign["lighthouse"]),
        {("outlets_by_campaign", "?", "lighthouse"), ("outlets_by_campaign", "#", "lighthouse")},
    ),
    "the first of a group": (
        lambda graph: graph.outlets_by_campaign["lighthouse"][:13],
        {("outlets_by_campaign", "?", "lighthouse"), ("outlets_by_campaign", "0:13", "lighthouse")},
    ),
    "the ids of the first of a group": (
        lambda graph: first_ids(graph.outlets_by_campaign["lighthouse"], 2),
        {("outlets_by_campaign", "?", "lighthouse"), ("outlets_by_campaign", "id:2", "lighthouse")},
    ),
    "the last of a group": (
        lambda graph: graph.outlets_by_campaign["lighthouse"][-1:],
        {("outlets_by_campaign", "?", "lighthouse"), ("outlets_by_campaign", "", "lighthouse")},
    ),
    "one of a group": (
        lambda graph: graph.outlets_by_campaign["lighthouse"][0],
        {("outlets_by_campaign", "?", "lighthouse"), ("outlets_by_campaign", "", "lighthouse")},
    ),
    "all of a group": (
        lambda graph: [outlet.id for outlet in graph.outlets_by_campaign["lighthouse"]],
        {("outlets_by_campaign", "?", "lighthouse"), ("outlets_by_campaign", "", "lighthouse")},
    ),
    "outlets with a technical value": (
        lambda graph: [outlet.id for outlet in graph.outlets_by_indicator["ipv4", "192.0.2.1"]],  # type: ignore[index]
        {("outlets_by_indicator", "?", "ipv4", "192.0.2.1"), ("outlets_by_indicator", "", "ipv4", "192.0.2.1")},
    ),
    "what is said of an outlet": (
        lambda graph: graph.operators_of(next(iter(graph.outlets.values()))),
        {("outlets",), ("campaigns", "", "lighthouse")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", READS)
def test_whatever_is_looked_up_is_noted(name: str, world: World) -> None:
    """A read is noted by its key, as a whole, or as the part of a group that was asked for."""
    look, expected = READS[name]
    graph = watched(world.load().graph)

    with noted() as reads:
        look(graph)

    assert expected == reads


def test_watched_graph_gives_what_the_graph_gives(world: World) -> None:
    """It has the same values by the same keys in the same order; only the files of the records are not for views."""
    graph = world.load().graph
    seen = watched(graph)

    for field in fields(graph):
        known, relation = getattr(graph, field.name), getattr(seen, field.name)
        if field.name in ("loaded", "broken"):
            assert not relation
            continue
        assert list(known.items()) == list(relation.items())
        assert list(known) == list(relation)
        for key, value in known.items():
            assert key in relation
            assert value == relation[key]
            with noted():
                inside = relation[key]
                assert value == (inside[:] if isinstance(inside, Group) else inside)
                assert not isinstance(inside, Group) or tuple(inside) == value


def test_kept_result_is_read_by_everybody_who_is_given_it(world: World) -> None:
    """Any part that gets a result depends on everything that was read when it was made for the first part."""
    graph = watched(world.load().graph)
    name = remembered(4)(lambda graph, id: (graph.firms[id].name, graph.sources.get("none")))
    read = {("firms", "", "quay-media"), ("sources", "", "none")}

    for _ in range(3):
        with noted() as reads:
            note([("campaigns",)])
            assert ("Quay Media Co., Ltd.", None) == name(graph, "quay-media")
        assert read | {("campaigns",)} == reads


CHANGES: dict[str, tuple[str, str, str, set[Read]]] = {
    "a firm": (FIRM, "public relations agency", "an agency", {("firms", "", "quay-media"), ("firms",)}),
    "a source": (SOURCE, "Lights on", "Lights off", {("sources", "", "harbour-lab-2024")}),
    "an outlet of the group": (
        OUTLET,
        "names nobody",
        "names no one",
        {("outlets_by_campaign", "", "lighthouse"), ("outlets_by_campaign", "0:1", "lighthouse")},
    ),
    "the size of the group": (
        UNPLACED,
        "operator: unknown",
        "campaigns: [lighthouse]",
        {("outlets_by_campaign", aspect, "lighthouse") for aspect in ("", "#", "id:2")},
    ),
    "whether there is a group": (
        OUTLET,
        "campaigns: [lighthouse]\n",
        "",
        {("outlets_by_campaign", aspect, "lighthouse") for aspect in ("", "#", "?", "0:1", "id:2")},
    ),
    "a campaign": (CAMPAIGN, "local news outlets", "news outlets", set()),
    "a comment": (OUTLET, "kind: local-news\n", "kind: local-news # by its own account\n", set()),
    "quotes": (FIRM, "public relations agency", "'public relations agency'", set()),
}
WATCHED: tuple[Read, ...] = (
    ("firms",),
    ("firms", "", "quay-media"),
    ("firms", "", "none"),
    ("sources", "", "harbour-lab-2024"),
    ("outlets_by_campaign", "", "lighthouse"),
    ("outlets_by_campaign", "#", "lighthouse"),
    ("outlets_by_campaign", "?", "lighthouse"),
    ("outlets_by_campaign", "0:1", "lighthouse"),
    ("outlets_by_campaign", "id:2", "lighthouse"),
)


@pytest.mark.parametrize("name", CHANGES)
def test_digests_change_with_the_content(name: str, world: World) -> None:
    """The digests of reads that give something else now are different, and no others."""
    file, old, new, expected = CHANGES[name]
    before = Contents(world.load().graph, {})
    world.edit(file, old, new)
    after = Contents(world.load().graph, {})

    assert expected == {read for read in WATCHED if before.of_reads([read]) != after.of_reads([read])}


def test_every_relation_has_a_digest(world: World) -> None:
    """Everything in the graph can be read, so the values of a new relation need a digest too."""
    shutil.copytree(Path(__file__).parent / "full_world", world.root, dirs_exist_ok=True)
    graph = world.load().graph
    contents = Contents(graph, {})
    relations = [field.name for field in fields(graph) if field.name not in ("loaded", "broken")]

    assert all(getattr(graph, name) for name in relations)
    assert len(relations) == len({contents.of_reads([(name,)]) for name in relations})


def test_values_that_are_nobodys_are_told_apart(world: World) -> None:
    """A record is recognised by its content, and an unknown kind of value is refused."""
    graph = world.load().graph
    contents = Contents(graph, {})
    firm: Record = graph.firms["quay-media"]
    file = world.root / graph.paths["firms", firm.id]
    file.write_text(f"# The same in other words\n{file.read_text()}\n")
    again = world.load().graph

    assert firm is not again.firms[firm.id]
    assert contents.of_values(firm) == Contents(again, {}).of_values(again.firms[firm.id])
    assert contents.of_values(firm.model_copy()) == contents.of_values(again.firms[firm.id])
    assert contents.of_values(firm) != contents.of_values(firm.model_copy(update={"name": "Other"}))
    assert contents.of_values("1") != contents.of_values(1)
    assert contents.of_values(("a", "b")) != contents.of_values(("a, b",))
    assert contents.of_values(graph.mentions_by_source["harbour-lab-2024"]) != contents.of_values(
        tuple(replace(mention, at=()) for mention in graph.mentions_by_source["harbour-lab-2024"])
    )
    with pytest.raises(TypeError, match=r"^object has no digest; give it one in masthead\.edition\.reads$"):
        contents.of_values(object())


@digested_once
@dataclass(frozen=True, slots=True)
class Row:
    """A value of which the digest is kept."""

    name: str
    links: tuple[str, ...] = ()


def test_kept_digest_is_that_of_the_content() -> None:
    """Equal values have one digest; none is mistaken for another that had its place in memory before."""
    row = Row("Roma", ("it",))
    digests = [digest_of_view(Row(str(number))) for number in range(1000)]

    assert digest_of_view([row], row) == digest_of_view([row], Row("Roma", ("it",)))
    assert digest_of_view(row) != digest_of_view(Row("Roma", ("fr",)))
    assert digest_of_view(Row("Roma")) != digest_of_view(("Roma", ()))
    assert len(digests) == len(set(digests))

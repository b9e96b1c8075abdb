"""Circles: no source is known through itself, by a way of any length and through any copies."""

from __future__ import annotations

import pytest

from masthead.model import Source
from masthead.record_files.files import RecordFile
from masthead.record_files.reading import Loaded
from masthead.relations.graph import link
from masthead.rules.circles import sources_are_not_known_through_themselves
from tests.pace import timed
from tests.world import World

_PAPER = Source.model_validate({"id": "s", "title": "On s", "publisher": "Paper", "short_name": "s", "publisher_kind": "press",
                                "type": "article", "verification": "full"})  # fmt: skip
CITED = "verification: cited\nvia: [{}]"
# The sources that a, b, c and d are known through or copies of, and the fields at which a circle is reported.
CIRCLES = [
    ({"a": CITED.format("b"), "b": "verification: full\ncopy_of: c", "c": CITED.format("a")}, ["a.yml:6", "c.yml:6"]),
    (
        {
            "a": CITED.format("b"),
            "b": CITED.format("c") + "\ncopy_of: d",
            "c": CITED.format("d"),
            "d": "verification: full",
        },
        ["b.yml:6", "c.yml:6"],
    ),
    (
        {"a": CITED.format("b"), "b": CITED.format("c"), "c": CITED.format("d"), "d": CITED.format("b")},
        ["b.yml:6", "c.yml:6", "d.yml:6"],
    ),
    ({"a": CITED.format("b"), "b": "verification: full\ncopy_of: a"}, []),
    ({"a": CITED.format("b"), "b": "verification: full\ncopy_of: c", "c": "verification: full\ncopy_of: a"}, []),
    ({"a": CITED.format("b, c"), "b": CITED.format("c"), "c": CITED.format("d"), "d": "verification: full"}, []),
    (
        {
            "a": CITED.format("b"),
            "b": "verification: full\ncopy_of: d",
            "c": CITED.format("d"),
            "d": "verification: full",
        },
        [],
    ),
]


@pytest.mark.parametrize(("sources", "places"), CIRCLES)
def test_circles_lead_through_copies_too(world: World, sources: dict[str, str], places: list[str]) -> None:
    """A source and its copies are one text; but a source may be known through a copy of it that was read."""
    for id, how in sources.items():
        world.write(
            f"sources/{id}.yml",
            f"title: On {id}\npublisher: Paper {id}\nshort_name: {id}\npublisher_kind: press\ntype: article\n{how}\nkept_because: a test\n",
        )

    assert places == [
        ":".join(line.removeprefix("sources/").split(":")[:2]).replace(":7", ":6")
        for line in world.lines()
        if "[source-circle]" in line
    ]


@pytest.mark.alone
@pytest.mark.parametrize("copies", [False, True])
@pytest.mark.parametrize("is_round", [False, True])
def test_long_ways_take_time_in_proportion(*, copies: bool, is_round: bool) -> None:
    """The time is in proportion whether they end or lead back, for sources as well as for copies of copies."""

    def seconds(number: int) -> float:
        loaded = []
        for at in range(number):
            following = () if at == number - 1 and not is_round else (f"s{(at + 1) % number}",)
            way = {"copy_of": next(iter(following), None)} if copies else {"via": following}
            source = _PAPER.model_copy(update={"id": f"s{at}", **way})
            loaded.append(Loaded(RecordFile(f"sources/s{at}.yml", "sources", b""), source))
        graph = link(loaded)
        findings, taken = timed(lambda: list(sources_are_not_known_through_themselves(graph)))
        assert is_round == any(finding.rule == "source-circle" for finding in findings)
        return taken

    assert min(seconds(16000), seconds(16000)) < 32 * max(min(seconds(2000), seconds(2000)), 0.005)

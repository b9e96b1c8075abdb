"""All faults of a map are reported at once, and records that will not be written are not shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from masthead.cli import main
from masthead.importing.lists.list_reader import read_list
from masthead.importing.lists.problems import Unusable
from masthead.importing.lists.table import Layout
from tests.small_imports import MAP, bring, bring_file
from tests.world import World

ROWS = "domain,title,country,kind\ndock-news.com,Dock,,\n"


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("about: the", "abuot: the", ["abuot: ", "about: "]),
        ("campaigns:", "campains:", ["outlet.campains: "]),
        ("host: domain", "relatives: perhaps\nhost: domain", ["relatives: "]),
        ("kind: {first: ['{kind}', news]}", "kind: {first: news}", ["outlet.kind.first: "]),
        ("host: domain\n", "", ["host: "]),
    ],
)
def test_columns_that_are_not_there_are_told_with_all_other_faults(
    world: World, old: str, new: str, parts: list[str]
) -> None:
    """A person who corrects a map does it once."""
    map_ = (
        MAP.replace(old, new).replace("'{title}', sources", "'{titel}', sources").replace("{country: {e", "{land: {e")
    )

    result = bring_file(world, "list.csv", ROWS, map_=map_)

    assert 2 == result.exit_code
    for part in (*parts, "the list has no column 'titel'; did you mean title?", "the list has no column 'land'"):
        assert part in result.stdout
    assert "'@'" not in result.stdout


def test_a_list_is_not_judged_by_a_layout_that_is_wrong(world: World) -> None:
    """A list that is read in another way than is meant says nothing about its columns."""
    result = bring_file(world, "list.csv", ROWS, map_=f"separator: '#'\n{MAP}".replace("{title}", "{titel}"))

    assert "separator: " in result.stdout
    assert "has no column" not in result.stdout


def test_records_of_refused_rows_are_not_shown(world: World) -> None:
    """Only a record that would be written is shown."""
    result = bring(world, "facebook.com,,,\ndock-news.com,,,\n", "--show")

    assert 1 == result.exit_code
    assert "refused" in result.stdout
    assert "\nsites/zz/dock-news.com.yml:\n" in result.stdout
    assert "sites/zz/facebook.com.yml:" not in result.stdout


def test_attributes_that_a_search_found_have_what_their_event_says(tmp_path: Path) -> None:
    """The answer has the event in each of them, and none around them."""
    attributes = [
        {"type": "domain", "value": "dock-news.com", "Event": {"info": "Quay", "Orgc": {"name": "Harbour Lab"}}},
        {"type": "domain", "value": "valley.org", "Event": {"info": "Pier", "date": "2024-02-07"}},
    ]
    (tmp_path / "found.json").write_text(json.dumps({"response": {"Attribute": attributes}}), "utf-8")

    rows = read_list(tmp_path / "found.json", Layout()).rows

    assert [("dock-news.com", "Quay", "", "Harbour Lab"), ("valley.org", "Pier", "2024-02-07", "")] == [
        tuple(row.text(name) for name in ("value", "event.info", "event.date", "event.organisation")) for row in rows
    ]


def test_a_manifest_is_known_by_its_events_whatever_their_names(tmp_path: Path) -> None:
    """Not every feed names its events by UUID."""
    manifest = {"a17": {"info": "Quay", "Orgc": {"name": "Harbour Lab"}}, "a18": {"info": "Pier", "Orgc": {}}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), "utf-8")

    with pytest.raises(Unusable, match="manifest of a MISP feed, which names no sites"):
        read_list(tmp_path / "manifest.json", Layout())


@pytest.mark.parametrize(
    ("text", "is_doubted"),
    [
        ("record,name\nsites/a.com,A Post\nsites/b.com,b[.]com\nfirms/c,C Media\n", False),
        ("record,name\nfirms/a,A Post\nfirms/b,b[.]com\nfirms/c,C Media\n", True),
        ("record,name\n1,a.com\n2,b[.]com\n3,C Media\n", False),
    ],
)
def test_a_sketch_doubts_a_list_without_sites(world: World, text: str, is_doubted: bool) -> None:  # noqa: FBT001 - a case
    """A list of firms has no column with hosts; our own list of records has them behind `sites/`."""
    file = world.root.parent / "list.csv"
    file.write_text(text, "utf-8")

    map_ = CliRunner().invoke(main, ["import", str(file), "--sketch"]).stdout

    assert is_doubted is ("# TODO: no column has sites in most of its cells; the nearest has them in 33%." in map_)

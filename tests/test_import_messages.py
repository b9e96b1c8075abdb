"""The output of an import stays short for any list: each fault is reported once, and the weightiest first."""

from __future__ import annotations

import re

import pytest

from tests.small_imports import MAP, bring, bring_file, output_lines
from tests.world import World

MAX_LINE = 800
MANY = 40


def test_a_fault_of_the_map_is_told_once(world: World) -> None:
    """A source that is not there is wrong in every record: three rows show it, and the others are counted."""
    rows = "".join(f"dock-{number}.example,,,\n" for number in range(MANY))

    result = bring(
        world, rows, map_=MAP.replace("sources: [{source: harbour-lab-2024}]", "sources: [{source: no-lab}]")
    )
    full = bring(
        world,
        rows,
        "--all-rows",
        map_=MAP.replace("sources: [{source: harbour-lab-2024}]", "sources: [{source: no-lab}]"),
    )

    lines = output_lines(result, world)
    assert 4 == len(lines)
    assert lines[3].startswith(f"refused … {MANY - 3} more rows with the note “")
    assert lines[3].endswith(f"list.csv:5, list.csv:6, list.csv:7 and {MANY - 6} more")
    assert MANY == len(output_lines(full, world))
    assert f"{MANY} refused" in result.stderr


def test_what_differs_only_in_its_cell_is_told_once_too(world: World) -> None:
    """The same column is wrong in the same way; the other faults of two rows are not hidden behind it."""
    rows = (
        "".join(f"dock-{number}.example,,Land {number},\n" for number in range(MANY))
        + "no host,,,\na.example,,,cloone\n"
    )

    lines = output_lines(bring(world, rows), world)

    assert 6 == len(lines)
    assert (
        "refused no host list.csv:42; domain: expected a host name such as romajournal.org, got 'no host'" == lines[3]
    )
    assert "did you mean clone?" in lines[4]
    assert "refused … 37 more rows with the note “targets[…].country: expected an ISO" in lines[5]


def test_rows_that_become_records_are_all_listed(world: World) -> None:
    """Only a note that many of them have is counted."""
    rows = "".join(f"https://dock-{number}.example/x,,,\n" for number in range(MANY))

    lines = output_lines(bring(world, rows), world)

    assert MANY + 1 == len(lines)
    assert "new dock-9.example sites/zz/dock-9.example.yml" in lines
    assert 3 == sum("gives a page of the site" in line for line in lines[:MANY])


@pytest.mark.parametrize(
    "row",
    [
        f"dock.example,{'x' * 3000},,\n",
        f"dock.example,,{'x' * 3000},\n",
        f"{'x.' * 1500}example,,,\n",
        f"dock.example,,,{'y' * 3000}\n",
        f"https://dock.example/{'p' * 3000},,,\nhttps://dock.example/{'q' * 3000},,,\n",
        "".join(f"{'s' * 40}{number}.dock.example,,,\n" for number in range(140)),
    ],
)
def test_every_line_stays_short(world: World, row: str) -> None:
    """A cell of a few thousand characters, and a domain of 140 hosts, are shown by their beginning."""
    result = bring(world, row, "--all-rows")

    assert result.stdout
    assert MAX_LINE > max(map(len, result.output.splitlines()))


def test_a_list_with_long_names_of_columns_is_told_shortly(world: World) -> None:
    """A map that does not fit a list says so in a line."""
    columns = ",".join(f"{'c' * 300}{number}" for number in range(150))

    result = bring_file(world, "list.csv", f"{columns}\n{',' * 149}x\n", map_=MAP.replace("{kind}", "{knid}"))

    assert 2 == result.exit_code
    assert "the list has no column 'knid'; its columns are c" in result.stdout
    assert MAX_LINE > max(map(len, result.output.splitlines()))


def test_the_weightiest_reason_is_told_first(world: World) -> None:
    """That nobody's outlet can have the host outweighs what is wrong with the cells beside it."""
    result = bring(world, "facebook.com,,Atlantis,cloone\nwww.reuters.com,,Atlantis,\n")

    lines = output_lines(result, world)
    assert lines[0].startswith(
        "refused facebook.com list.csv:2; facebook.com is a platform on which anybody can publish"
    )
    assert lines[0].endswith("(and 2 further reasons)")
    assert "on the list of genuine outlets: Reuters" in lines[1]


def test_what_of_a_file_is_no_row_is_told(world: World) -> None:
    """The objects of a bundle that name no site are counted beside its rows."""
    bundle = '{"type": "bundle", "objects": [{"type": "domain-name", "value": "a.com"}, {"type": "note"}]}'
    map_ = re.sub("  names:.*  campaigns", "  campaigns", MAP.replace("domain", "value"), flags=re.DOTALL)

    result = bring_file(world, "list.json", bundle, map_=map_.replace("'{kind}', ", ""))

    assert "not rows, since they name no site: 1 note\n" in result.stderr
    assert ["new a.com sites/zz/a.com.yml"] == output_lines(result, world)

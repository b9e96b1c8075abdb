"""masthead import: what each row comes to, what is written, and what stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_imports import MAP, bring, output_lines, tree
from tests.world import CAMPAIGN, FIRM, OUTLET, World

NEW = """\
# yaml-language-server: $schema=../../schema/v1/outlet.json
kind: news
names:
  - {text: Dock News, sources: [harbour-lab-2024], match: host}
targets:
  - {country: FR, as_reported: FR, source: harbour-lab-2024}
campaigns: [lighthouse]
evidence:
  - id: in-the-list
    claim: The list of the harbour names the site.
    kind: listing
    sources: [{source: harbour-lab-2024}]
"""
DOCK = "sites/fr/dock-news.example.yml"
DRY = "nothing written; use --write to save"


def test_a_dry_run_tells_and_writes_nothing(world: World) -> None:
    """Without --write each row is reported, and every file stays as it is."""
    before = tree(world)

    result = bring(world, "dock-news.example,Dock News,FR,\n")

    assert ["new dock-news.example sites/fr/dock-news.example.yml"] == output_lines(result, world)
    assert f"1 row: 1 new, 0 known, 0 conflicting, 0 refused, 0 left out; {DRY}\n" == result.stderr
    assert (0, before) == (result.exit_code, tree(world))


def test_a_new_outlet_is_written_as_a_record_in_the_house_style(world: World) -> None:
    """The record of a row is in the folder of its country, and the database is right with it."""
    result = bring(world, "https://www.Dock-News.example/,Dock News,FR,\n", "--write")

    assert "1 record written, 0 known records extended" in result.stderr
    assert NEW == (world.root / DOCK).read_text()
    assert [] == world.lines()


def test_show_prints_the_new_records(world: World) -> None:
    """A new record can be read before it is written."""
    result = bring(world, "dock-news.example,Dock News,FR,\n", "--show")

    assert result.stdout.endswith(f"\n{DOCK}:\n{NEW}")


def test_a_list_that_is_brought_in_twice_is_known(world: World) -> None:
    """The second run finds every row known and changes nothing."""
    rows = "dock-news.example,Dock News,FR,\nvalley-post.example,,,\n"
    bring(world, rows, "--write")
    before = tree(world)

    result = bring(world, rows, "--write", "--add-to-known")

    assert [
        "known dock-news.example sites/fr/dock-news.example.yml; nothing to add",
        "known valley-post.example sites/zz/valley-post.example.yml; nothing to add",
    ] == output_lines(result, world)
    assert (0, before) == (result.exit_code, tree(world))


def test_one_refused_row_keeps_all_others_out(world: World) -> None:
    """Either all rows are written or none: one invalid country stops the right rows too."""
    before = tree(world)

    result = bring(world, "dock-news.example,Dock News,FR,\nbad.example,,UK,\n", "--write")

    assert output_lines(result, world)[1] == (
        "refused bad.example list.csv:3; targets[0].country: expected an ISO 3166-1 country code such as IT, got 'UK'; "
        "did you mean GB (United Kingdom)?"
    )
    assert "nothing written: either all rows are written or none" in result.stderr
    assert (1, before) == (result.exit_code, tree(world))


@pytest.mark.parametrize(
    ("host", "rule"),
    [
        ("reuters.com", "host-genuine"),
        ("medium.com", "host-shared"),
        ("co.uk", "host-suffix"),
    ],
)
def test_what_a_rule_forbids_is_refused_in_its_row(world: World, host: str, rule: str) -> None:
    """New records are judged with the whole database before anything is written."""
    result = bring(world, f"{host},,,\n", "--write")

    assert output_lines(result, world)[0].startswith(f"refused {host} list.csv:2; ")
    assert output_lines(result, world)[0].endswith(f"[{rule}]")


def test_a_warning_is_told_and_stops_nothing(world: World) -> None:
    """A value that is only doubtful is reported beside the record that is written."""
    result = bring(world, "dock-news.example,,,\n", "--write", map_=MAP.replace("names the site", "calls it a scam"))

    assert "[wording]" in output_lines(result, world)[0]
    assert 0 == result.exit_code


def test_a_database_that_would_be_wrong_elsewhere_is_not_written_to(world: World) -> None:
    """An error in another record stops the import, and is reported as `masthead check` reports it."""
    world.edit(FIRM, "jurisdiction: CN", "jurisdiction: XX")

    result = bring(world, "dock-news.example,,,\n", "--write")

    assert any(
        line.startswith("firms/quay-media.yml:8:1: error: jurisdiction: ") for line in output_lines(result, world)
    )
    assert 1 == result.exit_code
    assert not (world.root / "sites/zz/dock-news.example.yml").exists()


def test_a_campaign_may_name_the_outlets_before_they_come(world: World) -> None:
    """The rules judge the database with the new records, not the one before."""
    world.edit(CAMPAIGN, "concerns: [harbour-times.example]", "concerns: [harbour-times.example, dock-news.example]")

    assert 0 == bring(world, "dock-news.example,,,\n", "--write").exit_code
    assert [] == world.rules()


def test_an_unreadable_record_is_told_as_such(world: World) -> None:
    """A host whose record is there but broken is no new outlet."""
    world.write(OUTLET, "kind: [\n")

    result = bring(world, "harbour-times.example,,,\n")

    assert "its record exists but cannot be read; run `masthead check`" in result.stdout


def test_the_same_row_twice_is_one_outlet(world: World) -> None:
    """A repeated row is left out, with the row that it repeats."""
    result = bring(world, "dock-news.example,,,\nwww.dock-news.example,,,\n")

    assert "left out dock-news.example the same as list.csv:2" == output_lines(result, world)[1]
    assert 0 == result.exit_code


def test_rows_that_contradict_each_other_are_refused(world: World) -> None:
    """If two rows say different things about one host, neither is believed."""
    result = bring(world, "dock-news.example,,FR,\ndock-news.example,,GB,\n", "--write")

    assert [
        "refused dock-news.example list.csv:2; list.csv:3 says something else about this site: targets; if all is right, write `repeats: merge` in the map",
        "refused dock-news.example list.csv:3; list.csv:2 says something else about this site: targets; if all is right, write `repeats: merge` in the map",
    ] == output_lines(result, world)
    assert 1 == result.exit_code


def test_a_page_of_a_site_is_told(world: World) -> None:
    """An address with a path may not mean the whole site: people decide."""
    result = bring(world, "https://dock-news.example/about,,,\n")

    assert (
        "new dock-news.example sites/zz/dock-news.example.yml; the list gives a page of the site; check that the whole site is meant"
        in output_lines(result, world)
    )


def test_a_list_or_map_that_cannot_be_used_is_told(world: World, tmp_path: Path) -> None:
    """Everything that is wrong with the list or the map is reported with its place, and the exit code is 2, not 1."""
    result = bring(world, "a.example,,,\n", map_=MAP.replace("'{kind}'", "'{knid}'"))

    assert ["map.yml:4:18: outlet.kind.first[0]: the list has no column 'knid'; did you mean kind?"] == [
        line.replace(f"{tmp_path}/", "") for line in result.stdout.splitlines()
    ]
    assert "nothing written: the list or the map cannot be used\n" == result.stderr
    assert 2 == result.exit_code


def test_nothing_that_a_list_holds_runs_a_command_in_a_log(world: World) -> None:
    """Cells are printed as text that no terminal and no CI log takes for a command."""
    result = bring(world, '"\n::error::x","##[command]y",,\n"a.example\x1b[31m",,,\n', "--show")

    assert not any(line.startswith(("::", "##[")) for line in result.output.splitlines())
    assert "\x1b" not in result.output


def test_cells_that_look_like_yaml_stay_text(world: World) -> None:
    """The content of a cell is a text of the record, and never part of its syntax."""
    bring(world, 'dock-news.example,"=HYPERLINK(""x""): {a: *b} # c",FR,\n', "--write")

    assert '=HYPERLINK("x"): {a: *b} # c' == world.load().graph.outlets["dock-news.example"].names[0].text
